// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/standard.hpp"

void tell(cailiang::Facts& facts) {
#if CAILIANG_EXPECT_COMPILE_ERROR
  facts.set("serious", &facts);  // no address is true
#else
  facts.set("serious", true);
#endif
}
