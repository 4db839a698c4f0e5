// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "every_case.hpp"

namespace cailiang {
namespace {

using Kind = TraceLine::Kind;
using RowState = TraceRow::State;

Assessment assessed(const char* pack, const char* violation,
                    const std::vector<std::pair<const char*, const char*>>& facts, const char* act = "2024-05-01",
                    std::vector<std::string> apply = {}) {
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
const std::vector<std::pair<const char*, const char*>> hunan_facts{{"correction", "in_time"},
                                                                   {"major_pollution", "false"},
                                                                   {"eia_document", "form"},
                                                                   {"facility_state", "none_built"},
                                                                   {"place", "inside"},
                                                                   {"pollutant", "ordinary"},
                                                                   {"duration_months", "7"},
                                                                   {"violations_2y", "2"},
                                                                   {"verified_complaint", "true"},
                                                                   {"harm", "no_harm"}};

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

bool same(const Trace& a, const Trace& b) {
  const auto all = [](const auto& x, const auto& y, auto alike) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), alike);
  };
  const auto range = [](const Trace& trace, std::int32_t index) {
    const MoneyRange* found = trace.interval(index);
    return found == nullptr ? std::optional<MoneyRange>{} : *found;
  };
  return all(a.lines, b.lines,
             [&](const TraceLine& x, const TraceLine& y) {
               return x.kind == y.kind && x.subject == y.subject && x.id == y.id && x.label == y.label &&
                      x.results == y.results && x.certain == y.certain && x.warnings == y.warnings &&
                      x.step_row == y.step_row && range(a, x.before) == range(b, y.before) &&
                      range(a, x.after) == range(b, y.after) && range(a, x.legal) == range(b, y.legal) &&
                      all(a.rows(x), b.rows(y),
                          [](const TraceRow& r, const TraceRow& s) {
                            return r.state == s.state && r.label == s.label && r.failed_at == s.failed_at;
                          }) &&
                      all(a.terms(x), b.terms(y), [](const TraceTerm& r, const TraceTerm& s) {
                        return r.state == s.state && r.term == s.term && r.value == s.value;
                      });
             }) &&
         all(a.facts, b.facts,
             [](const TraceFact& x, const TraceFact& y) {
               return x.fact == y.fact && x.state == y.state && x.option == y.option && x.options == y.options &&
                      x.number == y.number && x.asked == y.asked && x.derived == y.derived && x.evidence == y.evidence;
             }) &&
         all(a.subjects, b.subjects,
             [](const TraceSubject& x, const TraceSubject& y) { return x.id == y.id && x.decided == y.decided; }) &&
         all(a.provisions, b.provisions, [](const TraceProvision& x, const TraceProvision& y) {
           return x.provision == y.provision && x.in_force == y.in_force;
         });
}

TEST(Trace, IntoOneThatIsKeptIsTheSame) {
  Trace kept;
  std::size_t cases = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    Assessment own = assessment;
    own.trace(kept);
    EXPECT_TRUE(same(kept, assessment.trace()));
    ++cases;
  });
  EXPECT_GT(cases, 500U);
}

// What a trace leaves in the working memory of its assessment changes nothing of the next one.
TEST(Trace, LeavesTheAssessmentAsItWas) {
  const Standard standard =
      tests::catalogue_of(tests::shipped_packs()).load("shenzhen/urban_management/standard_2023").value();
  const ViolationHandle item = standard.violation("i2").value();
  Question question;
  question.act = Date::parse("2024-05-01");
  Facts some{item};
  some.set("refused_to_correct", true).set("prior_penalties_1y", 1);
  Facts more = some;
  more.set("threatens_staff", false).set("disrupts_work_order", false).set("other_grave", false);
  Assessment kept;
  Trace trace;
  for (const Facts* facts : {&some, &more, &some, &more, &more}) {
    ASSERT_TRUE(item.assess(*facts, question, kept));
    const Assessment fresh = item.assess(*facts, question).value();
    EXPECT_EQ(kept["party"].kind, fresh["party"].kind);
    EXPECT_EQ(kept["party"].range, fresh["party"].range);
    EXPECT_EQ(kept["party"].needs, fresh["party"].needs);
    kept.trace(trace);
    EXPECT_TRUE(same(trace, fresh.trace()));
  }
  Facts wrong{item};
  wrong.set("no_such_fact", true);
  ASSERT_FALSE(item.assess(wrong, question, kept));
  kept.trace(trace);
  EXPECT_TRUE(trace.lines.empty());
}

// Item 2: a licence may be revoked in serious circumstances; no row of the table asks for them.
TEST(Trace, KnowsTheDerivedFactThatOnlyASanctionAsksFor) {
  const auto seriousness = [](const char* threatens) {
    const Assessment a = assessed("shenzhen/urban_management/standard_2023", "i2",
                                  {{"refused_to_correct", "true"},
                                   {"prior_penalties_1y", "0"},
                                   {"threatens_staff", threatens},
                                   {"disrupts_work_order", "false"},
                                   {"other_grave", "false"}});
    const Trace trace = a.trace();
    const TraceFact* fact = trace.fact("appearance_serious");
    EXPECT_NE(fact, nullptr);
    return std::pair{fact->state, fact->options};
  };
  EXPECT_EQ(seriousness("true"), (std::pair{TraceFact::State::value, std::uint64_t{1}}));
  EXPECT_EQ(seriousness("false"), (std::pair{TraceFact::State::value, std::uint64_t{0}}));
}

// Vehicle over its limits: 1,000 - 3,000 yuan for its size and 500 yuan per 1,000 kg, together 30,000 at most.
TEST(Trace, TablesThatAreAddedShowTheirSum) {
  const Standard standard = tests::catalogue_of(tests::conformance_packs()).load("cn/traffic/overrun_2021").value();
  const ViolationHandle handle = standard.violation("overrun").value();
  Facts facts{handle};
  facts.set("height", "4.6").set("width", "2.5").set("length", "18").set("excess", "59000");
  Question question;
  question.act = Date::parse("2023-05-01");
  const Assessment a = handle.assess(facts, question).value();
  const Trace trace = a.trace();
  const auto sums = lines(trace, Kind::sum);
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(trace.interval(sums[0]->after)->min, Ratio{30'500});
  EXPECT_EQ(trace.interval(sums[0]->after)->max, Ratio{32'500});
  EXPECT_EQ(a["party"].range.max, Ratio{30'000});
}

bool is_row_list(Kind kind) {
  return kind == Kind::branch || kind == Kind::tier || kind == Kind::factor;
}

bool is_possible(const TraceRow& row) {
  return row.state == RowState::taken || row.state == RowState::possible;
}

// For every worked case, whatever a trace says in itself is complete.
TEST(Trace, EveryLineSaysWhereItStands) {
  std::size_t seen = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    SCOPED_TRACE(stated.pack + ' ' + stated.id);
    ++seen;
    const Trace trace = assessment.trace();
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
  });
  EXPECT_GT(seen, 100U);
}

/// What the lines of a trace say of one subject, to be held against its outcome.
struct Told {
  std::set<std::string_view> branches;  ///< rows that were taken, or may be
  std::set<std::string_view> tiers;
  std::set<std::string_view> offers;  ///< circumstances and steps
  std::vector<Ratio> shares;          ///< those that are certain
  std::uint8_t classes = 0;
  Warnings warnings;                ///< beside the amounts that came out
  bool gap = false;                 ///< somewhere no amount comes out
  const TraceLine* last = nullptr;  ///< with an amount
};

Told told(const Trace& trace, std::string_view subject) {
  Told all;
  for (const TraceLine& line : trace.lines) {
    if (!line.subject.empty() && line.subject != subject) continue;
    all.classes |= line.classes;
    if (line.after >= 0) {
      all.warnings.add(line.warnings);
      if (line.kind != Kind::limits_step) all.last = &line;
    }
    const auto rows = trace.rows(line);
    if ((line.results & TraceLine::gap_bit) != 0) all.gap = true;
    if (line.kind == Kind::factor && std::none_of(rows.begin(), rows.end(), is_possible)) all.gap = true;
    if (line.kind == Kind::moved) all.tiers.insert(line.id);
    if (line.kind == Kind::share) {
      const TraceShare& share = trace.shares[static_cast<std::size_t>(line.share)];
      if (share.low == share.high) all.shares.push_back(share.low);
    }
    for (const TraceRow& row : rows) {
      if (line.kind == Kind::branch && is_possible(row)) all.branches.insert(row.id);
      if (line.kind == Kind::tier && is_possible(row)) all.tiers.insert(row.id);
      if (row.state == RowState::offered || row.state == RowState::possible) all.offers.insert(line.id);
    }
  }
  return all;
}

// For every worked case: the evaluation that is recorded came to what the evaluation without a recorder says.
bool tries_values(const Trace& trace) {
  return std::any_of(trace.facts.begin(), trace.facts.end(),
                     [](const TraceFact& fact) { return fact.state == TraceFact::State::unprovable; });
}

TEST(Trace, EndsInTheOutcome) {
  std::size_t with_amount = 0;
  std::size_t with_offer = 0;
  std::size_t with_share = 0;
  std::size_t with_condition = 0;
  tests::every_case([&](const Case& stated, const Assessment& assessment) {
    const Trace trace = assessment.trace();
    for (const Outcome& outcome : assessment.outcomes()) {
      SCOPED_TRACE(stated.pack + ' ' + stated.id + ' ' + std::string{outcome.subject});
      const Told said = told(trace, outcome.subject);
      EXPECT_TRUE(outcome.branch.empty() || said.branches.contains(outcome.branch)) << outcome.branch;
      for (const std::string_view tier : outcome.tiers) EXPECT_TRUE(said.tiers.contains(tier)) << tier;
      for (const std::string_view offer : outcome.offers) {
        ++with_offer;
        EXPECT_TRUE(said.offers.contains(offer)) << offer;
      }
      if (outcome.share) {
        ++with_share;
        EXPECT_TRUE(std::find(said.shares.begin(), said.shares.end(), *outcome.share) != said.shares.end());
      }
      if (outcome.klass) {
        EXPECT_TRUE((said.classes >> static_cast<int>(*outcome.klass) & 1U) != 0);
      }
      Warnings both = outcome.warnings;
      both.add(said.warnings);
      EXPECT_EQ(both, outcome.warnings);
      for (const ImposedSanction& imposed : outcome.sanctions) {
        if (!imposed.certain || !imposed.sanction->when) continue;
        for (const ConditionMember& member : imposed.sanction->when->members) {
          // Within an interval a number may lie without being known.
          if (member.kind != ConditionMember::Kind::fact || member.tests.front().kind == cailiang::Test::Kind::interval)
            continue;
          ++with_condition;
          const TraceFact* fact = trace.fact(member.fact);
          // What follows from values that are only tried, since they cannot be ascertained, has none of its own.
          if (fact != nullptr && fact->fact->derived() && tries_values(trace)) continue;
          EXPECT_TRUE(fact == nullptr || fact->state != TraceFact::State::unknown) << member.fact;
        }
      }
      EXPECT_TRUE(outcome.kind != OutcomeKind::gap || said.gap);
      if (outcome.kind != OutcomeKind::point && outcome.kind != OutcomeKind::range) continue;
      ++with_amount;
      ASSERT_NE(said.last, nullptr);
      EXPECT_TRUE(*trace.interval(said.last->after) == outcome.range || outcome.warnings.has(Warning::several_match));
    }
  });
  EXPECT_GT(with_amount, 100U);
  EXPECT_GT(with_offer, 10U);
  EXPECT_GT(with_share, 10U);
  EXPECT_GT(with_condition, 10U);
}

}  // namespace
}  // namespace cailiang
