// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Most tables state plain numbers: once the rows are known, nothing is left to work out for a case. Their outcomes are
// worked out by this same evaluator when the pack is loaded, and a case only looks for its rows.
namespace cailiang::detail {

template <bool symbolic>
const ReadyOutcome* Evaluator<symbolic>::ready(Index index, AskedBeside& asked)
  requires(!symbolic)
{
  const SubjectPlan& subject = program_->subjects[at(index)];
  if (subject.ready.empty() || !ground_is_plain()) return nullptr;
  Warnings ignored;  // what is warned of here has no ready outcome
  warnings_ = &ignored;
  const ReadyOutcome* found = ready_of(subject);
  if (incomplete_) found = nullptr;
  incomplete_ = false;
  arriving_ = legal_ = nullptr;
  if (found != nullptr) ask_beside(*found->beside, asked);
  warnings_ = nullptr;
  return found;
}

template <bool symbolic>
void Evaluator<symbolic>::ask_beside(const Beside& beside, AskedBeside& asked)
  requires(!symbolic)
{
  const std::size_t n = beside.slots.size();
  asked.stands = asked.of == &beside && !state_->any_bounded;
  for (std::size_t i = 0; i < n && asked.stands; ++i) asked.stands = asked.codes[i] == codes_[at(beside.slots[i])];
  if (asked.stands) return;
  asked.of = nullptr;
  awaited_offers_.assign(words(program_->offers.size()), 0);
  for (const AwaitedOffer& offer : beside.awaited) offer_rows(*offer.step, offer.taken, offer.shifts_alone);
  asked.offers = awaited_offers_;
  asked.codes.clear();
  for (const Index slot : beside.slots) asked.codes.push_back(codes_[at(slot)]);
  if (beside.by_codes && !state_->any_bounded) asked.of = &beside;
}

// Nothing that holds for the case as a whole changes what its rows say.
template <bool symbolic>
bool Evaluator<symbolic>::ground_is_plain() const {
  return state_->in_force && state_->all_provisions_in_force && !state_->class_given && ground_.no_penalty == none &&
         !ground_.has_circumstance && !ground_.incomplete && detail::empty(state_->applied);
}

template <bool symbolic>
const ReadyOutcome* Evaluator<symbolic>::ready_of(const SubjectPlan& subject)
  requires(!symbolic)
{
  const int row = branch_row(subject);
  const ReadyBranch& branch = subject.ready[row < 0 ? subject.branches.size() : at(row)];
  std::int64_t key = branch.first;
  if (row >= 0 && !branch.by_key.empty() && !subject.branches[at(row)].tables.empty()) {
    const TablePlan& table = subject.branches[at(row)].tables.front();
    arriving_ = legal_ = &branch.range;
    if (table.weights) {
      key = table.start;
      for (const FactorPlan& factor : table.factors) {
        const int level = take(factor.list, &factor.weights);
        if (level < 0) return nullptr;
        key += factor.weights[at(level)];
      }
    } else {
      Way way;
      way.range = way.legal = way.base = branch.range;
      key = tier_row(table, way);
    }
  }
  const auto place = static_cast<std::size_t>(key - branch.first);
  if (place >= branch.by_key.size() || branch.by_key[place] == none) return nullptr;
  return &branch.outcomes[at(branch.by_key[place])];
}

template <bool symbolic>
typename Evaluator<symbolic>::LeafOf& Evaluator<symbolic>::with_rows(Index index, const Taken& rows)
  requires(!symbolic)
{
  taken_ = &rows;
  awaited_.clear();
  begin();
  met_unknown_ = met_end_ = false;
  return subject(index);
}

}  // namespace cailiang::detail
