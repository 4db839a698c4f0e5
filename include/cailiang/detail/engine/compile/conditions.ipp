// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// A condition becomes a list of members, a member a list of tests.
namespace cailiang::detail {

CAILIANG_INLINE bool ProgramBuilder::names_class(const Condition& condition) {
  for (const ConditionMember& member : condition.members) {
    if (member.kind == ConditionMember::Kind::fact && member.fact == "class") return true;
    for (const Condition& inner : member.conditions) {
      if (names_class(inner)) return true;
    }
  }
  return false;
}

CAILIANG_INLINE Index ProgramBuilder::condition(const Condition& source) {
  std::vector<CompiledMember> members;
  for (const ConditionMember& member : source.members) {
    CompiledMember made;
    made.kind = member.kind;
    if (member.kind == ConditionMember::Kind::fact) {
      const std::vector<CompiledTest> tests = tests_of(member);
      made.begin = size(program_.tests);
      for (std::size_t i = 0; i < tests.size(); ++i) {
        if (tests[i].kind == CompiledTest::Kind::code && program_.slots[at(tests[i].slot)].numeric()) {
          pending_.emplace_back(size(program_.tests), span_of(member.tests[i].interval));
        }
        program_.tests.push_back(tests[i]);
      }
      made.end = size(program_.tests);
    } else {
      std::vector<Index> refs;
      for (const Condition& inner : member.conditions) refs.push_back(condition(inner));
      std::tie(made.begin, made.end) = append(program_.condition_refs, refs);
    }
    members.push_back(made);
  }
  CompiledCondition made;
  std::tie(made.begin, made.end) = append(program_.members, members);
  made.source = &source;
  program_.conditions.push_back(made);
  return size(program_.conditions) - 1;
}

CAILIANG_INLINE std::vector<CompiledTest> ProgramBuilder::tests_of(const ConditionMember& member) {
  std::vector<CompiledTest> made;
  const std::optional<End> end = end_named(member.fact);
  const Index slot = end ? none : slot_of(member.fact);
  for (const Test& test : member.tests) {
    CompiledTest t;
    t.slot = slot;
    if (end) {
      t.kind = CompiledTest::Kind::end_absent;
      t.end = *end;
      made.push_back(t);
      continue;
    }
    switch (test.kind) {
      case Test::Kind::absent: t.kind = CompiledTest::Kind::absent; break;
      case Test::Kind::unprovable: t.kind = CompiledTest::Kind::unprovable; break;
      case Test::Kind::yes: t.low = t.high = 1; break;
      case Test::Kind::no: t.low = t.high = 0; break;
      case Test::Kind::option:
        if (slot == slot_class) {
          t.low = t.high = class_code(test.option);
        } else {
          const StandardData::Declared& declared = data_.facts[at(program_.slots[at(slot)].fact)];
          t.low = t.high = declared.options.find(test.option)->second;
          if (declared.fact->kind == FactKind::choices) {
            t.kind = CompiledTest::Kind::option;
            program_.slots[at(slot)].tested |= std::uint64_t{1} << t.low;
          }
        }
        break;
      case Test::Kind::interval: {
        const Span span = span_of(test.interval);
        std::vector<Ratio>& cuts = program_.slots[at(slot)].cuts;
        if (span.lower) cuts.push_back(*span.lower);
        if (span.upper) cuts.push_back(*span.upper);
        break;
      }
    }
    made.push_back(t);
  }
  return made;
}

}  // namespace cailiang::detail
