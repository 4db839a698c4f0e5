// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cailiang/error/suggest.hpp"

namespace cailiang::detail {

/// A value as a message quotes it: a long one is cut, so that the message stays readable.
[[nodiscard]] inline std::string in_quotes(std::string_view value) {
  constexpr std::size_t longest = 120;  // bytes
  if (value.size() <= longest) return '"' + std::string{value} + '"';
  const auto is_inside_character = [&](std::size_t at) {
    return (static_cast<unsigned char>(value[at]) & 0xC0U) == 0x80;
  };
  std::size_t end = longest;
  while (end > 0 && is_inside_character(end)) --end;
  return '"' + std::string{value.substr(0, end)} + "…\" (" + std::to_string(value.size()) + " bytes)";
}

/// The candidate that a word of usual length was most likely meant to be.
template <class Range>
[[nodiscard]] std::optional<std::string> meant_by(std::string_view word, const Range& candidates) {
  return word.size() > 64 ? std::nullopt : did_you_mean(word, candidates);
}

/// "; did you mean "x"?"; nothing where no candidate is like the word.
template <class Range>
[[nodiscard]] std::string suggestion(std::string_view word, const Range& candidates) {
  const auto guess = meant_by(word, candidates);
  return guess ? "; did you mean " + in_quotes(*guess) + "?" : std::string{};
}

/// The same; where none is like it, all of them, if they are few.
template <class Range>
[[nodiscard]] std::string suggestion_or_all(std::string_view word, const Range& candidates) {
  constexpr std::size_t longest = 160;  // bytes
  std::string like = suggestion(word, candidates);
  if (!like.empty()) return like;
  std::string all;
  for (const auto& candidate : candidates) all += (all.empty() ? "; it is one of " : ", ") + std::string{candidate};
  return all.size() <= longest ? all : std::string{};
}

}  // namespace cailiang::detail
