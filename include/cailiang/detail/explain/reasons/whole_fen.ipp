// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// An amount that is offered is a whole number of the smallest unit of the currency.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::rounding(const Outcome& outcome) {
  if (!outcome.warnings.has(Warning::not_whole_fen)) return;
  const auto one = [&](const std::optional<Ratio>& amount, Rounding way, std::string_view zh, std::string_view en) {
    if (!amount || w_.is_whole(*amount)) return;
    line({say("取整至", "Rounded to ") + w_.smallest_unit(), "", w_.money(*amount), say(zh, en),
          "= " + w_.money(w_.rounded(*amount, way))});
  };
  for (const MoneyRange& r : ranges(outcome)) {
    if (r.is_point()) {
      one(r.min, Rounding::half_up, "四舍五入", "half up");
    } else {
      one(r.min, Rounding::up, "下限进位", "lower end up");
      one(r.max, Rounding::down, "上限舍去", "upper end down");
    }
    switch (of_point(r)) {
      case Rounding::half_up: one(r.point, Rounding::half_up, "建议数额四舍五入", "recommended amount, half up"); break;
      case Rounding::up:
        one(r.point, Rounding::up, "建议数额进位，不低于下限", "recommended amount, up into the range");
        break;
      case Rounding::down:
        one(r.point, Rounding::down, "建议数额舍去，不高于上限", "recommended amount, down into the range");
        break;
    }
  }
}

CAILIANG_INLINE std::vector<MoneyRange> ReasonWriter::ranges(const Outcome& outcome) {
  if (outcome.kind == OutcomeKind::either) return outcome.tracks;
  const bool fine = outcome.kind == OutcomeKind::point || outcome.kind == OutcomeKind::range ||
                    (outcome.kind == OutcomeKind::open && outcome.has_fine);
  return fine ? std::vector<MoneyRange>{outcome.range} : std::vector<MoneyRange>{};
}

CAILIANG_INLINE MoneyRange ReasonWriter::rounded(MoneyRange r) const {
  const bool is_point = r.is_point();
  if (r.point) r.point = w_.rounded(*r.point, of_point(r));
  // An end that is moved lies inside.
  const auto move = [&](std::optional<Ratio>& end, bool& included, Rounding inwards) {
    if (!end || w_.is_whole(*end)) return;
    end = w_.rounded(*end, is_point ? Rounding::half_up : inwards);
    included = true;
  };
  move(r.min, r.min_included, Rounding::up);
  move(r.max, r.max_included, Rounding::down);
  return r;
}

CAILIANG_INLINE Rounding ReasonWriter::of_point(const MoneyRange& r) const {
  if (!r.point) return Rounding::half_up;
  const Ratio whole = w_.rounded(*r.point, Rounding::half_up);
  if (r.min && (whole < *r.min || (whole == *r.min && !r.min_included))) return Rounding::up;
  if (r.max && (*r.max < whole || (whole == *r.max && !r.max_included))) return Rounding::down;
  return Rounding::half_up;
}

}  // namespace cailiang::detail
