// SPDX-License-Identifier: Apache-2.0
#include <cailiang/quantity/money.hpp>

#include <string>

std::string half(cailiang::Fen amount) {
  return cailiang::scale(amount, cailiang::Ratio::of(1, 2), cailiang::Rounding::half_up).text();
}
