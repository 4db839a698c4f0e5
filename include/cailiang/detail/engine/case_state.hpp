// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cailiang/detail/engine/program.hpp"
#include "cailiang/engine/outcome.hpp"

namespace cailiang::detail {

/// A case as one Program looks at it: what is known of each slot, and what the case says beside its facts.
struct CaseState {
  std::vector<Code> codes;             ///< by slot
  std::vector<Code> dated;             ///< the same before any fact is told
  std::vector<Ratio> numbers;          ///< by slot, of known numbers and dates
  std::vector<std::uint64_t> options;  ///< by slot, of facts of several options
  std::vector<Span> spans;             ///< by slot, where only a bound is known
  std::vector<std::uint8_t> bounded;   ///< by slot: only a bound was given, so the fact has a value
  bool any_bounded = false;            ///< of the facts told
  Bits applied;                        ///< by offer of the Program
  bool any_applied = false;
  Bits not_raised;                               ///< by offer: circumstances in force that nobody raised
  std::vector<std::optional<Ratio>> decided;     ///< by subject
  std::vector<std::uint8_t> provision_in_force;  ///< by provision of the Program
  Bits taking_part;                              ///< circumstances that are examined
  bool waiting_sets_class = false;               ///< some that nobody raised could set a class
  std::vector<std::uint8_t> pack_in_force;       ///< by pack of the standard
  bool all_packs_in_force = true;
  bool all_provisions_in_force = true;
  bool in_force = true;
  bool class_given = false;
  bool decision_given = true;
  Warnings warnings;  ///< of every outcome

  /// The values that a fact may have as far as the case says.
  [[nodiscard]] const Span& domain(const Program& program, Index slot) const {
    const auto s = static_cast<std::size_t>(slot);
    return bounded[s] != 0 ? spans[s] : program.slots[s].domain;
  }
};

}  // namespace cailiang::detail
