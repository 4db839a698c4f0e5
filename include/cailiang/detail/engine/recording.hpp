// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

namespace cailiang::detail {

/// What an Evaluator tells its Recorder at each stage.
///
/// Rows that were not taken and the parts of an amount are examined again by peeking: that gives the same values, chooses
/// nothing, and asks for nothing that the evaluation did not ask for.
template <bool symbolic>
class Recording {
 public:
  using E = Evaluator<symbolic>;
  using Bound = typename E::Bound;
  using Way = typename E::Way;
  using Number = typename E::Number;

  explicit Recording(E& evaluator) : e_{evaluator}, to_{*evaluator.recorder_} {}

  void circumstance(Index index, bool holding, bool applied) {
    const Index line = to_.circumstance(index);
    if (line == none) return;
    const CircumstancePlan& plan = e_.program_->circumstances[at(index)];
    const bool offered = holding && plan.source->mode == Mode::may && !applied;
    rows(line, 1, holding && !offered ? 0 : -1, [&](Index) { return plan.condition; }, [&](Index) { return offered; });
  }
  void not_raised(Index index) {
    const Index line = to_.circumstance(index);
    if (line != none) to_.state(line, 0, TraceRow::State::not_raised);
  }
  void klass(bool any, std::uint8_t open) {
    to_.klass(open, e_.state_->class_given ? TraceLine::ClassBy::officer
                    : any                  ? TraceLine::ClassBy::circumstances
                    : e_.program_->no_circumstance_standard ? TraceLine::ClassBy::rule
                                                            : TraceLine::ClassBy::nothing);
  }

  Index branch(const SubjectPlan& subject, int row) {
    const Index line = to_.branch(e_.subject_, subject);
    // Where no statute is at hand, the one branch is none of a text: there is no row to speak of.
    if (line == none || subject.branches.empty() || subject.branches.front().source == nullptr) return line;
    rows(line, subject.list, row);
    for (std::size_t i = 0; i < subject.branches.size(); ++i) {
      const Index provision = subject.branches[i].provision;
      if (provision != none && e_.state_->provision_in_force[at(provision)] == 0) {
        to_.state(line, static_cast<int>(i), TraceRow::State::not_in_force);
      }
    }
    if (row >= 0) to_.branch_taken(line, subject.branches[at(row)].provision);
    return line;
  }
  void branch_fine(Index line, Index fine, const Way& way) {
    if (line != none) amount(line, fine, Bound{}, Bound{}, none, way);
  }

  /// A tier is taken by calling `enter`, which replaces the range of the way.
  template <class Enter>
  void tier(const TablePlan& table, int row, const Way& way, Enter enter) {
    const Index line = to_.tiers(e_.subject_, table);
    if (line != none) rows(line, table.list, row);
    const Bound arriving = way.range;
    enter();
    if (line == none) return;
    before(line, arriving);
    if (row < 0) {
      after(line, way);
    } else {
      amount(line, table.tiers[at(row)].fine, arriving, way.legal, e_.program_->no_minimum, way);
    }
  }
  void factor(const TablePlan& table, const FactorPlan& factor, int row) {
    const Index line = to_.factor(e_.subject_, table, factor);
    if (line != none) rows(line, factor.list, row);
  }
  /// Rows that are not told apart here, -1 for none.
  void factor(const TablePlan& table, const FactorPlan& factor, const std::vector<int>& possible) {
    const Index line = to_.factor(e_.subject_, table, factor);
    if (line == none) return;
    rows(line, factor.list, possible.size() == 1 ? possible.front() : -1);
    if (possible.size() == 1) return;
    for (const int row : possible) {
      if (row >= 0) to_.may_take(line, row);
    }
  }
  void share(const TablePlan& table, const Number& sum, const Number& share, Way& way) {
    const Bound arriving = way.range;
    e_.share_of_base(table, share, way);
    TraceShare made;
    made.start = Ratio::of(table.start, table.denominator);
    if constexpr (symbolic) {
      const Span sums = e_.forms_.hull(sum);
      const Span shares = e_.forms_.hull(share);
      made.sum_low = *sums.lower;
      made.sum_high = *sums.upper;
      made.low = *shares.lower;
      made.high = *shares.upper;
    } else {
      made.sum_low = made.sum_high = sum;
      made.low = made.high = share;
    }
    const Index line = to_.share(e_.subject_, table, made);
    if (line == none) return;
    before(line, arriving);
    after(line, way);
    Inside inside{e_, arriving, way.legal};
    if (table.base != none) term(line, table.base);
    if (table.base_is_range && !arriving.has_lower && e_.program_->no_minimum != none) term(line, e_.program_->no_minimum);
  }
  /// Tables are added up by calling `add`, which replaces the range of the way; further tracks join `more`.
  template <class Add>
  void sum(const BranchPlan& branch, const Way& way, const std::vector<Way>& more, Add add) {
    const Bound arriving = way.range;
    const std::size_t first = more.size();
    add();
    const auto track = [&](const Way& made) {
      const Index line = to_.sum(e_.subject_, branch);
      if (line == none) return;
      before(line, arriving);
      after(line, made);
    };
    track(way);
    for (std::size_t i = first; i < more.size(); ++i) track(more[i]);
  }

  template <class Enter>
  void step(const StepPlan& step, int row, const Way& way, Enter enter) {
    const Index line = step_rows(step, row, false);
    const Bound arriving = way.range;
    enter();
    if (line != none) step_made(line, step, row, arriving, way.legal, way);
  }
  /// The same on the statutory range: `legal` is what it was, `way` what became of it.
  void limits_step(const StepPlan& step, int row, const Bound& legal, const Way& way) {
    const Index line = step_rows(step, row, true);
    if (line != none) step_made(line, step, row, legal, legal, way);
  }
  /// Where a shift led: a tier, or (-1) the amount beyond the last.
  void moved(const TablePlan& table, int tier, Index fine, const Bound& arriving, Index no_minimum, const Way& way) {
    const Index line = to_.moved(e_.subject_, table, tier);
    if (line == none) return;
    before(line, arriving);
    amount(line, fine, arriving, way.legal, no_minimum, way);
  }
  /// The derived facts that this completion worked out; of a case, all that follow from what is known.
  void derived_facts() {
    for (Index slot = first_fact_slot; slot < static_cast<Index>(e_.codes_.size()); ++slot) {
      if (e_.state_->codes[at(slot)] != code_derived) continue;
      if (e_.computed_[at(slot)] == 1) {
        const Ratio* number = nullptr;
        if constexpr (symbolic) {
          if (e_.numbers_[at(slot)].is_constant()) number = &e_.numbers_[at(slot)].constant;
        } else {
          number = &e_.numbers_[at(slot)];
        }
        to_.derived(slot, 0, number);
      } else if (e_.computed_[at(slot)] == 2) {
        to_.derived(slot, code_absent, nullptr);
      } else if (const Code code = e_.codes_[at(slot)]; code != code_derived && code != code_unknown) {
        to_.derived(slot, code, nullptr);
      } else if constexpr (!symbolic) {
        beside(slot);
      }
    }
  }
  /// Holds the range of a track against the statute.
  void limits(const BranchPlan& branch, Way& way) {
    const Bound unlimited = way.range;
    const Warnings before_it = *e_.warnings_;
    e_.limits(way);
    const Index line = to_.limits(e_.subject_, branch);
    if (line == none) return;
    before(line, unlimited);
    after(line, way);
    Warnings raised;
    for (int i = 0; i < warning_count; ++i) {
      const auto warning = static_cast<Warning>(i);
      if (e_.warnings_->has(warning) && !before_it.has(warning)) raised.add(warning);
    }
    to_.raised(line, raised);
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  // A derived fact that is asked for only beside the outcome, by a sanction, say.
  void beside(Index slot) {
    const Peek peek{e_};
    const Code code = e_.state_of(slot);
    if (code == code_unknown) return;
    Number number{};
    const bool has = e_.program_->slots[at(slot)].numeric() && code != code_absent && e_.derived_number(slot, number);
    to_.derived(slot, code, has ? &number : nullptr);
  }

  /// Peeking, with nothing left behind.
  class Peek {
   public:
    explicit Peek(E& e)
        : e_{e}, missed_{e.missed_}, incomplete_{e.incomplete_}, end_missing_{e.end_missing_}, was_{e.peeking_},
          warnings_{std::exchange(e.warnings_, &ignored_)} {
      e.peeking_ = true;
    }
    Peek(const Peek&) = delete;
    Peek& operator=(const Peek&) = delete;
    ~Peek() {
      e_.peeking_ = was_;
      e_.missed_ = missed_;
      e_.incomplete_ = incomplete_;
      e_.end_missing_ = end_missing_;
      e_.warnings_ = warnings_;
    }

   private:
    E& e_;
    bool missed_, incomplete_, end_missing_, was_;
    Warnings ignored_;
    Warnings* warnings_;
  };

  /// The ranges that a fine sees.
  class Inside {
   public:
    Inside(E& e, const Bound& arriving, const Bound& legal)
        : e_{e}, arriving_{std::exchange(e.arriving_, &arriving)}, legal_{std::exchange(e.legal_, &legal)} {}
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() {
      e_.arriving_ = arriving_;
      e_.legal_ = legal_;
    }

   private:
    E& e_;
    const Bound* arriving_;
    const Bound* legal_;
  };

  /// The case without the completion: what is unknown is unknown.
  class Bare {
   public:
    explicit Bare(E& e) : e_{e}, codes_{e.state_->codes}, computed_(e.computed_.size(), 0) { swap(); }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    ~Bare() { swap(); }

   private:
    void swap() {
      e_.codes_.swap(codes_);
      e_.computed_.swap(computed_);
    }
    E& e_;
    std::vector<Code> codes_;
    std::vector<std::uint8_t> computed_;
  };

  Index step_rows(const StepPlan& step, int row, bool on_limits) {
    const Index line = to_.step(e_.subject_, step, on_limits);
    if (line == none) return line;
    const bool applied = has(e_.state_->applied, step.offer);
    rows(line, E::size_of(step.list), row, [&](Index i) { return e_.condition_of(step.list, i); },
         [&](Index i) { return step.rows[at(i)].source->mode == Mode::may && !applied; });
    if (row >= 0) to_.step_taken(line, step, row);
    return line;
  }
  void step_made(Index line, const StepPlan& step, int row, const Bound& arriving, const Bound& legal, const Way& way) {
    before(line, arriving);
    if (row >= 0 && step.rows[at(row)].fine != none) {
      amount(line, step.rows[at(row)].fine, arriving, legal, step.no_minimum, way);
    } else {
      after(line, way);
    }
  }

  void rows(Index line, const RowList& list, int taken) {
    // Rows that all ask for one known fact, of which one may hold: the others fail at their one member.
    if (!to_.merging() && list.by_code != none && list.match == Match::unique && e_.codes_[at(list.slot)] >= code_absent) {
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

  template <class ConditionOf, class IsOffer>
  void rows(Index line, Index n, int taken, ConditionOf condition_of, IsOffer is_offer) {
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

  template <class ConditionOf, class IsOffer>
  void merge_rows(Index line, Index n, int taken, ConditionOf condition_of, IsOffer is_offer) {
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

  Truth examine(Index condition, Index& failed) {
    const CompiledCondition& c = e_.program_->conditions[at(condition)];
    Truth all = Truth::yes;
    for (Index m = c.begin; m < c.end; ++m) {
      const Truth one = e_.member(e_.program_->members[at(m)]);
      if (one == Truth::no) {
        failed = m - c.begin;
        return one;
      }
      if (one == Truth::maybe) all = one;
    }
    return all;
  }

  /// A bit for each member that does not hold.
  std::uint64_t failing(Index condition, bool& holds) {
    const CompiledCondition& c = e_.program_->conditions[at(condition)];
    std::uint64_t bits = 0;
    for (Index m = c.begin; m < c.end; ++m) {
      const Truth one = e_.member(e_.program_->members[at(m)]);
      if (one != Truth::yes) holds = false;
      if (one == Truth::no && m - c.begin < 64) bits |= std::uint64_t{1} << (m - c.begin);
    }
    return bits;
  }

  [[nodiscard]] MoneyRange range(const Bound& b) const {
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

  void before(Index line, const Bound& b) { to_.before(line, range(b)); }
  void after(Index line, const Way& way) {
    if (way.state == Way::State::fine) {
      const MoneyRange made = range(way.range);
      to_.after(line, TraceLine::fine_bit, &made);
    } else {
      to_.after(line, way.state == Way::State::gap ? TraceLine::gap_bit : TraceLine::no_fine_bit, nullptr);
    }
  }

  /// A fine as it stands, with the values of its terms; one that leaves several ways open, way by way.
  void amount(Index line, Index fine, const Bound& arriving, const Bound& legal, Index no_minimum, const Way& way) {
    const CompiledFine& f = e_.program_->fines[at(fine)];
    to_.fine(line, f.source);
    if (f.begin == f.end) {
      after(line, way);
      Inside inside{e_, arriving, legal};
      terms(line, f, arriving, no_minimum);
      return;
    }
    for (Index i = f.begin; i < f.end; ++i) {
      const CompiledFine& one = e_.program_->fines[at(e_.program_->fine_refs[at(i)])];
      const Index track = to_.track(e_.subject_, one);
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

  void terms(Index line, const CompiledFine& f, const Bound& arriving, Index no_minimum) {
    Peek peek{e_};
    for (const Index t : {f.base, f.lower, f.single ? none : f.upper, f.point, f.at_least, f.at_most}) {
      if (t != none) walk(line, t);
    }
    if (f.base_is_range && !arriving.has_lower && no_minimum != none) walk(line, no_minimum);
  }
  void term(Index line, Index t) {
    Peek peek{e_};
    walk(line, t);
  }

  // In the order of the evaluation, and no further: what it did not reach stays unasked.
  TraceTerm::State walk(Index line, Index t) {
    const CompiledTerm& term = e_.program_->terms[at(t)];
    using Op = CompiledTerm::Op;
    Number value{};
    e_.missed_ = false;
    const bool present = e_.term(t, value);
    TraceTerm::State state = e_.missed_ ? TraceTerm::State::unknown
                             : present  ? TraceTerm::State::value
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
        if (possible.size() == 1 && possible.front() >= 0) walk(line, e_.program_->term_refs[at(term.begin + possible.front())]);
        break;
      }
      default: break;
    }
    return state;
  }

  E& e_;
  Recorder& to_;
};

}  // namespace cailiang::detail
