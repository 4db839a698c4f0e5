// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// A line of each kind, with its rows as the text has them.
namespace cailiang::detail {

CAILIANG_INLINE TraceRow& Recorder::add_row(Index line) {
  ++lines_[at(line)].row_count;
  if (merging_) counts_.emplace_back();
  return trace_.all_rows.emplace_back();
}

/// The branch of the statute that a table stands for; null if there is none.
CAILIANG_INLINE const Branch* Recorder::branch_of(Index subject, const TablePlan& table) const {
  for (const BranchPlan& branch : program_.subjects[at(subject)].branches) {
    for (const TablePlan& own : branch.tables) {
      if (&own == &table) return branch.source;
    }
  }
  return nullptr;
}

CAILIANG_INLINE Index Recorder::circumstance(Index index) {
  const CircumstancePlan& plan = program_.circumstances[at(index)];
  const Index line = open(Kind::circumstance, none, &plan);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.id = program_.offers[at(plan.offer)];
  name(made, *plan.source);
  made.pack = data_.packs[at(plan.pack)].get();
  made.circumstance = plan.source;
  TraceRow& row = add_row(line);
  row.id = made.id;
  row.label = made.label;
  row.source = made.source;
  row.remarks = &plan.source->remarks;
  row.when = &plan.source->when;
  return line;
}

CAILIANG_INLINE Index Recorder::klass(std::uint8_t open_classes, TraceLine::ClassBy by) {
  const Index line = open(Kind::klass, none, nullptr);
  if (line == none) return line;
  TraceLine& made = lines_[at(line)];
  made.classes |= open_classes;
  made.class_by = new_ || made.class_by == by ? by : TraceLine::ClassBy::circumstances;
  made.pack = own();
  if (by == TraceLine::ClassBy::rule) made.source = &own()->rules.no_circumstance_source;
  return line;
}

CAILIANG_INLINE Index Recorder::branch(Index subject, const SubjectPlan& plan) {
  const Index line = open(Kind::branch, subject, &plan);
  if (line == none || !new_) return line;
  lines_[at(line)].pack = own();
  for (const BranchPlan& branch : plan.branches) {
    if (branch.source != nullptr) add_row(line, *branch.source).id = branch.source->id;
  }
  return line;
}

CAILIANG_INLINE void Recorder::branch_taken(Index line, Index provision) {
  if (provision == none) return;
  TraceLine& made = lines_[at(line)];
  const ProvisionPlan& plan = program_.provisions[at(provision)];
  if (!new_ && made.provision != plan.source) {
    made.provision = nullptr;
    made.label = nullptr;
    made.source = nullptr;
    return;
  }
  made.pack = data_.packs[at(plan.pack)].get();
  made.provision = plan.source;
  name(made, *plan.source);
}

/// Which of several rows counts: the list says so itself, or a rule of the pack.
CAILIANG_INLINE void Recorder::match(TraceLine& line, const std::optional<Match>& own_match) const {
  const Rules& rules = own()->rules;
  line.match = own_match.value_or(rules.match.value_or(Match::unique));
  if (line.match != Match::unique) line.match_source = own_match ? line.source : &rules.match_source;
}

CAILIANG_INLINE Index Recorder::tiers(Index subject, const TablePlan& table) {
  const Index line = open(Kind::tier, subject, &table);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  name(made, *table.source);
  made.pack = own();
  made.table = table.source;
  made.branch = branch_of(subject, table);
  match(made, table.source->match);
  for (const TierRow& tier : table.tiers) add_row(line, *tier.source).id = tier.source->id;
  return line;
}

CAILIANG_INLINE Index Recorder::factor(Index subject, const TablePlan& table, const FactorPlan& factor) {
  const Index line = open(Kind::factor, subject, &factor);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.id = factor.source->id;
  name(made, *factor.source);
  made.pack = own();
  made.table = table.source;
  made.branch = branch_of(subject, table);
  match(made, factor.source->match);
  for (std::size_t i = 0; i < factor.levels.size(); ++i) {
    add_row(line, *factor.levels[i]).weight = Ratio::of(factor.weights[i], table.denominator);
  }
  return line;
}

CAILIANG_INLINE Index Recorder::share(Index subject, const TablePlan& table, const TraceShare& share) {
  const Index line = open(Kind::share, subject, &table);
  if (line == none) return line;
  TraceLine& made = lines_[at(line)];
  if (new_) {
    name(made, *table.source);
    made.pack = own();
    made.table = table.source;
    made.branch = branch_of(subject, table);
    made.share = static_cast<std::int32_t>(trace_.shares.size());
    trace_.shares.push_back(share);
    return line;
  }
  TraceShare& all = trace_.shares[at(made.share)];
  all.sum_low = std::min(all.sum_low, share.sum_low);
  all.sum_high = std::max(all.sum_high, share.sum_high);
  all.low = std::min(all.low, share.low);
  all.high = std::max(all.high, share.high);
  return line;
}

CAILIANG_INLINE Index Recorder::sum(Index subject, const BranchPlan& branch) {
  const Index line = open(Kind::sum, subject, &branch);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.pack = own();
  made.branch = branch.source;
  name(made, *program_.violation);
  return line;
}

CAILIANG_INLINE Index Recorder::step(Index subject, const StepPlan& step, bool on_limits) {
  const Index line = open(on_limits           ? Kind::limits_step
                          : step.of_provision ? Kind::provision_step
                                              : Kind::step,
                          subject, &step);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.id = step.source->id;
  name(made, *step.source);
  made.pack = own();
  if (step.of_provision) {
    for (const ProvisionPlan& provision : program_.provisions) {
      for (const StepPlan& own_step : provision.steps) {
        if (&own_step != &step) continue;
        made.pack = data_.packs[at(provision.pack)].get();
        made.provision = provision.source;
      }
    }
  }
  for (const StepRowPlan& plan : step.rows) add_row(line, *plan.source);
  return line;
}

CAILIANG_INLINE void Recorder::step_taken(Index line, const StepPlan& step, int row) {
  TraceLine& made = lines_[at(line)];
  const StepRow* source = step.rows[at(row)].source;
  made.step_row = new_ || made.step_row == source ? source : nullptr;
}

CAILIANG_INLINE Index Recorder::moved(Index subject, const TablePlan& table, int tier) {
  const void* plan = tier < 0 ? static_cast<const void*>(&table) : &table.tiers[at(tier)];
  const Index line = open(Kind::moved, subject, plan);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.pack = own();
  made.table = table.source;
  made.branch = branch_of(subject, table);
  if (tier < 0) return line;
  const Tier& source = *table.tiers[at(tier)].source;
  made.id = source.id;
  name(made, source);
  return line;
}

CAILIANG_INLINE Index Recorder::track(Index subject, const CompiledFine& fine) {
  return open(Kind::track, subject, &fine);
}

CAILIANG_INLINE Index Recorder::limits(Index subject, const BranchPlan& branch) {
  const Index line = open(Kind::limits, subject, &branch);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  name(made, *branch.source);
  made.branch = branch.source;
  const ProvisionPlan& provision = program_.provisions[at(branch.provision)];
  made.pack = data_.packs[at(provision.pack)].get();
  made.provision = provision.source;
  return line;
}

}  // namespace cailiang::detail
