// SPDX-License-Identifier: Apache-2.0
// What an assessment costs when facts are unknown and their completions are tried.

#include <memory>

#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"
#include "common.hpp"

namespace {

using cailiang::Assessment;
using cailiang::Date;
using cailiang::Facts;
using cailiang::Outcome;
using cailiang::OutcomeKind;
using cailiang::Question;
using cailiang::Ratio;
using cailiang::Standard;
using cailiang::ViolationHandle;

const Question question{.act = Date::of(2025, 3, 1)};

struct Hull {
  const char* subject;
  std::int64_t min_yuan;
  std::int64_t max_yuan;
  std::size_t needs;
};

void check(const Assessment& found, const Hull& wanted) {
  const Outcome& outcome = found[wanted.subject];
  bench::check(outcome.kind == OutcomeKind::open && outcome.range.min == Ratio{wanted.min_yuan} &&
                   outcome.range.max == Ratio{wanted.max_yuan} && outcome.needs.size() == wanted.needs &&
                   !outcome.warnings.has(cailiang::Warning::not_tight),
               wanted.subject);
}

void run(benchmark::State& state, const ViolationHandle& violation, const Facts& facts,
         std::initializer_list<Hull> hulls) {
  Assessment into;
  bench::check(violation.assess(facts, question, into), "facts");
  for (const Hull& hull : hulls) check(into, hull);
  for (auto _ : state) {
    bool done = violation.assess(facts, question, into);
    benchmark::DoNotOptimize(done);
    benchmark::ClobberMemory();
  }
}

/// Table 2-1 of Hunan with nothing known: two branches, ten factors. In time 20% to 100% of a million, else 50% (half
/// of two million is the least there) to 100% of two million.
void hunan_nothing_known(benchmark::State& state) {
  const Standard standard = bench::standard(bench::shipped, "hunan/ecology/standard_2021");
  const ViolationHandle violation = standard.violation("t2_1").value();
  run(state, violation, Facts{violation},
      {{"party", 200'000, 2'000'000, 8}, {"responsible_person", 50'000, 200'000, 3}});
}
BENCHMARK(hunan_nothing_known)->Unit(benchmark::kMicrosecond);

/// Sixteen factors of two levels that nothing connects.
void weights_65536(benchmark::State& state) {
  const Standard standard = bench::standard(bench::synthetic, "synthetic/tables/unknown");
  const ViolationHandle violation = standard.violation("many").value();
  Facts facts{violation};
  facts.set("m17", false);
  run(state, violation, facts, {{"party", 1000, 2440, 16}});
}
BENCHMARK(weights_65536)->Unit(benchmark::kMillisecond);

/// Sixteen flags of which a tier counts how many hold, so that no flag decides alone.
std::string counting_pack() {
  std::string facts;
  std::string counted;
  for (int i = 1; i <= 16; ++i) {
    const std::string id = "m" + std::to_string(i);
    facts += "\"" + id + "\": {\"kind\": \"flag\", \"label\": {\"zh\": \"" + id + "\"}}, ";
    counted += (i == 1 ? "{\"" : ", {\"") + id + "\": true}";
  }
  const auto tier = [](const std::string& id, const std::string& bounds, const std::string& yuan) {
    return "{\"id\": \"" + id + "\", \"label\": {\"zh\": \"" + id + "\"}, \"when\": {\"together\": {" + bounds +
           "}}, \"fine\": {\"eq\": \"" + yuan + "\"}, \"source\": {\"level\": \"" + id + "\"}}";
  };
  return R"({"format": "cailiang-pack/1", "pack": "synthetic/tables/counting", "kind": "standard", "version": "1.0.0",
    "title": {"zh": "计数"}, "rank": "province", "region": "430000", "in_force": {"from": "2020-01-01"}, "copy": "synthetic: no law",
    "uses": ["synthetic/law/ranges"], "facts": {)" +
         facts + R"("together": {"kind": "count", "label": {"zh": "情形数"}, "is": {"count": [)" + counted + R"(]}}},
    "violations": [{"id": "counting", "label": {"zh": "计数"}, "refines": "synthetic/law/ranges#1", "source": {"table": "1"},
      "tables": [{"tiers": [)" +
         tier("few", R"("lt": "4")", "1000") + ", " + tier("some", R"("ge": "4", "lt": "8")", "2500") + ", " +
         tier("most", R"("ge": "8", "lt": "16")", "5000") + ", " + tier("all", R"("ge": "16")", "10000") + "]}]}]}";
}

void tiers_65536(benchmark::State& state) {
  auto packs = cailiang::Catalogue::open(bench::synthetic).value().packs("synthetic/law/ranges").value();
  auto own = std::make_shared<const cailiang::Pack>(cailiang::read_pack(counting_pack()).value());
  const cailiang::Pack* used[] = {packs.front().get()};
  bench::check(cailiang::check_meaning(*own, used).empty(), "the counting pack has no meaning");
  packs.insert(packs.begin(), std::move(own));
  const Standard standard = Standard::compile(std::move(packs)).value();
  const ViolationHandle violation = standard.violation("counting").value();
  run(state, violation, Facts{violation}, {{"party", 1000, 10'000, 16}});
}
BENCHMARK(tiers_65536)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
