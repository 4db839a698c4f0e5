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
  if (!legal.has_lower || cut_loosely(way, true)) return;
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
  if (!legal.has_upper || cut_loosely(way, false)) return;
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

// Three values: where it is not certain which of an end and a limit lies beyond the other, the end is the interval that
// both can make. False: the order is certain.
template <bool symbolic>
bool Evaluator<symbolic>::cut_loosely(Way& way, bool below) {
  if constexpr (symbolic) {
    if (!completions_->three_valued()) return false;
    Bound& r = way.range;
    const Number& limit = below ? way.legal.lower : way.legal.upper;
    if (!(r.has_lower && loose(r.lower, limit)) && !(r.has_upper && loose(r.upper, limit))) return false;
    // An end that certainly lies beyond the limit takes the whole range there, whatever the other is.
    const bool has_far = below ? r.has_upper : r.has_lower;
    const Number& far = below ? r.upper : r.lower;
    if (has_far && !loose(far, limit)) {
      const int order = below ? compare(far, limit) : compare(limit, far);
      const bool meet =
          below ? r.upper_included && way.legal.lower_included : r.lower_included && way.legal.upper_included;
      if (order < 0 || (order == 0 && !meet)) return false;
    }
    // What lies wholly beyond an end that the statute excludes leaves nothing.
    const bool excluded = below ? !way.legal.lower_included : !way.legal.upper_included;
    const bool wholly = below ? r.has_upper && loose(r.upper, limit) : r.has_lower && loose(r.lower, limit);
    if (excluded && wholly && choose_fresh(2) == 1) {
      warn(below ? Warning::below_minimum : Warning::above_maximum);
      become_end(way, limit, false);
      return true;
    }
    const auto move = [&](bool& has, Number& end, bool& included, bool nearer) {
      if (!has && !nearer) return;
      if (has && loose(end, limit)) {
        move_loosely(end, included, limit, !excluded, below);
        return;
      }
      const int order = !has ? -1 : below ? compare(end, limit) : compare(limit, end);
      if (order > 0) return;
      included = !excluded && (order < 0 || included);
      end = limit;
      has = true;
    };
    const bool one = one_amount(r);
    move(r.has_lower, r.lower, r.lower_included, below);
    move(r.has_upper, r.upper, r.upper_included, !below);
    if (one) r.upper = r.lower;
    r.has_point = false;
    warn(below ? Warning::below_minimum : Warning::above_maximum);
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
