// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/explain/words.hpp"
#include "cailiang/detail/inline.hpp"

// Facts as the case has them, and what they are called.
namespace cailiang::detail {

CAILIANG_INLINE std::string Wording::options(const TraceFact& fact) const {
  std::string text;
  for (std::size_t i = 0; i < fact.fact->options.size(); ++i) {
    if ((fact.options >> i & 1U) == 0) continue;
    join(text, "、", ", ", of(fact.fact->options[i].label));
  }
  return text;
}

CAILIANG_INLINE std::string Wording::value(const TraceFact& fact) const {
  using State = TraceFact::State;
  switch (fact.state) {
    case State::absent: return say("经查明不存在", "established not to exist");
    case State::unprovable: return say("无法查明", "cannot be ascertained");
    case State::unknown: return fact.derived ? say("尚不能确定", "not determined yet") : unknown(*fact.fact);
    case State::bound:
      return interval(*trace_.interval(fact.interval), [&](const Ratio& x) { return number(*fact.fact, x); });
    case State::value: break;
  }
  switch (fact.fact->kind) {
    case FactKind::flag: return (fact.options & 1U) != 0 ? say("是", "yes") : say("否", "no");
    case FactKind::choice: return quoted(of(fact.fact->options[static_cast<std::size_t>(fact.option)].label));
    case FactKind::choices: return quoted(options(fact));
    default: return number(*fact.fact, fact.number);
  }
}

CAILIANG_INLINE std::string Wording::unknown(const Fact& fact) const {
  return to_fill(fact.ask.empty() ? of(fact.label) : without_entry(of(fact.ask)));
}

CAILIANG_INLINE std::string Wording::without_entry(std::string_view question) {
  std::string text;
  while (!question.empty()) {
    std::size_t end = question.size();
    for (const std::string_view mark : {"。", "？", ". ", "? "}) {
      if (const std::size_t at = question.find(mark); at != std::string_view::npos)
        end = std::min(end, at + mark.size());
    }
    const std::string_view sentence = question.substr(0, end);
    const auto says = [&](std::string_view what) { return sentence.find(what) != std::string_view::npos; };
    if (!says("填“") && !says("填0") && !says("bsent") && !sentence.starts_with("0 ")) text += sentence;
    question.remove_prefix(end);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

CAILIANG_INLINE std::string Wording::class_name(std::string_view id) const {
  return name_of(id, class_words);
}

CAILIANG_INLINE std::string Wording::fact_label(std::string_view id) const {
  if (id == "class") return say("裁量等次", "class");
  if (id == "act_date") return say("违法行为发生日", "day of the act");
  if (id == "decision_date") return say("决定日", "day of the decision");
  if (const std::string end = end_name(id); !end.empty()) return end;
  const TraceFact* fact = trace_.fact(id);
  return fact != nullptr ? of(fact->fact->label) : std::string{id};
}

CAILIANG_INLINE std::string Wording::end_name(std::string_view id) const {
  if (id == "lower") return say("幅度下限", "the range's lower end");
  if (id == "upper") return say("幅度上限", "the range's upper end");
  if (id == "minimum") return say("法定下限", "statutory minimum");
  if (id == "maximum") return say("法定上限", "statutory maximum");
  return {};
}

CAILIANG_INLINE std::string Wording::is(std::string_view id, const TraceFact& fact) const {
  return quoted(fact_label(id)) + say(fact.state == TraceFact::State::value ? "为" : "", " is ") + value(fact);
}

CAILIANG_INLINE std::string Wording::subject_name(std::string_view id) const {
  if (id == "party") return say("当事人", "the party");
  for (const TraceSubject& subject : trace_.subjects) {
    if (subject.id == id && subject.label != nullptr) return of(*subject.label);
  }
  return std::string{id};
}

}  // namespace cailiang::detail
