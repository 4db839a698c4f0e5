// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/trace.hpp"

#include <gtest/gtest.h>

#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/pack/result.hpp"
#include "every_case.hpp"

namespace cailiang {
namespace {

using Kind = TraceLine::Kind;
using RowState = TraceRow::State;

Assessment assessed(const char* pack, const char* violation, const std::vector<std::pair<const char*, const char*>>& facts,
                    const char* act = "2024-05-01", std::vector<std::string> apply = {}) {
  const Standard standard = tests::catalogue_of(tests::shipped_packs()).load(pack).value();
  const ViolationHandle handle = standard.violation(violation).value();
  Facts given{handle};
  for (const auto& [fact, text] : facts) {
    if (std::string_view{text} == "true" || std::string_view{text} == "false") {
      given.set(fact, std::string_view{text} == "true");
    } else {
      given.set(fact, text);
    }
  }
  EXPECT_TRUE(given.findings().empty()) << tests::text_of(given.findings());
  Question question;
  question.act = Date::parse(act);
  question.apply = std::move(apply);
  return handle.assess(given, question).value();
}

std::vector<const TraceLine*> lines(const Trace& trace, Kind kind, std::string_view subject = "party") {
  std::vector<const TraceLine*> found;
  for (const TraceLine& line : trace.lines) {
    if (line.kind == kind && line.subject == subject) found.push_back(&line);
  }
  return found;
}

const TraceRow* taken(const Trace& trace, const TraceLine& line) {
  for (const TraceRow& row : trace.rows(line)) {
    if (row.state == RowState::taken) return &row;
  }
  return nullptr;
}

// The facts of Hunan table 2-1 that decide for the party.
const std::vector<std::pair<const char*, const char*>> hunan_facts{
    {"correction", "in_time"}, {"major_pollution", "false"}, {"eia_document", "form"},    {"facility_state", "none_built"},
    {"place", "inside"},       {"pollutant", "ordinary"},    {"duration_months", "7"},    {"violations_2y", "2"},
    {"verified_complaint", "true"}, {"harm", "no_harm"}};

// Table 2-1, column "corrected in time": 20 % + 0 + 12 + 6 + 5 + 6 + 4 + 5 = 58 % of 1,000,000.
TEST(Trace, SharesAddUpLineByLine) {
  const Assessment a = assessed("hunan/ecology/standard_2021", "t2_1", hunan_facts);
  const Trace trace = a.trace();
  const auto branches = lines(trace, Kind::branch);
  ASSERT_EQ(branches.size(), 1U);
  EXPECT_EQ(taken(trace, *branches[0])->id, "in_time");
  EXPECT_EQ(branches[0]->pack->id, "cn/law/project_environment_2017");
  EXPECT_EQ(trace.interval(branches[0]->after)->max, Ratio{1'000'000});

  const char* weights[] = {"0%", "12%", "6%", "5%", "6%", "4%", "5%"};
  const auto factors = lines(trace, Kind::factor);
  ASSERT_EQ(factors.size(), std::size(weights));
  for (std::size_t i = 0; i < std::size(weights); ++i) {
    ASSERT_NE(taken(trace, *factors[i]), nullptr) << factors[i]->id;
    EXPECT_EQ(taken(trace, *factors[i])->weight.percent_text(), weights[i]) << factors[i]->id;
  }
  const auto shares = lines(trace, Kind::share);
  ASSERT_EQ(shares.size(), 1U);
  const TraceShare& share = trace.shares[static_cast<std::size_t>(shares[0]->share)];
  EXPECT_EQ(share.start.percent_text(), "20%");
  EXPECT_EQ(share.sum_low.percent_text(), "58%");
  EXPECT_EQ(share.low, share.high);
  ASSERT_EQ(trace.terms(*shares[0]).size(), 1U);
  EXPECT_EQ(trace.terms(*shares[0])[0].value, Ratio{1'000'000});  // the base: the statutory maximum
  EXPECT_EQ(trace.interval(shares[0]->after)->max, Ratio{580'000});
  EXPECT_EQ(a["party"].range.max, Ratio{580'000});
}

// Of the factor "duration": 7 months are not below 6 and not 12 or more.
TEST(Trace, RowsSayWhatFailed) {
  const Assessment a = assessed("hunan/ecology/standard_2021", "t2_1", hunan_facts);
  const Trace trace = a.trace();
  const TraceLine& duration = *lines(trace, Kind::factor)[4];
  ASSERT_EQ(duration.id, "duration");
  const auto rows = trace.rows(duration);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].state, RowState::failed);
  ASSERT_NE(rows[0].failed_at, nullptr);
  EXPECT_EQ(rows[0].failed_at->fact, "duration_months");
  EXPECT_EQ(rows[1].state, RowState::taken);
  EXPECT_EQ(rows[2].state, RowState::failed);
  EXPECT_EQ(rows[1].source->get("table"), "2-1");
  EXPECT_EQ(rows[1].source->get("level"), "2");
}

// The person's table 12-3 asks for the role, which is not told: 25 % of 50,000 - 200,000 more or less.
TEST(Trace, UnknownFactsLeaveRowsPossible) {
  const Assessment a = assessed("hunan/ecology/standard_2021", "t2_1", hunan_facts);
  const Trace trace = a.trace();
  const auto factors = lines(trace, Kind::factor, "responsible_person");
  ASSERT_EQ(factors.size(), 3U);
  EXPECT_NE(taken(trace, *factors[0]), nullptr);
  EXPECT_EQ(factors[1]->id, "role");
  for (const TraceRow& row : trace.rows(*factors[1])) EXPECT_EQ(row.state, RowState::possible);
  EXPECT_TRUE(trace.fact("role")->asked);
  EXPECT_EQ(trace.fact("role")->state, TraceFact::State::unknown);
  const auto shares = lines(trace, Kind::share, "responsible_person");
  ASSERT_EQ(shares.size(), 1U);
  const TraceShare& share = trace.shares[static_cast<std::size_t>(shares[0]->share)];
  EXPECT_EQ(share.low.percent_text(), "16%");
  EXPECT_EQ(share.high.percent_text(), "41%");
  const MoneyRange& after = *trace.interval(shares[0]->after);
  EXPECT_EQ(after.min, Ratio{74'000});   // 50,000 + 16 % of 150,000
  EXPECT_EQ(after.max, Ratio{111'500});  // 50,000 + 41 % of 150,000
  EXPECT_EQ(a["responsible_person"].range.max, after.max);
}

TEST(Trace, CircumstancesThatNobodyRaisedAreSaidToBeSo) {
  const Assessment a = assessed("hunan/ecology/standard_2021", "t2_1", hunan_facts);
  const Trace trace = a.trace();
  std::size_t not_raised = 0;
  for (const TraceLine* line : lines(trace, Kind::circumstance, "")) {
    ASSERT_EQ(trace.rows(*line).size(), 1U);
    if (trace.rows(*line)[0].state == RowState::not_raised) ++not_raised;
  }
  EXPECT_EQ(not_raised, a["party"].not_raised.size());
  ASSERT_EQ(lines(trace, Kind::klass, "").size(), 1U);
  EXPECT_EQ(lines(trace, Kind::klass, "")[0]->class_by, TraceLine::ClassBy::rule);
}

// Art. 9: 20 % of the maximum above the amount; the range before and after stands in the line of the step.
TEST(Trace, StepsShowTheRangeBeforeAndAfter) {
  auto facts = hunan_facts;
  facts.emplace_back("obstructs", "true");
  const Assessment a = assessed("hunan/ecology/standard_2021", "t2_1", facts, "2024-05-01", {"obstructs"});
  const Trace trace = a.trace();
  const auto steps = lines(trace, Kind::step);
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps[0]->id, "class");
  EXPECT_EQ(*trace.interval(steps[0]->before)->max, Ratio{580'000});
  EXPECT_EQ(*trace.interval(steps[0]->after)->max, Ratio{780'000});
  EXPECT_EQ(taken(trace, *steps[0])->source->get("article"), "9");
  // Not taken, the same circumstance is offered.
  const Trace other = assessed("hunan/ecology/standard_2021", "t2_1", facts).trace();
  for (const TraceLine* line : lines(other, Kind::circumstance, "")) {
    if (line->id == "obstructs") {
      EXPECT_EQ(other.rows(*line)[0].state, RowState::offered);
    }
  }
}

// Guangdong 2.7.1: everything lowest gives 7 % of the maximum, below the statutory minimum.
TEST(Trace, LimitsKeepTheUnlimitedValue) {
  tests::every_case([](const Case& stated, const Assessment& assessment) {
    const Outcome& party = assessment["party"];
    if (!party.warnings.has(Warning::below_minimum) || party.kind != OutcomeKind::point) return;
    if (party.warnings.has(Warning::above_maximum)) return;  // of unknown facts: cut from both sides
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    const Trace trace = assessment.trace();
    const auto limits = lines(trace, Kind::limits);
    ASSERT_FALSE(limits.empty());
    EXPECT_TRUE(limits[0]->warnings.has(Warning::below_minimum));
    EXPECT_LE(*trace.interval(limits[0]->before)->max, *party.range.max);
    EXPECT_EQ(*trace.interval(limits[0]->after), party.range);
  });
}

// Item 2: a licence may be revoked in serious circumstances; no row of the table asks for them.
TEST(Trace, KnowsTheDerivedFactThatOnlyASanctionAsksFor) {
  const auto seriousness = [](const char* threatens) {
    const Assessment a = assessed("shenzhen/urban_management/standard_2023", "i2",
                                  {{"refused_to_correct", "true"}, {"prior_penalties_1y", "0"}, {"threatens_staff", threatens},
                                   {"disrupts_work_order", "false"}, {"other_grave", "false"}});
    const Trace trace = a.trace();
    const TraceFact* fact = trace.fact("appearance_serious");
    EXPECT_NE(fact, nullptr);
    return std::pair{fact->state, fact->options};
  };
  EXPECT_EQ(seriousness("true"), (std::pair{TraceFact::State::value, std::uint64_t{1}}));
  EXPECT_EQ(seriousness("false"), (std::pair{TraceFact::State::value, std::uint64_t{0}}));
}

bool is_row_list(Kind kind) {
  return kind == Kind::branch || kind == Kind::tier || kind == Kind::factor;
}

// For every worked case: the same outcomes with a recorder as without, and a trace that ends in them.
TEST(Trace, RecordingChangesNothing) {
  std::size_t seen = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    Assessment again;
    const Trace trace = detail::Workspace::record(assessment, &again);
    EXPECT_EQ(to_json(assessment), to_json(again));
    ++seen;
    for (const TraceLine& line : trace.lines) {
      EXPECT_TRUE(line.pack != nullptr || line.kind == Kind::track);
      std::size_t rows_taken = 0;
      for (const TraceRow& row : trace.rows(line)) {
        ASSERT_NE(row.source, nullptr);
        EXPECT_TRUE(row.failed_at == nullptr || row.when != nullptr);
        if (row.state == RowState::taken) ++rows_taken;
      }
      EXPECT_LE(rows_taken, is_row_list(line.kind) ? 1U : trace.rows(line).size());
    }
    for (const Outcome& outcome : assessment.outcomes()) {
      if (outcome.kind != OutcomeKind::point && outcome.kind != OutcomeKind::range) continue;
      const TraceLine* last = nullptr;
      for (const TraceLine& line : trace.lines) {
        if (line.subject == outcome.subject && line.after >= 0 && line.kind != Kind::limits_step) last = &line;
      }
      ASSERT_NE(last, nullptr);
      EXPECT_TRUE(*trace.interval(last->after) == outcome.range || outcome.warnings.has(Warning::several_match));
    }
  });
  EXPECT_GT(seen, 100U);
}

}  // namespace
}  // namespace cailiang
