// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "cailiang/detail/quantity/span.hpp"

namespace cailiang::detail {

/// Factors of a weight table whose unknown facts nothing else looks at. All that follows depends on them through the
/// sum of their weights alone, so their cells need not be gone through one completion at a time: the sums are.
struct Bulk {
  static constexpr std::int64_t no_row = std::numeric_limits<std::int64_t>::min();

  struct Factor {
    Index key;
    std::vector<std::int64_t> weights;  ///< by cell of the fact; no_row: no level holds
  };

  /// A completion in which some factor has no level has no sum.
  [[nodiscard]] static std::int64_t plus(std::int64_t a, std::int64_t b) {
    return a == no_row || b == no_row ? no_row : a + b;
  }

  std::vector<Factor> factors;
  std::int64_t start = 0;  ///< what start and the other factors add up to

  void clear() {
    factors.clear();
    start = 0;
  }
  [[nodiscard]] bool empty() const noexcept { return factors.empty(); }

  /// Every sum that is reached, ascending; no_row first if some completion has no level.
  [[nodiscard]] std::vector<std::int64_t> sums() const { return sums_without(none); }
  /// The same without one factor.
  [[nodiscard]] std::vector<std::int64_t> sums_without(Index key) const {
    std::vector<std::int64_t> reached{start};
    bool gap = false;
    for (const Factor& factor : factors) {
      if (factor.key == key) continue;
      std::vector<std::int64_t> next;
      next.reserve(reached.size() * factor.weights.size());
      for (const std::int64_t weight : factor.weights) {
        if (weight == no_row) {
          gap = true;
          continue;
        }
        for (const std::int64_t sum : reached) next.push_back(sum + weight);
      }
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      reached = std::move(next);
    }
    if (gap) reached.insert(reached.begin(), no_row);
    return reached;
  }
};

}  // namespace cailiang::detail
