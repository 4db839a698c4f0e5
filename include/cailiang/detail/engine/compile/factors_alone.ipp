// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "cailiang/detail/engine/compile/fact_walk.hpp"
#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// Factors whose one fact nothing else on the way through their branch looks at: they are gone through in bulk.
namespace cailiang::detail {

CAILIANG_INLINE void ProgramBuilder::find_factors_alone() {
  for (SubjectPlan& subject : program_.subjects) {
    for (BranchPlan& branch : subject.branches) {
      if (branch.tables.size() != 1 || !branch.tables.front().weights) continue;
      const std::set<Index> others = facts_beside_factors(subject, branch);
      std::vector<FactorPlan>& factors = branch.tables.front().factors;
      for (FactorPlan& factor : factors) factor.alone = stands_alone(factor, factors, others);
    }
  }
}

CAILIANG_INLINE std::set<Index> ProgramBuilder::facts_beside_factors(const SubjectPlan& subject,
                                                                     const BranchPlan& branch) const {
  std::set<Index> found;
  FactWalk walk{data_, found};
  for (const CircumstancePlan& c : program_.circumstances) walk.collect(c.source->when);
  for (const BranchPlan& other : subject.branches) {
    if (other.source != nullptr) walk.collect(other.source->when);
  }
  if (branch.source != nullptr) walk.collect(branch.source->fine);
  walk.collect(branch.tables.front().source->weights->base);
  walk.collect(data_.pack().rules.no_minimum);
  if (program_.violation != nullptr) {
    walk.steps(program_.violation->steps);
    walk.steps(data_.pack().steps, program_.violation->skip);
  }
  if (branch.provision != none) walk.steps(program_.provisions[at(branch.provision)].source->steps);
  return found;
}

CAILIANG_INLINE bool ProgramBuilder::stands_alone(const FactorPlan& factor, const std::vector<FactorPlan>& factors,
                                                  const std::set<Index>& others) const {
  if (factor.list.by_code == none) return false;
  const Slot& slot = program_.slots[at(factor.list.slot)];
  if (slot.fact == none || slot.derived() || slot.may_be_unprovable || others.contains(slot.fact)) return false;
  for (const bool names : factor.names_class) {
    if (names) return false;
  }
  for (const FactorPlan& other : factors) {
    if (&other == &factor) continue;
    std::set<Index> facts;
    FactWalk walk{data_, facts};
    for (const Level* level : other.levels) walk.collect(level->when);
    if (facts.contains(slot.fact)) return false;
  }
  return true;
}

}  // namespace cailiang::detail
