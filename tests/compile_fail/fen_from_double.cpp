// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  cailiang::Fen amount{99.0};  // no floating point near money
#else
  cailiang::Fen amount{99};
#endif
}
