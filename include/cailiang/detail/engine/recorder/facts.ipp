// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// Subjects, provisions and facts, which a trace has beside its lines.
namespace cailiang::detail {

CAILIANG_INLINE Recorder::Recorder(const Program& program, const CaseState& state,
                                   const std::vector<std::string>& evidence, Trace& into)
    : program_{program}, trace_{into}, listening_(program.subjects.size(), 1) {
  const Trace& blank = program.blank_trace;
  trace_.lines.clear();
  trace_.lines.reserve(blank.lines.size());
  trace_.all_rows.clear();
  trace_.all_rows.reserve(blank.all_rows.size());
  trace_.all_terms.clear();
  trace_.shares.clear();
  trace_.intervals.clear();
  trace_.intervals.reserve(blank.lines.size());

  trace_.subjects = blank.subjects;
  for (std::size_t i = 0; i < state.decided.size(); ++i) trace_.subjects[i].decided = state.decided[i];
  trace_.provisions = blank.provisions;
  for (std::size_t i = 0; i < state.provision_in_force.size(); ++i) {
    trace_.provisions[i].in_force = state.provision_in_force[i] != 0;
  }
  trace_.facts = blank.facts;
  for (std::size_t i = at(first_fact_slot); i < program.slots.size(); ++i) {
    const Code code = state.codes[i];
    if (code == code_derived || (code == code_unknown && state.bounded[i] == 0)) continue;
    told(program.slots[i], i, state, trace_.facts[i - at(first_fact_slot)]);
  }
  for (std::size_t i = at(first_fact_slot); i < evidence.size(); ++i) {
    trace_.facts[i - at(first_fact_slot)].evidence = evidence[i];
  }
}

CAILIANG_INLINE void Recorder::told(const Slot& slot, std::size_t i, const CaseState& state, TraceFact& made) {
  const Code code = state.codes[i];
  made.derived = false;
  if (code == code_absent) {
    made.state = TraceFact::State::absent;
  } else if (code == code_unprovable) {
    made.state = TraceFact::State::unprovable;
  } else if (code == code_unknown) {
    made.state = TraceFact::State::bound;
    made.interval = static_cast<std::int32_t>(trace_.intervals.size());
    const Span& span = state.spans[i];
    trace_.intervals.push_back({span.lower, span.upper, span.lower_included, span.upper_included});
  } else {
    made.state = TraceFact::State::value;
    if (slot.numeric()) {
      made.number = state.numbers[i];
    } else if (slot.kind == FactKind::choice) {
      made.option = code;
    } else {
      made.options = slot.kind == FactKind::choices ? state.options[i] : static_cast<std::uint64_t>(code);
    }
  }
}

CAILIANG_INLINE void Recorder::derived(Index slot, Code code, const Ratio* number) {
  TraceFact& fact = trace_.facts[at(slot - first_fact_slot)];
  TraceFact found = fact;
  found.asked = true;
  if (code == code_absent) {
    found.state = TraceFact::State::absent;
  } else if (program_.slots[at(slot)].numeric()) {
    found.state = number != nullptr ? TraceFact::State::value : TraceFact::State::unknown;
    if (number != nullptr) found.number = *number;
  } else {
    found.state = TraceFact::State::value;
    if (program_.slots[at(slot)].kind == FactKind::flag) {
      found.options = static_cast<std::uint64_t>(code);
    } else {
      found.option = code;
    }
  }
  const bool first = !fact.asked;
  if (!first && (fact.state != found.state || fact.option != found.option || fact.options != found.options ||
                 fact.number != found.number)) {
    found.state = TraceFact::State::unknown;
  }
  fact = found;
}

}  // namespace cailiang::detail
