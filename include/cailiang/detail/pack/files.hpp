// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/error/result.hpp"

namespace cailiang::detail {

/// What tells a changed file from an unchanged one without reading it.
struct Stamp {
  std::uintmax_t size = 0;
  std::int64_t changed =
      0;  ///< ns; moves forward whatever is done to the file, also where a copy keeps the old time of writing

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// A pack.json where a folder of packs has one; whether the pack in it is sound is not yet known.
struct PackFile {
  std::string id;  ///< place/sector/document, from the names of the folders
  std::string folder;
  std::string file;
  Stamp stamp;

  friend bool operator==(const PackFile&, const PackFile&) = default;
};

/// The pack files below a folder, by id. Subfolders that cannot be searched, and packs in subfolders to which no id
/// leads, are added to `findings`.
[[nodiscard]] Result<std::vector<PackFile>> pack_files(const std::string& folder, Findings& findings);

/// The stamp of a file; nothing if there is no regular file of that name.
[[nodiscard]] std::optional<Stamp> stamp_of(const std::string& file);

/// The bytes of a file: Errc::not_found, Errc::unreadable, or Errc::too_large from json_size_limit on if `limited`.
[[nodiscard]] Result<std::string> read_file(const std::string& file, bool limited = true);

/// Writes a file in one stroke: who reads it meanwhile gets the old bytes or the new ones. Empty, or
/// Errc::not_writable.
[[nodiscard]] Findings write_file(const std::string& file, std::string_view bytes);

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/files.ipp"
#endif
