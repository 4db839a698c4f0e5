// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <tuple>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// What rows have in common: the list they stand in, steps, sanctions, and what a case may apply.
namespace cailiang::detail {

CAILIANG_INLINE RowList ProgramBuilder::row_list(const std::vector<Index>& conditions, Match match) {
  RowList list;
  list.match = match;
  list.lightest = rules().unprovable_lightest;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (conditions[i] == none) list.otherwise = static_cast<Index>(i);
  }
  std::tie(list.begin, list.end) = append(program_.row_conditions, conditions);
  list.key = program_.keys++;
  return list;
}

CAILIANG_INLINE std::vector<CompiledSanction> ProgramBuilder::sanctions(const std::vector<Sanction>& source) {
  std::vector<CompiledSanction> made;
  for (const Sanction& sanction : source) {
    made.push_back({&sanction, optional_condition(sanction.when), sanction.amount ? fine(*sanction.amount) : none});
  }
  return made;
}

CAILIANG_INLINE StepPlan ProgramBuilder::step_plan(const Step& step, Index pack) {
  StepPlan made;
  made.source = &step;
  std::vector<Index> conditions;
  for (const StepRow& row : step.rows) {
    conditions.push_back(optional_condition(row.when));
    StepRowPlan plan;
    plan.source = &row;
    plan.names_class = row.when && names_class(*row.when);
    if (row.fine) plan.fine = fine(*row.fine);
    if (row.at_end) plan.at_end = fine(*row.at_end);
    made.classes = static_cast<std::uint8_t>(made.classes | (row.when ? classes_of(*row.when) : 0xF));
    made.rows.push_back(plan);
  }
  made.list = row_list(conditions, Match::lightest);
  made.list.first = true;
  made.offer = offer_of(&step);
  for (const StepRow& row : step.rows) {
    made.shifts = made.shifts || row.shift != 0;
    made.may = made.may || row.mode == Mode::may;
  }
  if (pack == 0) made.no_minimum = program_.no_minimum;
  return made;
}

// The classes under which a condition may hold, as far as it names them outright.
CAILIANG_INLINE std::uint8_t ProgramBuilder::classes_of(const Condition& condition) {
  std::uint8_t classes = 0xF;
  for (const ConditionMember& member : condition.members) {
    if (member.kind != ConditionMember::Kind::fact || member.fact != "class") continue;
    std::uint8_t named = 0;
    for (const Test& test : member.tests) {
      named =
          static_cast<std::uint8_t>(named | (test.kind == Test::Kind::option ? 1U << class_code(test.option) : 0xFU));
    }
    classes &= named;
  }
  return classes;
}

CAILIANG_INLINE Index ProgramBuilder::offer_of(const void* source) {
  for (const StandardData::Offer& offer : data_.offers) {
    if (offer.circumstance != source && offer.step != source) continue;
    const auto found = std::find(program_.offers.begin(), program_.offers.end(), offer.name);
    if (found != program_.offers.end()) return static_cast<Index>(found - program_.offers.begin());
    program_.offers.push_back(offer.name);
    return size(program_.offers) - 1;
  }
  return none;
}

}  // namespace cailiang::detail
