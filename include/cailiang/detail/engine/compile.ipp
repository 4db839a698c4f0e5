// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/compile/blank_trace.hpp"
#include "cailiang/detail/engine/compile/branches.ipp"
#include "cailiang/detail/engine/compile/circumstances.ipp"
#include "cailiang/detail/engine/compile/conditions.ipp"
#include "cailiang/detail/engine/compile/exact.hpp"
#include "cailiang/detail/engine/compile/factors_alone.ipp"
#include "cailiang/detail/engine/compile/facts.ipp"
#include "cailiang/detail/engine/compile/fines.ipp"
#include "cailiang/detail/engine/compile/jumps.hpp"
#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/engine/compile/rows.ipp"
#include "cailiang/detail/engine/compile/rows_by_code.ipp"
#include "cailiang/detail/engine/compile/tables.ipp"
#include "cailiang/detail/engine/compile/terms.ipp"
#include "cailiang/detail/inline.hpp"

namespace cailiang::detail {

CAILIANG_INLINE Span span_of(const Ends<std::string>& ends) {
  Span span;
  const auto set = [](const std::optional<std::string>& text, bool included, std::optional<Ratio>& end, bool& flag) {
    if (!text) return;
    end = number_or_day(*text);
    flag = included;
  };
  set(ends.eq, true, span.lower, span.lower_included);
  set(ends.eq, true, span.upper, span.upper_included);
  set(ends.ge, true, span.lower, span.lower_included);
  set(ends.gt, false, span.lower, span.lower_included);
  set(ends.le, true, span.upper, span.upper_included);
  set(ends.lt, false, span.upper, span.upper_included);
  return span;
}

CAILIANG_INLINE Span domain_of(const Fact& fact) {
  Span domain;
  if (fact.in) domain = span_of(*fact.in);
  if (!domain.lower && is_number(fact.kind)) {
    domain.lower = Ratio{0};
    domain.lower_included = true;
  }
  return domain;
}

CAILIANG_INLINE std::optional<Ratio> number_or_day(const std::string& text) {
  if (const auto number = Ratio::parse(text)) return number;
  if (const auto day = Date::parse(text)) return day_number(*day);
  return std::nullopt;
}

CAILIANG_INLINE Code class_code(std::string_view name) {
  if (name == "reduced") return class_reduced;
  if (name == "lenient") return class_lenient;
  return name == "standard" ? class_standard : class_heavier;
}

CAILIANG_INLINE ProgramBuilder::ProgramBuilder(const StandardData& data, const Violation* violation,
                                               const std::vector<StandardData::ProvisionRef>& provisions)
    : data_{data} {
  program_.violation = violation;
  program_.slot_of_fact.assign(data.facts.size(), none);
  program_.slots.resize(static_cast<std::size_t>(first_fact_slot));
  program_.slots[at(slot_class)].kind = FactKind::choice;
  program_.slots[at(slot_class)].options = 4;
  program_.slots[at(slot_act_date)].kind = FactKind::date;
  program_.slots[at(slot_decision_date)].kind = FactKind::date;
  program_.limits = violation == nullptr || violation->refines.kind != RefinesKind::nothing;

  const Rules& rules = data.pack().rules;
  pack_ = 0;
  if (rules.no_minimum) program_.no_minimum = term(*rules.no_minimum);
  program_.conflict = rules.conflict.value_or(Conflict::weigh);
  program_.no_circumstance_standard = rules.no_circumstance_standard;

  collect_subjects(provisions);
  for (const auto& ref : provisions) add_provision(ref);
  if (provisions.empty() && violation != nullptr) add_bare_branch();
  for (SubjectPlan& subject : program_.subjects) finish_list(subject);
  pack_ = 0;
  if (violation != nullptr) {
    for (const Step& step : violation->steps) program_.steps.push_back(step_plan(step, 0));
    for (const Step& step : data.pack().steps) {
      const auto& skip = violation->skip;
      if (std::find(skip.begin(), skip.end(), step.id) == skip.end()) program_.steps.push_back(step_plan(step, 0));
    }
  }
  collect_looked_at(violation, provisions);
  add_circumstances(violation, provisions);
  resolve_cuts();
  index_by_code();
  find_factors_alone();
  for (const Slot& slot : program_.slots) {
    program_.blank.push_back(slot.derived() ? code_derived : code_unknown);
    program_.computes = program_.computes || slot.term != none;
  }
  settle_waiting();
}

CAILIANG_INLINE Program compile_program(const StandardData& data, const Violation* violation,
                                        const std::vector<StandardData::ProvisionRef>& provisions) {
  Program program = ProgramBuilder{data, violation, provisions}.take();
  Exactness{program}.mark();
  JumpWriter{program}.write();
  BlankTrace{data, program}.write();
  return program;
}

}  // namespace cailiang::detail
