// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/inline.hpp"

// Terms with the values that they had.
namespace cailiang::detail {

CAILIANG_INLINE bool Wording::is_money(const Term& t) const {
  using Op = Term::Op;
  switch (t.op) {
    case Op::fact: {
      if (t.text == "lower" || t.text == "upper" || t.text == "minimum" || t.text == "maximum") return true;
      const TraceFact* fact = trace_.fact(t.text);
      return fact != nullptr && fact->fact->kind == FactKind::money;
    }
    case Op::fine_of: return true;
    case Op::divide: return is_money(t.operands[0]) && !is_money(t.operands[1]);
    case Op::choose:
      return std::any_of(t.rows.begin(), t.rows.end(), [&](const ChooseRow& row) { return is_money(row.then); });
    default: return std::any_of(t.operands.begin(), t.operands.end(), [&](const Term& one) { return is_money(one); });
  }
}

CAILIANG_INLINE const TraceTerm* Wording::found(const TraceLine& line, const Term& t) const {
  for (const TraceTerm& term : trace_.terms(line)) {
    if (term.term == &t) return &term;
  }
  return nullptr;
}

CAILIANG_INLINE std::string Wording::amount_of(const TraceLine& line, const Term& t, bool as_money) const {
  if (t.op == Term::Op::number) return as_money ? money(*Ratio::parse(t.text)) : grouped(t.text);
  const TraceTerm* term = found(line, t);
  if (term == nullptr || term->state == TraceTerm::State::unknown) return std::string{to_fill_zh};
  if (term->state == TraceTerm::State::absent) return say("不存在", "none");
  if (t.op == Term::Op::fact) {
    const TraceFact* fact = trace_.fact(t.text);
    if (fact != nullptr) return number(*fact->fact, term->value);
  }
  return as_money ? money(term->value) : grouped(term->value.text());
}

CAILIANG_INLINE std::string Wording::formula(const TraceLine& line, const Term& t, bool as_money) const {
  using Op = Term::Op;
  const auto list = [&](std::string_view between, bool money_first) {
    std::string text;
    for (std::size_t i = 0; i < t.operands.size(); ++i) {
      if (i > 0) text += between;
      const Term& one = t.operands[i];
      const bool nested = one.op == Op::sum || one.op == Op::minus;
      const std::string inner =
          formula(line, one, as_money && (money_first || (t.op == Op::product && i == money_operand(t))));
      text += nested ? say("（", "(") + inner + say("）", ")") : inner;
    }
    return text;
  };
  switch (t.op) {
    case Op::number: return amount_of(line, t, as_money);
    case Op::fact: {
      const TraceTerm* term = found(line, t);
      if (term != nullptr && term->state == TraceTerm::State::absent)
        return fact_label(t.text) + say("（不存在）", " (none)");
      return fact_label(t.text) + (zh_ ? "" : " ") + amount_of(line, t, as_money);
    }
    case Op::sum: return list(" + ", true);
    case Op::minus: return list(" − ", true);
    case Op::product: return list(" × ", false);
    case Op::divide: return list(" ÷ ", false);
    case Op::larger_of:
      return list(say("与", " or "), true) + say("中的较大者，即", ", the larger: ") + amount_of(line, t, as_money);
    case Op::smaller_of:
      return list(say("与", " or "), true) + say("中的较小者，即", ", the smaller: ") + amount_of(line, t, as_money);
    case Op::round:
      return list("", true) + say("，取整至", ", rounded to ") + (as_money ? money(*Ratio::parse(t.text)) : t.text) +
             (t.way == "up"     ? say("（进位）", " (up)")
              : t.way == "down" ? say("（舍去）", " (down)")
                                : say("（四舍五入）", " (half up)"));
    case Op::elapsed:
      return list(say("至", " to "), false) + say("，共", ", ") + amount_of(line, t, false) + unit(t.text);
    case Op::count: return say("具备的情形数", "number of circumstances that hold: ") + amount_of(line, t, false);
    case Op::choose: return amount_of(line, t, as_money);
    case Op::fine_of: return subject_name(t.text) + say("罚款", "'s fine ") + amount_of(line, t, true);
  }
  return {};
}

CAILIANG_INLINE std::size_t Wording::money_operand(const Term& product) const {
  for (std::size_t i = 0; i < product.operands.size(); ++i) {
    if (is_money(product.operands[i])) return i;
  }
  for (std::size_t i = 0; i < product.operands.size(); ++i) {
    if (product.operands[i].op == Term::Op::number) return i;
  }
  return 0;
}

}  // namespace cailiang::detail
