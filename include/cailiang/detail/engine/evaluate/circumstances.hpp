// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// 情节: what drops the penalty, and the class that the others set.
namespace cailiang::detail {

template <bool symbolic>
void Evaluator<symbolic>::circumstances() {
  ground_.no_penalty = none;
  ground_.no_penalty_warnings.clear();
  subject_ = none;
  leaf_ = nullptr;
  warnings_ = nullptr;
  ground_.offers.clear();
  ground_.requirements = 0;
  ground_.human.clear();
  std::uint8_t common = 0xF;
  std::uint8_t pointed = 0;
  bool any = false;
  bool support = state_->waiting_sets_class;  // some circumstance in use can set a class
  std::uint8_t supported = 0;                 // of those that hold or may hold
  if (recorder_ != nullptr) {
    for (std::size_t i = 0; i < program_->circumstances.size(); ++i) {
      if (state_->not_raised.has(program_->circumstances[i].offer)) Recording{*this}.not_raised(static_cast<Index>(i));
    }
  }
  state_->taking_part.each([&](Index i) {
    const CircumstancePlan& c = program_->circumstances[at(i)];
    if (c.effects != 0) support = true;
    const bool applied = state_->applied.has(c.offer);
    // What is left to the officer and not taken changes nothing: whether it may hold is all that is asked.
    const bool only_offered = c.source->mode == Mode::may && !applied;
    Warnings raised;
    warnings_ = &raised;
    const Truth truth = only_offered ? peek(c.condition) : decided(c.condition) ? Truth::yes : Truth::no;
    warnings_ = nullptr;
    ground_.warnings.add(raised);
    if (c.no_penalty && ground_.no_penalty == none) ground_.no_penalty_warnings.add(raised);
    const bool holding = truth == Truth::yes;
    if (truth == Truth::maybe) supported = static_cast<std::uint8_t>(supported | c.effects);
    if (recorder_ != nullptr) Recording{*this}.circumstance(i, holding, applied);
    if (!holding) {
      if (applied) warn(Warning::not_available);
      return;
    }
    supported = static_cast<std::uint8_t>(supported | c.effects);
    if (only_offered) {
      ground_.offers.put(c.offer);
      return;
    }
    if (c.no_penalty) {
      if (ground_.no_penalty == none) ground_.no_penalty = i;
      return;
    }
    remark(c.source->remarks);
    any = true;
    common &= c.effects;
    pointed |= c.effects;
  });
  ground_.has_circumstance = any;
  settle_class(any, common, pointed, support, supported);
}

template <bool symbolic>
void Evaluator<symbolic>::remark(const Remarks& remarks) {
  if (!remarks.silent()) speak(remarks);
}

template <bool symbolic>
void Evaluator<symbolic>::speak(const Remarks& remarks) {
  if (!remarks.doubt.empty()) (leaf_ != nullptr ? leaf_->warnings : ground_.warnings).add(Warning::doubt);
  if (!remarks.human.empty()) human(&remarks.human);
  std::uint8_t& bits = leaf_ != nullptr ? leaf_->requirements : ground_.requirements;
  for (const std::string& required : remarks.requires_) {
    for (std::size_t i = 0; i < std::size(requirement_names); ++i) {
      if (requirement_names[i] == required) bits |= static_cast<std::uint8_t>(1U << i);
    }
  }
}

template <bool symbolic>
void Evaluator<symbolic>::human(const Label* label) {
  auto& list = leaf_ != nullptr ? leaf_->human : ground_.human;
  const auto same = [&](const Label* held) { return held == label || *held == *label; };
  if (std::none_of(list.begin(), list.end(), same)) list.push_back(label);
}

template <bool symbolic>
void Evaluator<symbolic>::settle_class(bool any, std::uint8_t common, std::uint8_t pointed, bool support,
                                       std::uint8_t supported) {
  Code& klass = codes_[at(slot_class)];
  if (state_->class_given) {
    klass = state_->codes[at(slot_class)];
    if (support && klass != class_standard && (supported >> klass & 1U) == 0) warn(Warning::class_not_supported);
    if (recorder_ != nullptr) Recording{*this}.klass(any, static_cast<std::uint8_t>(1U << klass));
    return;
  }
  std::uint8_t open = 0;
  if (!any) {
    open = program_->no_circumstance_standard ? 1U << class_standard
                                              : 1U << class_lenient | 1U << class_standard | 1U << class_heavier;
  } else if (common != 0) {
    open = common;
  } else {
    Code lightest = class_heavier;
    Code heaviest = class_reduced;
    for (Code c = class_reduced; c <= class_heavier; ++c) {
      if ((pointed >> c & 1U) == 0) continue;
      lightest = std::min(lightest, c);
      heaviest = std::max(heaviest, c);
    }
    switch (program_->conflict) {
      case Conflict::lightest: open = static_cast<std::uint8_t>(1U << lightest); break;
      case Conflict::heaviest: open = static_cast<std::uint8_t>(1U << heaviest); break;
      case Conflict::weigh:
        for (Code c = lightest; c <= heaviest; ++c) open = static_cast<std::uint8_t>(open | 1U << c);
        open |= 1U << class_standard;
        break;
    }
  }
  if (recorder_ != nullptr) Recording{*this}.klass(any, open);
  if ((open & (open - 1)) == 0) {
    for (Code c = class_reduced; c <= class_heavier; ++c) {
      if (open == 1U << c) klass = c;
    }
    return;
  }
  klass = code_unknown;
  ground_.open_classes = open;
}

// An open class is taken up where it is asked for first, and stays for the completion.
template <bool symbolic>
void Evaluator<symbolic>::open_class() {
  if (codes_[at(slot_class)] != code_unknown) return;
  if constexpr (symbolic) {
    std::vector<int> classes;
    for (Code c = class_reduced; c <= class_heavier; ++c) {
      if ((ground_.open_classes >> c & 1U) != 0) classes.push_back(c);
    }
    codes_[at(slot_class)] = completions_->klass(classes);
  } else {
    met_.incomplete = true;
  }
}

}  // namespace cailiang::detail
