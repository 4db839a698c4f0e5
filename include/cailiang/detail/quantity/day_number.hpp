// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang::detail {

/// The day as a number, so that dates and numbers are compared alike: days since 0001-01-01.
[[nodiscard]] constexpr Ratio day_number(Date day) {
  return Ratio{static_cast<std::int64_t>(day.days_since(*Date::of(1, 1, 1)))};
}
/// \pre day_number() gave it
[[nodiscard]] constexpr Date day_of(const Ratio& number) {
  return Date::of(1, 1, 1)->plus_days(static_cast<std::int64_t>(number.numerator()));
}

}  // namespace cailiang::detail
