// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Weights: their sum, and the share of the base that it is.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::weights(const TablePlan& table, Way& way) {
  if (taken_ != nullptr) {
    share_of(table, Number{Ratio::of(taken_->sum, table.denominator)}, way);
    return;
  }
  std::int64_t sum = table.start;
  std::int64_t widest = table.start;  // of three values: the other end
  for (const FactorPlan& factor : table.factors) {
    if constexpr (symbolic) {
      if (completions_->three_valued()) {
        if (!possible_weights(factor, sum, widest)) {
          way.state = Way::State::gap;
          return;
        }
        continue;
      }
      if (in_bulk(factor)) continue;
    }
    const int row = take(factor.list, &factor.weights);
    if (recorder_ != nullptr) Recording{*this}.factor(factor, row);
    if (row < 0) {
      bulk_.clear();
      way.state = Way::State::gap;
      return;
    }
    sum += factor.weights[at(row)];
    widest = sum;
    enter_level(factor, row, way);
  }
  bulk_.start = sum;
  if (!bulk_.empty()) return;
  if (sum == widest) {
    share_of(table, Number{Ratio::of(sum, table.denominator)}, way);
  } else if constexpr (symbolic) {
    share_of(table, interval(Span{Ratio::of(sum, table.denominator), Ratio::of(widest, table.denominator), true, true}),
             way);
  }
}

template <bool symbolic>
void Evaluator<symbolic>::share_of(const TablePlan& table, const Number& sum, Way& way) {
  Number share = sum;
  if (table.at_least && compare(share, Number{*table.at_least}) < 0) share = Number{*table.at_least};
  if (table.at_most && compare(share, Number{*table.at_most}) > 0) share = Number{*table.at_most};
  leaf_->has_share = true;
  leaf_->share = share;
  if (recorder_ != nullptr) {
    Recording{*this}.share(table, sum, share, way);
  } else {
    share_of_base(table, share, way);
  }
}

// A factor that stands alone and whose fact is unknown: its weights, cell by cell.
template <bool symbolic>
bool Evaluator<symbolic>::in_bulk(const FactorPlan& factor) {
  if constexpr (symbolic) {
    if (!factor.alone || !top_ || leaf_->tracks.size() != 1) return false;
    const Index slot = factor.list.slot;
    if (codes_[at(slot)] != code_unknown) return false;
    Bulk::Factor made;
    made.key = slot;
    std::vector<int> rows;
    for (const Cell& cell : completions_->all_cells(slot)) {
      const int row = program_->row_table[at(factor.list.by_code + (cell.code < 0 ? factor.list.codes : cell.code))];
      made.weights.push_back(row < 0 ? Bulk::no_row : factor.weights[at(row)]);
      if (row >= 0) remark(factor.levels[at(row)]->remarks);
      if (recorder_ != nullptr && std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }
    if (recorder_ != nullptr) Recording{*this}.factor(factor, rows);
    bulk_.factors.push_back(std::move(made));
    return true;
  }
  return false;
}

/// The outcome if the weights add up to `sum`. \pre bulk() is not empty, subject() was called last for `index`
template <bool symbolic>
Leaf<typename Evaluator<symbolic>::Number>& Evaluator<symbolic>::with_sum(Index index, std::int64_t sum) {
  leaf_ = &leaves_[at(index)];
  *leaf_ = before_sum_;
  subject_ = index;
  Way& way = leaf_->tracks.front();
  const TablePlan& table = leaf_->branch->tables.front();
  if (sum == Bulk::no_row) {
    way.state = Way::State::gap;
  } else {
    arriving_ = &before_sum_.tracks.front().range;
    legal_ = &before_sum_.tracks.front().legal;
    warnings_ = &way.warnings;
    share_of(table, Number{Ratio::of(sum, table.denominator)}, way);
    arriving_ = legal_ = nullptr;
  }
  warnings_ = &leaf_->warnings;
  step_passed_ = false;
  after_table(*leaf_->branch);
  steps_asked_ = steps_asked_ || !step_passed_;
  LeafOf& made = *leaf_;
  leaf_ = nullptr;
  warnings_ = nullptr;
  return made;
}

template <bool symbolic>
void Evaluator<symbolic>::enter_level(const FactorPlan& factor, int row, Way& way) {
  if (factor.names_class[at(row)]) way.names_class = true;
  remark(factor.levels[at(row)]->remarks);
}

// Three values: the weights of the rows that stay possible, added at both ends. False: no row is possible.
template <bool symbolic>
bool Evaluator<symbolic>::possible_weights(const FactorPlan& factor, std::int64_t& low, std::int64_t& high) {
  if constexpr (symbolic) {
    const std::size_t mark = completions_->mark();
    const std::vector<int> rows = possible_rows(factor.list);
    completions_->since(mark, rows.size() > 1);
    std::int64_t least = 0;
    std::int64_t most = 0;
    bool any = false;
    bool gap = false;
    for (const int row : rows) {
      if (row < 0) {
        gap = true;
        continue;
      }
      const std::int64_t weight = factor.weights[at(row)];
      least = any ? std::min(least, weight) : weight;
      most = any ? std::max(most, weight) : weight;
      any = true;
      remark(factor.levels[at(row)]->remarks);
    }
    if (recorder_ != nullptr) Recording{*this}.factor(factor, rows);
    if (!any || (gap && choose_fresh(2) == 1)) return false;
    low += least;
    high += most;
  }
  return true;
}

template <bool symbolic>
void Evaluator<symbolic>::share_of_base(const TablePlan& table, const Number& share, Way& way) {
  end_missing_ = false;
  Bound made;
  bool ok = true;
  if (table.base_is_range) {
    Bound within;
    Number width{};
    ok = position_base(within, width, program_->no_minimum);
    if (ok) {
      made.lower = made.upper = plus(within.lower, times(share, width));
      made.has_lower = made.has_upper = made.lower_included = made.upper_included = true;
      meet_ends(within, made);
      if (!made.lower_included || !made.upper_included) {
        warn(Warning::empty_range);
        ok = false;
      }
    }
  } else {
    Number base{};
    ok = term(table.base, base) || nothing();
    if (ok) {
      made.lower = made.upper = times(share, base);
      made.has_lower = made.has_upper = made.lower_included = made.upper_included = true;
    }
  }
  way.state = ok ? Way::State::fine : Way::State::gap;
  if (ok) way.range = made;
}

}  // namespace cailiang::detail
