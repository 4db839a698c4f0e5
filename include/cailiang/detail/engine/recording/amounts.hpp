// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/recording.hpp"

// How an amount was made: the range, and the values of its terms.
namespace cailiang::detail {

template <bool symbolic>
MoneyRange Recording<symbolic>::range(const Bound& b) const {
  MoneyRange made;
  const auto end = [&](const Number& x, bool lower, bool& included) -> std::optional<Ratio> {
    if constexpr (symbolic) {
      const Span hull = e_.forms_.hull(x);
      included = included && (lower ? hull.lower_included : hull.upper_included);
      return lower ? hull.lower : hull.upper;
    } else {
      return x;
    }
  };
  made.min_included = b.has_lower && b.lower_included;
  made.max_included = b.has_upper && b.upper_included;
  if (b.has_lower) made.min = end(b.lower, true, made.min_included);
  if (b.has_upper) made.max = end(b.upper, false, made.max_included);
  if constexpr (symbolic) {
    if (b.has_point && b.point.is_constant()) made.point = b.point.constant;
  } else {
    if (b.has_point) made.point = b.point;
  }
  return made;
}

template <bool symbolic>
void Recording<symbolic>::after(Index line, const Way& way) {
  if (way.state == Way::State::fine) {
    const MoneyRange made = range(way.range);
    to_.after(line, TraceLine::fine_bit, &made);
  } else {
    to_.after(line, way.state == Way::State::gap ? TraceLine::gap_bit : TraceLine::no_fine_bit, nullptr);
  }
}

template <bool symbolic>
void Recording<symbolic>::amount(Index line, Index fine, const Bound& arriving, const Bound& legal, Index no_minimum,
                                 const Way& way) {
  const CompiledFine& f = e_.program_->fines[at(fine)];
  to_.fine(line, f.source);
  if (f.begin == f.end) {
    after(line, way);
    Inside inside{e_, arriving, legal};
    terms(line, f, arriving, no_minimum);
    return;
  }
  for (Index i = f.begin; i < f.end; ++i) {
    const Index which = e_.program_->fine_refs[at(i)];
    const CompiledFine& one = e_.program_->fines[at(which)];
    const Index track = to_.open(e_.program_->track_line, e_.subject_, which);
    Inside inside{e_, arriving, legal};
    {
      Peek peek{e_};
      Way made;
      made.state = e_.amount(one, made.range, no_minimum) ? Way::State::fine : Way::State::gap;
      after(track, made);
    }
    to_.fine(track, one.source);
    terms(track, one, arriving, no_minimum);
  }
}

template <bool symbolic>
void Recording<symbolic>::terms(Index line, const CompiledFine& f, const Bound& arriving, Index no_minimum) {
  Peek peek{e_};
  for (const Index t : {f.base, f.lower, f.single ? none : f.upper, f.point, f.at_least, f.at_most}) {
    if (t != none) walk(line, t);
  }
  if (f.base_is_range && !arriving.has_lower && no_minimum != none) walk(line, no_minimum);
}

template <bool symbolic>
void Recording<symbolic>::term(Index line, Index t) {
  Peek peek{e_};
  walk(line, t);
}

// In the order of the evaluation, and no further: what it did not reach stays unasked.
template <bool symbolic>
TraceTerm::State Recording<symbolic>::walk(Index line, Index t) {
  const CompiledTerm& term = e_.program_->terms[at(t)];
  using Op = CompiledTerm::Op;
  Number value{};
  e_.met_.no_number = false;
  const bool present = e_.term(t, value);
  TraceTerm::State state = e_.met_.no_number ? TraceTerm::State::unknown
                           : present         ? TraceTerm::State::value
                                             : TraceTerm::State::absent;
  Ratio number;
  if constexpr (symbolic) {
    const Span hull = state == TraceTerm::State::value ? e_.forms_.hull(value) : Span{};
    if (hull.is_point()) {
      number = *hull.lower;
    } else if (state == TraceTerm::State::value) {
      state = TraceTerm::State::unknown;
    }
  } else {
    number = value;
  }
  if (term.op == Op::number) return state;
  to_.term(line, term.source, state, number);
  switch (term.op) {
    case Op::sum:
    case Op::product:
    case Op::minus:
    case Op::divide:
    case Op::elapsed:
      for (Index i = term.begin; i < term.end; ++i) {
        if (walk(line, e_.program_->term_refs[at(i)]) == TraceTerm::State::absent) break;
      }
      break;
    case Op::larger_of:
    case Op::smaller_of:
    case Op::round:
      for (Index i = term.begin; i < term.end; ++i) walk(line, e_.program_->term_refs[at(i)]);
      break;
    case Op::choose: {
      const std::vector<int> possible = e_.possible_rows(e_.program_->choice_lists[at(term.list)]);
      if (possible.size() == 1 && possible.front() >= 0)
        walk(line, e_.program_->term_refs[at(term.begin + possible.front())]);
      break;
    }
    default: break;
  }
  return state;
}

}  // namespace cailiang::detail
