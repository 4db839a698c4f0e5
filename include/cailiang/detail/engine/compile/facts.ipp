// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// A fact becomes a slot when something asks for it, and the numbers it is compared with become the cuts of the slot.
namespace cailiang::detail {

CAILIANG_INLINE Index ProgramBuilder::slot_of(const std::string& name) {
  if (name == "class") return slot_class;
  if (name == "act_date") return slot_act_date;
  if (name == "decision_date") return slot_decision_date;
  const Index fact = data_.fact_by_name.find(name)->second;
  if (program_.slot_of_fact[at(fact)] != none) return program_.slot_of_fact[at(fact)];
  const Index slot = size(program_.slots);
  program_.slot_of_fact[at(fact)] = slot;
  program_.slots.emplace_back();
  const StandardData::Declared& declared = data_.facts[at(fact)];
  const Fact& source = *declared.fact;
  Slot made;
  made.fact = fact;
  made.kind = source.kind;
  made.may_be_absent = source.may_be_absent || source.kind == FactKind::choices;
  made.may_be_unprovable = source.may_be_unprovable;
  made.options = static_cast<Code>(source.options.size());
  made.domain = declared.domain;
  const Index outer = std::exchange(pack_, declared.pack);
  if (source.is_condition) made.condition = condition(*source.is_condition);
  if (source.is_term) made.term = term(*source.is_term);
  if (source.derived() && source.kind == FactKind::choice) {
    std::vector<Index> rows;
    for (const Option& option : source.options) rows.push_back(optional_condition(option.when));
    made.list = size(program_.choice_lists);
    program_.choice_lists.emplace_back();
    program_.choice_lists[at(made.list)] = row_list(rows, source.match.value_or(Match::unique));
  }
  pack_ = outer;
  made.cuts = std::move(program_.slots[at(slot)].cuts);
  program_.slots[at(slot)] = std::move(made);
  return slot;
}

CAILIANG_INLINE void ProgramBuilder::resolve_cuts() {
  for (Slot& slot : program_.slots) {
    std::sort(slot.cuts.begin(), slot.cuts.end());
    slot.cuts.erase(std::unique(slot.cuts.begin(), slot.cuts.end()), slot.cuts.end());
    for (const Ratio& cut : slot.cuts) {
      if (const auto whole = cut.whole64()) slot.whole_cuts.push_back(*whole);
    }
    if (slot.whole_cuts.size() != slot.cuts.size()) slot.whole_cuts.clear();
  }
  for (const auto& [index, span] : pending_) {
    CompiledTest& test = program_.tests[at(index)];
    const std::vector<Ratio>& cuts = program_.slots[at(test.slot)].cuts;
    const auto place = [&](const Ratio& value) {
      return static_cast<Code>(2 * (std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin()) + 1);
    };
    test.low = span.lower ? place(*span.lower) + (span.lower_included ? 0 : 1) : 0;
    test.high = span.upper ? place(*span.upper) - (span.upper_included ? 0 : 1) : static_cast<Code>(2 * cuts.size());
  }
}

}  // namespace cailiang::detail
