// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "cailiang/detail/engine/case_state.hpp"
#include "cailiang/detail/engine/program.hpp"
#include "cailiang/engine/trace.hpp"

namespace cailiang::detail {

/// Writes down what an evaluation does. The evaluation is the same with and without one.
///
/// With every fact known it is one pass, and lines stand as they come. Where facts are unknown an evaluation runs once
/// per completion: merge() begins, next() announces each, again() a stage of the same one that runs once more, and
/// lines that stand for the same thing become one.
class Recorder {
 public:
  using Kind = TraceLine::Kind;

  Recorder(const Program& program, const CaseState& state, const std::vector<std::string>& evidence, Trace& into);

  /// Drops the lines of subjects for which a fact turned out to be unknown: they are told completion by completion.
  void forget(const std::vector<Index>& subjects);

  void merge(Index subject);
  void next() {
    ++completions_;
    ++pass_;
  }
  void again() { ++pass_; }
  /// The completions are divided anew: forgets this merge's lines.
  void restart();
  /// \param choices what was looked at and not known, facts by slot among them
  void merged(const std::vector<Index>& choices);
  [[nodiscard]] bool merging() const noexcept { return merging_; }

  /// A line of Program::blank_trace with its rows; none if it is not wanted.
  /// \param which tells apart what one such line stands for, of one subject
  Index open(Index blank, Index subject, Index which = none);
  Index klass(std::uint8_t open, TraceLine::ClassBy by);
  Index share(Index subject, const TablePlan& table, const TraceShare& share);
  Index step(Index subject, const StepPlan& step, bool on_limits);
  Index moved(Index subject, const TablePlan& table, int tier);

  /// The line opened last came for the first time.
  [[nodiscard]] bool is_new() const noexcept { return new_; }

  // What became of a row. A member is numbered from the first of its condition.
  void state(Index line, int row, TraceRow::State state) { row_at(line, row).state = state; }
  void failed(Index line, int row, Index member);
  // The same while merging.
  void fails_always(Index line, int row, Index member);
  [[nodiscard]] bool is_settled(Index line, int row) { return count_at(line, row).fails_always; }
  void takes(Index line, int row) { ++count_at(line, row).taken; }
  void may_take(Index line, int row) { count_at(line, row).may_take = true; }
  void offers(Index line, int row) { ++count_at(line, row).offered; }
  void unclear(Index line, int row) { count_at(line, row).unclear = true; }
  void holds(Index line, int row) { count_at(line, row).held = true; }
  void fails(Index line, int row, std::uint64_t members) { count_at(line, row).failing &= members; }

  void branch_taken(Index line, Index provision);
  void step_taken(Index line, const StepPlan& step, int row);
  void before(Index line, const MoneyRange& range) { widen(lines_[at(line)].before, range); }
  void legal(Index line, const MoneyRange& range) { widen(lines_[at(line)].legal, range); }
  void after(Index line, std::uint8_t result, const MoneyRange* range);
  void fine(Index line, const Fine* fine);
  void term(Index line, const Term* term, TraceTerm::State state, const Ratio& value);
  void raised(Index line, Warnings warnings) { lines_[at(line)].warnings.add(warnings); }

  /// A derived fact as an evaluation found it; `number` is null where it is none, or not one number.
  void derived(Index slot, Code code, const Ratio* number);
  /// Puts the lines in order. Nothing may follow.
  void finish();

 private:
  /// How a line is known again in the next completion.
  struct Key {
    Index line;
    Index blank;
    Index subject;
    Index which;
    std::int64_t times = 1;  ///< that it was met
    std::int64_t seen = 1;   ///< in how many completions
    std::int64_t pass = 0;   ///< that it was met in last
    std::int64_t completion = 0;
  };
  /// How a row fared over the completions.
  struct Count {
    std::int64_t taken = 0;
    std::int64_t offered = 0;
    bool may_take = false;
    bool unclear = false;
    bool held = false;
    bool fails_always = false;
    std::uint64_t failing = ~std::uint64_t{0};  ///< members that never held
  };

  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  TraceRow& row_at(Index line, int row) { return trace_.all_rows[at(lines_[at(line)].first_row + row)]; }
  Count& count_at(Index line, int row) { return counts_[at(lines_[at(line)].first_row + row) - first_count_]; }
  void told(const Slot& slot, std::size_t i, const CaseState& state, TraceFact& made);
  void widen(std::int32_t& index, const MoneyRange& range);
  void settle(const Key& key);
  [[nodiscard]] Index subject_of(const TraceLine& line) const;
  /// Subject and stage, by which lines follow one another.
  [[nodiscard]] static std::int64_t rank(Index subject, Kind kind);
  void order();

  const Program& program_;
  Trace& trace_;
  std::vector<TraceLine>& lines_ = trace_.lines;
  std::vector<std::uint8_t> listening_;
  bool ground_ = true;  // what holds for every subject is still wanted
  bool new_ = false;
  bool in_order_ = true;
  std::int64_t last_rank_ = std::numeric_limits<std::int64_t>::min();

  bool merging_ = false;
  std::int64_t pass_ = 0;
  std::int64_t completions_ = 0;
  std::vector<Key> keys_;
  std::size_t next_key_ = 0;
  std::vector<Count> counts_;  // of rows from first_count_ on
  std::size_t first_count_ = 0;
  std::size_t first_line_ = 0;
  std::size_t first_term_ = 0;
  std::size_t first_share_ = 0;
  std::size_t first_interval_ = 0;
};

}  // namespace cailiang::detail
