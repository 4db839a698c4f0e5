// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/ratio.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  cailiang::Ratio number = 18446744073709551615ULL;  // would become -1
#else
  cailiang::Ratio number = cailiang::Ratio::of(static_cast<cailiang::Int128>(18446744073709551615ULL), 1);
#endif
  return number.is_negative() ? 1 : 0;
}
