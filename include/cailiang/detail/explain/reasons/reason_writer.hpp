// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/explain/reasons/layout.hpp"
#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/law/each_fact.hpp"
#include "cailiang/engine/assessment.hpp"
#include "cailiang/explain/reasons.hpp"

namespace cailiang::detail {

/// Turns a trace into the parts of a statement of reasons, in the order in which a decision has them.
class ReasonWriter {
 public:
  ReasonWriter(const Assessment& assessment, Language language)
      : a_{assessment}, trace_{assessment.trace()}, w_{trace_, language, assessment.pack().currency} {}

  [[nodiscard]] std::string text(cailiang::Form form);

 private:
  using Kind = TraceLine::Kind;
  using RowState = TraceRow::State;

  [[nodiscard]] std::string heading(const Outcome& outcome) const;
  void subject(const Outcome& outcome);

  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const { return w_.say(zh, en); }
  [[nodiscard]] std::string fill(std::string_view zh, std::string_view en) const { return w_.to_fill(say(zh, en)); }
  void part(std::string_view zh, std::string_view en) { parts_.push_back({say(zh, en), {}}); }
  /// A line that says what the one before says is left out.
  void line(Reason reason) {
    auto& lines = parts_.back().lines;
    if (lines.empty() || lines.back() != reason) lines.push_back(std::move(reason));
  }

  // A line of the trace.

  template <class Visit>
  void each(const Outcome& outcome, Visit visit) const {
    for (const TraceLine& one : trace_.lines) {
      if (one.subject.empty() || one.subject == outcome.subject) visit(one);
    }
  }
  [[nodiscard]] const TraceRow* taken(const TraceLine& one) const {
    for (const TraceRow& row : trace_.rows(one)) {
      if (row.state == RowState::taken) return &row;
    }
    return nullptr;
  }
  /// In brackets the branch of the statute that a line stands for, where several are possible.
  [[nodiscard]] std::string of_branch(const TraceLine& one) const {
    if (one.branch == nullptr) return {};
    std::size_t possible = 0;
    std::string place;
    for (const TraceLine& other : trace_.lines) {
      if (other.kind != Kind::branch || other.subject != one.subject) continue;
      if (taken(other) != nullptr) return {};
      for (const TraceRow& row : trace_.rows(other)) {
        if (row.state == RowState::possible) ++possible;
        if (row.label == &one.branch->label) place = where_row(other, row);
      }
    }
    if (possible == 1) return {};
    const Label& label = one.branch->label;
    return say("（", " (") + (label.empty() ? place : w_.of(label)) + say("）", ")");
  }
  [[nodiscard]] const MoneyRange* after(const TraceLine& one) const { return trace_.interval(one.after); }
  [[nodiscard]] std::string range_after(const TraceLine& one) const {
    return after(one) != nullptr ? w_.range(*after(one)) : std::string{};
  }
  /// "表2-1因素5第2级"; of another document with its title before it.
  [[nodiscard]] std::string where(const TraceLine& one, const Source* source) const {
    std::string text = source != nullptr ? w_.source(*source) : std::string{};
    if (one.pack != nullptr && one.pack != &a_.pack()) text = w_.title(*one.pack) + (w_.zh() ? "" : " ") + text;
    return text;
  }
  [[nodiscard]] std::string row_name(const std::string& what, const TraceRow& row) const {
    return row.label->empty() ? what : what + say("", " ") + w_.quoted(w_.of(*row.label));
  }
  [[nodiscard]] std::string condition_of(const TraceRow& row) const {
    return row.when != nullptr ? w_.condition(*row.when) : say("其他情形", "every other case");
  }
  [[nodiscard]] std::string step_name(const TraceLine& one) const {
    return say("规则：", "Rule: ") + w_.of(*one.label);
  }

  // Statute and standard.

  void statute(const Outcome& outcome);
  /// The branches of a provision that are still possible, each with its range; empty if none is.
  [[nodiscard]] std::string possible_branches(const TraceLine& one, const Provision& provision) const;
  /// The branch that a row stands for; null if it is of another provision.
  [[nodiscard]] static const Branch* branch_of(const Provision& provision, const TraceRow& row);
  /// Where a row stands, a branch with the title of its document.
  [[nodiscard]] std::string where_row(const TraceLine& one, const TraceRow& row) const;
  /// Whether an amount hangs on what is not known.
  [[nodiscard]] bool is_unknown(const TraceLine& one) const {
    const auto terms = trace_.terms(one);
    return std::any_of(terms.begin(), terms.end(),
                       [](const TraceTerm& term) { return term.state == TraceTerm::State::unknown; });
  }
  void standard();
  [[nodiscard]] std::string article(const Pack& pack, const Provision& provision) const;
  [[nodiscard]] std::string pack_name(const Pack& pack) const;
  [[nodiscard]] std::string period(const Period& period) const;

  // Facts.

  /// The facts that a condition or a definition names as the case has them, each with its evidence, derived ones with
  /// what they follow from.
  template <class Naming>
  [[nodiscard]] std::string facts_of(const Naming& naming) const {
    return facts_of(naming, [](std::string_view) { return true; });
  }
  /// The same of a condition that holds, or of a definition that has a value: what is not known does not matter to it.
  template <class Naming>
  [[nodiscard]] std::string known_facts_of(const Naming& naming) const {
    return facts_of(naming, [&](std::string_view name) {
      const TraceFact* fact = trace_.fact(name);
      return fact == nullptr || fact->state != TraceFact::State::unknown;
    });
  }
  template <class Naming, class Wanted>
  [[nodiscard]] std::string facts_of(const Naming& naming, Wanted wanted) const {
    std::vector<std::string_view> names;
    each_fact(naming, [&](std::string_view name) {
      if (wanted(name) && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    });
    std::string text;
    for (const std::string_view name : names) {
      if (const std::string one = fact_text(name); !one.empty()) w_.join(text, "，", ", ", one);
    }
    return text;
  }
  [[nodiscard]] std::string fact_text(std::string_view name) const;
  [[nodiscard]] std::string evidence(const TraceFact& fact) const;

  // What was applied.

  void applied(const Outcome& outcome);
  /// Whether the standard says nothing of the branch that applies.
  [[nodiscard]] bool has_no_table(const Outcome& outcome) const;
  void circumstance_applied(const TraceLine& one);
  [[nodiscard]] std::string effects(const Circumstance& circumstance) const;
  /// Of what may be applied and was: that it was decided so.
  [[nodiscard]] std::string taken_power(Mode mode) const {
    return mode == Mode::may ? say("，本案决定适用", ", and it was decided to apply it") : std::string{};
  }
  /// The classes that are possible.
  [[nodiscard]] std::string classes_of(const TraceLine& klass) const;
  void klass(const TraceLine& one, const Outcome& outcome);
  /// Whether a circumstance that sets the class holds, and was left to the officer.
  [[nodiscard]] bool class_is_offered() const;
  void tier(const Outcome& outcome, const TraceLine& one);
  void factor(const Outcome& outcome, const TraceLine& one);
  [[nodiscard]] std::string why_taken(const TraceLine& one, const TraceRow& row) const;
  void possible(const Outcome& outcome, const TraceLine& one, const std::string& what);
  [[nodiscard]] static bool matters(const Outcome& outcome, const TraceFact& fact);
  void step_applied(const Outcome& outcome, const TraceLine& one);

  // What was not, and what is missing.

  void not_applied(const Outcome& outcome);
  void circumstance_not_applied(const TraceLine& one);
  /// Whether two circumstances have one condition and one effect, and the same came of them.
  [[nodiscard]] bool is_same_ground(const TraceLine& one, const TraceLine& other) const;
  [[nodiscard]] bool is_said_before(const TraceLine& one) const;
  /// Where it stands, in every document that has it.
  [[nodiscard]] std::string grounds_of(const TraceLine& one) const;
  /// What nobody raised, document by document.
  [[nodiscard]] std::string not_raised() const;
  void rows_not_taken(const TraceLine& one);
  /// Why a row does not hold: what the case says, and what it would have to be.
  [[nodiscard]] std::string why_failed(const TraceRow& row) const;
  /// Of a row that holds: why another one counts.
  [[nodiscard]] std::string outweighed(const TraceLine& one) const;
  void step_not_applied(const TraceLine& one, std::optional<Class> klass);
  [[nodiscard]] static bool is_for(const TraceRow& row, std::optional<Class> klass);
  [[nodiscard]] bool is_structural(const TraceRow& row) const;
  void missing(const Outcome& outcome);

  // Arithmetic.

  void arithmetic(const Outcome& outcome);
  void amount(const TraceLine& one, const std::string& what);
  void moved(const TraceLine& one);
  void share(const TraceLine& one);
  void limits(const TraceLine& one, const Outcome& outcome);
  [[nodiscard]] static bool is_plain(const Fine& fine);
  [[nodiscard]] std::string formulas(const TraceLine& one, const Fine& fine) const;
  [[nodiscard]] std::string formula(const TraceLine& one, const Fine& fine, const Term& end) const;
  /// lower + share × (upper − lower) of the range that arrived.
  [[nodiscard]] std::string position(const TraceLine& one, const std::string& share) const;

  // The smallest unit of the currency.

  void rounding(const Outcome& outcome);
  [[nodiscard]] static std::vector<MoneyRange> ranges(const Outcome& outcome);
  [[nodiscard]] MoneyRange rounded(MoneyRange r) const;
  /// Half up, unless that leaves the range.
  [[nodiscard]] Rounding of_point(const MoneyRange& r) const;

  // The result.

  void result(const Outcome& outcome);
  /// The documents that were not in force on the day that counts for them.
  [[nodiscard]] std::string not_in_force() const;
  [[nodiscard]] std::string kind_name(OutcomeKind kind) const;
  void no_penalty(const Outcome& outcome, Reason& made) const;
  void sanctions(const Outcome& outcome);
  [[nodiscard]] Reason sanction(const ImposedSanction& imposed) const;
  [[nodiscard]] std::string sanction_name(const Sanction& sanction) const;
  [[nodiscard]] std::string sanction_amounts(const Sanction& sanction, const std::vector<MoneyRange>& amounts) const;

  // The decision.

  void chosen(const Outcome& outcome);
  /// What the case gives as decided for the subject of an outcome.
  [[nodiscard]] std::optional<Ratio> decided_for(const Outcome& outcome) const;
  /// What speaks against an amount that was decided; empty if nothing does.
  [[nodiscard]] std::string against(const Ratio& decided, const Outcome& outcome) const;
  /// What is left to the officer beside the amount: whether there is a fine, and powers that were not taken.
  [[nodiscard]] std::string left_open(const Outcome& outcome) const;
  void procedure(const Outcome& outcome);
  void in_capitals(const Outcome& outcome);

  // To be looked at.

  void notes(const Outcome& outcome);
  void doubts(const Outcome& outcome);

  const Assessment& a_;
  Trace trace_;
  Wording w_;
  std::vector<ReasonPart> parts_;
  mutable std::set<std::string_view>
      followed_;  // derived facts of the sentence at hand that said what they follow from
};

}  // namespace cailiang::detail
