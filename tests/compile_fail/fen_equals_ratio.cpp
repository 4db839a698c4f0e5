// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)(cailiang::yuan(1) == cailiang::Ratio{1});  // an amount of fen is no bare number
#else
  (void)(in_yuan(cailiang::yuan(1)) == cailiang::Ratio{1});
#endif
}
