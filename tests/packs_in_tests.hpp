// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"

namespace cailiang::tests {

/// The bytes of a file of the tests.
[[nodiscard]] inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

[[nodiscard]] inline std::filesystem::path conformance_packs() {
  return std::filesystem::path{CAILIANG_TESTS_DIR} / "conformance" / "packs";
}

/// The packs under a folder, read when they are first used by another.
class PacksOf {
 public:
  explicit PacksOf(std::filesystem::path folder) : folder_{std::move(folder)} {}

  /// Null if there is none, or if it cannot be read.
  [[nodiscard]] const Pack* find(const std::string& id) {
    const auto [entry, is_new] = packs_.try_emplace(id);
    const auto path = folder_ / id / "pack.json";
    if (is_new && std::filesystem::exists(path)) {
      if (Result<Pack> pack = read_pack(bytes_of(path), path.string()))
        entry->second = std::make_unique<Pack>(std::move(*pack));
    }
    return entry->second.get();
  }

  /// Everything that `pack` uses, in the order of `uses`.
  [[nodiscard]] std::vector<const Pack*> used_by(const Pack& pack) {
    std::vector<const Pack*> used;
    add_used_by(pack, used);
    std::erase_if(used, [&](const Pack* other) { return other->id == pack.id; });
    return used;
  }

 private:
  void add_used_by(const Pack& pack, std::vector<const Pack*>& used) {
    for (const std::string& id : pack.uses) {
      const Pack* other = find(id);
      if (other == nullptr || std::find(used.begin(), used.end(), other) != used.end()) continue;
      used.push_back(other);
      add_used_by(*other, used);
    }
  }

  std::filesystem::path folder_;
  std::map<std::string, std::unique_ptr<Pack>> packs_;
};

}  // namespace cailiang::tests
