// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <functional>
#include <ostream>

#include "unit/engine/made_standard.hpp"

namespace cailiang {
namespace {

using tests::codes;

// One fact of each kind, with and without a domain and states.
const std::string facts_of_every_kind = R"("pack":"synthetic/tables/kinds","kind":"standard","facts":{
  "goods_value":{"kind":"money","label":{"zh":"货值"},"may_be":["absent","unprovable"]},
  "sold":{"kind":"money","label":{"zh":"售价"},"in":{"ge":"100","lt":"1000"}},
  "times":{"kind":"count","label":{"zh":"次数"}},
  "weight":{"kind":"quantity","unit":"t","label":{"zh":"重量"},"in":{"gt":"0"}},
  "share":{"kind":"ratio","label":{"zh":"比例"},"in":{"le":"1"}},
  "change":{"kind":"ratio","label":{"zh":"变化"},"in":{"ge":"-1"}},
  "serious":{"kind":"flag","label":{"zh":"严重"}},
  "place":{"kind":"choice","label":{"zh":"地点"},"options":[{"id":"inside","label":{"zh":"内"}},{"id":"outside","label":{"zh":"外"}}]},
  "signs":{"kind":"choices","label":{"zh":"迹象"},"options":[{"id":"smoke","label":{"zh":"烟"}},{"id":"noise","label":{"zh":"声"}},{"id":"dust","label":{"zh":"尘"}}]},
  "begun":{"kind":"date","label":{"zh":"开始"},"in":{"ge":"2020-01-01"}},
  "worth":{"kind":"money","label":{"zh":"价值"},"is":{"sum":["goods_value","sold"]}}},
  "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"match":"heaviest","tiers":[
    {"id":"all","when":{"goods_value":{"ge":"0"},"sold":{"ge":"0"},"times":{"ge":"0"},"weight":{"ge":"0"},"share":{"ge":"0"},
      "change":{"ge":"0"},"serious":true,"place":"inside","signs":"smoke","begun":{"ge":"2020-01-01"},"worth":{"ge":"0"}},
     "fine":{"eq":"2000"},"source":{"row":"1"}},
    {"id":"rest","fine":{"eq":"1000"},"source":{"row":"2"}}]}]}])";

const Standard& kinds() {
  static const Standard standard = tests::made_standard({facts_of_every_kind});
  return standard;
}

struct Wrong {
  std::string name;
  std::function<void(Facts&)> say;
  std::string expected;
};

void PrintTo(const Wrong& wrong, std::ostream* out) {
  *out << wrong.name;
}

/// A bound as case files write it: bound("gt", "1", "lt", "3").
Ends<std::string> bound(std::string_view end, const char* number, std::string_view other_end = {},
                        const char* other_number = nullptr) {
  Ends<std::string> ends;
  const auto put = [&](std::string_view name, const char* text) {
    (name == "eq"   ? ends.eq
     : name == "ge" ? ends.ge
     : name == "gt" ? ends.gt
     : name == "le" ? ends.le
                    : ends.lt) = text;
  };
  put(end, number);
  if (other_number != nullptr) put(other_end, other_number);
  return ends;
}

const std::vector<Wrong> wrongs{
    {"fact_that_nobody_declares", [](Facts& f) { f.set("good_value", "1"); }, "fact_unknown at /facts/good_value"},
    {"bound_of_unknown_fact", [](Facts& f) { f.set("nothing", bound("ge", "1")); }, "fact_unknown at /facts/nothing"},
    {"state_of_unknown_fact", [](Facts& f) { f.set("nothing", State::absent); }, "fact_unknown at /facts/nothing"},
    {"option_misspelt", [](Facts& f) { f.set("place", "insid"); }, "option_unknown at /facts/place"},
    {"option_in_a_list", [](Facts& f) { f.set("signs", std::vector<std::string>{"smoke", "nois"}); },
     "option_unknown at /facts/signs"},
    {"no_such_class", [](Facts& f) { f.set("class", "heavy"); }, "option_unknown at /facts/class"},
    {"number_for_a_flag", [](Facts& f) { f.set("serious", 1); }, "fact_kind at /facts/serious"},
    {"text_for_a_flag", [](Facts& f) { f.set("serious", "true"); }, "fact_kind at /facts/serious"},
    {"true_for_money", [](Facts& f) { f.set("goods_value", true); }, "fact_kind at /facts/goods_value"},
    {"date_for_money", [](Facts& f) { f.set("goods_value", tests::day("2024-01-01")); },
     "fact_kind at /facts/goods_value"},
    {"list_for_one_choice", [](Facts& f) { f.set("place", std::vector<std::string>{"inside"}); },
     "fact_kind at /facts/place"},
    {"number_for_a_date", [](Facts& f) { f.set("begun", 5); }, "fact_kind at /facts/begun"},
    {"number_for_a_choice", [](Facts& f) { f.set("place", 5); }, "fact_kind at /facts/place"},
    {"number_for_class", [](Facts& f) { f.set("class", 1); }, "fact_kind at /facts/class"},
    {"bound_for_a_flag", [](Facts& f) { f.set("serious", bound("ge", "1")); }, "fact_kind at /facts/serious"},
    {"percentage_for_money", [](Facts& f) { f.set("goods_value", "50%"); }, "fact_kind at /facts/goods_value"},
    {"percentage_for_a_quantity", [](Facts& f) { f.set("weight", "50%"); }, "fact_kind at /facts/weight"},
    {"percentage_in_a_bound", [](Facts& f) { f.set("weight", Ends<std::string>{.ge = "50%"}); },
     "fact_kind at /facts/weight"},
    {"percentage_for_a_count", [](Facts& f) { f.set("times", "50%"); }, "fact_kind at /facts/times"},
    {"money_for_a_count", [](Facts& f) { f.set("times", yuan(3)); }, "fact_unit at /facts/times"},
    {"money_for_a_quantity", [](Facts& f) { f.set("weight", fen(300)); }, "fact_unit at /facts/weight"},
    {"negative_money", [](Facts& f) { f.set("goods_value", "-1"); }, "negative_amount at /facts/goods_value"},
    {"negative_count", [](Facts& f) { f.set("times", -1); }, "negative_amount at /facts/times"},
    {"below_the_domain", [](Facts& f) { f.set("sold", "99.99"); }, "outside_domain at /facts/sold"},
    {"on_an_excluded_end", [](Facts& f) { f.set("sold", 1000); }, "outside_domain at /facts/sold"},
    {"zero_where_more_is_said", [](Facts& f) { f.set("weight", 0); }, "outside_domain at /facts/weight"},
    {"below_a_negative_end", [](Facts& f) { f.set("change", "-1.5"); }, "outside_domain at /facts/change"},
    {"before_the_first_day", [](Facts& f) { f.set("begun", "2019-12-31"); }, "outside_domain at /facts/begun"},
    {"bound_outside", [](Facts& f) { f.set("sold", bound("ge", "1000")); }, "outside_domain at /facts/sold"},
    {"bound_without_whole_number", [](Facts& f) { f.set("times", bound("gt", "1", "lt", "2")); },
     "outside_domain at /facts/times"},
    {"bound_upside_down", [](Facts& f) { f.set("goods_value", bound("ge", "5", "le", "3")); },
     "outside_domain at /facts/goods_value"},
    {"absent_where_not_said", [](Facts& f) { f.set("sold", "absent"); }, "state_not_allowed at /facts/sold"},
    {"unprovable_where_not_said", [](Facts& f) { f.set("place", State::unprovable); },
     "state_not_allowed at /facts/place"},
    {"absent_class", [](Facts& f) { f.set("class", "absent"); }, "state_not_allowed at /facts/class"},
    {"part_of_a_fen", [](Facts& f) { f.set("goods_value", "0.001"); }, "not_whole_fen at /facts/goods_value"},
    {"a_third_of_a_yuan", [](Facts& f) { f.set("goods_value", Ratio::of(1, 3)); },
     "not_whole_fen at /facts/goods_value"},
    {"part_of_a_time", [](Facts& f) { f.set("times", "2.5"); }, "not_whole_count at /facts/times"},
    {"word_for_money", [](Facts& f) { f.set("goods_value", "much"); }, "bad_amount_text at /facts/goods_value"},
    {"separator_in_a_file", [](Facts& f) { f.set("goods_value", "10,000"); }, "bad_amount_text at /facts/goods_value"},
    {"wan_in_a_file", [](Facts& f) { f.set("goods_value", "3万"); }, "bad_amount_text at /facts/goods_value"},
    {"nothing_for_money", [](Facts& f) { f.set("goods_value", ""); }, "bad_amount_text at /facts/goods_value"},
    {"typed_about", [](Facts& f) { f.type("goods_value", "约3万"); }, "bad_amount_text at /facts/goods_value"},
    {"bound_at_part_of_a_fen", [](Facts& f) { f.set("goods_value", bound("eq", "0.001")); },
     "not_whole_fen at /facts/goods_value"},
    {"typed_part_of_a_fen", [](Facts& f) { f.type("goods_value", "0.001"); }, "not_whole_fen at /facts/goods_value"},
    {"word_for_a_bound", [](Facts& f) { f.set("goods_value", bound("ge", "much")); },
     "bad_amount_text at /facts/goods_value"},
    {"nothing_in_a_list", [](Facts& f) { f.set("signs", std::vector<std::string>{}); }, "empty_list at /facts/signs"},
    {"twice_in_a_list", [](Facts& f) { f.set("signs", std::vector<std::string>{"dust", "smoke", "dust"}); },
     "duplicate_option at /facts/signs"},
    {"no_day_of_the_calendar", [](Facts& f) { f.set("begun", "2023-02-29"); }, "bad_date at /facts/begun"},
    {"no_day_for_a_bound", [](Facts& f) { f.set("begun", bound("ge", "2023-2-1")); }, "bad_date at /facts/begun"},
};

class WrongFacts : public testing::TestWithParam<Wrong> {};

TEST_P(WrongFacts, AreFoundByCodeAndPlaceAndNotUsed) {
  const ViolationHandle violation = kinds().violation("v").value();
  Facts facts{violation};
  GetParam().say(facts);
  EXPECT_EQ(codes(facts.findings()), GetParam().expected);
  const auto assessed = violation.assess(facts, {.act = tests::day("2024-01-01")});
  ASSERT_FALSE(assessed.ok());
  EXPECT_EQ(codes(assessed.findings()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(All, WrongFacts, testing::ValuesIn(wrongs), [](const auto& test) { return test.param.name; });

// Nothing throws but .value() of an error.
TEST(Facts, ANumberOfAnySizeIsTakenOrRefused) {
  const ViolationHandle violation = kinds().violation("v").value();
  const Ratio large = Ratio::of(Int128{10'000'000'000'000'000} * 1'000'000'000'000'000'000, 3);
  Facts facts{violation};
  facts.set("goods_value", large).set("weight", large).set("goods_value", "10000000000000000000000000000000000000/3");
  EXPECT_EQ(codes(facts.findings()), "not_whole_fen at /facts/goods_value\nnot_whole_fen at /facts/goods_value");
}

Standard counting_in(const std::string& currency) {
  return tests::made_standard({R"("pack":"synthetic/tables/abroad","kind":"standard","currency":")" + currency + R"(",
    "facts":{"gain":{"kind":"money","label":{"zh":"所得"}}},
    "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"match":"heaviest","tiers":[
      {"id":"all","when":{"gain":{"ge":"0"}},"fine":{"eq":"2000"},"source":{"row":"1"}}]}]}])"});
}

// Nothing is converted.
TEST(Facts, YuanAreNoOtherCurrency) {
  const Standard dollars = counting_in("USD");
  Facts facts{dollars};
  facts.type("gain", "3万元").type("gain", "5元");
  EXPECT_EQ(codes(facts.findings()), "wrong_currency at /facts/gain\nwrong_currency at /facts/gain");
  facts.clear();
  facts.type("gain", "3万");
  EXPECT_TRUE(facts.findings().empty());
}

struct SmallestUnit {
  const char* currency;
  const char* whole;
  const char* between;
  const char* why;
};

class WholeAmounts : public testing::TestWithParam<SmallestUnit> {};

// Section 3: money is a whole number of the smallest unit of its currency, however it is told.
TEST_P(WholeAmounts, AreThoseOfTheCurrency) {
  const Standard standard = counting_in(GetParam().currency);
  Facts facts{standard};
  facts.set("gain", GetParam().whole).type("gain", GetParam().whole);
  EXPECT_TRUE(facts.findings().empty()) << codes(facts.findings());
  facts.set("gain", GetParam().between).type("gain", GetParam().between);
  EXPECT_EQ(codes(facts.findings()), "not_whole_fen at /facts/gain\nnot_whole_fen at /facts/gain");
  for (const Error& error : facts.findings()) EXPECT_EQ(error.message, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(All, WholeAmounts,
                         testing::Values(SmallestUnit{"CNY", "0.01", "0.001", "0.001 is no multiple of 0.01 CNY"},
                                         SmallestUnit{"JPY", "101", "100.5", "100.5 is no multiple of 1 JPY"},
                                         SmallestUnit{"KWD", "0.001", "0.0005", "0.0005 is no multiple of 0.001 KWD"},
                                         SmallestUnit{"CLF", "0.0001", "0.00005",
                                                      "0.00005 is no multiple of 0.0001 CLF"}),
                         [](const auto& test) { return test.param.currency; });

// Fen are hundredths, and neither currency has them.
TEST(Facts, FenAreNoSmallestUnitOfYenOrDinars) {
  for (const char* currency : {"JPY", "KWD"}) {
    const Standard standard = counting_in(currency);
    Facts facts{standard};
    facts.set("gain", fen(100)).set("gian", fen(100));
    EXPECT_EQ(codes(facts.findings()), "wrong_currency at /facts/gain\nfact_unknown at /facts/gian");
  }
  const Standard dollars = counting_in("USD");
  Facts facts{dollars};
  facts.set("gain", fen(150));
  EXPECT_TRUE(facts.findings().empty());
}

TEST(Facts, ABoundOfADateHoldsADay) {
  Facts facts{kinds().violation("v").value()};
  facts.set("begun", bound("gt", "9999-12-30"));
  EXPECT_TRUE(facts.findings().empty());
  facts.set("begun", bound("gt", "9999-12-31"));
  EXPECT_EQ(codes(facts.findings()), "outside_domain at /facts/begun");
}

TEST(Facts, APlaceIsAJsonPointer) {
  Facts facts{kinds().violation("v").value()};
  facts.set("a/b~c", true);
  EXPECT_EQ(codes(facts.findings()), "fact_unknown at /facts/a~1b~0c");
}

TEST(Facts, EvidenceOfNoFactIsWrongOnce) {
  Facts facts{kinds().violation("v").value()};
  facts.evidence("seriuos", "p. 2").set("seriuos", FactInput{true, "p. 2", ""});
  EXPECT_EQ(codes(facts.findings()), "fact_unknown at /facts/seriuos\nfact_unknown at /facts/seriuos");
}

TEST(Facts, EvidenceStandsBesideAValue) {
  Facts facts{kinds().violation("v").value()};
  facts.evidence("serious", "p. 3").evidence("class", "p. 4").set("sold", FactInput{std::string{"1000"}, "p. 5", ""});
  EXPECT_EQ(codes(facts.findings()),
            "evidence_alone at /facts/serious\nevidence_alone at /facts/class\noutside_domain at /facts/sold");
}

TEST(Facts, AllThatIsWrongIsCollected) {
  Facts facts{kinds()};
  facts.set("times", "2.5").set("place", "above").set("nothing", true).set("sold", 500);
  EXPECT_EQ(codes(facts.findings()),
            "not_whole_count at /facts/times\noption_unknown at /facts/place\nfact_unknown at /facts/nothing");
}

TEST(Facts, AValueOutsideIsToldWhatTheFactCanBe) {
  Facts facts{kinds()};
  facts.set("sold", 1000)
      .set("weight", 0)
      .set("share", "1.5")
      .set("begun", "2019-12-31")
      .set("times", bound("gt", "1", "lt", "2"));
  const char* const domains[] = {"at least 100 and below 1000 CNY", "above 0 t", "at least 0 and at most 1",
                                 "not before 2020-01-01", "at least 0"};
  ASSERT_EQ(facts.findings().size(), std::size(domains));
  for (std::size_t i = 0; i < std::size(domains); ++i) {
    EXPECT_TRUE(facts.findings()[i].message.ends_with(domains[i])) << facts.findings()[i].message;
  }
}

TEST(Facts, ALongValueIsShortenedInTheMessage) {
  const std::string digits(5000, '9');
  Facts facts{kinds()};
  facts.set("goods_value", digits)
      .set("times", digits)
      .set("place", digits)
      .set("begun", digits)
      .type("goods_value", digits);
  ASSERT_EQ(facts.findings().size(), 5U);
  for (const Error& error : facts.findings()) EXPECT_LT(error.message.size(), 300U) << error.message;
}

TEST(Facts, OnlyTheFirstUnknownNamesAreGuessedAt) {
  Facts facts{kinds()};
  for (int i = 0; i < 300; ++i) facts.set("times" + std::to_string(i % 10), 1);
  ASSERT_EQ(facts.findings().size(), 300U);
  const auto guessed = std::count_if(facts.findings().begin(), facts.findings().end(), [](const Error& error) {
    return error.message.find("did you mean") != std::string::npos;
  });
  EXPECT_GE(guessed, 1);
  EXPECT_LE(guessed, 100);
}

TEST(Facts, MisspeltNamesAreGuessedAt) {
  Facts facts{kinds()};
  facts.set("good_value", 1).set("place", "insid").set("signs", std::vector<std::string>{"nois"}).set("seroius", true);
  const char* const meant[] = {"goods_value", "inside", "noise", "serious"};
  ASSERT_EQ(facts.findings().size(), std::size(meant));
  for (std::size_t i = 0; i < std::size(meant); ++i) {
    EXPECT_NE(facts.findings()[i].message.find(std::string{"did you mean \""} + meant[i] + '"'), std::string::npos)
        << facts.findings()[i].message;
  }
}

TEST(Facts, WhatWasWrongIsForgottenByClear) {
  const ViolationHandle violation = kinds().violation("v").value();
  Facts facts{violation};
  facts.set("times", "x").clear();
  EXPECT_TRUE(facts.findings().empty());
  EXPECT_TRUE(violation.assess(facts, {.act = tests::day("2024-01-01")}).ok());
}

// A binding refuses what only its own language has, such as a float, in line with the rest.
TEST(Facts, ACallerReportsWhatItFoundItself) {
  const ViolationHandle violation = kinds().violation("v").value();
  Facts facts{violation};
  facts.set("times", 1);
  facts.wrong(Errc::float_given, "goods_value", "write \"0.1\"");
  EXPECT_EQ(codes(facts.findings()), "float_given at /facts/goods_value");
  EXPECT_FALSE(violation.assess(facts, {.act = tests::day("2024-01-01")}).ok());
}

// Every way in which a value may be said; all of them right.
TEST(Facts, EveryKindOfValueIsTaken) {
  const ViolationHandle violation = kinds().violation("v").value();
  Facts facts{violation};
  facts.set("goods_value", yuan(9999, 99)).set("sold", "100").set("times", 3).set("weight", "1/3").set("share", "50%");
  facts.set("change", "-1")
      .set("serious", true)
      .set("place", "inside")
      .set("signs", "smoke")
      .set("begun", tests::day("2020-01-01"));
  EXPECT_EQ(codes(facts.findings()), "");
  EXPECT_EQ(violation.assess(facts, {.act = tests::day("2024-01-01")}).value()["party"].kind, OutcomeKind::point);

  facts.clear();
  facts.type("goods_value", "３.５万元")
      .type("sold", "999.99")
      .type("times", "3")
      .type("share", "0.5")
      .set("signs", State::absent);
  facts.set("goods_value", State::unprovable).set("weight", bound("gt", "2")).set("begun", bound("ge", "2024-01-01"));
  facts.set("worth", "absent").set("class", "lenient").evidence("sold", "p. 3");
  EXPECT_EQ(codes(facts.findings()), "");
}

// Nothing of a value that cannot be is kept, and nothing of the one before.
TEST(Facts, AWrongValueLeavesTheFactUntold) {
  for (const auto& [fact, good, bad] :
       {std::tuple{"place", "inside", "insied"}, std::tuple{"begun", "2024-01-01", "x"},
        std::tuple{"goods_value", "5", "50%"}, std::tuple{"goods_value", "5", "five"}}) {
    Facts facts{kinds()};
    facts.set(fact, good).set(fact, bad).evidence(fact, "p. 1");
    EXPECT_EQ(facts.findings().size(), 1U) << fact;
  }
}

TEST(Facts, TheLastWordCounts) {
  const Standard standard = tests::made_standard({R"("pack":"synthetic/tables/last","kind":"standard",
    "facts":{"value":{"kind":"money","label":{"zh":"数"}}},"violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},
    "tables":[{"tiers":[{"id":"t","fine":{"eq":"value"},"source":{"row":"1"}}]}]}])"});
  const ViolationHandle violation = standard.violation("v").value();
  Facts facts{violation};
  facts.set("value", 1).set("value", bound("ge", "5", "le", "9")).set("value", 3);
  const Assessment assessment = violation.assess(facts, {.act = tests::day("2024-01-01")}).value();
  EXPECT_EQ(assessment["party"].kind, OutcomeKind::point);
  EXPECT_EQ(assessment["party"].range.min, Ratio{3});
}

// 货值不足一万元: a bound that holds one value is that value; one that holds several leaves the fact unknown.
TEST(Facts, BoundsNarrowWhatIsUnknown) {
  const Standard standard = tests::made_standard({R"("pack":"synthetic/tables/bounds","kind":"standard",
    "facts":{"times":{"kind":"count","label":{"zh":"次数"},"in":{"le":"9"},"may_be":["absent"]}},
    "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},
    "tables":[{"tiers":[{"id":"t","fine":{"eq":"1000","base":"times"},"source":{"row":"1"}}]}]}])"});
  const ViolationHandle violation = standard.violation("v").value();
  const auto range = [&](const Ends<std::string>& known) {
    Facts facts{violation};
    facts.set("times", known);
    const Assessment assessment = violation.assess(facts, {.act = tests::day("2024-01-01")}).value();
    const Outcome& party = assessment["party"];
    return std::string{name(party.kind)} + ' ' + (party.range.min ? party.range.min->text() : "-") + ' ' +
           (party.range.max ? party.range.max->text() : "-") + ' ' + std::string{party.range.ends()};
  };
  EXPECT_EQ(range(bound("gt", "1", "lt", "3")), "point 2000 2000 []");
  EXPECT_EQ(range(bound("eq", "4")), "point 4000 4000 []");
  EXPECT_EQ(range(bound("lt", "3")), "open 0 2000 []");
  EXPECT_EQ(range(bound("ge", "7.5")), "open 8000 9000 []");
}

}  // namespace
}  // namespace cailiang
