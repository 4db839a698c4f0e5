// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/rounding.hpp"

// Numbers in which unknown facts stand as variables. Amounts are piecewise linear in the facts, so a linear form is exact
// within a cell; where a step (round, elapsed) or a quotient bends it, the bend is kept as long as one fact makes it.
// What is left is an interval.
namespace cailiang::detail {

/// How a number hangs on variables.
struct Shape {
  enum class Kind : std::uint8_t {
    linear,  ///< constant + sum of factor * variable
    bent,    ///< constant + factor * bend(variable)
    box      ///< only the interval is known
  };
  enum class Bend : std::uint8_t { round, inverse, elapsed_to, elapsed_from };

  Kind kind = Kind::linear;
  Bend bend = Bend::round;
  Rounding way = Rounding::up;
  Unit unit = Unit::day;
  bool loose = false;  ///< of a box: wider than what is reached
  Index count = 0;     ///< of variables of a linear form: at most 2
  Index variable[2] = {none, none};
  Ratio factor[2];
  Ratio inner_constant;  ///< bend of inner_constant + inner_factor * variable
  Ratio inner_factor;
  Ratio step;            ///< of round; the other day of elapsed
  Span span;             ///< of a box
  std::vector<Index> variables;  ///< of a box

  template <class Visit>
  void each_variable(Visit visit) const {
    if (kind == Kind::box) {
      for (const Index v : variables) visit(v);
    } else {
      const Index n = kind == Kind::bent ? 1 : count;
      for (Index i = 0; i < n; ++i) visit(variable[i]);
    }
  }

  friend bool operator==(const Shape& a, const Shape& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == Kind::box) return a.span == b.span && a.variables == b.variables;
    if (a.kind == Kind::linear) {
      if (a.count != b.count) return false;
      for (Index i = 0; i < a.count; ++i) {
        if (a.variable[i] != b.variable[i] || a.factor[i] != b.factor[i]) return false;
      }
      return true;
    }
    return a.variable[0] == b.variable[0] && a.factor[0] == b.factor[0] && a.bend == b.bend && a.way == b.way &&
           a.unit == b.unit && a.inner_constant == b.inner_constant && a.inner_factor == b.inner_factor &&
           a.step == b.step;
  }
};

/// A number, as a rule a constant: then it is copied like one.
struct Form {
  Ratio constant;
  std::shared_ptr<const Shape> shape;  ///< null: nothing but the constant

  Form() = default;
  Form(const Ratio& value) : constant{value} {}
  Form(const Ratio& value, Shape made) : constant{value}, shape{std::make_shared<const Shape>(std::move(made))} {}

  [[nodiscard]] bool is_constant() const noexcept { return shape == nullptr; }
  [[nodiscard]] bool is(Shape::Kind kind) const noexcept { return shape != nullptr && shape->kind == kind; }
  [[nodiscard]] bool is_linear(Index count) const noexcept { return is(Shape::Kind::linear) && shape->count == count; }

  template <class Visit>
  void each_variable(Visit visit) const {
    if (shape != nullptr) shape->each_variable(visit);
  }

  friend bool operator==(const Form& a, const Form& b) {
    if (a.is_constant() || b.is_constant()) return a.is_constant() && b.is_constant() && a.constant == b.constant;
    if (!(*a.shape == *b.shape)) return false;
    return a.is(Shape::Kind::box) || a.constant == b.constant;
  }
};

/// True if both are one number whatever the facts are. Intervals that look alike need not be: only a copy is.
[[nodiscard]] inline bool same_number(const Form& a, const Form& b) {
  return a.is(Shape::Kind::box) ? a.shape == b.shape : a == b;
}

/// A variable times one.
[[nodiscard]] inline Form variable(Index v) {
  Shape shape;
  shape.count = 1;
  shape.variable[0] = v;
  shape.factor[0] = 1;
  return Form{Ratio{0}, std::move(shape)};
}

/// A number of which only the ends are known.
[[nodiscard]] inline Form interval(const Span& span, std::vector<Index> variables = {}) {
  Shape shape;
  shape.kind = Shape::Kind::box;
  shape.variables = std::move(variables);
  shape.span = span;
  return Form{Ratio{0}, std::move(shape)};
}

/// Arithmetic of forms; `spans` holds the cell of each variable.
class Forms {
 public:
  explicit Forms(const std::vector<Span>& spans) : spans_{spans} {}

  [[nodiscard]] Span hull(const Form& f) const {
    Span sum = point(f.constant);
    if (f.is_constant()) return sum;
    const Shape& s = *f.shape;
    if (s.kind == Shape::Kind::box) return s.span;
    if (s.kind == Shape::Kind::bent) return plus(sum, times(bend_hull(s), s.factor[0]));
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
    if (!a.is_linear(1)) return box(round_hull(hull(a), step, way), a, Form{});
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

  [[nodiscard]] Form larger(const Form& a, const Form& b) const {
    const Span x = hull(a);
    const Span y = hull(b);
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
    return box(z, a, b);
  }
  [[nodiscard]] Form smaller(const Form& a, const Form& b) const {
    return scale(larger(scale(a, Ratio{-1}), scale(b, Ratio{-1})), Ratio{-1});
  }

  /// Where a variable makes `f` cross zero inside its cell: cutting there makes the sign of `f` more certain.
  [[nodiscard]] std::optional<std::pair<Index, Ratio>> crossing(const Form& f) const {
    if (f.is_linear(1)) return std::pair{f.shape->variable[0], -f.constant / f.shape->factor[0]};
    if (!f.is(Shape::Kind::bent)) return std::nullopt;
    const Shape& s = *f.shape;
    const Ratio target = -f.constant / s.factor[0];
    const auto pair = [&](const std::optional<Ratio>& x) -> std::optional<std::pair<Index, Ratio>> {
      if (!x || !splits(s.variable[0], *x)) return std::nullopt;
      return std::pair{s.variable[0], *x};
    };
    if (s.bend == Shape::Bend::inverse) {
      if (target.is_zero()) return std::nullopt;
      return pair((Ratio{1} / target - s.inner_constant) / s.inner_factor);
    }
    if (s.bend == Shape::Bend::round) {
      for (const Ratio& multiple : {target.ceil_to(s.step), target.floor_to(s.step) + s.step}) {
        Ratio edge = multiple;
        if (s.way == Rounding::up) edge = multiple - s.step;
        if (s.way == Rounding::half_up) edge = multiple - s.step / Ratio{2};
        if (auto found = pair((edge - s.inner_constant) / s.inner_factor)) return found;
      }
      return std::nullopt;
    }
    return pair(day_at(s, target));
  }

 private:
  [[nodiscard]] const Span& cell(Index v) const { return spans_[static_cast<std::size_t>(v)]; }

  [[nodiscard]] static Span point(const Ratio& x) { return Span{x, x, true, true}; }
  [[nodiscard]] static Span plus(const Span& a, const Span& b) {
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
  [[nodiscard]] static Span times(const Span& a, const Ratio& by) {
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
  // Corners; an end that is missing is without bound, and a corner with zero is zero.
  [[nodiscard]] static Span product(const Span& a, const Span& b) {
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
  // \pre zero is not inside
  [[nodiscard]] static Span inverse(const Span& a) {
    Span made;
    const bool positive = a.lower && !a.lower->is_negative();
    if (positive) {
      if (a.upper) made.lower = Ratio{1} / *a.upper;
      else made.lower = Ratio{0};
      made.lower_included = a.upper && a.upper_included;
      if (!a.lower->is_zero()) {
        made.upper = Ratio{1} / *a.lower;
        made.upper_included = a.lower_included;
      }
      return made;
    }
    return times(inverse(times(a, Ratio{-1})), Ratio{-1});
  }

  [[nodiscard]] static Span round_hull(const Span& a, const Ratio& step, Rounding way) {
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

  [[nodiscard]] static Ratio between(const Ratio& from, const Ratio& to, Unit unit) {
    const Date first = *Date::of(1, 1, 1);
    const auto day = [&](const Ratio& number) { return first.plus_days(static_cast<std::int64_t>(number.numerator())); };
    return *elapsed(day(from), day(to), unit);
  }

  [[nodiscard]] Span bend_hull(const Shape& f) const {
    const Span& x = cell(f.variable[0]);
    if (f.bend == Shape::Bend::round || f.bend == Shape::Bend::inverse) {
      const Span inner = plus(point(f.inner_constant), times(x, f.inner_factor));
      return f.bend == Shape::Bend::round ? round_hull(inner, f.step, f.way) : inverse(inner);
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

  // A cut at x leaves something on more than one side.
  [[nodiscard]] bool splits(Index v, const Ratio& x) const {
    const Span& c = cell(v);
    return c.contains(x) && !c.is_point();
  }

  // The first day on which elapsed() reaches the target (or, where it is reached, passes it): time grows by days.
  [[nodiscard]] std::optional<Ratio> day_at(const Shape& f, const Ratio& target) const {
    const Span& x = cell(f.variable[0]);
    const bool grows = f.bend == Shape::Bend::elapsed_to;
    const Ratio low_end = x.lower ? *x.lower : f.step - Ratio{3652058};
    const Ratio high_end = x.upper ? *x.upper : f.step + Ratio{3652058};
    const auto value = [&](const Ratio& day) { return grows ? between(f.step, day, f.unit) : between(day, f.step, f.unit); };
    for (const bool past : {false, true}) {
      Ratio low = low_end.ceil_to(1) < Ratio{0} ? Ratio{0} : low_end.ceil_to(1);
      Ratio high = high_end.floor_to(1) > Ratio{3652058} ? Ratio{3652058} : high_end.floor_to(1);
      const auto beyond = [&](const Ratio& day) {
        const Ratio v = value(day);
        return grows ? (past ? v > target : v >= target) : (past ? v < target : v <= target);
      };
      if (!(low < high) || beyond(low) || !beyond(high)) continue;
      while (low + Ratio{1} < high) {
        const Ratio middle = ((low + high) / Ratio{2}).floor_to(1);
        (beyond(middle) ? high : low) = middle;
      }
      // A cut makes its own day a cell: the day itself and what lies beyond belong apart from what lies before.
      return high;
    }
    return std::nullopt;
  }

  // A step that is flat within the cell is a number.
  [[nodiscard]] Form settled(Shape bent) const {
    const Span h = bend_hull(bent);
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

  [[nodiscard]] static Form box(const Span& span, const Form& a, const Form& b) {
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
