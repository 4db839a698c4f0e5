// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// A completion begins, and gives the outcome of a subject.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::begin(Recorder* recorder) {
  start(recorder);
  stands_ = symbolic && recorder_ == nullptr && ground_stands();
  if (stands_) {
    std::swap(codes_, codes_before_);
    codes_ = ground_.codes;
    computed_ = ground_.computed;
    fresh_ = ground_.fresh;
    leaf_ = nullptr;
    warnings_ = nullptr;
    return;
  }
  codes_ = state_->codes;
  lay_ground();
}

template <bool symbolic>
void Evaluator<symbolic>::begin(std::vector<Code>& codes)
  requires(!symbolic)
{
  start(nullptr);
  codes_.swap(codes);
  lay_ground();
}

template <bool symbolic>
void Evaluator<symbolic>::start(Recorder* recorder) {
  recorder_ = recorder;
  met_ = {};
  peeking_ = beside_ = false;
  forget();
  // An evaluation that was broken off (a cell was cut) leaves these as they were.
  local_ = nullptr;
  more_.clear();
  arriving_ = legal_ = nullptr;
  fresh_ = 0;
  bulk_.clear();
  steps_asked_ = false;
  for (LeafOf& leaf : leaves_) leaf.done = false;
}

// What holds for every subject.
template <bool symbolic>
void Evaluator<symbolic>::lay_ground() {
  if (program_->computes) std::fill(computed_.begin(), computed_.end(), std::uint8_t{0});
  ground_.warnings.clear();
  if constexpr (symbolic) {
    spans_.resize(codes_.size() + program_->subjects.size());
    options_ = state_->options;
  }
  circumstances();
  forget();  // the class is settled now
  ground_.incomplete = met_.incomplete;
  if constexpr (symbolic) {
    ground_.codes = codes_;
    ground_.computed = computed_;
    ground_.points = completions_->points().size();
    ground_.fresh = fresh_;
  }
}

template <bool symbolic>
typename Evaluator<symbolic>::LeafOf& Evaluator<symbolic>::subject(Index index) {
  LeafOf& leaf = leaves_[at(index)];
  if (!leaf.done) {
    leaf.clear(program_->offers.size());
    const bool top = std::exchange(top_, leaf_ == nullptr);
    const bool before = std::exchange(met_.incomplete, ground_.incomplete);
    LeafOf* outer = std::exchange(leaf_, &leaf);
    const Bound* arriving = std::exchange(arriving_, nullptr);
    const Bound* legal = std::exchange(legal_, nullptr);
    const Index subject = std::exchange(subject_, index);
    Warnings* warnings = std::exchange(warnings_, &leaf.warnings);
    evaluate(program_->subjects[at(index)]);
    leaf.done = true;
    leaf.incomplete = met_.incomplete;
    met_.incomplete = before;
    leaf_ = outer;
    arriving_ = arriving;
    legal_ = legal;
    subject_ = subject;
    warnings_ = warnings;
    top_ = top;
  }
  return leaf;
}

// The circumstances come first: where no choice of theirs has moved on, they stand as they were.
template <bool symbolic>
bool Evaluator<symbolic>::ground_stands() const {
  if constexpr (symbolic) return completions_->moved_from() >= ground_.points && completions_->moved_from() > 0;
  return false;
}

}  // namespace cailiang::detail
