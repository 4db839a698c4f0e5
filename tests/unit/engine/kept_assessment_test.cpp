// SPDX-License-Identifier: Apache-2.0
// A hot loop keeps its assessment: what is allocated is counted, in this whole program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "cailiang/pack/result.hpp"
#include "unit/engine/made_standard.hpp"

namespace {

thread_local long allocations = 0;

void* counted(std::size_t size, std::size_t alignment) {
  ++allocations;
  // aligned_alloc takes whole multiples.
  void* const at = alignment == 0 ? std::malloc(size == 0 ? 1 : size)
                                  : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (at == nullptr) throw std::bad_alloc{};
  return at;
}

}  // namespace

// Not inlined, or g++ would see free() on what came from new.
[[gnu::noinline]] void* operator new(std::size_t size) {
  return counted(size, 0);
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void operator delete(void* at) noexcept {
  std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept {
  std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::align_val_t) noexcept {
  std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
  std::free(at);
}

namespace cailiang {
namespace {

bool is_open(const Assessment& assessment) {
  for (const Outcome& outcome : assessment.outcomes()) {
    if (outcome.kind == OutcomeKind::open) return true;
  }
  return false;
}

/// Gives every fact that is not known some value, so that nothing has to be completed.
void know_everything(const ViolationHandle& violation, const Question& question, const FactInputs& given,
                     Facts& facts) {
  for (const Fact* fact : violation.facts(question.provisions).value()) {
    const bool is_given =
        std::any_of(given.begin(), given.end(), [&](const auto& each) { return each.first == fact->id; });
    if (is_given || fact->derived()) continue;
    switch (fact->kind) {
      case FactKind::flag: facts.set(fact->id, false); break;
      case FactKind::choice: facts.set(fact->id, fact->options.front().id); break;
      case FactKind::choices: facts.set(fact->id, State::absent); break;
      case FactKind::date: facts.set(fact->id, question.act.value_or(*question.decision)); break;
      case FactKind::money:
      case FactKind::count:
      case FactKind::quantity:
      case FactKind::ratio: {
        // The first of these that lies in the domain.
        const std::string lowest = fact->in ? fact->in->ge.value_or("2") : "2";
        for (const std::string& number : {std::string{"0"}, std::string{"1"}, lowest}) {
          Facts tried{violation};
          if (!tried.set(fact->id, number).findings().empty()) continue;
          facts.set(fact->id, number);
          break;
        }
      }
    }
  }
}

class KeptAssessment : public testing::TestWithParam<std::string> {};

TEST_P(KeptAssessment, AllocatesNothingAfterTheFirstCallWithKnownFacts) {
  const Result<Standard>& standard = tests::Standards::in(tests::From::shipped).standard(GetParam());
  ASSERT_TRUE(standard.ok()) << tests::text_of(standard.findings());
  const auto file = tests::shipped_packs() / GetParam() / "cases.json";
  int known = 0;
  for (const Case& stated : read_cases(tests::bytes_of(file)).value()) {
    const ViolationHandle violation = standard->violation(stated.violation).value();
    const Question question = detail::question_of(stated);
    Facts facts{violation};
    facts.set(stated.facts);
    know_everything(violation, question, stated.facts, facts);
    Assessment kept;
    ASSERT_TRUE(violation.assess(facts, question, kept)) << stated.id << '\n' << tests::text_of(kept.findings());
    if (is_open(kept)) continue;
    ++known;
    const std::string first = to_json(kept);
    const long before = allocations;
    const bool assessed = violation.assess(facts, question, kept);
    const long made = allocations - before;
    ASSERT_TRUE(assessed);
    EXPECT_EQ(made, 0) << stated.id;
    EXPECT_EQ(to_json(kept), first) << stated.id;
  }
  EXPECT_GE(known, 40);
}

INSTANTIATE_TEST_SUITE_P(Shipped, KeptAssessment,
                         testing::Values("hunan/ecology/standard_2021", "shenzhen/urban_management/standard_2023",
                                         "xinjiang/road_traffic/standard_2025"),
                         [](const auto& test) { return tests::test_name(test.param); });

const std::string standard_of_two = R"("pack":"synthetic/tables/kept","kind":"standard","uses":["synthetic/law/kept"],
  "violations":[{"id":"v","label":{"zh":"行为"},"refines":"synthetic/law/kept#1","source":{"table":"1"}},
    {"id":"any","label":{"zh":"行为"},"refines":"any","source":{"table":"2"}}])";

const std::string two_subjects = R"("pack":"synthetic/law/kept","kind":"statute","subjects":{"person":{"zh":"人员"}},
  "facts":{"serious":{"kind":"flag","label":{"zh":"严重"}},"goods_value":{"kind":"money","label":{"zh":"货值"},"may_be":["absent"]},
    "worth":{"kind":"money","label":{"zh":"价值"},"is":{"larger_of":["goods_value","10000"]}}},
  "provisions":[{"id":"1","label":{"zh":"一"},"source":{"article":"1"},"branches":[
    {"id":"b","subject":"party","when":{"serious":false},"mode":"shall","fine":{"ge":"2","le":"5","base":"worth","at_most":"1000000"}},
    {"id":"s","subject":"party","when":{"serious":true},"mode":"shall","fine":{"either":[{"le":"50000"},{"le":"5","base":"worth"}]},
     "sanctions":[{"kind":"warning","mode":"may"}]},
    {"id":"p","subject":"person","mode":"may","fine":{"ge":"5%","le":"10%","base":{"fine_of":"party"}}}]}])";

// The same assessment is filled by one case after another, right ones and wrong ones.
TEST(KeptAssessmentOfTwoSubjects, MayBeFilledByAnyCaseAfterAnother) {
  const Standard standard = tests::made_standard({standard_of_two, two_subjects});
  const ViolationHandle violation = standard.violation("v").value();
  const Question question{.act = tests::day("2024-06-01"), .decided = {{"party", Ratio{40000}}}};
  const Question undecided{.act = tests::day("2024-06-01")};
  const ViolationHandle method = standard.violation("any").value();
  std::vector<Facts> cases(5, Facts{violation});
  cases[0].set("serious", false).set("goods_value", "9999.99");
  cases[1].set("serious", true).set("goods_value", 20000);
  cases[2].set("serious", false).set("goods_value", "absent");
  cases[3].set("serious", false);
  cases[4].set("seriuos", false);
  std::vector<std::string> alone;
  for (int i = 0; i < 4; ++i)
    alone.push_back(to_json(violation.assess(cases[static_cast<std::size_t>(i)], question).value()));

  Assessment kept;
  const auto fill = [&](std::size_t i) {
    ASSERT_TRUE(violation.assess(cases[i], question, kept));
    EXPECT_EQ(to_json(kept), alone[i]);
  };
  for (const std::size_t i : {0U, 1U, 2U, 3U, 1U, 0U, 2U}) fill(i);
  EXPECT_FALSE(violation.assess(cases[4], question, kept));
  EXPECT_EQ(tests::codes(kept.findings()), "fact_unknown at /facts/seriuos");
  EXPECT_FALSE(method.assess(cases[0], question, kept));
  EXPECT_EQ(tests::codes(kept.findings()), "provisions_required at /provisions");
  fill(0);
  EXPECT_TRUE(kept.findings().empty());
  ASSERT_TRUE(violation.assess(cases[0], undecided, kept));
  EXPECT_EQ(kept["person"].needs, std::vector<std::string>{"decided.party"});

  for (const std::size_t i : {0U, 1U, 2U}) fill(i);
  const long before = allocations;
  for (const std::size_t i : {0U, 2U, 0U, 0U, 2U}) violation.assess(cases[i], question, kept);
  EXPECT_EQ(allocations - before, 0);
}

const std::string with_power = R"("pack":"synthetic/tables/power","kind":"standard","uses":["synthetic/law/power"],
  "facts":{"times":{"kind":"count","label":{"zh":"次数"}},"again":{"kind":"flag","label":{"zh":"再犯"},"is":{"times":{"ge":"3"}}}},
  "violations":[{"id":"v","label":{"zh":"行为"},"refines":"synthetic/law/power#1","source":{"table":"1"},
    "steps":[{"id":"more","label":{"zh":"加重"},"source":{"table":"1"},"rows":[
      {"when":{"again":true},"mode":"may","fine":{"eq":"50000"}}]}]}])";
const std::string plain_law = R"("pack":"synthetic/law/power","kind":"statute",
  "provisions":[{"id":"1","label":{"zh":"一"},"source":{"article":"1"},"branches":[
    {"id":"b","subject":"party","mode":"shall","fine":{"le":"50000"}}]}])";

// What is offered hangs on a bound too, which has the code of a fact that is not known.
TEST(KeptAssessmentWithAPower, SeesABoundAfterAFactThatWasNotKnown) {
  const ViolationHandle violation = tests::made_standard({with_power, plain_law}).violation("v").value();
  const Question question{.act = tests::day("2024-06-01")};
  Assessment kept;
  const auto offers = [&](const Ends<std::string>* bound) {
    Facts facts{violation};
    if (bound != nullptr) facts.set("times", *bound);
    EXPECT_TRUE(violation.assess(facts, question, kept));
    EXPECT_EQ(kept["party"].kind, OutcomeKind::range);
    return !kept["party"].offers.empty();
  };
  Ends<std::string> many;
  many.ge = "5";
  Ends<std::string> few;
  few.le = "2";
  for (int round = 0; round < 2; ++round) {
    EXPECT_FALSE(offers(nullptr));
    EXPECT_TRUE(offers(&many));
    EXPECT_FALSE(offers(&few));
    EXPECT_TRUE(offers(&many));
  }
}

// What follows from other facts may be stated, with these as they were.
TEST(KeptAssessmentWithAPower, SeesADerivedFactThatIsStated) {
  const ViolationHandle violation = tests::made_standard({with_power, plain_law}).violation("v").value();
  Assessment kept;
  const auto offers = [&](std::optional<bool> stated) {
    Facts facts{violation};
    if (stated) facts.set("again", *stated);
    EXPECT_TRUE(violation.assess(facts, {.act = tests::day("2024-06-01")}, kept));
    return !kept["party"].offers.empty();
  };
  for (int round = 0; round < 2; ++round) {
    EXPECT_FALSE(offers(std::nullopt));
    EXPECT_TRUE(offers(true));
    EXPECT_FALSE(offers(false));
  }
}

TEST(KeptAssessmentOfTwoSubjects, ACopyIsItsOwn) {
  const Standard standard = tests::made_standard({standard_of_two, two_subjects});
  const ViolationHandle violation = standard.violation("v").value();
  const Question question{.act = tests::day("2024-06-01")};
  Facts facts{violation};
  facts.set("serious", false).set("goods_value", 5000);
  Assessment kept = violation.assess(facts, question).value();
  const Assessment copy = kept;
  const std::string first = to_json(copy);
  facts.set("serious", true);
  ASSERT_TRUE(violation.assess(facts, question, kept));
  EXPECT_NE(to_json(kept), first);
  EXPECT_EQ(to_json(copy), first);
}

// An assessment keeps the standard alive.
TEST(KeptAssessmentOfTwoSubjects, OutlivesTheStandard) {
  std::optional<Assessment> kept;
  std::string first;
  {
    const Standard standard = tests::made_standard({standard_of_two, two_subjects});
    const ViolationHandle violation = standard.violation("v").value();
    Facts facts{violation};
    facts.set("serious", true).set("goods_value", 5000);
    kept = violation.assess(facts, {.act = tests::day("2024-06-01")}).value();
    first = to_json(*kept);
  }
  EXPECT_EQ(to_json(*kept), first);
}

}  // namespace
}  // namespace cailiang
