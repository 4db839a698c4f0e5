// SPDX-License-Identifier: Apache-2.0
// Every worked case beside a pack, of the suite and of the packs that are shipped, and every pack itself.
#include <gtest/gtest.h>

#include <iostream>
#include <ostream>

#include "cailiang/pack/result.hpp"
#include "conformance/same_outcome.hpp"
#include "standards_in_tests.hpp"

namespace cailiang {
namespace {

using tests::From;
using tests::Standards;

struct WorkedCase {
  From from;
  Case stated;
};

void PrintTo(const WorkedCase& worked, std::ostream* out) {
  *out << worked.stated.pack << ' ' << worked.stated.id << ": " << worked.stated.says.in(Language::en);
}

std::string folder(From from) {
  return from == From::suite ? "suite" : "shipped";
}

Result<std::vector<Case>> cases_beside(From from, const std::string& pack) {
  const auto file = tests::folder_of(from) / pack / "cases.json";
  return read_cases(tests::bytes_of(file), file.string());
}

std::vector<WorkedCase> all_cases() {
  std::vector<WorkedCase> all;
  for (const From from : {From::suite, From::shipped}) {
    for (const std::string& pack : tests::packs_with(from, "cases.json")) {
      const auto cases = cases_beside(from, pack);
      if (!cases) continue;  // EveryCasesFileIsRead says so
      for (const Case& stated : *cases) all.push_back({from, stated});
    }
  }
  return all;
}

detail::Json json(std::string_view text) {
  detail::Json value;
  Findings findings;
  EXPECT_TRUE(detail::read_json(text, {}, value, findings)) << text;
  return value;
}

class Conformance : public testing::TestWithParam<WorkedCase> {};

TEST_P(Conformance, ComesOutAsTheDocumentSays) {
  const auto& [from, stated] = GetParam();
  const Result<Standard>& standard = Standards::in(from).standard(stated.pack);
  ASSERT_TRUE(standard.ok()) << tests::text_of(standard.findings());
  const Result<Assessment> assessment = tests::assess(*standard, stated);
  ASSERT_TRUE(assessment.ok()) << tests::text_of(assessment.findings());
  const std::string result = to_json(*assessment);
  const detail::Json expected = json(stated.expect_json);
  const detail::Json found = json(result);
  for (const detail::JsonMember& subject : expected.members) {
    const detail::Json* outcome = found.get("outcomes")->get(subject.key);
    if (outcome == nullptr) {
      ADD_FAILURE() << "no outcome for " << subject.key;
      continue;
    }
    for (const std::string& line : tests::differences(subject.value, *outcome))
      ADD_FAILURE() << subject.key << '.' << line;
  }
  if (HasFailure()) std::cout << result << '\n';
}

INSTANTIATE_TEST_SUITE_P(Cases, Conformance, testing::ValuesIn(all_cases()), [](const auto& test) {
  return tests::test_name(folder(test.param.from) + '_' + test.param.stated.pack + "__" + test.param.stated.id);
});

TEST(ConformanceFiles, EveryCasesFileIsRead) {
  for (const From from : {From::suite, From::shipped}) {
    for (const std::string& pack : tests::packs_with(from, "cases.json")) {
      const auto cases = cases_beside(from, pack);
      EXPECT_TRUE(cases.ok()) << tests::text_of(cases.findings());
    }
  }
}

using PackIn = std::pair<From, std::string>;

class Packs : public testing::TestWithParam<PackIn> {};

TEST_P(Packs, CompileWithoutFindings) {
  const auto& [from, id] = GetParam();
  const Result<Standard>& standard = Standards::in(from).standard(id);
  ASSERT_TRUE(standard.ok()) << tests::text_of(standard.findings());
  EXPECT_EQ(standard->pack().id, id);
}

std::vector<PackIn> all_packs() {
  std::vector<PackIn> all;
  for (const From from : {From::suite, From::shipped}) {
    for (const std::string& pack : tests::packs_with(from, "pack.json")) all.emplace_back(from, pack);
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, Packs, testing::ValuesIn(all_packs()), [](const auto& test) {
  return tests::test_name(folder(test.param.first) + '_' + test.param.second);
});

}  // namespace
}  // namespace cailiang
