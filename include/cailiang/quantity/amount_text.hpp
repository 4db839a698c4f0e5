// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "cailiang/detail/inline.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/quantity/money.hpp"

namespace cailiang {

/// An amount as people type it, in yuan: "9999.99", "1,350.20", "１３．５万元", "2亿". Packs and case files take only
/// the plain form of Ratio::parse().
///
/// Digits, point, comma and sign may be full-width; commas stand in threes; the text may end in 元, 万, 万元, 亿 or
/// 亿元. Nothing else is read as a number: ①, ², ½, 约, 余, 三十几万 and 13万2 are errors, because an amount is never
/// guessed. Errors: bad_amount_text; not_whole_fen ("0.001元"); overflow (beyond 64 bits of fen).
[[nodiscard]] Result<Fen> parse_user_amount(std::string_view text);

/// The same in units of a currency (ISO 4217), exact: who takes it holds it against the smallest unit. Errors:
/// wrong_currency (元, where yuan are not counted); bad_amount_text; overflow (beyond 127 bits).
[[nodiscard]] Result<Ratio> parse_user_amount(std::string_view text, std::string_view currency);

/// A count, quantity or ratio as people type it: "1,350", "２．５", "50%", "1/3". Digits, point, comma and sign as in
/// parse_user_amount(). Errors: bad_amount_text; overflow (beyond 127 bits).
[[nodiscard]] Result<Ratio> parse_user_number(std::string_view text);

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/quantity/amount_text.ipp"
#endif
