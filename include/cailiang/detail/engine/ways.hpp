// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/bulk.hpp"
#include "cailiang/detail/engine/completions.hpp"

namespace cailiang::detail {

/// The completions that were followed, each with what it chose and the number of its result; says which choices decide.
class Ways {
 public:
  void add(const Completions& completions, std::int32_t result) {
    const auto& points = completions.points();
    leaves_.push_back({static_cast<std::uint32_t>(steps_.size()), static_cast<std::uint32_t>(points.size()), result});
    for (const Completions::Point& chosen : points) steps_.push_back({chosen.key, chosen.value()});
  }
  /// All completions of a bulk. \param results by the place of the sum among `sums`
  void add(const Completions& completions, const Bulk& bulk, std::vector<std::int64_t> sums,
           std::vector<std::int32_t> results) {
    add(completions, -1);
    leaves_.back().bulk = static_cast<std::int32_t>(bulks_.size());
    bulks_.push_back({bulk, std::move(sums), std::move(results)});
  }

  /// Adds the choices for which two completions that differ in that one alone differ in the result.
  void deciding(const Completions& completions, std::set<Index>& found) const {
    const std::vector<Index>& keys = completions.dimensions();
    std::vector<Index> open = keys;
    if (!bulks_.empty()) {
      deciding_by_sums(found);
      // A choice that is no factor: mostly two completions with the same factors show it.
      open = chosen_keys(keys);
      const std::vector<Index> chosen = open;
      for (const bool last : {false, true}) deciding_on_grid(completions, chosen, last, found);
    }
    std::erase_if(open, [&](Index key) { return found.contains(key); });
    if (open.empty()) return;
    if (!deciding_on_grid(completions, keys, false, found)) deciding_by_pairs(keys, found);
  }

 private:
  static constexpr std::size_t largest_grid = std::size_t{1} << 24;

  struct LeafAt {
    std::uint32_t first;
    std::uint32_t count;
    std::int32_t result;
    std::int32_t bulk = -1;
  };
  struct BulkAt {
    Bulk bulk;
    std::vector<std::int64_t> sums;
    std::vector<std::int32_t> results;

    [[nodiscard]] std::int32_t result(std::int64_t sum) const {
      return results[static_cast<std::size_t>(std::lower_bound(sums.begin(), sums.end(), sum) - sums.begin())];
    }
  };
  struct Step {
    Index key;
    int value;
  };

  // A factor decides if for some sum of the others two of its cells give different results. Where it is a factor,
  // nothing else looks at its fact: a completion that differs in that alone is of the same leaf.
  void deciding_by_sums(std::set<Index>& found) const {
    for (const BulkAt& at : bulks_) {
      for (const Bulk::Factor& factor : at.bulk.factors) {
        if (found.contains(factor.key)) continue;
        const auto decides = [&](std::int64_t others) {
          const auto result = [&](std::int64_t weight) { return at.result(Bulk::plus(others, weight)); };
          return std::any_of(factor.weights.begin(), factor.weights.end(),
                             [&](std::int64_t weight) { return result(weight) != result(factor.weights.front()); });
        };
        // Mostly one sum shows it.
        std::int64_t first = at.bulk.start;
        for (const Bulk::Factor& other : at.bulk.factors) {
          if (other.key != factor.key) first = Bulk::plus(first, other.weights.front());
        }
        if (decides(first)) {
          found.insert(factor.key);
          continue;
        }
        const std::vector<std::int64_t> all = at.bulk.sums_without(factor.key);
        if (std::any_of(all.begin(), all.end(), decides)) found.insert(factor.key);
      }
    }
  }

  // The keys that some way chose, in their order; the others are factors everywhere.
  [[nodiscard]] std::vector<Index> chosen_keys(const std::vector<Index>& keys) const {
    std::set<Index> chosen;
    for (const Step& step : steps_) chosen.insert(step.key);
    std::vector<Index> some;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(some), [&](Index key) { return chosen.contains(key); });
    return some;
  }

  // Lays the results out by these keys; factors that are not among them have their first cell, or their last. False:
  // the grid has too many places.
  bool deciding_on_grid(const Completions& completions, const std::vector<Index>& keys, bool last,
                        std::set<Index>& found) const {
    Grid grid{keys, last, {}, {}, {}, {}, {}, {}};
    for (const Index key : keys)
      grid.place.resize(std::max(grid.place.size(), static_cast<std::size_t>(key) + 1), none);
    std::size_t total = 1;
    for (std::size_t d = 0; d < keys.size(); ++d) {
      // Of a row of a list, few are ever chosen; a fact has all its cells.
      std::vector<int> values = keys[d] < completions.slots() ? std::vector<int>{} : values_of(keys[d]);
      grid.place[static_cast<std::size_t>(keys[d])] = static_cast<Index>(d);
      grid.strides.push_back(total);
      grid.widths.push_back(values.empty() ? static_cast<std::size_t>(completions.width(keys[d])) : values.size());
      grid.values.push_back(std::move(values));
      total *= grid.widths.back();
      if (total > largest_grid) return false;
    }
    grid.results.assign(total, -1);
    lay_out(grid);
    for (std::size_t d = 0; d < keys.size(); ++d) {
      if (found.contains(keys[d])) continue;
      if (differs(grid.results, grid.strides[d], grid.widths[d])) found.insert(keys[d]);
    }
    return true;
  }

  [[nodiscard]] std::vector<int> values_of(Index key) const {
    std::set<int> chosen;
    for (const Step& step : steps_) {
      if (step.key == key) chosen.insert(step.value);
    }
    return {chosen.begin(), chosen.end()};
  }

  struct Grid {
    const std::vector<Index>& keys;
    bool last;
    std::vector<Index> place;  // in keys, by key; none for what is not among them
    std::vector<std::size_t> widths;
    std::vector<std::size_t> strides;
    std::vector<std::vector<int>> values;  // by key, those that occur, if not all
    std::vector<std::uint8_t> fixed;       // by key: chosen by the leaf at hand
    std::vector<std::int32_t> results;     // -1: not reached
  };

  void lay_out(Grid& grid) const {
    for (const LeafAt& leaf : leaves_) {
      grid.fixed.assign(grid.keys.size(), 0);
      std::size_t start = 0;
      for (std::uint32_t i = 0; i < leaf.count; ++i) {
        const Step& step = steps_[leaf.first + i];
        const auto d = static_cast<std::size_t>(grid.place[static_cast<std::size_t>(step.key)]);
        grid.fixed[d] = 1;
        const std::vector<int>& values = grid.values[d];
        start += grid.strides[d] *
                 static_cast<std::size_t>(values.empty() ? step.value
                                                         : std::lower_bound(values.begin(), values.end(), step.value) -
                                                               values.begin());
      }
      if (leaf.bulk < 0) {
        fill(grid, start, 0, leaf.result);
      } else {
        const BulkAt& bulk = bulks_[static_cast<std::size_t>(leaf.bulk)];
        fill_bulk(grid, start, 0, bulk, bulk.bulk.start);
      }
    }
  }

  // A fact that a completion did not look at may have any value there.
  static void fill(Grid& grid, std::size_t at, std::size_t d, std::int32_t result) {
    while (d < grid.keys.size() && grid.fixed[d] != 0) ++d;
    if (d == grid.keys.size()) {
      grid.results[at] = result;
      return;
    }
    for (std::size_t i = 0; i < grid.widths[d]; ++i) fill(grid, at + i * grid.strides[d], d + 1, result);
  }

  static void fill_bulk(Grid& grid, std::size_t at, std::size_t factor, const BulkAt& bulk, std::int64_t sum) {
    if (factor == bulk.bulk.factors.size()) {
      fill(grid, at, 0, bulk.result(sum));
      return;
    }
    const Bulk::Factor& f = bulk.bulk.factors[factor];
    const auto key = static_cast<std::size_t>(f.key);
    if (key >= grid.place.size() || grid.place[key] == none) {
      fill_bulk(grid, at, factor + 1, bulk, Bulk::plus(sum, grid.last ? f.weights.back() : f.weights.front()));
      return;
    }
    const auto d = static_cast<std::size_t>(grid.place[key]);
    grid.fixed[d] = 1;
    for (std::size_t i = 0; i < f.weights.size(); ++i) {
      fill_bulk(grid, at + i * grid.strides[d], factor + 1, bulk, Bulk::plus(sum, f.weights[i]));
    }
  }

  static bool differs(const std::vector<std::int32_t>& grid, std::size_t stride, std::size_t width) {
    const std::size_t block = stride * width;
    for (std::size_t base = 0; base < grid.size(); base += block) {
      for (std::size_t i = base; i < base + stride; ++i) {
        std::int32_t first = -1;
        for (std::size_t k = i; k < i + block; k += stride) {
          if (grid[k] < 0) continue;
          if (first >= 0 && grid[k] != first) return true;
          first = grid[k];
        }
      }
    }
    return false;
  }

  // Where the grid would be too large (many choices beside facts), a choice counts as deciding where its values give
  // different sets of results.
  void deciding_by_pairs(const std::vector<Index>& keys, std::set<Index>& found) const {
    for (const Index key : keys) {
      std::unordered_map<int, std::set<std::int32_t>> by_value;
      for (const LeafAt& leaf : leaves_) {
        for (std::uint32_t i = 0; i < leaf.count; ++i) {
          const Step& step = steps_[leaf.first + i];
          if (step.key == key) by_value[step.value].insert(leaf.result);
        }
      }
      for (const auto& [value, results] : by_value) {
        if (results != by_value.begin()->second) found.insert(key);
      }
    }
  }

  std::vector<LeafAt> leaves_;
  std::vector<Step> steps_;
  std::vector<BulkAt> bulks_;
};

}  // namespace cailiang::detail
