// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cailiang/detail/program.hpp"
#include "cailiang/engine/outcome.hpp"

namespace cailiang::detail {

/// A case as one Program looks at it: what is known of each slot, and what the case says beside its facts.
struct CaseState {
  std::vector<Code> codes;              ///< by slot
  std::vector<Ratio> numbers;           ///< by slot, of known numbers and dates
  std::vector<std::uint64_t> options;   ///< by slot, of facts of several options
  std::vector<Span> spans;              ///< by slot, the domain of what is not known
  std::vector<std::uint8_t> bounded;    ///< by slot: only a bound was given, so the fact has a value
  std::vector<std::uint8_t> given;      ///< by slot
  std::vector<std::uint8_t> applied;    ///< by offer of the Program
  std::vector<std::optional<Ratio>> decided;     ///< by subject
  std::vector<std::uint8_t> provision_in_force;  ///< by provision of the Program
  std::vector<std::uint8_t> takes_part;          ///< by circumstance
  std::vector<std::uint8_t> raised;              ///< by circumstance; those that could be but were not are listed
  bool all_provisions_in_force = true;
  bool in_force = true;
  bool class_given = false;
  bool decision_given = true;
  bool stray_apply = false;             ///< `apply` names what plays no part here
  Warnings warnings;                    ///< of every outcome
};

/// One set of values of an unknown fact that no test tells apart.
struct Cell {
  Code code = 0;
  std::uint64_t options = 0;
  Span span;
};

}  // namespace cailiang::detail
