// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/inline.hpp"

// Fines and terms as the text has them, whatever the case is.
namespace cailiang::detail {

CAILIANG_INLINE std::string Wording::words(const Term& t, bool as_money) const {
  using Op = Term::Op;
  const auto list = [&](std::string_view between) {
    std::string text;
    for (std::size_t i = 0; i < t.operands.size(); ++i) {
      const Term& one = t.operands[i];
      const bool is_money = as_money && t.op != Op::divide && (t.op != Op::product || i == money_operand(t));
      const std::string inner = words(one, is_money);
      const bool nested = one.op == Op::sum || one.op == Op::minus;
      join(text, between, between, nested ? say("（", "(") + inner + say("）", ")") : inner);
    }
    return text;
  };
  switch (t.op) {
    case Op::number: return as_money ? money(*Ratio::parse(t.text)) : grouped(t.text);
    case Op::fact: return fact_label(t.text);
    case Op::sum: return list(" + ");
    case Op::minus: return list(" − ");
    case Op::product: return list(" × ");
    case Op::divide: return list(" ÷ ");
    case Op::larger_of: return say("", "the larger of ") + list(say("与", " and ")) + say("中的较大者", "");
    case Op::smaller_of: return say("", "the smaller of ") + list(say("与", " and ")) + say("中的较小者", "");
    case Op::round: return list("") + say("（取整）", " (rounded)");
    case Op::elapsed: return say("自", "time from ") + list(say("至", " to ")) + say("的时间", "");
    case Op::count: return say("具备的情形数", "number of circumstances that hold");
    case Op::choose: {
      std::string text;
      for (const ChooseRow& row : t.rows) {
        const std::string then = words(row.then, as_money);
        join(text, "；", "; ",
             row.when ? condition(*row.when) + say("的，", ": ") + then : say("其他情形，", "otherwise: ") + then);
      }
      return say("（", "(") + text + say("）", ")");
    }
    case Op::fine_of: return subject_name(t.text) + say("的罚款数额", "'s fine");
  }
  return {};
}

CAILIANG_INLINE std::string Wording::words(const Fine& fine) const {
  if (fine.none) return say("不处罚款", "no fine");
  std::string text;
  for (const Fine& way : fine.either) join(text, "；或者", "; or ", words(way));
  if (!text.empty()) return text;
  const bool share = fine.base_is_range || (fine.base && is_money(*fine.base));
  bool multiples = false;
  const auto print = [&](const Term& end) {
    const bool multiple = share && !fine.base_is_range && end.op == Term::Op::number && !end.text.ends_with('%');
    multiples = multiples || multiple;
    return words(end, !share) + (multiple ? say("倍", "") : std::string{});
  };
  text = span(fine.ends, print);
  if (fine.base && share) {
    const std::string base = words(*fine.base, true);
    text = zh_ ? base + "的" + text : text + (multiples ? " times " : " of ") + base;
  } else if (fine.base) {
    text += " × " + words(*fine.base, false);
  } else if (fine.base_is_range) {
    text = say("幅度的", "position in the range: ") + text;
  }
  if (fine.at_least) text += say("，不低于", ", not below ") + words(*fine.at_least, true);
  if (fine.at_most) text += say("，不高于", ", not above ") + words(*fine.at_most, true);
  return text;
}

}  // namespace cailiang::detail
