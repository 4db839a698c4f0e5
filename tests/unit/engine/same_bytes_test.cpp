// SPDX-License-Identifier: Apache-2.0
// The same case gives the same bytes, whatever the order of its facts, of the calls, and of the threads that make them.
// Run under the thread sanitizer (preset tsan) as well.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "cailiang/pack/result.hpp"
#include "unit/engine/made_standard.hpp"

namespace cailiang {
namespace {

/// The cases of the suite that show a rule each, and a large table.
bool is_wanted(const std::string& pack) {
  return pack.starts_with("synthetic/") || pack == "hunan/ecology/standard_2021_t2_1";
}

struct Stated {
  Standard standard;
  Case stated;
  std::string result;
};

const std::vector<Stated>& cases() {
  static const std::vector<Stated> all = [] {
    std::vector<Stated> made;
    for (const std::string& pack : tests::packs_with(tests::From::suite, "cases.json")) {
      if (!is_wanted(pack)) continue;
      const Standard standard = tests::Standards::in(tests::From::suite).standard(pack).value();
      for (const Case& stated : read_cases(tests::bytes_of(tests::conformance_packs() / pack / "cases.json")).value()) {
        made.push_back({standard, stated, to_json(tests::assess(standard, stated).value())});
      }
    }
    return made;
  }();
  return all;
}

TEST(SameBytes, ThereAreCases) {
  EXPECT_GE(cases().size(), 200U);
}

// A hot loop: what one case left in the assessment must not reach the next, of whatever standard, violation and day.
TEST(SameBytes, InOneAssessmentKeptForAllCases) {
  Assessment kept;
  for (const auto& [standard, stated, result] : cases()) {
    const ViolationHandle violation = standard.violation(stated.violation).value();
    Facts facts{violation};
    facts.set(stated.facts);
    for (int again = 0; again < 2; ++again) {
      ASSERT_TRUE(violation.assess(facts, detail::question_of(stated), kept)) << stated.id;
      EXPECT_EQ(to_json(kept), result) << stated.pack << ' ' << stated.id;
    }
  }
}

/// Changes one fact of a case: to a value, a bound, a state, or to not known.
void change(const Fact& fact, std::mt19937& random, Facts& facts, FactInputs& told) {
  const auto one_of = [&](std::size_t n) { return random() % n; };
  std::erase_if(told, [&](const auto& each) { return each.first == fact.id; });
  FactInput input;
  switch (fact.kind) {
    case FactKind::flag: input.value = one_of(2) == 0; break;
    case FactKind::choice: input.value = fact.options[one_of(fact.options.size())].id; break;
    case FactKind::choices: input.value = std::vector<std::string>{fact.options[one_of(fact.options.size())].id}; break;
    case FactKind::date: input.value = "2024-0" + std::to_string(1 + one_of(9)) + "-01"; break;
    default: {
      const std::string number = std::to_string(one_of(8));
      if (one_of(4) != 0) {
        input.value = number;
      } else {
        Ends<std::string> bound;
        (one_of(2) == 0 ? bound.ge : bound.le) = number;
        input.value = bound;
      }
    }
  }
  if (one_of(4) != 0) told.emplace_back(fact.id, input);
  facts.clear();
  facts.set(told);
  // What the fact cannot be is left unknown.
  if (facts.findings().empty()) return;
  told.pop_back();
  facts.clear();
  facts.set(told);
}

// Of a case that differs in one fact from the one before, only what hangs on that fact is worked out anew.
TEST(SameBytes, InOneAssessmentKeptWhileAFactChanges) {
  std::mt19937 random{3};
  for (const char* pack : {"hunan/ecology/standard_2021", "shenzhen/urban_management/standard_2023",
                           "xinjiang/road_traffic/standard_2025"}) {
    const Standard& standard = tests::Standards::in(tests::From::shipped).standard(pack).value();
    Assessment kept;
    int known = 0;
    for (const ViolationHandle& violation : standard.violations()) {
      Question question{.act = tests::day("2025-06-01")};
      if (violation.source()->refines.kind == RefinesKind::any) continue;
      if (violation.source()->refines.kind == RefinesKind::one_of)
        question.provisions = {violation.source()->refines.provisions.front()};
      const std::vector<const Fact*> asked = violation.facts(question.provisions).value();
      FactInputs told;
      Facts facts{violation};
      for (const Fact* fact : asked) {
        if (asked.size() < 2 * random() % 100) change(*fact, random, facts, told);
      }
      for (int i = 0; i < 12; ++i) {
        change(*asked[random() % asked.size()], random, facts, told);
        if (random() % 6 == 0) question.act = tests::day(random() % 2 == 0 ? "2025-06-01" : "2026-09-01");
        question.decision = random() % 6 == 0 ? std::optional{tests::day("2026-10-01")} : std::nullopt;
        Assessment fresh;
        ASSERT_TRUE(violation.assess(facts, question, fresh)) << pack << ' ' << violation.id();
        ASSERT_TRUE(violation.assess(facts, question, kept)) << pack << ' ' << violation.id();
        ASSERT_EQ(to_json(kept), to_json(fresh)) << pack << ' ' << violation.id();
        known += kept["party"].kind == OutcomeKind::open ? 0 : 1;
      }
    }
    EXPECT_GE(known, 100) << pack;
  }
}

TEST(SameBytes, WhateverTheOrderOfFacts) {
  std::mt19937 random{1};
  for (const Stated& each : cases()) {
    Case shuffled = each.stated;
    for (int round = 0; round < 5; ++round) {
      std::shuffle(shuffled.facts.begin(), shuffled.facts.end(), random);
      EXPECT_EQ(to_json(tests::assess(each.standard, shuffled).value()), each.result)
          << each.stated.pack << ' ' << each.stated.id;
    }
  }
}

TEST(SameBytes, WhateverTheOrderOfCalls) {
  std::mt19937 random{2};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < cases().size(); ++i) order.insert(order.end(), 3, i);
  std::shuffle(order.begin(), order.end(), random);
  Assessment kept;  // one for all, whatever came before
  for (const std::size_t i : order) {
    const Stated& each = cases()[i];
    const ViolationHandle violation = each.standard.violation(each.stated.violation).value();
    Facts facts{violation};
    facts.set(each.stated.facts);
    ASSERT_TRUE(violation.assess(facts, detail::question_of(each.stated), kept));
    EXPECT_EQ(to_json(kept), each.result) << each.stated.pack << ' ' << each.stated.id;
  }
}

TEST(SameBytes, WhateverTheThreads) {
  const std::size_t n = cases().size();
  std::atomic<std::size_t> next{0};
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < 8 * n; i = next++) {
        const Stated& each = cases()[i % n];
        if (to_json(tests::assess(each.standard, each.stated).value()) != each.result) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace cailiang
