// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Tiers: which row of the table counts, by itself or by the amounts.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::enter_tier(const TablePlan& table, int row, Way& way, std::vector<Way>& more) {
  const TierRow& tier = table.tiers[at(row)];
  way.table = &table;
  way.tier = row;
  way.names_class = tier.names_class;
  if (std::find(leaf_->tiers.begin(), leaf_->tiers.end(), tier.source) == leaf_->tiers.end()) {
    leaf_->tiers.push_back(tier.source);
  }
  if (tier.source->mode != Mode::unstated) leaf_->mode = tier.source->mode;
  add_sanctions(tier.sanctions, true);
  replace(way, tier.fine, program_->no_minimum, more);
}

template <bool symbolic>
int Evaluator<symbolic>::tier_row(const TablePlan& table, const Way& way) {
  const RowList& list = table.list;
  if (!table.grades || list.match == Match::unique) return take(list);
  if constexpr (symbolic) {
    if (completions_->three_valued()) return take_possible(list, &table);
  }
  return take_graded(table, way);
}

// Rows of one grade stand together: of those that hold, the amounts decide.
template <bool symbolic>
int Evaluator<symbolic>::take_graded(const TablePlan& table, const Way& way) {
  const RowList& list = table.list;
  const auto holding = [&] {
    const Index n = size_of(list);
    std::vector<int> rows;
    for (Index i = 0; i < n; ++i) {
      const Index row = list.match == Match::heaviest ? n - 1 - i : i;
      if (!rows.empty() && table.tiers[at(rows.front())].grade != table.tiers[at(row)].grade) break;
      if (row == list.otherwise) continue;
      if (holds(condition_of(list, row)) == Truth::yes) rows.push_back(row);
    }
    return rows;
  };
  const auto row_of = [&](const std::vector<int>& rows) {
    return rows.empty() ? static_cast<int>(list.otherwise) : of_grade(table, rows, way, list.match == Match::heaviest);
  };
  if constexpr (symbolic) {
    if (list.lightest && completions_->unprovable()) {
      std::vector<std::vector<int>> reached;
      with_each_value(list, [&](LocalCompletion&) {
        std::vector<int> rows = holding();
        if (std::find(reached.begin(), reached.end(), rows) == reached.end()) reached.push_back(std::move(rows));
      });
      // What amounts are made of is completed like anywhere else.
      for (std::vector<int>& rows : reached) rows = {row_of(rows)};
      return first_reached(list, std::move(reached));
    }
  }
  return row_of(holding());
}

// The heavier: higher upper end, then higher lower end; a missing upper end is the highest, a missing lower end the
// lowest, and no fine is below every fine.
template <bool symbolic>
int Evaluator<symbolic>::of_grade(const TablePlan& table, const std::vector<int>& rows, const Way& way, bool heaviest) {
  int best = rows.front();
  if (rows.size() == 1) return best;
  std::vector<Way> ignored;
  Warnings ignored_warnings;
  Warnings* outer = std::exchange(warnings_, &ignored_warnings);
  const auto priced = [&](int row) {
    Way made = way;
    replace(made, table.tiers[at(row)].fine, program_->no_minimum, ignored);
    return made;
  };
  Way best_way = priced(best);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Way other = priced(rows[i]);
    const int order = weigh(other, best_way);
    if (heaviest ? order > 0 : order < 0) {
      best = rows[i];
      best_way = other;
    } else if (order == 0) {
      best = heaviest ? std::max(best, rows[i]) : std::min(best, rows[i]);
    }
  }
  warnings_ = outer;
  return best;
}

template <bool symbolic>
int Evaluator<symbolic>::weigh(const Way& a, const Way& b) {
  const auto rank = [](const Way& way) { return way.state == Way::State::fine ? 1 : 0; };
  if (rank(a) != rank(b)) return rank(a) - rank(b);
  if (rank(a) == 0) return 0;
  if (a.range.has_upper != b.range.has_upper) return a.range.has_upper ? -1 : 1;
  if (a.range.has_upper) {
    if (const int order = compare(a.range.upper, b.range.upper); order != 0) return order;
  }
  if (a.range.has_lower != b.range.has_lower) return a.range.has_lower ? 1 : -1;
  return a.range.has_lower ? compare(a.range.lower, b.range.lower) : 0;
}

}  // namespace cailiang::detail
