// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "cailiang/detail/engine/standard_data.hpp"

// What a trace says whatever the case is: a line for each stage, with its rows as the text has them.
namespace cailiang::detail {

/// Writes Program::blank_trace, and tells the plans where their lines stand in it.
class BlankTrace {
 public:
  using Kind = TraceLine::Kind;

  BlankTrace(const StandardData& data, Program& program) : data_{data}, program_{program}, made_{program.blank_trace} {}

  void write() {
    facts();
    for (CircumstancePlan& plan : program_.circumstances) circumstance(plan);
    program_.class_line = add(Kind::klass, own());
    program_.track_line = add(Kind::track, nullptr);
    for (StepPlan& step : program_.steps) step.line = steps(step, Kind::step, own(), nullptr);
    for (ProvisionPlan& provision : program_.provisions) {
      const Pack* pack = pack_at(provision.pack);
      made_.provisions.push_back({provision.source, pack});
      for (StepPlan& step : provision.steps) step.line = steps(step, Kind::provision_step, pack, provision.source);
    }
    for (SubjectPlan& subject : program_.subjects) {
      made_.subjects.push_back({subject.id, label_of(subject.id), std::nullopt});
      branches(subject);
    }
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] const Pack* pack_at(Index pack) const { return data_.packs[at(pack)].get(); }
  [[nodiscard]] const Pack* own() const { return &data_.pack(); }

  [[nodiscard]] const Label* label_of(std::string_view subject) const {
    for (const auto& pack : data_.packs) {
      for (const auto& [id, label] : pack->subjects) {
        if (id == subject) return &label;
      }
    }
    return nullptr;
  }

  void facts() {
    for (std::size_t i = at(first_fact_slot); i < program_.slots.size(); ++i) {
      const StandardData::Declared& declared = data_.facts[at(program_.slots[i].fact)];
      TraceFact& made = made_.facts.emplace_back();
      made.fact = declared.fact;
      made.pack = pack_at(declared.pack);
      made.derived = program_.slots[i].derived();
    }
  }

  /// A line without rows so far.
  Index add(Kind kind, const Pack* pack) {
    TraceLine& line = made_.lines.emplace_back();
    line.kind = kind;
    line.pack = pack;
    line.first_row = static_cast<std::int32_t>(made_.all_rows.size());
    return static_cast<Index>(made_.lines.size()) - 1;
  }
  template <class Named>
  Index add(Kind kind, const Pack* pack, const Named& named) {
    const Index index = add(kind, pack);
    line(index).label = &named.label;
    line(index).source = &named.source;
    return index;
  }
  TraceLine& line(Index index) { return made_.lines[at(index)]; }

  /// A row of the line made last.
  template <class Row>
  TraceRow& add_row(const Row& source, const Condition* when) {
    ++made_.lines.back().row_count;
    TraceRow& row = made_.all_rows.emplace_back();
    row.label = &source.label;
    row.source = &source.source;
    row.remarks = &source.remarks;
    row.when = when;
    return row;
  }
  static const Condition* when(const std::optional<Condition>& condition) { return condition ? &*condition : nullptr; }

  void circumstance(CircumstancePlan& plan) {
    const Circumstance& source = *plan.source;
    plan.line = add(Kind::circumstance, pack_at(plan.pack), source);
    line(plan.line).id = program_.offers[at(plan.offer)];
    line(plan.line).circumstance = &source;
    add_row(source, &source.when).id = line(plan.line).id;
  }

  Index steps(const StepPlan& step, Kind kind, const Pack* pack, const Provision* provision) {
    const Index index = add(kind, pack, *step.source);
    line(index).id = step.source->id;
    line(index).provision = provision;
    for (const StepRowPlan& row : step.rows) add_row(*row.source, when(row.source->when));
    return index;
  }

  void branches(SubjectPlan& subject) {
    subject.line = add(Kind::branch, own());
    for (const BranchPlan& branch : subject.branches) {
      if (branch.source != nullptr) add_row(*branch.source, when(branch.source->when)).id = branch.source->id;
    }
    for (BranchPlan& branch : subject.branches) {
      for (TablePlan& table : branch.tables) add_table(table, branch.source);
      if (program_.violation != nullptr) {
        branch.sum_line = add(Kind::sum, own(), *program_.violation);
        line(branch.sum_line).branch = branch.source;
      }
      if (branch.source == nullptr) continue;
      const ProvisionPlan& provision = program_.provisions[at(branch.provision)];
      branch.limits_line = add(Kind::limits, pack_at(provision.pack), *branch.source);
      line(branch.limits_line).branch = branch.source;
      line(branch.limits_line).provision = provision.source;
    }
  }

  void add_table(TablePlan& table, const Branch* branch) {
    table.line = of_table(add(table.weights ? Kind::share : Kind::tier, own(), *table.source), table, branch);
    if (!table.weights) {
      match(line(table.line), table.source->match);
      for (const TierRow& tier : table.tiers) add_row(*tier.source, when(tier.source->when)).id = tier.source->id;
      table.moved_line = of_table(add(Kind::moved, own()), table, branch);
    }
    for (FactorPlan& factor : table.factors) {
      factor.line = of_table(add(Kind::factor, own(), *factor.source), table, branch);
      line(factor.line).id = factor.source->id;
      match(line(factor.line), factor.source->match);
      for (std::size_t i = 0; i < factor.levels.size(); ++i) {
        add_row(*factor.levels[i], when(factor.levels[i]->when)).weight =
            Ratio::of(factor.weights[i], table.denominator);
      }
    }
  }

  Index of_table(Index index, const TablePlan& table, const Branch* branch) {
    line(index).table = table.source;
    line(index).branch = branch;
    return index;
  }

  /// Which of several rows counts: the list says so itself, or a rule of the pack.
  void match(TraceLine& line, const std::optional<Match>& own_match) const {
    const Rules& rules = own()->rules;
    line.match = own_match.value_or(rules.match.value_or(Match::unique));
    if (line.match != Match::unique) line.match_source = own_match ? line.source : &rules.match_source;
  }

  const StandardData& data_;
  Program& program_;
  Trace& made_;
};

}  // namespace cailiang::detail
