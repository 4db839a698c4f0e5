// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// Circumstances, class, tiers, factors and steps that were applied.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::applied(const Outcome& outcome) {
  part("适用的情节、档次和因素", "What was applied");
  each(outcome, [&](const TraceLine& one) {
    switch (one.kind) {
      case Kind::circumstance: circumstance_applied(one); break;
      case Kind::klass: klass(one, outcome); break;
      case Kind::tier: tier(outcome, one); break;
      case Kind::factor: factor(outcome, one); break;
      case Kind::step:
      case Kind::provision_step: step_applied(outcome, one); break;
      default: break;
    }
  });
  if (has_no_table(outcome)) {
    line({say("裁量基准", "Discretion standard"), w_.source(a_.violation()->source),
          say("对所适用的款没有规定档次和因素，罚款直接依法律条文计算",
              "it has no table for the branch that applies, and the fine is reckoned from the statute alone"),
          "", ""});
  }
}

CAILIANG_INLINE bool ReasonWriter::has_no_table(const Outcome& outcome) const {
  if (a_.violation() == nullptr || ranges(outcome).empty()) return false;
  bool has_branch = false;
  bool has_table = false;
  each(outcome, [&](const TraceLine& one) {
    if (one.kind == Kind::branch) has_branch = has_branch || taken(one) != nullptr;
    if (one.kind == Kind::tier || one.kind == Kind::share) has_table = true;
  });
  return has_branch && !has_table;
}

CAILIANG_INLINE void ReasonWriter::circumstance_applied(const TraceLine& one) {
  const TraceRow& row = trace_.rows(one)[0];
  if (row.state != RowState::taken || is_said_before(one)) return;
  line({say("情节：", "Circumstance: ") + w_.of(*one.label), grounds_of(one), known_facts_of(*row.when),
        say("成立，", "holds, ") + effects(*one.circumstance) + taken_power(one.circumstance->mode), ""});
}

CAILIANG_INLINE std::string ReasonWriter::effects(const Circumstance& circumstance) const {
  const bool may = circumstance.mode == Mode::may;
  std::string text;
  for (const Effect effect : circumstance.effects) {
    if (!text.empty()) text += say("或者", " or ");
    switch (effect) {
      case Effect::no_penalty: text += say("不予处罚", "no penalty"); break;
      case Effect::reduced: text += say("减轻处罚", "a reduced penalty"); break;
      case Effect::lenient: text += say("从轻处罚", "a lenient penalty"); break;
      case Effect::heavier: text += say("从重处罚", "a heavier penalty"); break;
    }
  }
  return (may ? say("可以", "allows ") : say("应当", "requires ")) + text;
}

CAILIANG_INLINE std::string ReasonWriter::classes_of(const TraceLine& klass) const {
  std::string names;
  for (int c = 0; c < 4; ++c) {
    if ((klass.classes >> c & 1U) != 0) w_.join(names, "、", ", ", w_.class_name(static_cast<Class>(c)));
  }
  return names;
}

CAILIANG_INLINE bool ReasonWriter::class_is_offered() const {
  return std::any_of(trace_.lines.begin(), trace_.lines.end(), [&](const TraceLine& one) {
    if (one.kind != Kind::circumstance || trace_.rows(one)[0].state != RowState::offered) return false;
    const auto& effects = one.circumstance->effects;
    return std::any_of(effects.begin(), effects.end(), [](Effect effect) { return effect != Effect::no_penalty; });
  });
}

CAILIANG_INLINE void ReasonWriter::klass(const TraceLine& one, const Outcome& outcome) {
  const bool needed = std::find(outcome.needs.begin(), outcome.needs.end(), "class") != outcome.needs.end();
  if (!outcome.klass && !needed) return;
  Reason made;
  made.what = say("裁量等次", "Class");
  if (needed) {
    made.value = w_.to_fill(say("裁量等次，为下列之一：", "the class, one of: ") + classes_of(one));
    line(std::move(made));
    return;
  }
  made.effect = w_.quoted(w_.class_name(*outcome.klass));
  switch (one.class_by) {
    case TraceLine::ClassBy::officer: made.value = say("由办案人员确定", "decided by the officer"); break;
    case TraceLine::ClassBy::circumstances: made.value = say("依上述情节", "by the circumstances above"); break;
    case TraceLine::ClassBy::rule:
      made.value = class_is_offered()
                       ? say("没有适用从轻、减轻、从重情节（条件具备、可以适用的，尚待决定）",
                             "no circumstance that makes it lighter or heavier was applied (whether one that holds and "
                             "may be applied is, is still to be decided)")
                       : say("没有查明成立的从轻、减轻、从重情节",
                             "no circumstance was established that makes it lighter or heavier");
      made.basis = where(one, one.source);
      break;
    case TraceLine::ClassBy::nothing: made.value = say("没有适用的情节", "no circumstance was applied"); break;
  }
  line(std::move(made));
}

CAILIANG_INLINE std::string ReasonWriter::why_taken(const TraceLine& one, const TraceRow& row) const {
  if (row.when == nullptr && one.row_count == 1)
    return say("只有这一行，不另设条件", "the only row, which sets no condition");
  if (row.when == nullptr) return say("其他各行的条件均不具备", "no other row holds");
  const std::string facts = known_facts_of(*row.when);
  return facts.empty() ? w_.condition(*row.when) : facts;
}

CAILIANG_INLINE void ReasonWriter::tier(const Outcome& outcome, const TraceLine& one) {
  if (const TraceRow* row = taken(one)) {
    const std::string branch = of_branch(one);
    std::string why = why_taken(one, *row);
    std::string effect;
    if (row->when != nullptr && Wording::says_more(*row->when) && why != condition_of(*row))
      effect = say("符合该档条件：", "within the row: ") + condition_of(*row);
    if (!branch.empty()) why = say("适用该款的，", "if that branch applies: ") + why;
    line({row_name(say("档次", "Tier"), *row) + branch, where(one, row->source), std::move(why), std::move(effect),
          range_after(one)});
    return;
  }
  possible(outcome, one, say("档次", "Tier") + of_branch(one));
}

CAILIANG_INLINE void ReasonWriter::factor(const Outcome& outcome, const TraceLine& one) {
  const TraceRow* row = taken(one);
  const std::string what = w_.of(*one.label) + of_branch(one);
  if (row == nullptr) {
    possible(outcome, one, what);
    return;
  }
  std::string effect = row->label->empty() ? std::string{} : w_.quoted(w_.of(*row->label)) + say("，", ", ");
  effect += say("百分值", "weight ") + row->weight.percent_text();
  line({what, where(one, row->source), why_taken(one, *row), std::move(effect), ""});
}

// What would settle the outcome is all that is asked for.
CAILIANG_INLINE bool ReasonWriter::matters(const Outcome& outcome, const TraceFact& fact) {
  if (outcome.needs.empty() || fact.derived || fact.state != TraceFact::State::unknown) return true;
  return std::find(outcome.needs.begin(), outcome.needs.end(), fact.fact->id) != outcome.needs.end();
}

CAILIANG_INLINE void ReasonWriter::possible(const Outcome& outcome, const TraceLine& one, const std::string& what) {
  std::string rows;
  std::string facts;
  for (const TraceRow& row : trace_.rows(one)) {
    if (row.state != RowState::possible) continue;
    if (!rows.empty()) rows += say("；", "; ");
    const bool labelled = !row.label->empty() && one.kind != Kind::factor;
    rows += labelled ? w_.quoted(w_.of(*row.label)) : condition_of(row);
    if (one.kind == Kind::factor) rows += say("，百分值", ", weight ") + row.weight.percent_text();
    if (row.when == nullptr) continue;
    each_fact(*row.when, [&](std::string_view name) {
      const TraceFact* fact = trace_.fact(name);
      if (fact == nullptr || fact->state == TraceFact::State::value || !matters(outcome, *fact)) return;
      const std::string text = fact_text(name);
      if (facts.find(text) == std::string::npos) w_.join(facts, "，", ", ", text);
    });
  }
  if (rows.empty()) {
    line({what, where(one, one.source), say("没有一行的条件具备", "no row holds"), "", ""});
  } else {
    line({what, where(one, one.source), facts, say("尚不能确定，可能为：", "not determined yet, possibly: ") + rows,
          ""});
  }
}

CAILIANG_INLINE void ReasonWriter::step_applied(const Outcome& outcome, const TraceLine& one) {
  const TraceRow* row = taken(one);
  if (row == nullptr) {
    for (const TraceRow& other : trace_.rows(one)) {
      if (other.state == RowState::possible) possible(outcome, one, step_name(one));
      if (other.state == RowState::possible) return;
    }
    return;
  }
  const bool changes = one.before < 0 || one.after < 0 || *trace_.interval(one.before) != *after(one);
  // A row that only leaves a point to the officer is printed with the other points.
  if (!changes && !row->remarks->human.empty()) return;
  std::string value = row->when != nullptr ? facts_of(*row->when) : std::string{};
  if (value.empty() && row->when != nullptr) value = w_.condition(*row->when);
  const bool may = one.step_row != nullptr && one.step_row->mode == Mode::may;
  line(
      {step_name(one), where(one, row->source), value,
       (may ? say("可以适用", "may be applied") + taken_power(Mode::may) + say("：", ": ") : std::string{}) +
           (row->label->empty() ? (changes ? say("调整幅度", "the range is moved") : say("幅度不变", "the range stays"))
                                : w_.of(*row->label)),
       range_after(one)});
}

}  // namespace cailiang::detail
