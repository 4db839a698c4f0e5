// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

namespace cailiang {

/// Whether an end of an interval belongs to it.
///
/// There is no default. Texts disagree: the Civil Code (art. 1259) counts the number itself under both 以上 and 以下;
/// the special equipment regulation (2009, art. 71) counts it under 以上 only. A pack says which, and cites where.
enum class Bound : bool { excluded, included };

/// A range of `T` as a text states it. A missing end means that the text sets none; its bound then means nothing.
template <class T>
struct Interval {
  std::optional<T> lower;
  std::optional<T> upper;
  Bound lower_bound;
  Bound upper_bound;

  constexpr Interval(std::optional<T> from, std::optional<T> to, Bound from_bound, Bound to_bound)
      : lower{std::move(from)}, upper{std::move(to)}, lower_bound{from_bound}, upper_bound{to_bound} {}

  /// Every value.
  [[nodiscard]] static constexpr Interval all() {
    return {std::nullopt, std::nullopt, Bound::excluded, Bound::excluded};
  }
  /// One value.
  [[nodiscard]] static constexpr Interval point(const T& x) { return {x, x, Bound::included, Bound::included}; }

  [[nodiscard]] constexpr bool contains(const T& x) const {
    if (lower && (x < *lower || (x == *lower && lower_bound == Bound::excluded))) return false;
    if (upper && (*upper < x || (x == *upper && upper_bound == Bound::excluded))) return false;
    return true;
  }

  /// True if the ends cross, or meet with one of them excluded. Whole numbers are not looked at in any other way:
  /// (1, 2) is not empty, although it holds no count.
  [[nodiscard]] constexpr bool is_empty() const {
    if (!lower || !upper) return false;
    return *upper < *lower || (*lower == *upper && (lower_bound == Bound::excluded || upper_bound == Bound::excluded));
  }

  /// True if it holds exactly one value.
  [[nodiscard]] constexpr bool is_point() const { return lower && upper && *lower == *upper && !is_empty(); }
};

}  // namespace cailiang
