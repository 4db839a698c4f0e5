// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// What the decision still has to say: the amount chosen, the procedure, the amount in capitals.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::chosen(const Outcome& outcome) {
  const std::optional<Ratio> decided = decided_for(outcome);
  if (ranges(outcome).empty() && !decided) return;
  part("拟处数额及理由", "Amount chosen, and why");
  if (decided) {
    std::string why = against(*decided, outcome);
    w_.join(why, "，", ", ", fill("选择该数额的理由", "why this amount"));
    line({say("决定的数额", "Amount decided"), "", w_.money(*decided), why, ""});
    return;
  }
  const std::string open = left_open(outcome);
  if (outcome.kind == OutcomeKind::point) {
    line({say("拟处罚款", "Fine"), "", w_.range(rounded(outcome.range)),
          say("上列计算得出的确定数额", "the one amount that the reckoning gives") +
              (open.empty() ? say("，没有可供选择的幅度", ", without a range to choose from") : open),
          ""});
    return;
  }
  if (outcome.kind == OutcomeKind::open) {
    line({say("拟处罚款", "Fine"), "",
          outcome.needs.empty()
              ? fill("适用的一行、选定的数额及理由", "the row that is applied, the amount, and why")
              : fill("查明前列事实后确定的数额及理由", "the amount, and why, once the facts above are established"),
          "", ""});
    return;
  }
  line({say("拟处罚款", "Fine"), "", fill("在上述幅度内选定的数额", "the amount within the range above"),
        fill("选择该数额的理由", "why this amount") + open, ""});
}

CAILIANG_INLINE std::optional<Ratio> ReasonWriter::decided_for(const Outcome& outcome) const {
  for (const TraceSubject& subject : trace_.subjects) {
    if (subject.id == outcome.subject) return subject.decided;
  }
  return std::nullopt;
}

// An amount that does not go with what the reckoning gives must not stand there without a word.
CAILIANG_INLINE std::string ReasonWriter::against(const Ratio& decided, const Outcome& outcome) const {
  const std::vector<MoneyRange> given = ranges(outcome);
  if (given.empty()) return say("上列结果没有给出罚款，该数额与之不符", "no fine follows from the result above");
  const auto holds = [&](const MoneyRange& r) { return r.contains(decided); };
  if (std::any_of(given.begin(), given.end(), holds)) return {};
  if (outcome.has_legal && !outcome.legal.contains(decided)) {
    return say("该数额不在法定幅度", "it is outside what the statute allows, ") + w_.range(outcome.legal) +
           say("之内", "");
  }
  return say("该数额不在上列结果的幅度之内", "it is outside the range of the result above");
}

CAILIANG_INLINE std::string ReasonWriter::left_open(const Outcome& outcome) const {
  std::string text;
  if (outcome.mode == Mode::may) {
    text += say("；可以处罚款，", "; a fine may be imposed ") + fill("是否处罚款及理由", "whether it is, and why");
  }
  if (!outcome.offers.empty()) {
    text += say("；上列条件具备、可以适用的情节和规则没有计入",
                "; what holds and may be applied, as listed above, is not counted in");
  }
  return text;
}

CAILIANG_INLINE void ReasonWriter::procedure(const Outcome& outcome) {
  part("程序", "Procedure");
  for (const std::string_view required : outcome.requirements) {
    line({w_.name_of(required, requirement_words), "", say("依据文件的要求", "required by the document"), "", ""});
  }
  if (outcome.kind == OutcomeKind::no_penalty || outcome.kind == OutcomeKind::not_applicable) return;
  line({say("其他程序", "Other steps"), "",
        fill("是否达到听证、法制审核、集体讨论的标准（数据包未载）",
             "whether thresholds for hearing, legal review or collective decision are met (not in the pack)"),
        "", ""});
}

CAILIANG_INLINE void ReasonWriter::in_capitals(const Outcome& outcome) {
  part("数额书写", "The amount in figures and capitals");
  const auto one = [&](const std::optional<Ratio>& amount, std::string_view zh, std::string_view en) {
    if (!amount) return;
    const std::string capitals = w_.capitals(*amount);
    if (capitals.empty()) return;
    line({say(zh, en), "", w_.money(*amount), say("大写：", "in capitals: ") + capitals, ""});
  };
  for (const MoneyRange& exact : ranges(outcome)) {
    if (outcome.kind == OutcomeKind::open) break;
    const MoneyRange r = rounded(exact);
    if (r.is_point()) {
      one(r.min, "罚款", "fine");
      continue;
    }
    one(r.min, r.min_included ? "幅度下限" : "幅度下限（不含）", r.min_included ? "lower end" : "lower end (excluded)");
    one(r.max, r.max_included ? "幅度上限" : "幅度上限（不含）", r.max_included ? "upper end" : "upper end (excluded)");
    one(r.point, "建议数额", "recommended");
  }
  one(decided_for(outcome), "决定的数额", "amount decided");
}

}  // namespace cailiang::detail
