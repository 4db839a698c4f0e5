// SPDX-License-Identifier: Apache-2.0
// Derived facts that each ask for two of the level below: worked out again at every question, sixty levels would take
// longer than anybody waits.
#include <ostream>

#include "cailiang/pack/result.hpp"
#include "unit/engine/made_standard.hpp"

namespace cailiang {
namespace {

using tests::day;

constexpr int levels = 60;

enum class Made { flag, choice, count };

std::string told(const std::string& fact, Made kind) {
  return '"' + fact + R"(":)" + (kind == Made::flag ? "true" : kind == Made::choice ? R"("high")" : R"({"ge":"3"})");
}

/// The fact `name`: either, or both, of the two below it.
std::string level(const std::string& name, Made kind, int at, bool both) {
  const std::string a = "a" + std::to_string(at - 1);
  const std::string b = "b" + std::to_string(at - 1);
  if (kind == Made::count) {
    const std::string is =
        at == 0 ? R"({"sum":["number","0"]})"
                : std::string{both ? R"({"smaller_of":[")" : R"({"larger_of":[")"} + a + R"(",")" + b + R"("]})";
    return '"' + name + R"(":{"kind":"count","label":{"zh":"数"},"is":)" + is + "}";
  }
  const std::string when = at == 0 ? R"({"base":true})"
                           : both  ? "{" + told(a, kind) + "," + told(b, kind) + "}"
                                   : R"({"any":[{)" + told(a, kind) + "},{" + told(b, kind) + "}]}";
  if (kind == Made::flag) return '"' + name + R"(":{"kind":"flag","label":{"zh":"是"},"is":)" + when + "}";
  return '"' + name + R"(":{"kind":"choice","label":{"zh":"级"},"options":[{"id":"high","label":{"zh":"高"},"when":)" +
         when + R"(},{"id":"low","label":{"zh":"低"}}]})";
}

/// `many` circumstances that ask for the top too, each with a fact of its own: unknown, they leave three values only.
Standard tower(Made kind, int many) {
  std::string facts = R"("base":{"kind":"flag","label":{"zh":"底"},"may_be":["unprovable"]},)"
                      R"("number":{"kind":"count","label":{"zh":"次"})";
  // Of a number that may be unascertainable each list has a value of its own in three values: it is asked for each
  // time.
  facts += many == 0 ? R"(,"may_be":["unprovable"]})" : "}";
  std::string circumstances;
  const std::string top = told("b" + std::to_string(levels - 1), kind);
  for (int at = 0; at < levels; ++at) {
    facts += "," + level("a" + std::to_string(at), kind, at, false);
    facts += "," + level("b" + std::to_string(at), kind, at, true);
  }
  for (int i = 0; i < many; ++i) {
    const std::string own = "own" + std::to_string(i);
    facts += ",\"" + own + R"(":{"kind":"flag","label":{"zh":"自"},"may_be":["unprovable"]})";
    circumstances += std::string{i == 0 ? "" : ","} + R"({"id":")" + own +
                     R"(","label":{"zh":"情"},"source":{"row":"1"},)" +
                     R"("mode":"shall","effect":"lenient","when":{")" + own + R"(":true,)" + top + "}}";
  }
  return tests::made_standard(
      {R"("pack":"synthetic/tables/tower","kind":"standard","facts":{)" + facts + "}," +
       (many == 0 ? "" : R"("circumstances":[)" + circumstances + "],") +
       R"("violations":[{"id":"v","label":{"zh":"行为"},"source":{"table":"1"},"tables":[{"tiers":[
         {"id":"top","when":{)" +
       top + R"(},"fine":{"ge":"10","le":"20"},"source":{"row":"1"}},
         {"id":"other","fine":{"ge":"1","le":"5"},"source":{"row":"2"}}]}]}])"});
}

struct Levels : testing::TestWithParam<Made> {};
std::string name_of(const testing::TestParamInfo<Made>& tested) {
  return tested.param == Made::flag ? "flags" : tested.param == Made::choice ? "choices" : "counts";
}
INSTANTIATE_TEST_SUITE_P(Kinds, Levels, testing::Values(Made::flag, Made::choice, Made::count), name_of);

std::string found(const Standard& standard, const std::string& base, int many) {
  const ViolationHandle violation = standard.violation("v").value();
  Facts facts{violation};
  if (base == "unprovable") facts.set("base", State::unprovable).set("number", State::unprovable);
  if (base == "3") facts.set("base", true).set("number", 3);
  for (int i = 0; i < many; ++i) facts.set("own" + std::to_string(i), State::unprovable);
  const Assessment assessed = violation.assess(facts, {.act = day("2024-06-01")}).value();
  EXPECT_TRUE(many != 0 || !assessed.trace().lines.empty());
  const Outcome& party = assessed["party"];
  const auto end = [](const std::optional<Ratio>& amount) { return amount ? amount->text() : std::string{"-"}; };
  std::string text = std::string{name(party.kind)} + " " + end(party.range.min) + " " + end(party.range.max);
  for (const std::string& need : party.needs) text += " " + need;
  return text;
}

TEST_P(Levels, AreEachWorkedOutOnce) {
  const Standard standard = tower(GetParam(), 0);
  const std::string need = GetParam() == Made::count ? " number" : " base";
  EXPECT_EQ(found(standard, "3", 0), "range 10 20");
  EXPECT_EQ(found(standard, "", 0), "open 1 20" + need);
  EXPECT_EQ(found(standard, "unprovable", 0), "open 1 20");
}

TEST_P(Levels, AreEachWorkedOutOnceInThreeValues) {
  constexpr int many = 18;
  const Standard standard = tower(GetParam(), many);
  EXPECT_TRUE(found(standard, "", many).starts_with("open "));
}

}  // namespace
}  // namespace cailiang
