// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Ranges of money.
namespace cailiang::detail {

// What a row yields where an end or the base is absent.
template <bool symbolic>
bool Evaluator<symbolic>::nothing() {
  warn(!program_->limits && end_missing_ ? Warning::no_limits : Warning::no_amount);
  return false;
}

template <bool symbolic>
bool Evaluator<symbolic>::amount(const CompiledFine& f, Bound& out, Index no_minimum) {
  if (f.plain) {
    plain_amount(f, out);
    return true;
  }
  end_missing_ = false;
  Bound made;
  Number base{};
  Number width{};
  bool scaled = false;
  Bound within;
  if (f.base_is_range) {
    if (!position_base(within, width, no_minimum)) return false;
  } else if (f.base != none) {
    if (!term(f.base, base)) return nothing();
    scaled = true;
  }
  const auto value = [&](Index t, Number& into) {
    Number share{};
    if (!term(t, share)) return false;
    if (f.base_is_range) {
      into = plus(within.lower, times(share, width));
    } else {
      into = scaled ? times(share, base) : share;
    }
    return true;
  };
  if (f.lower != none) {
    if (!value(f.lower, made.lower)) return nothing();
    made.has_lower = true;
    made.lower_included = f.lower_included;
  }
  if (f.single) {
    made.upper = made.lower;
    made.has_upper = made.upper_included = true;
  } else if (f.upper != none) {
    if (!value(f.upper, made.upper)) return nothing();
    made.has_upper = true;
    made.upper_included = f.upper_included;
  }
  if (f.base_is_range) meet_ends(within, made);
  if (f.point != none) made.has_point = value(f.point, made.point);
  if (f.at_least != none) clip(f.at_least, true, made);
  if (f.at_most != none) clip(f.at_most, false, made);
  if (empty(made)) {
    warn(Warning::empty_range);
    return false;
  }
  settle_point(made);
  out = made;
  return true;
}

// Two numbers as they are printed.
template <bool symbolic>
void Evaluator<symbolic>::plain_amount(const CompiledFine& f, Bound& out) {
  out.has_lower = f.lower != none;
  out.has_upper = f.upper != none;
  out.lower_included = f.lower_included;
  out.upper_included = f.upper_included;
  out.has_point = false;
  if (out.has_lower) out.lower = Number{program_->terms[at(f.lower)].number};
  if (out.has_upper) out.upper = Number{program_->terms[at(f.upper)].number};
}

// The range that positions are taken in: its lower end may come from the rule `no_minimum`.
template <bool symbolic>
bool Evaluator<symbolic>::position_base(Bound& within, Number& width, Index no_minimum) {
  if (arriving_ == nullptr || !arriving_->has_upper) {
    // Without a statute there is a range only behind a table.
    const bool arrived = program_->limits || (arriving_ != nullptr && arriving_->has_lower);
    warn(arrived ? Warning::no_amount : Warning::no_limits);
    return false;
  }
  within = *arriving_;
  if (!within.has_lower) {
    if (no_minimum == none || !term(no_minimum, within.lower) || compare(within.lower, within.upper) >= 0) {
      warn(Warning::no_minimum);
      return false;
    }
    within.has_lower = within.lower_included = true;
  }
  width = minus(within.upper, within.lower);
  return true;
}

// Where an end meets an end of the range it was taken from, it is excluded if that one is.
template <bool symbolic>
void Evaluator<symbolic>::meet_ends(const Bound& within, Bound& made) {
  const auto meet = [&](const Number& x, bool& included) {
    if (!within.lower_included && compare(x, within.lower) == 0) included = false;
    if (!within.upper_included && compare(x, within.upper) == 0) included = false;
  };
  if (compare(within.lower, within.upper) == 0) {
    made.lower = made.upper = within.lower;
    made.has_lower = made.has_upper = made.lower_included = made.upper_included = true;
    return;
  }
  if (made.has_lower) meet(made.lower, made.lower_included);
  if (made.has_upper) meet(made.upper, made.upper_included);
}

template <bool symbolic>
void Evaluator<symbolic>::clip(Index t, bool least, Bound& made) {
  Number limit{};
  if (!term(t, limit)) return;
  const auto beyond = [&](const Number& x) { return least ? compare(x, limit) < 0 : compare(limit, x) < 0; };
  bool& missing = least ? made.has_lower : made.has_upper;
  const auto move = [&](bool has, Number& end, bool& included) {
    if (!has) return;
    if constexpr (symbolic) {
      if (loose(end, limit)) {
        move_loosely(end, included, limit, true, least);
        return;
      }
    }
    if (beyond(end)) {
      end = limit;
      included = true;
    }
  };
  const bool one = one_amount(made);
  move(made.has_lower, made.lower, made.lower_included);
  move(made.has_upper, made.upper, made.upper_included);
  if (one) made.upper = made.lower;
  if (!missing) {
    missing = true;
    (least ? made.lower : made.upper) = limit;
    (least ? made.lower_included : made.upper_included) = true;
  }
  bool point_included = true;
  move(made.has_point, made.point, point_included);
}

// An end that may lie beyond a limit: the interval that both can make. Where one of them is excluded and the other is
// not, both ways are followed.
template <bool symbolic>
void Evaluator<symbolic>::move_loosely(Number& end, bool& included, const Number& limit, bool limit_included, bool up) {
  if constexpr (symbolic) {
    if (included != limit_included && choose_fresh(2) == 1) {
      // The limit counts only where it lies beyond the end.
      const Span ends = forms_.hull(end);
      const Span beyond =
          up ? Span{ends.lower, std::nullopt, false, false} : Span{std::nullopt, ends.upper, false, false};
      end = forms_.within(limit, beyond);
      included = limit_included;
    } else {
      end = up ? forms_.larger(end, limit) : forms_.smaller(end, limit);
    }
  }
}

// Whether both ends are one number, so that clips and limits move them together.
template <bool symbolic>
bool Evaluator<symbolic>::one_amount(const Bound& b) const {
  if constexpr (symbolic) return b.has_lower && b.has_upper && same_number(b.lower, b.upper);
  return false;
}

template <bool symbolic>
bool Evaluator<symbolic>::empty(const Bound& b) {
  if (!b.has_lower || !b.has_upper) return false;
  if constexpr (symbolic) {
    if (same_number(b.lower, b.upper)) return !b.lower_included || !b.upper_included;
  }
  const int order = compare(b.lower, b.upper);
  return order > 0 || (order == 0 && (!b.lower_included || !b.upper_included));
}

// A recommended point outside the range goes to the end that it passed, if that end belongs to the range.
template <bool symbolic>
void Evaluator<symbolic>::settle_point(Bound& b) {
  if (!b.has_point) return;
  if (b.has_lower) {
    const int order = compare(b.point, b.lower);
    if (order < 0) b.point = b.lower;
    if (order <= 0) b.has_point = b.lower_included;
  }
  if (b.has_point && b.has_upper) {
    const int order = compare(b.upper, b.point);
    if (order < 0) b.point = b.upper;
    if (order <= 0) b.has_point = b.upper_included;
  }
}

template <bool symbolic>
void Evaluator<symbolic>::replace(Way& way, Index fine, Index no_minimum, std::vector<Way>& more) {
  const CompiledFine& f = program_->fines[at(fine)];
  const Bound* outer_arriving = std::exchange(arriving_, &way.range);
  const Bound* outer_legal = std::exchange(legal_, &way.legal);
  if (f.no_fine) {
    way.state = Way::State::no_fine;
  } else if (f.begin == f.end) {
    way.state = amount(f, way.range, no_minimum) ? Way::State::fine : Way::State::gap;
  } else {
    bool any = false;
    const Way before = way;
    arriving_ = &before.range;
    // A track without an amount is left out, and what it would warn of with it, unless all are.
    Warnings left_out;
    Warnings* outer_warnings = warnings_;
    for (Index i = f.begin; i < f.end; ++i) {
      Bound made;
      Warnings of_track;
      warnings_ = &of_track;
      const bool present = amount(program_->fines[at(program_->fine_refs[at(i)])], made, no_minimum);
      warnings_ = outer_warnings;
      if (!present) {
        left_out.add(of_track);
        continue;
      }
      if (any) {
        more.push_back(before);
        more.back().range = made;
        more.back().state = Way::State::fine;
        more.back().warnings.add(of_track);
      } else {
        way.range = made;
        way.state = Way::State::fine;
        warnings_->add(of_track);
      }
      any = true;
    }
    if (any) {
      way.left_out.add(left_out);
    } else {
      way.state = Way::State::gap;
      warnings_->add(left_out);
    }
  }
  arriving_ = outer_arriving;
  legal_ = outer_legal;
}

}  // namespace cailiang::detail
