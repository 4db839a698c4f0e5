// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "cailiang/detail/engine/program.hpp"

namespace cailiang::detail {

/// Of a derived number, where three values leave it open: the codes between which it lies.
struct Placed {
  Code low = 0;
  Code high = 0;
  bool known = false;
};

/// What was met on the way to an answer.
struct Met {
  bool incomplete = false;  ///< a fact was asked for that is not known
  bool tried = false;       ///< a value of what cannot be ascertained was taken
  bool warned = false;      ///< of a row list
  bool no_number = false;   ///< while peeking: a number is not known
  bool unknown = false;     ///< something was looked at that is not known, for whatever purpose

  void add(const Met& other) noexcept {
    incomplete = incomplete || other.incomplete;
    tried = tried || other.tried;
    warned = warned || other.warned;
    no_number = no_number || other.no_number;
    unknown = unknown || other.unknown;
  }
};

/// An answer about a derived fact that is not the completion's for good: as long as nothing that it hangs on has
/// changed, it is not worked out again. Facts that each ask for two others would double the work with each level.
struct Remembered {
  std::uint64_t since = 0;
  bool peeking = false;
  bool beside = false;
  Code code = 0;
  Placed placed;
  Met met;
  Warnings raised;
  std::vector<Index> touched;  ///< see Completions::touch
};

}  // namespace cailiang::detail
