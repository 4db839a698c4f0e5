// SPDX-License-Identifier: Apache-2.0
// Any bytes, taken for each kind of file: read whole, or refused with findings that have a place in the error table.
#include <cailiang/pack/meaning.hpp>
#include <cailiang/pack/read.hpp>
#include <cailiang/pack/read_case.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require_known(const cailiang::Findings& findings) {
  for (const cailiang::Error& error : findings) {
    if (cailiang::errc_name(error.code).empty() || error.message.empty()) std::abort();
  }
}

template <class T>
void require_findings(const cailiang::Result<T>& result) {
  if (result.ok()) return;
  if (result.findings().empty()) std::abort();
  require_known(result.findings());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto pack = cailiang::read_pack(text);
  require_findings(pack);
  if (pack.ok()) require_known(cailiang::check_meaning(*pack, {}));
  require_findings(cailiang::read_case(text));
  require_findings(cailiang::read_cases(text));
  require_findings(cailiang::read_facts(text));
  require_findings(cailiang::read_coverage(text));
  return 0;
}
