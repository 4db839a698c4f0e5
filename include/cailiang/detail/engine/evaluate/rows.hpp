// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Conditions, and which row of a list counts.
namespace cailiang::detail {

template <bool symbolic>
Truth Evaluator<symbolic>::test(const CompiledTest& t) {
  if (t.kind == CompiledTest::Kind::code) {
    if (const Code code = codes_[at(t.slot)]; code >= 0)
      return t.low <= code && code <= t.high ? Truth::yes : Truth::no;
  }
  const Truth truth = answer(t);
  if constexpr (symbolic) {
    if (truth == Truth::maybe && !peeking_ && !program_->slots[at(t.slot)].derived()) completions_->touch(t.slot);
  }
  return truth;
}

template <bool symbolic>
Truth Evaluator<symbolic>::answer(const CompiledTest& t) {
  switch (t.kind) {
    case CompiledTest::Kind::code: {
      const Code code = code_of(t.slot);
      if (code == code_unknown) return perhaps(t);
      return t.low <= code && code <= t.high ? Truth::yes : Truth::no;
    }
    case CompiledTest::Kind::option: {
      const Code code = state_of(t.slot);
      if (code == code_unknown) return Truth::maybe;
      if (code == code_absent) return Truth::no;
      std::uint64_t options = symbolic ? options_[at(t.slot)] : state_->options[at(t.slot)];
      if (code == code_unprovable) {
        const Code value = ascertained(t.slot);
        if (value == code_unknown) return Truth::maybe;
        if (value == code_absent) return Truth::no;
        options = local_options_;
      }
      return (options >> t.low & 1U) != 0 ? Truth::yes : Truth::no;
    }
    case CompiledTest::Kind::absent: {
      const Code code = state_of(t.slot);
      if (code == code_unknown) {
        const Slot& fact = program_->slots[at(t.slot)];
        if (fact.derived()) return fact.condition != none || placed_.known ? Truth::no : Truth::maybe;
        return fact.may_be_absent && state_->bounded[at(t.slot)] == 0 ? Truth::maybe : Truth::no;
      }
      if (code != code_unprovable) return code == code_absent ? Truth::yes : Truth::no;
      if (program_->slots[at(t.slot)].kind != FactKind::choices) return Truth::no;
      const Code value = ascertained(t.slot);
      if (value == code_unknown) return Truth::maybe;
      return value == code_absent ? Truth::yes : Truth::no;
    }
    case CompiledTest::Kind::unprovable: {
      const Code code = state_of(t.slot);
      if (code == code_unknown) {
        return program_->slots[at(t.slot)].may_be_unprovable && state_->bounded[at(t.slot)] == 0 ? Truth::maybe
                                                                                                 : Truth::no;
      }
      return code == code_unprovable ? Truth::yes : Truth::no;
    }
    case CompiledTest::Kind::end_absent: {
      Number ignored{};
      return end(t.end, ignored) ? Truth::no : Truth::yes;
    }
  }
  return Truth::no;
}

// Three values: a test on a number of which only the domain is known.
template <bool symbolic>
Truth Evaluator<symbolic>::perhaps(const CompiledTest& t) {
  const Slot& fact = program_->slots[at(t.slot)];
  // What cannot be ascertained has a value.
  const bool may_be_absent = fact.may_be_absent && codes_[at(t.slot)] != code_unprovable;
  if (fact.kind == FactKind::choice && fact.options == 1 && !fact.derived() && !may_be_absent) return Truth::yes;
  if (!fact.numeric()) return Truth::maybe;
  Code low = 0;
  Code high = static_cast<Code>(2 * fact.cuts.size());
  if (placed_.known && fact.derived()) {
    low = placed_.low;
    high = placed_.high;
  } else if (!fact.derived()) {
    const Span& span = state_->domain(*program_, t.slot);
    if (span.lower) low = place_of(fact.cuts, *span.lower, span.lower_included, true);
    if (span.upper) high = place_of(fact.cuts, *span.upper, span.upper_included, false);
  }
  if (high < t.low || t.high < low) return Truth::no;
  const bool absent = fact.derived() ? !placed_.known : may_be_absent;
  const bool states = absent && state_->bounded[at(t.slot)] == 0;
  return t.low <= low && high <= t.high && !states ? Truth::yes : Truth::maybe;
}

template <bool symbolic>
Truth Evaluator<symbolic>::holds(Index index) {
  if (index == none) return Truth::yes;
  const CompiledCondition& condition = program_->conditions[at(index)];
  Index next = condition.first_jump;
  while (next >= 0) {
    const Jump& jump = program_->jumps[at(next)];
    const Code code = codes_[at(jump.slot)];
    if (code < code_absent) return judge(condition);
    next = static_cast<std::uint32_t>(code - jump.low) <= jump.width ? jump.then : jump.otherwise;
  }
  return next == Jump::holds ? Truth::yes : next == Jump::fails ? Truth::no : judge(condition);
}

// Member by member, in three values.
template <bool symbolic>
Truth Evaluator<symbolic>::judge(const CompiledCondition& condition) {
  Truth all = Truth::yes;
  for (Index m = condition.begin; m < condition.end; ++m) {
    const Truth one = member(program_->members[at(m)]);
    if (one == Truth::no) return Truth::no;
    if (one == Truth::maybe) all = Truth::maybe;
  }
  return all;
}

template <bool symbolic>
Truth Evaluator<symbolic>::member(const CompiledMember& m) {
  const bool wanted = m.kind != ConditionMember::Kind::none;
  Truth found = Truth::no;
  for (Index i = m.begin; i < m.end && found != Truth::yes; ++i) {
    const Truth one =
        m.kind == ConditionMember::Kind::fact ? test(program_->tests[at(i)]) : holds(program_->condition_refs[at(i)]);
    if (one != Truth::no) found = one;
  }
  if (found == Truth::maybe) return Truth::maybe;
  return (found == Truth::yes) == wanted ? Truth::yes : Truth::no;
}

// Whether a condition holds; where three values leave it open, each is tried.
template <bool symbolic>
bool Evaluator<symbolic>::decided(Index condition) {
  if constexpr (symbolic) {
    if (completions_->three_valued()) {
      const std::size_t mark = completions_->mark();
      const Truth truth = holds(condition);
      completions_->since(mark, truth == Truth::maybe);
      return truth == Truth::maybe ? choose_fresh(2) == 1 : truth == Truth::yes;
    }
  }
  return holds(condition) == Truth::yes;
}

template <bool symbolic>
int Evaluator<symbolic>::search(const RowList& list, const std::vector<std::int64_t>* weights) {
  if (list.lightest) {
    if constexpr (symbolic) {
      if (completions_->unprovable() && !completions_->three_valued()) return take_lightest(list, weights);
    }
  }
  return take_plain(list);
}

template <bool symbolic>
int Evaluator<symbolic>::take_plain(const RowList& list) {
  if (list.by_code != none) {
    const Code code = code_of(list.slot);
    if (code != code_unknown) {
      return program_->row_table[at(list.by_code + (code < 0 ? list.codes : code))];
    }
  }
  if constexpr (symbolic) {
    if (completions_->three_valued()) return take_possible(list);
  }
  const Index n = size_of(list);
  if (list.match == Match::unique && !list.first) {
    int found = list.otherwise;
    int holding = 0;
    for (Index row = 0; row < n; ++row) {
      if (row == list.otherwise || holds(condition_of(list, row)) != Truth::yes) continue;
      if (holding++ == 0) found = row;
    }
    return holding > 1 ? several(list) : found;
  }
  for (Index i = 0; i < n; ++i) {
    const Index row = list.match == Match::heaviest ? n - 1 - i : i;
    if (row != list.otherwise && holds(condition_of(list, row)) == Truth::yes) return row;
  }
  return list.otherwise;
}

// Several rows of a `unique` list: the text decides nothing, so each stays possible.
template <bool symbolic>
int Evaluator<symbolic>::several(const RowList& list) {
  if constexpr (symbolic) {
    std::vector<int> rows;
    for (Index row = 0; row < size_of(list); ++row) {
      if (row != list.otherwise && holds(condition_of(list, row)) == Truth::yes) rows.push_back(row);
    }
    return several(list, rows, true);
  } else {
    return several(list, {}, true);
  }
}

template <bool symbolic>
int Evaluator<symbolic>::several(const RowList& list, const std::vector<int>& rows, bool holding) {
  met_.warned = true;
  if constexpr (symbolic) {
    // Of what cannot be ascertained, every row that a value reaches is reached.
    if (local_ != nullptr && local_->is_of(&list)) {
      local_->also(rows);
      return rows.front();
    }
    if (holding) warn(Warning::several_match);
    return completions_->row(list.key, rows);
  } else {
    if (holding) warn(Warning::several_match);
    met_.incomplete = true;
    return 0;
  }
}

// Three values: the rows that are not certainly excluded, -1 for none at all. Behind one that holds no other counts; of
// a graded table, none of another grade.
template <bool symbolic>
std::vector<int> Evaluator<symbolic>::possible_rows(const RowList& list, const TablePlan* graded) {
  std::vector<int> rows;
  const Index n = size_of(list);
  const bool unique = list.match == Match::unique && !list.first;
  int sure = 0;
  Index holding = none;
  for (Index i = 0; i < n; ++i) {
    const Index row = list.match == Match::heaviest && !list.first ? n - 1 - i : i;
    if (row == list.otherwise) continue;
    if (!unique && sure > 0 && (graded == nullptr || graded->tiers[at(row)].grade != graded->tiers[at(holding)].grade))
      break;
    const Truth truth = holds(condition_of(list, row));
    if (truth != Truth::no) rows.push_back(row);
    if (truth != Truth::yes) continue;
    ++sure;
    holding = row;
  }
  if (unique && sure > 1) warn(Warning::several_match);
  if (sure == 0) rows.push_back(list.otherwise);
  return rows;
}

template <bool symbolic>
int Evaluator<symbolic>::take_possible(const RowList& list, const TablePlan* graded) {
  if constexpr (symbolic) {
    const std::size_t mark = completions_->mark();
    const std::vector<int> rows = possible_rows(list, graded);
    completions_->since(mark, rows.size() > 1);
    return rows.size() == 1 ? rows.front() : completions_->row(list.key, rows);
  }
  return -1;
}

template <bool symbolic>
int Evaluator<symbolic>::take_lightest(const RowList& list, const std::vector<std::int64_t>* weights) {
  return lightest_of(list, [&] { return take_plain(list); }, weights);
}

template <bool symbolic>
template <class Pick>
int Evaluator<symbolic>::lightest_of(const RowList& list, Pick pick, const std::vector<std::int64_t>* weights) {
  std::vector<std::vector<int>> reached;  // by a value: one row, or several that hold
  with_each_value(list, [&](LocalCompletion& local) { reached.push_back(local.reached(pick())); });
  return first_reached(list, std::move(reached), weights);
}

// Every value of what cannot be ascertained is tried here; none of them binds anything else.
template <bool symbolic>
template <class Visit>
void Evaluator<symbolic>::with_each_value(const RowList& list, Visit visit) {
  LocalCompletion local{&list};
  LocalCompletion* outer = std::exchange(local_, &local);
  const std::uint64_t before = since_;
  do {
    forget();
    if constexpr (symbolic) completions_->count_try();
    visit(local);
  } while (local.advance());
  local_ = outer;
  since_ = before;
  local.put_back(spans_);
}

// Of the rows reached, the first in the list counts (of a factor the lowest weight), and none at all comes last.
template <bool symbolic>
int Evaluator<symbolic>::first_reached(const RowList& list, std::vector<std::vector<int>> reached,
                                       const std::vector<std::int64_t>* weights) {
  const auto lighter = [&](int a, int b) {
    if (a < 0 || b < 0) return b < 0 && a >= 0;
    if (weights != nullptr && (*weights)[at(a)] != (*weights)[at(b)]) return (*weights)[at(a)] < (*weights)[at(b)];
    return a < b;
  };
  for (std::vector<int>& rows : reached) {
    std::sort(rows.begin(), rows.end(), lighter);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  std::vector<int> rows = reached.front();
  const auto same = [&](const std::vector<int>& other) { return other == rows; };
  if (!std::all_of(reached.begin(), reached.end(), same)) {
    met_.warned = true;
    warn(Warning::unprovable_lightest);
    // Where a value has several rows, each of them may be the one that it reaches.
    int last = rows.back();
    std::vector<int> all;
    for (const std::vector<int>& some : reached) {
      if (lighter(some.back(), last)) last = some.back();
      all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end(), lighter);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    rows.clear();
    std::copy_if(all.begin(), all.end(), std::back_inserter(rows), [&](int row) { return !lighter(last, row); });
  }
  return rows.size() == 1 ? rows.front() : several(list, rows, true);
}

}  // namespace cailiang::detail
