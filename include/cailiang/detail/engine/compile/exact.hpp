// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "cailiang/detail/engine/program.hpp"

namespace cailiang::detail {

/// Finds the conditions for which three values (true, false, open) say the same as all completions of the unknown facts
/// do: those that meet each fact once and never test all that it can be. Of any other, what is open in three values may
/// still hold in every completion, or in none, and the completions are gone through.
class Exactness {
 public:
  explicit Exactness(Program& program) : program_{program} {}

  void mark() {
    for (CompiledCondition& condition : program_.conditions) {
      met_.clear();
      condition.exact = exact(condition);
    }
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  bool exact(const CompiledCondition& condition) {
    for (Index m = condition.begin; m < condition.end; ++m) {
      const CompiledMember& member = program_.members[at(m)];
      if (member.kind == ConditionMember::Kind::fact) {
        if (!exact_tests(member)) return false;
        continue;
      }
      for (Index i = member.begin; i < member.end; ++i) {
        if (!exact(program_.conditions[at(program_.condition_refs[at(i)])])) return false;
      }
    }
    return true;
  }

  bool exact_tests(const CompiledMember& member) {
    const CompiledTest& test = program_.tests[at(member.begin)];
    if (test.kind == CompiledTest::Kind::end_absent) return true;
    if (test.slot == slot_class || std::find(met_.begin(), met_.end(), test.slot) != met_.end()) return false;
    met_.push_back(test.slot);
    const Slot& slot = program_.slots[at(test.slot)];
    const Index tests = member.end - member.begin;
    if (slot.derived()) return tests == 1 && slot.condition != none && exact(program_.conditions[at(slot.condition)]);
    if (slot.whole() && test.kind == CompiledTest::Kind::code) return tests == 1 && ends_on_whole_numbers(slot, test);
    if (tests == 1) return slot.kind != FactKind::choice || slot.options > 1;
    return slot.kind == FactKind::choice && leaves_an_option(slot, member);
  }

  // Between neighbouring whole numbers there is nothing: only closed intervals of them are what they look like.
  static bool ends_on_whole_numbers(const Slot& slot, const CompiledTest& test) {
    const auto whole = [](const Ratio& x) { return x.is_whole(); };
    const Span& in = slot.domain;
    return std::all_of(slot.cuts.begin(), slot.cuts.end(), whole) && (test.low == 0 || test.low % 2 == 1) &&
           (test.high % 2 == 1 || test.high == static_cast<Code>(2 * slot.cuts.size())) &&
           (!in.lower || (in.lower_included && in.lower->is_whole())) &&
           (!in.upper || (in.upper_included && in.upper->is_whole()));
  }

  bool leaves_an_option(const Slot& slot, const CompiledMember& member) const {
    std::vector<Code> tested;
    for (Index i = member.begin; i < member.end; ++i) {
      const CompiledTest& test = program_.tests[at(i)];
      if (test.kind != CompiledTest::Kind::code) return false;
      if (std::find(tested.begin(), tested.end(), test.low) == tested.end()) tested.push_back(test.low);
    }
    return static_cast<Code>(tested.size()) < slot.options;
  }

  Program& program_;
  std::vector<Index> met_;
};

}  // namespace cailiang::detail
