// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <tuple>

#include "cailiang/law/fact.hpp"

namespace cailiang::detail {

// Whether two packs say the same of a fact. Labels, questions and sources do not count: they change no result.

[[nodiscard]] bool same(const Ends<std::string>& a, const Ends<std::string>& b);
[[nodiscard]] bool same(const Test& a, const Test& b);
[[nodiscard]] bool same(const ConditionMember& a, const ConditionMember& b);
[[nodiscard]] bool same(const Condition& a, const Condition& b);
[[nodiscard]] bool same(const ChooseRow& a, const ChooseRow& b);
[[nodiscard]] bool same(const Term& a, const Term& b);
[[nodiscard]] bool same(const Option& a, const Option& b);

template <class T>
[[nodiscard]] bool same(const std::optional<T>& a, const std::optional<T>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

template <class T>
[[nodiscard]] bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
}

[[nodiscard]] inline bool same(const Ends<std::string>& a, const Ends<std::string>& b) {
  return std::tie(a.eq, a.ge, a.gt, a.le, a.lt) == std::tie(b.eq, b.ge, b.gt, b.le, b.lt);
}

[[nodiscard]] inline bool same(const Test& a, const Test& b) {
  return a.kind == b.kind && a.option == b.option && same(a.interval, b.interval);
}

[[nodiscard]] inline bool same(const ConditionMember& a, const ConditionMember& b) {
  return a.kind == b.kind && a.fact == b.fact && same(a.tests, b.tests) && same(a.conditions, b.conditions);
}

[[nodiscard]] inline bool same(const Condition& a, const Condition& b) {
  return same(a.members, b.members);
}

[[nodiscard]] inline bool same(const ChooseRow& a, const ChooseRow& b) {
  return same(a.when, b.when) && same(a.then, b.then);
}

[[nodiscard]] inline bool same(const Term& a, const Term& b) {
  return a.op == b.op && a.text == b.text && a.way == b.way && same(a.operands, b.operands) &&
         same(a.conditions, b.conditions) && same(a.rows, b.rows);
}

[[nodiscard]] inline bool same(const Option& a, const Option& b) {
  return a.id == b.id && same(a.when, b.when);
}

[[nodiscard]] inline bool same(const Fact& a, const Fact& b) {
  return std::tie(a.kind, a.unit, a.may_be_absent, a.may_be_unprovable, a.match) ==
             std::tie(b.kind, b.unit, b.may_be_absent, b.may_be_unprovable, b.match) &&
         same(a.in, b.in) && same(a.options, b.options) && same(a.is_condition, b.is_condition) &&
         same(a.is_term, b.is_term);
}

}  // namespace cailiang::detail
