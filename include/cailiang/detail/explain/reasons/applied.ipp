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
      case Kind::tier: tier(one); break;
      case Kind::factor: factor(one); break;
      case Kind::step:
      case Kind::provision_step: step_applied(one); break;
      default: break;
    }
  });
}

CAILIANG_INLINE void ReasonWriter::circumstance_applied(const TraceLine& one) {
  const TraceRow& row = trace_.rows(one)[0];
  if (row.state != RowState::taken) return;
  line({say("情节：", "Circumstance: ") + w_.of(*one.label), where(one, one.source), known_facts_of(*row.when),
        say("成立，", "holds, ") + effects(*one.circumstance) +
            (one.circumstance->mode == Mode::may ? say("，本案予以适用", ", and was applied") : std::string{}),
        ""});
}

CAILIANG_INLINE std::string ReasonWriter::effects(const Circumstance& circumstance) const {
  const bool may = circumstance.mode == Mode::may;
  std::string text;
  for (const Effect effect : circumstance.effects) {
    if (!text.empty()) text += say("或者", " or ");
    switch (effect) {
      case Effect::no_penalty: text += say("不予处罚", "no penalty"); break;
      case Effect::reduced: text += say("减轻处罚", "reduced"); break;
      case Effect::lenient: text += say("从轻处罚", "lenient"); break;
      case Effect::heavier: text += say("从重处罚", "heavier"); break;
    }
  }
  return (may ? say("可以", "may: ") : say("应当", "shall: ")) + text;
}

CAILIANG_INLINE std::string ReasonWriter::classes_of(const TraceLine& klass) const {
  std::string names;
  for (int c = 0; c < 4; ++c) {
    if ((klass.classes >> c & 1U) != 0) w_.join(names, "、", ", ", w_.class_name(static_cast<Class>(c)));
  }
  return names;
}

CAILIANG_INLINE void ReasonWriter::klass(const TraceLine& one, const Outcome& outcome) {
  const bool needed = std::find(outcome.needs.begin(), outcome.needs.end(), "class") != outcome.needs.end();
  if (!outcome.klass && !needed) return;
  Reason made;
  made.what = say("处罚等次", "Class");
  if (needed) {
    made.value = w_.to_fill(say("处罚等次，在下列等次中选定：", "the class, one of: ") + classes_of(one));
    line(std::move(made));
    return;
  }
  made.effect = w_.quoted(w_.class_name(*outcome.klass));
  switch (one.class_by) {
    case TraceLine::ClassBy::officer: made.value = say("由办案人员确定", "decided by the officer"); break;
    case TraceLine::ClassBy::circumstances: made.value = say("依上述情节", "by the circumstances above"); break;
    case TraceLine::ClassBy::rule:
      made.value =
          say("没有查明成立的从轻、减轻、从重情节", "no circumstance was established that makes it lighter or heavier");
      made.basis = where(one, one.source);
      break;
    case TraceLine::ClassBy::nothing: made.value = say("没有查明成立的情节", "no circumstance was established"); break;
  }
  line(std::move(made));
}

CAILIANG_INLINE std::string ReasonWriter::why_taken(const TraceRow& row) const {
  if (row.when == nullptr) return say("其他各行的条件均不具备", "no other row holds");
  const std::string facts = known_facts_of(*row.when);
  return facts.empty() ? w_.condition(*row.when) : facts;
}

CAILIANG_INLINE void ReasonWriter::tier(const TraceLine& one) {
  if (const TraceRow* row = taken(one)) {
    std::string effect = row->when != nullptr && Wording::says_more(*row->when)
                             ? say("符合该档条件：", "within the row: ") + condition_of(*row)
                             : std::string{};
    line({row_name(say("档次", "Tier"), *row) + of_branch(one), where(one, row->source), why_taken(*row),
          std::move(effect), range_after(one)});
    return;
  }
  possible(one, say("档次", "Tier") + of_branch(one));
}

CAILIANG_INLINE void ReasonWriter::factor(const TraceLine& one) {
  const TraceRow* row = taken(one);
  const std::string what = w_.of(*one.label) + of_branch(one);
  if (row == nullptr) {
    possible(one, what);
    return;
  }
  std::string effect = row->label->empty() ? std::string{} : w_.quoted(w_.of(*row->label)) + say("，", ", ");
  effect += say("百分值", "weight ") + row->weight.percent_text();
  line({what, where(one, row->source), why_taken(*row), std::move(effect), ""});
}

CAILIANG_INLINE void ReasonWriter::possible(const TraceLine& one, const std::string& what) {
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
      if (fact == nullptr || fact->state == TraceFact::State::value) return;
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

CAILIANG_INLINE void ReasonWriter::step_applied(const TraceLine& one) {
  const TraceRow* row = taken(one);
  if (row == nullptr) {
    for (const TraceRow& other : trace_.rows(one)) {
      if (other.state == RowState::possible) possible(one, step_name(one));
      if (other.state == RowState::possible) return;
    }
    return;
  }
  const bool changes = one.before < 0 || one.after < 0 || *trace_.interval(one.before) != *after(one);
  // A row that only leaves a point to the officer is printed with the other points.
  if (!changes && !row->remarks->human.empty()) return;
  std::string value = row->when != nullptr ? facts_of(*row->when) : std::string{};
  if (value.empty() && row->when != nullptr) value = w_.condition(*row->when);
  line({step_name(one), where(one, row->source), value,
        row->label->empty() ? (changes ? say("调整幅度", "the range is moved") : say("幅度不变", "the range stays"))
                            : w_.of(*row->label),
        range_after(one)});
}

}  // namespace cailiang::detail
