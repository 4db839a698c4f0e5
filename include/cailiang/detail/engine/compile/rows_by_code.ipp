// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// Where all rows of a list ask for one fact, the row follows from its code: it is looked up, not searched for.
namespace cailiang::detail {

CAILIANG_INLINE void ProgramBuilder::index_by_code() {
  for (RowList& list : program_.choice_lists) index_by_code(list);
  for (SubjectPlan& subject : program_.subjects) {
    if (!subject.several_otherwise) index_by_code(subject.list);
    for (BranchPlan& branch : subject.branches) {
      for (TablePlan& table : branch.tables) {
        if (!table.weights && !table.grades) index_by_code(table.list);
        for (FactorPlan& factor : table.factors) index_by_code(factor.list);
        index_weights(table);
      }
    }
  }
}

CAILIANG_INLINE Code ProgramBuilder::codes(const Slot& slot) const {
  if (slot.numeric()) return static_cast<Code>(2 * slot.cuts.size() + 1);
  return slot.kind == FactKind::flag ? 2 : slot.options;
}

CAILIANG_INLINE void ProgramBuilder::index_by_code(RowList& list) {
  Index slot = none;
  for (Index row = list.begin; row < list.end; ++row) {
    const Index index = program_.row_conditions[at(row)];
    if (index == none) continue;
    const CompiledCondition& c = program_.conditions[at(index)];
    if (c.end - c.begin != 1) return;
    const CompiledMember& member = program_.members[at(c.begin)];
    if (member.kind != ConditionMember::Kind::fact) return;
    for (Index t = member.begin; t < member.end; ++t) {
      const CompiledTest& test = program_.tests[at(t)];
      if (test.kind != CompiledTest::Kind::code || (slot != none && test.slot != slot)) return;
      slot = test.slot;
    }
  }
  if (slot == none) return;
  const Code count = codes(program_.slots[at(slot)]);
  constexpr Index most_rows = std::numeric_limits<std::int16_t>::max();
  if (count > 4096 || list.end - list.begin > most_rows) return;
  std::vector<std::int16_t> table;
  for (Code code = 0; code <= count; ++code) {  // the last stands for `absent`
    const std::optional<std::int16_t> row = row_for(list, code == count ? code_absent : code);
    if (!row) return;
    table.push_back(*row);
  }
  list.slot = slot;
  list.codes = count;
  list.by_code = append(program_.row_table, table).first;
}

CAILIANG_INLINE void ProgramBuilder::index_weights(TablePlan& table) {
  const auto has_code = [](const FactorPlan& factor) { return factor.list.by_code != none; };
  if (!std::all_of(table.factors.begin(), table.factors.end(), has_code)) return;
  for (const FactorPlan& factor : table.factors) {
    std::vector<std::int64_t> weights;
    for (Code code = 0; code < factor.list.codes; ++code) {
      const int row = program_.row_table[at(factor.list.by_code + code)];
      weights.push_back(row < 0 ? no_weight : factor.weights[at(row)]);
    }
    table.coded.push_back({factor.list.slot, append(program_.code_weights, weights).first});
  }
}

CAILIANG_INLINE std::optional<std::int16_t> ProgramBuilder::row_for(const RowList& list, Code code) const {
  std::int16_t taken = -1;
  for (Index row = list.begin; row < list.end; ++row) {
    const Index index = program_.row_conditions[at(row)];
    if (index == none) continue;
    const CompiledMember& member = program_.members[at(program_.conditions[at(index)].begin)];
    bool holds = false;
    for (Index t = member.begin; t < member.end; ++t) {
      const CompiledTest& test = program_.tests[at(t)];
      holds = holds || (test.low <= code && code <= test.high);
    }
    if (!holds) continue;
    if (taken >= 0 && list.match == Match::unique) return std::nullopt;
    taken = static_cast<std::int16_t>(row - list.begin);
    if (list.match == Match::lightest) break;
  }
  return taken < 0 && list.otherwise != none ? static_cast<std::int16_t>(list.otherwise) : taken;
}

}  // namespace cailiang::detail
