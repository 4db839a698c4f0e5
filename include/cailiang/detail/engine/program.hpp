// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "cailiang/detail/engine/bits.hpp"
#include "cailiang/detail/engine/bounds.hpp"
#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/engine/outcome.hpp"
#include "cailiang/engine/trace.hpp"
#include "cailiang/law/pack.hpp"
#include "cailiang/quantity/ratio.hpp"
#include "cailiang/quantity/rounding.hpp"

// The compiled form of a violation: names are slots, conditions and terms are flat lists, row lists know their rows by
// position. Everything here is written once by ProgramBuilder and only read afterwards. The `line` of a plan is what a
// trace says of it, in Program::blank_trace.
namespace cailiang::detail {

// What a slot holds, as a small number. A number or a date is held as the position among the numbers it is compared
// with: 2i + 1 is the i-th of them, 2i the open space before it. So every test is two comparisons of integers.
using Code = std::int32_t;
inline constexpr Code code_absent = -1;
inline constexpr Code code_unprovable = -2;
inline constexpr Code code_unknown = -3;
inline constexpr Code code_derived = -4;  // not computed yet

/// The code of a number among these.
template <class T>
[[nodiscard]] Code place_among(const std::vector<T>& cuts, const T& number) {
  constexpr std::size_t few = 8;  // so many are compared in turn sooner than halved
  auto found = cuts.begin();
  if (cuts.size() > few) {
    found = std::lower_bound(cuts.begin(), cuts.end(), number);
  } else {
    while (found != cuts.end() && *found < number) ++found;
  }
  const auto i = static_cast<Code>(found - cuts.begin());
  return found != cuts.end() && *found == number ? 2 * i + 1 : 2 * i;
}

inline constexpr Index slot_class = 0;
inline constexpr Index slot_act_date = 1;
inline constexpr Index slot_decision_date = 2;
inline constexpr Index first_fact_slot = 3;

inline constexpr Code class_reduced = 0;
inline constexpr Code class_lenient = 1;
inline constexpr Code class_standard = 2;
inline constexpr Code class_heavier = 3;

/// A fact as one violation looks at it.
struct Slot {
  Index fact = none;  ///< in Standard's facts; none for the reserved ones
  FactKind kind = FactKind::flag;
  bool may_be_absent = false;
  bool may_be_unprovable = false;
  std::vector<Ratio> cuts;
  std::vector<std::int64_t> whole_cuts;  ///< the same, if all of them are whole numbers of 64 bits; else empty
  Span domain;
  Code options = 0;
  std::uint64_t tested = 0;  ///< of a fact of several options, those that some condition asks for
  Index condition = none;    ///< of a derived flag
  Index term = none;         ///< of a derived number or date
  Index list = none;         ///< of a derived choice

  [[nodiscard]] bool derived() const noexcept { return condition != none || term != none || list != none; }
  [[nodiscard]] bool whole() const noexcept { return kind == FactKind::count || kind == FactKind::date; }
  [[nodiscard]] bool numeric() const noexcept { return is_number(kind) || kind == FactKind::date; }
};

/// The ends of ranges that conditions and terms may name.
enum class End : std::uint8_t { lower, upper, minimum, maximum };

struct CompiledTest {
  enum class Kind : std::uint8_t { code, option, absent, unprovable, end_absent };
  Kind kind = Kind::code;
  End end = End::lower;
  Index slot = none;
  Code low = 0;  ///< of a code; the option's position
  Code high = 0;
};

struct CompiledMember {
  ConditionMember::Kind kind = ConditionMember::Kind::fact;
  Index begin = 0;  ///< into tests, or into condition_refs
  Index end = 0;
};

/// A test of a condition that is written as tests following one another. It asks for a code that is a value or
/// `absent`; where another is met, the condition is judged member by member.
struct Jump {
  static constexpr Index holds = -2;  ///< instead of a next test: the condition does
  static constexpr Index fails = -3;

  Index slot = none;
  Code low = 0;
  std::uint32_t width = 0;  ///< of the codes from `low` upwards
  Index then = holds;       ///< the next test if this one holds
  Index otherwise = fails;
};

struct CompiledCondition {
  Index begin = 0;  ///< into members
  Index end = 0;
  Index first_jump = none;  ///< none: it cannot be written so
  bool exact = false;       ///< three values tell what all completions say
  const Condition* source = nullptr;
};

struct CompiledTerm {
  enum class Op : std::uint8_t {
    number,
    slot,
    end,
    sum,
    product,
    minus,
    divide,
    larger_of,
    smaller_of,
    choose,
    round,
    elapsed,
    count,
    fine_of
  };
  Op op = Op::number;
  End end_name = End::lower;
  Rounding way = Rounding::up;
  std::uint8_t unit = 0;  ///< 0 day, 1 month, 2 year
  Ratio number;           ///< of number; the step of round
  Index slot = none;
  Index begin = 0;  ///< into term_refs, or into condition_refs for count
  Index end = 0;
  Index list = none;     ///< of choose; its results are term_refs[begin + row]
  Index subject = none;  ///< of fine_of: position in Program::subjects, none if the case has no such subject
  const Term* source = nullptr;
};

struct CompiledFine {
  bool no_fine = false;
  bool single = false;  ///< `eq`: both ends are one term
  bool lower_included = false;
  bool upper_included = false;
  bool base_is_range = false;
  bool plain = false;  ///< two numbers in their order, and nothing else
  Index lower = none;
  Index upper = none;
  Index base = none;
  Index at_least = none;
  Index at_most = none;
  Index point = none;
  Index begin = 0;  ///< tracks, into fine_refs
  Index end = 0;
  const Fine* source = nullptr;
};

/// Rows of "when this holds", and which of them counts.
struct RowList {
  Match match = Match::unique;
  bool first = false;     ///< steps and `choose`: plainly the first that holds
  bool lightest = false;  ///< under the rule `unprovable` of its pack
  Index begin = 0;        ///< into row_conditions
  Index end = 0;
  Index otherwise = none;  ///< position of the row without a condition
  Index key = 0;           ///< names the list among the choices of a completion
  Index by_code = none;    ///< rows by the code of `slot` (into row_table), if no other fact is asked
  Index slot = none;
  Code codes = 0;  ///< of that fact; the entry behind them stands for `absent`
};

struct CompiledSanction {
  const Sanction* source = nullptr;
  Index condition = none;
  Index amount = none;  ///< a fine
};

struct TierRow {
  const Tier* source = nullptr;
  Index fine = none;
  Index grade = 0;  ///< rows of one 档 share it; counts upwards along the list
  bool names_class = false;
  std::vector<CompiledSanction> sanctions;
};

struct FactorPlan {
  const Factor* source = nullptr;
  RowList list;
  std::vector<std::int64_t> weights;  ///< shares of 1 / denominator, by row
  std::vector<const Level*> levels;
  std::vector<bool> names_class;
  bool alone = false;  ///< nothing else looks at its fact
  Index line = none;
};

/// A factor whose weight follows from the code of one slot.
struct CodedFactor {
  Index slot = none;
  Index begin = none;  ///< into Program::code_weights
};

/// One table as it stands for one branch.
struct TablePlan {
  const Table* source = nullptr;
  bool weights = false;
  bool names_class = false;
  bool grades = false;  ///< some rows stand together as one 档
  RowList list;
  std::vector<TierRow> tiers;

  bool base_is_range = false;
  Index base = none;
  std::int64_t denominator = 1;
  std::int64_t start = 0;
  std::optional<Ratio> at_least;
  std::optional<Ratio> at_most;
  std::vector<FactorPlan> factors;
  std::vector<CodedFactor> coded;  ///< the same, if all of them are so; else empty

  Index line = none;        ///< of the tiers, or of the share
  Index moved_line = none;  ///< of a tier that a step moves on to
};

struct BranchPlan {
  const Branch* source = nullptr;
  Index provision = 0;  ///< in Program::provisions
  Index fine = none;
  std::vector<TablePlan> tables;
  std::vector<CompiledSanction> sanctions;
  Index sum_line = none;
  Index limits_line = none;
};

struct StepRowPlan {
  const StepRow* source = nullptr;
  bool names_class = false;
  Index fine = none;
  Index at_end = none;
};

struct StepPlan {
  const Step* source = nullptr;
  RowList list;
  std::vector<StepRowPlan> rows;
  Index offer = none;  ///< in Program::offers
  bool of_provision = false;
  bool shifts = false;       ///< some row moves on from the tier
  bool may = false;          ///< some row is left to the officer
  std::uint8_t classes = 0;  ///< bit per class code: under the others no row holds
  Index no_minimum = none;   ///< the surrogate lower end of its pack
  Index line = none;
};

struct CircumstancePlan {
  const Circumstance* source = nullptr;
  Index condition = none;
  Index offer = none;
  Index pack = 0;                  ///< in Standard's packs
  const Period* period = nullptr;  ///< of the violation or provision it stands in
  bool always = false;
  std::uint8_t effects = 0;  ///< bit per class code
  bool no_penalty = false;
  std::vector<CompiledSanction> sanctions;
  Index line = none;
};

/// Rows of a step that nobody took: which of them hold for the case is still to be seen.
struct AwaitedOffer {
  const StepPlan* step = nullptr;
  int taken = -1;  ///< the row where the list ends
  bool shifts_alone = false;

  friend bool operator==(const AwaitedOffer&, const AwaitedOffer&) = default;
};

/// What is still to be asked of a case whose outcome follows from its rows.
struct Beside {
  std::vector<AwaitedOffer> awaited;
  std::vector<const CompiledSanction*> sanctions;
  std::vector<Index> slots;  ///< that are looked at for the answers
  bool by_codes = false;     ///< nothing but the codes of these slots decides the answers

  [[nodiscard]] bool asks_the_same(const Beside& other) const {
    return awaited == other.awaited && sanctions == other.sanctions;
  }
};

/// An outcome that follows from the rows taken alone, whatever the facts are.
struct ReadyOutcome {
  Outcome outcome;
  Bits offers;
  const Beside* beside = nullptr;
};

/// Of a branch, the outcomes that were worked out when the pack was loaded.
struct ReadyBranch {
  Bounds<Ratio> range;        ///< that arrives at the table
  std::int64_t first = 0;     ///< row of the table (-1: none), or sum of the weights, that comes first in `by_key`
  std::vector<Index> by_key;  ///< into outcomes; none where the facts matter too
  std::vector<ReadyOutcome> outcomes;
  std::deque<Beside> beside;  ///< each once; outcomes point to it
};

struct SubjectPlan {
  std::string id;
  RowList list;
  std::vector<BranchPlan> branches;
  std::vector<ReadyBranch> ready;  ///< by branch, behind them the outcome without one
  std::vector<Index> provisions;
  bool several_otherwise = false;  ///< provisions that are applied together have one each
  Index line = none;               ///< of the branches
};

struct ProvisionPlan {
  const Provision* source = nullptr;
  Index pack = 0;
  std::string name;  ///< pack#provision
  std::vector<StepPlan> steps;
};

inline constexpr std::int64_t no_weight = std::numeric_limits<std::int64_t>::min();

/// Everything one violation (on the provisions that it refines or that the case names) asks of a case.
struct Program {
  const Violation* violation = nullptr;
  bool limits = true;  ///< false where the statute is not at hand
  std::vector<ProvisionPlan> provisions;
  std::vector<Slot> slots;
  bool computes = false;            ///< some slot holds a number that follows from others
  std::vector<Code> blank;          ///< the codes of a case of which nothing is known
  std::vector<Index> slot_of_fact;  ///< by Standard's fact; none where the violation does not ask
  std::vector<CompiledTest> tests;
  std::vector<CompiledMember> members;
  std::vector<CompiledCondition> conditions;
  std::vector<Jump> jumps;
  std::vector<Index> condition_refs;
  std::vector<CompiledTerm> terms;
  std::vector<Index> term_refs;
  std::vector<CompiledFine> fines;
  std::vector<Index> fine_refs;
  std::vector<Index> row_conditions;
  std::vector<std::int16_t> row_table;
  std::vector<std::int64_t> code_weights;  ///< by the code of a slot; no_weight where no level holds
  std::vector<RowList> choice_lists;       ///< of derived choices and of `choose`
  std::vector<SubjectPlan> subjects;       ///< `party` first; one that uses `fine_of` follows the one it names
  std::vector<CircumstancePlan> circumstances;
  std::vector<std::uint8_t> raising;  ///< by slot, whether it raises some circumstance
  std::vector<Bits> raises;           ///< by slot, the circumstances that it raises
  Bits always;                        ///< circumstances that take part unasked
  Bits waiting;                       ///< offers of the others
  Bits setting_class;                 ///< those of the others that can set a class
  bool uneven_circumstances = false;  ///< some stand in a violation or provision with dates of its own, or share a name
  std::vector<StepPlan> steps;
  std::vector<std::string> offers;  ///< names of circumstances and steps that `apply` may take
  Index keys = 0;                   ///< how many row lists there are
  Index no_minimum = none;          ///< the surrogate lower end of the violation's pack
  Conflict conflict = Conflict::weigh;
  bool no_circumstance_standard = false;
  Trace blank_trace;  ///< what a trace says whatever the case is: a line for each stage, with its rows
  Index class_line = none;
  Index track_line = none;
};

}  // namespace cailiang::detail
