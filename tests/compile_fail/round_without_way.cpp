// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/ratio.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)round(cailiang::Ratio::of(1, 3), cailiang::Ratio{1});  // how to round is for the caller to say
#else
  (void)round(cailiang::Ratio::of(1, 3), cailiang::Ratio{1}, cailiang::Rounding::up);
#endif
}
