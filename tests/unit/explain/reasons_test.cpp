// SPDX-License-Identifier: Apache-2.0
#include "cailiang/explain/reasons.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "cailiang/detail/explain/columns.hpp"
#include "every_case.hpp"

namespace cailiang {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

/// The part of a subject's reasons with this title.
std::string part(const std::string& text, const std::string& title) {
  for (const std::string& line : lines_of(text)) {
    const std::size_t at = line.find(title);
    if (at != std::string::npos && at < 12) return line;
  }
  return {};
}

/// The reasons split by subject, in the order of the outcomes.
std::vector<std::string> by_subject(const std::string& text) {
  std::vector<std::string> texts{""};
  for (const std::string& line : lines_of(text)) {
    if (line.empty()) {
      texts.emplace_back();
    } else {
      texts.back() += line + '\n';
    }
  }
  if (texts.back().empty()) texts.pop_back();
  return texts;
}

std::string grouped(const Ratio& amount) {
  std::string text = amount.text();
  const std::size_t whole = std::min(text.find_first_of("./"), text.size());
  for (std::size_t i = whole; i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

// Read by a person against the documents; a change of words is a change of these files.
struct Golden {
  const char* folder;
  const char* pack;
  const char* id;
  Language language;
  Form form;
  const char* file;
};
void PrintTo(const Golden& golden, std::ostream* out) {
  *out << golden.file;
}

class GoldenReasons : public testing::TestWithParam<Golden> {};

TEST_P(GoldenReasons, ReadAsTheyWereRead) {
  const Golden& golden = GetParam();
  const auto folder = golden.folder == std::string{"suite"} ? tests::conformance_packs() : tests::shipped_packs();
  const Standard standard = tests::catalogue_of(folder).load(golden.pack).value();
  const auto file = folder / golden.pack / "cases.json";
  bool found = false;
  for (const Case& stated : read_cases(tests::bytes_of(file), file.string()).value()) {
    if (stated.id != golden.id) continue;
    found = true;
    const std::string text = explain(tests::assess(standard, stated).value(), golden.language, golden.form);
    EXPECT_EQ(text, tests::bytes_of(std::filesystem::path{CAILIANG_TESTS_DIR} / "unit/explain/golden" / golden.file));
  }
  EXPECT_TRUE(found);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, GoldenReasons,
    testing::Values(
        Golden{"data", "hunan/ecology/standard_2021", "t2_1_role_unknown", Language::zh, Form::paragraph,
               "weights_zh.txt"},
        Golden{"data", "hunan/ecology/standard_2021", "t2_1_role_unknown", Language::en, Form::paragraph,
               "weights_en.txt"},
        Golden{"data", "hunan/ecology/standard_2021", "t2_1_role_unknown", Language::zh, Form::table,
               "weights_table_zh.txt"},
        Golden{"data", "shenzhen/urban_management/standard_2023", "i4_third", Language::zh, Form::table,
               "tier_table_zh.txt"},
        Golden{"data", "xinjiang/road_traffic/standard_2025", "lane_small", Language::zh, Form::paragraph,
               "point_zh.txt"},
        Golden{"data", "xinjiang/road_traffic/standard_2025", "lane_unknown", Language::zh, Form::paragraph,
               "unknown_zh.txt"},
        Golden{"suite", "guangdong/ecology/standard_2021_t2_7_1", "below_minimum", Language::zh, Form::paragraph,
               "clamped_zh.txt"},
        Golden{"suite", "hunan/ecology/standard_2021_rules", "heavier_applied", Language::zh, Form::paragraph,
               "step_zh.txt"},
        Golden{"suite", "cn/law/drug_2019", "deemed_base", Language::zh, Form::paragraph, "multiple_zh.txt"},
        Golden{"suite", "cn/law/personal_information_2021", "two_caps", Language::zh, Form::paragraph, "either_zh.txt"},
        Golden{"suite", "cn/law/bidding_2017", "odd_fen", Language::en, Form::paragraph, "rounding_en.txt"},
        Golden{"suite", "synthetic/law/yen", "ends_between", Language::zh, Form::paragraph, "rounding_yen_zh.txt"},
        Golden{"suite", "synthetic/law/dinar", "half_up", Language::en, Form::paragraph, "rounding_dinar_en.txt"},
        Golden{"suite", "shenzhen/urban_management/standard_2023_2", "no_penalty", Language::zh, Form::paragraph,
               "no_penalty_zh.txt"},
        Golden{"suite", "hunan/ecology/standard_2021_t8_1", "after_repeal", Language::zh, Form::paragraph,
               "repealed_zh.txt"}),
    [](const auto& golden) { return tests::test_name(std::filesystem::path{golden.param.file}.stem().string()); });

/// The percentages of a text, added; nothing if one of them is still to be filled in.
std::optional<Ratio> added(std::string_view text) {
  if (text.find("【待补") != std::string_view::npos) return std::nullopt;
  Ratio sum;
  for (std::size_t end = text.find('%'); end != std::string_view::npos; end = text.find('%', end + 1)) {
    std::size_t begin = end;
    while (begin > 0 && (text[begin - 1] == '.' || (text[begin - 1] >= '0' && text[begin - 1] <= '9'))) --begin;
    sum += Ratio::parse(text.substr(begin, end + 1 - begin)).value();
  }
  return sum;
}

// Of every case of the tables with weights, and with each of its facts left out in turn: the columns of the table that
// stay possible are reckoned each for itself.
TEST(Reasons, TheWeightsThatArePrintedAddUpToThePrintedSum) {
  const char* pack = "hunan/ecology/standard_2021";
  const Standard& standard = tests::Standards::in(tests::From::shipped).standard(pack).value();
  int lines = 0;
  int of_several_branches = 0;
  for (const Case& stated : read_cases(tests::bytes_of(tests::shipped_packs() / pack / "cases.json")).value()) {
    for (std::size_t left_out = 0; left_out <= stated.facts.size(); ++left_out) {
      Case less = stated;
      if (left_out < less.facts.size()) less.facts.erase(less.facts.begin() + static_cast<std::ptrdiff_t>(left_out));
      const Assessment assessment = tests::assess(standard, less).value();
      const std::string text = explain(assessment, Language::zh, Form::paragraph);
      const std::string_view what = "百分值相加";
      for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
        const std::size_t start = text.find("起点", at);
        const std::size_t equals = text.find("= ", at);
        const std::size_t end = text.find("%", equals);
        const auto sum = added(std::string_view{text}.substr(start, equals - start));
        if (!sum) continue;
        ++lines;
        of_several_branches += text.compare(at + what.size(), 3, "（") == 0 ? 1 : 0;
        EXPECT_EQ(sum->percent_text(), text.substr(equals + 2, end + 1 - equals - 2)) << stated.id << '\n' << text;
      }
    }
  }
  EXPECT_GE(lines, 700);
  EXPECT_GE(of_several_branches, 20);
}

/// The reasons for a case of a shipped standard.
std::string reasons(const char* pack, const char* violation, const FactInputs& inputs, const char* day) {
  const Standard& standard = tests::Standards::in(tests::From::shipped).standard(pack).value();
  Facts facts{standard};
  facts.set(inputs);
  const auto made = standard.violation(violation).value().assess(facts, {.act = Date::parse(day).value()});
  return explain(made.value(), Language::zh);
}

// 建设项目环境保护管理条例 art. 23 para. 1: 20 to 100 万元, 100 to 200 where it is not corrected in time; the order to
// correct belongs to the first alone.
TEST(Reasons, BranchesThatArePossibleAreNamedEachWithItsRange) {
  const std::string text = reasons("hunan/ecology/standard_2021", "t2_1", {}, "2024-05-01");
  const std::string basis = part(text, "处罚依据");
  EXPECT_NE(basis.find("“及时改正”，处罚款200,000元（含）至1,000,000元（含）；"
                       "“逾期不改正”，处罚款1,000,000元（含）至2,000,000元（含）"),
            std::string::npos)
      << basis;
  EXPECT_EQ(basis.find("200,000元（含）至2,000,000元"), std::string::npos) << basis;
  const std::string result = part(text, "裁量结果");
  EXPECT_NE(result.find("视上列事实而定，同时应当：责令限期改正"), std::string::npos) << result;
  EXPECT_EQ(result.find("视上列事实而定，同时应当：责令停止"), std::string::npos) << result;
}

// The document does not say which of several tiers counts; that the heaviest does is how the pack reads it.
TEST(Reasons, ARowThatIsOutweighedNamesTheRule) {
  const FactInputs facts =
      read_facts(R"({"prior_penalties_1y": "0", "disrupts_work_order": true, "refused_to_correct": true,
                     "minor_act": false, "corrected_in_time": false})")
          .value();
  const std::string text = reasons("shenzhen/urban_management/standard_2023", "i2", facts, "2024-05-06");
  const std::string passed = part(text, "考虑而未适用");
  EXPECT_NE(passed.find("取较重的一行（文件未写数档同时符合时取哪一档"), std::string::npos) << passed;
  // Whether personnel were threatened is not known, and does not matter any more.
  EXPECT_EQ(text.find("威胁、辱骂、殴打工作人员等”【待补"), std::string::npos) << text;
}

TEST(Reasons, TheReasonOfAJudgementIsNoEvidence) {
  const FactInputs facts =
      read_facts(R"({"refused_to_correct": {"value": true, "evidence": "复查记录"}, "prior_penalties_1y": "0",
                     "disrupts_work_order": {"value": true, "evidence": "理由：堵塞通道；证据：照片"}})")
          .value();
  const std::string text = reasons("shenzhen/urban_management/standard_2023", "i2", facts, "2024-05-06");
  EXPECT_NE(text.find("（证据：复查记录）"), std::string::npos) << text;
  EXPECT_NE(text.find("（理由：堵塞通道；证据：照片）"), std::string::npos) << text;
}

TEST(Reasons, WhatDoesNotHoldHasTheEvidenceOfTheCaseAndAsksForNone) {
  const FactInputs facts =
      read_facts(R"({"refused_to_correct": true, "prior_penalties_1y": {"value": "1", "evidence": "处罚决定书"},
                     "minor_act": {"value": false, "evidence": "照片"}, "corrected_in_time": false})")
          .value();
  const std::string text = reasons("shenzhen/urban_management/standard_2023", "i2", facts, "2024-05-06");
  const std::string passed = part(text, "考虑而未适用");
  EXPECT_NE(passed.find("“违法行为轻微”为否（证据：照片），不成立"), std::string::npos) << passed;
  EXPECT_NE(passed.find("为1（证据：处罚决定书），本行要求为0"), std::string::npos) << passed;
  EXPECT_NE(passed.find("“及时改正”为否，不成立"), std::string::npos) << passed;
}

TEST(Reasons, WhatWasNotInForceIsNamed) {
  const std::string text = reasons("xinjiang/road_traffic/standard_2025", "c1005", {}, "2023-01-01");
  EXPECT_NE(text.find("裁量基准在违法行为发生之日不施行"), std::string::npos) << text;
  EXPECT_EQ(text.find("处罚条款在违法行为发生之日不施行"), std::string::npos) << text;
}

TEST(Reasons, NamePackAndVersion) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    for (const Language language : {Language::zh, Language::en}) {
      for (const Form form : {Form::paragraph, Form::table}) {
        for (const std::string& text : by_subject(explain(assessment, language, form))) {
          EXPECT_NE(text.find(assessment.pack().id), std::string::npos);
          EXPECT_NE(text.find(assessment.pack().version), std::string::npos);
        }
      }
    }
  });
}

// Section 8 of the order of reasons: a slot without a fact is left to be filled in, with what is asked.
TEST(Reasons, LeaveEveryUnknownFactToBeFilledIn) {
  std::size_t seen = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const std::string text = explain(assessment, Language::zh);
    const Trace trace = assessment.trace();
    for (const Outcome& outcome : assessment.outcomes()) {
      for (const std::string& need : outcome.needs) {
        const TraceFact* fact = trace.fact(need);
        const Label ask = fact == nullptr ? Label{} : fact->fact->ask.empty() ? fact->fact->label : fact->fact->ask;
        const std::string& asked = ask.in(Language::zh);
        EXPECT_NE(text.find("【待补：" + asked.substr(0, asked.find("？"))), std::string::npos) << need;
        ++seen;
      }
    }
  });
  EXPECT_GT(seen, 20U);
}

TEST(Reasons, ShowEveryAmountOfTheRangeInTheArithmetic) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    for (const Language language : {Language::zh, Language::en}) {
      const auto texts = by_subject(explain(assessment, language));
      ASSERT_EQ(texts.size(), assessment.outcomes().size());
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const Outcome& outcome = assessment.outcomes()[i];
        const std::string arithmetic = part(texts[i], language == Language::zh ? "计算。" : "Arithmetic.");
        std::vector<MoneyRange> ranges = outcome.tracks;
        if (outcome.kind == OutcomeKind::point || outcome.kind == OutcomeKind::range) ranges.push_back(outcome.range);
        for (const MoneyRange& range : ranges) {
          for (const auto* amount : {&range.min, &range.max, &range.point}) {
            if (*amount) {
              EXPECT_NE(arithmetic.find(grouped(**amount)), std::string::npos) << (*amount)->text() << '\n' << texts[i];
            }
          }
        }
      }
    }
  });
}

// Ids are for programs; what people read is in their language. Names of packs are the exception.
TEST(Reasons, InChineseHaveNoIdsInThem) {
  const std::regex latin{"[a-z]{2,}|[a-z]_|_[a-z]"};
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    if (stated.pack.starts_with("synthetic/")) return;
    // Where a document has no numbers, its pack names the table; a source stands as it is stated.
    const Violation* violation = assessment.violation();
    if (violation != nullptr && std::regex_search(violation->source.get("table"), latin)) return;
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    std::string text = explain(assessment, Language::zh);
    text = std::regex_replace(text, std::regex{"[a-z_0-9]+/[a-z_0-9]+/[a-z_0-9]+(#[0-9.]+)?"}, "");
    for (const auto& [name, input] : stated.facts) {
      if (!input.evidence.empty()) text = replaced(text, input.evidence, "");
    }
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, latin)) << found.prefix() << " >>> " << found.str();
  });
}

// What is missing leaves no gap behind: no blank too many, no empty marks, no sign after a sign.
TEST(Reasons, AreWellFormed) {
  static constexpr std::string_view malformed[] = {"  ",   " .",   " ,",   " :",   "()",   "( ",   "\"\"",
                                                   "..",   ",,",   "（）", "“”",   "。。", "，，", "，。",
                                                   "：。", "：，", "；。", "（，", "，）"};
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    for (const Language language : {Language::zh, Language::en}) {
      const std::string text = explain(assessment, language);
      for (const std::string_view marks : malformed) {
        const std::size_t at = text.find(marks);
        EXPECT_EQ(at, std::string::npos) << text.substr(at < 60 ? 0 : at - 60, 120);
      }
    }
  });
}

// 行政处罚法 art. 32: to reduce is to go below the statutory range.
TEST(Reasons, SayWithinTheStatuteOnlyOfWhatIs) {
  std::size_t reduced = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const auto texts = by_subject(explain(assessment, Language::zh));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Outcome& outcome = assessment.outcomes()[i];
      if (!outcome.has_legal || !outcome.legal.min || !outcome.range.min || *outcome.range.min >= *outcome.legal.min)
        continue;
      ++reduced;
      EXPECT_EQ(texts[i].find("没有超出法定幅度"), std::string::npos) << texts[i];
    }
  });
  EXPECT_GT(reduced, 0U);
}

// Where no row holds there are no possible ones.
TEST(Reasons, CallTiersPossibleOnlyWhereSomeAre) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const std::string text = explain(assessment, Language::zh);
    EXPECT_FALSE(std::regex_search(text, std::regex{"可能各档的幅度[^。：]*：得不出数额"})) << text;
  });
}

TEST(Reasons, SayThatTheDefenceIsToBeAnswered) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const auto texts = by_subject(explain(assessment, Language::zh));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (assessment.outcomes()[i].kind == OutcomeKind::not_in_force) continue;
      EXPECT_NE(part(texts[i], "陈述、申辩。").find("【待补：陈述、申辩的内容"), std::string::npos);
    }
  });
}

TEST(Reasons, AsATableFitATerminal) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    for (const Language language : {Language::zh, Language::en}) {
      for (const std::string& line : lines_of(explain(assessment, language, Form::table))) {
        EXPECT_LE(detail::columns_of(line), 80U) << line;
      }
    }
  });
}

// Whether it holds is not established, whether or not it would change the result.
TEST(Reasons, NoCircumstanceIsCalledAppliedThatMayNotHold) {
  std::size_t seen = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const Trace trace = assessment.trace();
    for (const std::string& text : by_subject(explain(assessment, Language::zh))) {
      for (const TraceLine& line : trace.lines) {
        if (line.kind != TraceLine::Kind::circumstance || trace.rows(line)[0].state != TraceRow::State::possible)
          continue;
        const std::string name = "情节：" + line.label->in(Language::zh);
        EXPECT_EQ(part(text, "适用的情节、档次和因素。").find(name), std::string::npos);
        EXPECT_NE(part(text, "考虑而未适用的情节和档次。").find(name), std::string::npos) << text;
        ++seen;
      }
    }
  });
  EXPECT_GT(seen, 0U);
}

TEST(Reasons, AnEndThatStaysIsNotNamedTwice) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const std::string text = explain(assessment, Language::en);
    EXPECT_EQ(text.find("lower end: lower end"), std::string::npos);
    EXPECT_EQ(text.find("upper end: upper end"), std::string::npos);
  });
}

TEST(Columns, AreAsWideAsTheyLook) {
  EXPECT_EQ(detail::columns_of("ab"), 2U);
  EXPECT_EQ(detail::columns_of("罚款"), 4U);
  EXPECT_EQ(detail::columns_of("（含）"), 6U);
  EXPECT_EQ(detail::columns_of("1,000元"), 7U);
  detail::Columns columns{{"事项", "x"}};
  columns.row({"a", "1"});
  columns.row({"罚款", "2"});
  EXPECT_EQ(columns.text(), "事项  x\n-------\na     1\n罚款  2\n");
}

TEST(Columns, ThatDoNotFitAreNarrowedWhereTheyHaveLittleText) {
  detail::Columns columns{{"a", "b"}};
  std::string chinese;
  for (int i = 0; i < 20; ++i) chinese += "一二三四五";
  columns.row({"one two three four five six seven", chinese});
  const std::vector<std::string> lines = lines_of(columns.text());
  for (const std::string& line : lines) EXPECT_LE(detail::columns_of(line), 80U);
  EXPECT_EQ(lines[1], std::string(80, '-'));
  EXPECT_LE(lines.size(), 8U) << "233 columns of text in lines of 78";
}

TEST(Columns, AreWideEnoughForTheirLongestWord) {
  std::string english = "law";
  for (int i = 0; i < 40; ++i) english += " law";
  detail::Columns columns{{"a", "b"}};
  columns.row({"Environmental protection", english});
  EXPECT_EQ(lines_of(columns.text())[2].substr(0, 15), "Environmental  ");
}

TEST(Columns, BreakBetweenWordsAndNotBeforeAClosingMark) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(detail::wrap("one two three", 8), (Lines{"one two", "three"}));
  EXPECT_EQ(detail::wrap("一二三四，五", 8), (Lines{"一二三", "四，五"}));
  EXPECT_EQ(detail::wrap("（一）二", 6), (Lines{"（一）", "二"}));
  EXPECT_EQ(detail::wrap("一二三【待补", 8), (Lines{"一二三", "【待补"}));
  EXPECT_EQ(detail::wrap("incomprehensible", 8), (Lines{"incompre", "hensible"}));
}

}  // namespace
}  // namespace cailiang
