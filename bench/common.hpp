// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>

#include "cailiang/engine/standard.hpp"
#include "cailiang/pack/catalogue.hpp"

#ifndef NDEBUG
#error "A benchmark of a debug build measures the wrong thing."
#endif

// Each runner is one source file, so what is defined here is defined once in it.
namespace bench {

inline std::uint64_t allocations = 0;

/// Ends the run if what is about to be timed gives another answer than expected.
inline void check(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "wrong answer, nothing is timed: %s\n", what.c_str());
  std::abort();
}

/// A pack of a folder, with those that it uses, compiled.
inline cailiang::Standard standard(const std::string& folder, const std::string& id) {
  const auto catalogue = cailiang::Catalogue::open(folder).value();
  return cailiang::Standard::compile(catalogue.packs(id).value()).value();
}

inline const std::string shipped = CAILIANG_DATA_DIR;
inline const std::string synthetic = CAILIANG_BENCH_DIR "/../tests/conformance/packs";

}  // namespace bench

// Counted, so that "allocates nothing" is checked and not believed. Not inlined: g++ 12 would warn of every new that
// meets the free() in here.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++bench::allocations;
  if (void* made = std::malloc(size != 0 ? size : 1)) return made;
  throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* given) noexcept {
  std::free(given);
}
[[gnu::noinline]] void operator delete(void* given, std::size_t) noexcept {
  std::free(given);
}
