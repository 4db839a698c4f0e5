// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// What is asked beside the outcome: whether something is offered, may hold, stands beside the fine. Three values answer
// most of it at once; what they leave open is gone through completion by completion, within the one at hand. What is
// not taken is as if it were not there, so nothing is warned of here.
namespace cailiang::detail {

/// All completions of what the completion at hand has not chosen.
class Aside {
 public:
  template <bool symbolic>
  explicit Aside(const Evaluator<symbolic>& asking)
      : completions_{*asking.program_, *asking.state_, asking.completions_},
        inner_{*asking.program_, *asking.state_, &completions_},
        klass_{asking.codes_[slot_class]} {
    inner_.ground_.open_classes = asking.ground_.open_classes;
    const auto ends = [](const auto* bounds, Bounds<Form>& into) -> const Bounds<Form>* {
      if (bounds == nullptr) return nullptr;
      into.has_lower = bounds->has_lower;
      into.has_upper = bounds->has_upper;
      return &into;
    };
    // Conditions ask for no more than whether there is such an end.
    inner_.arriving_ = ends(asking.arriving_, arriving_);
    inner_.legal_ = ends(asking.legal_, legal_);
  }

  Truth truth_of(Index condition) {
    bool yes = false;
    bool no = false;
    const bool all = each([&] {
      (inner_.holds(condition) == Truth::yes ? yes : no) = true;
      return !(yes && no);
    });
    return !all || yes == no ? Truth::maybe : yes ? Truth::yes : Truth::no;
  }

  std::optional<Span> amounts_of(const CompiledFine& fine) {
    std::optional<Span> hull;
    const auto widen = [&] {
      Bounds<Form> made;
      if (!inner_.amount(fine, made, none)) return true;
      const Span span = Gather::hull_of(made, inner_.forms());
      hull = hull ? join(*hull, span) : span;
      return true;
    };
    if (!each([&] { return widen(); }, [&] { hull.reset(); })) {
      hull.reset();
      completions_.go_three_valued();
      if (!each(widen)) hull = Span{};
    }
    return hull;
  }

 private:
  /// False: too many to go through.
  template <class Visit>
  bool each(Visit visit) {
    return each(visit, [] {});
  }
  template <class Visit, class Again>
  bool each(Visit visit, Again again) {
    for (std::int64_t ways = 0;;) {
      completions_.restart();
      try {
        do {
          if (++ways > way_budget) return false;
          begin();
          if (!visit()) return true;
        } while (completions_.advance());
        return true;
      } catch (const Completions::Recut&) {
        again();
      } catch (const Completions::TooMany&) {
        return false;
      }
    }
  }

  // The circumstances are not asked again: the class is what it is in the completion at hand.
  void begin() {
    const CaseState& state = *inner_.state_;
    inner_.codes_ = state.codes;
    inner_.codes_[slot_class] = klass_;
    inner_.computed_.assign(state.codes.size(), 0);
    inner_.options_ = state.options;
    inner_.numbers_.resize(state.codes.size());
    inner_.spans_.resize(state.codes.size() + inner_.program_->subjects.size());
    inner_.forget();
    inner_.warnings_ = &ignored_;
    inner_.local_ = nullptr;
    inner_.fresh_ = 0;
  }

  Completions completions_;
  Evaluator<true> inner_;
  Code klass_;
  Bounds<Form> arriving_;
  Bounds<Form> legal_;
  Warnings ignored_;
};

template <bool symbolic>
Truth Evaluator<symbolic>::peek(Index condition) {
  if (condition == none) return Truth::yes;
  peeking_ = beside_ = true;
  const std::uint64_t before = since_;
  forget();
  Warnings ignored;
  Warnings* outer = std::exchange(warnings_, &ignored);
  const Truth truth = holds(condition);
  warnings_ = outer;
  peeking_ = beside_ = false;
  since_ = before;
  if (truth != Truth::maybe || taken_ != nullptr || program_->conditions[at(condition)].exact) return truth;
  if constexpr (symbolic) {
    if (completions_->three_valued()) return truth;
  }
  return Aside{*this}.truth_of(condition);
}

template <bool symbolic>
std::optional<Span> Evaluator<symbolic>::amount_of(const CompiledSanction& sanction, std::optional<Ratio>& point) {
  if (sanction.amount == none) return std::nullopt;
  const CompiledFine& fine = program_->fines[at(sanction.amount)];
  Bound made;
  peeking_ = true;
  const std::uint64_t before = since_;
  forget();
  met_.no_number = false;
  Warnings ignored;
  Warnings* outer = std::exchange(warnings_, &ignored);
  const bool present = amount(fine, made, none);
  warnings_ = outer;
  peeking_ = false;
  since_ = before;
  if (met_.no_number) return taken_ != nullptr ? std::nullopt : Aside{*this}.amounts_of(fine);
  if (!present) return std::nullopt;
  if constexpr (symbolic) {
    if (made.has_point && made.point.is_constant()) point = made.point.constant;
    return Gather::hull_of(made, forms_);
  } else {
    if (made.has_point) point = made.point;
    return Span{made.has_lower ? std::optional{made.lower} : std::nullopt,
                made.has_upper ? std::optional{made.upper} : std::nullopt, made.lower_included, made.upper_included};
  }
}

}  // namespace cailiang::detail
