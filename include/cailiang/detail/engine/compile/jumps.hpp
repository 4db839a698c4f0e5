// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "cailiang/detail/engine/program.hpp"

namespace cailiang::detail {

/// Writes conditions as tests that follow one another: each says where to go on if it holds and where if not. Not those
/// that look at more than codes: at sets of options, or at the ends of ranges.
class JumpWriter {
 public:
  explicit JumpWriter(Program& program) : program_{program} {}

  void write() {
    for (CompiledCondition& condition : program_.conditions) {
      const std::size_t before = program_.jumps.size();
      if (const auto first = whole(condition, Jump::holds, Jump::fails)) {
        condition.first_jump = *first;
      } else {
        program_.jumps.resize(before);
      }
    }
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  static constexpr Code no_value = code_unprovable;  // where it is met, the condition is judged

  // Backwards, so that each knows where it goes on. Gives the first; none: it cannot be written so.
  std::optional<Index> whole(const CompiledCondition& condition, Index holds, Index fails) {
    std::optional<Index> next = holds;
    for (Index m = condition.end; m-- > condition.begin && next;) {
      const CompiledMember& one = program_.members[at(m)];
      next = one.kind == ConditionMember::Kind::none ? any(one, fails, *next) : any(one, *next, fails);
    }
    return next;
  }

  std::optional<Index> any(const CompiledMember& member, Index holds, Index fails) {
    std::optional<Index> next = fails;
    for (Index i = member.end; i-- > member.begin && next;) {
      next = member.kind == ConditionMember::Kind::fact
                 ? one(program_.tests[at(i)], holds, *next)
                 : whole(program_.conditions[at(program_.condition_refs[at(i)])], holds, *next);
    }
    return next;
  }

  std::optional<Index> one(const CompiledTest& test, Index holds, Index fails) {
    Jump jump{test.slot, 0, 0, holds, fails};
    switch (test.kind) {
      case CompiledTest::Kind::code:
        jump.low = test.low <= test.high ? test.low : no_value;  // ends that cross: nothing lies between them
        jump.width = test.low <= test.high ? static_cast<std::uint32_t>(test.high - test.low) : 0;
        break;
      case CompiledTest::Kind::absent: jump.low = code_absent; break;
      case CompiledTest::Kind::unprovable: jump.low = no_value; break;
      case CompiledTest::Kind::option:
      case CompiledTest::Kind::end_absent: return std::nullopt;
    }
    program_.jumps.push_back(jump);
    return static_cast<Index>(program_.jumps.size()) - 1;
  }

  Program& program_;
};

}  // namespace cailiang::detail
