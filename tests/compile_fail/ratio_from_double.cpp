// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/ratio.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  cailiang::Ratio share = 0.1;  // 0.1 in binary is not one tenth
#else
  cailiang::Ratio share = cailiang::Ratio::of(1, 10);
#endif
}
