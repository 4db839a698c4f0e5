// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/recording.hpp"

// Stage by stage, from the circumstances to the limits.
namespace cailiang::detail {

template <bool symbolic>
void Recording<symbolic>::circumstance(Index index, bool holding, bool applied) {
  const CircumstancePlan& plan = e_.program_->circumstances[at(index)];
  const Index line = to_.open(plan.line, none);
  if (line == none) return;
  const bool offered = holding && plan.source->mode == Mode::may && !applied;
  rows(line, 1, holding && !offered ? 0 : -1, [&](Index) { return plan.condition; }, [&](Index) { return offered; });
}

template <bool symbolic>
void Recording<symbolic>::not_raised(Index index) {
  const Index line = to_.open(e_.program_->circumstances[at(index)].line, none);
  if (line != none) to_.state(line, 0, TraceRow::State::not_raised);
}

template <bool symbolic>
void Recording<symbolic>::klass(bool any, std::uint8_t open) {
  to_.klass(open, e_.state_->class_given                  ? TraceLine::ClassBy::officer
                  : any                                   ? TraceLine::ClassBy::circumstances
                  : e_.program_->no_circumstance_standard ? TraceLine::ClassBy::rule
                                                          : TraceLine::ClassBy::nothing);
}

template <bool symbolic>
Index Recording<symbolic>::branch(const SubjectPlan& subject, int row) {
  const Index line = to_.open(subject.line, e_.subject_);
  // Where no statute is at hand, the one branch is none of a text: there is no row to speak of.
  if (line == none || subject.branches.empty() || subject.branches.front().source == nullptr) return line;
  rows(line, subject.list, row);
  for (std::size_t i = 0; i < subject.branches.size(); ++i) {
    const Index provision = subject.branches[i].provision;
    if (provision != none && e_.state_->provision_in_force[at(provision)] == 0) {
      to_.state(line, static_cast<int>(i), TraceRow::State::not_in_force);
    }
  }
  if (row >= 0) to_.branch_taken(line, subject.branches[at(row)].provision);
  return line;
}

template <bool symbolic>
void Recording<symbolic>::branch_fine(Index line, Index fine, const Way& way) {
  if (line != none) amount(line, fine, Bound{}, Bound{}, none, way);
}

template <bool symbolic>
template <class Enter>
void Recording<symbolic>::tier(const TablePlan& table, int row, const Way& way, Enter enter) {
  const Index line = to_.open(table.line, e_.subject_);
  if (line != none) rows(line, table.list, row);
  const Bound arriving = way.range;
  enter();
  if (line == none) return;
  before(line, arriving);
  if (row < 0) {
    after(line, way);
  } else {
    amount(line, table.tiers[at(row)].fine, arriving, way.legal, e_.program_->no_minimum, way);
  }
}

template <bool symbolic>
void Recording<symbolic>::factor(const FactorPlan& factor, int row) {
  const Index line = to_.open(factor.line, e_.subject_);
  if (line != none) rows(line, factor.list, row);
}

template <bool symbolic>
void Recording<symbolic>::factor(const FactorPlan& factor, const std::vector<int>& possible) {
  const Index line = to_.open(factor.line, e_.subject_);
  if (line == none) return;
  rows(line, factor.list, possible.size() == 1 ? possible.front() : -1);
  if (possible.size() == 1) return;
  for (const int row : possible) {
    if (row >= 0) to_.may_take(line, row);
  }
}

template <bool symbolic>
void Recording<symbolic>::share(const TablePlan& table, const Number& sum, const Number& share, Way& way) {
  const Bound arriving = way.range;
  e_.share_of_base(table, share, way);
  TraceShare made;
  made.start = Ratio::of(table.start, table.denominator);
  if constexpr (symbolic) {
    const Span sums = e_.forms_.hull(sum);
    const Span shares = e_.forms_.hull(share);
    made.sum_low = *sums.lower;
    made.sum_high = *sums.upper;
    made.low = *shares.lower;
    made.high = *shares.upper;
  } else {
    made.sum_low = made.sum_high = sum;
    made.low = made.high = share;
  }
  const Index line = to_.share(e_.subject_, table, made);
  if (line == none) return;
  before(line, arriving);
  after(line, way);
  Inside inside{e_, arriving, way.legal};
  if (table.base != none) term(line, table.base);
  if (table.base_is_range && !arriving.has_lower && e_.program_->no_minimum != none)
    term(line, e_.program_->no_minimum);
}

template <bool symbolic>
template <class Add>
void Recording<symbolic>::sum(const BranchPlan& branch, const Way& way, const std::vector<Way>& more, Add add) {
  const Bound arriving = way.range;
  const std::size_t first = more.size();
  add();
  const auto track = [&](const Way& made) {
    const Index line = to_.open(branch.sum_line, e_.subject_);
    if (line == none) return;
    before(line, arriving);
    after(line, made);
  };
  track(way);
  for (std::size_t i = first; i < more.size(); ++i) track(more[i]);
}

template <bool symbolic>
template <class Enter>
void Recording<symbolic>::step(const StepPlan& step, int row, const Way& way, Enter enter) {
  const Index line = step_rows(step, row, false);
  const Bound arriving = way.range;
  enter();
  if (line != none) step_made(line, step, row, arriving, way.legal, way);
}

template <bool symbolic>
void Recording<symbolic>::limits_step(const StepPlan& step, int row, const Bound& legal, const Way& way) {
  const Index line = step_rows(step, row, true);
  if (line != none) step_made(line, step, row, legal, legal, way);
}

template <bool symbolic>
void Recording<symbolic>::moved(const TablePlan& table, int tier, Index fine, const Bound& arriving, Index no_minimum,
                                const Way& way) {
  const Index line = to_.moved(e_.subject_, table, tier);
  if (line == none) return;
  before(line, arriving);
  amount(line, fine, arriving, way.legal, no_minimum, way);
}

template <bool symbolic>
void Recording<symbolic>::limits(const BranchPlan& branch, Way& way) {
  const Bound unlimited = way.range;
  const Warnings before_it = *e_.warnings_;
  e_.limits(way);
  const Index line = to_.open(branch.limits_line, e_.subject_);
  if (line == none) return;
  before(line, unlimited);
  if (way.has_legal) to_.legal(line, range(way.legal));
  after(line, way);
  Warnings raised;
  for (int i = 0; i < warning_count; ++i) {
    const auto warning = static_cast<Warning>(i);
    if (e_.warnings_->has(warning) && !before_it.has(warning)) raised.add(warning);
  }
  to_.raised(line, raised);
}

template <bool symbolic>
Index Recording<symbolic>::step_rows(const StepPlan& step, int row, bool on_limits) {
  const Index line = to_.step(e_.subject_, step, on_limits);
  if (line == none) return line;
  const bool applied = e_.state_->applied.has(step.offer);
  rows(
      line, E::size_of(step.list), row, [&](Index i) { return e_.condition_of(step.list, i); },
      [&](Index i) { return step.rows[at(i)].source->mode == Mode::may && !applied; });
  if (row >= 0) to_.step_taken(line, step, row);
  return line;
}

template <bool symbolic>
void Recording<symbolic>::step_made(Index line, const StepPlan& step, int row, const Bound& arriving,
                                    const Bound& legal, const Way& way) {
  before(line, arriving);
  if (row >= 0 && step.rows[at(row)].fine != none) {
    amount(line, step.rows[at(row)].fine, arriving, legal, step.no_minimum, way);
  } else {
    after(line, way);
  }
}

}  // namespace cailiang::detail
