// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)scale(cailiang::yuan(1), cailiang::Ratio::of(1, 3));  // how to round is for the caller to say
#else
  (void)scale(cailiang::yuan(1), cailiang::Ratio::of(1, 3), cailiang::Rounding::up);
#endif
}
