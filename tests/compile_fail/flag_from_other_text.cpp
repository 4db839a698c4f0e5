// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/standard.hpp"

void tell(cailiang::Facts& facts) {
#if CAILIANG_EXPECT_COMPILE_ERROR
  facts.set("serious", u8"no");  // a text that is no char* must not become true
#else
  facts.set("serious", "no");
#endif
}
