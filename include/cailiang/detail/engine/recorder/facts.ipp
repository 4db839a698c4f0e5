// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/inline.hpp"

// Subjects, provisions and facts, which a trace has beside its lines.
namespace cailiang::detail {

CAILIANG_INLINE Recorder::Recorder(const StandardData& data, const Program& program, const CaseState& state,
                                   const std::vector<std::string>& evidence)
    : data_{data}, program_{program}, listening_(program.subjects.size(), 1) {
  std::size_t lines = program.circumstances.size() + program.subjects.size() * (4 + program.steps.size());
  std::size_t rows = program.circumstances.size();
  for (const SubjectPlan& subject : program.subjects) {
    TraceSubject made{subject.id, nullptr, std::nullopt};
    for (const auto& pack : data.packs) {
      for (const auto& [id, label] : pack->subjects) {
        if (id == subject.id && made.label == nullptr) made.label = &label;
      }
    }
    made.decided = state.decided[static_cast<std::size_t>(&subject - program.subjects.data())];
    trace_.subjects.push_back(made);
    for (const BranchPlan& branch : subject.branches) {
      for (const TablePlan& table : branch.tables) {
        lines += table.factors.size();
        rows += table.tiers.size();
        for (const FactorPlan& factor : table.factors) rows += factor.levels.size();
      }
    }
  }
  for (std::size_t i = 0; i < program.provisions.size(); ++i) {
    const ProvisionPlan& plan = program.provisions[i];
    trace_.provisions.push_back({plan.source, data.packs[at(plan.pack)].get(), state.provision_in_force[i] != 0});
  }
  trace_.lines.reserve(lines);
  trace_.all_rows.reserve(rows);
  trace_.intervals.reserve(lines);
  trace_.all_terms.reserve(8);
  subject_of_.reserve(lines);

  trace_.facts.reserve(program.slots.size());
  for (std::size_t i = static_cast<std::size_t>(first_fact_slot); i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    TraceFact& made = trace_.facts.emplace_back();
    const StandardData::Declared& declared = data.facts[at(slot.fact)];
    made.fact = declared.fact;
    made.pack = data.packs[at(declared.pack)].get();
    if (i < evidence.size()) made.evidence = evidence[i];
    const Code code = state.codes[i];
    if (code == code_derived) {
      made.derived = true;
    } else if (code == code_absent) {
      made.state = TraceFact::State::absent;
    } else if (code == code_unprovable) {
      made.state = TraceFact::State::unprovable;
    } else if (code == code_unknown) {
      if (state.bounded[i] == 0) continue;
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
