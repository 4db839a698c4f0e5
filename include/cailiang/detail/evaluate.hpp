// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <type_traits>

#include "cailiang/detail/bulk.hpp"
#include "cailiang/detail/case_state.hpp"
#include "cailiang/detail/completions.hpp"
#include "cailiang/detail/form.hpp"
#include "cailiang/detail/leaf.hpp"
#include "cailiang/detail/recorder.hpp"

namespace cailiang::detail {

enum class Truth : std::uint8_t { no, yes, maybe };

template <bool symbolic>
class Recording;

/// Follows one completion of a case through circumstances, branch, table, steps and limits.
///
/// With `symbolic` false every fact that is looked at must be known; if one is not, the leaf is marked incomplete and
/// means nothing. With `symbolic` true, unknown facts take the cells that a Completions hands out, and stand as variables
/// in amounts. Both are this one text, so that an unknown fact cannot change the path of a known case.
template <bool symbolic>
class Evaluator {
 public:
  using Number = std::conditional_t<symbolic, Form, Ratio>;
  using Bound = Bounds<Number>;
  using Way = Track<Number>;
  using LeafOf = Leaf<Number>;

  Evaluator(const Program& program, const CaseState& state, Completions* completions = nullptr)
      : forms_{spans_} {
    bind(program, state, completions);
  }
  Evaluator() : forms_{spans_} {}

  void bind(const Program& program, const CaseState& state, Completions* completions = nullptr) {
    program_ = &program;
    state_ = &state;
    completions_ = completions;
    leaves_.resize(program.subjects.size());
  }

  /// Starts another completion.
  void begin(Recorder* recorder = nullptr) {
    recorder_ = recorder;
    incomplete_ = peeking_ = missed_ = false;
    // An evaluation that was broken off (a cell was cut) leaves these as they were.
    local_ = nullptr;
    arriving_ = legal_ = nullptr;
    fresh_ = 0;
    bulk_.clear();
    codes_.assign(state_->codes.begin(), state_->codes.end());
    computed_.assign(codes_.size(), 0);
    if constexpr (symbolic) {
      numbers_.resize(codes_.size());
      spans_.resize(codes_.size() + program_->subjects.size());
      options_ = state_->options;
    } else {
      if (numbers_.size() < codes_.size()) numbers_.resize(codes_.size());
    }
    const std::size_t offer_words = words(program_->offers.size());
    for (LeafOf& leaf : leaves_) leaf.clear(offer_words);
    if (symbolic && recorder_ == nullptr && ground_stands()) {
      codes_ = ground_codes_;
      computed_ = ground_computed_;
      leaf_ = nullptr;
      warnings_ = nullptr;
      return;
    }
    ground_warnings_.clear();
    circumstances();
    ground_incomplete_ = incomplete_;
    if constexpr (symbolic) {
      ground_codes_ = codes_;
      ground_computed_ = computed_;
      ground_points_ = completions_->points().size();
    }
  }

  /// The outcome of a subject in this completion; of others first, where `fine_of` asks for them.
  LeafOf& subject(Index index) {
    LeafOf& leaf = leaves_[at(index)];
    if (!leaf.done) {
      top_ = leaf_ == nullptr;
      const bool before = std::exchange(incomplete_, ground_incomplete_);
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
    }
    return leaf;
  }

  /// Not empty: the subject's outcome follows from the sum of the weights by with_sum(), for each sum.
  [[nodiscard]] const Bulk& bulk() const noexcept { return bulk_; }
  LeafOf& with_sum(Index index, std::int64_t sum);

  /// Whether a condition holds, whatever the unknown facts that were not looked at so far may be. Nothing is chosen by asking.
  Truth peek(Index condition) {
    peeking_ = true;
    const Truth truth = holds(condition);
    peeking_ = false;
    return truth;
  }
  /// The amount of a sanction in three values: the ends that it may have.
  std::optional<Bound> widest_amount(const CompiledFine& fine) {
    Bound made;
    Warnings ignored;
    Warnings* outer = std::exchange(warnings_, &ignored);
    const bool present = amount(fine, made, none);
    warnings_ = outer;
    return present ? std::optional{made} : std::nullopt;
  }
  /// The amount of a sanction, as far as it is known; false if it is not, or is absent.
  bool peek_amount(const CompiledFine& fine, Bound& out) {
    peeking_ = true;
    missed_ = false;
    Warnings ignored;
    Warnings* outer = std::exchange(warnings_, &ignored);
    const bool made = amount(fine, out, none);
    warnings_ = outer;
    peeking_ = false;
    return made && !missed_;
  }
  [[nodiscard]] const Forms& forms() const noexcept { return forms_; }

 private:
  friend class Recording<symbolic>;
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  // The circumstances come first: where no choice of theirs has moved on, they stand as they were.
  [[nodiscard]] bool ground_stands() const {
    if constexpr (symbolic) return completions_->moved_from() >= ground_points_ && completions_->moved_from() > 0;
    return false;
  }

  // ---------------------------------------------------------------- what is known

  void take_cell(Index slot, const Cell& cell) {
    codes_[at(slot)] = cell.code;
    if constexpr (symbolic) {
      options_[at(slot)] = cell.options;
      spans_[at(slot)] = cell.span;
    }
  }

  /// value, absent, unprovable, or unknown; derived facts are computed.
  Code state_of(Index slot) {
    const Code code = codes_[at(slot)];
    if (code == code_derived) return derived(slot);
    if (code != code_unknown) return code;
    if (peeking_) return code_unknown;
    if (slot == slot_class) {
      open_class();
      return codes_[slot_class];
    }
    if constexpr (symbolic) {
      if (completions_->three_valued()) {
        completions_->touch(slot);
        return code_unknown;
      }
      take_cell(slot, completions_->cell(slot));
      return codes_[at(slot)];
    } else {
      incomplete_ = true;
      return 0;
    }
  }

  /// As state_of(), but what cannot be ascertained takes a value.
  Code code_of(Index slot) {
    const Code code = state_of(slot);
    return code == code_unprovable ? ascertained(slot) : code;
  }

  // A fact that cannot be ascertained: within a list under the rule `unprovable` each value is tried there; elsewhere it
  // is completed like an unknown one.
  Code ascertained(Index slot) {
    if (peeking_) return code_unknown;
    if constexpr (symbolic) {
      if (local_ != nullptr) {
        const Cell& cell = local_->cell(slot, completions_->value_cells(slot));
        local_options_ = cell.options;
        local_span_ = cell.span;
        return cell.code;
      }
      if (completions_->three_valued()) return code_unknown;
      const Cell& cell = completions_->value_cell(slot);
      local_options_ = cell.options;
      spans_[at(slot)] = cell.span;
      return cell.code;
    } else {
      incomplete_ = true;
      return 0;
    }
  }

  Code derived(Index slot) {
    const Slot& fact = program_->slots[at(slot)];
    const bool before = std::exchange(incomplete_, false);
    Code code = code_unknown;
    if (fact.condition != none) {
      const Truth truth = holds(fact.condition);
      code = truth == Truth::maybe ? code_unknown : truth == Truth::yes ? 1 : 0;
    } else if (fact.list != none) {
      const RowList& list = program_->choice_lists[at(fact.list)];
      if (peeking_) {
        const std::vector<int> rows = possible_rows(list);
        code = rows.size() > 1 ? code_unknown : rows.front() < 0 ? code_absent : rows.front();
      } else {
        const int row = take(list);
        code = row < 0 ? code_absent : row;
      }
    } else {
      Number number{};
      const bool missed = std::exchange(missed_, false);
      const bool present = derived_number(slot, number);
      code = missed_ ? code_unknown : present ? place(slot, number) : code_absent;
      missed_ = missed_ || missed;
    }
    // What hangs on a fact that is not known is not kept: the next who asks must be told too.
    if (local_ == nullptr && code != code_unknown && !incomplete_ && !peeking_) codes_[at(slot)] = code;
    incomplete_ = incomplete_ || before;
    return code;
  }

  bool derived_number(Index slot, Number& out) {
    if (computed_[at(slot)] == 2) return false;
    if (computed_[at(slot)] == 1) {
      out = numbers_[at(slot)];
      return true;
    }
    const bool before = std::exchange(incomplete_, false);
    const bool present = term(program_->slots[at(slot)].term, out);
    const bool sound = !incomplete_;
    incomplete_ = incomplete_ || before;
    if (local_ == nullptr && sound && !peeking_) {
      computed_[at(slot)] = present ? 1 : 2;
      if (present) numbers_[at(slot)] = out;
    }
    return present;
  }

  // Where a computed number stands among the numbers it is compared with.
  Code place(Index slot, const Number& number) {
    const std::vector<Ratio>& cuts = program_->slots[at(slot)].cuts;
    if constexpr (!symbolic) {
      const auto found = std::lower_bound(cuts.begin(), cuts.end(), number);
      const auto i = static_cast<Code>(found - cuts.begin());
      return found != cuts.end() && *found == number ? 2 * i + 1 : 2 * i;
    } else {
      if (completions_->three_valued() && !number.is_constant()) {
        const Span hull = forms_.hull(number);
        const Code low = hull.lower ? place_of(cuts, *hull.lower, hull.lower_included, true) : 0;
        const Code high =
            hull.upper ? place_of(cuts, *hull.upper, hull.upper_included, false) : static_cast<Code>(2 * cuts.size());
        return low == high ? low : code_unknown;
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

  static Code place_of(const std::vector<Ratio>& cuts, const Ratio& x, bool included, bool lower) {
    const auto found = std::lower_bound(cuts.begin(), cuts.end(), x);
    const auto i = static_cast<Code>(found - cuts.begin());
    if (found == cuts.end() || *found != x) return 2 * i;
    if (included) return 2 * i + 1;
    return lower ? 2 * i + 2 : 2 * i;
  }

  /// The number that a fact has; false if it is absent.
  bool number(Index slot, Number& out) {
    const Slot& fact = program_->slots[at(slot)];
    if (state_->codes[at(slot)] == code_derived) return derived_number(slot, out);
    if (peeking_ && (codes_[at(slot)] == code_unknown || codes_[at(slot)] == code_unprovable)) {
      return miss(out);
    }
    if constexpr (symbolic) {
      if (codes_[at(slot)] == code_unknown && completions_->three_valued()) {
        completions_->touch(slot);
        if (fact.may_be_absent && state_->bounded[at(slot)] == 0 && choose_fresh(2) == 1) return false;
        spans_[at(slot)] = state_->domain(*program_, slot);
        out = variable(slot);
        return true;
      }
    }
    const Code code = state_of(slot);
    if (code == code_absent) return false;
    if constexpr (symbolic) {
      if (code == code_unprovable) {
        if (completions_->three_valued() && local_ == nullptr) {
          spans_[at(slot)] = fact.domain;
          out = variable(slot);
          return true;
        }
        if (ascertained(slot) == code_absent) return false;
        // Inside a list that tries every value, the variable stands for the value just tried.
        if (local_ != nullptr) spans_[at(slot)] = local_span_;
        out = variable(slot);
        return true;
      }
      if (state_->codes[at(slot)] == code_unknown) {
        out = pinned(variable(slot), spans_[at(slot)]);
      } else {
        out = state_->numbers[at(slot)];
      }
    } else {
      if (code == code_unprovable) {
        incomplete_ = true;
        out = Number{};
        return true;
      }
      out = state_->numbers[at(slot)];
    }
    return true;
  }

  // While peeking: a number that is not known.
  bool miss(Number& out) {
    missed_ = true;
    out = Number{};
    return true;
  }

  // A cell of one value is that value: forms stay constant as long as they can.
  static Number pinned(const Number& form, const Span& span) {
    return span.is_point() ? Number{*span.lower} : form;
  }

  // ---------------------------------------------------------------- conditions

  Truth test(const CompiledTest& t) {
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
          return program_->slots[at(t.slot)].may_be_absent && state_->bounded[at(t.slot)] == 0 ? Truth::maybe : Truth::no;
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
  Truth perhaps(const CompiledTest& t) {
    const Slot& fact = program_->slots[at(t.slot)];
    if (!fact.numeric()) return Truth::maybe;
    Code low = 0;
    Code high = static_cast<Code>(2 * fact.cuts.size());
    if (!fact.derived()) {
      const Span& span = state_->domain(*program_, t.slot);
      if (span.lower) low = place_of(fact.cuts, *span.lower, span.lower_included, true);
      if (span.upper) high = place_of(fact.cuts, *span.upper, span.upper_included, false);
    }
    if (high < t.low || t.high < low) return Truth::no;
    const bool states = (fact.may_be_absent || fact.derived()) && state_->bounded[at(t.slot)] == 0;
    return t.low <= low && high <= t.high && !states ? Truth::yes : Truth::maybe;
  }

  Truth holds(Index index) {
    if (index == none) return Truth::yes;
    const CompiledCondition& condition = program_->conditions[at(index)];
    Truth all = Truth::yes;
    for (Index m = condition.begin; m < condition.end; ++m) {
      const Truth one = member(program_->members[at(m)]);
      if (one == Truth::no) return Truth::no;
      if (one == Truth::maybe) all = Truth::maybe;
    }
    return all;
  }

  Truth member(const CompiledMember& m) {
    const bool wanted = m.kind != ConditionMember::Kind::none;
    Truth found = Truth::no;
    for (Index i = m.begin; i < m.end && found != Truth::yes; ++i) {
      const Truth one = m.kind == ConditionMember::Kind::fact ? test(program_->tests[at(i)])
                                                              : holds(program_->condition_refs[at(i)]);
      if (one != Truth::no) found = one;
    }
    if (found == Truth::maybe) return Truth::maybe;
    return (found == Truth::yes) == wanted ? Truth::yes : Truth::no;
  }

  // ---------------------------------------------------------------- row lists

  Index condition_of(const RowList& list, Index row) const { return program_->row_conditions[at(list.begin + row)]; }
  static Index size_of(const RowList& list) { return list.end - list.begin; }

  /// The row that counts, or -1.
  int take(const RowList& list, const std::vector<std::int64_t>* weights = nullptr) {
    if (list.lightest) {
      if constexpr (symbolic) {
        if (completions_->unprovable() && !completions_->three_valued()) return take_lightest(list, weights);
      }
    }
    return take_plain(list);
  }

  int take_plain(const RowList& list) {
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
  int several(const RowList& list) {
    warn(Warning::several_match);
    if constexpr (symbolic) {
      std::vector<int> rows;
      for (Index row = 0; row < size_of(list); ++row) {
        if (row != list.otherwise && holds(condition_of(list, row)) == Truth::yes) rows.push_back(row);
      }
      return completions_->row(list.key, rows);
    } else {
      incomplete_ = true;
      return 0;
    }
  }

  // Three values: the rows that are not certainly excluded, -1 for none at all.
  std::vector<int> possible_rows(const RowList& list) {
    std::vector<int> rows;
    const Index n = size_of(list);
    const bool unique = list.match == Match::unique && !list.first;
    int sure = 0;
    for (Index i = 0; i < n && (unique || sure == 0); ++i) {
      const Index row = list.match == Match::heaviest && !list.first ? n - 1 - i : i;
      if (row == list.otherwise) continue;
      const Truth truth = holds(condition_of(list, row));
      if (truth != Truth::no) rows.push_back(row);
      if (truth == Truth::yes) ++sure;
    }
    if (sure > 1) warn(Warning::several_match);
    if (sure == 0) rows.push_back(list.otherwise);
    return rows;
  }

  int take_possible(const RowList& list) {
    if constexpr (symbolic) {
      completions_->forget_touched();
      const std::vector<int> rows = possible_rows(list);
      if (rows.size() == 1) return rows.front();
      completions_->undecided();
      return completions_->row(list.key, rows);
    }
    return -1;
  }

  // Every value of what cannot be ascertained is tried here; of the rows reached, the first in the list counts (of a
  // factor the lowest weight), and none at all comes last.
  int take_lightest(const RowList& list, const std::vector<std::int64_t>* weights) {
    LocalCompletion local;
    LocalCompletion* outer = std::exchange(local_, &local);
    std::vector<int> reached;
    do {
      const int row = take_plain(list);
      if (std::find(reached.begin(), reached.end(), row) == reached.end()) reached.push_back(row);
    } while (local.advance());
    local_ = outer;
    const auto lighter = [&](int a, int b) {
      if (a < 0 || b < 0) return b < 0 && a >= 0;
      if (weights != nullptr && (*weights)[at(a)] != (*weights)[at(b)]) return (*weights)[at(a)] < (*weights)[at(b)];
      return a < b;
    };
    if (reached.size() > 1) warn(Warning::unprovable_lightest);
    return *std::min_element(reached.begin(), reached.end(), lighter);
  }

  // ---------------------------------------------------------------- terms

  /// The value of a term; false if it is absent.
  bool term(Index index, Number& out) {
    const CompiledTerm& t = program_->terms[at(index)];
    using Op = CompiledTerm::Op;
    switch (t.op) {
      case Op::number: out = Number{t.number}; return true;
      case Op::slot: return number(t.slot, out);
      case Op::end: return end(t.end_name, out);
      case Op::sum:
      case Op::product: {
        Number total{};
        for (Index i = t.begin; i < t.end; ++i) {
          Number one{};
          if (!term(program_->term_refs[at(i)], one)) return false;
          total = i == t.begin ? one : t.op == Op::sum ? plus(total, one) : times(total, one);
        }
        out = total;
        return true;
      }
      case Op::minus:
      case Op::divide: {
        Number a{};
        Number b{};
        if (!term(operand(t, 0), a) || !term(operand(t, 1), b)) return false;
        if (t.op == Op::minus) {
          out = minus(a, b);
          return true;
        }
        if (compare(b, Number{Ratio{0}}) == 0) return false;
        out = quotient(a, b);
        return true;
      }
      case Op::larger_of:
      case Op::smaller_of: {
        bool any = false;
        for (Index i = t.begin; i < t.end; ++i) {
          Number one{};
          if (!term(program_->term_refs[at(i)], one)) continue;
          out = !any ? one : t.op == Op::larger_of ? larger(out, one) : smaller(out, one);
          any = true;
        }
        return any;
      }
      case Op::choose: {
        const RowList& list = program_->choice_lists[at(t.list)];
        if (peeking_ && possible_rows(list).size() > 1) return miss(out);
        const int row = peeking_ ? possible_rows(list).front() : take(list);
        return row >= 0 && term(program_->term_refs[at(t.begin + row)], out);
      }
      case Op::round: {
        Number inner{};
        if (!term(operand(t, 0), inner)) return false;
        if constexpr (symbolic) {
          out = forms_.rounded(inner, t.number, t.way);
        } else {
          out = round(inner, t.number, t.way);
        }
        return true;
      }
      case Op::elapsed: return elapsed_term(t, out);
      case Op::count: {
        std::int64_t n = 0;
        for (Index i = t.begin; i < t.end; ++i) {
          Truth truth = holds(program_->condition_refs[at(i)]);
          if (truth == Truth::maybe && peeking_) return miss(out);
          if constexpr (symbolic) {
            if (truth == Truth::maybe) truth = choose_fresh(2) == 1 ? Truth::yes : Truth::no;
          }
          if (truth == Truth::yes) ++n;
        }
        out = Number{Ratio{n}};
        return true;
      }
      case Op::fine_of: return t.subject != none && fine_of(t.subject, out);
    }
    return false;
  }

  [[nodiscard]] Index operand(const CompiledTerm& t, Index i) const { return program_->term_refs[at(t.begin + i)]; }

  bool elapsed_term(const CompiledTerm& t, Number& out) {
    Number from{};
    Number to{};
    if (!term(operand(t, 0), from) || !term(operand(t, 1), to)) return false;
    if (compare(to, from) < 0) return false;
    const Unit unit = static_cast<Unit>(t.unit);
    if (unit == Unit::day) {
      out = minus(to, from);
      return true;
    }
    const auto day = [](const Ratio& number) {
      return Date::of(1, 1, 1)->plus_days(static_cast<std::int64_t>(number.numerator()));
    };
    if constexpr (symbolic) {
      if (from.is_constant() && to.is_constant()) {
        out = Number{*elapsed(day(from.constant), day(to.constant), unit)};
      } else {
        out = forms_.elapsed_time(from, to, unit);
      }
    } else {
      out = *elapsed(day(from), day(to), unit);
    }
    return true;
  }

  bool end(End which, Number& out) {
    const Bound* bounds = which == End::lower || which == End::upper ? arriving_ : legal_;
    const bool lower = which == End::lower || which == End::minimum;
    if (bounds == nullptr || !(lower ? bounds->has_lower : bounds->has_upper)) {
      end_missing_ = true;
      return false;
    }
    out = lower ? bounds->lower : bounds->upper;
    return true;
  }

  // The fine of another subject: as decided, else its own point, else any amount of its range.
  bool fine_of(Index other, Number& out) {
    if (state_->decided[at(other)]) {
      out = Number{*state_->decided[at(other)]};
      return true;
    }
    const LeafOf& theirs = subject(other);
    if (theirs.incomplete) incomplete_ = true;
    if (theirs.fines.empty()) return false;
    std::size_t track = 0;
    if constexpr (symbolic) {
      if (theirs.fines.size() > 1) {
        track = at(completions_->track(other, static_cast<int>(theirs.fines.size())));
      }
    } else if (theirs.fines.size() > 1) {
      incomplete_ = true;
    }
    const Bound& fine = theirs.fines[track];
    if (fine.has_lower && fine.has_upper && compare(fine.lower, fine.upper) == 0) {
      out = fine.lower;
      return true;
    }
    if constexpr (symbolic) {
      Span span;
      if (fine.has_lower) {
        const Span hull = forms_.hull(fine.lower);
        span.lower = hull.lower;
        span.lower_included = hull.lower_included && fine.lower_included;
      }
      if (!span.lower) {
        span.lower = Ratio{0};
        span.lower_included = false;
      }
      if (fine.has_upper) {
        const Span hull = forms_.hull(fine.upper);
        span.upper = hull.upper;
        span.upper_included = hull.upper_included && fine.upper_included;
      }
      const Index v = static_cast<Index>(codes_.size()) + other;
      spans_[at(v)] = completions_->three_valued() ? span : completions_->decided_cell(v, span);
      out = pinned(variable(v), spans_[at(v)]);
    } else {
      incomplete_ = true;
      out = Number{};
    }
    return true;
  }

  // ---------------------------------------------------------------- numbers

  Number plus(const Number& a, const Number& b) const {
    if constexpr (symbolic) return forms_.add(a, b);
    else return a + b;
  }
  Number minus(const Number& a, const Number& b) const {
    if constexpr (symbolic) return forms_.subtract(a, b);
    else return a - b;
  }
  Number times(const Number& a, const Number& b) const {
    if constexpr (symbolic) return forms_.multiply(a, b);
    else return a * b;
  }
  Number quotient(const Number& a, const Number& b) const {
    if constexpr (symbolic) return forms_.divide(a, b);
    else return b.is_zero() ? Ratio{} : a / b;
  }
  Number larger(const Number& a, const Number& b) {
    if constexpr (symbolic) {
      if (loose(a, b)) return forms_.larger(a, b);
    }
    return compare(a, b) < 0 ? b : a;
  }
  Number smaller(const Number& a, const Number& b) {
    if constexpr (symbolic) {
      if (loose(a, b)) return forms_.smaller(a, b);
    }
    return compare(b, a) < 0 ? b : a;
  }
  // No cut decides which of two is larger if one of them is only an interval.
  bool loose(const Number& a, const Number& b) const {
    if constexpr (symbolic) {
      const Form difference = forms_.subtract(a, b);
      if (difference.is_constant()) return false;
      const Span hull = forms_.hull(difference);
      if ((hull.lower && !hull.lower->is_negative()) || (hull.upper && !(*hull.upper > Ratio{0}))) return false;
      return completions_->three_valued() || !forms_.crossing(difference);
    }
    return false;
  }

  /// -1, 0 or 1. Where the cell leaves it open, the cell is cut, or (three values) each order is tried.
  int compare(const Number& a, const Number& b) {
    if constexpr (!symbolic) {
      return a < b ? -1 : b < a ? 1 : 0;
    } else {
      if (a == b) return 0;
      const Form difference = forms_.subtract(a, b);
      if (difference.is_constant()) {
        return difference.constant.is_negative() ? -1 : difference.constant.is_zero() ? 0 : 1;
      }
      const Span hull = forms_.hull(difference);
      const Ratio zero{0};
      const bool can_less = !hull.lower || *hull.lower < zero;
      const bool can_more = !hull.upper || *hull.upper > zero;
      const bool can_equal = hull.contains(zero);
      if (can_less + can_more + can_equal == 1) return can_less ? -1 : can_more ? 1 : 0;
      if (peeking_) {
        missed_ = true;
        return 0;
      }
      if (completions_->three_valued()) {
        int orders[3];
        int n = 0;
        if (can_less) orders[n++] = -1;
        if (can_equal) orders[n++] = 0;
        if (can_more) orders[n++] = 1;
        difference.each_variable([&](Index v) { completions_->touch(v); });
        completions_->undecided();
        return orders[choose_fresh(n)];
      }
      completions_->cut(forms_.crossing(difference));
    }
  }

  int choose_fresh(int count) {
    if constexpr (symbolic) return completions_->fresh(fresh_++, count);
    return 0;
  }

  // ---------------------------------------------------------------- fines

  void warn(Warning warning) { (warnings_ != nullptr ? *warnings_ : ground_warnings_).add(warning); }

  // What a row yields where an end or the base is absent.
  bool nothing() {
    warn(!program_->limits && end_missing_ ? Warning::no_limits : Warning::no_amount);
    return false;
  }

  /// The range of one track of a fine. False: no amount came out; the warning is set.
  bool amount(const CompiledFine& f, Bound& out, Index no_minimum) {
    if (f.plain) {
      plain_amount(f, out);
      return true;
    }
    end_missing_ = false;
    Bound made;
    Number base{};
    Number width{};
    bool scaled = false;
    Bound within;
    if (f.base_is_range) {
      if (!position_base(within, width, no_minimum)) return false;
    } else if (f.base != none) {
      if (!term(f.base, base)) return nothing();
      scaled = true;
    }
    const auto value = [&](Index t, Number& into) {
      Number share{};
      if (!term(t, share)) return false;
      if (f.base_is_range) {
        into = plus(within.lower, times(share, width));
      } else {
        into = scaled ? times(share, base) : share;
      }
      return true;
    };
    if (f.lower != none) {
      if (!value(f.lower, made.lower)) return nothing();
      made.has_lower = true;
      made.lower_included = f.lower_included;
    }
    if (f.single) {
      made.upper = made.lower;
      made.has_upper = made.upper_included = true;
    } else if (f.upper != none) {
      if (!value(f.upper, made.upper)) return nothing();
      made.has_upper = true;
      made.upper_included = f.upper_included;
    }
    if (f.base_is_range) meet_ends(within, made);
    if (f.point != none) made.has_point = value(f.point, made.point);
    if (f.at_least != none) clip(f.at_least, true, made);
    if (f.at_most != none) clip(f.at_most, false, made);
    if (empty(made)) {
      warn(Warning::empty_range);
      return false;
    }
    settle_point(made);
    out = made;
    return true;
  }

  // Two numbers as they are printed.
  void plain_amount(const CompiledFine& f, Bound& out) {
    out.has_lower = f.lower != none;
    out.has_upper = f.upper != none;
    out.lower_included = f.lower_included;
    out.upper_included = f.upper_included;
    out.has_point = false;
    if (out.has_lower) out.lower = Number{program_->terms[at(f.lower)].number};
    if (out.has_upper) out.upper = Number{program_->terms[at(f.upper)].number};
  }

  // The range that positions are taken in: its lower end may come from the rule `no_minimum`.
  bool position_base(Bound& within, Number& width, Index no_minimum) {
    if (arriving_ == nullptr || !arriving_->has_upper) {
      warn(program_->limits ? Warning::no_amount : Warning::no_limits);
      return false;
    }
    within = *arriving_;
    if (!within.has_lower) {
      if (no_minimum == none || !term(no_minimum, within.lower) || compare(within.lower, within.upper) >= 0) {
        warn(Warning::no_minimum);
        return false;
      }
      within.has_lower = within.lower_included = true;
    }
    width = minus(within.upper, within.lower);
    return true;
  }

  // Where an end meets an end of the range it was taken from, it is excluded if that one is.
  void meet_ends(const Bound& within, Bound& made) {
    const auto meet = [&](const Number& x, bool& included) {
      if (!within.lower_included && compare(x, within.lower) == 0) included = false;
      if (!within.upper_included && compare(x, within.upper) == 0) included = false;
    };
    if (compare(within.lower, within.upper) == 0) {
      made.lower = made.upper = within.lower;
      made.has_lower = made.has_upper = made.lower_included = made.upper_included = true;
      return;
    }
    if (made.has_lower) meet(made.lower, made.lower_included);
    if (made.has_upper) meet(made.upper, made.upper_included);
  }

  void clip(Index t, bool least, Bound& made) {
    Number limit{};
    if (!term(t, limit)) return;
    const auto beyond = [&](const Number& x) { return least ? compare(x, limit) < 0 : compare(limit, x) < 0; };
    bool& missing = least ? made.has_lower : made.has_upper;
    const auto move = [&](bool has, Number& end, bool& included) {
      if (!has) return;
      if constexpr (symbolic) {
        if (loose(end, limit)) {
          end = least ? forms_.larger(end, limit) : forms_.smaller(end, limit);
          included = true;
          return;
        }
      }
      if (beyond(end)) {
        end = limit;
        included = true;
      }
    };
    move(made.has_lower, made.lower, made.lower_included);
    move(made.has_upper, made.upper, made.upper_included);
    if (!missing) {
      missing = true;
      (least ? made.lower : made.upper) = limit;
      (least ? made.lower_included : made.upper_included) = true;
    }
    bool point_included = true;
    move(made.has_point, made.point, point_included);
  }

  bool empty(const Bound& b) {
    if (!b.has_lower || !b.has_upper) return false;
    if constexpr (symbolic) {
      if (b.lower == b.upper) return !b.lower_included || !b.upper_included;
    }
    const int order = compare(b.lower, b.upper);
    return order > 0 || (order == 0 && (!b.lower_included || !b.upper_included));
  }

  // A recommended point outside the range goes to the end that it passed, if that end belongs to the range.
  void settle_point(Bound& b) {
    if (!b.has_point) return;
    if (b.has_lower) {
      const int order = compare(b.point, b.lower);
      if (order < 0) b.point = b.lower;
      if (order <= 0) b.has_point = b.lower_included;
    }
    if (b.has_point && b.has_upper) {
      const int order = compare(b.upper, b.point);
      if (order < 0) b.point = b.upper;
      if (order <= 0) b.has_point = b.upper_included;
    }
  }

  /// Replaces the range of a track by that of a fine; several tracks of the fine become several tracks.
  void replace(Way& way, Index fine, Index no_minimum, std::vector<Way>& more) {
    const CompiledFine& f = program_->fines[at(fine)];
    const Bound* outer_arriving = std::exchange(arriving_, &way.range);
    const Bound* outer_legal = std::exchange(legal_, &way.legal);
    if (f.no_fine) {
      way.state = Way::State::no_fine;
    } else if (f.begin == f.end) {
      way.state = amount(f, way.range, no_minimum) ? Way::State::fine : Way::State::gap;
    } else {
      bool any = false;
      const Way before = way;
      arriving_ = &before.range;
      // A track without an amount is left out, and what it would warn of with it, unless all are.
      Warnings left_out;
      Warnings* outer_warnings = std::exchange(warnings_, &left_out);
      for (Index i = f.begin; i < f.end; ++i) {
        Bound made;
        if (!amount(program_->fines[at(program_->fine_refs[at(i)])], made, no_minimum)) continue;
        if (any) {
          more.push_back(before);
          more.back().range = made;
          more.back().state = Way::State::fine;
        } else {
          way.range = made;
          way.state = Way::State::fine;
        }
        any = true;
      }
      warnings_ = outer_warnings;
      if (!any) {
        way.state = Way::State::gap;
        warnings_->add(left_out);
      }
    }
    arriving_ = outer_arriving;
    legal_ = outer_legal;
  }

  // ---------------------------------------------------------------- circumstances

  void circumstances() {
    no_penalty_ = none;
    subject_ = none;
    leaf_ = nullptr;
    warnings_ = nullptr;
    ground_offers_.assign(words(program_->offers.size()), 0);
    ground_requirements_ = 0;
    ground_human_.clear();
    std::uint8_t common = 0xF;
    std::uint8_t pointed = 0;
    bool any = false;
    bool support = false;      // some circumstance in use can set a class
    std::uint8_t supported = 0;  // of those that hold or may hold
    for (std::size_t i = 0; i < program_->circumstances.size(); ++i) {
      const CircumstancePlan& c = program_->circumstances[i];
      if (state_->takes_part[i] == 0) {
        const bool waits = has(state_->not_raised, c.offer);
        if (waits && c.effects != 0) support = true;
        if (recorder_ != nullptr && waits) Recording{*this}.not_raised(static_cast<Index>(i));
        if (has(state_->applied, c.offer)) warn(Warning::not_available);
        continue;
      }
      if (c.effects != 0) support = true;
      const bool applied = has(state_->applied, c.offer);
      // What is left to the officer and not taken changes nothing: whether it may hold is all that is asked.
      const bool only_offered = c.source->mode == Mode::may && !applied;
      Truth truth = only_offered ? peek(c.condition) : holds(c.condition);
      if constexpr (symbolic) {
        if (truth == Truth::maybe && !only_offered) truth = choose_fresh(2) == 1 ? Truth::yes : Truth::no;
      }
      const bool holding = truth == Truth::yes;
      if (truth == Truth::maybe) supported = static_cast<std::uint8_t>(supported | c.effects);
      if (recorder_ != nullptr) Recording{*this}.circumstance(static_cast<Index>(i), holding, applied);
      if (!holding) {
        if (applied) warn(Warning::not_available);
        continue;
      }
      supported = static_cast<std::uint8_t>(supported | c.effects);
      if (only_offered) {
        put(ground_offers_, c.offer);
        continue;
      }
      if (c.no_penalty) {
        if (no_penalty_ == none) {
          no_penalty_ = static_cast<Index>(i);
          remark(c.source->remarks);
        }
        continue;
      }
      remark(c.source->remarks);
      any = true;
      common &= c.effects;
      pointed |= c.effects;
    }
    settle_class(any, common, pointed, support, supported);
  }

  void remark(const Remarks& remarks) {
    if (!remarks.silent()) speak(remarks);
  }

  void speak(const Remarks& remarks) {
    if (!remarks.doubt.empty()) (leaf_ != nullptr ? leaf_->warnings : ground_warnings_).add(Warning::doubt);
    if (!remarks.human.empty()) human(&remarks.human);
    std::uint8_t& bits = leaf_ != nullptr ? leaf_->requirements : ground_requirements_;
    for (const std::string& required : remarks.requires_) {
      for (std::size_t i = 0; i < std::size(requirement_names); ++i) {
        if (requirement_names[i] == required) bits |= static_cast<std::uint8_t>(1U << i);
      }
    }
  }

  void human(const Label* label) {
    auto& list = leaf_ != nullptr ? leaf_->human : ground_human_;
    const auto same = [&](const Label* held) { return held == label || *held == *label; };
    if (std::none_of(list.begin(), list.end(), same)) list.push_back(label);
  }

  void settle_class(bool any, std::uint8_t common, std::uint8_t pointed, bool support, std::uint8_t supported) {
    Code& klass = codes_[at(slot_class)];
    if (state_->class_given) {
      klass = state_->codes[at(slot_class)];
      if (support && klass != class_standard && (supported >> klass & 1U) == 0) warn(Warning::class_not_supported);
      if (recorder_ != nullptr) Recording{*this}.klass(any, static_cast<std::uint8_t>(1U << klass));
      return;
    }
    std::uint8_t open = 0;
    if (!any) {
      open = program_->no_circumstance_standard ? 1U << class_standard
                                                : 1U << class_lenient | 1U << class_standard | 1U << class_heavier;
    } else if (common != 0) {
      open = common;
    } else {
      Code lightest = class_heavier;
      Code heaviest = class_reduced;
      for (Code c = class_reduced; c <= class_heavier; ++c) {
        if ((pointed >> c & 1U) == 0) continue;
        lightest = std::min(lightest, c);
        heaviest = std::max(heaviest, c);
      }
      switch (program_->conflict) {
        case Conflict::lightest: open = static_cast<std::uint8_t>(1U << lightest); break;
        case Conflict::heaviest: open = static_cast<std::uint8_t>(1U << heaviest); break;
        case Conflict::weigh:
          for (Code c = lightest; c <= heaviest; ++c) open = static_cast<std::uint8_t>(open | 1U << c);
          open |= 1U << class_standard;
          break;
      }
    }
    if (recorder_ != nullptr) Recording{*this}.klass(any, open);
    if ((open & (open - 1)) == 0) {
      for (Code c = class_reduced; c <= class_heavier; ++c) {
        if (open == 1U << c) klass = c;
      }
      return;
    }
    klass = code_unknown;
    open_classes_ = open;
  }

  // An open class is taken up where it is asked for first, and stays for the completion.
  void open_class() {
    if (codes_[at(slot_class)] != code_unknown) return;
    if constexpr (symbolic) {
      std::vector<int> classes;
      for (Code c = class_reduced; c <= class_heavier; ++c) {
        if ((open_classes_ >> c & 1U) != 0) classes.push_back(c);
      }
      codes_[at(slot_class)] = completions_->klass(classes);
    } else {
      incomplete_ = true;
    }
  }

  // ---------------------------------------------------------------- a subject

  void evaluate(const SubjectPlan& subject);
  int branch_in_force(const SubjectPlan& subject);
  void take_class();

  void table_stage(const BranchPlan& branch);
  void one_table(const TablePlan& table, Way& way, std::vector<Way>& more);
  void enter_tier(const TablePlan& table, int row, Way& way, std::vector<Way>& more);
  int tier_row(const TablePlan& table, const Way& way);
  int take_graded(const TablePlan& table, const Way& way);
  int of_grade(const TablePlan& table, const std::vector<int>& rows, const Way& way, bool heaviest);
  int weigh(const Way& a, const Way& b);
  void weights(const TablePlan& table, Way& way);
  void share_of(const TablePlan& table, const Number& sum, Way& way);
  bool in_bulk(const TablePlan& table, const FactorPlan& factor);
  void after_table(const BranchPlan& branch);
  void enter_level(const FactorPlan& factor, int row, Way& way);
  bool possible_weights(const TablePlan& table, const FactorPlan& factor, std::int64_t& low, std::int64_t& high);
  void share_of_base(const TablePlan& table, const Number& share, Way& way);
  void add_up(const BranchPlan& branch, Way& way);

  void run_step(const StepPlan& step);
  int step_row(const StepPlan& step);
  void enter_step_row(const StepPlan& step, const StepRowPlan& row, Way& way, std::vector<Way>& more);
  void step_on_limits(const StepPlan& step, Way& way);
  void shift(const StepPlan& step, const StepRowPlan& row, Way& way, std::vector<Way>& more);

  void steps_not_reached();
  void finish(const BranchPlan& branch);
  void add_legal(const Bound& legal, bool& first);
  bool equal(const Bound& a, const Bound& b);
  void limits(Way& way);
  void reduce(Way& way);
  void cut_below(Way& way);
  void cut_above(Way& way);
  void become_end(Way& way, const Number& end, bool included);

  void add_sanctions(const std::vector<CompiledSanction>& list, bool replaces);
  void drop_sanctions();

  const Program* program_ = nullptr;
  const CaseState* state_ = nullptr;
  Completions* completions_ = nullptr;
  Recorder* recorder_ = nullptr;

  std::vector<Code> codes_;
  std::vector<std::uint8_t> computed_;  // derived numbers: 1 has a value, 2 is absent
  std::vector<Number> numbers_;
  std::vector<std::uint64_t> options_;
  std::vector<Span> spans_;
  Forms forms_;
  LocalCompletion* local_ = nullptr;
  std::uint64_t local_options_ = 0;
  Span local_span_;
  int fresh_ = 0;
  bool incomplete_ = false;         // a fact was asked for that is not known
  bool ground_incomplete_ = false;  // by the circumstances
  bool peeking_ = false;
  bool missed_ = false;             // while peeking: a number is not known
  bool end_missing_ = false;

  const Bound* arriving_ = nullptr;
  const Bound* legal_ = nullptr;
  Index subject_ = none;
  LeafOf* leaf_ = nullptr;
  Warnings* warnings_ = nullptr;  // where warnings go: of the way at hand, of the subject, or (null) of the circumstances
  std::vector<LeafOf> leaves_;
  bool top_ = false;   // the subject asked for, not one that `fine_of` asks for
  Bulk bulk_;
  LeafOf before_sum_;  // of a bulk: what was before the sum

  Index no_penalty_ = none;
  std::uint8_t open_classes_ = 0;
  Warnings ground_warnings_;
  Bits ground_offers_;
  std::vector<Code> ground_codes_;
  std::vector<std::uint8_t> ground_computed_;
  std::size_t ground_points_ = 0;
  std::uint8_t ground_requirements_ = 0;
  std::vector<const Label*> ground_human_;
};

}  // namespace cailiang::detail

#include "cailiang/detail/evaluate_subject.hpp"
#include "cailiang/detail/recording.hpp"
