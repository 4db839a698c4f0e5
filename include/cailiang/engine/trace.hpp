// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cailiang/engine/outcome.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang {

/// A fact of the violation as the evaluation took it.
struct TraceFact {
  enum class State : std::uint8_t {
    value,
    bound,  ///< a number of which only an interval is known
    absent,
    unprovable,
    unknown
  };
  const Fact* fact = nullptr;  ///< the declaration that counts
  const Pack* pack = nullptr;  ///< whose declaration that is
  State state = State::unknown;
  bool derived = false;        ///< followed from other facts
  bool asked = false;          ///< of an unknown fact: the evaluation looked at it
  std::int32_t option = -1;    ///< of a choice, by position
  std::uint64_t options = 0;   ///< of a fact of several options, by position; of a flag, bit 0: it is so
  Ratio number{};              ///< of a number; of a date, days since 0001-01-01
  std::int32_t interval = -1;  ///< of a bound: see Trace::interval()
  std::string_view evidence;
};

/// A row that was looked at, and what became of it.
struct TraceRow {
  enum class State : std::uint8_t {
    taken,
    possible,      ///< taken in some of the ways in which the unknown facts may turn out
    offered,       ///< holds, is a power (可以), and was not taken
    failed,        ///< does not hold
    outweighed,    ///< holds, but another row counts
    not_examined,  ///< hangs on facts that nobody asked for
    not_raised,    ///< a circumstance that the case does not raise
    not_in_force   ///< its provision was not in force
  };
  State state = State::failed;
  std::string_view id;  ///< of a branch, a tier or a circumstance
  const Label* label = nullptr;
  const Source* source = nullptr;
  const Condition* when = nullptr;  ///< null: the otherwise row
  /// Of a failed row: the first member that did not hold, whatever the unknown facts are.
  const ConditionMember* failed_at = nullptr;
  const Remarks* remarks = nullptr;
  Ratio weight{};  ///< of a level
};

/// The value of a term that an amount was made of; plain numbers are not listed.
struct TraceTerm {
  enum class State : std::uint8_t { value, absent, unknown };
  std::int32_t line = 0;
  State state = State::value;
  const Term* term = nullptr;
  Ratio value{};
};

/// The sum of a weight table. Where facts are unknown, its lowest and its highest value.
struct TraceShare {
  Ratio start{};
  Ratio sum_low{};
  Ratio sum_high{};
  Ratio low{};  ///< after `at_least` and `at_most`
  Ratio high{};
};

/// One thing that happened.
struct TraceLine {
  enum class Kind : std::uint8_t {
    circumstance,    ///< one row: whether it holds, and what it may set
    klass,           ///< the class that follows
    branch,          ///< rows: branches; after: the statutory range
    tier,            ///< rows: tiers
    factor,          ///< rows: levels
    share,           ///< the sum of the weights on its base
    sum,             ///< ranges of several tables added
    step,            ///< rows of a step of the standard
    moved,           ///< the tier that a step moved on to
    provision_step,  ///< rows of a step of the statute, on the result
    limits_step,     ///< the same on the statutory range
    track,           ///< one way of a fine that leaves several open
    limits           ///< held against the statute; before: the unlimited value
  };
  /// Why the class is what it is.
  enum class ClassBy : std::uint8_t { officer, circumstances, rule, nothing };
  // What came out, as bits: several where facts are unknown.
  static constexpr std::uint8_t fine_bit = 1;
  static constexpr std::uint8_t no_fine_bit = 2;
  static constexpr std::uint8_t gap_bit = 4;

  Kind kind = Kind::branch;
  bool certain = true;  ///< happens however the unknown facts turn out
  std::uint8_t results = 0;
  std::uint8_t classes = 0;  ///< of klass: bit per Class that is possible
  ClassBy class_by = ClassBy::nothing;
  Warnings warnings;         ///< of limits: what the cut raised
  std::string_view subject;  ///< empty: for every subject
  std::string_view id;       ///< of a circumstance (as results print it), factor or step
  const Label* label = nullptr;
  const Source* source = nullptr;
  const Pack* pack = nullptr;            ///< that says so
  const Provision* provision = nullptr;  ///< of a branch or a step of the statute
  const Branch* branch = nullptr;        ///< of what stands for one branch: its table, tier, factors, limits
  const Circumstance* circumstance = nullptr;
  const Table* table = nullptr;          ///< of tier, factor, share, moved
  Match match = Match::unique;           ///< of tier and factor: which of several rows that hold counts
  const Source* match_source = nullptr;  ///< where that is said; null for `unique`
  const Fine* fine = nullptr;            ///< the amount that was worked out, if it is one and the same
  const StepRow* step_row = nullptr;     ///< of a step, the row taken, if it is one and the same
  std::int32_t first_row = 0;
  std::int32_t row_count = 0;
  std::int32_t first_term = 0;
  std::int32_t term_count = 0;
  std::int32_t before = -1;  ///< see Trace::interval(); -1: none
  std::int32_t after = -1;
  std::int32_t legal = -1;  ///< of limits: the statutory range
  std::int32_t share = -1;  ///< in Trace::shares
};

/// For whom there is an outcome.
struct TraceSubject {
  std::string_view id;
  const Label* label = nullptr;    ///< null: the party
  std::optional<Ratio> decided{};  ///< the amount that the case gives as decided
};

/// A provision that was applied, or would have been.
struct TraceProvision {
  const Provision* provision = nullptr;
  const Pack* pack = nullptr;
  bool in_force = true;
};

/// What happened on the way to an assessment, in order: first what holds for every subject, then subject by subject.
///
/// Where facts are unknown, every way in which they may turn out was followed: rows say `possible`, ranges are the
/// smallest that hold all. Everything points into the assessment, which must live as long.
struct Trace {
  std::vector<TraceSubject> subjects;
  std::vector<TraceProvision> provisions;
  std::vector<TraceFact> facts;
  std::vector<TraceLine> lines;
  std::vector<TraceRow> all_rows;
  std::vector<TraceTerm> all_terms;
  std::vector<TraceShare> shares;
  std::vector<MoneyRange> intervals;

  [[nodiscard]] std::span<const TraceRow> rows(const TraceLine& line) const {
    return std::span{all_rows}.subspan(static_cast<std::size_t>(line.first_row),
                                       static_cast<std::size_t>(line.row_count));
  }
  [[nodiscard]] std::span<const TraceTerm> terms(const TraceLine& line) const {
    return std::span{all_terms}.subspan(static_cast<std::size_t>(line.first_term),
                                        static_cast<std::size_t>(line.term_count));
  }
  /// A range of money (`before`, `after` of a line), or the interval in which a fact is known to lie; null for -1.
  [[nodiscard]] const MoneyRange* interval(std::int32_t index) const {
    return index < 0 ? nullptr : &intervals[static_cast<std::size_t>(index)];
  }
  /// Null if there is no such fact.
  [[nodiscard]] const TraceFact* fact(std::string_view id) const {
    for (const TraceFact& fact : facts) {
      if (fact.fact->id == id) return &fact;
    }
    return nullptr;
  }
};

}  // namespace cailiang
