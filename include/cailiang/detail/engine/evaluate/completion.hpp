// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// A completion begins, and gives the outcome of a subject.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::begin(Recorder* recorder) {
  recorder_ = recorder;
  incomplete_ = peeking_ = beside_ = missed_ = warned_ = false;
  // An evaluation that was broken off (a cell was cut) leaves these as they were.
  local_ = nullptr;
  more_.clear();
  arriving_ = legal_ = nullptr;
  fresh_ = 0;
  bulk_.clear();
  steps_asked_ = false;
  for (LeafOf& leaf : leaves_) leaf.done = false;
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
  computed_.assign(codes_.size(), 0);
  if constexpr (symbolic) {
    numbers_.resize(codes_.size());
    spans_.resize(codes_.size() + program_->subjects.size());
  } else {
    if (numbers_.size() < codes_.size()) numbers_.resize(codes_.size());
  }
  ground_.warnings.clear();
  if constexpr (symbolic) options_ = state_->options;
  circumstances();
  ground_.incomplete = incomplete_;
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
    leaf.clear(words(program_->offers.size()));
    const bool top = std::exchange(top_, leaf_ == nullptr);
    const bool before = std::exchange(incomplete_, ground_.incomplete);
    LeafOf* outer = std::exchange(leaf_, &leaf);
    const Bound* arriving = std::exchange(arriving_, nullptr);
    const Bound* legal = std::exchange(legal_, nullptr);
    const Index subject = std::exchange(subject_, index);
    Warnings* warnings = std::exchange(warnings_, &leaf.warnings);
    evaluate(program_->subjects[at(index)]);
    leaf.done = true;
    leaf.incomplete = incomplete_;
    incomplete_ = before;
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
