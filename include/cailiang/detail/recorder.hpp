// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/leaf.hpp"

namespace cailiang::detail {

/// Listens to an evaluation. The evaluation is the same with and without one; what is recorded is what happened.
class Recorder {
 public:
  enum class Stage : std::uint8_t { branch, tier };

  virtual ~Recorder() = default;
  /// A derived fact was worked out.
  virtual void derived(Index slot, Code code) = 0;
  /// A circumstance was examined.
  virtual void circumstance(Index index, bool holds, bool applied) = 0;
  /// A branch (subject given) or a tier (table given) was taken; -1: none.
  virtual void rows(Stage stage, Index subject, const SubjectPlan* plan, const TablePlan* table, int row) = 0;
  /// A level of a factor was taken.
  virtual void factor(Index subject, const TablePlan& table, const FactorPlan& factor, int row) = 0;
  /// A step was run.
  virtual void step(Index subject, const StepPlan& step, int row) = 0;
};

}  // namespace cailiang::detail
