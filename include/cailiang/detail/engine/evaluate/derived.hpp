// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Facts that follow from others.
namespace cailiang::detail {

template <bool symbolic>
Code Evaluator<symbolic>::derived(Index slot) {
  const auto keep = [&](Code code) { codes_[at(slot)] = code; };
  return once(derived_, slot, [&] { return defined(slot); }, keep);
}

// What `find` says, which is kept if it holds for the completion, or else remembered for as long as it stands.
template <bool symbolic>
template <class Find, class Keep>
Code Evaluator<symbolic>::once(std::vector<Remembered>& of, Index slot, Find find, Keep keep) {
  Remembered& one = of[at(slot)];
  if (one.since == since_ && one.peeking == peeking_ && one.beside == beside_) {
    met_.add(one.met);
    warn(one.raised);
    placed_ = one.placed;
    if constexpr (symbolic) completions_->touch(one.touched);
    return one.code;
  }
  const Met before = std::exchange(met_, {});
  Warnings raised;
  Warnings* outer = std::exchange(warnings_, &raised);
  std::size_t mark = 0;
  if constexpr (symbolic) mark = completions_->mark();
  const Code code = find();
  warnings_ = outer;
  warn(raised);
  // What hangs on a fact that is not known is not kept: the next who asks must be told too.
  // Nor is what hangs on a value that was only tried: it does not bind the row lists. Nor what came with a warning:
  // that concerns each subject that asks.
  const bool sound = code != code_unknown && !met_.incomplete && !met_.tried && !met_.warned;
  if (sound && local_ == nullptr && !peeking_) {
    keep(code);
  } else if (!met_.tried || !chooses_freshly()) {
    one.since = since_;
    one.peeking = peeking_;
    one.beside = beside_;
    one.code = code;
    one.placed = placed_;
    one.met = met_;
    one.raised = raised;
    if constexpr (symbolic) one.touched = completions_->touch_once(mark);
  }
  met_.add(before);
  return code;
}

// Three values: of what may be unascertainable each row list has a value of its own, so that who asks chooses anew.
template <bool symbolic>
bool Evaluator<symbolic>::chooses_freshly() const {
  if constexpr (symbolic) return !peeking_ && completions_->three_valued();
  return false;
}

// As its definition says.
template <bool symbolic>
Code Evaluator<symbolic>::defined(Index slot) {
  const Slot& fact = program_->slots[at(slot)];
  if (fact.condition != none) {
    const Truth truth = holds(fact.condition);
    return truth == Truth::maybe ? code_unknown : truth == Truth::yes ? 1 : 0;
  }
  if (fact.list != none) {
    const RowList& list = program_->choice_lists[at(fact.list)];
    if (peeking_) {
      const bool beside = std::exchange(beside_, beside_ && !list.lightest);
      const std::vector<int> rows = possible_rows(list);
      beside_ = beside;
      placed_ = {};
      return rows.size() > 1 ? code_unknown : rows.front() < 0 ? code_absent : rows.front();
    }
    if (option_stays_open(list)) return code_unknown;
    const int row = take(list);
    return row < 0 ? code_absent : row;
  }
  Number number{};
  placed_ = {};
  const Code code = derived_number(slot, number) ? place(slot, number) : code_absent;
  if (!met_.no_number) return code;
  placed_ = {};
  return code_unknown;
}

// Three values: of what cannot be ascertained each list tries the values for itself, so that two lists may see two
// options of a choice that hangs on it. None of them is chosen for both.
template <bool symbolic>
bool Evaluator<symbolic>::option_stays_open(const RowList& list) {
  if constexpr (symbolic) {
    if (!completions_->three_valued() || !completions_->unprovable()) return false;
    const std::size_t mark = completions_->mark();
    const bool several = possible_rows(list).size() > 1;
    const std::vector<Index> asked = completions_->touched(mark);
    const auto may_be_unprovable = [&](Index v) {
      if (v >= completions_->slots()) return false;
      const bool may_be = program_->slots[at(v)].may_be_unprovable && state_->bounded[at(v)] == 0;
      return state_->codes[at(v)] == code_unprovable || may_be;
    };
    if (several && std::any_of(asked.begin(), asked.end(), may_be_unprovable)) return true;
    completions_->since(mark, false);
  }
  return false;
}

template <bool symbolic>
bool Evaluator<symbolic>::derived_number(Index slot, Number& out) {
  if (computed_[at(slot)] == 2) return false;
  if (computed_[at(slot)] == 1) {
    out = numbers_[at(slot)];
    return true;
  }
  bool known = true;
  const auto find = [&]() -> Code {
    known = false;
    return term(program_->slots[at(slot)].term, out) ? 1 : 0;
  };
  const auto keep = [&](Code present) {
    computed_[at(slot)] = present == 1 ? 1 : 2;
    if (present == 1) numbers_[at(slot)] = out;
  };
  const bool present = once(counted_, slot, find, keep) == 1;
  if (known) {
    out = counts_[at(slot)];
  } else {
    counts_[at(slot)] = out;
  }
  return present;
}

// Where a computed number stands among the numbers it is compared with.
template <bool symbolic>
Code Evaluator<symbolic>::place(Index slot, const Number& number) {
  const std::vector<Ratio>& cuts = program_->slots[at(slot)].cuts;
  if constexpr (!symbolic) {
    return place_among(cuts, number);
  } else {
    if (completions_->three_valued() && !number.is_constant()) {
      const Span hull = forms_.hull(number);
      const Code low = hull.lower ? place_of(cuts, *hull.lower, hull.lower_included, true) : 0;
      const Code high =
          hull.upper ? place_of(cuts, *hull.upper, hull.upper_included, false) : static_cast<Code>(2 * cuts.size());
      if (low == high) return low;
      placed_ = {low, high, true};
      if (!peeking_) number.each_variable([&](Index v) { completions_->touch(v); });
      return code_unknown;
    }
    Code code = 0;
    for (const Ratio& cut : cuts) {
      const int order = compare(number, Number{cut});
      if (order < 0) return code;
      if (order == 0) return code + 1;
      code += 2;
    }
    return code;
  }
}

template <bool symbolic>
Code Evaluator<symbolic>::place_of(const std::vector<Ratio>& cuts, const Ratio& x, bool included, bool lower) {
  const auto found = std::lower_bound(cuts.begin(), cuts.end(), x);
  const auto i = static_cast<Code>(found - cuts.begin());
  if (found == cuts.end() || *found != x) return 2 * i;
  if (included) return 2 * i + 1;
  return lower ? 2 * i + 2 : 2 * i;
}

}  // namespace cailiang::detail
