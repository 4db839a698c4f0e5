// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "cailiang/detail/quantity/span.hpp"

namespace cailiang::detail {

/// What few facts have beside a value.
struct Rest {
  Span bound;
  std::string evidence;
};

/// A fact as a case gives it, after it was held against its declaration. Fits a line of the processor's cache, because
/// cases are many.
struct Given {
  enum class Kind : std::uint8_t { number, code, options, absent, unprovable, bound };
  explicit Given(Index of) noexcept : fact{of} {}

  Index fact;             ///< in StandardData::facts; none: the officer's class
  std::int32_t code = 0;  ///< of a flag, an option, the class
  Index rest = none;      ///< in a list of Rest
  Kind kind = Kind::code;
  std::uint64_t options = 0;
  Ratio number;  ///< of a number; a date as its day number
};
static_assert(sizeof(Given) <= 64);

}  // namespace cailiang::detail
