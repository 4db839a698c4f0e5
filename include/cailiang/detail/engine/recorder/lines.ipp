// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// The lines.
namespace cailiang::detail {

CAILIANG_INLINE Index Recorder::open(Index blank, Index subject, Index which) {
  if (subject == none ? !ground_ : listening_[at(subject)] == 0) return none;
  new_ = true;
  if (merging_) {
    // Completions follow one another alike: the line is mostly the next one.
    const std::size_t n = keys_.size();
    for (std::size_t i = 0; i < n; ++i) {
      Key& key = keys_[(next_key_ + i) % n];
      if (key.blank != blank || key.subject != subject || key.which != which || key.pass == pass_) continue;
      key.pass = pass_;
      ++key.times;
      if (std::exchange(key.completion, completions_) != completions_) ++key.seen;
      next_key_ = (next_key_ + i + 1) % n;
      new_ = false;
      return key.line;
    }
    keys_.push_back({static_cast<Index>(lines_.size()), blank, subject, which, 1, 1, pass_, completions_});
    next_key_ = 0;
  }
  const Trace& from = program_.blank_trace;
  TraceLine& line = lines_.emplace_back(from.lines[at(blank)]);
  if (subject != none) line.subject = from.subjects[at(subject)].id;
  const std::span<const TraceRow> rows = from.rows(line);
  line.first_row = static_cast<std::int32_t>(trace_.all_rows.size());
  trace_.all_rows.insert(trace_.all_rows.end(), rows.begin(), rows.end());
  if (merging_) counts_.resize(counts_.size() + rows.size());
  const std::int64_t rank_here = rank(subject, line.kind);
  if (rank_here < last_rank_) in_order_ = false;
  last_rank_ = rank_here;
  return static_cast<Index>(lines_.size()) - 1;
}

CAILIANG_INLINE Index Recorder::klass(std::uint8_t open_classes, TraceLine::ClassBy by) {
  const Index line = open(program_.class_line, none);
  if (line == none) return line;
  TraceLine& made = lines_[at(line)];
  made.classes |= open_classes;
  made.class_by = new_ || made.class_by == by ? by : TraceLine::ClassBy::circumstances;
  if (by == TraceLine::ClassBy::rule) made.source = &made.pack->rules.no_circumstance_source;
  return line;
}

CAILIANG_INLINE void Recorder::branch_taken(Index line, Index provision) {
  if (provision == none) return;
  TraceLine& made = lines_[at(line)];
  const TraceProvision& taken = trace_.provisions[at(provision)];
  if (!new_ && made.provision != taken.provision) {
    made.provision = nullptr;
    made.label = nullptr;
    made.source = nullptr;
    return;
  }
  made.pack = taken.pack;
  made.provision = taken.provision;
  made.label = &taken.provision->label;
  made.source = &taken.provision->source;
}

CAILIANG_INLINE Index Recorder::share(Index subject, const TablePlan& table, const TraceShare& share) {
  const Index line = open(table.line, subject);
  if (line == none) return line;
  TraceLine& made = lines_[at(line)];
  if (new_) {
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

CAILIANG_INLINE Index Recorder::step(Index subject, const StepPlan& step, bool on_limits) {
  const Index line = open(step.line, subject, on_limits ? 1 : 0);
  if (line != none && on_limits) lines_[at(line)].kind = Kind::limits_step;
  return line;
}

CAILIANG_INLINE void Recorder::step_taken(Index line, const StepPlan& step, int row) {
  TraceLine& made = lines_[at(line)];
  const StepRow* source = step.rows[at(row)].source;
  made.step_row = new_ || made.step_row == source ? source : nullptr;
}

CAILIANG_INLINE Index Recorder::moved(Index subject, const TablePlan& table, int tier) {
  const Index line = open(table.moved_line, subject, tier);
  if (line == none || tier < 0) return line;
  const Tier& source = *table.tiers[at(tier)].source;
  lines_[at(line)].id = source.id;
  lines_[at(line)].label = &source.label;
  lines_[at(line)].source = &source.source;
  return line;
}

}  // namespace cailiang::detail
