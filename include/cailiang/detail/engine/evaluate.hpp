// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/bulk.hpp"
#include "cailiang/detail/engine/case_state.hpp"
#include "cailiang/detail/engine/completions.hpp"
#include "cailiang/detail/engine/forms.hpp"
#include "cailiang/detail/engine/gather.hpp"
#include "cailiang/detail/engine/leaf.hpp"
#include "cailiang/detail/engine/local_completion.hpp"
#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/engine/remembered.hpp"

namespace cailiang::detail {

enum class Truth : std::uint8_t { no, yes, maybe };

template <bool symbolic>
class Recording;
class Aside;

/// The rows that count for a subject, if they are not to be looked for.
struct Taken {
  int branch = -1;
  int row = -1;          ///< of the table
  std::int64_t sum = 0;  ///< of its weights
};

/// What was asked of a case beside an outcome that follows from its rows. Cases often have the answers in common.
struct AskedBeside {
  const Beside* of = nullptr;
  std::vector<Code> codes;  ///< of its slots
  Bits offers;              ///< that hold
  bool stands = false;      ///< since the case before

  void forget() noexcept { of = nullptr; }
};

/// Follows one completion of a case through circumstances, branch, table, steps and limits.
///
/// With `symbolic` false every fact that is looked at must be known; if one is not, the leaf is marked incomplete and
/// means nothing. With `symbolic` true, unknown facts take the cells that a Completions hands out, and stand as
/// variables in amounts. Both are this one text, so that an unknown fact cannot change the path of a known case.
template <bool symbolic>
class Evaluator {
 public:
  using Number = std::conditional_t<symbolic, Form, Ratio>;
  using Bound = Bounds<Number>;
  using Way = Track<Number>;
  using LeafOf = Leaf<Number>;

  Evaluator(const Program& program, const CaseState& state, Completions* completions = nullptr) : forms_{spans_} {
    bind(program, state, completions);
  }
  Evaluator() : forms_{spans_} {}

  void bind(const Program& program, const CaseState& state, Completions* completions = nullptr) {
    program_ = &program;
    state_ = &state;
    completions_ = completions;
    const std::size_t n = program.slots.size();
    codes_.resize(n);
    computed_.resize(n);
    if (numbers_.size() < n) numbers_.resize(n);
    if (counts_.size() < n) {
      counts_.resize(n);
      derived_.resize(n);
      counted_.resize(n);
    }
    spans_.clear();
    leaves_.resize(program.subjects.size());
    ground_.offers.reset(program.offers.size());
  }

  /// Starts another completion.
  void begin(Recorder* recorder = nullptr);
  /// The same, on codes that are the case's; they are taken over.
  void begin(std::vector<Code>& codes)
    requires(!symbolic);
  /// The outcome of a subject in this completion; of others first, where `fine_of` asks for them.
  LeafOf& subject(Index index);
  /// Not empty: the subject's outcome follows from the sum of the weights by with_sum(), for each sum.
  [[nodiscard]] const Bulk& bulk() const noexcept { return bulk_; }
  LeafOf& with_sum(Index index, std::int64_t sum);

  /// True if nothing that holds for the case as a whole changes what its rows say.
  [[nodiscard]] bool ground_is_plain() const;
  /// The outcome of a subject, if it follows from the rows that count and these are known; null: ask subject().
  /// \pre the ground is plain
  /// \param asked what was asked beside its outcome in the case before, and is now
  const ReadyOutcome* ready(Index index, AskedBeside& asked)
    requires(!symbolic);
  /// The outcome of a subject if these rows count. `certain` says whether it does so whatever the facts are.
  LeafOf& with_rows(Index index, const Taken& rows)
    requires(!symbolic);
  [[nodiscard]] bool certain() const noexcept { return !met_.unknown; }
  [[nodiscard]] const std::vector<AwaitedOffer>& awaited() const noexcept { return awaited_; }
  /// Of the case as a whole.
  [[nodiscard]] Warnings ground_warnings() const noexcept { return ground_.warnings; }
  /// Of the case as a whole.
  [[nodiscard]] const Bits& ground_offers() const noexcept { return ground_.offers; }

  /// Whether a condition holds, whatever the unknown facts that were not looked at so far may be: yes or no if it does
  /// or does not in every completion of them. Nothing is chosen by asking.
  Truth peek(Index condition);
  /// The amounts that a sanction may have, and the one recommended; none if it can have none.
  std::optional<Span> amount_of(const CompiledSanction& sanction, std::optional<Ratio>& point);
  [[nodiscard]] const Forms& forms() const noexcept { return forms_; }

 private:
  friend class Recording<symbolic>;
  friend class Aside;
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  [[nodiscard]] bool ground_stands() const;
  void start(Recorder* recorder);
  void lay_ground();

  // What is known.

  /// What derived facts hang on has changed.
  void forget() { since_ = ++times_; }
  template <class Find, class Keep>
  Code once(std::vector<Remembered>& of, Index slot, Find find, Keep keep);
  [[nodiscard]] bool chooses_freshly() const;
  void take_cell(Index slot, const Cell& cell);
  /// value, absent, unprovable, or unknown; derived facts are computed.
  Code state_of(Index slot);
  /// As state_of(), but what cannot be ascertained takes a value.
  Code code_of(Index slot);
  Code ascertained(Index slot);
  Code derived(Index slot);
  Code defined(Index slot);
  bool option_stays_open(const RowList& list);
  bool derived_number(Index slot, Number& out);
  Code place(Index slot, const Number& number);
  static Code place_of(const std::vector<Ratio>& cuts, const Ratio& x, bool included, bool lower);
  /// The number that a fact has; false if it is absent.
  bool number(Index slot, Number& out);
  bool miss(Number& out);
  static Number pinned(const Number& form, const Span& span);

  // Conditions.

  Truth test(const CompiledTest& t);
  Truth answer(const CompiledTest& t);
  Truth perhaps(const CompiledTest& t);
  Truth holds(Index index);
  Truth judge(const CompiledCondition& condition);
  Truth member(const CompiledMember& m);
  bool decided(Index condition);

  // Row lists.

  Index condition_of(const RowList& list, Index row) const { return program_->row_conditions[at(list.begin + row)]; }
  static Index size_of(const RowList& list) { return list.end - list.begin; }

  /// The row that counts, or -1.
  int take(const RowList& list, const std::vector<std::int64_t>* weights = nullptr) {
    if (list.by_code != none) {
      if (const Code code = codes_[at(list.slot)]; code >= 0) return program_->row_table[at(list.by_code + code)];
    }
    return search(list, weights);
  }
  int search(const RowList& list, const std::vector<std::int64_t>* weights);
  int take_plain(const RowList& list);
  int several(const RowList& list);
  /// \param holding whether two of the rows certainly hold
  int several(const RowList& list, const std::vector<int>& rows, bool holding);
  std::vector<int> possible_rows(const RowList& list, const TablePlan* graded = nullptr);
  int take_possible(const RowList& list, const TablePlan* graded = nullptr);
  int take_lightest(const RowList& list, const std::vector<std::int64_t>* weights);
  template <class Pick>
  int lightest_of(const RowList& list, Pick pick, const std::vector<std::int64_t>* weights = nullptr);
  template <class Visit>
  void with_each_value(const RowList& list, Visit visit);
  int first_reached(const RowList& list, std::vector<std::vector<int>> reached,
                    const std::vector<std::int64_t>* weights = nullptr);

  // Terms.

  /// The value of a term; false if it is absent.
  bool term(Index index, Number& out);
  [[nodiscard]] Index operand(const CompiledTerm& t, Index i) const { return program_->term_refs[at(t.begin + i)]; }
  bool total_term(const CompiledTerm& t, Number& out);
  bool pair_term(const CompiledTerm& t, Number& out);
  bool outermost_term(const CompiledTerm& t, Number& out);
  bool count_term(const CompiledTerm& t, Number& out);
  bool elapsed_term(const CompiledTerm& t, Number& out);
  bool end(End which, Number& out);
  bool fine_of(Index other, Number& out);

  // Numbers.

  Number plus(const Number& a, const Number& b) const;
  Number minus(const Number& a, const Number& b) const;
  Number times(const Number& a, const Number& b) const;
  Number quotient(const Number& a, const Number& b) const;
  Number larger(const Number& a, const Number& b);
  Number smaller(const Number& a, const Number& b);
  bool loose(const Number& a, const Number& b) const;
  /// -1, 0 or 1. Where the cell leaves it open, the cell is cut, or (three values) each order is tried.
  int compare(const Number& a, const Number& b);
  int choose_fresh(int count);

  // Fines.

  void warn(auto warning) { (warnings_ != nullptr ? *warnings_ : ground_.warnings).add(warning); }

  bool nothing();
  /// The range of one track of a fine. False: no amount came out; the warning is set.
  bool amount(const CompiledFine& f, Bound& out, Index no_minimum);
  void plain_amount(const CompiledFine& f, Bound& out);
  bool position_base(Bound& within, Number& width, Index no_minimum);
  void meet_ends(const Bound& within, Bound& made);
  void clip(Index t, bool least, Bound& made);
  void move_loosely(Number& end, bool& included, const Number& limit, bool limit_included, bool up);
  [[nodiscard]] bool one_amount(const Bound& b) const;
  bool empty(const Bound& b);
  void settle_point(Bound& b);
  /// Replaces the range of a track by that of a fine; several tracks of the fine become several tracks.
  void replace(Way& way, Index fine, Index no_minimum, std::vector<Way>& more);

  // Circumstances.

  void circumstances();
  void remark(const Remarks& remarks);
  void speak(const Remarks& remarks);
  void human(const Label* label);
  void settle_class(bool any, std::uint8_t common, std::uint8_t pointed, bool support, std::uint8_t supported);
  void open_class();

  // What was worked out beforehand.

  const ReadyOutcome* ready_of(const SubjectPlan& subject)
    requires(!symbolic);
  /// \return no_weight if of some factor no level holds
  std::int64_t sum_of_weights(const TablePlan& table)
    requires(!symbolic);
  void ask_beside(const Beside& beside, AskedBeside& asked)
    requires(!symbolic);

  // A subject.

  void evaluate(const SubjectPlan& subject);
  int branch_row(const SubjectPlan& subject);
  bool enter_branch(const BranchPlan& branch, Index line);
  [[nodiscard]] bool concerned(const SubjectPlan& subject) const;
  void no_penalty();
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
  bool in_bulk(const FactorPlan& factor);
  void take_more(std::size_t first);
  /// Says of the tracks made since `first` from which one they stem.
  void stem_from(std::size_t way, std::size_t first);
  void after_table(const BranchPlan& branch);
  void enter_level(const FactorPlan& factor, int row, Way& way);
  bool possible_weights(const FactorPlan& factor, std::int64_t& low, std::int64_t& high);
  void share_of_base(const TablePlan& table, const Number& share, Way& way);
  void add_up(const BranchPlan& branch, Way& way, std::vector<Way>& more);
  Bound addend(Bound range);
  Bound sum_of(const Bound& a, const Bound& b);
  void become_sums(Way& way, std::vector<Bound> sums, std::vector<Way>& more);

  void run_step(const StepPlan& step);
  [[nodiscard]] bool of_another_class(const StepPlan& step) const;
  int step_row(const StepPlan& step);
  void offer_rows(const StepPlan& step, int taken, bool shifts_alone);
  void offer_or_await(const StepPlan& step, int taken, bool shifts_alone);
  void enter_step_row(const StepPlan& step, const StepRowPlan& row, Way& way, std::vector<Way>& more);
  void step_on_limits(const StepPlan& step, Way& way);
  void shift(const StepPlan& step, const StepRowPlan& row, Way& way, std::vector<Way>& more);

  void steps_not_reached();
  void finish(const BranchPlan& branch);
  void add_legal(const Bound& legal, bool& first);
  bool equal(const Bound& a, const Bound& b);
  void limits(Way& way);
  void reduce(Way& way);
  void cut(Way& way, bool below);
  bool cut_loosely(Way& way, bool below);
  void become_end(Way& way, const Number& end, bool included);

  void add_sanctions(const std::vector<CompiledSanction>& list, bool replaces);
  void drop_sanctions();

  const Program* program_ = nullptr;
  const CaseState* state_ = nullptr;
  Completions* completions_ = nullptr;
  Recorder* recorder_ = nullptr;

  Placed placed_;                    // of the derived number asked for last
  std::vector<Remembered> derived_;  // codes of derived facts, by slot
  std::vector<Remembered> counted_;  // whether there is a derived number, by slot
  std::vector<Number> counts_;       // and which
  std::uint64_t times_ = 0;          // how often what they hang on has changed
  std::uint64_t since_ = 0;
  Met met_;

  std::vector<Code> codes_;
  std::vector<Code> codes_before_;      // of the completion before, while the circumstances stand
  std::vector<std::uint8_t> computed_;  // derived numbers: 1 has a value, 2 is absent
  std::vector<Number> numbers_;
  std::vector<std::uint64_t> options_;
  std::vector<Span> spans_;
  Forms forms_;
  LocalCompletion* local_ = nullptr;
  std::uint64_t local_options_ = 0;
  Span local_span_;
  int fresh_ = 0;
  bool stands_ = false;  // the circumstances do, since the completion before
  bool peeking_ = false;
  bool beside_ = false;  // while peeking: values that the completion has chosen count
  bool end_missing_ = false;
  bool met_end_ = false;  // an end of a range was asked for
  const Taken* taken_ = nullptr;
  std::vector<AwaitedOffer> awaited_;  // where the rows were given: what could not be seen without the facts
  Bits awaited_offers_;

  const Bound* arriving_ = nullptr;
  const Bound* legal_ = nullptr;
  Index subject_ = none;
  LeafOf* leaf_ = nullptr;
  Warnings* warnings_ = nullptr;  // where warnings go: the way at hand, the subject, or (null) the circumstances
  std::vector<LeafOf> leaves_;
  std::vector<Way> more_;  ///< tracks that a fine makes beside the one at hand, until they join the others
  bool top_ = false;       // the subject asked for, not one that `fine_of` asks for
  Bulk bulk_;
  LeafOf before_sum_;         // of a bulk: what was before the sum
  bool steps_asked_ = false;  // of a bulk: a sum so far has come to every step
  bool step_passed_ = false;  // one was passed over, because there is no amount

  /// What the circumstances leave for every subject.
  struct Ground {
    Index no_penalty = none;
    Warnings no_penalty_warnings;   ///< of the conditions that were asked for it
    bool has_circumstance = false;  ///< one that holds has a say in the class
    bool incomplete = false;
    std::uint8_t open_classes = 0;
    std::uint8_t requirements = 0;
    Warnings warnings;
    Bits offers;
    std::vector<const Label*> human;
    // Where the evaluation stood then: a completion that differs only in what comes later goes on from here.
    std::vector<Code> codes;
    std::vector<std::uint8_t> computed;
    std::size_t points = 0;
    int fresh = 0;
  };
  Ground ground_;
};

}  // namespace cailiang::detail

#include "cailiang/detail/engine/evaluate/aside.hpp"
#include "cailiang/detail/engine/evaluate/circumstances.hpp"
#include "cailiang/detail/engine/evaluate/completion.hpp"
#include "cailiang/detail/engine/evaluate/derived.hpp"
#include "cailiang/detail/engine/evaluate/facts.hpp"
#include "cailiang/detail/engine/evaluate/fines.hpp"
#include "cailiang/detail/engine/evaluate/limits.hpp"
#include "cailiang/detail/engine/evaluate/ready.hpp"
#include "cailiang/detail/engine/evaluate/rows.hpp"
#include "cailiang/detail/engine/evaluate/sanctions.hpp"
#include "cailiang/detail/engine/evaluate/steps.hpp"
#include "cailiang/detail/engine/evaluate/subject.hpp"
#include "cailiang/detail/engine/evaluate/table.hpp"
#include "cailiang/detail/engine/evaluate/terms.hpp"
#include "cailiang/detail/engine/evaluate/tiers.hpp"
#include "cailiang/detail/engine/evaluate/weights.hpp"
#include "cailiang/detail/engine/recording.hpp"

#ifdef CAILIANG_COMPILED
namespace cailiang::detail {
extern template class Evaluator<false>;
extern template class Evaluator<true>;
}  // namespace cailiang::detail
#endif
