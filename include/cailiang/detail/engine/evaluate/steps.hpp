// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Steps of the standard and of the provision.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::run_step(const StepPlan& step) {
  if (of_another_class(step) && recorder_ == nullptr) return;
  int taken = -1;
  bool asked = false;
  const std::size_t first = more_.size();
  for (std::size_t i = 0; i < leaf_->tracks.size(); ++i) {
    Way& way = leaf_->tracks[i];
    const std::size_t before = more_.size();
    const bool passes = way.state == Way::State::gap || (way.state == Way::State::no_fine && !step.shifts);
    if (passes && !step.of_provision) continue;
    if (way.state == Way::State::fine) arriving_ = &way.range;
    legal_ = &way.legal;
    Warnings* outer = std::exchange(warnings_, &way.warnings);
    if (!passes) {
      asked = true;
      taken = step_row(step);
      offer_or_await(step, taken, way.state == Way::State::no_fine);
      const auto enter = [&] {
        if (taken >= 0) enter_step_row(step, step.rows[at(taken)], way, more_);
      };
      if (recorder_ != nullptr) {
        Recording{*this}.step(step, taken, way, enter);
      } else {
        enter();
      }
    }
    if (step.of_provision) step_on_limits(step, way);
    arriving_ = legal_ = nullptr;
    warnings_ = outer;
    stem_from(i, before);
  }
  take_more(first);
  if (!asked) step_passed_ = true;
  if (!state_->applied.has(step.offer)) return;
  const bool available = asked && taken >= 0 && (!step.may || step.rows[at(taken)].source->mode == Mode::may);
  if (!available) warn(Warning::not_available);
}

// Most steps are for a class that a case is not of; passing them over saves time. Not where facts are unknown: what a
// step asks for counts among the needs all the same. Of a bulk, one sum asks for all of them.
template <bool symbolic>
bool Evaluator<symbolic>::of_another_class(const StepPlan& step) const {
  if (symbolic && (!steps_asked_ || recorder_ != nullptr)) return false;
  const Code klass = codes_[at(slot_class)];
  return klass >= 0 && (step.classes >> klass & 1U) == 0 && !state_->applied.has(step.offer);
}

// The first row that holds; a row of mode `may` that is not taken is as if it were not there.
template <bool symbolic>
int Evaluator<symbolic>::step_row(const StepPlan& step) {
  if (of_another_class(step)) return -1;
  const bool applied = state_->applied.has(step.offer);
  const auto pick = [&] {
    const Index n = size_of(step.list);
    for (Index row = 0; row < n; ++row) {
      const Index condition = condition_of(step.list, row);
      if (step.rows[at(row)].source->mode == Mode::may && !applied) continue;
      if (!decided(condition)) continue;
      return static_cast<int>(row);
    }
    return -1;
  };
  if constexpr (symbolic) {
    if (step.list.lightest && completions_->unprovable() && !completions_->three_valued()) {
      return lightest_of(step.list, pick);
    }
  }
  return pick();
}

// Where the rows were given, the facts are not: what is offered waits for them.
template <bool symbolic>
void Evaluator<symbolic>::offer_or_await(const StepPlan& step, int taken, bool shifts_alone) {
  if (of_another_class(step)) return;
  if (taken_ == nullptr) {
    offer_rows(step, taken, shifts_alone);
    return;
  }
  const bool met_unknown = std::exchange(met_.unknown, false);
  const bool met_end = std::exchange(met_end_, false);
  offer_rows(step, taken, shifts_alone);
  const AwaitedOffer offer{&step, taken, shifts_alone};
  if (met_.unknown && std::find(awaited_.begin(), awaited_.end(), offer) == awaited_.end()) awaited_.push_back(offer);
  met_.unknown = met_unknown || (met_.unknown && met_end_);
  met_end_ = met_end;
}

// Rows that nobody took are offered, as far as the list was gone through; where there is no fine, those that shift.
template <bool symbolic>
void Evaluator<symbolic>::offer_rows(const StepPlan& step, int taken, bool shifts_alone) {
  if (!step.may || state_->applied.has(step.offer)) return;
  const Index n = taken < 0 ? size_of(step.list) : static_cast<Index>(taken);
  for (Index row = 0; row < n; ++row) {
    const StepRow& source = *step.rows[at(row)].source;
    if (source.mode != Mode::may || (shifts_alone && source.shift == 0)) continue;
    const Index condition = condition_of(step.list, row);
    if (condition == none || peek(condition) == Truth::yes) {
      (leaf_ != nullptr ? leaf_->offers : awaited_offers_).put(step.offer);
    }
  }
}

template <bool symbolic>
void Evaluator<symbolic>::enter_step_row(const StepPlan& step, const StepRowPlan& row, Way& way,
                                         std::vector<Way>& more) {
  // A row without a fine passes over what has none, unless it moves on from the tier.
  if (way.state == Way::State::no_fine && row.source->shift == 0) return;
  remark(row.source->remarks);
  if (row.source->shift != 0) {
    shift(step, row, way, more);
    return;
  }
  if (row.names_class) way.names_class = true;
  if (row.fine != none) replace(way, row.fine, step.no_minimum, more);
}

// A step of the provision acts on the statutory range too, once.
template <bool symbolic>
void Evaluator<symbolic>::step_on_limits(const StepPlan& step, Way& way) {
  if (!way.has_legal) return;
  Way limits;
  limits.range = limits.legal = way.legal;
  arriving_ = &limits.range;
  legal_ = &limits.legal;
  const int row = step_row(step);
  offer_or_await(step, row, false);
  Warnings ignored_warnings;  // of the amount: it is no result
  Warnings* outer = std::exchange(warnings_, &ignored_warnings);
  std::vector<Way> ignored;
  if (row >= 0 && step.rows[at(row)].fine != none) {
    replace(limits, step.rows[at(row)].fine, none, ignored);
    if (limits.state == Way::State::fine) {
      limits.range.has_point = false;
    }
  }
  if (recorder_ != nullptr) Recording{*this}.limits_step(step, row, way.legal, limits);
  if (row >= 0 && limits.state == Way::State::fine) way.legal = limits.range;
  warnings_ = outer;
}

template <bool symbolic>
void Evaluator<symbolic>::shift(const StepPlan& step, const StepRowPlan& row, Way& way, std::vector<Way>& more) {
  if (way.table == nullptr) return;
  const TablePlan& table = *way.table;
  const int from = table.tiers[at(way.tier)].grade;
  // Grades of rows that this column lacks do not exist for it.
  std::vector<int> present;
  for (const TierRow& tier : table.tiers) {
    if (present.empty() || present.back() != tier.grade) present.push_back(tier.grade);
  }
  const auto here = std::find(present.begin(), present.end(), from) - present.begin();
  const auto wanted = here + row.source->shift;
  const bool beyond = wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(present.size());
  if (beyond && row.at_end != none) {
    if (row.names_class) way.names_class = true;
    way.state = Way::State::fine;
    const Bound arriving = way.range;
    replace(way, row.at_end, step.no_minimum, more);
    if (recorder_ != nullptr) Recording{*this}.moved(table, -1, row.at_end, arriving, step.no_minimum, way);
    return;
  }
  // Up takes the new grade's lightest tier, down its heaviest; beyond the last, the outermost tier of all.
  Way fresh = way;
  fresh.range = way.base;
  fresh.state = Way::State::fine;
  int tier = wanted < 0 ? 0 : static_cast<int>(table.tiers.size()) - 1;
  if (!beyond) {
    std::vector<int> rows;
    for (std::size_t i = 0; i < table.tiers.size(); ++i) {
      if (table.tiers[i].grade == present[static_cast<std::size_t>(wanted)]) rows.push_back(static_cast<int>(i));
    }
    tier = of_grade(table, rows, fresh, row.source->shift < 0);
  }
  remark(table.tiers[at(way.tier)].source->remarks);
  const auto stays = [&](const Way& other) {
    return &other != &way && other.table == way.table && other.tier == way.tier;
  };
  if (std::none_of(leaf_->tracks.begin(), leaf_->tracks.end(), stays)) {
    std::erase(leaf_->tiers, table.tiers[at(way.tier)].source);
    drop_sanctions();
  }
  leaf_->mode = leaf_->branch->source != nullptr ? leaf_->branch->source->mode : Mode::unstated;
  const std::size_t made = more.size();
  enter_tier(table, tier, fresh, more);
  if (recorder_ != nullptr) {
    Recording{*this}.moved(table, tier, table.tiers[at(tier)].fine, way.base, program_->no_minimum, fresh);
  }
  if (row.names_class) {
    fresh.names_class = true;
    for (std::size_t m = made; m < more.size(); ++m) more[m].names_class = true;
  }
  fresh.warnings = way.warnings;
  way = fresh;
}

}  // namespace cailiang::detail
