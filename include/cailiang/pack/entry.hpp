// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/law/pack.hpp"

namespace cailiang {

namespace detail {

/// The middle word of the id of a pack.
[[nodiscard]] constexpr std::string_view sector_of(std::string_view id) noexcept {
  const std::size_t first = id.find('/') + 1;
  return id.substr(first, id.rfind('/') - first);
}

}  // namespace detail

/// What a catalogue knows of a pack that it has not read whole.
struct Entry {
  std::string id;
  PackKind kind = PackKind::standard;
  std::string version;
  Label title;
  std::string number;
  Label issuer;
  Rank rank = Rank::national;
  std::string region;
  Period in_force;
  std::string sha256;       ///< of the file's bytes
  Label place;              ///< what the region is called; empty: no region, or none that `places.json` names
  std::string sector_name;  ///< what the sector is called; empty: none that `synonyms.json` names
  std::string folder;       ///< where pack.json lies, and cases.json beside it

  /// The middle word of the id: ecology, road_traffic; law for statutes.
  [[nodiscard]] std::string_view sector() const noexcept { return detail::sector_of(id); }
};

/// What a catalogue knows of a violation in a pack that it has not read whole.
struct ViolationEntry {
  std::string id;
  Label label;
  Refines refines;
  Source source;
  std::vector<std::string> codes;  ///< codes printed beside its rows, other than its own
};

/// A pack that search words lead to, or one violation in it.
struct Found {
  Entry entry;
  std::optional<ViolationEntry> violation{};
};

}  // namespace cailiang
