// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "cailiang/explain/capitals.hpp"

namespace cailiang {
namespace detail {

inline constexpr std::array<std::string_view, 10> capital_digits{"零", "壹", "贰", "叁", "肆",
                                                                 "伍", "陆", "柒", "捌", "玖"};

/// Stands where the rules leave it open whether 零 is written: before thousands and before 角, if the figure has a 0
/// there.
inline constexpr char optional_zero = '?';

/// Writes n > 0 yuan. 亿 may itself be counted in 万 and 亿.
CAILIANG_INLINE void write_whole(std::string& text, std::int64_t n) {
  constexpr std::array<std::string_view, 4> places{"", "拾", "佰", "仟"};
  constexpr std::array<std::string_view, 5> sections{"元", "万", "亿", "万", "亿"};
  bool gap = false;      // zeros since the last digit written
  bool section = false;  // a digit was written since the last 万 or 亿
  std::int64_t size = 10000000000000000;
  for (std::size_t place = 17; place-- != 0; size /= 10) {
    const auto digit = static_cast<std::size_t>(n / size % 10);
    if (digit == 0) {
      gap = !text.empty();
    } else {
      if (gap && place % 4 == 3) text += optional_zero;
      if (gap && place % 4 != 3) text += capital_digits[0];
      text += capital_digits[digit];
      text += places[place % 4];
      gap = false;
      section = true;
    }
    if (place % 4 != 0) continue;
    // An empty section has no 万, but 亿 closes all that stands before it, and 元 the whole.
    if (place == 4 || place == 12 ? section : !text.empty()) text += sections[place / 4];
    section = false;
  }
}

/// All forms of an amount of no less than 0 in one: with optional_zero, and without 整 after 角.
CAILIANG_INLINE std::string capital_forms(Fen amount) {
  const std::int64_t whole = amount.value() / 100;
  const auto jiao = static_cast<std::size_t>(amount.value() / 10 % 10);
  const auto fen = static_cast<std::size_t>(amount.value() % 10);
  if (amount == Fen{}) return "零元整";
  std::string text;
  if (whole != 0) write_whole(text, whole);
  if (jiao != 0) {
    if (whole != 0 && whole % 10 == 0) text += optional_zero;
    text += capital_digits[jiao];
    text += "角";
  }
  if (fen != 0) {
    if (whole != 0 && jiao == 0) text += capital_digits[0];
    text += capital_digits[fen];
    text += "分";
  }
  if (jiao == 0 && fen == 0) text += "整";
  return text;
}

CAILIANG_INLINE bool is_one_of_forms(std::string_view text, std::string_view forms) {
  for (const char c : forms) {
    if (c == optional_zero) {
      if (text.starts_with(capital_digits[0])) text.remove_prefix(capital_digits[0].size());
      continue;
    }
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
  }
  return text.empty();
}

/// One way to write what may be written in several: no 人民币 in front, 元 and 整, simplified characters, no 整 after
/// 角. Nothing if `text` cannot be an amount.
CAILIANG_INLINE std::optional<std::string> usual_capitals(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> variants{{{"圆", "元"},
                                                                                   {"圓", "元"},
                                                                                   {"正", "整"},
                                                                                   {"萬", "万"},
                                                                                   {"億", "亿"},
                                                                                   {"貳", "贰"},
                                                                                   {"參", "叁"},
                                                                                   {"叄", "叁"},
                                                                                   {"陸", "陆"}}};
  for (const std::string_view name : {"人民币", "人民幣"}) {
    if (text.starts_with(name)) text.remove_prefix(name.size());
  }
  // Every character of a capital amount takes three bytes.
  constexpr std::size_t width = 3;
  if (text.size() % width != 0) return std::nullopt;
  std::string usual;
  for (std::size_t i = 0; i < text.size(); i += width) {
    std::string_view character = text.substr(i, width);
    for (const auto& [variant, plain] : variants) {
      if (character == variant) character = plain;
    }
    usual += character;
  }
  if (usual.ends_with("角整")) usual.resize(usual.size() - width);
  return usual;
}

/// The amount, read loosely.
CAILIANG_INLINE std::optional<Fen> read_capitals(std::string_view text) {
  constexpr std::size_t width = 3;
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> places{{{"仟", 1000}, {"佰", 100}, {"拾", 10}}};
  std::int64_t above = 0;    // what 亿 has closed
  std::int64_t wan = 0;      // what 万 has closed since
  std::int64_t section = 0;  // what stands since then
  std::int64_t digit = 0;
  const auto close = [&] {
    section += std::exchange(digit, 0);
    return std::exchange(section, 0);
  };
  Fen total;
  for (; !text.empty(); text.remove_prefix(width)) {
    const std::string_view character = text.substr(0, width);
    const auto found = std::find(capital_digits.begin(), capital_digits.end(), character);
    if (found != capital_digits.end()) {
      digit = found - capital_digits.begin();
      continue;
    }
    const auto place = std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.first == character; });
    if (place != places.end()) {
      if (digit == 0) return std::nullopt;  // 壹拾, never 拾
      section += std::exchange(digit, 0) * place->second;
    } else if (character == "万") {
      wan += close() * 10000;
    } else if (character == "亿") {
      const Int128 closed = (static_cast<Int128>(above) + std::exchange(wan, 0) + close()) * 100000000;
      if (!fits64(closed)) throw Overflow{};
      above = static_cast<std::int64_t>(closed);
    } else if (character == "元") {
      total += yuan(above) + yuan(std::exchange(wan, 0)) + yuan(close());
      above = 0;
    } else if (character == "角") {
      total += fen(close() * 10);
    } else if (character == "分") {
      total += fen(close());
    } else if (character != "整") {
      return std::nullopt;
    }
  }
  return total;
}

}  // namespace detail

CAILIANG_INLINE Result<std::string> to_capitals(Fen amount) {
  if (amount < Fen{}) {
    return Error{.code = Errc::negative_amount, .message = amount.text() + " yuan has no form in capital numerals"};
  }
  std::string text = detail::capital_forms(amount);
  std::erase(text, detail::optional_zero);
  return text;
}

CAILIANG_INLINE Result<Fen> from_capitals(std::string_view text) {
  const auto refuse = [text](Errc code, const std::string& advice) {
    return Error{.code = code, .message = detail::in_quotes(text) + " " + advice};
  };
  try {
    const auto usual = detail::usual_capitals(text);
    const auto amount = usual ? detail::read_capitals(*usual) : std::nullopt;
    if (!amount) return refuse(Errc::bad_amount_text, "is not an amount in capital numerals, such as 壹拾万元整");
    // Reading is loose; what counts is that the amount is written so.
    if (detail::is_one_of_forms(*usual, detail::capital_forms(*amount))) return *amount;
    return refuse(Errc::bad_amount_text,
                  "is not written by the rules; " + amount->text() + " yuan is " + to_capitals(*amount).value());
  } catch (const Overflow&) {
    return refuse(Errc::overflow, "is too large to be computed exactly");
  }
}

}  // namespace cailiang
