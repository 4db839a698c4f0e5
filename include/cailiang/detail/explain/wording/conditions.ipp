// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/inline.hpp"

// Conditions.
namespace cailiang::detail {

CAILIANG_INLINE std::string Wording::test(std::string_view id, const Test& t) const {
  const TraceFact* fact = trace_.fact(id);
  switch (t.kind) {
    case Test::Kind::absent: return say("不存在", "does not exist");
    case Test::Kind::unprovable: return say("无法查明", "cannot be ascertained");
    case Test::Kind::yes: return say("为“是”", "is yes");
    case Test::Kind::no: return say("为“否”", "is no");
    case Test::Kind::option: {
      if (id == "class") return say("为", "is ") + quoted(class_name(t.option));
      std::string label = t.option;
      for (std::size_t i = 0; fact != nullptr && i < fact->fact->options.size(); ++i) {
        if (fact->fact->options[i].id == t.option) label = of(fact->fact->options[i].label);
      }
      const bool several = fact != nullptr && fact->fact->kind == FactKind::choices;
      return (several ? say("包括", "includes ") : say("为", "is ")) + quoted(label);
    }
    case Test::Kind::interval: break;
  }
  const bool is_day =
      id == "act_date" || id == "decision_date" || (fact != nullptr && fact->fact->kind == FactKind::date);
  std::string text;
  const auto end = [&](const std::optional<std::string>& bound, std::string_view zh, std::string_view zh_day,
                       std::string_view en, std::string_view en_day) {
    if (!bound) return;
    if (!text.empty()) text += say("且", " and ");
    text += is_day ? say(zh_day, en_day) : say(zh, en);
    const std::optional<Ratio> x = is_day || fact == nullptr ? std::nullopt : Ratio::parse(*bound);
    text += x ? number(*fact->fact, *x) : *bound;
  };
  end(t.interval.eq, "为", "为", "is ", "is ");
  end(t.interval.ge, "不低于", "不早于", "is not below ", "is not before ");
  end(t.interval.gt, "高于", "晚于", "is above ", "is after ");
  end(t.interval.le, "不高于", "不晚于", "is not above ", "is not after ");
  end(t.interval.lt, "低于", "早于", "is below ", "is before ");
  return text;
}

CAILIANG_INLINE std::string Wording::tests(const ConditionMember& m) const {
  std::string text;
  for (const Test& one : m.tests) join(text, "或者", " or ", test(m.fact, one));
  return text;
}

CAILIANG_INLINE const ConditionMember* Wording::only_absent(const ConditionMember& m) {
  if (m.kind != ConditionMember::Kind::none || m.conditions.size() != 1) return nullptr;
  const auto& members = m.conditions[0].members;
  if (members.size() != 1 || members[0].tests.size() != 1) return nullptr;
  return members[0].tests[0].kind == Test::Kind::absent ? &members[0] : nullptr;
}

CAILIANG_INLINE std::string Wording::member(const ConditionMember& m) const {
  if (m.kind == ConditionMember::Kind::fact) {
    std::string text = quoted(fact_label(m.fact));
    if (!zh_) text += ' ';
    return text + tests(m);
  }
  const bool any = m.kind == ConditionMember::Kind::any;
  if (const ConditionMember* one = only_absent(m)) return quoted(fact_label(one->fact)) + say("存在", " exists");
  std::string text =
      any ? say("具备下列情形之一（", "one of these holds (") : say("不具备下列情形（", "none of these holds (");
  return text + conditions(m) + say("）", ")");
}

CAILIANG_INLINE std::string Wording::conditions(const ConditionMember& m) const {
  std::string text;
  for (const Condition& one : m.conditions) {
    join(text, "；", "; ", condition(one));
  }
  return text;
}

CAILIANG_INLINE std::string Wording::condition(const Condition& c) const {
  std::string text;
  for (const ConditionMember& m : c.members) {
    join(text, "，且", ", and ", member(m));
  }
  return text;
}

CAILIANG_INLINE bool Wording::says_more(const Condition& c) {
  return std::any_of(c.members.begin(), c.members.end(), [](const ConditionMember& m) {
    return m.kind != ConditionMember::Kind::fact || m.tests.size() > 1 ||
           (m.tests[0].kind == Test::Kind::interval && !m.tests[0].interval.eq);
  });
}

}  // namespace cailiang::detail
