// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/recording.hpp"
#include "cailiang/error/overflow.hpp"

// Facts that follow from others.
namespace cailiang::detail {

template <bool symbolic>
void Recording<symbolic>::derived_facts() {
  for (Index slot = first_fact_slot; slot < static_cast<Index>(e_.codes_.size()); ++slot) {
    if (e_.state_->codes[at(slot)] != code_derived) continue;
    if (e_.computed_[at(slot)] == 1) {
      const Ratio* number = nullptr;
      if constexpr (symbolic) {
        if (e_.numbers_[at(slot)].is_constant()) number = &e_.numbers_[at(slot)].constant;
      } else {
        number = &e_.numbers_[at(slot)];
      }
      to_.derived(slot, 0, number);
    } else if (e_.computed_[at(slot)] == 2) {
      to_.derived(slot, code_absent, nullptr);
    } else if (const Code code = e_.codes_[at(slot)]; code != code_derived && code != code_unknown) {
      to_.derived(slot, code, nullptr);
    } else if constexpr (!symbolic) {
      beside(slot);
    }
  }
}

// A derived fact that is asked for only beside the outcome, by a sanction, say.
template <bool symbolic>
void Recording<symbolic>::beside(Index slot) {
  const Peek peek{e_};
  try {
    const Code code = e_.state_of(slot);
    if (code == code_unknown) return;
    Number number{};
    const bool has = e_.program_->slots[at(slot)].numeric() && code != code_absent && e_.derived_number(slot, number);
    to_.derived(slot, code, has ? &number : nullptr);
  } catch (const Overflow&) {
    return;  // it has no number that can be said, and nothing hangs on it
  }
}

}  // namespace cailiang::detail
