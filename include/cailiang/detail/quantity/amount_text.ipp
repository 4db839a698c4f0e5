// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "cailiang/detail/error/message.hpp"
#include "cailiang/quantity/amount_text.hpp"

namespace cailiang {
namespace detail {

/// Full-width digits, point, comma and signs as ASCII; everything else stays and is refused by the parser.
CAILIANG_INLINE std::string to_half_width(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    // U+FF0B to U+FF19 are EF BC 8B to EF BC 99: '+' ',' '-' '.' '/' and the digits, 0x60 above their ASCII codes.
    if (rest.size() >= 3 && rest.substr(0, 2) == "\xEF\xBC") {
      const auto code = static_cast<unsigned char>(rest[2]);
      if (code >= 0x8B && code <= 0x99 && code != 0x8F) {
        plain += static_cast<char>(code - 0x60);
        i += 2;
        continue;
      }
    }
    plain += text[i];
  }
  return plain;
}

/// Takes out a leading "+" and the commas of the whole part; nothing if the commas do not stand in threes.
CAILIANG_INLINE std::optional<std::string> without_separators(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(text.find_first_not_of("0123456789,", first), text.size());
  std::string_view whole = text.substr(first, end - first);
  std::string digits{text.substr(0, first)};
  std::size_t comma = whole.find(',');
  if (comma != std::string_view::npos) {
    if (comma == 0 || comma > 3) return std::nullopt;
    while (comma != std::string_view::npos) {
      digits += whole.substr(0, comma);
      whole.remove_prefix(comma + 1);
      comma = whole.find(',');
      if (std::min(comma, whole.size()) != 3) return std::nullopt;
    }
  }
  digits += whole;
  digits += text.substr(end);
  return digits;
}

/// True if `text` has the form that Ratio::parse() reads, which then refuses it only because it is too long.
CAILIANG_INLINE bool too_long_for_ratio(std::string_view text) {
  constexpr std::size_t longest_held = 38;  // digits
  if (text.size() <= longest_held) return false;
  const auto take = [&text](char wanted) {
    const bool there = text.starts_with(wanted);
    if (there) text.remove_prefix(1);
    return there;
  };
  const auto digits = [&text] {
    const std::string_view taken = text.substr(0, text.find_first_not_of("0123456789"));
    text.remove_prefix(taken.size());
    return taken;
  };
  take('-');
  const std::string_view whole = digits();
  if (whole.empty() || (whole.starts_with('0') && whole.size() > 1)) return false;
  if (take('/')) {
    const std::string_view below = digits();
    return text.empty() && !below.empty() && !below.starts_with('0') && !whole.starts_with('0');
  }
  if (take('.') && digits().empty()) return false;
  take('%');
  return text.empty();
}

CAILIANG_INLINE Error refused(std::string_view text, Errc code, std::string_view advice) {
  return Error{.code = code, .message = in_quotes(text) + " " + std::string{advice}};
}

}  // namespace detail

CAILIANG_INLINE Result<Fen> parse_user_amount(std::string_view text) {
  const Result<Ratio> amount = parse_user_amount(text, "CNY");
  if (!amount.ok()) return amount.error();
  if (!amount->is_whole(100))
    return detail::refused(text, Errc::not_whole_fen, "is no whole number of fen (0.01 yuan)");
  try {
    return to_fen(*amount, Rounding::down);
  } catch (const Overflow&) {
    return detail::refused(text, Errc::overflow, "is too large to be computed exactly");
  }
}

CAILIANG_INLINE Result<Ratio> parse_user_amount(std::string_view text, std::string_view currency) {
  if (currency != "CNY" && text.find("元") != std::string_view::npos) {
    return detail::refused(text, Errc::wrong_currency, "is in yuan, the standard counts in " + std::string{currency});
  }
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> endings{
      {{"万元", 10000}, {"亿元", 100000000}, {"万", 10000}, {"亿", 100000000}, {"元", 1}}};

  const std::string plain = detail::to_half_width(text);
  std::string_view number = plain;
  Ratio unit = 1;
  for (const auto& [ending, size] : endings) {
    if (!number.ends_with(ending)) continue;
    number.remove_suffix(ending.size());
    unit = size;
    break;
  }
  const auto digits = detail::without_separators(number);
  const bool decimal = digits && digits->find_first_of("%/") == std::string::npos;
  const auto amount = decimal ? Ratio::parse(*digits) : std::nullopt;
  if (!amount) {
    if (decimal && detail::too_long_for_ratio(*digits))
      return detail::refused(text, Errc::overflow, "is too long to be computed exactly");
    return detail::refused(text, Errc::bad_amount_text,
                           "is not an amount; write one number, such as 135000, 1,350.20 or 13.5万元");
  }
  try {
    return *amount * unit;
  } catch (const Overflow&) {
    return detail::refused(text, Errc::overflow, "is too large to be computed exactly");
  }
}

CAILIANG_INLINE Result<Ratio> parse_user_number(std::string_view text) {
  const auto digits = detail::without_separators(detail::to_half_width(text));
  if (const auto number = digits ? Ratio::parse(*digits) : std::nullopt) return *number;
  if (digits && detail::too_long_for_ratio(*digits))
    return detail::refused(text, Errc::overflow, "is too long to be computed exactly");
  return detail::refused(text, Errc::bad_amount_text, "is not a number; write it as 3, 2.5, 50% or 1/3");
}

}  // namespace cailiang
