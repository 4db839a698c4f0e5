// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// The trace as it is read.
namespace cailiang::detail {

CAILIANG_INLINE void Recorder::finish() {
  order();
  std::int32_t line = -1;
  for (std::size_t i = 0; i < trace_.all_terms.size(); ++i) {
    const TraceTerm& term = trace_.all_terms[i];
    TraceLine& of = lines_[at(term.line)];
    if (term.line != line) {
      line = term.line;
      of.first_term = static_cast<std::int32_t>(i);
    }
    ++of.term_count;
  }
}

CAILIANG_INLINE Index Recorder::subject_of(const TraceLine& line) const {
  if (line.subject.empty()) return none;
  const std::vector<TraceSubject>& subjects = trace_.subjects;
  const auto same = [&](const TraceSubject& subject) { return subject.id == line.subject; };
  return static_cast<Index>(std::find_if(subjects.begin(), subjects.end(), same) - subjects.begin());
}

CAILIANG_INLINE std::int64_t Recorder::rank(Index subject, Kind kind) {
  const auto stage = [&] {
    switch (kind) {
      case Kind::circumstance: return 0;
      case Kind::klass: return 1;
      case Kind::branch: return 2;
      case Kind::tier:
      case Kind::factor:
      case Kind::share:
      case Kind::sum:
      case Kind::track: return 3;
      case Kind::step:
      case Kind::moved: return 4;
      case Kind::provision_step:
      case Kind::limits_step: return 5;
      case Kind::limits: return 6;
    }
    return 6;
  };
  return std::int64_t{subject} * 8 + stage();
}

// What holds for all, then subject by subject; of a subject, stage by stage: completions that part ways and fines that
// hang on another subject's bring lines in between.
CAILIANG_INLINE void Recorder::order() {
  const auto by_line = [](const TraceTerm& a, const TraceTerm& b) { return a.line < b.line; };
  if (!in_order_) {
    std::vector<std::pair<std::int64_t, Index>> places;
    for (Index i = 0; i < static_cast<Index>(lines_.size()); ++i) {
      places.emplace_back(rank(subject_of(lines_[at(i)]), lines_[at(i)].kind), i);
    }
    std::sort(places.begin(), places.end());
    std::vector<TraceLine> lines;
    std::vector<std::int32_t> place_of(lines_.size());
    for (const auto& [rank_of, place] : places) {
      place_of[at(place)] = static_cast<std::int32_t>(lines.size());
      lines.push_back(lines_[at(place)]);
    }
    lines_ = std::move(lines);
    for (TraceTerm& term : trace_.all_terms) term.line = place_of[at(term.line)];
  }
  if (!std::is_sorted(trace_.all_terms.begin(), trace_.all_terms.end(), by_line)) {
    std::vector<TraceTerm> terms;
    for (Index line = 0; line < static_cast<Index>(lines_.size()); ++line) {
      for (const TraceTerm& term : trace_.all_terms) {
        if (term.line == line) terms.push_back(term);
      }
    }
    trace_.all_terms = std::move(terms);
  }
}

}  // namespace cailiang::detail
