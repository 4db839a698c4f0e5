// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/quantity/rounding.hpp"

// What comes out where each operand may be any value of a span, and no two of them hang together.
namespace cailiang::detail {

[[nodiscard]] inline Span point(const Ratio& x) {
  return Span{x, x, true, true};
}

[[nodiscard]] inline Span plus(const Span& a, const Span& b) {
  Span sum;
  if (a.lower && b.lower) {
    sum.lower = *a.lower + *b.lower;
    sum.lower_included = a.lower_included && b.lower_included;
  }
  if (a.upper && b.upper) {
    sum.upper = *a.upper + *b.upper;
    sum.upper_included = a.upper_included && b.upper_included;
  }
  return sum;
}

[[nodiscard]] inline Span times(const Span& a, const Ratio& by) {
  Span made;
  if (by.is_zero()) return point(Ratio{0});
  if (a.lower) made.lower = *a.lower * by;
  if (a.upper) made.upper = *a.upper * by;
  made.lower_included = a.lower_included;
  made.upper_included = a.upper_included;
  if (by.is_negative()) {
    std::swap(made.lower, made.upper);
    std::swap(made.lower_included, made.upper_included);
  }
  return made;
}

/// Corners; an end that is missing is without bound, and a corner with zero is zero.
[[nodiscard]] inline Span product(const Span& a, const Span& b) {
  struct Corner {
    std::optional<Ratio> value;  // none: without bound
    bool up = false;             // of one without bound: its side
    bool reached = false;
  };
  const auto corner = [](const std::optional<Ratio>& x, bool xi, bool x_up, const std::optional<Ratio>& y, bool yi,
                         bool y_up) {
    if (x && y) return Corner{*x * *y, false, (xi && yi) || (x->is_zero() && xi) || (y->is_zero() && yi)};
    if (x && x->is_zero()) return Corner{Ratio{0}, false, xi};
    if (y && y->is_zero()) return Corner{Ratio{0}, false, yi};
    const bool x_positive = x ? !x->is_negative() : x_up;
    const bool y_positive = y ? !y->is_negative() : y_up;
    return Corner{std::nullopt, x_positive == y_positive, false};
  };
  const Corner corners[] = {corner(a.lower, a.lower_included, false, b.lower, b.lower_included, false),
                            corner(a.lower, a.lower_included, false, b.upper, b.upper_included, true),
                            corner(a.upper, a.upper_included, true, b.lower, b.lower_included, false),
                            corner(a.upper, a.upper_included, true, b.upper, b.upper_included, true)};
  Span made;
  bool no_lower = false;
  bool no_upper = false;
  for (const Corner& c : corners) {
    if (!c.value) {
      (c.up ? no_upper : no_lower) = true;
      continue;
    }
    const Span one{*c.value, *c.value, c.reached, c.reached};
    made = made.lower ? join(made, one) : one;
  }
  if (no_lower) made.lower.reset(), made.lower_included = false;
  if (no_upper) made.upper.reset(), made.upper_included = false;
  return made;
}

/// Where zero lies inside, which three values cannot cut away, anything may come out.
[[nodiscard]] inline Span inverse(const Span& a) {
  Span made;
  const bool positive = a.lower && !a.lower->is_negative();
  const bool negative = a.upper && !(*a.upper > Ratio{0});
  if (!positive && !negative) return made;
  if (positive) {
    if (a.upper)
      made.lower = Ratio{1} / *a.upper;
    else
      made.lower = Ratio{0};
    made.lower_included = a.upper && a.upper_included;
    if (!a.lower->is_zero()) {
      made.upper = Ratio{1} / *a.lower;
      made.upper_included = a.lower_included;
    }
    return made;
  }
  return times(inverse(times(a, Ratio{-1})), Ratio{-1});
}

[[nodiscard]] inline Span round(const Span& a, const Ratio& step, Rounding way) {
  Span made;
  if (a.lower) {
    made.lower = a.lower_included || way != Rounding::up ? round(*a.lower, step, way) : a.lower->floor_to(step) + step;
    made.lower_included = true;
  }
  if (a.upper) {
    if (a.upper_included || way == Rounding::up) {
      made.upper = round(*a.upper, step, way);
    } else if (way == Rounding::down) {
      made.upper = a.upper->ceil_to(step) - step;
    } else {
      made.upper = (*a.upper - step / Ratio{2}).ceil_to(step);
    }
    made.upper_included = true;
  }
  return made;
}

[[nodiscard]] inline Span larger_of(const Span& x, const Span& y) {
  Span z;
  if (x.lower && y.lower) {
    const bool first = *x.lower > *y.lower || (*x.lower == *y.lower && !x.lower_included);
    z.lower = first ? x.lower : y.lower;
    z.lower_included = first ? x.lower_included : y.lower_included;
  } else {
    z.lower = x.lower ? x.lower : y.lower;
    z.lower_included = x.lower ? x.lower_included : y.lower_included;
  }
  if (x.upper && y.upper) {
    const bool first = *x.upper > *y.upper || (*x.upper == *y.upper && x.upper_included);
    z.upper = first ? x.upper : y.upper;
    z.upper_included = first ? x.upper_included : y.upper_included;
  }
  return z;
}

}  // namespace cailiang::detail
