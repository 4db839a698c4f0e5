// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cailiang/detail/inline.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/quantity/money.hpp"

namespace cailiang {

/// The amount in capital numerals (大写) by the rules of the People's Bank of 1997: 整 after 元 and not after 角, 壹拾
/// and never 拾, and 零 only where it must stand: 309,825 is 叁拾万玖仟捌佰贰拾伍元整. Errors: negative_amount, which
/// has no capital form.
[[nodiscard]] Result<std::string> to_capitals(Fen amount);

/// Reads every form that the People's Bank (1997) or the Ministry of Finance (1996) permits: with or without 人民币 in
/// front, 元 or 圆, 整 or 正, 整 after 角, the 零 that may stand or be left out, and traditional characters.
/// Errors: bad_amount_text, also for a form that no rule permits, such as 拾万元整 or an amount in 元 without 整;
/// overflow.
[[nodiscard]] Result<Fen> from_capitals(std::string_view text);

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/explain/capitals.ipp"
#endif
