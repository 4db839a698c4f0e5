// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace cailiang {

/// The language in which labels, questions and reasons are read.
enum class Language : unsigned char { zh, en };

/// What people read. Either text may be empty; a reader falls back on the other.
struct Label {
  std::string zh;
  std::string en;

  [[nodiscard]] bool empty() const noexcept { return zh.empty() && en.empty(); }
  [[nodiscard]] const std::string& in(Language language) const noexcept {
    const bool wants_zh = language == Language::zh;
    return wants_zh ? (zh.empty() ? en : zh) : (en.empty() ? zh : en);
  }
  friend bool operator==(const Label&, const Label&) = default;
};

/// Where in the printed document something stands, as printed.
struct Source {
  static constexpr std::array<std::string_view, 11> keys{"article", "paragraph", "item", "table", "row", "column",
                                                         "factor",  "level",     "code", "page",  "note"};

  /// One text per key; empty where the key is not stated. Keys of the outer rows are inherited when a pack is read.
  std::array<std::string, keys.size()> values;

  /// Empty also where there is no such key.
  [[nodiscard]] const std::string& get(std::string_view key) const noexcept {
    static const std::string none;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i] == key) return values[i];
    }
    return none;
  }
  [[nodiscard]] bool empty() const noexcept {
    for (const std::string& value : values) {
      if (!value.empty()) return false;
    }
    return true;
  }
  friend bool operator==(const Source&, const Source&) = default;
};

}  // namespace cailiang
