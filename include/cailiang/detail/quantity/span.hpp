// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "cailiang/quantity/ratio.hpp"

namespace cailiang::detail {

using Index = std::int32_t;
inline constexpr Index none = -1;

/// The values a number or date may take; an end that is missing is open.
struct Span {
  std::optional<Ratio> lower;
  std::optional<Ratio> upper;
  bool lower_included = false;
  bool upper_included = false;

  [[nodiscard]] bool is_point() const { return lower && upper && *lower == *upper; }
  [[nodiscard]] bool is_empty() const {
    if (!lower || !upper || *lower < *upper) return false;
    return *upper < *lower || !lower_included || !upper_included;
  }
  [[nodiscard]] bool contains(const Ratio& x) const {
    const auto beyond = [](std::strong_ordering order, bool included) {
      return order < 0 || (order == 0 && !included);
    };
    return !(lower && beyond(x <=> *lower, lower_included)) && !(upper && beyond(*upper <=> x, upper_included));
  }
  friend bool operator==(const Span&, const Span&) = default;
};

/// What lies in both.
[[nodiscard]] inline Span meet(Span a, const Span& b) {
  if (b.lower && (!a.lower || *a.lower < *b.lower || (*a.lower == *b.lower && !b.lower_included))) {
    a.lower = b.lower;
    a.lower_included = b.lower_included;
  }
  if (b.upper && (!a.upper || *b.upper < *a.upper || (*a.upper == *b.upper && !b.upper_included))) {
    a.upper = b.upper;
    a.upper_included = b.upper_included;
  }
  return a;
}

/// The smallest span that holds both.
[[nodiscard]] inline Span join(Span a, const Span& b) {
  if (!b.lower || !a.lower) {
    a.lower.reset();
    a.lower_included = false;
  } else if (*b.lower < *a.lower) {
    a.lower = b.lower;
    a.lower_included = b.lower_included;
  } else if (*b.lower == *a.lower) {
    a.lower_included = a.lower_included || b.lower_included;
  }
  if (!b.upper || !a.upper) {
    a.upper.reset();
    a.upper_included = false;
  } else if (*a.upper < *b.upper) {
    a.upper = b.upper;
    a.upper_included = b.upper_included;
  } else if (*a.upper == *b.upper) {
    a.upper_included = a.upper_included || b.upper_included;
  }
  return a;
}

/// The same whole numbers with ends that are reached.
[[nodiscard]] inline Span whole_numbers(Span a) {
  if (a.lower) {
    const Ratio up = a.lower->ceil_to(1);
    a.lower = !a.lower_included && up == *a.lower ? up + Ratio{1} : up;
    a.lower_included = true;
  }
  if (a.upper) {
    const Ratio down = a.upper->floor_to(1);
    a.upper = !a.upper_included && down == *a.upper ? down - Ratio{1} : down;
    a.upper_included = true;
  }
  return a;
}

}  // namespace cailiang::detail
