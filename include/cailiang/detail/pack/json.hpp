// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/error/pointer.hpp"
#include "cailiang/error/result.hpp"

namespace cailiang::detail {

struct JsonMember;

/// A value of a file in the order of print, with the place where it begins.
///
/// Numbers and nulls are never values here: they are reported while reading and leave `refused` behind, so that nothing
/// else is said about them.
struct Json {
  enum class Kind : unsigned char { refused, boolean, text, list, object };

  Kind kind = Kind::refused;
  bool boolean = false;
  std::size_t at = 0;   ///< byte offset in the file
  std::size_t end = 0;  ///< behind its last byte
  std::string text;
  std::vector<Json> items;
  std::vector<JsonMember> members;

  /// The member of that name (the first, if the file repeats it), or null.
  [[nodiscard]] const Json* get(std::string_view key) const noexcept;
};

struct JsonMember {
  std::string key;
  std::size_t at = 0;  ///< of the key
  Json value;
};

inline const Json* Json::get(std::string_view key) const noexcept {
  for (const JsonMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

/// Files of this size and more are refused unread.
inline constexpr std::size_t json_size_limit = 50'000'000;

/// Deepest nesting of lists and objects. Every later recursion over a file rests on it.
inline constexpr std::size_t json_depth_limit = 64;

/// After so many findings the rest of a file is not looked at.
inline constexpr std::size_t findings_limit = 1000;

/// Turns byte offsets into lines and columns (both from 1, columns in bytes).
class Lines {
 public:
  explicit Lines(std::string_view text) : text_{text} {}
  [[nodiscard]] std::pair<int, int> at(std::size_t offset);

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;  // made when first asked for: a sound file never is
};

/// Reads a file strictly and adds what is wrong to `findings`. Syntax errors stop the reading, and the value is of no
/// use then (false); duplicate keys, nulls and numbers are collected.
[[nodiscard]] bool read_json(std::string_view text, std::string_view file, Json& value, Findings& findings);

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/json.ipp"
#endif
