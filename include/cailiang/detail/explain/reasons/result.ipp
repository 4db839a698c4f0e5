// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// The outcome and what is imposed beside the fine.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::result(const Outcome& outcome) {
  part("裁量结果", "Result");
  Reason made;
  const bool may = outcome.mode == Mode::may;
  switch (outcome.kind) {
    case OutcomeKind::point:
      made.what = may ? say("可以处罚款", "Fine that may be imposed") : say("罚款", "Fine");
      made.range = w_.range(rounded(outcome.range));
      break;
    case OutcomeKind::range:
      made.what =
          may ? say("可以处罚款，幅度", "Range of the fine that may be imposed") : say("罚款幅度", "Range of the fine");
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
      if (outcome.klass == Class::reduced && outcome.has_legal && outcome.legal.min) {
        made.range = say("减轻处罚，应当低于法定下限", "reduced, so below the statutory minimum of ") +
                     w_.money(*outcome.legal.min);
        made.effect = fill("减轻后的数额及理由", "the reduced amount, and why");
      } else {
        if (outcome.has_legal) made.range = say("法定幅度", "statutory range: ") + w_.range(outcome.legal);
        made.effect = fill("依法律条文确定的数额及理由", "the amount by the statute, and why");
      }
      break;
    case OutcomeKind::open: {
      made.what = outcome.needs.empty()
                      ? say("文件没有给出唯一的结果，可能为", "The document does not give one result; possibly")
                      : say("现有事实尚不能确定结果，可能为", "Not determined by the facts so far; possibly");
      for (const OutcomeKind kind : outcome.kinds) w_.join(made.value, "、", ", ", kind_name(kind));
      if (outcome.has_fine)
        made.range = (may ? say("可以处罚款，幅度：", "range of the fine that may be imposed: ")
                          : say("罚款幅度：", "range of the fine: ")) +
                     w_.range(rounded(outcome.range));
      break;
    }
    case OutcomeKind::not_in_force:
      made.what = not_in_force();
      for (const std::string_view next : outcome.successor) w_.join(made.value, "、", ", ", std::string{next});
      if (!made.value.empty())
        made.value = say("后继条文见数据包条款 ", "what came after is in the pack, provision ") + made.value;
      break;
  }
  line(std::move(made));
  sanctions(outcome);
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
    made.effect = effects(*one.circumstance) + taken_power(one.circumstance->mode);
  }
}

// Of several rows that the unknown facts may lead to, each has its own: what is the same but for the condition or the
// amount is said once.
CAILIANG_INLINE void ReasonWriter::sanctions(const Outcome& outcome) {
  struct Said {
    const Sanction* sanction;
    Reason reason;
    std::vector<MoneyRange> amounts;
  };
  std::vector<Said> all;
  for (const ImposedSanction& imposed : outcome.sanctions) {
    Reason made = sanction(imposed);
    auto said = std::find_if(all.begin(), all.end(), [&](const Said& other) {
      return other.reason.what == made.what && other.reason.value == made.value;
    });
    if (said == all.end()) {
      said = all.insert(said, {imposed.sanction, std::move(made), {}});
    } else if (said->reason.effect != made.effect) {
      said->reason.effect.clear();
    }
    if (imposed.amount && (imposed.amount->max || !imposed.sanction->amount)) said->amounts.push_back(*imposed.amount);
  }
  for (Said& said : all) {
    if (!said.amounts.empty()) said.reason.range = sanction_amounts(*said.sanction, said.amounts);
    line(std::move(said.reason));
  }
}

CAILIANG_INLINE std::string ReasonWriter::sanction_name(const Sanction& sanction) const {
  if (sanction.label.empty()) return w_.name_of(sanction.kind, sanction_words);
  const std::string& label = w_.of(sanction.label);
  // The label of a confiscation or revocation says of what; any other says the whole.
  for (const std::string_view kind : {"confiscate_", "revoke_", "suspend_licence"}) {
    if (sanction.kind.starts_with(kind))
      return w_.name_of(sanction.kind, sanction_words) + say("（", " (") + label + say("）", ")");
  }
  return label;
}

CAILIANG_INLINE Reason ReasonWriter::sanction(const ImposedSanction& imposed) const {
  const Sanction& source = *imposed.sanction;
  Reason made{source.mode == "may"       ? say("可以并处", "may be imposed beside it")
              : source.mode == "instead" ? say("可以代替罚款的处罚", "may stand instead of the fine")
                                         : say("同时应当", "shall be imposed beside it"),
              "", sanction_name(source), "", ""};
  if (!imposed.everywhere) made.what = say("视上列事实而定，", "depending on the facts above, ") + made.what;
  if (source.when) {
    made.effect = imposed.certain ? known_facts_of(*source.when)
                                  : say("条件：", "if ") + w_.condition(*source.when) + say("", " ") +
                                        fill("该条件是否具备", "whether this holds");
  }
  if (source.amount) made.range = fill("数额", "amount");
  return made;
}

CAILIANG_INLINE std::string ReasonWriter::sanction_amounts(const Sanction& sanction,
                                                           const std::vector<MoneyRange>& amounts) const {
  const bool is_money = sanction.unit.empty() ? sanction.kind.starts_with("confiscate") : sanction.unit == "money";
  const auto print = [&](const Ratio& x) {
    if (is_money) return w_.money(x);
    return sanction.kind == "points" ? Wording::grouped(x.text()) + say("分", "") : w_.with_unit(x, sanction.unit);
  };
  std::vector<MoneyRange> said;
  std::string text;
  for (const MoneyRange& amount : amounts) {
    if (std::find(said.begin(), said.end(), amount) != said.end()) continue;
    const bool same_ends = !said.empty() && said.back().min == amount.min && said.back().max == amount.max &&
                           said.back().ends() == amount.ends();
    said.push_back(amount);
    MoneyRange ends = amount;
    // 15日以下: that it is at least nothing needs no words.
    if (!is_money && ends.max && ends.min == Ratio{} && !ends.is_point()) ends.min.reset();
    if (!same_ends) w_.join(text, "；或者", "; or ", w_.interval(ends, print));
    if (amount.point && !amount.is_point())
      text += (same_ends ? say("或者", " or ") : say("，建议", ", recommended ")) + print(*amount.point);
  }
  return text;
}

}  // namespace cailiang::detail
