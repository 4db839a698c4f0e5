// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <utility>

#include "cailiang/pack/catalogue.hpp"
#include "standards_in_tests.hpp"

namespace cailiang::tests {

/// The packs of one folder, loaded when asked for; the same id may stand for an extract in the suite and for the whole
/// document among the packs that are shipped.
[[nodiscard]] inline const Catalogue& catalogue_of(const std::filesystem::path& folder) {
  static std::map<std::filesystem::path, Catalogue> all;
  const auto known = all.find(folder);
  return known != all.end() ? known->second
                            : all.emplace(folder, Catalogue::open(folder.string()).value()).first->second;
}

/// Calls `visit(case, assessment)` for every worked case of the suite and of the packs that are shipped.
template <class Visit>
void every_case(Visit visit) {
  for (const auto& folder : {conformance_packs(), shipped_packs()}) {
    std::map<std::string, Standard> loaded;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
      if (entry.path().filename() != "cases.json") continue;
      const auto cases = read_cases(bytes_of(entry.path()), entry.path().string());
      if (!cases) continue;  // reported by the tests of conformance
      for (const Case& stated : *cases) {
        auto known = loaded.find(stated.pack);
        if (known == loaded.end())
          known = loaded.emplace(stated.pack, catalogue_of(folder).load(stated.pack).value()).first;
        if (const Result<Assessment> assessment = assess(known->second, stated)) visit(stated, *assessment);
      }
    }
  }
}

}  // namespace cailiang::tests
