// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/words.hpp"
#include "cailiang/engine/assessment.hpp"
#include "cailiang/law/condition.hpp"
#include "cailiang/law/label.hpp"
#include "cailiang/quantity/currency.hpp"

namespace cailiang::detail {

/// What stands where something is not known: nothing is made up for it.
inline constexpr std::string_view to_fill_zh = "【待补】";

/// Amounts, sources, facts, conditions and terms in words of one language.
class Wording {
 public:
  Wording(const Trace& trace, Language language, std::string_view currency)
      : trace_{trace},
        zh_{language == Language::zh},
        language_{language},
        currency_{currency},
        smallest_units_{smallest_units(currency)} {}

  [[nodiscard]] bool zh() const noexcept { return zh_; }
  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const { return std::string{zh_ ? zh : en}; }
  /// Adds a piece to a list, after the separator unless it is the first.
  void join(std::string& list, std::string_view zh, std::string_view en, const std::string& piece) const {
    if (!list.empty()) list += zh_ ? zh : en;
    list += piece;
  }
  [[nodiscard]] const std::string& of(const Label& label) const { return label.in(language_); }
  [[nodiscard]] std::string quoted(std::string_view text) const {
    return zh_ ? "“" + std::string{text} + "”" : "\"" + std::string{text} + "\"";
  }
  /// As a sentence begins: in English with a capital letter, unless the second letter is one, as in "pH".
  [[nodiscard]] std::string begun(std::string text) const {
    const auto is_small = [&](std::size_t i) { return i < text.size() && text[i] >= 'a' && text[i] <= 'z'; };
    if (!zh_ && is_small(0) && (is_small(1) || text[1] == ' ')) text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
  }
  /// A word that is not in the list stands for itself.
  [[nodiscard]] std::string name_of(std::string_view id, std::span<const WordName> names) const {
    for (const WordName& known : names) {
      if (known.id == id) return say(known.zh, known.en);
    }
    return std::string{id};
  }
  /// 【待补：…】
  [[nodiscard]] std::string to_fill(std::string what) const {
    if (what.ends_with("。")) what.erase(what.size() - std::string_view{"。"}.size());
    return say("【待补：", "【待补: ") + what + "】";
  }

  // Numbers.

  /// A number with its thousands set off: "1,250,000.5", "10,000/3".
  [[nodiscard]] static std::string grouped(const std::string& text);
  [[nodiscard]] std::string money(const Ratio& amount) const {
    const std::string number = grouped(amount.text());
    if (currency_ != "CNY") return number + " " + std::string{currency_};
    return number + say("元", " yuan");
  }
  /// "分"; of another currency "0.001 KWD".
  [[nodiscard]] std::string smallest_unit() const {
    return currency_ == "CNY" ? say("分", "fen") : money(Ratio::of(1, smallest_units_));
  }
  /// Whether an amount is a whole number of the smallest unit.
  [[nodiscard]] bool is_whole(const Ratio& amount) const { return amount.is_whole(smallest_units_); }
  /// An amount in the smallest unit, so that nothing outside the exact range is offered.
  [[nodiscard]] Ratio rounded(const Ratio& amount, Rounding way) const {
    return is_whole(amount) ? amount : round(amount, Ratio::of(1, smallest_units_), way);
  }
  /// "10,000元（含）至20,000元（不含）"; one amount, if both ends are the same.
  [[nodiscard]] std::string range(const MoneyRange& r) const {
    return interval(r, [&](const Ratio& x) { return money(x); });
  }
  template <class Print>
  [[nodiscard]] std::string interval(const MoneyRange& r, Print print) const {
    if (!r.min && !r.max) return say("没有限额", "without limit");
    Ends<Ratio> ends;
    if (r.is_point()) {
      ends.eq = r.min;
    } else {
      (r.min_included ? ends.ge : ends.gt) = r.min;
      (r.max_included ? ends.le : ends.lt) = r.max;
    }
    return span(ends, print);
  }
  template <class T, class Print>
  [[nodiscard]] std::string span(const Ends<T>& ends, Print print) const {
    if (ends.eq) return print(*ends.eq);
    const std::optional<T>& low = ends.ge ? ends.ge : ends.gt;
    const std::optional<T>& high = ends.le ? ends.le : ends.lt;
    if (!low && !high) return {};
    if (!low) return say(ends.le ? "不超过" : "低于", ends.le ? "not above " : "below ") + print(*high);
    if (!high) return say(ends.ge ? "不低于" : "高于", ends.ge ? "not below " : "above ") + print(*low);
    const auto end = [&](const T& x, bool included) {
      return print(x) + (included ? say("（含）", " (included)") : say("（不含）", " (excluded)"));
    };
    return end(*low, ends.ge.has_value()) + say("至", " to ") + end(*high, ends.le.has_value());
  }
  /// 大写 of an amount of whole fen; empty where there is none.
  [[nodiscard]] std::string capitals(const Ratio& amount) const;
  [[nodiscard]] std::string unit(std::string_view name) const;
  /// A number of a fact in its own unit.
  [[nodiscard]] std::string number(const Fact& fact, const Ratio& x) const;
  [[nodiscard]] std::string with_unit(const Ratio& x, std::string_view name) const;
  [[nodiscard]] static std::string day(const Ratio& days);

  // Where it stands.

  /// "第23条第1款", "表2-1因素5第2级"; in English "art. 23 para. 1", "table 2-1 factor 5 level 2".
  [[nodiscard]] std::string source(const Source& source) const;
  /// The same, and what the source notes.
  [[nodiscard]] std::string source_with_note(const Source& source) const;
  [[nodiscard]] std::string title(const Pack& pack) const;

  // Facts, and who is fined.

  [[nodiscard]] std::string options(const TraceFact& fact) const;
  /// What the case says of a fact; 【待补】 with what is asked, where it says nothing.
  [[nodiscard]] std::string value(const TraceFact& fact) const;
  [[nodiscard]] std::string unknown(const Fact& fact) const;
  /// A question without the sentences that say what to type in.
  [[nodiscard]] static std::string without_entry(std::string_view question);
  [[nodiscard]] std::string class_name(std::string_view id) const;
  [[nodiscard]] std::string class_name(Class c) const { return class_name(name(c)); }
  [[nodiscard]] std::string fact_label(std::string_view id) const;
  [[nodiscard]] std::string end_name(std::string_view id) const;
  [[nodiscard]] std::string is(std::string_view id, const TraceFact& fact) const;
  [[nodiscard]] std::string subject_name(std::string_view id) const;

  // Conditions.

  [[nodiscard]] std::string test(std::string_view id, const Test& t) const;
  [[nodiscard]] std::string tests(const ConditionMember& m) const;
  [[nodiscard]] std::string member(const ConditionMember& m) const;
  /// Of "not absent": what has to exist; null for any other member.
  [[nodiscard]] static const ConditionMember* only_absent(const ConditionMember& m);
  [[nodiscard]] std::string conditions(const ConditionMember& m) const;
  [[nodiscard]] std::string condition(const Condition& c) const;
  /// Whether a condition says more than the facts that make it hold.
  [[nodiscard]] static bool says_more(const Condition& c);

  // Terms.

  [[nodiscard]] bool is_money(const Term& t) const;
  /// The value that a term had in a line, if it had one.
  [[nodiscard]] const TraceTerm* found(const TraceLine& line, const Term& t) const;
  [[nodiscard]] std::string amount_of(const TraceLine& line, const Term& t, bool as_money) const;
  /// A term with the values of its operands: "20% × 法定上限1,000,000元".
  [[nodiscard]] std::string formula(const TraceLine& line, const Term& t, bool as_money) const;
  /// A term or a fine as the text has it, without the values of the case: "总投资额的1%（含）至5%（含）".
  [[nodiscard]] std::string words(const Term& t, bool as_money) const;
  [[nodiscard]] std::string words(const Fine& fine) const;
  /// Which factor of a product is the money: a plain number, where no other factor is.
  [[nodiscard]] std::size_t money_operand(const Term& product) const;

 private:
  const Trace& trace_;
  bool zh_;
  Language language_;
  std::string_view currency_;
  std::int64_t smallest_units_;
};

}  // namespace cailiang::detail
