// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "cailiang/detail/quantity/span.hpp"

namespace cailiang::detail {

/// A fact as a case gives it, after it was held against its declaration.
struct Given {
  enum class Kind : std::uint8_t { number, code, options, absent, unprovable, bound };
  explicit Given(Index of) noexcept : fact{of} {}

  Index fact;         ///< in StandardData::facts; none: the officer's class
  Kind kind = Kind::code;
  std::int32_t code = 0;       ///< of a flag, an option, the class
  std::uint64_t options = 0;
  Ratio number;                ///< of a number; a date as its day number
  Span bound;
  std::string evidence;
};

}  // namespace cailiang::detail
