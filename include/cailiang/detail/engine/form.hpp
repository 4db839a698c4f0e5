// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/rounding.hpp"

// Numbers in which unknown facts stand as variables. Amounts are piecewise linear in the facts, so a linear form is
// exact within a cell; where a step (round, elapsed) or a quotient bends it, the bend is kept as long as one fact makes
// it. What is left is an interval.
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
  Ratio step;                    ///< of round; the other day of elapsed
  Span span;                     ///< of a box
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

}  // namespace cailiang::detail
