// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)(cailiang::yuan(1) + cailiang::Ratio::of(3, 10));  // money and a bare number are not the same kind
#else
  (void)(cailiang::yuan(1) + cailiang::fen(30));
#endif
}
