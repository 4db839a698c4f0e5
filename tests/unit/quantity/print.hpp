// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/money.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang {

// So that a failing test shows numbers and not raw bytes.
inline void PrintTo(const Ratio& x, std::ostream* os) {
  *os << x.text();
}
inline void PrintTo(Fen x, std::ostream* os) {
  *os << x.text() << " yuan";
}
inline void PrintTo(Date x, std::ostream* os) {
  *os << x.text();
}

}  // namespace cailiang
