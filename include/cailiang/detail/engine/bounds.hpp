// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cailiang::detail {

/// A range of money while it is worked on. Number is Ratio, or Form where facts stand as variables.
template <class Number>
struct Bounds {
  bool has_lower = false;
  bool has_upper = false;
  bool lower_included = false;
  bool upper_included = false;
  bool has_point = false;
  Number lower{};
  Number upper{};
  Number point{};
};

/// One end of a range.
template <class Flag, class Number>
struct EndOf {
  Flag& has;
  Number& value;
  Flag& included;
};
template <class Bound>
[[nodiscard]] auto end_of(Bound& b, bool lower) {
  return lower ? EndOf{b.has_lower, b.lower, b.lower_included} : EndOf{b.has_upper, b.upper, b.upper_included};
}

}  // namespace cailiang::detail
