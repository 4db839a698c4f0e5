// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// What is known of each fact in the completion at hand.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::take_cell(Index slot, const Cell& cell) {
  codes_[at(slot)] = cell.code;
  if constexpr (symbolic) {
    options_[at(slot)] = cell.options;
    if (program_->slots[at(slot)].numeric()) spans_[at(slot)] = cell.span;
  }
}

template <bool symbolic>
Code Evaluator<symbolic>::state_of(Index slot) {
  const Code code = codes_[at(slot)];
  if (code == code_derived) return derived(slot);
  if (code != code_unknown) return code;
  met_.unknown = true;
  if (peeking_) return code_unknown;
  if (slot == slot_class) {
    open_class();
    return codes_[slot_class];
  }
  if constexpr (symbolic) {
    if (completions_->three_valued()) return code_unknown;
    if (stands_ && completions_->stands(slot)) return codes_[at(slot)] = codes_before_[at(slot)];
    take_cell(slot, completions_->cell(slot));
    return codes_[at(slot)];
  } else {
    met_.incomplete = true;
    return 0;
  }
}

template <bool symbolic>
Code Evaluator<symbolic>::code_of(Index slot) {
  const Code code = state_of(slot);
  return code == code_unprovable ? ascertained(slot) : code;
}

// A fact that cannot be ascertained: within a list under the rule `unprovable` each value is tried there; elsewhere it
// is completed like an unknown one.
template <bool symbolic>
Code Evaluator<symbolic>::ascertained(Index slot) {
  if (peeking_) {
    if constexpr (symbolic) {
      if (beside_ && completions_->chosen(completions_->value_key(slot))) {
        const Cell& cell = completions_->value_cell(slot);
        local_options_ = cell.options;
        return cell.code;
      }
    }
    return code_unknown;
  }
  if constexpr (symbolic) {
    if (local_ != nullptr) {
      const Cell& cell = local_->cell(slot, completions_->every_value(slot));
      local_options_ = cell.options;
      local_span_ = cell.span;
      return cell.code;
    }
    if (completions_->three_valued()) return code_unknown;
    met_.tried = true;
    const Cell& cell = completions_->value_cell(slot);
    local_options_ = cell.options;
    spans_[at(slot)] = cell.span;
    return cell.code;
  } else {
    met_.incomplete = true;
    return 0;
  }
}

template <bool symbolic>
bool Evaluator<symbolic>::number(Index slot, Number& out) {
  const Slot& fact = program_->slots[at(slot)];
  if (state_->codes[at(slot)] == code_derived) return derived_number(slot, out);
  if (peeking_ && (codes_[at(slot)] == code_unknown || codes_[at(slot)] == code_unprovable)) {
    return miss(out);
  }
  if constexpr (symbolic) {
    if (codes_[at(slot)] == code_unknown && completions_->three_valued()) {
      if (fact.may_be_absent && state_->bounded[at(slot)] == 0) {
        completions_->need(slot);
        if (choose_fresh(2) == 1) return false;
      }
      met_.tried = met_.tried || (fact.may_be_unprovable && state_->bounded[at(slot)] == 0);
      spans_[at(slot)] = state_->domain(*program_, slot);
      out = variable(slot);
      return true;
    }
  }
  const Code code = state_of(slot);
  if (code == code_absent) return false;
  if constexpr (symbolic) {
    if (code == code_unprovable) {
      if (completions_->three_valued() && local_ == nullptr) {
        met_.tried = true;
        spans_[at(slot)] = fact.domain;
        out = variable(slot);
        return true;
      }
      if (ascertained(slot) == code_absent) return false;
      // Inside a list that tries every value, the variable stands for the value just tried.
      if (local_ != nullptr) local_->displace(slot, spans_, local_span_);
      out = pinned(variable(slot), spans_[at(slot)]);
      return true;
    }
    if (state_->codes[at(slot)] == code_unknown) {
      out = pinned(variable(slot), spans_[at(slot)]);
    } else {
      out = state_->numbers[at(slot)];
    }
  } else {
    if (code == code_unprovable) {
      met_.incomplete = true;
      out = Number{};
      return true;
    }
    out = state_->numbers[at(slot)];
  }
  return true;
}

// While peeking: a number that is not known.
template <bool symbolic>
bool Evaluator<symbolic>::miss(Number& out) {
  met_.no_number = met_.unknown = true;
  out = Number{};
  return true;
}

// A cell of one value is that value: forms stay constant as long as they can.
template <bool symbolic>
typename Evaluator<symbolic>::Number Evaluator<symbolic>::pinned(const Number& form, const Span& span) {
  return span.is_point() ? Number{*span.lower} : form;
}

}  // namespace cailiang::detail
