// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/evaluate.hpp"

// The stages of Evaluator for one subject, in the order in which they run.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::evaluate(const SubjectPlan& subject) {
  leaf_->warnings.add(state_->warnings);
  if (!state_->in_force) {
    leaf_->kind = OutcomeKind::not_in_force;
    return;
  }
  if (!subject.provisions.empty()) {
    const auto stands = [&](Index provision) { return state_->provision_in_force[at(provision)] != 0; };
    if (std::none_of(subject.provisions.begin(), subject.provisions.end(), stands)) {
      leaf_->kind = OutcomeKind::not_in_force;
      return;
    }
  }
  leaf_->warnings.add(ground_warnings_);
  leaf_->offers = ground_offers_;
  leaf_->requirements |= ground_requirements_;
  for (const Label* label : ground_human_) human(label);
  if (no_penalty_ != none) {
    leaf_->kind = OutcomeKind::no_penalty;
    leaf_->by = no_penalty_;
    steps_not_reached();
    add_sanctions(program_->circumstances[at(no_penalty_)].sanctions, false);
    return;
  }
  if (program_->violation != nullptr) remark(program_->violation->remarks);

  int row = -1;
  if (!subject.branches.empty()) {
    row = state_->all_provisions_in_force ? take(subject.list) : branch_in_force(subject);
  }
  const Index line = recorder_ != nullptr ? Recording{*this}.branch(subject, row) : none;
  if (row < 0) {
    leaf_->kind = OutcomeKind::not_applicable;
    steps_not_reached();
    take_class();
    return;
  }
  const BranchPlan& branch = subject.branches[at(row)];
  leaf_->branch = &branch;
  Way start;
  if (branch.source != nullptr) {
    leaf_->mode = branch.source->mode;
    remark(program_->provisions[at(branch.provision)].source->remarks);
    remark(branch.source->remarks);
    add_sanctions(branch.sanctions, false);
    const CompiledFine& f = program_->fines[at(branch.fine)];
    if (f.no_fine) {
      leaf_->kind = OutcomeKind::none;
      steps_not_reached();
      take_class();
      return;
    }
    start.range = Bound{};
    std::vector<Way> more;
    replace(start, branch.fine, none, more);
    if (recorder_ != nullptr) Recording{*this}.branch_fine(line, branch.fine, start);
    leaf_->tracks.push_back(start);
    leaf_->tracks.insert(leaf_->tracks.end(), more.begin(), more.end());
    for (Way& way : leaf_->tracks) {
      way.legal = way.base = way.range;
      way.has_legal = way.state == Way::State::fine;
    }
  } else {
    warn(Warning::no_limits);
    // Neither a statute nor a table: there is no amount to start from.
    if (branch.tables.empty()) start.state = Way::State::gap;
    leaf_->tracks.push_back(start);
  }
  table_stage(branch);
  if (!bulk_.empty() && top_) {
    before_sum_ = *leaf_;
    return;
  }
  after_table(branch);
}

template <bool symbolic>
void Evaluator<symbolic>::after_table(const BranchPlan& branch) {
  for (const StepPlan& step : program_->steps) run_step(step);
  if (branch.provision != none) {
    for (const StepPlan& step : program_->provisions[at(branch.provision)].steps) run_step(step);
  }
  finish(branch);
  take_class();
}

// With a repealed provision in the list its rows are passed over.
template <bool symbolic>
int Evaluator<symbolic>::branch_in_force(const SubjectPlan& subject) {
  std::vector<int> hits;
  int otherwise = -1;
  for (std::size_t i = 0; i < subject.branches.size(); ++i) {
    if (state_->provision_in_force[at(subject.branches[i].provision)] == 0) continue;
    const Index condition = condition_of(subject.list, static_cast<Index>(i));
    if (condition == none) {
      otherwise = static_cast<int>(i);
      continue;
    }
    const Truth truth = holds(condition);
    bool hit = truth == Truth::yes;
    if constexpr (symbolic) {
      if (truth == Truth::maybe) hit = choose_fresh(2) == 1;
    }
    if (hit) hits.push_back(static_cast<int>(i));
  }
  if (hits.empty()) return otherwise;
  if (hits.size() == 1) return hits.front();
  warn(Warning::several_match);
  if constexpr (symbolic) {
    return completions_->row(subject.list.key, hits);
  } else {
    incomplete_ = true;
    return hits.front();
  }
}

template <bool symbolic>
void Evaluator<symbolic>::take_class() {
  leaf_->klass = codes_[at(slot_class)];
}

// What is applied to a range that no step ever sees takes no part.
template <bool symbolic>
void Evaluator<symbolic>::steps_not_reached() {
  const auto applied = [&](const StepPlan& step) { return has(state_->applied, step.offer); };
  bool any = std::any_of(program_->steps.begin(), program_->steps.end(), applied);
  for (const ProvisionPlan& provision : program_->provisions) {
    any = any || std::any_of(provision.steps.begin(), provision.steps.end(), applied);
  }
  if (any) leaf_->warnings.add(Warning::not_available);
}

// ---------------------------------------------------------------- table

template <bool symbolic>
void Evaluator<symbolic>::table_stage(const BranchPlan& branch) {
  if (branch.tables.empty()) return;
  std::vector<Way> added;
  const std::size_t ways = leaf_->tracks.size();
  for (std::size_t i = 0; i < ways; ++i) {
    if (leaf_->tracks[i].state != Way::State::fine) continue;
    Way& way = leaf_->tracks[i];
    Warnings* outer = std::exchange(warnings_, &way.warnings);
    if (branch.tables.size() == 1) {
      one_table(branch.tables.front(), way, added);
    } else {
      add_up(branch, way);
    }
    warnings_ = outer;
  }
  if (!added.empty()) leaf_->tracks.insert(leaf_->tracks.end(), added.begin(), added.end());
}

template <bool symbolic>
void Evaluator<symbolic>::one_table(const TablePlan& table, Way& way, std::vector<Way>& more) {
  remark(table.source->remarks);
  const Bound* outer_arriving = std::exchange(arriving_, &way.range);
  const Bound* outer_legal = std::exchange(legal_, &way.legal);
  if (table.weights) {
    weights(table, way);
    arriving_ = outer_arriving;
    legal_ = outer_legal;
    return;
  }
  const int row = tier_row(table, way);
  const auto enter = [&] {
    arriving_ = outer_arriving;
    legal_ = outer_legal;
    if (row >= 0) {
      enter_tier(table, row, way, more);
      return;
    }
    // A table that has rows for classes and none for this one does not speak of it.
    if (table.names_class) open_class();
    if (!table.names_class || codes_[at(slot_class)] != class_reduced) way.state = Way::State::gap;
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
    remark(tier.source->remarks);
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
    if (completions_->three_valued()) return take_possible(list);
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
      LocalCompletion local;
      LocalCompletion* outer = std::exchange(local_, &local);
      std::vector<int> reached;
      do {
        const int row = pick();
        if (std::find(reached.begin(), reached.end(), row) == reached.end()) reached.push_back(row);
      } while (local.advance());
      local_ = outer;
      if (reached.size() > 1) warn(Warning::unprovable_lightest);
      return *std::min_element(reached.begin(), reached.end(),
                               [](int a, int b) { return a < 0 || b < 0 ? b < 0 && a >= 0 : a < b; });
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
      best = std::min(best, rows[i]);
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
    if (a.range.upper_included != b.range.upper_included) return a.range.upper_included ? 1 : -1;
  }
  if (a.range.has_lower != b.range.has_lower) return a.range.has_lower ? 1 : -1;
  if (!a.range.has_lower) return 0;
  if (const int order = compare(a.range.lower, b.range.lower); order != 0) return order;
  if (a.range.lower_included != b.range.lower_included) return a.range.lower_included ? -1 : 1;
  return 0;
}

template <bool symbolic>
void Evaluator<symbolic>::weights(const TablePlan& table, Way& way) {
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
    const Bound arriving = way.range;
    const Bound legal = way.legal;
    arriving_ = &arriving;
    legal_ = &legal;
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
    completions_->forget_touched();
    const std::vector<int> rows = possible_rows(factor.list);
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
    if (rows.size() > 1) completions_->undecided();
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

// The ranges of the tables are added end by end; a missing lower end counts as 0, excluded.
template <bool symbolic>
void Evaluator<symbolic>::add_up(const BranchPlan& branch, Way& way) {
  Bound total;
  bool gap = false;
  bool no_fine = false;
  bool names = false;
  bool first = true;
  for (const TablePlan& table : branch.tables) {
    Way part = way;
    std::vector<Way> tracks;
    one_table(table, part, tracks);
    gap = gap || part.state == Way::State::gap;
    no_fine = no_fine || part.state == Way::State::no_fine;
    names = names || part.names_class;
    if (part.state != Way::State::fine) continue;
    Bound one = part.range;
    if (!one.has_lower) {
      one.has_lower = true;
      one.lower = Number{Ratio{0}};
      one.lower_included = false;
    }
    if (!one.has_point && one.has_upper && compare(one.lower, one.upper) == 0) {
      one.has_point = true;
      one.point = one.lower;
    }
    if (first) {
      total = one;
      first = false;
      continue;
    }
    total.lower = plus(total.lower, one.lower);
    total.lower_included = total.lower_included && one.lower_included;
    if (total.has_upper && one.has_upper) {
      total.upper = plus(total.upper, one.upper);
      total.upper_included = total.upper_included && one.upper_included;
    } else {
      total.has_upper = total.upper_included = false;
    }
    if (total.has_point && one.has_point) {
      total.point = plus(total.point, one.point);
    } else {
      total.has_point = false;
    }
  }
  if (total.has_point && total.has_upper && compare(total.lower, total.upper) == 0) total.has_point = false;
  way.names_class = names;
  way.state = gap ? Way::State::gap : no_fine ? Way::State::no_fine : Way::State::fine;
  const Bound arriving = way.range;
  if (way.state == Way::State::fine) way.range = total;
  if (recorder_ != nullptr) Recording{*this}.sum(branch, arriving, way);
}

// ---------------------------------------------------------------- steps

template <bool symbolic>
void Evaluator<symbolic>::run_step(const StepPlan& step) {
  int taken = -1;
  bool asked = false;
  std::vector<Way> more;
  for (Way& way : leaf_->tracks) {
    const bool passes = way.state == Way::State::gap || (way.state == Way::State::no_fine && !step.shifts);
    if (passes && !step.of_provision) continue;
    if (way.state == Way::State::fine) arriving_ = &way.range;
    legal_ = &way.legal;
    Warnings* outer = std::exchange(warnings_, &way.warnings);
    if (!passes) {
      asked = true;
      taken = step_row(step);
      const auto enter = [&] {
        if (taken >= 0) enter_step_row(step, step.rows[at(taken)], way, more);
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
  }
  if (!more.empty()) leaf_->tracks.insert(leaf_->tracks.end(), more.begin(), more.end());
  if (!has(state_->applied, step.offer)) return;
  const bool available = asked && taken >= 0 && (!step.may || step.rows[at(taken)].source->mode == Mode::may);
  if (!available) warn(Warning::not_available);
}

// The first row that holds; a row of mode `may` that is not taken is offered, and the next ones go on.
template <bool symbolic>
int Evaluator<symbolic>::step_row(const StepPlan& step) {
  const bool applied = has(state_->applied, step.offer);
  const auto pick = [&] {
    const Index n = size_of(step.list);
    for (Index row = 0; row < n; ++row) {
      const Index condition = condition_of(step.list, row);
      if (step.rows[at(row)].source->mode == Mode::may && !applied) {
        // Not taken, it is as if absent; whether it holds is only told.
        if (condition == none || peek(condition) == Truth::yes) put(leaf_->offers, step.offer);
        continue;
      }
      Truth truth = condition == none ? Truth::yes : holds(condition);
      if constexpr (symbolic) {
        if (truth == Truth::maybe) {
          completions_->undecided();
          truth = choose_fresh(2) == 1 ? Truth::yes : Truth::no;
        }
      }
      if (truth != Truth::yes) continue;
      return static_cast<int>(row);
    }
    return -1;
  };
  if constexpr (symbolic) {
    if (step.list.lightest && completions_->unprovable() && !completions_->three_valued()) {
      LocalCompletion local;
      LocalCompletion* outer = std::exchange(local_, &local);
      std::vector<int> reached;
      do {
        const int row = pick();
        if (std::find(reached.begin(), reached.end(), row) == reached.end()) reached.push_back(row);
      } while (local.advance());
      local_ = outer;
      if (reached.size() > 1) warn(Warning::unprovable_lightest);
      return *std::min_element(reached.begin(), reached.end(),
                               [](int a, int b) { return a < 0 || b < 0 ? b < 0 && a >= 0 : a < b; });
    }
  }
  return pick();
}

template <bool symbolic>
void Evaluator<symbolic>::enter_step_row(const StepPlan& step, const StepRowPlan& row, Way& way, std::vector<Way>& more) {
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
  Way limits;
  limits.range = limits.legal = way.legal;
  Warnings ignored_warnings;
  Warnings* outer = std::exchange(warnings_, &ignored_warnings);
  arriving_ = &limits.range;
  legal_ = &limits.legal;
  const int row = step_row(step);
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
  std::erase(leaf_->tiers, table.tiers[at(way.tier)].source);
  drop_sanctions();
  leaf_->mode = leaf_->branch->source != nullptr ? leaf_->branch->source->mode : Mode::unstated;
  enter_tier(table, tier, fresh, more);
  if (recorder_ != nullptr) {
    Recording{*this}.moved(table, tier, table.tiers[at(tier)].fine, way.base, program_->no_minimum, fresh);
  }
  if (row.names_class) fresh.names_class = true;
  way = fresh;
}

// ---------------------------------------------------------------- limits

template <bool symbolic>
void Evaluator<symbolic>::finish(const BranchPlan& branch) {
  const bool limited = branch.source != nullptr;
  bool any_none = false;
  bool first_legal = true;
  for (Way& way : leaf_->tracks) {
    if (limited && way.has_legal) add_legal(way.legal, first_legal);
    if (way.state == Way::State::no_fine) any_none = true;
    if (way.state != Way::State::fine) continue;
    if (limited && recorder_ != nullptr) {
      Recording{*this}.limits(branch, way);
    } else if (limited) {
      limits(way);
    }
    if (way.state != Way::State::fine) continue;
    const auto same = [&](const Bound& other) { return equal(other, way.range); };
    if (std::none_of(leaf_->fines.begin(), leaf_->fines.end(), same)) leaf_->fines.push_back(way.range);
  }
  const bool left_out = !leaf_->fines.empty() || any_none;
  for (const Way& way : leaf_->tracks) {
    if (way.state != Way::State::gap || !left_out) leaf_->warnings.add(way.warnings);
  }
  if (leaf_->fines.empty()) {
    leaf_->kind = any_none ? OutcomeKind::none : OutcomeKind::gap;
  } else if (leaf_->fines.size() > 1) {
    leaf_->kind = OutcomeKind::either;
  } else {
    const Bound& fine = leaf_->fines.front();
    const bool is_point = fine.has_lower && fine.has_upper && compare(fine.lower, fine.upper) == 0;
    leaf_->kind = is_point ? OutcomeKind::point : OutcomeKind::range;
  }
}

template <bool symbolic>
void Evaluator<symbolic>::add_legal(const Bound& legal, bool& first) {
  if (first) {
    leaf_->has_legal = true;
    leaf_->legal = legal;
    leaf_->legal.has_point = false;
    first = false;
    return;
  }
  Bound& all = leaf_->legal;
  if (!legal.has_lower) {
    all.has_lower = all.lower_included = false;
  } else if (all.has_lower) {
    const int order = compare(legal.lower, all.lower);
    if (order < 0) all.lower = legal.lower;
    if (order <= 0) all.lower_included = legal.lower_included || (order == 0 && all.lower_included);
  }
  if (!legal.has_upper) {
    all.has_upper = all.upper_included = false;
  } else if (all.has_upper) {
    const int order = compare(all.upper, legal.upper);
    if (order < 0) all.upper = legal.upper;
    if (order <= 0) all.upper_included = legal.upper_included || (order == 0 && all.upper_included);
  }
}

template <bool symbolic>
bool Evaluator<symbolic>::equal(const Bound& a, const Bound& b) {
  const auto same = [&](bool has_a, const Number& x, bool has_b, const Number& y) {
    if (has_a != has_b) return false;
    if (!has_a) return true;
    if constexpr (symbolic) {
      return x == y;
    } else {
      return x == y;
    }
  };
  return a.lower_included == b.lower_included && a.upper_included == b.upper_included &&
         same(a.has_lower, a.lower, b.has_lower, b.lower) && same(a.has_upper, a.upper, b.has_upper, b.upper) &&
         same(a.has_point, a.point, b.has_point, b.point);
}

template <bool symbolic>
void Evaluator<symbolic>::limits(Way& way) {
  if (codes_[at(slot_class)] == code_unknown && (open_classes_ >> class_reduced & 1U) != 0 && way.legal.has_lower) {
    open_class();
  }
  if (codes_[at(slot_class)] == class_reduced) {
    reduce(way);
  } else {
    cut_below(way);
  }
  if (way.state == Way::State::fine) cut_above(way);
}

// Below the minimum: where the document says how far, its range stands; no other text says how far.
template <bool symbolic>
void Evaluator<symbolic>::reduce(Way& way) {
  if (!way.legal.has_lower) return;
  bool below = false;
  if (way.range.has_upper) {
    const int order = compare(way.range.upper, way.legal.lower);
    below = order < 0 || (order == 0 && !way.range.upper_included);
  }
  if (below) return;
  if (way.names_class) {
    warn(Warning::not_below_minimum);
    return;
  }
  way.range = Bound{};
  way.range.has_upper = true;
  way.range.upper = way.legal.lower;
  warn(Warning::reduced_without_rule);
}

template <bool symbolic>
void Evaluator<symbolic>::cut_below(Way& way) {
  Bound& r = way.range;
  const Bound& legal = way.legal;
  if (!legal.has_lower) return;
  if (r.has_upper) {
    const int order = compare(r.upper, legal.lower);
    if (order < 0 || (order == 0 && (!r.upper_included || !legal.lower_included))) {
      warn(Warning::below_minimum);
      become_end(way, legal.lower, legal.lower_included);
      return;
    }
  }
  const int order = r.has_lower ? compare(r.lower, legal.lower) : -1;
  if (order > 0) return;
  if (order == 0) {
    if (r.lower_included && !legal.lower_included) warn(Warning::below_minimum);
    r.lower_included = r.lower_included && legal.lower_included;
  } else {
    warn(Warning::below_minimum);
    r.has_lower = true;
    r.lower = legal.lower;
    r.lower_included = legal.lower_included;
  }
  settle_point(r);
}

template <bool symbolic>
void Evaluator<symbolic>::cut_above(Way& way) {
  Bound& r = way.range;
  const Bound& legal = way.legal;
  if (!legal.has_upper) return;
  if (r.has_lower) {
    const int order = compare(legal.upper, r.lower);
    if (order < 0 || (order == 0 && (!r.lower_included || !legal.upper_included))) {
      warn(Warning::above_maximum);
      become_end(way, legal.upper, legal.upper_included);
      return;
    }
  }
  const int order = r.has_upper ? compare(legal.upper, r.upper) : -1;
  if (order > 0) return;
  if (order == 0) {
    if (r.upper_included && !legal.upper_included) warn(Warning::above_maximum);
    r.upper_included = r.upper_included && legal.upper_included;
  } else {
    warn(Warning::above_maximum);
    r.has_upper = true;
    r.upper = legal.upper;
    r.upper_included = legal.upper_included;
  }
  settle_point(r);
}

// A range wholly outside the statute becomes the end it passed, as a point.
template <bool symbolic>
void Evaluator<symbolic>::become_end(Way& way, const Number& end, bool included) {
  if (!included) {
    warn(Warning::empty_range);
    way.state = Way::State::gap;
    return;
  }
  const Number point = end;
  way.range = Bound{};
  way.range.has_lower = way.range.has_upper = way.range.lower_included = way.range.upper_included = true;
  way.range.lower = way.range.upper = point;
}

// ---------------------------------------------------------------- sanctions

// A row's sanctions join the branch's; one of the same kind replaces it.
template <bool symbolic>
void Evaluator<symbolic>::add_sanctions(const std::vector<CompiledSanction>& list, bool replaces) {
  if (replaces) {
    for (const CompiledSanction& sanction : list) {
      std::erase_if(leaf_->sanctions, [&](const LeafSanction& held) {
        return !held.of_tier && held.plan->source->kind == sanction.source->kind;
      });
    }
  }
  for (const CompiledSanction& sanction : list) leaf_->sanctions.push_back({&sanction, replaces});
}

template <bool symbolic>
void Evaluator<symbolic>::drop_sanctions() {
  leaf_->sanctions.clear();
  if (leaf_->branch != nullptr && leaf_->branch->source != nullptr) add_sanctions(leaf_->branch->sanctions, false);
}

}  // namespace cailiang::detail
