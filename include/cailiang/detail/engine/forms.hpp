// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/bend.hpp"
#include "cailiang/detail/engine/form.hpp"
#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/detail/quantity/span_arithmetic.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/rounding.hpp"

namespace cailiang::detail {

/// Arithmetic of forms; `spans` holds the cell of each variable.
class Forms {
 public:
  explicit Forms(const std::vector<Span>& spans) : spans_{spans} {}

  [[nodiscard]] Span hull(const Form& f) const {
    Span sum = point(f.constant);
    if (f.is_constant()) return sum;
    const Shape& s = *f.shape;
    if (s.kind == Shape::Kind::box) return s.span;
    if (s.kind == Shape::Kind::bent) return plus(sum, times(detail::hull(s, cell(s.variable[0])), s.factor[0]));
    for (Index i = 0; i < s.count; ++i) sum = plus(sum, times(cell(s.variable[i]), s.factor[i]));
    return sum;
  }

  [[nodiscard]] Form add(const Form& a, const Form& b) const {
    if (a.is_constant()) return shifted(b, a.constant);
    if (b.is_constant()) return shifted(a, b.constant);
    if (a.is(Shape::Kind::linear) && b.is(Shape::Kind::linear)) {
      if (auto sum = add_linear(a, b)) return *sum;
    }
    if (a.is(Shape::Kind::bent) && b.is(Shape::Kind::bent) && same_bend(*a.shape, *b.shape)) {
      Shape sum = *a.shape;
      sum.factor[0] += b.shape->factor[0];
      const Ratio constant = a.constant + b.constant;
      return sum.factor[0].is_zero() ? Form{constant} : Form{constant, std::move(sum)};
    }
    return box(plus(hull(a), hull(b)), a, b);
  }
  [[nodiscard]] Form subtract(const Form& a, const Form& b) const {
    if (a.is_constant() && b.is_constant()) return Form{a.constant - b.constant};
    return add(a, scale(b, Ratio{-1}));
  }

  [[nodiscard]] Form scale(const Form& a, const Ratio& by) const {
    if (a.is_constant()) return Form{a.constant * by};
    if (by.is_zero()) return Form{Ratio{0}};
    Shape made = *a.shape;
    if (made.kind == Shape::Kind::box) {
      made.span = times(made.span, by);
      return Form{Ratio{0}, std::move(made)};
    }
    const Index n = made.kind == Shape::Kind::bent ? 1 : made.count;
    for (Index i = 0; i < n; ++i) made.factor[i] *= by;
    return Form{a.constant * by, std::move(made)};
  }

  [[nodiscard]] Form multiply(const Form& a, const Form& b) const {
    if (a.is_constant()) return scale(b, a.constant);
    if (b.is_constant()) return scale(a, b.constant);
    return box(product(hull(a), hull(b)), a, b);
  }

  /// \pre b is not zero anywhere in the cell
  [[nodiscard]] Form divide(const Form& a, const Form& b) const {
    if (b.is_constant()) return scale(a, Ratio{1} / b.constant);
    if (b.is_linear(1) && a.is_linear(1) && a.shape->variable[0] == b.shape->variable[0]) {
      // (p x + q) / (r x + s) is p / r and a rest over the divisor.
      const Ratio whole = a.shape->factor[0] / b.shape->factor[0];
      return shifted(divide(Form{a.constant - whole * b.constant}, b), whole);
    }
    if (a.is_constant() && b.is_linear(1)) {
      if (a.constant.is_zero()) return a;
      Shape made;
      made.kind = Shape::Kind::bent;
      made.bend = Shape::Bend::inverse;
      made.variable[0] = b.shape->variable[0];
      made.factor[0] = a.constant;
      made.inner_constant = b.constant;
      made.inner_factor = b.shape->factor[0];
      return Form{Ratio{0}, std::move(made)};
    }
    return box(product(hull(a), inverse(hull(b))), a, b);
  }

  [[nodiscard]] Form rounded(const Form& a, const Ratio& step, Rounding way) const {
    if (a.is_constant()) return Form{round(a.constant, step, way)};
    if (!a.is_linear(1)) return box(round(hull(a), step, way), a, Form{});
    Shape made;
    made.kind = Shape::Kind::bent;
    made.bend = Shape::Bend::round;
    made.way = way;
    made.step = step;
    made.variable[0] = a.shape->variable[0];
    made.factor[0] = 1;
    made.inner_constant = a.constant;
    made.inner_factor = a.shape->factor[0];
    return settled(std::move(made));
  }

  /// Months or years between two days that are not both known. \pre from <= to in the whole cell
  [[nodiscard]] Form elapsed_time(const Form& from, const Form& to, Unit unit) const {
    const auto plain = [](const Form& f) {
      return f.is_linear(1) && f.constant.is_zero() && f.shape->factor[0] == Ratio{1};
    };
    if ((from.is_constant() && plain(to)) || (to.is_constant() && plain(from))) {
      Shape made;
      made.kind = Shape::Kind::bent;
      made.bend = from.is_constant() ? Shape::Bend::elapsed_to : Shape::Bend::elapsed_from;
      made.unit = unit;
      made.step = from.is_constant() ? from.constant : to.constant;
      made.variable[0] = from.is_constant() ? to.shape->variable[0] : from.shape->variable[0];
      made.factor[0] = 1;
      return settled(std::move(made));
    }
    const Span f = hull(from);
    const Span t = hull(to);
    Span span;
    if (f.upper && t.lower) span.lower = f.upper <= t.lower ? between(*f.upper, *t.lower, unit) : Ratio{0};
    if (!span.lower) span.lower = Ratio{0};
    if (f.lower && t.upper) span.upper = between(*f.lower, *t.upper, unit);
    span.lower_included = true;
    span.upper_included = span.upper.has_value();
    return box(span, from, to);
  }

  /// What of `a` lies within a span; `a` itself where nothing does.
  [[nodiscard]] Form within(const Form& a, const Span& span) const {
    const Span all = hull(a);
    const Span kept = meet(all, span);
    if (kept == all || kept.is_empty()) return a;
    std::vector<Index> variables;
    a.each_variable([&](Index v) { variables.push_back(v); });
    Form made = interval(kept, std::move(variables));
    if (!a.is(Shape::Kind::box) || !a.shape->loose) return made;
    Shape loose = *made.shape;
    loose.loose = true;
    return Form{Ratio{0}, std::move(loose)};
  }

  [[nodiscard]] Form larger(const Form& a, const Form& b) const { return box(larger_of(hull(a), hull(b)), a, b); }
  [[nodiscard]] Form smaller(const Form& a, const Form& b) const {
    return scale(larger(scale(a, Ratio{-1}), scale(b, Ratio{-1})), Ratio{-1});
  }

  /// Where a variable makes `f` cross zero inside its cell: cutting there makes the sign of `f` more certain.
  [[nodiscard]] std::optional<std::pair<Index, Ratio>> crossing(const Form& f) const {
    if (f.is_linear(1)) return std::pair{f.shape->variable[0], -f.constant / f.shape->factor[0]};
    if (!f.is(Shape::Kind::bent)) return std::nullopt;
    const Index v = f.shape->variable[0];
    const auto at = detail::crossing(*f.shape, cell(v), -f.constant / f.shape->factor[0]);
    return at ? std::optional{std::pair{v, *at}} : std::nullopt;
  }

 private:
  [[nodiscard]] const Span& cell(Index v) const { return spans_[static_cast<std::size_t>(v)]; }

  // A step that is flat within the cell is a number.
  [[nodiscard]] Form settled(Shape bent) const {
    const Span h = detail::hull(bent, cell(bent.variable[0]));
    return h.is_point() ? Form{*h.lower} : Form{Ratio{0}, std::move(bent)};
  }

  [[nodiscard]] static Form shifted(const Form& a, const Ratio& by) {
    Form made = a;
    if (!a.is(Shape::Kind::box)) {
      made.constant += by;
      return made;
    }
    Shape moved = *a.shape;
    moved.span = plus(moved.span, point(by));
    return Form{Ratio{0}, std::move(moved)};
  }

  [[nodiscard]] static bool same_bend(const Shape& a, Shape b) {
    b.factor[0] = a.factor[0];
    return a == b;
  }

  [[nodiscard]] static std::optional<Form> add_linear(const Form& a, const Form& b) {
    Shape sum = *a.shape;
    for (Index i = 0; i < b.shape->count; ++i) {
      Index place = 0;
      while (place < sum.count && sum.variable[place] != b.shape->variable[i]) ++place;
      if (place == 2) return std::nullopt;
      if (place == sum.count) {
        sum.variable[place] = b.shape->variable[i];
        sum.factor[place] = b.shape->factor[i];
        ++sum.count;
        continue;
      }
      sum.factor[place] += b.shape->factor[i];
      if (!sum.factor[place].is_zero()) continue;
      if (place == 0) {
        sum.variable[0] = sum.variable[1];
        sum.factor[0] = sum.factor[1];
      }
      --sum.count;
      sum.variable[sum.count] = none;
    }
    if (sum.count == 2 && sum.variable[1] < sum.variable[0]) {
      std::swap(sum.variable[0], sum.variable[1]);
      std::swap(sum.factor[0], sum.factor[1]);
    }
    const Ratio constant = a.constant + b.constant;
    return sum.count == 0 ? Form{constant} : Form{constant, std::move(sum)};
  }

  // An interval of one number is that number.
  [[nodiscard]] static Form box(const Span& span, const Form& a, const Form& b) {
    if (span.is_point()) return Form{*span.lower};
    Shape made;
    made.kind = Shape::Kind::box;
    made.span = span;
    made.loose = (a.is(Shape::Kind::box) && a.shape->loose) || (b.is(Shape::Kind::box) && b.shape->loose);
    a.each_variable([&](Index v) { made.variables.push_back(v); });
    b.each_variable([&](Index v) {
      // One fact used twice: the ends of the two parts need not be reached together.
      if (std::find(made.variables.begin(), made.variables.end(), v) != made.variables.end()) {
        made.loose = true;
      } else {
        made.variables.push_back(v);
      }
    });
    std::sort(made.variables.begin(), made.variables.end());
    return Form{Ratio{0}, std::move(made)};
  }

  const std::vector<Span>& spans_;
};

}  // namespace cailiang::detail
