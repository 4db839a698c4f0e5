// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/inline.hpp"

namespace cailiang {

namespace detail {

/// How many bytes must be put in, left out, replaced, or swapped with their neighbour to turn `a` into `b`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace detail

/// The candidate that `word` was most likely meant to be: at most one slip for every three letters; the first of
/// equals. `candidates` is a range of anything that converts to std::string_view.
template <class Range>
[[nodiscard]] std::optional<std::string> did_you_mean(std::string_view word, const Range& candidates) {
  std::optional<std::string> best;
  std::size_t least = word.size() / 3 + 1;
  for (const auto& candidate : candidates) {
    const std::string_view name{candidate};
    // Each byte that one has more is a slip.
    if (std::max(word.size(), name.size()) - std::min(word.size(), name.size()) >= least) continue;
    const std::size_t distance = detail::edit_distance(word, name);
    if (distance >= least) continue;
    least = distance;
    best = std::string{name};
  }
  return best;
}

[[nodiscard]] inline std::optional<std::string> did_you_mean(std::string_view word,
                                                             std::initializer_list<std::string_view> candidates) {
  return did_you_mean<std::initializer_list<std::string_view>>(word, candidates);
}

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/error/suggest.ipp"
#endif
