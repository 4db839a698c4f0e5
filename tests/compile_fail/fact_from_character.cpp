// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/standard.hpp"

void tell(cailiang::Facts& facts) {
#if CAILIANG_EXPECT_COMPILE_ERROR
  facts.set("times", '1');  // one, or 49?
#else
  facts.set("times", 1);
#endif
}
