// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

int main() {
#if CAILIANG_EXPECT_COMPILE_ERROR
  cailiang::Fen amount = 99;  // a bare number does not say whether it is yuan or fen
#else
  cailiang::Fen amount = cailiang::fen(99);
#endif
}
