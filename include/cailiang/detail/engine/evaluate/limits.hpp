// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// The statute limits the result.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::finish(const BranchPlan& branch) {
  const bool limited = branch.source != nullptr;
  bool any_none = false;
  bool first_legal = true;
  for (Way& way : leaf_->tracks) {
    if (limited && way.has_legal) add_legal(way.legal, first_legal);
    if (way.state == Way::State::no_fine) any_none = true;
    if (way.state != Way::State::fine) continue;
    Warnings* outer = std::exchange(warnings_, &way.warnings);
    if (limited && recorder_ != nullptr) {
      Recording{*this}.limits(branch, way);
    } else if (limited) {
      limits(way);
    }
    warnings_ = outer;
    if (way.state != Way::State::fine) continue;
    // One amount needs no recommendation.
    Bound& fine = way.range;
    if (fine.has_point && fine.has_lower && fine.has_upper && compare(fine.lower, fine.upper) == 0)
      fine.has_point = false;
    const auto same = [&](const Bound& other) { return equal(other, way.range); };
    if (std::none_of(leaf_->fines.begin(), leaf_->fines.end(), same)) leaf_->fines.push_back(way.range);
  }
  for (const Tier* tier : leaf_->tiers) remark(tier->remarks);
  const bool left_out = !leaf_->fines.empty() || any_none;
  for (const Way& way : leaf_->tracks) {
    if (way.state != Way::State::gap || !left_out) leaf_->warnings.add(way.warnings);
    if (!left_out) leaf_->warnings.add(way.left_out);
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
  const auto widen = [&](bool lower) {
    const auto all = end_of(leaf_->legal, lower);
    const auto other = end_of(legal, lower);
    if (!other.has) {
      all.has = all.included = false;
    } else if (all.has) {
      const int order = lower ? compare(other.value, all.value) : compare(all.value, other.value);
      if (order < 0) all.value = other.value;
      if (order <= 0) all.included = other.included || (order == 0 && all.included);
    }
  };
  widen(true);
  widen(false);
}

template <bool symbolic>
bool Evaluator<symbolic>::equal(const Bound& a, const Bound& b) {
  const auto same = [&](bool has_a, const Number& x, bool has_b, const Number& y) {
    if (has_a != has_b) return false;
    if (!has_a) return true;
    if constexpr (symbolic) {
      if (same_number(x, y)) return true;
      if (!completions_->three_valued()) return compare(x, y) == 0;
      return forms_.hull(forms_.subtract(x, y)).contains(Ratio{0}) && choose_fresh(2) == 1;
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
  if (codes_[at(slot_class)] == code_unknown && (ground_.open_classes >> class_reduced & 1U) != 0 &&
      way.legal.has_lower) {
    open_class();
  }
  if (codes_[at(slot_class)] == class_reduced) {
    reduce(way);
  } else {
    cut(way, true);
  }
  if (way.state == Way::State::fine) cut(way, false);
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

// What lies outside the statute on one side is cut off.
template <bool symbolic>
void Evaluator<symbolic>::cut(Way& way, bool below) {
  const auto limit = end_of(way.legal, below);
  if (!limit.has || cut_loosely(way, below)) return;
  const auto nearer = end_of(way.range, below);
  const auto farther = end_of(way.range, !below);
  const Warning outside = below ? Warning::below_minimum : Warning::above_maximum;
  const auto beyond = [&](const Number& end) { return below ? compare(end, limit.value) : compare(limit.value, end); };
  if (farther.has) {
    const int order = beyond(farther.value);
    if (order < 0 || (order == 0 && (!farther.included || !limit.included))) {
      warn(outside);
      become_end(way, limit.value, limit.included);
      return;
    }
  }
  const int order = nearer.has ? beyond(nearer.value) : -1;
  if (order > 0) return;
  if (order == 0) {
    if (nearer.included && !limit.included) warn(outside);
    nearer.included = nearer.included && limit.included;
  } else {
    warn(outside);
    nearer.has = true;
    nearer.value = limit.value;
    nearer.included = limit.included;
  }
  settle_point(way.range);
}

// Three values: where it is not certain which of an end and a limit lies beyond the other, the end is the interval that
// both can make. False: the order is certain.
template <bool symbolic>
bool Evaluator<symbolic>::cut_loosely(Way& way, bool below) {
  if constexpr (symbolic) {
    if (!completions_->three_valued()) return false;
    const auto nearer = end_of(way.range, below);
    const auto farther = end_of(way.range, !below);
    const auto limit = end_of(way.legal, below);
    const auto unclear = [&](const auto& end) { return end.has && loose(end.value, limit.value); };
    const auto beyond = [&](const Number& end) {
      return below ? compare(end, limit.value) : compare(limit.value, end);
    };
    if (!unclear(nearer) && !unclear(farther)) return false;
    // An end that certainly lies beyond the limit takes the whole range there, whatever the other is.
    if (farther.has && !unclear(farther)) {
      const int order = beyond(farther.value);
      if (order < 0 || (order == 0 && !(farther.included && limit.included))) return false;
    }
    const Warning outside = below ? Warning::below_minimum : Warning::above_maximum;
    // What lies wholly beyond an end that the statute excludes leaves nothing.
    if (!limit.included && unclear(farther) && choose_fresh(2) == 1) {
      warn(outside);
      become_end(way, limit.value, false);
      return true;
    }
    const auto move = [&](const auto& end) {
      if (unclear(end)) {
        move_loosely(end.value, end.included, limit.value, limit.included, below);
        return;
      }
      const int order = end.has ? beyond(end.value) : -1;
      if (order > 0) return;
      end.included = limit.included && (order < 0 || end.included);
      end.value = limit.value;
      end.has = true;
    };
    const bool one = one_amount(way.range);
    if (below || way.range.has_lower) move(end_of(way.range, true));
    if (!below || way.range.has_upper) move(end_of(way.range, false));
    if (one) way.range.upper = way.range.lower;
    way.range.has_point = false;
    warn(outside);
    return true;
  }
  return false;
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

}  // namespace cailiang::detail
