// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "cailiang/detail/engine/form.hpp"
#include "cailiang/detail/quantity/day_number.hpp"
#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/detail/quantity/span_arithmetic.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/rounding.hpp"

// Steps and quotients over the cell of their one variable.
namespace cailiang::detail {

/// The time between two days, as Date counts it; 0 in the other order, which three values leave in the cell.
[[nodiscard]] inline Ratio between(const Ratio& from, const Ratio& to, Unit unit) {
  if (to < from) return Ratio{0};
  return *elapsed(day_of(from), day_of(to), unit);
}

/// The values of a bend in a cell of its variable.
[[nodiscard]] inline Span hull(const Shape& f, const Span& x) {
  if (f.bend == Shape::Bend::round || f.bend == Shape::Bend::inverse) {
    const Span inner = plus(point(f.inner_constant), times(x, f.inner_factor));
    return f.bend == Shape::Bend::round ? round(inner, f.step, f.way) : inverse(inner);
  }
  Span made;
  if (f.bend == Shape::Bend::elapsed_to) {
    if (x.lower) made.lower = between(f.step, *x.lower, f.unit);
    if (x.upper) made.upper = between(f.step, *x.upper, f.unit);
  } else {
    if (x.upper) made.lower = between(*x.upper, f.step, f.unit);
    if (x.lower) made.upper = between(*x.lower, f.step, f.unit);
  }
  made.lower_included = made.lower.has_value();
  made.upper_included = made.upper.has_value();
  return made;
}

/// The day to cut at: the first on which elapsed() reaches the target; if it does so in the whole cell, the first on
/// which it passes the target. None: neither splits the cell.
[[nodiscard]] inline std::optional<Ratio> day_at(const Shape& f, const Span& x, const Ratio& target) {
  const Ratio last_day{3652058};  // 9999-12-31
  const bool grows = f.bend == Shape::Bend::elapsed_to;
  const Ratio low_end = x.lower ? *x.lower : f.step - last_day;
  const Ratio high_end = x.upper ? *x.upper : f.step + last_day;
  const auto value = [&](const Ratio& day) {
    return grows ? between(f.step, day, f.unit) : between(day, f.step, f.unit);
  };
  for (const bool past : {false, true}) {
    Ratio low = low_end.ceil_to(1) < Ratio{0} ? Ratio{0} : low_end.ceil_to(1);
    Ratio high = high_end.floor_to(1) > last_day ? last_day : high_end.floor_to(1);
    const auto beyond = [&](const Ratio& day) {
      const Ratio v = value(day);
      return grows ? (past ? v > target : v >= target) : (past ? v < target : v <= target);
    };
    if (!(low < high) || beyond(low) || !beyond(high)) continue;
    while (low + Ratio{1} < high) {
      const Ratio middle = ((low + high) / Ratio{2}).floor_to(1);
      (beyond(middle) ? high : low) = middle;
    }
    // A cut becomes a cell of its own, so cutting at this day sets it and the days beyond apart from those before.
    return high;
  }
  return std::nullopt;
}

/// Where in a cell the bend passes the target. None: nowhere, or a cut there would leave nothing on one side.
[[nodiscard]] inline std::optional<Ratio> crossing(const Shape& f, const Span& x, const Ratio& target) {
  const auto splits = [&](const std::optional<Ratio>& at) { return at && x.contains(*at) && !x.is_point(); };
  std::optional<Ratio> found;
  switch (f.bend) {
    case Shape::Bend::inverse:
      if (!target.is_zero()) found = (Ratio{1} / target - f.inner_constant) / f.inner_factor;
      break;
    case Shape::Bend::round:
      for (const Ratio& multiple : {target.ceil_to(f.step), target.floor_to(f.step) + f.step}) {
        Ratio edge = multiple;
        if (f.way == Rounding::up) edge = multiple - f.step;
        if (f.way == Rounding::half_up) edge = multiple - f.step / Ratio{2};
        found = (edge - f.inner_constant) / f.inner_factor;
        if (splits(found)) break;
      }
      break;
    case Shape::Bend::elapsed_to:
    case Shape::Bend::elapsed_from: found = day_at(f, x, target); break;
  }
  return splits(found) ? found : std::nullopt;
}

}  // namespace cailiang::detail
