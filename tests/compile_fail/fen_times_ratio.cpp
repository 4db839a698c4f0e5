// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)(cailiang::yuan(1) * cailiang::Ratio::of(3, 10));  // multiply with scale() and say how to round
#else
  (void)scale(cailiang::yuan(1), cailiang::Ratio::of(3, 10), cailiang::Rounding::half_up);
#endif
}
