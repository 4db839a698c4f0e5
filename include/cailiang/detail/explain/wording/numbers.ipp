// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/explain/words.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/quantity/day_number.hpp"
#include "cailiang/error/overflow.hpp"
#include "cailiang/explain/capitals.hpp"

// Numbers, amounts and days.
namespace cailiang::detail {

CAILIANG_INLINE std::string Wording::grouped(const std::string& text) {
  const std::size_t from = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = std::min(text.find_first_of("./%"), text.size());
  std::string made = text.substr(0, from);
  for (std::size_t i = from; i < whole; ++i) {
    if (i > from && (whole - i) % 3 == 0) made += ',';
    made += text[i];
  }
  return made + text.substr(whole);
}

CAILIANG_INLINE std::string Wording::capitals(const Ratio& amount) const {
  if (currency_ != "CNY" || !is_whole(amount)) return {};
  try {
    const Result<std::string> text = to_capitals(to_fen(amount, Rounding::half_up));
    return text ? *text : std::string{};
  } catch (const Overflow&) {
    return {};
  }
}

CAILIANG_INLINE std::string Wording::unit(std::string_view name) const {
  if (const std::size_t slash = name.find('/'); slash != std::string_view::npos) {
    return unit(name.substr(0, slash)) + "/" + unit(name.substr(slash + 1));
  }
  return name_of(name, unit_words);
}

CAILIANG_INLINE std::string Wording::number(const Fact& fact, const Ratio& x) const {
  switch (fact.kind) {
    case FactKind::money: return money(x);
    case FactKind::ratio: return grouped(x.percent_text());
    case FactKind::date: return day(x);
    case FactKind::quantity:
      // 年龄 is counted in 周岁, any other length of time in 年.
      if (zh_ && fact.unit == "year" && fact.label.zh.ends_with("（周岁）")) return grouped(x.text()) + "周岁";
      return with_unit(x, fact.unit);
    default: return grouped(x.text());
  }
}

CAILIANG_INLINE std::string Wording::with_unit(const Ratio& x, std::string_view name) const {
  std::string of = unit(name);
  if (const std::size_t at = of.find("(s)"); at != std::string::npos) of.replace(at, 3, x == Ratio{1} ? "" : "s");
  return grouped(x.text()) + (zh_ || of.empty() ? "" : " ") + of;
}

CAILIANG_INLINE std::string Wording::day(const Ratio& days) {
  return day_of(days).text();
}

}  // namespace cailiang::detail
