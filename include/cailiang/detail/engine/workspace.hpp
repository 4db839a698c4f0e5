// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "cailiang/detail/engine/evaluate.hpp"
#include "cailiang/detail/engine/gather.hpp"
#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/engine/standard.hpp"

namespace cailiang::detail {

/// For which days the workspace knows what is in force: cases often share them.
struct Dated {
  const Program* program = nullptr;
  std::optional<Date> act{};
  std::optional<Date> decision{};

  [[nodiscard]] bool holds(const Program& other, Date other_act, const std::optional<Date>& other_decision) const {
    return program == &other && act == other_act && decision == other_decision;
  }
};

/// What one assessment needs while it runs; kept with it, so that the next one allocates nothing.
struct Workspace {
  CaseState state;
  std::vector<Code> codes;  ///< those of the state once more: copying what was just written would wait for it
  Evaluator<false> evaluator;
  Evaluator<true> open;               ///< where facts are unknown
  std::vector<std::string> evidence;  ///< by slot
  // All of it is forgotten where another program may come to stand in the same place.
  Dated dated;
  std::vector<const ReadyOutcome*> shown;  ///< by subject: what its outcome was copied from
  std::vector<AskedBeside> asked;          ///< by subject

  /// What is wrong with a question, whatever the program is.
  static void check(const StandardData& data, const Question& question, Findings& findings);
  /// Holds facts and question against the program. \pre check() found nothing
  static void prepare(const StandardData& data, const Program& program, const Violation* violation, const Facts& facts,
                      const Question& question, Assessment& into);
  /// Fills the outcomes. \throws Overflow
  static void run(const StandardData& data, const Program& program, Assessment& into);

  /// Makes room for the subjects of another program, or of the same on another day.
  void begin(const Program& program) {
    const std::size_t n = program.subjects.size();
    state.decided.resize(n);
    state.applied.reset(program.offers.size());
    state.not_raised.reset(program.offers.size());
    shown.assign(n, nullptr);
    asked.resize(n);
    evaluator.bind(program, state);
    for (AskedBeside& answers : asked) answers.forget();
  }
  void forget() {
    dated = {};
    shown.clear();
    asked.clear();
  }

  /// Fills an outcome from one that was worked out when the pack was loaded.
  void show(const Program& program, const ReadyOutcome& ready, std::size_t subject, Outcome& out);
  static void known(const StandardData& data, const Program& program, const CaseState& state,
                    Evaluator<false>& evaluator, Leaf<Ratio>& leaf, Index subject, Outcome& out);
  static void unknown(const StandardData& data, const Program& program, const CaseState& state,
                      Evaluator<true>& evaluator, Index subject, Outcome& out, Recorder* recorder = nullptr);
  /// What happens on the way. The evaluators are lent: those of the workspace serve one thread at a time.
  void record(const StandardData& data, const Program& program, Evaluator<false>& closed, Evaluator<true>& opened,
              Trace& into) const;
};

}  // namespace cailiang::detail
