// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// The trace as it is read.
namespace cailiang::detail {

CAILIANG_INLINE Trace Recorder::take() {
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
  return std::move(trace_);
}

// What holds for all, then subject by subject; of a subject, stage by stage: completions that part ways and fines that
// hang on another subject's bring lines in between.
CAILIANG_INLINE void Recorder::order() {
  const auto stage = [](Kind kind) {
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
  const auto before = [&](Index a, Index b) {
    if (subject_of_[at(a)] != subject_of_[at(b)]) return subject_of_[at(a)] < subject_of_[at(b)];
    return stage(lines_[at(a)].kind) < stage(lines_[at(b)].kind);
  };
  bool sorted = true;
  for (Index i = 1; i < static_cast<Index>(lines_.size()); ++i) sorted = sorted && !before(i, i - 1);
  const auto by_line = [](const TraceTerm& a, const TraceTerm& b) { return a.line < b.line; };
  if (!sorted) {
    std::vector<Index> places(lines_.size());
    std::iota(places.begin(), places.end(), 0);
    // Not std::stable_sort, which clang refuses over libstdc++ 12.
    std::sort(places.begin(), places.end(), [&](Index a, Index b) { return before(a, b) || (!before(b, a) && a < b); });
    std::vector<TraceLine> lines;
    std::vector<std::int32_t> place_of(lines_.size());
    for (const Index place : places) {
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
