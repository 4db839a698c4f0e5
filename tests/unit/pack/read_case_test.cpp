// SPDX-License-Identifier: Apache-2.0
#include "cailiang/pack/read_case.hpp"

#include <gtest/gtest.h>

#include "packs_in_tests.hpp"

namespace cailiang {
namespace {

/// The codes and places that a result has, one a line.
template <class T>
std::string found_in(const Result<T>& result) {
  std::string text;
  if (!result.ok()) {
    for (const Error& found : result.findings()) text += std::string{errc_name(found.code)} + ' ' + found.where + '\n';
  }
  return text;
}

TEST(ReadCases, FindsNothingInTheCasesOfThePacks) {
  std::size_t cases = 0;
  for (const auto& folder : {tests::conformance_packs(), std::filesystem::path{CAILIANG_DATA_DIR}}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = tests::bytes_of(entry.path());
      if (entry.path().filename() == "cases.json") {
        const auto read = read_cases(bytes, entry.path().string());
        ASSERT_TRUE(read.ok()) << to_text(read.error());
        cases += read->size();
      } else if (entry.path().filename() == "coverage.json") {
        const auto read = read_coverage(bytes, entry.path().string());
        ASSERT_TRUE(read.ok()) << to_text(read.error());
      }
    }
  }
  EXPECT_GE(cases, 529U);
}

TEST(ReadCase, ReadsEveryFormOfAValue) {
  const auto read = read_case(R"({ "pack": "a/b/c", "violation": "v", "act_date": "2024-02-29", "facts": {
    "money": "9999.99", "flag": true, "several": ["x", "y"], "bound": { "lt": "10000" },
    "proved": { "value": "absent", "evidence": "p. 12" } }, "apply": ["c", "a/law/d#e"], "decided": { "party": "80000" } })");
  ASSERT_TRUE(read.ok()) << to_text(read.error());
  ASSERT_EQ(read->facts.size(), 5U);
  EXPECT_EQ(std::get<std::string>(read->facts[0].second.value), "9999.99");
  EXPECT_TRUE(std::get<bool>(read->facts[1].second.value));
  EXPECT_EQ(std::get<std::vector<std::string>>(read->facts[2].second.value), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(std::get<Ends<std::string>>(read->facts[3].second.value).lt, "10000");
  EXPECT_EQ(read->facts[4].second.evidence, "p. 12");
  EXPECT_EQ(read->facts[4].second.where, "/facts/proved");
  EXPECT_EQ(read->decided.front(), (std::pair<std::string, std::string>{"party", "80000"}));
  EXPECT_EQ(read->act_date, Date::of(2024, 2, 29));
  EXPECT_TRUE(read->expect_json.empty());
}

// A half-finished case is saved and taken up again: what it lacks is asked for when it is assessed.
TEST(ReadCase, NeedsNoMoreThanAPackAndFacts) {
  EXPECT_EQ(found_in(read_case(R"({ "pack": "a/b/c", "facts": {} })")), "");
  EXPECT_EQ(found_in(read_case("{}")), "missing_key \nmissing_key \n");
}

TEST(ReadCases, NeedsEveryPartOfAWorkedCase) {
  EXPECT_EQ(
      found_in(read_cases(R"({ "pack": "a/b/c", "cases": [ { "id": "one" } ] })")),
      "missing_key /cases/0\nmissing_key /cases/0\nmissing_key /cases/0\nmissing_key /cases/0\nmissing_key /cases/0\n");
}

TEST(ReadCases, ExpectationsAreKeptAsTheyStand) {
  const auto read = read_cases(R"({ "pack": "a/b/c", "cases": [ { "id": "one", "says": { "zh": "句" }, "violation": "v",
    "act_date": "2024-01-01", "facts": {}, "expect": {"party": { "kind":  "gap" }} } ] })");
  ASSERT_TRUE(read.ok()) << to_text(read.error());
  EXPECT_EQ(read->front().expect_json, R"({"party": { "kind":  "gap" }})");
  EXPECT_EQ(read->front().where, "/cases/0");
}

TEST(ReadCases, ASlipInAnExpectationIsFound) {
  const auto with = [](const std::string& outcome) {
    return found_in(read_cases(R"({ "pack": "a/b/c", "cases": [ { "id": "one", "says": { "zh": "句" }, "violation": "v",
      "act_date": "2024-01-01", "facts": {}, "expect": { "party": )" +
                               outcome + " } } ] }"));
  };
  EXPECT_EQ(with(R"({ "kind": "point", "mim": "1" })"), "unknown_key /cases/0/expect/party/mim\n");
  EXPECT_EQ(with(R"({ "kind": "points" })"), "bad_value /cases/0/expect/party/kind\n");
  EXPECT_EQ(with(R"({ "kind": "range", "max": "10%" })"), "bad_number_text /cases/0/expect/party/max\n");
  EXPECT_EQ(with(R"({ "min": "1" })"), "missing_key /cases/0/expect/party\n");
}

TEST(ReadFacts, IsStrictAboutFormAndLeavesKindsToTheStandard) {
  EXPECT_EQ(found_in(read_facts(R"({ "a": "whatever", "class": "lenient" })")), "");
  EXPECT_EQ(found_in(read_facts(R"({ "a": 3 })")), "json_number /a\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": null })")), "null_value /a\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": "1", "a": "2" })")), "duplicate_key /a\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": [] })")), "too_few_items /a\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": ["x", "x"] })")), "repeated_item /a/1\n");
  EXPECT_EQ(found_in(read_facts(R"({ "A b": "1" })")), "bad_id /A b\n");
  EXPECT_EQ(found_in(read_facts(R"({ "lower": "1" })")), "reserved_name /lower\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": { "value": "1" } })")), "missing_key /a\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": { "ge": "1", "gt": "2" } })")), "bad_combination /a\n");
  EXPECT_EQ(found_in(read_facts("[]")), "wrong_type \n");
}

// No parser of ours reaches such a number; it is refused at its place like any other.
TEST(ReadFacts, ANumberTooLargeForAnyTypeHasItsPlace) {
  EXPECT_EQ(found_in(read_facts("1e999")), "json_number \n");
  EXPECT_EQ(found_in(read_facts("[1e999]")), "json_number /0\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": ["x", 1e999] })")), "json_number /a/1\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": ["x", 1, -1e999] })")), "json_number /a/1\njson_number /a/2\n");
  EXPECT_EQ(found_in(read_facts(R"({ "a": "x", "b": 1e999 })")), "json_number /b\n");
}

// What was compared with everything before it took minutes here.
TEST(ReadCase, LongListsAreReadInOneGo) {
  constexpr int many = 100'000;
  std::string apply = R"({ "pack": "a/b/c", "facts": {}, "apply": ["n0")";
  std::string cases = R"({ "pack": "a/b/c", "cases": [)";
  for (int i = 1; i < many; ++i) apply += ",\"n" + std::to_string(i) + '"';
  for (int i = 0; i < many / 2; ++i) {
    cases += (i == 0 ? "" : ",") + std::string{R"({ "id": "n)"} + std::to_string(i) + R"(", "says": { "zh": "句" },
      "violation": "v", "act_date": "2024-01-01", "facts": {}, "expect": { "party": { "kind": "none" } } })";
  }
  const auto read = read_case(apply + "] }");
  ASSERT_TRUE(read.ok()) << to_text(read.error());
  EXPECT_EQ(read->apply.size(), std::size_t{many});
  EXPECT_EQ(found_in(read_case(apply + R"(, "n77"] })")), "repeated_item /apply/100000\n");
  const auto several = read_cases(cases + "] }");
  ASSERT_TRUE(several.ok()) << to_text(several.error());
  EXPECT_EQ(several->size(), std::size_t{many} / 2);
}

TEST(ReadCoverage, WhatIsNotEncodedNeedsItsReason) {
  EXPECT_EQ(
      found_in(read_coverage(R"({ "pack": "a/b/c", "units": [ { "source": { "row": "1" }, "state": "left_out" } ] })")),
      "missing_key /units/0\n");
}

}  // namespace
}  // namespace cailiang
