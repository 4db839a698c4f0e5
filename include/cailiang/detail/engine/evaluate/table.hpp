// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// The tables of a branch, and what they give together.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::table_stage(const BranchPlan& branch) {
  if (branch.tables.empty()) return;
  const std::size_t first = more_.size();
  const std::size_t ways = leaf_->tracks.size();
  for (std::size_t i = 0; i < ways; ++i) {
    if (leaf_->tracks[i].state != Way::State::fine) continue;
    Way& way = leaf_->tracks[i];
    const std::size_t before = more_.size();
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
    stem_from(i, before);
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
    // A table with rows for classes, none of which holds under `reduced`, does not speak of it: the range stays.
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

// The ranges of the tables are added end by end; each track of one with each of the other.
template <bool symbolic>
void Evaluator<symbolic>::add_up(const BranchPlan& branch, Way& way, std::vector<Way>& more) {
  const Way arriving = way;
  std::vector<Bound> totals;
  bool gap = false;
  bool no_fine = false;
  way.names_class = false;
  for (const TablePlan& table : branch.tables) {
    std::vector<Way> parts{arriving};
    std::vector<Way> tracks;
    one_table(table, parts.front(), tracks);
    parts.insert(parts.end(), tracks.begin(), tracks.end());
    way.left_out.add(parts.front().left_out);
    gap = gap || parts.front().state == Way::State::gap;
    no_fine = no_fine || parts.front().state == Way::State::no_fine;
    std::vector<Bound> addends;
    for (const Way& part : parts) {
      way.names_class = way.names_class || part.names_class;
      if (part.state == Way::State::fine) addends.push_back(addend(part.range));
    }
    if (totals.empty()) {
      totals = std::move(addends);
    } else if (!addends.empty()) {
      std::vector<Bound> sums;
      for (const Bound& total : totals) {
        for (const Bound& one : addends) sums.push_back(sum_of(total, one));
      }
      totals = std::move(sums);
    }
  }
  way.state = gap ? Way::State::gap : no_fine ? Way::State::no_fine : Way::State::fine;
  if (way.state == Way::State::fine) become_sums(way, std::move(totals), more);
}

// As a range is added: one amount is its own recommendation, and a missing lower end counts as 0, excluded.
template <bool symbolic>
typename Evaluator<symbolic>::Bound Evaluator<symbolic>::addend(Bound range) {
  if (!range.has_point && range.has_lower && range.has_upper && compare(range.lower, range.upper) == 0) {
    range.has_point = true;
    range.point = range.lower;
  }
  if (!range.has_lower) {
    range.has_lower = true;
    range.lower = Number{Ratio{0}};
    range.lower_included = false;
  }
  return range;
}

// A sum whose ends meet where one is excluded holds no amount.
template <bool symbolic>
void Evaluator<symbolic>::become_sums(Way& way, std::vector<Bound> sums, std::vector<Way>& more) {
  for (Bound& sum : sums) {
    if (sum.has_point && sum.has_upper && compare(sum.lower, sum.upper) == 0) sum.has_point = false;
  }
  const auto last = std::remove_if(sums.begin(), sums.end(), [&](const Bound& sum) { return empty(sum); });
  if (last != sums.end()) (last == sums.begin() ? way.warnings : way.left_out).add(Warning::empty_range);
  sums.erase(last, sums.end());
  if (sums.empty()) {
    way.state = Way::State::gap;
    return;
  }
  way.range = sums.front();
  for (std::size_t i = 1; i < sums.size(); ++i) {
    more.push_back(way);
    more.back().range = sums[i];
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
