// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// Terms, and the numbers they are made of.
namespace cailiang::detail {

template <bool symbolic>
bool Evaluator<symbolic>::term(Index index, Number& out) {
  const CompiledTerm& t = program_->terms[at(index)];
  using Op = CompiledTerm::Op;
  switch (t.op) {
    case Op::number: out = Number{t.number}; return true;
    case Op::slot: return number(t.slot, out);
    case Op::end: return end(t.end_name, out);
    case Op::sum:
    case Op::product: return total_term(t, out);
    case Op::minus:
    case Op::divide: return pair_term(t, out);
    case Op::larger_of:
    case Op::smaller_of: return outermost_term(t, out);
    case Op::choose: {
      const RowList& list = program_->choice_lists[at(t.list)];
      if (peeking_ && possible_rows(list).size() > 1) return miss(out);
      const int row = peeking_ ? possible_rows(list).front() : take(list);
      return row >= 0 && term(operand(t, row), out);
    }
    case Op::round: {
      Number inner{};
      if (!term(operand(t, 0), inner)) return false;
      if constexpr (symbolic) {
        out = forms_.rounded(inner, t.number, t.way);
      } else {
        out = round(inner, t.number, t.way);
      }
      return true;
    }
    case Op::elapsed: return elapsed_term(t, out);
    case Op::count: return count_term(t, out);
    case Op::fine_of: return t.subject != none && fine_of(t.subject, out);
  }
  return false;
}

template <bool symbolic>
bool Evaluator<symbolic>::total_term(const CompiledTerm& t, Number& out) {
  Number total{};
  for (Index i = 0; i < t.end - t.begin; ++i) {
    Number one{};
    if (!term(operand(t, i), one)) return false;
    total = i == 0 ? one : t.op == CompiledTerm::Op::sum ? plus(total, one) : times(total, one);
  }
  out = total;
  return true;
}

template <bool symbolic>
bool Evaluator<symbolic>::pair_term(const CompiledTerm& t, Number& out) {
  Number a{};
  Number b{};
  if (!term(operand(t, 0), a) || !term(operand(t, 1), b)) return false;
  if (t.op == CompiledTerm::Op::minus) {
    out = minus(a, b);
    return true;
  }
  if (compare(b, Number{Ratio{0}}) == 0) return false;
  out = quotient(a, b);
  return true;
}

// Operands that are absent are passed over.
template <bool symbolic>
bool Evaluator<symbolic>::outermost_term(const CompiledTerm& t, Number& out) {
  bool any = false;
  for (Index i = 0; i < t.end - t.begin; ++i) {
    Number one{};
    if (!term(operand(t, i), one)) continue;
    out = !any ? one : t.op == CompiledTerm::Op::larger_of ? larger(out, one) : smaller(out, one);
    any = true;
  }
  return any;
}

template <bool symbolic>
bool Evaluator<symbolic>::count_term(const CompiledTerm& t, Number& out) {
  std::int64_t sure = 0;
  std::int64_t open = 0;
  std::size_t mark = 0;
  if constexpr (symbolic) mark = completions_->mark();
  for (Index i = t.begin; i < t.end; ++i) {
    const Truth truth = holds(program_->condition_refs[at(i)]);
    sure += truth == Truth::yes ? 1 : 0;
    open += truth == Truth::maybe ? 1 : 0;
  }
  out = Number{Ratio{sure}};
  if (open == 0) return true;
  if constexpr (symbolic) {
    out = interval(Span{Ratio{sure}, Ratio{sure + open}, true, true}, completions_->touched(mark));
    completions_->since(mark, false);
    return true;
  }
  return miss(out);
}

template <bool symbolic>
bool Evaluator<symbolic>::elapsed_term(const CompiledTerm& t, Number& out) {
  Number from{};
  Number to{};
  if (!term(operand(t, 0), from) || !term(operand(t, 1), to)) return false;
  if (compare(to, from) < 0) return false;
  const Unit unit = static_cast<Unit>(t.unit);
  if (unit == Unit::day) {
    out = minus(to, from);
    return true;
  }
  if constexpr (symbolic) {
    if (from.is_constant() && to.is_constant()) {
      out = Number{*elapsed(day_of(from.constant), day_of(to.constant), unit)};
    } else {
      out = forms_.elapsed_time(from, to, unit);
    }
  } else {
    out = *elapsed(day_of(from), day_of(to), unit);
  }
  return true;
}

template <bool symbolic>
bool Evaluator<symbolic>::end(End which, Number& out) {
  met_end_ = true;
  const Bound* bounds = which == End::lower || which == End::upper ? arriving_ : legal_;
  const bool lower = which == End::lower || which == End::minimum;
  if (bounds == nullptr || !(lower ? bounds->has_lower : bounds->has_upper)) {
    end_missing_ = which == End::minimum || which == End::maximum;
    return false;
  }
  out = lower ? bounds->lower : bounds->upper;
  return true;
}

// The fine of another subject: as decided, else its own point, else any amount of its range.
template <bool symbolic>
bool Evaluator<symbolic>::fine_of(Index other, Number& out) {
  met_.unknown = true;  // the case may say what was decided
  if (taken_ != nullptr) return false;
  if (state_->decided[at(other)]) {
    out = Number{*state_->decided[at(other)]};
    return true;
  }
  const LeafOf& theirs = subject(other);
  if (theirs.incomplete) met_.incomplete = true;
  if (theirs.fines.empty()) return false;
  std::size_t track = 0;
  if constexpr (symbolic) {
    if (theirs.fines.size() > 1) {
      track = at(completions_->track(other, static_cast<int>(theirs.fines.size())));
    }
  } else if (theirs.fines.size() > 1) {
    met_.incomplete = true;
  }
  const Bound& fine = theirs.fines[track];
  if (fine.has_lower && fine.has_upper && compare(fine.lower, fine.upper) == 0) {
    out = fine.lower;
    return true;
  }
  if constexpr (symbolic) {
    // Without a lower end it is any amount above 0: there is none if nothing lies above it.
    if (!fine.has_lower && fine.has_upper && compare(fine.upper, Number{Ratio{0}}) <= 0) return false;
    Span span = Gather::hull_of(fine, forms_);
    if (!fine.has_lower) span.lower = Ratio{0};
    const Index v = static_cast<Index>(codes_.size()) + other;
    spans_[at(v)] = completions_->three_valued() ? span : completions_->decided_cell(v, span);
    out = pinned(variable(v), spans_[at(v)]);
  } else {
    met_.incomplete = true;
    out = Number{};
  }
  return true;
}

template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::plus(const Number& a, const Number& b) const {
  if constexpr (symbolic)
    return forms_.add(a, b);
  else
    return a + b;
}

template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::minus(const Number& a, const Number& b) const {
  if constexpr (symbolic)
    return forms_.subtract(a, b);
  else
    return a - b;
}

template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::times(const Number& a, const Number& b) const {
  if constexpr (symbolic)
    return forms_.multiply(a, b);
  else
    return a * b;
}

template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::quotient(const Number& a, const Number& b) const {
  if constexpr (symbolic)
    return forms_.divide(a, b);
  else
    return b.is_zero() ? Ratio{} : a / b;
}

template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::larger(const Number& a, const Number& b) {
  if constexpr (symbolic) {
    if (loose(a, b)) return forms_.larger(a, b);
  }
  return compare(a, b) < 0 ? b : a;
}

template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::smaller(const Number& a, const Number& b) {
  if constexpr (symbolic) {
    if (loose(a, b)) return forms_.smaller(a, b);
  }
  return compare(b, a) < 0 ? b : a;
}

// No cut decides which of two is larger if one of them is only an interval.
template <bool symbolic>
bool Evaluator<symbolic>::loose(const Number& a, const Number& b) const {
  if constexpr (symbolic) {
    if (same_number(a, b)) return false;
    const Form difference = forms_.subtract(a, b);
    if (difference.is_constant()) return false;
    const Span hull = forms_.hull(difference);
    if ((hull.lower && !hull.lower->is_negative()) || (hull.upper && !(*hull.upper > Ratio{0}))) return false;
    return completions_->three_valued() || !forms_.crossing(difference);
  }
  return false;
}

template <bool symbolic>
int Evaluator<symbolic>::compare(const Number& a, const Number& b) {
  if constexpr (!symbolic) {
    const auto order = a <=> b;
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  } else {
    if (a.is_constant() && b.is_constant()) {
      const auto order = a.constant <=> b.constant;
      return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    if (same_number(a, b)) return 0;
    const Form difference = forms_.subtract(a, b);
    if (difference.is_constant()) {
      return difference.constant.is_negative() ? -1 : difference.constant.is_zero() ? 0 : 1;
    }
    const Span hull = forms_.hull(difference);
    const Ratio zero{0};
    const bool can_less = !hull.lower || *hull.lower < zero;
    const bool can_more = !hull.upper || *hull.upper > zero;
    const bool can_equal = hull.contains(zero);
    if (can_less + can_more + can_equal == 1) return can_less ? -1 : can_more ? 1 : 0;
    if (peeking_) {
      met_.no_number = true;
      return 0;
    }
    if (completions_->three_valued()) {
      int orders[3];
      int n = 0;
      if (can_less) orders[n++] = -1;
      if (can_equal) orders[n++] = 0;
      if (can_more) orders[n++] = 1;
      difference.each_variable([&](Index v) { completions_->need(v); });
      return orders[choose_fresh(n)];
    }
    completions_->cut(forms_.crossing(difference));
  }
}

template <bool symbolic>
int Evaluator<symbolic>::choose_fresh(int count) {
  if constexpr (symbolic) return completions_->fresh(fresh_++, count);
  return 0;
}

}  // namespace cailiang::detail
