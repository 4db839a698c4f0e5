// SPDX-License-Identifier: Apache-2.0
// coverage.json accounts for every printed row: what is encoded has its row in the pack, every row has its unit, and
// what is left out has a reason.
#include <gtest/gtest.h>

#include <set>

#include "standards_in_tests.hpp"

namespace cailiang {
namespace {

std::string text_of(const Source& source) {
  std::string text;
  for (std::size_t i = 0; i < Source::keys.size(); ++i) {
    if (!source.values[i].empty())
      text += (text.empty() ? "" : ", ") + std::string{Source::keys[i]} + " " + source.values[i];
  }
  return text;
}

/// The full sources of all rows of a pack.
class RowsOf {
 public:
  explicit RowsOf(const Pack& pack) {
    for (const Fact& fact : pack.facts) {
      if (fact.is_term) term(*fact.is_term);
      for (const Option& option : fact.options) {
        if (option.own_source) add(option.source);
      }
    }
    if (pack.rules.no_minimum) term(*pack.rules.no_minimum);
    circumstances(pack.circumstances);
    steps(pack.steps);
    for (const Provision& provision : pack.provisions) {
      for (const Branch& branch : provision.branches) {
        add(branch.source);
        fine(branch.fine);
      }
      circumstances(provision.circumstances);
      steps(provision.steps);
    }
    for (const Violation& violation : pack.violations) {
      add(violation.source);
      circumstances(violation.circumstances);
      steps(violation.steps);
      for (const Table& each : violation.tables) table(each);
    }
  }

  [[nodiscard]] const std::set<std::string>& sources() const { return sources_; }

 private:
  void add(const Source& source) { sources_.insert(text_of(source)); }

  void circumstances(const std::vector<Circumstance>& list) {
    for (const Circumstance& circumstance : list) add(circumstance.source);
  }
  void steps(const std::vector<Step>& list) {
    for (const Step& step : list) {
      for (const StepRow& row : step.rows) {
        if (row.own_source) add(row.source);
        if (row.fine) fine(*row.fine);
        if (row.at_end) fine(*row.at_end);
      }
    }
  }
  void table(const Table& table) {
    add(table.source);
    for (const Tier& tier : table.tiers) {
      add(tier.source);
      if (tier.fine.plain) fine(*tier.fine.plain);
      for (const auto& [branch, amount] : tier.fine.keyed) fine(amount);
    }
    if (!table.weights) return;
    if (table.weights->base) term(*table.weights->base);
    for (const Factor& factor : table.weights->factors) {
      for (const Level& level : factor.levels) add(level.source);
    }
  }
  void fine(const Fine& fine) {
    for (const auto* end : {&fine.ends.eq, &fine.ends.ge, &fine.ends.gt, &fine.ends.le, &fine.ends.lt, &fine.base,
                            &fine.at_least, &fine.at_most, &fine.point}) {
      if (*end) term(**end);
    }
    for (const Fine& track : fine.either) this->fine(track);
  }
  void term(const Term& term) {
    for (const Term& operand : term.operands) this->term(operand);
    for (const ChooseRow& row : term.rows) {
      if (row.own_source) add(row.source);
      this->term(row.then);
    }
  }

  std::set<std::string> sources_;
};

using tests::From;

class CoverageOf : public testing::TestWithParam<std::pair<From, std::string>> {};

TEST_P(CoverageOf, AccountsForEveryRow) {
  const auto folder = tests::folder_of(GetParam().first) / GetParam().second;
  const auto units_file = folder / "coverage.json";
  const Result<Coverage> coverage = read_coverage(tests::bytes_of(units_file), units_file.string());
  ASSERT_TRUE(coverage.ok()) << tests::text_of(coverage.findings());
  const auto file = folder / "pack.json";
  const Result<Pack> pack = read_pack(tests::bytes_of(file), file.string());
  ASSERT_TRUE(pack.ok()) << tests::text_of(pack.findings());
  EXPECT_EQ(coverage->pack, pack->id);

  const RowsOf rows{*pack};
  std::set<std::string> units;
  for (const CoverageUnit& unit : coverage->units) {
    const std::string source = text_of(unit.source);
    EXPECT_TRUE(units.insert(source).second) << "two units: " << source;
    const bool has_row = rows.sources().contains(source);
    if (unit.state == CoverageUnit::State::encoded) {
      EXPECT_TRUE(has_row) << "encoded, but no row: " << source;
    } else {
      EXPECT_FALSE(unit.why.empty()) << "no reason: " << source;
    }
  }
  for (const std::string& source : rows.sources())
    EXPECT_TRUE(units.contains(source)) << "a row without a unit: " << source;
}

std::vector<std::pair<From, std::string>> all_packs() {
  std::vector<std::pair<From, std::string>> all;
  for (const From from : {From::suite, From::shipped}) {
    for (const std::string& pack : tests::packs_with(from, "coverage.json")) all.emplace_back(from, pack);
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, CoverageOf, testing::ValuesIn(all_packs()),
                         [](const auto& test) { return tests::test_name(test.param.second); });

}  // namespace
}  // namespace cailiang
