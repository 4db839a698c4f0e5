// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// The outcome and what is imposed beside the fine.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::result(const Outcome& outcome) {
  part("裁量结果", "Result");
  Reason made;
  switch (outcome.kind) {
    case OutcomeKind::point:
      made.what = say("罚款", "Fine");
      made.range = w_.range(rounded(outcome.range));
      break;
    case OutcomeKind::range:
      made.what = say("罚款幅度", "Range of the fine");
      made.range = w_.range(rounded(outcome.range));
      if (outcome.range.point)
        made.range += say("，建议数额", ", recommended ") + w_.money(*rounded(outcome.range).point);
      break;
    case OutcomeKind::either: {
      made.what = say("法律留有多种计算方式", "The law leaves several ways open");
      for (const MoneyRange& track : outcome.tracks) w_.join(made.value, "；或者", "; or ", w_.range(rounded(track)));
      made.effect = fill("采用哪一种方式及理由", "which of them is taken, and why");
      break;
    }
    case OutcomeKind::none: made.what = say("该档不处罚款", "The row imposes no fine"); break;
    case OutcomeKind::no_penalty:
      made.what = say("不予行政处罚", "No penalty");
      no_penalty(outcome, made);
      break;
    case OutcomeKind::not_applicable:
      made.what =
          say("没有一款处罚规定符合本案事实，本条不适用", "No branch of the article fits the facts: it does not apply");
      break;
    case OutcomeKind::gap:
      made.what =
          say("处罚条款适用，但裁量基准得不出罚款数额", "The article applies, but the standard yields no amount");
      if (outcome.has_legal) made.range = say("法定幅度", "statutory range: ") + w_.range(outcome.legal);
      made.effect = fill("依法律条文确定的数额及理由", "the amount by the statute, and why");
      break;
    case OutcomeKind::open: {
      made.what = outcome.needs.empty()
                      ? say("文件没有给出唯一的结果，可能为", "The document does not give one result; possibly")
                      : say("现有事实尚不能确定结果，可能为", "Not determined by the facts so far; possibly");
      for (const OutcomeKind kind : outcome.kinds) w_.join(made.value, "、", ", ", kind_name(kind));
      if (outcome.has_fine) made.range = say("罚款幅度：", "range of the fine: ") + w_.range(rounded(outcome.range));
      break;
    }
    case OutcomeKind::not_in_force:
      made.what = not_in_force();
      for (const std::string_view next : outcome.successor) w_.join(made.value, "、", ", ", std::string{next});
      if (!made.value.empty()) made.value = say("后继条文：", "succeeded by: ") + made.value;
      break;
  }
  line(std::move(made));
  for (const ImposedSanction& imposed : outcome.sanctions) sanction(imposed);
}

CAILIANG_INLINE std::string ReasonWriter::not_in_force() const {
  const Pack& own = a_.pack();
  const bool by_decision = own.applies_by_decision && a_.decision_date();
  const Date day = by_decision ? *a_.decision_date() : a_.act_date();
  const auto stood = [&](const Period& period) { return period.contains(day); };
  std::string text;
  if (a_.violation() != nullptr &&
      !(stood(own.in_force) && (!a_.violation()->in_force || stood(*a_.violation()->in_force)))) {
    text = by_decision ? say("裁量基准在决定之日不施行", "The standard was not in force on the day of the decision")
                       : say("裁量基准在违法行为发生之日不施行", "The standard was not in force on the day of the act");
  }
  if (std::none_of(trace_.provisions.begin(), trace_.provisions.end(), [](const auto& one) { return one.in_force; })) {
    w_.join(text, "，", "; ",
            say("处罚条款在违法行为发生之日不施行", "the article was not in force on the day of the act"));
  }
  return w_.begun(text);
}

CAILIANG_INLINE std::string ReasonWriter::kind_name(OutcomeKind kind) const {
  switch (kind) {
    case OutcomeKind::point: return say("确定数额的罚款", "a fine of one amount");
    case OutcomeKind::range: return say("一定幅度的罚款", "a fine within a range");
    case OutcomeKind::either: return say("多种计算方式的罚款", "a fine reckoned in several ways");
    case OutcomeKind::none: return say("不处罚款", "no fine");
    case OutcomeKind::no_penalty: return say("不予处罚", "no penalty");
    case OutcomeKind::not_applicable: return say("处罚条款不适用", "the article does not apply");
    case OutcomeKind::gap: return say("基准没有规定", "the standard says nothing");
    case OutcomeKind::open: return say("尚不能确定", "open");
    case OutcomeKind::not_in_force: return say("不施行", "not in force");
  }
  return {};
}

CAILIANG_INLINE void ReasonWriter::no_penalty(const Outcome& outcome, Reason& made) const {
  for (const TraceLine& one : trace_.lines) {
    if (one.kind != Kind::circumstance || one.id != outcome.by) continue;
    made.basis = where(one, one.source);
    made.value = w_.of(*one.label);
    made.effect = effects(*one.circumstance);
  }
}

CAILIANG_INLINE void ReasonWriter::sanction(const ImposedSanction& imposed) {
  const Sanction& source = *imposed.sanction;
  std::string name = source.label.empty() ? w_.name_of(source.kind, sanction_words) : w_.of(source.label);
  // The label of a confiscation or revocation says of what; any other says the whole.
  const auto of_something = [&](std::string_view kind) { return source.kind.starts_with(kind); };
  if (!source.label.empty() &&
      (of_something("confiscate_") || of_something("revoke_") || of_something("suspend_licence"))) {
    name = w_.name_of(source.kind, sanction_words) + say("（", " (") + name + say("）", ")");
  }
  Reason made{source.mode == "may"       ? say("可以并处", "May be imposed beside it")
              : source.mode == "instead" ? say("可以代替罚款的处罚", "May stand instead of the fine")
                                         : say("同时应当", "Shall be imposed beside it"),
              "", name, "", ""};
  if (!imposed.everywhere) made.what = say("视上列事实而定，", "Depending on the facts above: ") + made.what;
  if (source.when) {
    made.effect = imposed.certain ? known_facts_of(*source.when)
                                  : say("条件：", "if ") + w_.condition(*source.when) + say("", " ") +
                                        fill("该条件是否具备", "whether this holds");
  }
  if (imposed.amount) {
    const bool is_money = source.unit.empty() ? source.kind.starts_with("confiscate") : source.unit == "money";
    const auto with_unit = [&](const Ratio& x) {
      if (is_money) return w_.money(x);
      return source.kind == "points" ? Wording::grouped(x.text()) + say("分", "") : w_.with_unit(x, source.unit);
    };
    made.range = w_.interval(*imposed.amount, with_unit);
    if (const auto& point = imposed.amount->point; point && !imposed.amount->is_point()) {
      made.range += say("，建议", ", recommended ") + with_unit(*point);
    }
  } else if (source.amount) {
    made.range = fill("数额", "amount");
  }
  line(std::move(made));
}

}  // namespace cailiang::detail
