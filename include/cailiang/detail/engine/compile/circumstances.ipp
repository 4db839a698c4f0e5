// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <set>
#include <utility>

#include "cailiang/detail/engine/compile/fact_walk.hpp"
#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// The circumstances that may count in the case, of the packs in use too, and which of them wait for a fact of their
// own.
namespace cailiang::detail {

CAILIANG_INLINE void ProgramBuilder::collect_looked_at(const Violation* violation,
                                                       const std::vector<StandardData::ProvisionRef>& provisions) {
  FactWalk walk{data_, looked_at_};
  for (const auto& ref : provisions) {
    for (const Branch& branch : ref.provision->branches) {
      walk.collect(branch.when);
      walk.collect(branch.fine);
    }
    walk.steps(ref.provision->steps);
  }
  if (violation == nullptr) return;
  for (const Table& table : violation->tables) walk.table(table);
  walk.steps(violation->steps);
  walk.steps(data_.pack().steps, violation->skip);
}

CAILIANG_INLINE void ProgramBuilder::add_circumstances(const Violation* violation,
                                                       const std::vector<StandardData::ProvisionRef>& provisions) {
  if (violation != nullptr) add_circumstances(violation->circumstances, 0, period(violation->in_force));
  if (data_.pack().kind == PackKind::standard || violation == nullptr) {
    add_circumstances(data_.pack().circumstances, 0, nullptr);
  }
  for (const auto& ref : provisions) {
    add_circumstances(ref.provision->circumstances, ref.pack, period(ref.provision->in_force));
  }
  for (std::size_t i = 1; i < data_.packs.size(); ++i) {
    const Pack& pack = *data_.packs[i];
    const auto index = static_cast<Index>(i);
    add_circumstances(pack.circumstances, index, nullptr);
    for (const Violation& other : pack.violations) {
      if (refines_one_of(other, provisions)) {
        add_circumstances(other.circumstances, index, period(other.in_force));
      }
    }
  }
}

CAILIANG_INLINE void ProgramBuilder::add_circumstances(const std::vector<Circumstance>& list, Index pack,
                                                       const Period* in_force) {
  for (const Circumstance& source : list) {
    pack_ = pack;
    CircumstancePlan made;
    made.source = &source;
    made.condition = condition(source.when);
    made.offer = offer_of(&source);
    made.pack = pack;
    made.period = in_force;
    std::set<Index> facts;
    FactWalk{data_, facts}.collect(source.when);
    std::vector<Index> own;
    for (const Index fact : facts) {
      if (!looked_at_.contains(fact)) own.push_back(program_.slot_of_fact[at(fact)]);
    }
    made.always = source.examine || own.empty();
    own_.push_back(std::move(own));
    for (const Effect effect : source.effects) {
      switch (effect) {
        case Effect::no_penalty: made.no_penalty = true; break;
        case Effect::reduced: made.effects |= 1U << class_reduced; break;
        case Effect::lenient: made.effects |= 1U << class_lenient; break;
        case Effect::heavier: made.effects |= 1U << class_heavier; break;
      }
    }
    made.sanctions = sanctions(source.sanctions);
    program_.circumstances.push_back(std::move(made));
  }
}

CAILIANG_INLINE bool ProgramBuilder::refines_one_of(const Violation& other,
                                                    const std::vector<StandardData::ProvisionRef>& provisions) const {
  for (const auto& ref : provisions) {
    const std::string name = data_.packs[at(ref.pack)]->id + "#" + ref.provision->id;
    const auto& names = other.refines.provisions;
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
  }
  return false;
}

// The common case, in which nobody raises anything, is known beforehand.
CAILIANG_INLINE void ProgramBuilder::settle_waiting() {
  program_.raising.assign(program_.slots.size(), 0);
  program_.raises.assign(program_.slots.size(), Bits{program_.circumstances.size()});
  program_.always.reset(program_.circumstances.size());
  program_.setting_class = program_.always;
  program_.waiting.reset(program_.offers.size());
  for (std::size_t i = 0; i < program_.circumstances.size(); ++i) {
    const CircumstancePlan& c = program_.circumstances[i];
    const bool shared =
        std::any_of(program_.circumstances.begin(), program_.circumstances.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const CircumstancePlan& other) { return other.offer == c.offer; });
    program_.uneven_circumstances = program_.uneven_circumstances || shared || c.period != nullptr;
    if (c.always) {
      program_.always.put(static_cast<Index>(i));
      continue;
    }
    for (const Index slot : own_[i]) {
      program_.raising[at(slot)] = 1;
      program_.raises[at(slot)].put(static_cast<Index>(i));
    }
    program_.waiting.put(c.offer);
    if (c.effects != 0) program_.setting_class.put(static_cast<Index>(i));
  }
}

}  // namespace cailiang::detail
