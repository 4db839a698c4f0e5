// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  (void)cailiang::yuan(9999.99);  // no floating point near money
#else
  (void)cailiang::yuan(9999, 99);
#endif
}
