// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)cailiang::fen(0.5);  // no floating point near money
#else
  (void)cailiang::fen(50);
#endif
}
