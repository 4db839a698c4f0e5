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
  if (subject.ready.empty()) return nullptr;
  Warnings ignored;  // what is warned of here has no ready outcome
  warnings_ = &ignored;
  const ReadyOutcome* found = ready_of(subject);
  if (met_.incomplete) found = nullptr;
  met_.incomplete = false;
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
  awaited_offers_.reset(program_->offers.size());
  for (const AwaitedOffer& offer : beside.awaited) offer_rows(*offer.step, offer.taken, offer.shifts_alone);
  asked.offers = awaited_offers_;
  asked.codes.resize(n);
  for (std::size_t i = 0; i < n; ++i) asked.codes[i] = codes_[at(beside.slots[i])];
  if (beside.by_codes && !state_->any_bounded) asked.of = &beside;
}

template <bool symbolic>
bool Evaluator<symbolic>::ground_is_plain() const {
  return state_->in_force && state_->all_provisions_in_force && !state_->class_given && ground_.no_penalty == none &&
         !ground_.has_circumstance && !ground_.incomplete && state_->applied.empty();
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
      key = sum_of_weights(table);
      if (key == no_weight) return nullptr;
    } else if (!table.grades) {
      key = take(table.list);
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
std::int64_t Evaluator<symbolic>::sum_of_weights(const TablePlan& table)
  requires(!symbolic)
{
  std::int64_t sum = table.start;
  for (std::size_t i = 0; i < table.coded.size(); ++i) {
    const CodedFactor& factor = table.coded[i];
    const Code code = codes_[at(factor.slot)];
    if (code < 0) break;
    const std::int64_t weight = program_->code_weights[at(factor.begin + code)];
    if (weight == no_weight) return no_weight;
    sum += weight;
    if (i + 1 == table.coded.size()) return sum;
  }
  sum = table.start;
  for (const FactorPlan& factor : table.factors) {
    const int level = take(factor.list, &factor.weights);
    if (level < 0) return no_weight;
    sum += factor.weights[at(level)];
  }
  return sum;
}

template <bool symbolic>
typename Evaluator<symbolic>::LeafOf& Evaluator<symbolic>::with_rows(Index index, const Taken& rows)
  requires(!symbolic)
{
  taken_ = &rows;
  awaited_.clear();
  begin();
  met_.unknown = met_end_ = false;
  return subject(index);
}

}  // namespace cailiang::detail
