// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cailiang/detail/law/source_words.hpp"
#include "cailiang/explain/reasons.hpp"
#include "every_case.hpp"

// Single sentences of the reasons, each where it would be wrong, or not grammatical, if it were said as elsewhere.
namespace cailiang {
namespace {

constexpr const char* hunan = "hunan/ecology/standard_2021";
constexpr const char* shenzhen = "shenzhen/urban_management/standard_2023";
constexpr const char* xinjiang = "xinjiang/road_traffic/standard_2025";

/// The reasons for a worked case of a pack that is shipped.
std::string reasons_for_case(const char* pack, const char* id, Language language = Language::zh) {
  const Standard& standard = tests::Standards::in(tests::From::shipped).standard(pack).value();
  for (const Case& stated : read_cases(tests::bytes_of(tests::shipped_packs() / pack / "cases.json")).value()) {
    if (stated.id == id) return explain(tests::assess(standard, stated).value(), language);
  }
  return {};
}

std::string reasons_for(const char* pack, const char* violation, const char* facts_text, Question question = {},
                        Language language = Language::zh) {
  const Standard& standard = tests::Standards::in(tests::From::shipped).standard(pack).value();
  Facts facts{standard};
  facts.set(read_facts(facts_text).value());
  if (!question.act) question.act = Date::of(2025, 12, 1);
  return explain(standard.violation(violation).value().assess(facts, question).value(), language);
}

#define SAYS(text, sentence) EXPECT_PRED_FORMAT2(says, text, sentence)
#define DOES_NOT_SAY(text, sentence) EXPECT_PRED_FORMAT2(does_not_say, text, sentence)

testing::AssertionResult says(const char*, const char*, const std::string& text, std::string_view sentence) {
  if (text.find(sentence) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "does not say: " << sentence << '\n' << text;
}
testing::AssertionResult does_not_say(const char*, const char*, const std::string& text, std::string_view sentence) {
  if (text.find(sentence) == std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "says: " << sentence << '\n' << text;
}

/// Calls `visit` with the reasons of every worked case.
template <class Visit>
void every_text(Language language, Visit visit) {
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    visit(explain(assessment, language));
  });
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

// Art. 9 of the Hunan standard: who obstructs the investigation may be fined more heavily. It holds; it is not decided.
TEST(Sentences, AGroundThatHoldsAndIsNotAppliedIsNotSaidToBeMissing) {
  const std::string zh = reasons_for_case(hunan, "heavier_offered");
  SAYS(zh, "没有适用从轻、减轻、从重情节（条件具备、可以适用的，尚待决定），“一般”");
  DOES_NOT_SAY(zh, "没有查明成立");
  const std::string en = reasons_for_case(hunan, "heavier_offered", Language::en);
  DOES_NOT_SAY(en, "no circumstance was established");
  SAYS(en, "holds, allows a heavier penalty");
  SAYS(reasons_for_case(hunan, "direct_maximum_offered"), "没有查明成立的从轻、减轻、从重情节，“一般”");
}

// 行政处罚法 art. 33 para. 1 still may end the matter.
TEST(Sentences, AnAmountBesideAPowerThatIsOpenIsNotSaidToLeaveNoChoice) {
  for (const char* id : {"heavier_offered", "direct_maximum_offered", "t2_1_first_time_offered"}) {
    const std::string text = reasons_for_case(hunan, id);
    SAYS(text, "上列计算得出的确定数额；上列条件具备、可以适用的情节和规则没有计入。");
    DOES_NOT_SAY(text, "没有可供选择的幅度");
  }
}

// 深圳经济特区城市园林条例 art. 45 para. 2: 可以处赔偿额一倍以上二倍以下罚款.
TEST(Sentences, AFineThatMayBeImposedIsSaidToBeSo) {
  const std::string text = reasons_for_case(shenzhen, "i39_first");
  SAYS(text, "裁量结果。可以处罚款：1,200元");
  SAYS(text, "可以处罚款，【待补：是否处罚款及理由】");
  DOES_NOT_SAY(text, "没有可供选择的幅度");
  SAYS(reasons_for_case(shenzhen, "i39_first", Language::en), "Result. Fine that may be imposed: 1,200 yuan");
}

TEST(Sentences, WhatWasToBeAppliedMayBeUnavailableOrNotEstablished) {
  Question question;
  question.apply = {"ppl_age_14_18"};
  const std::string text = reasons_for(xinjiang, "c1902", R"({"class": "lenient"})", question);
  SAYS(text, "是否成立尚未查明");
  SAYS(text, "要求适用的一项规定在本案中不能适用，或者是否具备条件尚未查明，没有适用。");
}

// Littering at seventeen: 50 yuan if it is lenient, below 50 if it is reduced.
TEST(Sentences, AReductionThatIsNotDecidedIsNoFact) {
  const std::string text = reasons_for_case(shenzhen, "i13_seventeen");
  SAYS(text, "只有减轻处罚才低于法定下限，且没有规定减至何数，不超过50元");
  SAYS(text, "减轻处罚的，没有规定减至何数。");
  DOES_NOT_SAY(text, "法定幅度50元（含）至200元（含），减轻处罚，");
  DOES_NOT_SAY(reasons_for_case(shenzhen, "i13_seventeen", Language::en), "reduced; no rule");
}

// Art. 10 para. 4: 50 % of the minimum off; 环境影响评价法 art. 31 para. 3 has none.
TEST(Sentences, AReductionThatChangesNothingSaysWhy) {
  const std::string text = reasons_for_case(hunan, "reduced_no_minimum");
  SAYS(text, "规则：从重、从轻、减轻（第10条第4款）：“法定下限”不存在，不适用。");
  SAYS(text, "没有超出法定幅度；法律没有下限，减轻处罚没有可以低于的数额。");
  SAYS(reasons_for_case(hunan, "reduced_no_minimum", Language::en), "there is no statutory minimum to go below");
}

// A reduced fine lies below the statutory range: that is no place to look for it.
TEST(Sentences, AReductionThatYieldsNoAmountPointsBelowTheMinimum) {
  const std::string text = reasons_for_case(hunan, "reduced_out_of_reach");
  SAYS(text, "得不出罚款数额：【待补：减轻后的数额及理由】，减轻处罚，应当低于法定下限20,000元。");
  DOES_NOT_SAY(text, "依法律条文确定的数额");
}

// 环境影响评价法 art. 31 para. 1; 放射性同位素与射线装置安全和防护条例 art. 52; 市容条例 art. 18 para. 3.
TEST(Sentences, AFineOnABaseThatIsNotKnownIsSaidAsTheLawSaysIt) {
  SAYS(reasons_for(hunan, "t1", "{}"), "“单位或者个人”，处罚款建设项目总投资额的1%（含）至5%（含）。");
  SAYS(reasons_for(hunan, "t10", "{}"), "“违法所得10万元以上”，处罚款违法所得的1倍（含）至5倍（含）。");
  SAYS(reasons_for(shenzhen, "i3", "{}"), "“一般情形”，处罚款1,000元 × 占地面积；");
  Question question;
  SAYS(reasons_for(hunan, "t10", "{}", question, Language::en),
       "fine: 1 (included) to 5 (included) times illegal gains");
  SAYS(reasons_for(hunan, "t1", "{}", question, Language::en),
       "fine: 1% (included) to 5% (included) of total investment");
}

TEST(Sentences, ABranchIsNamedWithItsDocument) {
  SAYS(reasons_for_case(shenzhen, "i39_no_loss"),
       "处罚条款（《深圳经济特区城市园林条例》第45条第2款）：“造成损失”为否");
  const std::string text = reasons_for(shenzhen, "i45", "{}");
  DOES_NOT_SAY(text, "（第67条第1款第4项）");
  SAYS(text, "尚不能确定是否适用；适用的，处罚款2,000元（含）至10,000元（含）。");
}

TEST(Sentences, TheOnlyRowOfATableHasNoOthersBesideIt) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const Trace trace = assessment.trace();
    bool only = true;
    for (const TraceLine& line : trace.lines) {
      const auto rows = trace.rows(line);
      for (const TraceRow& row : rows) {
        const bool listed = line.kind == TraceLine::Kind::tier || line.kind == TraceLine::Kind::factor;
        if (listed && row.state == TraceRow::State::taken && row.when == nullptr && rows.size() > 1) only = false;
      }
    }
    if (!only) return;
    const std::string text = explain(assessment, Language::zh);
    DOES_NOT_SAY(text, "其他各行的条件均不具备");
  });
}

// Item 3 has a row for 情节严重 alone.
TEST(Sentences, AnAmountFromTheStatuteAloneIsSaidToBeSo) {
  const std::string text = reasons_for_case(shenzhen, "i3_second");
  SAYS(text, "裁量基准（第3项）：对所适用的款没有规定档次和因素，罚款直接依法律条文计算。");
  DOES_NOT_SAY(reasons_for_case(shenzhen, "i39_first"), "罚款直接依法律条文计算");
}

TEST(Sentences, ThresholdsForAFineAreNotAskedWhereThereIsNone) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    for (const Outcome& outcome : assessment.outcomes()) {
      if (outcome.kind != OutcomeKind::no_penalty && outcome.kind != OutcomeKind::not_applicable) return;
    }
    const std::string text = explain(assessment, Language::zh);
    DOES_NOT_SAY(text, "是否达到听证");
  });
}

// What the dialogue asks tells what to type as well.
TEST(Sentences, ASlotSaysWhatIsMissingAndNotWhatToType) {
  const std::string text = reasons_for(hunan, "t10", "{}");
  SAYS(text, "【待补：违法所得多少元？】。");
  every_text(Language::zh, [](const std::string& reasons) {
    DOES_NOT_SAY(reasons, "。】");
    DOES_NOT_SAY(reasons, "填“不存在”");
    DOES_NOT_SAY(reasons, "填0");
  });
}

TEST(Sentences, WhatDoesNotExistIsSaidInWords) {
  const std::string zh = reasons_for_case(hunan, "lenient_no_minimum");
  SAYS(zh, "不低于法定下限（不存在）与0元中的较大者，即0元");
  SAYS(reasons_for_case(hunan, "lenient_no_minimum", Language::en),
       "statutory minimum (none) or 0 yuan, the larger: 0 yuan");
  SAYS(reasons_for_case(hunan, "reduced_out_of_reach"), "“裁量等次”为“减轻”，且“法定下限”存在，");
  SAYS(reasons_for(xinjiang, "c1902", R"({"age": "13"})"), "“行为时年龄（周岁）”为13周岁");
}

// The standard repeats grounds of art. 32 of the Penalty Law.
TEST(Sentences, AGroundOfTwoDocumentsIsSaidOnce) {
  const std::string raised = reasons_for_case(hunan, "reduced_out_of_reach");
  SAYS(raised, "情节：受胁迫或诱骗（第10条第2项，《中华人民共和国行政处罚法（2021年修订）》第32条第2项）：");
  EXPECT_EQ(count(raised, "“受他人胁迫或者诱骗”为是"), 1U) << raised;
  const std::string text = reasons_for_case(hunan, "heavier_offered", Language::en);
  EXPECT_EQ(count(text, "coerced or deceived"), 1U) << text;
  SAYS(text, "Administrative Penalty Law (2021 revision): under 14;");
  SAYS(text, "; and grounds that are the same as those above.");
}

TEST(Sentences, ASanctionOfSeveralRowsIsSaidOnce) {
  const std::string licence = reasons_for(xinjiang, "c1005", "{}");
  EXPECT_EQ(count(licence, "行政拘留"), 1U) << licence;
  SAYS(licence, "可以并处：行政拘留，不超过15日，建议10日或者5日或者7日或者3日。");
  const std::string gains = reasons_for(hunan, "t10", "{}");
  EXPECT_EQ(count(gains, "没收违法所得"), 1U) << gains;
  // The amount is the gains, and they are not known.
  SAYS(reasons_for(shenzhen, "i58", "{}"), "【待补：该条件是否具备】，【待补：数额】。");
}

// Each level has two facts, and each of them follows from both of the level below.
TEST(Sentences, WhatADerivedFactFollowsFromIsSaidOnce) {
  const auto reasons = [](int levels) {
    std::string facts = R"("a0":{"kind":"flag","label":{"zh":"甲0"}},"b0":{"kind":"flag","label":{"zh":"乙0"}})";
    for (int i = 1; i <= levels; ++i) {
      const std::string below = std::to_string(i - 1);
      for (const char* name : {"a", "b"}) {
        facts += ",\"" + (name + std::to_string(i)) + R"(":{"kind":"flag","label":{"zh":")" + name + std::to_string(i) +
                 R"("},"is":{"a)" + below + R"(":true,"b)" + below + R"(":true}})";
      }
    }
    const auto pack = read_pack(
        R"({"format":"cailiang-pack/1","version":"1.0.0","title":{"zh":"试"},"rank":"city","in_force":{"from":"2020-01-01"},
            "copy":"invented","pack":"synthetic/tables/levels","kind":"standard","facts":{)" +
        facts + R"(},"violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"tiers":[
            {"id":"t","when":{"a)" +
        std::to_string(levels) + R"(":true},"fine":{"eq":"100"},"source":{"row":"1"}}]}]}]})");
    const Standard standard = Standard::compile({std::make_shared<const Pack>(pack.value())}).value();
    const ViolationHandle violation = standard.violation("v").value();
    Facts told{violation};
    told.set("a0", true).set("b0", true);
    return explain(violation.assess(told, {.act = Date::of(2024, 5, 1)}).value(), Language::zh);
  };
  EXPECT_EQ(count(reasons(3), "（由下列事实得出："), 5U);
  EXPECT_EQ(count(reasons(16), "（由下列事实得出："), 31U);
}

TEST(Sentences, WhatCameAfterIsNamedInASentence) {
  every_text(Language::zh, [](const std::string& text) { DOES_NOT_SAY(text, "不施行：后继条文："); });
}

// Of the rules of the Hunan standard, art. 9: 可以直接按最高额.
TEST(Sentences, APowerThatWasUsedIsSaidToBeOne) {
  SAYS(reasons_for_case(hunan, "direct_maximum_applied"), "可以适用，本案决定适用：调整幅度");
  every_text(Language::zh, [](const std::string& text) {
    if (count(text, "不予行政处罚（") > 0 && count(text, "，可以不予处罚。") > 0) ADD_FAILURE() << text;
  });
}

TEST(Sentences, EnglishCountsAndBeginsAsEnglishDoes) {
  const std::string text = reasons_for_case(hunan, "lenient_no_minimum", Language::en);
  SAYS(text, "(art. 10 paras. 1-3)");
  SAYS(text, "\"duration in months\" is 2 months");
  every_text(Language::en, [](const std::string& english) {
    DOES_NOT_SAY(english, "(s)");
    DOES_NOT_SAY(english, "Depending on the facts above: ");
    DOES_NOT_SAY(english, "may: ");
  });
}

// Solid Waste Law, art. 112: paragraph 1 lists the items, paragraph 2 says what they cost and has none.
TEST(Sentences, AnItemStandsInTheParagraphThatListsIt) {
  const Source both{{"112", "1-2", "4"}};
  EXPECT_EQ(detail::source_text(both, true), "第112条第1款第4项、第2款");
  EXPECT_EQ(detail::source_text(both, false), "art. 112 para. 1 item 4 and para. 2");
  EXPECT_EQ(detail::source_text(Source{{"31", "1-2"}}, true), "第31条第1-2款");
  every_text(Language::zh, [](const std::string& text) { DOES_NOT_SAY(text, "第1-2款第"); });
}

// Shenzhen item 2: 3,000 yuan the second time, nothing for a minor act that was corrected; the regulation allows 1,000
// to 5,000.
TEST(Sentences, AnAmountDecidedIsHeldAgainstTheResult) {
  const char* second = R"({"refused_to_correct": true, "prior_penalties_1y": "1", "threatens_staff": false,
    "disrupts_work_order": false, "other_grave": false, "minor_act": false, "corrected_in_time": false})";
  const auto decided = [](int yuan) { return Question{.decided = {{"party", Ratio{yuan}}}}; };
  SAYS(reasons_for(shenzhen, "i2", second, decided(4000)), "4,000元，该数额不在上列结果的幅度之内");
  SAYS(reasons_for(shenzhen, "i2", second, decided(1)), "1元，该数额不在法定幅度1,000元（含）至5,000元（含）之内");
  DOES_NOT_SAY(reasons_for(shenzhen, "i2", second, decided(3000)), "该数额不在");
  const char* waived = R"({"refused_to_correct": true, "prior_penalties_1y": "0", "minor_act": true,
    "corrected_in_time": true, "threatens_staff": false, "disrupts_work_order": false, "other_grave": false})";
  SAYS(reasons_for(shenzhen, "i2", waived, decided(4000)), "上列结果没有给出罚款，该数额与之不符");
  Question before = decided(4000);
  before.act = Date::of(2001, 5, 1);
  SAYS(reasons_for(shenzhen, "i2", second, before), "上列结果没有给出罚款，该数额与之不符");
}

// Whether black smoke is over standard does not matter where only the concentration is.
TEST(Sentences, AFactThatDoesNotMatterIsNotAskedFor) {
  DOES_NOT_SAY(reasons_for_case(hunan, "t6_1_measure_unknown"), "“林格曼黑度级数”【待补");
}

}  // namespace
}  // namespace cailiang
