// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: reading and checking end, with a pack or with findings that each have a code of the table, a
// place and a text in UTF-8. The seeds are the conformance packs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cailiang/detail/pack/json.hpp"
#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"
#include "cailiang/pack/read_case.hpp"

namespace {

void hold(bool condition) {
  if (!condition) std::abort();
}

void hold(const cailiang::Findings& findings) {
  for (const cailiang::Error& found : findings) {
    hold(!cailiang::errc_name(found.code).empty());
    hold(!found.message.empty());
    hold(found.where.empty() || found.where.front() == '/');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto findings = cailiang::check_pack(text, {});
  hold(findings);
  if (const auto pack = cailiang::read_pack(text); !pack) {
    hold(!pack.findings().empty());
    hold(findings.size() >= pack.findings().size());
  }
  if (const auto cases = cailiang::read_cases(text); !cases) hold(cases.findings());
  if (const auto facts = cailiang::read_facts(text); !facts) hold(facts.findings());
  return 0;
}
