// SPDX-License-Identifier: Apache-2.0
#include "cailiang/pack/check_case.hpp"

#include <gtest/gtest.h>

#include "unit/pack/packs_folder.hpp"

namespace cailiang {
namespace {

/// The codes and places, one a line; those of another file with its name.
std::string written(const Findings& findings) {
  std::string text;
  for (const Error& found : findings) {
    const std::string file = found.file == "cases.json" ? "" : found.file.substr(found.file.rfind('/') + 1) + ' ';
    text += file + std::string{errc_name(found.code)} + ' ' + found.where + '\n';
  }
  return text;
}

class CheckCases : public testing::Test {
 protected:
  CheckCases() {
    folder_.standard(
        "cn/a/one",
        R"(,"facts":{"length":{"kind":"quantity","unit":"米","label":{"zh":"长"},"in":{"ge":"0"}},)"
        R"("times":{"kind":"count","label":{"zh":"次"}}},"violations":[{"id":"v","label":{"zh":"违法"},"source":{"item":"1"},)"
        R"("tables":[{"tiers":[{"id":"t","when":{"length":{"ge":"1"},"times":{"ge":"1"}},"fine":{"eq":"5"},"source":{"row":"1"}}]}]}])");
  }

  static std::string one(const std::string& id, const std::string& facts, const std::string& more = {}) {
    return R"({"id":")" + id + R"(","says":{"zh":"句"},"violation":"v","facts":{)" + facts + "}" +
           (more.empty() ? R"(,"act_date":"2024-01-01","expect":{"party":{"kind":"point"}})" : more) + "}";
  }
  [[nodiscard]] std::string found_in(const std::string& cases) const {
    const Catalogue catalogue = Catalogue::open(folder_.path()).value();
    return written(check_cases(catalogue, R"({"pack":"cn/a/one","cases":[)" + cases + "]}", "cases.json"));
  }

  PacksFolder folder_;
};

TEST_F(CheckCases, FindNothingInSoundOnes) {
  EXPECT_EQ(found_in(one("a", R"("length":"3","times":"1")")), "");
}

// A slip in the form of one case hides nothing of the others, nor of the rest of its own.
TEST_F(CheckCases, FindEverythingAtOnce) {
  EXPECT_EQ(found_in(one("a", R"("lenght":"3")") + "," + one("b", R"("length":"-10")") + "," +
                     one("c", R"("times":"1.5")", R"(,"act_date":"2028-12-32","expect":{"party":{"kind":"rang"}})") +
                     "," + one("d", R"("length":3,"times":"x")") + ",[]"),
            "bad_date_text /cases/2/act_date\n"
            "bad_value /cases/2/expect/party/kind\n"
            "json_number /cases/3/facts/length\n"
            "wrong_type /cases/4\n"
            "fact_unknown /cases/0/facts/lenght\n"
            "outside_domain /cases/1/facts/length\n"
            "not_whole_count /cases/2/facts/times\n"
            "bad_amount_text /cases/3/facts/times\n");
}

TEST_F(CheckCases, AnUnknownViolationIsNoReasonToStop) {
  EXPECT_EQ(found_in(R"({"id":"a","says":{"zh":"句"},"violation":"w","facts":{"lenght":"3"},"act_date":"2024-01-01",)"
                     R"("expect":{"party":{"kind":"point"}}})"),
            "unknown_violation /cases/0/violation\nfact_unknown /cases/0/facts/lenght\n");
}

TEST_F(CheckCases, WhatACaseLacksHidesNothingOfTheRest) {
  EXPECT_EQ(found_in(R"({"id":"a","says":{"zh":"句"},"facts":{"lenght":"3"},"expect":{"party":{"kind":"point"}}})"),
            "missing_key /cases/0\nmissing_key /cases/0\nfact_unknown /cases/0/facts/lenght\n");
}

// What is wrong with the pack comes beside it.
TEST_F(CheckCases, ABrokenPackDoesNotHideThem) {
  folder_.standard("cn/a/one", R"(,"numbr":"1")");
  EXPECT_EQ(found_in(one("a", R"("length":3)")), "json_number /cases/0/facts/length\npack.json unknown_key /numbr\n");
  const Catalogue catalogue = Catalogue::open(folder_.path()).value();
  EXPECT_EQ(written(check_cases(catalogue, R"({"pack":"cn/a/none","cases":[)" + one("a", R"("length":3)") + "]}",
                                "cases.json")),
            "json_number /cases/0/facts/length\npack_not_found \n");
  EXPECT_EQ(written(check_cases(catalogue, "{", "cases.json")), "json_syntax \n");
}

}  // namespace
}  // namespace cailiang
