// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "cailiang/detail/engine/program.hpp"

namespace cailiang::detail {

/// One set of values of an unknown fact that no test tells apart.
struct Cell {
  Code code = 0;
  std::uint64_t options = 0;
  Span span;
};

/// How many points and open spaces a number line has that is cut at these numbers, and the i-th of them.
[[nodiscard]] inline std::size_t spaces(const std::vector<Ratio>& cuts) noexcept {
  return 2 * cuts.size() + 1;
}
[[nodiscard]] inline Span space(const std::vector<Ratio>& cuts, std::size_t i) {
  const std::size_t k = i / 2;
  if (i % 2 == 1) return Span{cuts[k], cuts[k], true, true};
  Span span;
  if (k > 0) span.lower = cuts[k - 1];
  if (k < cuts.size()) span.upper = cuts[k];
  return span;
}

/// The cells of a number or date within a domain, cut where the text compares it and where an amount bends.
[[nodiscard]] inline std::vector<Cell> number_cells(const Slot& fact, const std::vector<Ratio>& bends,
                                                    const Span& domain) {
  std::vector<Ratio> cuts = fact.cuts;
  cuts.insert(cuts.end(), bends.begin(), bends.end());
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < spaces(cuts); ++i) {
    const Span part = space(cuts, i);
    Span span = meet(part, domain);
    if (fact.whole()) span = whole_numbers(span);
    if (span.is_empty()) continue;
    // The code is the place among the numbers that the text compares with; other cuts only divide it.
    const bool point = i % 2 == 1;
    Code code = static_cast<Code>(2 * fact.cuts.size());
    if (part.upper) {
      const auto found = std::lower_bound(fact.cuts.begin(), fact.cuts.end(), *part.upper);
      const auto k = static_cast<Code>(found - fact.cuts.begin());
      code = point && found != fact.cuts.end() && *found == *part.upper ? 2 * k + 1 : 2 * k;
    }
    cells.push_back(Cell{code, 0, span});
  }
  return cells;
}

/// The cells of a fact of several options: only the options that a condition asks for tell one list from another.
[[nodiscard]] inline std::vector<Cell> list_cells(const Slot& fact) {
  const std::uint64_t all = fact.options >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << fact.options) - 1;
  const std::uint64_t others = all & ~fact.tested;
  std::vector<Cell> cells;
  std::uint64_t subset = 0;
  do {
    if (subset != 0 || others != 0) cells.push_back(Cell{0, subset, {}});
    subset = (subset - fact.tested) & fact.tested;
  } while (subset != 0);
  return cells;
}

/// The cells of a flag or a choice.
[[nodiscard]] inline std::vector<Cell> option_cells(const Slot& fact) {
  std::vector<Cell> cells;
  const Code count = fact.kind == FactKind::flag ? 2 : fact.options;
  for (Code code = 0; code < count; ++code) cells.push_back(Cell{code, 0, {}});
  return cells;
}

}  // namespace cailiang::detail
