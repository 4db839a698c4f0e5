// SPDX-License-Identifier: Apache-2.0
// What one assessment costs, beside a function written by hand for the same table.

#include "cases.hpp"

namespace {

using bench::Hunan;
using bench::HunanComplete;
using bench::many;
using bench::Shenzhen;
using bench::ShenzhenComplete;
using cailiang::Assessment;

// With one case again and again, or with `many` in turn.

template <class Table>
void by_hand_function(benchmark::State& state) {
  const auto& all = bench::cases<Table>();
  const auto last = static_cast<std::size_t>(state.range(0)) - 1;
  std::size_t i = 0;
  for (auto _ : state) {
    const auto* facts = &all.structs[i++ & last];
    benchmark::DoNotOptimize(facts);
    auto fines = Table::by_hand(*facts);
    benchmark::DoNotOptimize(fines);
  }
}

template <class Table>
void assess(benchmark::State& state) {
  const auto& all = bench::cases<Table>();
  const auto last = static_cast<std::size_t>(state.range(0)) - 1;
  Assessment into;
  for (std::size_t i = 0; i <= last; ++i) all.violation.assess(all.facts[i], all.question, into);
  const std::uint64_t before = bench::allocations;
  std::size_t i = 0;
  for (auto _ : state) {
    bool done = all.violation.assess(all.facts[i++ & last], all.question, into);
    benchmark::DoNotOptimize(done);
    benchmark::ClobberMemory();
  }
  state.counters["allocations"] =
      benchmark::Counter(static_cast<double>(bench::allocations - before), benchmark::Counter::kAvgIterations);
}

template <class Table>
void tell_and_assess(benchmark::State& state) {
  const auto& all = bench::cases<Table>();
  const auto last = static_cast<std::size_t>(state.range(0)) - 1;
  Assessment into;
  cailiang::Facts facts{all.violation};
  std::size_t i = 0;
  for (auto _ : state) {
    facts.clear();
    Table::tell(all.structs[i++ & last], facts);
    bool done = all.violation.assess(facts, all.question, into);
    benchmark::DoNotOptimize(done);
    benchmark::ClobberMemory();
  }
}

template <class Table>
void assess_and_trace(benchmark::State& state) {
  const auto& all = bench::cases<Table>();
  const auto last = static_cast<std::size_t>(state.range(0)) - 1;
  Assessment into;
  all.violation.assess(all.facts[0], all.question, into);
  cailiang::Trace trace;
  into.trace(trace);
  bench::check(!trace.lines.empty(), "no trace");
  std::size_t i = 0;
  for (auto _ : state) {
    all.violation.assess(all.facts[i++ & last], all.question, into);
    into.trace(trace);
    benchmark::DoNotOptimize(trace);
  }
}

BENCHMARK_TEMPLATE(by_hand_function, Hunan)->Arg(1)->Arg(many);
BENCHMARK_TEMPLATE(assess, Hunan)->Arg(1)->Arg(many);
BENCHMARK_TEMPLATE(assess, HunanComplete)->Arg(1)->Arg(many);
BENCHMARK_TEMPLATE(tell_and_assess, Hunan)->Arg(1);
BENCHMARK_TEMPLATE(assess_and_trace, Hunan)->Arg(1);
BENCHMARK_TEMPLATE(by_hand_function, Shenzhen)->Arg(1)->Arg(many);
BENCHMARK_TEMPLATE(assess, Shenzhen)->Arg(1)->Arg(many);
BENCHMARK_TEMPLATE(assess, ShenzhenComplete)->Arg(1)->Arg(many);
BENCHMARK_TEMPLATE(tell_and_assess, Shenzhen)->Arg(1);
BENCHMARK_TEMPLATE(assess_and_trace, Shenzhen)->Arg(1);

}  // namespace

BENCHMARK_MAIN();
