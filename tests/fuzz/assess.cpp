// SPDX-License-Identifier: Apache-2.0
// Whatever a file of cases says: each is assessed on its pack or refused with findings, and the same again the second
// time, with its trace. The seeds are the cases of the conformance packs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cailiang/pack/result.hpp"
#include "standards_in_tests.hpp"

namespace {

using cailiang::Assessment;
using cailiang::Result;

void hold(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cases = cailiang::read_cases({reinterpret_cast<const char*>(data), size});
  if (!cases) return 0;
  for (const cailiang::Case& stated : *cases) {
    const Result<cailiang::Standard>& standard =
        cailiang::tests::Standards::in(cailiang::tests::From::suite).standard(stated.pack);
    if (!standard) continue;
    const Result<Assessment> first = cailiang::tests::assess(*standard, stated);
    const Result<Assessment> second = cailiang::tests::assess(*standard, stated);
    hold(first.ok() == second.ok());
    if (!first) {
      hold(!first.findings().empty());
      continue;
    }
    const std::string text = cailiang::to_json(*first);
    static_cast<void>(first->trace());
    hold(text == cailiang::to_json(*first) && text == cailiang::to_json(*second));
  }
  return 0;
}
