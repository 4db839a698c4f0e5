// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

namespace cailiang::detail {

/// What an Evaluator tells its Recorder at each stage.
///
/// Rows that were not taken and the parts of an amount are examined again by peeking: that gives the same values,
/// chooses nothing, and asks for nothing that the evaluation did not ask for.
template <bool symbolic>
class Recording {
 public:
  using E = Evaluator<symbolic>;
  using Bound = typename E::Bound;
  using Way = typename E::Way;
  using Number = typename E::Number;

  explicit Recording(E& evaluator) : e_{evaluator}, to_{*evaluator.recorder_} {}

  void circumstance(Index index, bool holding, bool applied);
  void not_raised(Index index);
  void klass(bool any, std::uint8_t open);

  Index branch(const SubjectPlan& subject, int row);
  void branch_fine(Index line, Index fine, const Way& way);

  /// A tier is taken by calling `enter`, which replaces the range of the way.
  template <class Enter>
  void tier(const TablePlan& table, int row, const Way& way, Enter enter);
  void factor(const FactorPlan& factor, int row);
  /// Rows that are not told apart here, -1 for none.
  void factor(const FactorPlan& factor, const std::vector<int>& possible);
  void share(const TablePlan& table, const Number& sum, const Number& share, Way& way);
  /// Tables are added up by calling `add`, which replaces the range of the way; further tracks join `more`.
  template <class Add>
  void sum(const BranchPlan& branch, const Way& way, const std::vector<Way>& more, Add add);

  template <class Enter>
  void step(const StepPlan& step, int row, const Way& way, Enter enter);
  /// The same on the statutory range: `legal` is what it was, `way` what became of it.
  void limits_step(const StepPlan& step, int row, const Bound& legal, const Way& way);
  /// Where a shift led: a tier, or (-1) the amount beyond the last.
  void moved(const TablePlan& table, int tier, Index fine, const Bound& arriving, Index no_minimum, const Way& way);
  /// Holds the range of a track against the statute.
  void limits(const BranchPlan& branch, Way& way);

  /// The derived facts that this completion worked out; of a case, all that follow from what is known.
  void derived_facts();

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  class Peek;
  class Inside;
  class Bare;

  Index step_rows(const StepPlan& step, int row, bool on_limits);
  void step_made(Index line, const StepPlan& step, int row, const Bound& arriving, const Bound& legal, const Way& way);

  // Rows.

  void rows(Index line, const RowList& list, int taken);
  template <class ConditionOf, class IsOffer>
  void rows(Index line, Index n, int taken, ConditionOf condition_of, IsOffer is_offer);
  template <class ConditionOf, class IsOffer>
  void merge_rows(Index line, Index n, int taken, ConditionOf condition_of, IsOffer is_offer);
  Truth member(Index m);
  Truth examine(Index condition, Index& failed);
  /// A bit for each member that does not hold.
  std::uint64_t failing(Index condition, bool& holds);

  // Amounts.

  [[nodiscard]] MoneyRange range(const Bound& b) const;
  void before(Index line, const Bound& b) { to_.before(line, range(b)); }
  void after(Index line, const Way& way);
  /// A fine as it stands, with the values of its terms; one that leaves several ways open, way by way.
  void amount(Index line, Index fine, const Bound& arriving, const Bound& legal, Index no_minimum, const Way& way);
  void terms(Index line, const CompiledFine& f, const Bound& arriving, Index no_minimum);
  void term(Index line, Index t);
  TraceTerm::State walk(Index line, Index t);

  void beside(Index slot);

  E& e_;
  Recorder& to_;
};

}  // namespace cailiang::detail

#include "cailiang/detail/engine/recording/amounts.hpp"
#include "cailiang/detail/engine/recording/derived_facts.hpp"
#include "cailiang/detail/engine/recording/peek.hpp"
#include "cailiang/detail/engine/recording/rows.hpp"
#include "cailiang/detail/engine/recording/stages.hpp"
