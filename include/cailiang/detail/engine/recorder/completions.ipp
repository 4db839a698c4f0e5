// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// One line for what several completions go through.
namespace cailiang::detail {

CAILIANG_INLINE void Recorder::forget(const std::vector<Index>& subjects) {
  // Circumstances that hang on an unknown fact leave every subject open.
  const bool all = subjects.size() == listening_.size();
  std::vector<std::int32_t> place_of(lines_.size(), none);
  Index kept = 0;
  for (Index i = 0; i < static_cast<Index>(lines_.size()); ++i) {
    if (all || std::find(subjects.begin(), subjects.end(), subject_of(lines_[at(i)])) != subjects.end()) continue;
    place_of[at(i)] = kept;
    lines_[at(kept++)] = lines_[at(i)];
  }
  lines_.resize(at(kept));
  std::erase_if(trace_.all_terms, [&](const TraceTerm& term) { return place_of[at(term.line)] == none; });
  for (TraceTerm& term : trace_.all_terms) term.line = place_of[at(term.line)];
}

CAILIANG_INLINE void Recorder::merge(Index subject) {
  listening_.assign(listening_.size(), 0);
  listening_[at(subject)] = 1;
  ground_ = std::none_of(lines_.begin(), lines_.end(), [](const TraceLine& line) { return line.subject.empty(); });
  merging_ = true;
  in_order_ = false;
  pass_ = completions_ = 0;
  keys_.clear();
  counts_.clear();
  first_line_ = lines_.size();
  first_count_ = trace_.all_rows.size();
  first_term_ = trace_.all_terms.size();
  first_share_ = trace_.shares.size();
  first_interval_ = trace_.intervals.size();
}

CAILIANG_INLINE void Recorder::restart() {
  pass_ = completions_ = 0;
  keys_.clear();
  counts_.clear();
  lines_.resize(first_line_);
  trace_.all_rows.resize(first_count_);
  trace_.all_terms.resize(first_term_);
  trace_.shares.resize(first_share_);
  trace_.intervals.resize(first_interval_);
}

CAILIANG_INLINE void Recorder::merged(const std::vector<Index>& choices) {
  for (const Key& key : keys_) settle(key);
  for (const Index choice : choices) {
    if (choice >= first_fact_slot && choice < static_cast<Index>(program_.slots.size())) {
      trace_.facts[at(choice - first_fact_slot)].asked = true;
    }
  }
  merging_ = false;
}

CAILIANG_INLINE void Recorder::settle(const Key& key) {
  TraceLine& line = lines_[at(key.line)];
  line.certain = key.seen == completions_;
  for (int i = 0; i < line.row_count; ++i) {
    TraceRow& row = row_at(key.line, i);
    const Count& count = count_at(key.line, i);
    if (row.state == TraceRow::State::not_raised || row.state == TraceRow::State::not_in_force) continue;
    if (count.may_take) {
      row.state = TraceRow::State::possible;
    } else if (count.taken > 0) {
      row.state = count.taken == key.times ? TraceRow::State::taken : TraceRow::State::possible;
    } else if (count.fails_always) {
      row.state = TraceRow::State::failed;
    } else if (count.offered > 0) {
      row.state = count.offered == key.times ? TraceRow::State::offered : TraceRow::State::possible;
    } else if (count.held) {
      row.state = TraceRow::State::outweighed;
    } else if (count.unclear) {
      row.state = TraceRow::State::not_examined;
    } else {
      row.state = TraceRow::State::failed;
      for (std::size_t m = 0; row.when != nullptr && m < row.when->members.size() && m < 64; ++m) {
        if ((count.failing >> m & 1U) == 0) continue;
        row.failed_at = &row.when->members[m];
        break;
      }
    }
  }
}

}  // namespace cailiang::detail
