// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/error/result.hpp"
#include "cailiang/pack/entry.hpp"

namespace cailiang::detail {

// index.json is JSON with fixed line breaks: each pack begins a line with what list() needs, each of its violations is
// a line of its own. So opening a catalogue parses the packs' lines only, and a difference shows what changed.

/// What the index holds of one pack.
struct IndexedPack {
  std::string text;             ///< the JSON object of the pack without its violations, not yet read
  std::string_view violations;  ///< lines of the index, not yet read
};

/// The packs in an index, by id, or why it cannot be used. `text` must outlive what is returned.
[[nodiscard]] Result<std::map<std::string, IndexedPack, std::less<>>> read_index(std::string_view text,
                                                                                 std::string_view file);

/// What an index says of one pack; without place and folder, which are the catalogue's to know.
struct IndexedEntry {
  Entry entry;
  std::uintmax_t size = 0;  ///< of the file
};
[[nodiscard]] Result<IndexedEntry> read_indexed_entry(const std::string& text, std::string_view file);
[[nodiscard]] Result<std::vector<ViolationEntry>> read_indexed_violations(std::string_view lines,
                                                                          std::string_view file);

/// The same from the pack itself.
[[nodiscard]] Entry entry_of(const Pack& pack);
[[nodiscard]] std::vector<ViolationEntry> violations_of(const Pack& pack);

/// Puts an index together, pack by pack in the order of ids.
class IndexWriter {
 public:
  void add(const Pack& pack, std::uintmax_t size);
  [[nodiscard]] std::string finish() &&;

 private:
  std::string text_;
};

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/catalogue_index.ipp"
#endif
