// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/detail/law/each_fact.hpp"

namespace cailiang::detail {

/// Collects every fact that conditions, terms and fines look at, derived facts and their operands alike.
class FactWalk {
 public:
  FactWalk(const StandardData& data, std::set<Index>& found) : data_{data}, found_{found} {}

  /// \param naming a condition, term, fine or fact
  template <class Naming>
  void collect(const Naming& naming) {
    each_fact(naming, [this](const std::string& name) {
      const auto at = data_.fact_by_name.find(name);
      if (at == data_.fact_by_name.end() || !found_.insert(at->second).second) return;
      collect(*data_.facts[static_cast<std::size_t>(at->second)].fact);
    });
  }
  template <class Naming>
  void collect(const std::optional<Naming>& naming) {
    if (naming) collect(*naming);
  }
  void steps(const std::vector<Step>& list, const std::vector<std::string>& skip = {}) {
    for (const Step& step : list) {
      if (std::find(skip.begin(), skip.end(), step.id) != skip.end()) continue;
      for (const StepRow& row : step.rows) {
        collect(row.when);
        collect(row.fine);
        collect(row.at_end);
      }
    }
  }
  void table(const Table& t) {
    for (const Tier& tier : t.tiers) {
      collect(tier.when);
      collect(tier.fine.plain);
      for (const auto& [branch, amount] : tier.fine.keyed) collect(amount);
    }
    if (!t.weights) return;
    collect(t.weights->base);
    for (const Factor& factor : t.weights->factors) {
      for (const Level& level : factor.levels) collect(level.when);
    }
  }

 private:
  const StandardData& data_;
  std::set<Index>& found_;
};

}  // namespace cailiang::detail
