// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
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
  void line(Reason reason) { parts_.back().lines.push_back(std::move(reason)); }

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
    for (const TraceLine& other : trace_.lines) {
      if (other.kind != Kind::branch || other.subject != one.subject || taken(other) == nullptr) continue;
      return {};
    }
    const Label& label = one.branch->label;
    return say("（", " (") + (label.empty() ? w_.source(one.branch->source) : w_.of(label)) + say("）", ")");
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
  /// Where several branches are still possible, each with its range; empty otherwise.
  [[nodiscard]] std::string possible_branches(const TraceLine& one) const;
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
  void circumstance_applied(const TraceLine& one);
  [[nodiscard]] std::string effects(const Circumstance& circumstance) const;
  /// The classes that are possible.
  [[nodiscard]] std::string classes_of(const TraceLine& klass) const;
  void klass(const TraceLine& one, const Outcome& outcome);
  void tier(const TraceLine& one);
  void factor(const TraceLine& one);
  [[nodiscard]] std::string why_taken(const TraceRow& row) const;
  void possible(const TraceLine& one, const std::string& what);
  void step_applied(const TraceLine& one);

  // What was not, and what is missing.

  void not_applied(const Outcome& outcome);
  void rows_not_taken(const TraceLine& one);
  /// Of a row that holds: why another one counts.
  [[nodiscard]] std::string outweighed(const TraceLine& one) const;
  void step_not_applied(const TraceLine& one);
  [[nodiscard]] bool is_structural(const TraceRow& row) const;
  void missing(const Outcome& outcome);

  // Arithmetic.

  void arithmetic(const Outcome& outcome);
  void amount(const TraceLine& one, const std::string& what);
  void moved(const TraceLine& one);
  void share(const TraceLine& one);
  void limits(const TraceLine& one, const Outcome& outcome);
  [[nodiscard]] static bool is_plain(const Fine& fine);
  /// The range of a fine that is written in plain numbers.
  [[nodiscard]] static std::optional<MoneyRange> plain_range(const Fine& fine);
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
  void sanction(const ImposedSanction& imposed);

  // The decision.

  void chosen(const Outcome& outcome);
  void procedure(const Outcome& outcome);
  void in_capitals(const Outcome& outcome);

  // To be looked at.

  void notes(const Outcome& outcome);
  void doubts(const Outcome& outcome);

  const Assessment& a_;
  Trace trace_;
  Wording w_;
  std::vector<ReasonPart> parts_;
};

}  // namespace cailiang::detail
