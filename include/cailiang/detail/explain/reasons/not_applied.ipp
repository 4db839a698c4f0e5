// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// What was looked at and not applied, and what is not established yet.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::not_applied(const Outcome& outcome) {
  part("考虑而未适用的情节和档次", "Looked at and not applied");
  each(outcome, [&](const TraceLine& one) {
    switch (one.kind) {
      case Kind::circumstance: circumstance_not_applied(one); break;
      case Kind::branch:
      case Kind::tier: rows_not_taken(one); break;
      case Kind::step:
      case Kind::provision_step: step_not_applied(one, outcome.klass); break;
      default: break;
    }
  });
  if (const std::string grounds = not_raised(); !grounds.empty()) {
    line({say("案件中没有提出、因此没有审查的情节", "Not raised in the case, and so not examined"), "", grounds, "",
          ""});
  }
}

CAILIANG_INLINE void ReasonWriter::circumstance_not_applied(const TraceLine& one) {
  const TraceRow& row = trace_.rows(one)[0];
  if (is_said_before(one)) return;
  const std::string what = say("情节：", "Circumstance: ") + w_.of(*one.label);
  switch (row.state) {
    case RowState::failed: line({what, grounds_of(one), why_failed(row), say("不成立", "does not hold"), ""}); break;
    case RowState::offered:
      line({what, grounds_of(one), facts_of(*row.when),
            say("条件具备，", "holds, ") + effects(*one.circumstance) + say("", " ") +
                fill("是否适用及理由", "whether it is applied, and why"),
            ""});
      break;
    case RowState::not_examined:
    case RowState::possible:
      line({what, grounds_of(one), facts_of(*row.when), say("是否成立尚未查明", "not established yet"), ""});
      break;
    default: break;
  }
}

// A standard repeats grounds of the law.
CAILIANG_INLINE bool ReasonWriter::is_same_ground(const TraceLine& one, const TraceLine& other) const {
  if (one.kind != Kind::circumstance || other.kind != Kind::circumstance) return false;
  if (trace_.rows(one)[0].state != trace_.rows(other)[0].state) return false;
  const Circumstance& a = *one.circumstance;
  const Circumstance& b = *other.circumstance;
  return a.when == b.when && a.effects == b.effects && a.mode == b.mode;
}

CAILIANG_INLINE bool ReasonWriter::is_said_before(const TraceLine& one) const {
  const auto* begin = trace_.lines.data();
  return std::any_of(begin, &one, [&](const TraceLine& other) { return is_same_ground(one, other); });
}

CAILIANG_INLINE std::string ReasonWriter::grounds_of(const TraceLine& one) const {
  std::string text;
  for (const TraceLine& other : trace_.lines) {
    if (is_same_ground(one, other)) w_.join(text, "，", ", ", where(other, other.source));
  }
  return text;
}

CAILIANG_INLINE std::string ReasonWriter::not_raised() const {
  const auto is_not_raised = [&](const TraceLine& one) {
    return one.kind == Kind::circumstance && trace_.rows(one)[0].state == RowState::not_raised;
  };
  std::vector<const Pack*> packs;
  for (const TraceLine& one : trace_.lines) {
    if (is_not_raised(one) && std::find(packs.begin(), packs.end(), one.pack) == packs.end()) packs.push_back(one.pack);
  }
  std::string text;
  for (const Pack* pack : packs) {
    std::string labels;
    bool repeats = false;
    for (const TraceLine& one : trace_.lines) {
      if (!is_not_raised(one) || one.pack != pack) continue;
      if (is_said_before(one)) {
        repeats = true;
      } else {
        w_.join(labels, "；", "; ", w_.of(*one.label));
      }
    }
    if (repeats) {
      w_.join(labels, "；", "; ", say("以及与前列相同的情节", "and grounds that are the same as those above"));
    }
    w_.join(text, "。", ". ", w_.title(*pack) + say("所列：", ": ") + labels);
  }
  return text;
}

// Where a list is long, the rows beside the one taken are what a reader asks about.
CAILIANG_INLINE void ReasonWriter::rows_not_taken(const TraceLine& one) {
  static constexpr std::size_t long_list = 8;
  const auto rows = trace_.rows(one);
  std::size_t at = rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].state == RowState::taken) at = i;
  }
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TraceRow& row = rows[i];
    if (row.state == RowState::taken || row.state == RowState::possible) continue;
    if (rows.size() > long_list && at < rows.size() && i + 1 != at && i != at + 1) {
      ++left_out;
      continue;
    }
    std::string why;
    switch (row.state) {
      case RowState::failed: why = why_failed(row); break;
      case RowState::outweighed:
        why = row.when == nullptr ? say("已有其他行的条件具备", "another row holds") : outweighed(one);
        break;
      case RowState::not_in_force: why = say("条文当时不施行", "not in force"); break;
      default: why = say("未予审查", "not examined"); break;
    }
    line({row_name(one.kind == Kind::branch ? say("处罚条款", "Branch") : say("档次", "Tier"), row),
          where_row(one, row), why, say("不适用", "not applied"), ""});
  }
  if (left_out > 0) {
    line({say("其余", "The other ") + std::to_string(left_out) + say("行", " rows"), where(one, one.source),
          say("条件均不具备", "do not hold"), say("不适用", "not applied"), ""});
  }
}

CAILIANG_INLINE std::string ReasonWriter::why_failed(const TraceRow& row) const {
  if (row.failed_at == nullptr) return say("所列条件不能同时具备", "its conditions do not hold together");
  const ConditionMember& m = *row.failed_at;
  // What the penalty does not rest on needs no evidence to be filled in.
  const auto proof = [&](std::string_view name) {
    const TraceFact* fact = trace_.fact(name);
    return fact == nullptr || fact->evidence.empty() ? std::string{} : evidence(*fact);
  };
  if (m.kind == ConditionMember::Kind::any)
    return say("下列情形均不具备（", "none of these holds (") + w_.conditions(m) + say("）", ")");
  if (const ConditionMember* one = Wording::only_absent(m)) return w_.member(*one) + proof(one->fact);
  if (m.kind == ConditionMember::Kind::none)
    return say("具备应当排除的情形（", "one of these holds (") + w_.conditions(m) + say("）", ")");
  const TraceFact* fact = trace_.fact(m.fact);
  if (fact == nullptr || fact->state == TraceFact::State::unknown) return say("不符合：", "not so: ") + w_.member(m);
  const std::string text = w_.is(m.fact, *fact) + proof(m.fact);
  if (fact->fact->kind == FactKind::flag && m.tests.size() == 1) return text;
  return text + say("，本行要求", "; the row asks that it ") + w_.tests(m);
}

CAILIANG_INLINE std::string ReasonWriter::outweighed(const TraceLine& one) const {
  std::string text = say("条件也具备", "holds too");
  if (one.match_source == nullptr) return text;
  text += one.match == Match::heaviest
              ? say("；几行同时具备的，取较重的一行", "; of several that hold the heaviest counts")
              : say("；几行同时具备的，取较轻的一行", "; of several that hold the lightest counts");
  const std::string said = w_.source_with_note(*one.match_source);
  return said.empty() ? text : text + say("（", " (") + said + say("）", ")");
}

CAILIANG_INLINE void ReasonWriter::step_not_applied(const TraceLine& one, std::optional<Class> klass) {
  if (taken(one) != nullptr) return;
  for (const TraceRow& row : trace_.rows(one)) {
    const std::string what = step_name(one) + (row.label->empty() ? "" : say("，", ", ") + w_.of(*row.label));
    if (row.state == RowState::offered) {
      line({what, where(one, row.source), row.when != nullptr ? facts_of(*row.when) : std::string{},
            say("条件具备，可以适用", "holds, may be applied ") +
                fill("是否适用及理由", "whether it is applied, and why"),
            ""});
    } else if (row.state == RowState::failed && (!is_structural(row) || is_for(row, klass))) {
      line({what, where(one, row.source), why_failed(row), say("不适用", "not applied"), ""});
    }
  }
}

// Of a row for the class of the case a reader expects that it counts.
CAILIANG_INLINE bool ReasonWriter::is_for(const TraceRow& row, std::optional<Class> klass) {
  if (row.when == nullptr || !klass) return false;
  const auto& members = row.when->members;
  return std::any_of(members.begin(), members.end(), [&](const ConditionMember& m) {
    return m.kind == ConditionMember::Kind::fact && m.fact == "class" &&
           std::any_of(m.tests.begin(), m.tests.end(), [&](const Test& t) { return t.option == name(*klass); });
  });
}

// The class is told by itself, and so is the range: that rules for other classes or other ranges stay silent needs no
// sentence each.
CAILIANG_INLINE bool ReasonWriter::is_structural(const TraceRow& row) const {
  if (row.failed_at == nullptr) return false;
  const auto of_range = [&](const ConditionMember& m) {
    return m.kind == ConditionMember::Kind::fact && (m.fact == "class" || !w_.end_name(m.fact).empty());
  };
  if (of_range(*row.failed_at)) return true;
  const auto& inner = row.failed_at->conditions;
  return !inner.empty() && std::all_of(inner.begin(), inner.end(), [&](const Condition& c) {
    return std::all_of(c.members.begin(), c.members.end(), of_range);
  });
}

CAILIANG_INLINE void ReasonWriter::missing(const Outcome& outcome) {
  part("尚待查明的事实", "Still to be established");
  for (const std::string& need : outcome.needs) {
    if (need == "class") {
      const auto is_klass = [](const TraceLine& each) { return each.kind == TraceLine::Kind::klass; };
      const auto klass = std::find_if(trace_.lines.begin(), trace_.lines.end(), is_klass);
      const std::string names = klass == trace_.lines.end() ? "" : classes_of(*klass);
      line({say("裁量等次", "Class"), "", w_.to_fill(names), "", ""});
    } else if (need == "decision_date") {
      line({say("决定日", "Day of the decision"), "", fill("作出处罚决定的日期", "the day on which it is decided"), "",
            ""});
    } else if (need.starts_with("decided.")) {
      const std::string whose = w_.subject_name(std::string_view{need}.substr(8));
      line({whose + say("的罚款数额", "'s fine"), "",
            w_.to_fill(say("对", "the amount decided for ") + whose + say("决定的罚款数额", "")), "", ""});
    } else if (const TraceFact* fact = trace_.fact(need)) {
      line({w_.of(fact->fact->label), fact->fact->proof.empty() ? "" : w_.of(fact->fact->proof),
            fact->state == TraceFact::State::unknown ? w_.unknown(*fact->fact)
                                                     : w_.value(*fact) + w_.unknown(*fact->fact),
            "", ""});
    }
  }
}

}  // namespace cailiang::detail
