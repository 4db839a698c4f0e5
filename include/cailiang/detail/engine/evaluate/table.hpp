// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// The table: a tier, or a sum of weights.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::table_stage(const BranchPlan& branch) {
  if (branch.tables.empty()) return;
  const std::size_t first = more_.size();
  const std::size_t ways = leaf_->tracks.size();
  for (std::size_t i = 0; i < ways; ++i) {
    if (leaf_->tracks[i].state != Way::State::fine) continue;
    Way& way = leaf_->tracks[i];
    Warnings* outer = std::exchange(warnings_, &way.warnings);
    const auto add = [&] { add_up(branch, way, more_); };
    if (branch.tables.size() == 1) {
      one_table(branch.tables.front(), way, more_);
    } else if (recorder_ != nullptr) {
      Recording{*this}.sum(branch, way, more_, add);
    } else {
      add();
    }
    warnings_ = outer;
  }
  take_more(first);
}

template <bool symbolic>
void Evaluator<symbolic>::one_table(const TablePlan& table, Way& way, std::vector<Way>& more) {
  const Bound* outer_arriving = std::exchange(arriving_, &way.range);
  const Bound* outer_legal = std::exchange(legal_, &way.legal);
  if (table.weights) {
    remark(table.source->remarks);
    weights(table, way);
    arriving_ = outer_arriving;
    legal_ = outer_legal;
    return;
  }
  const int row = taken_ != nullptr ? taken_->row : tier_row(table, way);
  const auto enter = [&] {
    arriving_ = outer_arriving;
    legal_ = outer_legal;
    if (row < 0 && table.names_class) open_class();
    // A table that has rows for classes and none that holds under `reduced` does not speak of it: the statute's range goes on.
    if (row < 0 && table.names_class && codes_[at(slot_class)] == class_reduced) {
      if (!program_->limits) way.state = Way::State::gap;
      return;
    }
    remark(table.source->remarks);
    if (row >= 0) {
      enter_tier(table, row, way, more);
    } else {
      way.state = Way::State::gap;
    }
  };
  if (recorder_ != nullptr) {
    Recording{*this}.tier(table, row, way, enter);
  } else {
    enter();
  }
}

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
  const auto pick = [&] {
    const RowList& list = table.list;
    const Index n = size_of(list);
    std::vector<int> rows;
    for (Index i = 0; i < n; ++i) {
      const Index row = list.match == Match::heaviest ? n - 1 - i : i;
      if (!rows.empty() && table.tiers[at(rows.front())].grade != table.tiers[at(row)].grade) break;
      if (row == list.otherwise) continue;
      if (holds(condition_of(list, row)) == Truth::yes) rows.push_back(row);
    }
    if (rows.empty()) return static_cast<int>(list.otherwise);
    return of_grade(table, rows, way, list.match == Match::heaviest);
  };
  if constexpr (symbolic) {
    if (table.list.lightest && completions_->unprovable()) {
      return lightest_of(table.list, pick);
    }
  }
  return pick();
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
        if (!possible_weights(table, factor, sum, widest)) {
          way.state = Way::State::gap;
          return;
        }
        continue;
      }
      if (in_bulk(table, factor)) continue;
    }
    const int row = take(factor.list, &factor.weights);
    if (recorder_ != nullptr) Recording{*this}.factor(table, factor, row);
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
    share_of(table, interval(Span{Ratio::of(sum, table.denominator), Ratio::of(widest, table.denominator), true, true}), way);
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
bool Evaluator<symbolic>::in_bulk(const TablePlan& table, const FactorPlan& factor) {
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
    if (recorder_ != nullptr) Recording{*this}.factor(table, factor, rows);
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
  after_table(*leaf_->branch);
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
bool Evaluator<symbolic>::possible_weights(const TablePlan& table, const FactorPlan& factor, std::int64_t& low,
                                           std::int64_t& high) {
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
    if (recorder_ != nullptr) Recording{*this}.factor(table, factor, rows);
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

// The ranges of the tables are added end by end; each track of one with each of the other.
template <bool symbolic>
void Evaluator<symbolic>::add_up(const BranchPlan& branch, Way& way, std::vector<Way>& more) {
  std::vector<Bound> totals;
  bool gap = false;
  bool no_fine = false;
  bool names = false;
  for (const TablePlan& table : branch.tables) {
    std::vector<Way> parts{way};
    std::vector<Way> tracks;
    one_table(table, parts.front(), tracks);
    parts.insert(parts.end(), tracks.begin(), tracks.end());
    way.left_out.add(parts.front().left_out);
    gap = gap || parts.front().state == Way::State::gap;
    no_fine = no_fine || parts.front().state == Way::State::no_fine;
    std::vector<Bound> addends;
    for (const Way& part : parts) {
      names = names || part.names_class;
      if (part.state != Way::State::fine) continue;
      Bound one = part.range;
      // A missing lower end counts as 0, excluded.
      if (!one.has_lower) {
        one.has_lower = true;
        one.lower = Number{Ratio{0}};
        one.lower_included = false;
      }
      if (!one.has_point && one.has_upper && compare(one.lower, one.upper) == 0) {
        one.has_point = true;
        one.point = one.lower;
      }
      addends.push_back(one);
    }
    if (addends.empty()) continue;
    if (totals.empty()) {
      totals = std::move(addends);
      continue;
    }
    std::vector<Bound> sums;
    for (const Bound& total : totals) {
      for (const Bound& one : addends) sums.push_back(sum_of(total, one));
    }
    totals = std::move(sums);
  }
  way.names_class = names;
  way.state = gap ? Way::State::gap : no_fine ? Way::State::no_fine : Way::State::fine;
  if (way.state != Way::State::fine) return;
  for (Bound& total : totals) {
    if (total.has_point && total.has_upper && compare(total.lower, total.upper) == 0) total.has_point = false;
  }
  // A sum whose ends meet where one is excluded holds no amount.
  const auto last = std::remove_if(totals.begin(), totals.end(), [&](const Bound& total) { return empty(total); });
  if (last != totals.end()) (last == totals.begin() ? way.warnings : way.left_out).add(Warning::empty_range);
  totals.erase(last, totals.end());
  if (totals.empty()) {
    way.state = Way::State::gap;
    return;
  }
  way.range = totals.front();
  for (std::size_t i = 1; i < totals.size(); ++i) {
    more.push_back(way);
    more.back().range = totals[i];
  }
}

template <bool symbolic>
typename Evaluator<symbolic>::Bound Evaluator<symbolic>::sum_of(const Bound& a, const Bound& b) {
  Bound sum = a;
  sum.lower = plus(a.lower, b.lower);
  sum.lower_included = a.lower_included && b.lower_included;
  sum.has_upper = a.has_upper && b.has_upper;
  sum.upper_included = sum.has_upper && a.upper_included && b.upper_included;
  if (sum.has_upper) sum.upper = plus(a.upper, b.upper);
  sum.has_point = a.has_point && b.has_point;
  if (sum.has_point) sum.point = plus(a.point, b.point);
  return sum;
}

}  // namespace cailiang::detail
