// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/quantity/span.hpp"

// What is said of a line once it stands.
namespace cailiang::detail {

CAILIANG_INLINE void Recorder::failed(Index line, int row, Index member) {
  TraceRow& made = row_at(line, row);
  made.state = TraceRow::State::failed;
  made.failed_at = &made.when->members[at(member)];
}

CAILIANG_INLINE void Recorder::fails_always(Index line, int row, Index member) {
  count_at(line, row).fails_always = true;
  TraceRow& made = row_at(line, row);
  made.failed_at = &made.when->members[at(member)];
}

CAILIANG_INLINE void Recorder::widen(std::int32_t& index, const MoneyRange& range) {
  if (index < 0) {
    index = static_cast<std::int32_t>(trace_.intervals.size());
    trace_.intervals.push_back(range);
    return;
  }
  MoneyRange& all = trace_.intervals[at(index)];
  const Span joined = join(Span{all.min, all.max, all.min_included, all.max_included},
                           Span{range.min, range.max, range.min_included, range.max_included});
  const bool same_point = all.point == range.point;
  all = MoneyRange{joined.lower, joined.upper, joined.lower_included, joined.upper_included,
                   same_point ? range.point : std::nullopt};
}

CAILIANG_INLINE void Recorder::after(Index line, std::uint8_t result, const MoneyRange* range) {
  TraceLine& made = lines_[at(line)];
  made.results |= result;
  if (range != nullptr) widen(made.after, *range);
}

CAILIANG_INLINE void Recorder::fine(Index line, const Fine* fine) {
  TraceLine& made = lines_[at(line)];
  // Where completions take different rows there is no one amount to explain.
  made.fine = new_ || made.fine == fine ? fine : nullptr;
}

CAILIANG_INLINE void Recorder::term(Index line, const Term* term, TraceTerm::State state, const Ratio& value) {
  if (merging_) {
    for (std::size_t i = first_term_; i < trace_.all_terms.size(); ++i) {
      TraceTerm& held = trace_.all_terms[i];
      if (held.line != line || held.term != term) continue;
      if (held.state != state || (state == TraceTerm::State::value && held.value != value))
        held.state = TraceTerm::State::unknown;
      return;
    }
  }
  trace_.all_terms.push_back({line, state, term, value});
}

}  // namespace cailiang::detail
