// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cailiang/detail/engine/bounds.hpp"
#include "cailiang/detail/engine/program.hpp"
#include "cailiang/engine/outcome.hpp"

namespace cailiang::detail {

/// One way through the text: the statute's range and what table and steps made of it.
template <class Number>
struct Track {
  enum class State : std::uint8_t { fine, no_fine, gap };
  State state = State::fine;
  Warnings warnings;         ///< raised on this way
  Warnings left_out;         ///< of tracks without an amount; they count if none has one
  bool names_class = false;  ///< the tier, level or step in force says how far below the minimum
  bool has_legal = false;    ///< the statute's amount came out
  Bounds<Number> legal;
  Bounds<Number> range;
  Bounds<Number> base;               ///< the range that arrived at the table: a shift starts from it
  const TablePlan* table = nullptr;  ///< of the tier in force
  Index tier = none;
  std::size_t beside = 0;  ///< of one that a fine makes beside another: that one's place among the tracks
};

/// What one completion of the facts gives for one subject.
template <class Number>
struct Leaf {
  OutcomeKind kind = OutcomeKind::not_applicable;
  std::vector<Track<Number>> tracks;
  std::vector<Bounds<Number>> fines;  ///< what came out, one per track that differs
  Bounds<Number> legal;
  bool has_legal = false;
  const BranchPlan* branch = nullptr;
  std::vector<const Tier*> tiers;
  bool has_share = false;
  Number share{};
  Code klass = code_absent;
  Mode mode = Mode::unstated;
  Index by = none;                                 ///< circumstance
  std::vector<const CompiledSanction*> sanctions;  ///< of the rows in force
  Bits offers;                                     ///< by offer
  std::uint8_t requirements = 0;
  std::vector<const Label*> human;
  Warnings warnings;
  bool class_unsupported = false;  ///< no circumstance that holds in this completion has the class that was stated
  bool done = false;
  bool incomplete = false;  ///< a fact was asked for that is not known

  void clear(std::size_t offer_count) {
    kind = OutcomeKind::not_applicable;
    tracks.clear();
    fines.clear();
    has_legal = false;
    branch = nullptr;
    tiers.clear();
    has_share = false;
    klass = code_absent;
    mode = Mode::unstated;
    by = none;
    sanctions.clear();
    offers.reset(offer_count);
    requirements = 0;
    human.clear();
    warnings.clear();
    class_unsupported = false;
    done = false;
  }
};

/// By bit of Leaf::requirements.
inline constexpr std::string_view requirement_names[] = {"reasons", "legal_review", "collective_discussion",
                                                         "superior_approval", "hearing"};

}  // namespace cailiang::detail
