// SPDX-License-Identifier: Apache-2.0
// Amounts are exact however large, and what cannot be computed exactly is an error, never a number.
#include <algorithm>
#include <ostream>

#include "cailiang/pack/result.hpp"
#include "unit/engine/made_standard.hpp"

namespace cailiang {
namespace {

using tests::day;

const std::string terms = R"("pack":"synthetic/tables/exact","kind":"standard","facts":{
    "value":{"kind":"money","label":{"zh":"货值"}},"times":{"kind":"count","label":{"zh":"次数"}},"pieces":{"kind":"count","label":{"zh":"件数"}},
    "share":{"kind":"ratio","label":{"zh":"比例"}},"weight":{"kind":"quantity","unit":"t","label":{"zh":"重量"}},
    "row":{"kind":"choice","label":{"zh":"行"},"options":[{"id":"multiple","label":{"zh":"倍"}},{"id":"weights","label":{"zh":"权"}},
      {"id":"power","label":{"zh":"幂"}},{"id":"back","label":{"zh":"还"}},{"id":"rounded","label":{"zh":"整"}},{"id":"thirds","label":{"zh":"三"}}]}},
  "violations":[
   {"id":"terms","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"tiers":[
    {"id":"multiple","when":{"row":"multiple"},"fine":{"ge":"15","lt":"30","base":"value"},"source":{"row":"1"}},
    {"id":"power","when":{"row":"power"},"fine":{"eq":{"product":["value","times","pieces","pieces"]}},"source":{"row":"2"}},
    {"id":"back","when":{"row":"back"},"fine":{"eq":{"divide":[{"product":["value","times","pieces"]},"times"]}},"source":{"row":"3"}},
    {"id":"rounded","when":{"row":"rounded"},"fine":{"eq":{"round":{"product":["value","share"]},"to":"100","way":"half_up"}},"source":{"row":"4"}},
    {"id":"thirds","when":{"row":"thirds"},"fine":{"ge":{"product":["1/3","value"]},"le":{"product":["2/3","value"]}},"source":{"row":"5"}}]}]},
   {"id":"weights","label":{"zh":"权"},"source":{"table":"2"},"tables":[{"weights":{"base":"value","start":"1/24","factors":[
     {"id":"a","label":{"zh":"甲"},"source":{"factor":"1"},"levels":[
       {"when":{"times":{"lt":"2"}},"weight":"1/24","source":{"level":"1"}},{"when":{"times":{"ge":"2"}},"weight":"1/7","source":{"level":"2"}}]},
     {"id":"b","label":{"zh":"乙"},"source":{"factor":"2"},"levels":[
       {"when":{"pieces":{"lt":"2"}},"weight":"11/24","source":{"level":"1"}},{"when":{"pieces":{"ge":"2"}},"weight":"0.05","source":{"level":"2"}}]}]}}]}])";

const Standard& terms_standard() {
  static const Standard made = tests::made_standard({terms});
  return made;
}

using Given = std::vector<std::pair<std::string, std::string>>;

/// "min-max", or the code of what is wrong.
std::string fined(const std::string& violation_id, const Given& given) {
  const ViolationHandle violation = terms_standard().violation(violation_id).value();
  Facts facts{violation};
  for (const auto& [fact, value] : given) facts.set(fact, value);
  const auto assessed = violation.assess(facts, {.act = day("2024-06-01")});
  if (!assessed) return tests::codes(assessed.findings());
  const MoneyRange& range = (*assessed)["party"].range;
  return range.min->text() + "-" + range.max->text();
}

// Nothing is both at least 5 and below 1, whatever else a row asks.
TEST(Exact, BetweenEndsThatCrossLiesNothing) {
  const Standard standard = tests::made_standard(
      {R"("pack":"synthetic/tables/crossed","kind":"standard","facts":{"flag":{"kind":"flag","label":{"zh":"是"}},
    "pieces":{"kind":"count","label":{"zh":"件数"},"may_be":["absent"]}},
  "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"tiers":[
    {"id":"crossed","when":{"flag":true,"pieces":{"ge":"5","lt":"1"}},"fine":{"eq":"2000"},"source":{"row":"1"}},
    {"id":"other","fine":{"eq":"3000"},"source":{"row":"2"}}]}]}])"});
  const ViolationHandle violation = standard.violation("v").value();
  for (const std::string pieces : {"0", "1", "3", "5", "9", "absent"}) {
    Facts facts{violation};
    facts.set("flag", true).set("pieces", pieces);
    const Assessment assessed = violation.assess(facts, {.act = day("2024-06-01")}).value();
    EXPECT_EQ(*assessed["party"].range.min, Ratio{3000}) << pieces;
  }
}

// 10^13 yuan: more than a year's product of a province, to the fen.
TEST(Exact, LargeAmountsToTheFen) {
  EXPECT_EQ(fined("terms", {{"row", "multiple"}, {"value", "9999999999999.99"}}),
            "149999999999999.85-299999999999999.7");
  EXPECT_EQ(fined("terms", {{"row", "thirds"}, {"value", "10000000000000"}}), "10000000000000/3-20000000000000/3");
  EXPECT_EQ(fined("terms", {{"row", "rounded"}, {"value", "9999999999999.99"}, {"share", "1/7"}}),
            "1428571428600-1428571428600");
  EXPECT_EQ(fined("terms", {{"row", "rounded"}, {"value", "9999999999950"}, {"share", "1"}}),
            "10000000000000-10000000000000");
}

// 1/24 + 1/24 + 11/24 = 13/24; 1/24 + 1/7 + 1/20 = 197/840.
TEST(Exact, WeightsThatAreNoPercentage) {
  EXPECT_EQ(fined("weights", {{"value", "10000000000000"}, {"times", "1"}, {"pieces", "1"}}),
            "16250000000000/3-16250000000000/3");
  EXPECT_EQ(fined("weights", {{"value", "8400000000000.01"}, {"times", "2"}, {"pieces", "2"}}),
            "165480000000000197/84000-165480000000000197/84000");
  EXPECT_EQ(fined("weights", {{"value", "2400"}, {"times", "0"}, {"pieces", "0"}}), "1300-1300");
}

// 10^13 * 10^11 * 10^6 * 10^6 = 10^36 yuan, in fen less than 2^127; what is beyond is refused.
TEST(Exact, ProductsUpTo127BitsAndNotBeyond) {
  const auto power = [](const std::string& times) {
    return fined("terms", {{"row", "power"}, {"value", "10000000000000"}, {"times", times}, {"pieces", "1000000"}});
  };
  EXPECT_EQ(power("100000000000"), "1000000000000000000000000000000000000-1000000000000000000000000000000000000");
  EXPECT_EQ(power("100000000000000"), "overflow at ");
  EXPECT_EQ(power("1000000000000000000000"), "overflow at ");
}

// Factors of one level each; the weights add up to `count` times `weight`.
std::string with_weights(const std::string& weight, int count, const std::string& rest = {}) {
  std::string factors;
  for (int i = 0; i < count; ++i) {
    factors += (i > 0 ? "," : "") + (R"({"id":"k)" + std::to_string(i)) +
               R"(","label":{"zh":"素"},"source":{"factor":"1"},"levels":[{"weight":")" + weight +
               R"(","source":{"level":"1"}}]})";
  }
  return R"("pack":"synthetic/tables/heavy","kind":"standard","violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},)" +
         rest + R"("tables":[{"weights":{"base":"100","start":"0","factors":[)" + factors + "]}}]}]";
}

// 9,300 times 10^15 leaves 64 bits, 9,200 times does not.
TEST(Exact, WeightsWhoseSumLeaves64BitsAreRefused) {
  EXPECT_EQ(tests::codes(tests::compiled({with_weights("1000000000000000", 9'300)}).findings()), "overflow at ");
  const Standard heavy = tests::made_standard({with_weights("1000000000000000", 9'200)});
  const ViolationHandle violation = heavy.violation("v").value();
  const Assessment assessed = violation.assess(Facts{violation}, {.act = day("2024-06-01")}).value();
  EXPECT_EQ(assessed["party"].range.max->text(), "920000000000000000000");
}

// Weights of 1/1000003, 1/1000033 and 1/1000037: their denominator has 19 digits.
TEST(Exact, WeightsWithoutADenominatorWithinBoundsAreRefusedBeforeTheCase) {
  const auto fine = [](const std::string& refines) {
    std::string text = with_weights("x", 3, refines);
    for (const char* weight : {"1/1000003", "1/1000033", "1/1000037"}) text.replace(text.find("\"x\"") + 1, 1, weight);
    return tests::codes(tests::compiled({text}).findings());
  };
  EXPECT_EQ(fine(""), "overflow at ");
  EXPECT_EQ(fine(R"("refines":"any",)"), "overflow at ");
}

// More rows than 16 bits count: the heaviest of those that hold is the last.
TEST(Exact, AListOfManyRows) {
  std::string tiers;
  for (int i = 0; i < 40'000; ++i) {
    const std::string id = std::to_string(i);
    tiers += (i > 0 ? "," : "") + (R"({"id":"t)" + id) + R"(","when":{"a":true},"fine":{"eq":")" + id +
             R"("},"source":{"row":"1"}})";
  }
  const Standard many = tests::made_standard(
      {R"("pack":"synthetic/tables/many","kind":"standard","facts":{"a":{"kind":"flag","label":{"zh":"是"}}},
        "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"match":"heaviest","tiers":[)" +
       tiers + "]}]}]"});
  const ViolationHandle violation = many.violation("v").value();
  Facts facts{violation};
  facts.set("a", true);
  const Assessment assessed = violation.assess(facts, {.act = day("2024-06-01")}).value();
  EXPECT_EQ(assessed["party"].range.max, Ratio{39'999});
}

// The second row hangs on a product of 10^68 that nobody needs, as the first one holds.
TEST(Exact, WhatTheOutcomeDoesNotHangOnIsNoErrorOfTheTrace) {
  const Standard standard =
      tests::made_standard({R"("pack":"synthetic/tables/unused_product","kind":"standard","facts":{
        "q":{"kind":"quantity","unit":"m","label":{"zh":"长"}},"r":{"kind":"ratio","label":{"zh":"倍"}},
        "big":{"kind":"quantity","unit":"m","label":{"zh":"积"},"is":{"product":["q","r","r"]}}},
        "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"match":"lightest","tiers":[
          {"id":"t1","when":{"q":{"ge":"1"}},"fine":{"eq":"100"},"source":{"row":"1"}},
          {"id":"t2","when":{"big":{"ge":"10"}},"fine":{"eq":"5"},"source":{"row":"2"}}]}]}])"});
  const ViolationHandle violation = standard.violation("v").value();
  Facts facts{violation};
  facts.set("q", "100000000000000000000000000000000000000").set("r", "1000000000000000");
  const Assessment assessed = violation.assess(facts, {.act = day("2024-06-01")}).value();
  EXPECT_EQ(assessed["party"].range.max, Ratio{100});
  const Trace trace = assessed.trace();
  const auto tier = std::find_if(trace.lines.begin(), trace.lines.end(),
                                 [](const TraceLine& line) { return line.kind == TraceLine::Kind::tier; });
  ASSERT_NE(tier, trace.lines.end());
  EXPECT_EQ(trace.rows(*tier)[0].state, TraceRow::State::taken);
  EXPECT_EQ(trace.rows(*tier)[1].state, TraceRow::State::not_examined);
  EXPECT_EQ(trace.fact("big")->state, TraceFact::State::unknown);
}

// The product leaves 64 bits on the way and the quotient comes back.
TEST(Exact, WideOnTheWay) {
  EXPECT_EQ(fined("terms",
                  {{"row", "back"}, {"value", "9999999999999.99"}, {"times", "123456789012345678"}, {"pieces", "7"}}),
            "69999999999999.93-69999999999999.93");
}

// Months begun, of a day of which only a bound is known: every day in it gives the same fine, and so does the bound.
TEST(Exact, ANumberThatIsOneWhateverTheDayIsThatNumber) {
  const Standard standard = tests::made_standard({R"("pack":"synthetic/tables/months","kind":"standard",
    "facts":{"begun":{"kind":"date","label":{"zh":"开始"}}},
    "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"tiers":[{"id":"all","source":{"row":"1"},
      "fine":{"ge":"1000","lt":{"product":["5000",{"round":{"elapsed":["begun","act_date"],"unit":"month"},"to":"1","way":"up"}]}}}]}]}])"});
  const ViolationHandle violation = standard.violation("v").value();
  const auto party = [&](const FactInput& begun) {
    Facts facts{violation};
    facts.set("begun", begun);
    return to_json(violation.assess(facts, {.act = tests::day("2024-05-01")}).value());
  };
  const std::string known = party(FactInput{"2024-04-02", "", ""});
  for (const char* day : {"2024-04-10", "2024-04-29", "2024-04-30"}) EXPECT_EQ(party(FactInput{day, "", ""}), known);
  Ends<std::string> bound;
  bound.gt = "2024-04-01";
  bound.lt = "2024-05-01";
  EXPECT_EQ(party(FactInput{bound, "", ""}), known);
  EXPECT_NE(known.find("\"max\":\"5000\""), std::string::npos) << known;
}

/// Seventeen unknown flags that a row asks for: more completions than are gone through one by one.
std::string many_flags() {
  std::string facts;
  for (int i = 0; i < 17; ++i) facts += R"(,"f)" + std::to_string(i) + R"(":{"kind":"flag","label":{"zh":"旗"}})";
  return facts;
}
std::string any_flag() {
  std::string tests;
  for (int i = 0; i < 17; ++i) tests += std::string{i == 0 ? "" : ","} + R"({"f)" + std::to_string(i) + R"(":true})";
  return R"({"any":[)" + tests + "]}";
}

/// What comes of a fine for which only x and y are looked at, and of seventeen flags that change nothing.
MoneyRange in_three_values(const std::string& fine, const Ends<std::string>& x) {
  const Standard standard = tests::made_standard(
      {R"("pack":"synthetic/tables/three","kind":"standard","uses":["synthetic/law/three"],
    "facts":{"x":{"kind":"money","label":{"zh":"甲"}},"p":{"kind":"date","label":{"zh":"日"}})" +
           many_flags() + R"(},
    "violations":[{"id":"v","label":{"zh":"行为"},"refines":"synthetic/law/three#1","source":{"table":"1"},"tables":[{"match":"heaviest","tiers":[
      {"id":"all","source":{"row":"1"},"fine":)" +
           fine + R"(},{"id":"same","when":)" + any_flag() + R"(,"source":{"row":"2"},"fine":)" + fine + R"(}]}]}])",
       R"("pack":"synthetic/law/three","kind":"statute","provisions":[{"id":"1","label":{"zh":"一"},"source":{"article":"1"},"branches":[
      {"id":"b","subject":"party","mode":"shall","fine":{"ge":"1000","le":"9000000"}}]}])"});
  const ViolationHandle violation = standard.violation("v").value();
  Facts facts{violation};
  facts.set(x.ge && x.ge->find('-') != std::string::npos ? "p" : "x", x);
  return violation.assess(facts, {.act = day("2024-05-01")}).value()["party"].range;
}

// A day that may lie after the act: of the time between them there is none then, and at least none.
TEST(Exact, TheTimeBetweenDaysOfUnknownOrderIsNotNegative) {
  Ends<std::string> days;
  days.ge = "2024-03-10";
  days.le = "2024-05-20";
  const MoneyRange range = in_three_values(
      R"({"ge":"1000","le":{"sum":["2000",{"product":["100",{"elapsed":["p","act_date"],"unit":"month"}]}]}})", days);
  EXPECT_EQ(range.min, Ratio{1000});
  ASSERT_TRUE(range.max);
  EXPECT_GE(*range.max, Ratio{2100});
  EXPECT_LE(*range.max, Ratio{2200});
}

// A divisor that may be negative, nought or positive: anything may come out, and it ends.
TEST(Exact, ADivisorOfUnknownSignLeavesEverythingPossible) {
  Ends<std::string> x;
  x.ge = "400";
  x.le = "1000";
  const MoneyRange range = in_three_values(
      R"({"ge":"1000","le":{"round":{"product":["1000",{"divide":["500000",{"minus":["x","700"]}]}]},"to":"1","way":"up"}})",
      x);
  EXPECT_EQ(range.min, Ratio{1000});
  EXPECT_EQ(range.max, Ratio{9000000});
}

// What lies wholly below the minimum becomes it, whatever its lower end is.
TEST(Exact, WhatIsWhollyBelowTheMinimumBecomesIt) {
  Ends<std::string> x;
  x.gt = "400";
  x.le = "1000";
  const MoneyRange range = in_three_values(R"({"gt":{"minus":["1500","x"]},"lt":"1000"})", x);
  EXPECT_EQ(range.min, Ratio{1000});
  EXPECT_EQ(range.max, Ratio{1000});
  EXPECT_TRUE(range.min_included && range.max_included);
}

TEST(Exact, AnOverflowIsAnErrorWhateverIsUnknown) {
  const Given given{{"row", "power"}, {"value", "10000000000000"}, {"pieces", "1000000000000000"}};
  EXPECT_EQ(fined("terms", given), "overflow at ");
  Given large = given;
  large.emplace_back("times", "9000000000000000000");
  EXPECT_EQ(fined("terms", large), "overflow at ");
}

// After an overflow the same assessment serves again.
TEST(Exact, AnOverflowLeavesNothingBehind) {
  const ViolationHandle violation = terms_standard().violation("terms").value();
  const Question question{.act = day("2024-06-01")};
  Assessment kept;
  Facts facts{violation};
  facts.set("row", "power").set("value", "10000000000000").set("times", "100000000000000").set("pieces", 1000000);
  EXPECT_FALSE(violation.assess(facts, question, kept));
  EXPECT_EQ(tests::codes(kept.findings()), "overflow at ");
  facts.set("pieces", 1).set("times", 2);
  ASSERT_TRUE(violation.assess(facts, question, kept));
  EXPECT_EQ(kept["party"].range.min->text(), "20000000000000");
}

// Denominators that have no common one within bounds are refused when the pack is compiled.
TEST(Exact, WeightsWithoutACommonDenominatorAreRefused) {
  std::string levels;
  // Seven primes near 10^6: their product has 42 digits.
  for (const char* prime : {"999983", "999979", "999961", "999959", "999953", "999931", "999917"}) {
    levels += std::string{levels.empty() ? "" : ","} + R"({"when":{"n":{"eq":")" + prime + R"("}},"weight":"1/)" +
              prime + R"(","source":{"level":")" + prime + R"("}})";
  }
  const std::string text =
      R"({"format":"cailiang-pack/1","version":"1.0.0","title":{"zh":"试"},"rank":"city","in_force":{"from":"2020-01-01"},"copy":"invented",
    "pack":"synthetic/tables/primes","kind":"standard","facts":{"n":{"kind":"count","label":{"zh":"数"}}},
    "violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"weights":{"base":"15000","start":"0%","factors":[
      {"id":"f","label":{"zh":"因素"},"source":{"factor":"1"},"levels":[)" +
      levels + "]}]}}]}]}";
  Result<Pack> pack = read_pack(text);
  ASSERT_TRUE(pack.ok()) << tests::text_of(pack.findings());
  const auto compiled = Standard::compile({std::make_shared<const Pack>(std::move(*pack))});
  ASSERT_FALSE(compiled.ok());
  EXPECT_EQ(compiled.error().code, Errc::overflow);
}

}  // namespace
}  // namespace cailiang
