// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/interval.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  cailiang::Interval<int> range{100, 200, true, false};  // true says nothing: write included or excluded
#else
  cailiang::Interval<int> range{100, 200, cailiang::Bound::included, cailiang::Bound::excluded};
#endif
}
