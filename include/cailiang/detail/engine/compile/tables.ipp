// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// A table as it speaks for one branch: tiers, or factors with their weights.
namespace cailiang::detail {

CAILIANG_INLINE std::vector<TablePlan> ProgramBuilder::tables_for(const std::string& branch,
                                                                  const std::string& subject) {
  std::vector<TablePlan> made;
  if (program_.violation == nullptr) return made;
  pack_ = 0;
  for (const Table& table : program_.violation->tables) {
    const bool speaks = table.branches.empty()
                            ? subject == "party"
                            : std::find(table.branches.begin(), table.branches.end(), branch) != table.branches.end();
    if (speaks) made.push_back(table_plan(table, branch));
  }
  return made;
}

CAILIANG_INLINE TablePlan ProgramBuilder::table_plan(const Table& table, const std::string& branch) {
  TablePlan made;
  made.source = &table;
  made.weights = table.weights.has_value();
  const Match match = table.match.value_or(rules().match.value_or(Match::unique));
  if (made.weights) {
    weights_plan(*table.weights, branch, made);
    return made;
  }
  std::vector<Index> conditions;
  Index grade = -1;
  const Tier* before = nullptr;
  for (const Tier& tier : table.tiers) {
    const Fine* amount = for_branch(tier.fine, branch);
    if (before == nullptr || tier.grade.empty() || tier.grade != before->grade) {
      ++grade;
    } else {
      made.grades = true;
    }
    before = &tier;
    if (tier.when && names_class(*tier.when)) made.names_class = true;
    if (amount == nullptr) continue;
    TierRow row;
    row.source = &tier;
    row.grade = grade;
    row.names_class = tier.when && names_class(*tier.when);
    row.fine = fine(*amount);
    row.sanctions = sanctions(tier.sanctions);
    conditions.push_back(optional_condition(tier.when));
    made.tiers.push_back(std::move(row));
  }
  made.list = row_list(conditions, match);
  return made;
}

CAILIANG_INLINE void ProgramBuilder::weights_plan(const Weights& weights, const std::string& branch, TablePlan& made) {
  made.base_is_range = weights.base_is_range;
  made.base = optional_term(weights.base);
  const auto parse = [](const std::string& text) { return *Ratio::parse(text); };
  if (!weights.at_least.empty()) made.at_least = parse(weights.at_least);
  if (!weights.at_most.empty()) made.at_most = parse(weights.at_most);
  const std::string* start = for_branch(weights.start, branch);
  std::vector<Ratio> shares{start != nullptr ? parse(*start) : Ratio{0}};
  for (const Factor& factor : weights.factors) {
    FactorPlan plan;
    plan.source = &factor;
    std::vector<Index> conditions;
    for (const Level& level : factor.levels) {
      const std::string* weight = for_branch(level.weight, branch);
      if (weight == nullptr) continue;
      shares.push_back(parse(*weight));
      plan.levels.push_back(&level);
      plan.names_class.push_back(level.when && names_class(*level.when));
      conditions.push_back(optional_condition(level.when));
    }
    // A factor without a row in this column adds nothing and asks nothing.
    if (plan.levels.empty()) continue;
    plan.list = row_list(conditions, factor.match.value_or(rules().match.value_or(Match::unique)));
    made.factors.push_back(std::move(plan));
  }
  // One denominator for all shares of the table: the sum is then a sum of whole numbers.
  Ratio common{1};
  for (const Ratio& share : shares) {
    const Int128 d = share.denominator();
    const Int128 c = common.numerator();
    common = Ratio::of(c / gcd(c, d), 1) * Ratio::of(d, 1);
  }
  if (common > Ratio{1'000'000'000'000}) throw Overflow{};
  made.denominator = static_cast<std::int64_t>(common.numerator());
  const auto scaled = [&](const Ratio& share) {
    const Ratio value = share * common;
    if (value > Ratio{1'000'000'000'000'000} || value < Ratio{-1'000'000'000'000'000}) throw Overflow{};
    return static_cast<std::int64_t>(value.numerator());
  };
  made.start = scaled(shares.front());
  std::size_t next = 1;
  const auto size = [](std::int64_t x) { return x < 0 ? -Int128{x} : Int128{x}; };
  Int128 farthest = size(made.start);
  for (FactorPlan& plan : made.factors) {
    Int128 heaviest = 0;
    for (std::size_t i = 0; i < plan.levels.size(); ++i) {
      plan.weights.push_back(scaled(shares[next++]));
      heaviest = std::max(heaviest, size(plan.weights.back()));
    }
    farthest += heaviest;
  }
  if (!fits64(farthest)) throw Overflow{};  // a sum of weights is taken in 64 bits
}

}  // namespace cailiang::detail
