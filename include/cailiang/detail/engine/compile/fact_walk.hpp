// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cailiang/detail/engine/standard_data.hpp"

namespace cailiang::detail {

/// Calls `visit` for every fact that a condition, term or fine looks at, derived facts and their operands alike.
class FactWalk {
 public:
  FactWalk(const StandardData& data, std::set<Index>& found) : data_{data}, found_{found} {}

  void fact(const std::string& name) {
    const auto at = data_.fact_by_name.find(name);
    if (at == data_.fact_by_name.end() || !found_.insert(at->second).second) return;
    const Fact& declared = *data_.facts[static_cast<std::size_t>(at->second)].fact;
    if (declared.is_condition) condition(*declared.is_condition);
    if (declared.is_term) term(*declared.is_term);
    for (const Option& option : declared.options) {
      if (option.when) condition(*option.when);
    }
  }
  void condition(const Condition& c) {
    for (const ConditionMember& member : c.members) {
      if (member.kind == ConditionMember::Kind::fact) fact(member.fact);
      for (const Condition& inner : member.conditions) condition(inner);
    }
  }
  void condition(const std::optional<Condition>& c) {
    if (c) condition(*c);
  }
  void term(const Term& t) {
    if (t.op == Term::Op::fact) fact(t.text);
    for (const Term& operand : t.operands) term(operand);
    for (const Condition& inner : t.conditions) condition(inner);
    for (const ChooseRow& row : t.rows) {
      condition(row.when);
      term(row.then);
    }
  }
  void term(const std::optional<Term>& t) {
    if (t) term(*t);
  }
  void fine(const Fine& f) {
    for (const auto* end :
         {&f.ends.eq, &f.ends.ge, &f.ends.gt, &f.ends.le, &f.ends.lt, &f.base, &f.at_least, &f.at_most, &f.point}) {
      term(*end);
    }
    for (const Fine& track : f.either) fine(track);
  }
  void steps(const std::vector<Step>& list, const std::vector<std::string>& skip = {}) {
    for (const Step& step : list) {
      if (std::find(skip.begin(), skip.end(), step.id) != skip.end()) continue;
      for (const StepRow& row : step.rows) {
        condition(row.when);
        if (row.fine) fine(*row.fine);
        if (row.at_end) fine(*row.at_end);
      }
    }
  }
  void table(const Table& t) {
    for (const Tier& tier : t.tiers) {
      condition(tier.when);
      if (tier.fine.plain) fine(*tier.fine.plain);
      for (const auto& [branch, amount] : tier.fine.keyed) fine(amount);
    }
    if (!t.weights) return;
    term(t.weights->base);
    for (const Factor& factor : t.weights->factors) {
      for (const Level& level : factor.levels) condition(level.when);
    }
  }

 private:
  const StandardData& data_;
  std::set<Index>& found_;
};

}  // namespace cailiang::detail
