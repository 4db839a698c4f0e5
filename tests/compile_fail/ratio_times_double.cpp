// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/ratio.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)(cailiang::Ratio{3} * 0.5);  // 0.5 is exact, 0.1 is not: neither gets in
#else
  (void)(cailiang::Ratio{3} * cailiang::Ratio::of(1, 2));
#endif
}
