// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/interval.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  cailiang::Interval<int> range;  // no range without ends
#else
  cailiang::Interval<int> range = cailiang::Interval<int>::all();
#endif
}
