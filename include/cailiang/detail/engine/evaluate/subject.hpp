// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// The stages for one subject, in the order in which they run.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::evaluate(const SubjectPlan& subject) {
  leaf_->warnings.add(state_->warnings);
  if (!state_->in_force || !concerned(subject)) {
    leaf_->kind = OutcomeKind::not_in_force;
    return;
  }
  leaf_->class_unsupported = ground_.warnings.has(Warning::class_not_supported);
  if (ground_.no_penalty != none) {
    no_penalty();
    return;
  }
  leaf_->warnings.add(ground_.warnings);
  leaf_->offers = ground_.offers;
  leaf_->requirements |= ground_.requirements;
  for (const Label* label : ground_.human) human(label);
  if (program_->violation != nullptr) remark(program_->violation->remarks);

  const int row = branch_row(subject);
  const Index line = recorder_ != nullptr ? Recording{*this}.branch(subject, row) : none;
  if (row < 0) {
    leaf_->kind = OutcomeKind::not_applicable;
    steps_not_reached();
    take_class();
    return;
  }
  const BranchPlan& branch = subject.branches[at(row)];
  leaf_->branch = &branch;
  if (!enter_branch(branch, line)) {
    leaf_->kind = OutcomeKind::none;
    steps_not_reached();
    take_class();
    return;
  }
  table_stage(branch);
  if (!bulk_.empty() && top_) {
    before_sum_ = *leaf_;
    return;
  }
  after_table(branch);
}

// The range that the statute gives, from which the rest starts. False: it gives no fine.
template <bool symbolic>
bool Evaluator<symbolic>::enter_branch(const BranchPlan& branch, Index line) {
  Way start;
  if (branch.source == nullptr) {
    warn(Warning::no_limits);
    // Neither a statute nor a table: there is no amount to start from.
    if (branch.tables.empty()) start.state = Way::State::gap;
    leaf_->tracks.push_back(start);
    return true;
  }
  leaf_->mode = branch.source->mode;
  remark(program_->provisions[at(branch.provision)].source->remarks);
  remark(branch.source->remarks);
  add_sanctions(branch.sanctions, false);
  if (program_->fines[at(branch.fine)].no_fine) return false;
  const std::size_t first = more_.size();
  replace(start, branch.fine, none, more_);
  if (recorder_ != nullptr) Recording{*this}.branch_fine(line, branch.fine, start);
  leaf_->tracks.push_back(start);
  take_more(first);
  for (Way& way : leaf_->tracks) {
    way.legal = way.base = way.range;
    way.has_legal = way.state == Way::State::fine;
  }
  return true;
}

template <bool symbolic>
int Evaluator<symbolic>::branch_row(const SubjectPlan& subject) {
  if (taken_ != nullptr) return taken_->branch;
  if (subject.branches.empty()) return -1;
  return state_->all_provisions_in_force && !subject.several_otherwise ? take(subject.list) : branch_in_force(subject);
}

// Whether a provision that has a branch for the subject is in force; of one that has none anywhere, whether any is.
template <bool symbolic>
bool Evaluator<symbolic>::concerned(const SubjectPlan& subject) const {
  if (state_->all_provisions_in_force) return true;
  const std::vector<std::uint8_t>& in_force = state_->provision_in_force;
  if (subject.provisions.empty()) return std::find(in_force.begin(), in_force.end(), 1) != in_force.end();
  return std::any_of(subject.provisions.begin(), subject.provisions.end(),
                     [&](Index p) { return in_force[at(p)] != 0; });
}

// The tracks that were made beside those at hand follow the one that they stem from.
template <bool symbolic>
void Evaluator<symbolic>::take_more(std::size_t first) {
  if (more_.size() == first) return;
  std::vector<Way> all;
  for (std::size_t i = 0; i < leaf_->tracks.size(); ++i) {
    all.push_back(std::move(leaf_->tracks[i]));
    for (std::size_t m = first; m < more_.size(); ++m) {
      if (more_[m].beside == i) all.push_back(std::move(more_[m]));
    }
  }
  leaf_->tracks = std::move(all);
  more_.resize(first);
}

template <bool symbolic>
void Evaluator<symbolic>::stem_from(std::size_t way, std::size_t first) {
  for (std::size_t m = first; m < more_.size(); ++m) more_[m].beside = way;
}

template <bool symbolic>
void Evaluator<symbolic>::after_table(const BranchPlan& branch) {
  for (const StepPlan& step : program_->steps) run_step(step);
  if (branch.provision != none) {
    for (const StepPlan& step : program_->provisions[at(branch.provision)].steps) run_step(step);
  }
  finish(branch);
  take_class();
}

// A circumstance that ends the matter: it alone speaks, and what was asked to find it.
template <bool symbolic>
void Evaluator<symbolic>::no_penalty() {
  const CircumstancePlan& circumstance = program_->circumstances[at(ground_.no_penalty)];
  leaf_->kind = OutcomeKind::no_penalty;
  leaf_->by = ground_.no_penalty;
  leaf_->warnings.add(ground_.no_penalty_warnings);
  if (ground_.warnings.has(Warning::not_available)) leaf_->warnings.add(Warning::not_available);
  remark(circumstance.source->remarks);
  add_sanctions(circumstance.sanctions, false);
  steps_not_reached();
}

// Of provisions that are applied together. The rows of one that is repealed are passed over; where each has an
// otherwise row for the subject, and no other row holds, each of these stays possible.
template <bool symbolic>
int Evaluator<symbolic>::branch_in_force(const SubjectPlan& subject) {
  const RowList& list = subject.list;
  const auto pick = [&] {
    std::vector<int> holding;
    std::vector<int> possible;
    std::vector<int> otherwise;
    for (std::size_t i = 0; i < subject.branches.size(); ++i) {
      if (state_->provision_in_force[at(subject.branches[i].provision)] == 0) continue;
      const Index condition = condition_of(list, static_cast<Index>(i));
      if (condition == none) {
        otherwise.push_back(static_cast<int>(i));
        continue;
      }
      const Truth truth = holds(condition);
      if (truth == Truth::yes) holding.push_back(static_cast<int>(i));
      if (truth != Truth::no) possible.push_back(static_cast<int>(i));
    }
    if (holding.empty() && possible.empty()) holding = otherwise;
    if (holding.empty() && otherwise.empty()) otherwise.push_back(-1);
    if (holding.empty() || possible.empty()) possible.insert(possible.end(), otherwise.begin(), otherwise.end());
    if (possible.size() == 1) return possible.front();
    return several(list, possible, holding.size() > 1);
  };
  if constexpr (symbolic) {
    if (completions_->three_valued()) {
      const std::size_t mark = completions_->mark();
      const int row = pick();
      completions_->since(mark, completions_->chosen(completions_->row_key(list.key)));
      return row;
    }
    if (list.lightest && completions_->unprovable()) return lightest_of(list, pick);
  }
  return pick();
}

template <bool symbolic>
void Evaluator<symbolic>::take_class() {
  leaf_->klass = codes_[at(slot_class)];
}

// What is applied to a range that no step ever sees takes no part.
template <bool symbolic>
void Evaluator<symbolic>::steps_not_reached() {
  const auto applied = [&](const StepPlan& step) { return state_->applied.has(step.offer); };
  bool any = std::any_of(program_->steps.begin(), program_->steps.end(), applied);
  for (const ProvisionPlan& provision : program_->provisions) {
    any = any || std::any_of(provision.steps.begin(), provision.steps.end(), applied);
  }
  if (any) leaf_->warnings.add(Warning::not_available);
}

}  // namespace cailiang::detail
