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
bool is_wanted(const std::string& pack) { return pack.starts_with("synthetic/") || pack == "hunan/ecology/standard_2021_t2_1"; }

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

TEST(SameBytes, ThereAreCases) { EXPECT_GE(cases().size(), 200U); }

// A hot loop: what one case left in the assessment must not reach the next, of whatever standard, violation and day.
TEST(SameBytes, InOneAssessmentKeptForAllCases) {
  Assessment kept;
  for (const auto& [standard, stated, result] : cases()) {
    const ViolationHandle violation = standard.violation(stated.violation).value();
    Facts facts{violation};
    facts.set(stated.facts);
    for (int again = 0; again < 2; ++again) {
      ASSERT_TRUE(violation.assess(facts, tests::question_of(stated), kept)) << stated.id;
      EXPECT_EQ(to_json(kept), result) << stated.pack << ' ' << stated.id;
    }
  }
}

TEST(SameBytes, WhateverTheOrderOfFacts) {
  std::mt19937 random{1};
  for (const Stated& each : cases()) {
    Case shuffled = each.stated;
    for (int round = 0; round < 5; ++round) {
      std::shuffle(shuffled.facts.begin(), shuffled.facts.end(), random);
      EXPECT_EQ(to_json(tests::assess(each.standard, shuffled).value()), each.result) << each.stated.pack << ' ' << each.stated.id;
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
    ASSERT_TRUE(violation.assess(facts, tests::question_of(each.stated), kept));
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
