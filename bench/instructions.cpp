// SPDX-License-Identifier: Apache-2.0
// The loops whose instructions bench/instructions counts under callgrind; run without it, only the answers are checked.

#include <cstring>

#include "cases.hpp"

namespace {

constexpr int repeats = 100;  // known to bench/instructions

}  // namespace

// Outside any namespace and not inlined: callgrind collects while it is in here.
template <class Work>
[[gnu::noinline]] void counted(const Work& work) {
  for (int i = 0; i < repeats; ++i) work(static_cast<std::size_t>(i));
}

namespace {

template <class Table>
void count(const char* what) {
  const auto& all = bench::cases<Table>();
  cailiang::Assessment into;
  cailiang::Facts facts{all.violation};
  for (std::size_t i = 0; i < bench::many; ++i) all.violation.assess(all.facts[i], all.question, into);
  if (std::strcmp(what, "by_hand") == 0) {
    counted([&](std::size_t i) {
      auto fines = Table::by_hand(all.structs[i]);
      benchmark::DoNotOptimize(fines);
    });
  } else if (std::strcmp(what, "tell_and_assess") == 0) {
    counted([&](std::size_t i) {
      facts.clear();
      Table::tell(all.structs[i], facts);
      all.violation.assess(facts, all.question, into);
    });
  } else if (std::strcmp(what, "assess_and_trace") == 0) {
    cailiang::Trace trace;
    for (std::size_t i = 0; i < bench::many; ++i) {
      all.violation.assess(all.facts[i], all.question, into);
      into.trace(trace);
    }
    counted([&](std::size_t i) {
      all.violation.assess(all.facts[i], all.question, into);
      into.trace(trace);
    });
  } else if (std::strcmp(what, "nothing_known") == 0) {
    counted([&](std::size_t) { all.violation.assess(facts, all.question, into); });
  } else {
    const std::uint64_t before = bench::allocations;
    counted([&](std::size_t i) { all.violation.assess(all.facts[i], all.question, into); });
    const bool allocated = bench::allocations != before;  // before the text below is made
    bench::check(!allocated || !Table::complete, "an assessment into one that is kept allocated");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto is = [&](int at, const char* word) { return argc > at && std::strcmp(argv[at], word) == 0; };
  const char* what = argc > 2 ? argv[2] : "assess";
  if (is(1, "HunanComplete")) {
    count<bench::HunanComplete>(what);
  } else if (is(1, "Shenzhen")) {
    count<bench::Shenzhen>(what);
  } else if (is(1, "ShenzhenComplete")) {
    count<bench::ShenzhenComplete>(what);
  } else {
    count<bench::Hunan>(what);
  }
  return 0;
}
