// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/recording.hpp"
#include "cailiang/error/overflow.hpp"

// What became of the rows that were looked at.
namespace cailiang::detail {

template <bool symbolic>
void Recording<symbolic>::rows(Index line, const RowList& list, int taken) {
  // Rows that all ask for one known fact, of which one may hold: the others fail at their one member.
  if (!to_.merging() && list.by_code != none && list.match == Match::unique &&
      e_.codes_[at(list.slot)] >= code_absent) {
    for (Index i = 0; i < E::size_of(list); ++i) {
      if (i == taken) {
        to_.state(line, i, TraceRow::State::taken);
      } else if (i == list.otherwise) {
        to_.state(line, i, TraceRow::State::outweighed);
      } else {
        to_.failed(line, i, 0);
      }
    }
    return;
  }
  rows(line, E::size_of(list), taken, [&](Index i) { return e_.condition_of(list, i); }, [](Index) { return false; });
}

template <bool symbolic>
template <class ConditionOf, class IsOffer>
void Recording<symbolic>::rows(Index line, Index n, int taken, ConditionOf condition_of, IsOffer is_offer) {
  if (to_.merging()) {
    merge_rows(line, n, taken, condition_of, is_offer);
    return;
  }
  for (Index i = 0; i < n; ++i) {
    if (i == taken) {
      to_.state(line, i, TraceRow::State::taken);
      continue;
    }
    const Index condition = condition_of(i);
    if (is_offer(i) && e_.peek(condition) == Truth::yes) {
      to_.state(line, i, TraceRow::State::offered);
      continue;
    }
    Peek peek{e_};
    Index failed = none;
    const Truth truth = condition == none ? Truth::yes : examine(condition, failed);
    if (truth == Truth::no) {
      to_.failed(line, i, failed);
    } else if (truth == Truth::maybe) {
      to_.state(line, i, TraceRow::State::not_examined);
    } else {
      to_.state(line, i, TraceRow::State::outweighed);
    }
  }
}

template <bool symbolic>
template <class ConditionOf, class IsOffer>
void Recording<symbolic>::merge_rows(Index line, Index n, int taken, ConditionOf condition_of, IsOffer is_offer) {
  if (to_.is_new()) {
    Peek peek{e_};
    Bare bare{e_};
    for (Index i = 0; i < n; ++i) {
      Index failed = none;
      if (condition_of(i) != none && examine(condition_of(i), failed) == Truth::no) to_.fails_always(line, i, failed);
    }
  }
  for (Index i = 0; i < n; ++i) {
    const Index condition = condition_of(i);
    if (i == taken) {
      to_.takes(line, i);
    } else if (is_offer(i) && e_.peek(condition) == Truth::yes) {
      to_.offers(line, i);
    } else if (!to_.is_settled(line, i)) {
      Peek peek{e_};
      bool holds = true;
      const std::uint64_t members = condition == none ? 0 : failing(condition, holds);
      to_.fails(line, i, members);
      if (holds) {
        to_.holds(line, i);
      } else if (members == 0) {
        to_.unclear(line, i);
      }
    }
  }
}

// The outcome did not hang on this row, and a number that becomes too large in it is no error of the case.
template <bool symbolic>
Truth Recording<symbolic>::member(Index m) {
  try {
    return e_.member(e_.program_->members[at(m)]);
  } catch (const Overflow&) {
    return Truth::maybe;
  }
}

template <bool symbolic>
Truth Recording<symbolic>::examine(Index condition, Index& failed) {
  const CompiledCondition& c = e_.program_->conditions[at(condition)];
  Truth all = Truth::yes;
  for (Index m = c.begin; m < c.end; ++m) {
    const Truth one = member(m);
    if (one == Truth::no) {
      failed = m - c.begin;
      return one;
    }
    if (one == Truth::maybe) all = one;
  }
  return all;
}

template <bool symbolic>
std::uint64_t Recording<symbolic>::failing(Index condition, bool& holds) {
  const CompiledCondition& c = e_.program_->conditions[at(condition)];
  std::uint64_t bits = 0;
  for (Index m = c.begin; m < c.end; ++m) {
    const Truth one = member(m);
    if (one != Truth::yes) holds = false;
    if (one == Truth::no && m - c.begin < 64) bits |= std::uint64_t{1} << (m - c.begin);
  }
  return bits;
}

}  // namespace cailiang::detail
