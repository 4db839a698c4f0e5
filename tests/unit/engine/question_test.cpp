// SPDX-License-Identifier: Apache-2.0

#include <ostream>

#include "every_case.hpp"
#include "unit/engine/made_standard.hpp"

namespace cailiang {
namespace {

using tests::codes;
using tests::day;

const std::string statute = R"("pack":"synthetic/law/act","kind":"statute","subjects":{"person":{"zh":"人员"}},
  "facts":{"minor":{"kind":"flag","label":{"zh":"轻微"}},"extra":{"kind":"flag","label":{"zh":"其他"}}},
  "circumstances":[{"id":"slight","label":{"zh":"轻微不罚"},"effect":"no_penalty","mode":"may","when":{"minor":true},"examine":true,"source":{"article":"33"}}],
  "provisions":[
    {"id":"1","label":{"zh":"一"},"source":{"article":"1"},"branches":[{"id":"b","subject":"party","mode":"shall","fine":{"ge":"1000","le":"5000"}}]},
    {"id":"2","label":{"zh":"二"},"source":{"article":"2"},"branches":[
      {"id":"c","subject":"party","mode":"shall","fine":{"ge":"2000","le":"9000"}},
      {"id":"p","subject":"person","mode":"shall","fine":{"ge":"5%","le":"10%","base":{"fine_of":"party"}}}]}])";

const std::string standard_pack = R"("pack":"synthetic/tables/asked","kind":"standard","uses":["synthetic/law/act"],
  "violations":[
    {"id":"fixed","label":{"zh":"定"},"refines":"synthetic/law/act#1","source":{"table":"1"}},
    {"id":"both","label":{"zh":"人"},"refines":"synthetic/law/act#2","source":{"table":"2"}},
    {"id":"one_of","label":{"zh":"择"},"refines":{"one_of":["synthetic/law/act#1","synthetic/law/act#2"]},"source":{"table":"3"}},
    {"id":"any","label":{"zh":"法"},"refines":"any","source":{"table":"4"}}])";

const Standard& standard() {
  static const Standard made = tests::made_standard({standard_pack, statute});
  return made;
}
const Standard& act() {
  static const Standard made = tests::made_standard({statute});
  return made;
}

Question on(Question question = {}) {
  if (!question.act) question.act = day("2024-06-01");
  return question;
}

struct Asked {
  std::string name;
  std::string violation;
  Question question;
  std::string expected;  ///< what is found; empty: nothing
};

void PrintTo(const Asked& asked, std::ostream* out) {
  *out << asked.name;
}

const std::string one = "synthetic/law/act#1";
const std::string two = "synthetic/law/act#2";

const std::vector<Asked> questions{
    {"fixed", "fixed", on(), ""},
    {"fixed_may_not_be_named", "fixed", on({.provisions = {one}}), "provisions_not_allowed at /provisions"},
    {"one_of_must_be_named", "one_of", on(), "provisions_required at /provisions"},
    {"one_of_named", "one_of", on({.provisions = {two}}), ""},
    {"one_of_named_twice", "one_of", on({.provisions = {one, two}}), "provisions_not_allowed at /provisions"},
    {"one_of_misspelt", "one_of", on({.provisions = {"synthetic/law/act#3"}}), "unknown_provision at /provisions/0"},
    {"any_must_be_named", "any", on(), "provisions_required at /provisions"},
    {"any_named", "any", on({.provisions = {one}}), ""},
    {"any_with_an_unknown_one", "any", on({.provisions = {one, "synthetic/law/act#9"}}),
     "unknown_provision at /provisions/1"},
    {"any_with_an_unknown_pack", "any", on({.provisions = {"synthetic/law/acts#1"}}),
     "unknown_provision at /provisions/0"},
    {"any_with_one_twice", "any", on({.provisions = {one, two, one}}), "repeated_item at /provisions/2"},
    {"one_of_with_one_twice", "one_of", on({.provisions = {one, one}}), "repeated_item at /provisions/1"},
    {"no_date", "fixed", {}, "date_required at /act_date"},
    {"decision_alone", "fixed", {.decision = day("2024-06-01")}, ""},
    {"decision_on_the_day", "fixed", {.act = day("2024-06-01"), .decision = day("2024-06-01")}, ""},
    {"decision_before_the_act",
     "fixed",
     {.act = day("2024-06-01"), .decision = day("2024-05-31")},
     "decision_before_act at /decision_date"},
    {"apply", "fixed", on({.apply = {"slight"}}), ""},
    {"apply_by_its_full_name", "fixed", on({.apply = {"synthetic/law/act#slight"}}), ""},
    {"apply_twice", "fixed", on({.apply = {"slight", "slight"}}), "repeated_item at /apply/1"},
    {"apply_misspelt", "fixed", on({.apply = {"slight", "sleight"}}), "unknown_apply at /apply/1"},
    {"decided", "both", on({.decided = {{"party", Ratio{80000}}}}), ""},
    {"decided_for_another_subject", "fixed", on({.decided = {{"person", Ratio{100}}}}), ""},
    {"decided_for_nobody", "both", on({.decided = {{"driver", Ratio{100}}}}), "unknown_subject at /decided/driver"},
    {"decided_below_zero", "both", on({.decided = {{"party", Ratio{-1}}}}), "negative_amount at /decided/party"},
    {"decided_in_parts_of_a_fen", "both", on({.decided = {{"party", Ratio::of(1, 3)}}}),
     "not_whole_fen at /decided/party"},
    {"everything_at_once",
     "fixed",
     {.decision = {}, .provisions = {}, .apply = {"no"}, .decided = {{"x", Ratio{1}}}},
     "date_required at /act_date\nunknown_apply at /apply/0\nunknown_subject at /decided/x"},
    {"a_wrong_provision_with_the_rest",
     "any",
     {.act = day("2024-06-01"),
      .decision = day("2024-05-31"),
      .provisions = {"no"},
      .apply = {"no"},
      .decided = {{"party", Ratio{-5}}}},
     "unknown_provision at /provisions/0\ndecision_before_act at /decision_date\nunknown_apply at "
     "/apply/0\nnegative_amount at /decided/party"},
    {"decided_below_zero_for_nobody", "fixed", on({.decided = {{"a/b~c", Ratio{-5}}}}),
     "unknown_subject at /decided/a~1b~0c\nnegative_amount at /decided/a~1b~0c"},
};

class Questions : public testing::TestWithParam<Asked> {};

TEST_P(Questions, AreHeldAgainstTheStandard) {
  const ViolationHandle violation = standard().violation(GetParam().violation).value();
  const auto assessed = violation.assess(Facts{violation}, GetParam().question);
  EXPECT_EQ(assessed.ok(), GetParam().expected.empty());
  if (!assessed.ok()) {
    EXPECT_EQ(codes(assessed.findings()), GetParam().expected);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Questions, testing::ValuesIn(questions),
                         [](const auto& test) { return test.param.name; });

TEST(Question, AnAmountDecidedIsInTheSmallestUnitOfTheCurrency) {
  const auto found = [](const std::string& currency, const Ratio& amount) {
    const std::string in = R"("currency":")" + currency + R"(",)";
    const ViolationHandle both = tests::made_standard({in + standard_pack, in + statute}).violation("both").value();
    const auto assessed = both.assess(Facts{both}, on({.decided = {{"party", amount}}}));
    return assessed.ok() ? std::string{} : codes(assessed.findings());
  };
  EXPECT_EQ(found("JPY", 5000), "");
  EXPECT_EQ(found("JPY", Ratio::of(10001, 2)), "not_whole_fen at /decided/party");
  EXPECT_EQ(found("KWD", Ratio::of(5000001, 1000)), "");
  EXPECT_EQ(found("KWD", Ratio::of(50000001, 10000)), "not_whole_fen at /decided/party");
}

// An id that two packs bear is applied by its full name.
TEST(Question, AnIdOfTwoPacksNamesBoth) {
  const std::string own = R"("pack":"synthetic/tables/twice","kind":"standard","uses":["synthetic/law/act"],
    "circumstances":[{"id":"slight","label":{"zh":"轻"},"effect":"lenient","mode":"may","when":{"minor":true},"source":{"article":"1"}}],
    "violations":[{"id":"v","label":{"zh":"行为"},"refines":"synthetic/law/act#1","source":{"table":"1"}}])";
  const ViolationHandle violation = tests::made_standard({own, statute}).violation("v").value();
  const auto found = violation.assess(Facts{violation}, on({.apply = {"slight"}}));
  ASSERT_EQ(codes(found.findings()), "ambiguous_id at /apply/0");
  EXPECT_NE(found.error().message.find("synthetic/law/act#slight, synthetic/tables/twice#slight"), std::string::npos);
  EXPECT_TRUE(violation.assess(Facts{violation}, on({.apply = {"synthetic/tables/twice#slight"}})).ok());
}

TEST(Question, TheFactsOfAProvisionAreToldOnlyOfOneThatMayBeNamed) {
  const auto asked = [](const char* id, const std::vector<std::string>& provisions) {
    const auto facts = standard().violation(id).value().facts(provisions);
    return facts.ok() ? std::to_string(facts->size()) : codes(facts.findings());
  };
  EXPECT_EQ(asked("one_of", {"zzz"}), "unknown_provision at /provisions/0");
  EXPECT_EQ(asked("fixed", {one}), "provisions_not_allowed at /provisions");
  EXPECT_EQ(asked("one_of", {one}), std::to_string(standard().violation("fixed").value().facts().size()));
}

TEST(Question, TheCircumstancesThatMayCountAreThoseOfThePacksInUseToo) {
  const auto circumstance = [](const std::string& id) {
    return R"({"id":")" + id +
           R"(","label":{"zh":"情节"},"effect":"lenient","mode":"may","when":{"minor":true},"source":{"article":"1"}})";
  };
  const auto with = [&](const std::string& id) { return R"(,"circumstances":[)" + circumstance(id) + "]"; };
  const auto violation = [&](const std::string& id, const std::string& refines) {
    return R"({"id":")" + id + R"(","label":{"zh":"违"},"refines":)" + refines + R"(,"source":{"table":"1"})" +
           with("of_" + id) + "}";
  };
  const std::string list = R"("pack":"synthetic/tables/list","kind":"standard","uses":["synthetic/law/act"])" +
                           with("of_list") + R"(,"violations":[)" + violation("first", R"("synthetic/law/act#1")") +
                           "," + violation("second", R"("synthetic/law/act#2")") + "]";
  const std::string own =
      R"("pack":"synthetic/tables/own","kind":"standard","uses":["synthetic/tables/list","synthetic/law/act"])" +
      with("of_own") + R"(,"violations":[)" + violation("one", R"("synthetic/law/act#1")") + "," +
      violation("either", R"({"one_of":["synthetic/law/act#1","synthetic/law/act#2"]})") + "," +
      violation("any", R"("any")") + "]";
  const Standard made = tests::made_standard({own, list, statute});
  const auto counted = [](const Standard& of, const char* id, const std::vector<std::string>& provisions = {}) {
    const auto found = of.violation(id).value().circumstances(provisions);
    if (!found.ok()) return codes(found.findings());
    std::string ids;
    for (const Circumstance* each : *found) ids += (ids.empty() ? "" : " ") + each->id;
    return ids;
  };
  EXPECT_EQ(counted(made, "one"), "of_one of_own of_list of_first slight");
  EXPECT_EQ(counted(made, "either"), "of_either of_own of_list of_first slight of_second") << "each once";
  EXPECT_EQ(counted(made, "either", {two}), "of_either of_own of_list of_second slight");
  EXPECT_EQ(counted(made, "any"), "of_any of_own of_list slight");
  EXPECT_EQ(counted(made, "one", {one}), "provisions_not_allowed at /provisions");
  EXPECT_EQ(counted(act(), "", {one}), "slight");
}

TEST(Question, AViolationThatIsNotThereIsGuessedAt) {
  const auto missing = standard().violation("fixd");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(codes(missing.findings()), "unknown_violation at /violation");
  EXPECT_NE(missing.error().message.find("did you mean \"fixed\""), std::string::npos);
  EXPECT_EQ(codes(standard().violation("").findings()), "unknown_violation at /violation");
}

TEST(Question, EveryProvisionThatIsNoneIsSaid) {
  const ViolationHandle any = standard().violation("any").value();
  const auto found = any.assess(Facts{any}, on({.provisions = {"1", "nothing", one}}));
  EXPECT_EQ(codes(found.findings()), "unknown_provision at /provisions/0\nunknown_provision at /provisions/1");
  EXPECT_NE(found.error().message.find("did you mean \"synthetic/law/act#1\"?"), std::string::npos)
      << found.error().message;
}

TEST(Question, SaysWhichProvisionsThereAre) {
  const ViolationHandle one_of = standard().violation("one_of").value();
  EXPECT_NE(one_of.assess(Facts{one_of}, on()).error().message.find(one + ", " + two), std::string::npos);
  // Article 99 is divided: 99.1, 99.2, 99.3.
  const Standard air = tests::catalogue_of(tests::shipped_packs()).load("cn/law/air_2018").value();
  const ViolationHandle any = air.violation("").value();
  const auto found = any.assess(Facts{any}, on({.provisions = {"cn/law/air_2018#99"}}));
  EXPECT_NE(found.error().message.find("cn/law/air_2018#99.1, cn/law/air_2018#99.2"), std::string::npos)
      << found.error().message;
}

TEST(Question, IsCheckedWithoutAViolationToo) {
  Facts facts{standard()};
  facts.set("no_such_fact", "1");
  EXPECT_EQ(codes(standard().check(facts, {.apply = {"nobody"}})),
            "fact_unknown at /facts/no_such_fact\ndate_required at /act_date\nunknown_apply at /apply/0");
}

// Of a statute pack the case names provisions, never a violation.
TEST(Question, AStatutePackIsAssessedByItsProvisions) {
  EXPECT_FALSE(act().violation("fixed").ok());
  const ViolationHandle violation = act().violation("").value();
  const Facts facts{violation};
  EXPECT_EQ(codes(violation.assess(facts, on()).findings()), "provisions_required at /provisions");
  EXPECT_EQ(codes(violation.assess(facts, on({.provisions = {"synthetic/law/act#7"}})).findings()),
            "unknown_provision at /provisions/0");
  const Assessment assessment = violation.assess(facts, on({.provisions = {two}})).value();
  ASSERT_EQ(assessment.outcomes().size(), 2U);
  EXPECT_EQ(assessment.outcomes()[0].subject, "party");
  EXPECT_EQ(assessment.provisions(), std::vector<std::string_view>{two});
  EXPECT_EQ(assessment.violation(), nullptr);
}

TEST(Question, WhatIsWrongWithFactsAndQuestionIsToldTogether) {
  const ViolationHandle violation = standard().violation("fixed").value();
  Facts facts{violation};
  facts.set("minr", true);
  EXPECT_EQ(codes(violation.assess(facts, {.apply = {"x"}}).findings()),
            "fact_unknown at /facts/minr\ndate_required at /act_date\nunknown_apply at /apply/0");
}

TEST(Question, ADecisionDateAloneStandsForTheActs) {
  const ViolationHandle violation = standard().violation("fixed").value();
  const Assessment assessment = violation.assess(Facts{violation}, {.decision = day("2024-06-01")}).value();
  EXPECT_EQ(assessment.act_date(), day("2024-06-01"));
  EXPECT_TRUE(assessment["party"].warnings.has(Warning::act_date_assumed));
}

// "5% to 10% of what the unit is fined": of the amount decided, else of the range.
TEST(Question, ADecidedAmountFeedsAnotherSubject) {
  const ViolationHandle violation = standard().violation("both").value();
  const Facts facts{violation};
  const Assessment decided = violation.assess(facts, on({.decided = {{"party", Ratio{8000}}}})).value();
  EXPECT_EQ(decided["person"].kind, OutcomeKind::range);
  EXPECT_EQ(decided["person"].range.min->text() + "-" + decided["person"].range.max->text(), "400-800");
  const Assessment open = violation.assess(facts, on()).value();
  EXPECT_EQ(open["person"].kind, OutcomeKind::open);
  EXPECT_EQ(open["person"].needs, std::vector<std::string>{"decided.party"});
  EXPECT_EQ(open["person"].range.min->text() + "-" + open["person"].range.max->text(), "100-900");
}

}  // namespace
}  // namespace cailiang
