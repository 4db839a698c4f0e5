// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/pack/json.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang::tests {

using detail::Json;

[[nodiscard]] inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A value of an outcome in one form, so that what means the same is the same text: amounts as numbers, sets and the
/// keys of objects in order.
[[nodiscard]] inline std::string plain(std::string_view key, const Json& value) {
  switch (value.kind) {
    case Json::Kind::refused: return "(refused)";
    case Json::Kind::boolean: return value.boolean ? "true" : "false";
    case Json::Kind::text: {
      const bool amount = is_one_of(key, {"min", "max", "point", "share", "eq", "ge", "gt", "le", "lt"});
      const auto number = amount ? Ratio::parse(value.text) : std::nullopt;
      return number ? number->text() : value.text;
    }
    case Json::Kind::list:
    case Json::Kind::object: break;
  }
  const bool is_list = value.kind == Json::Kind::list;
  std::vector<std::string> parts;
  for (const Json& item : value.items) parts.push_back(plain("", item));
  for (const detail::JsonMember& member : value.members) {
    if (member.key != "source") parts.push_back(member.key + ": " + plain(member.key, member.value));
  }
  const bool ordered = is_list && is_one_of(key, {"tracks", "human", "successor"});
  if (!ordered) std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return (is_list ? "[" : "{") + text + (is_list ? "]" : "}");
}

/// What differs between an expected and a found outcome, a line each, compared as the format says (section 12).
[[nodiscard]] inline std::vector<std::string> differences(const Json& expected, const Json& found) {
  std::vector<std::string> lines;
  const auto compare = [&](std::string_view key) {
    const auto text = [&](const Json& outcome) {
      const Json* value = outcome.get(key);
      return value == nullptr ? std::string{"-"} : plain(key, *value);
    };
    const std::string wanted = text(expected);
    const std::string got = text(found);
    if (wanted != got) lines.push_back(std::string{key} + ": expected " + wanted + ", found " + got);
  };
  const bool whole_range = expected.get("ends") != nullptr;
  for (const std::string_view key : {"kind", "warnings", "offers"}) compare(key);
  for (const std::string_view key : {"min", "max", "ends"}) {
    if (whole_range || expected.get(key) != nullptr) compare(key);
  }
  for (const detail::JsonMember& member : expected.members) {
    if (!is_one_of(member.key, {"kind", "warnings", "offers", "min", "max", "ends"})) compare(member.key);
  }
  return lines;
}

}  // namespace cailiang::tests
