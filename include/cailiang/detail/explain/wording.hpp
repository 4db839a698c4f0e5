// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "cailiang/detail/explain/words.hpp"
#include "cailiang/detail/law/source_words.hpp"
#include "cailiang/engine/assessment.hpp"
#include "cailiang/error/overflow.hpp"
#include "cailiang/explain/capitals.hpp"
#include "cailiang/law/label.hpp"

namespace cailiang::detail {

/// What stands where something is not known: nothing is made up for it.
inline constexpr std::string_view to_fill_zh = "【待补】";

/// Amounts, sources, facts, conditions and terms in words of one language.
class Wording {
 public:
  Wording(const Trace& trace, Language language, std::string_view currency)
      : trace_{trace}, zh_{language == Language::zh}, language_{language}, currency_{currency} {}

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
  [[nodiscard]] std::string to_fill(const std::string& what) const { return say("【待补：", "【待补: ") + what + "】"; }

  // ---------------------------------------------------------------- numbers

  /// A number with its thousands set off: "1,250,000.5", "10,000/3".
  [[nodiscard]] static std::string grouped(const std::string& text) {
    const std::size_t from = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = std::min(text.find_first_of("./%"), text.size());
    std::string made = text.substr(0, from);
    for (std::size_t i = from; i < whole; ++i) {
      if (i > from && (whole - i) % 3 == 0) made += ',';
      made += text[i];
    }
    return made + text.substr(whole);
  }
  [[nodiscard]] std::string money(const Ratio& amount) const {
    const std::string number = grouped(amount.text());
    if (currency_ != "CNY") return number + " " + std::string{currency_};
    return number + say("元", " yuan");
  }
  /// "10,000元（含）至20,000元（不含）"; one amount, if both ends are the same.
  [[nodiscard]] std::string range(const MoneyRange& r) const {
    return interval(r, [&](const Ratio& x) { return money(x); });
  }
  template <class Print>
  [[nodiscard]] std::string interval(const MoneyRange& r, Print print) const {
    if (!r.min && !r.max) return say("没有限额", "without limit");
    if (r.is_point()) return print(*r.min);
    if (!r.min) return say(r.max_included ? "不超过" : "低于", r.max_included ? "not above " : "below ") + print(*r.max);
    if (!r.max) return say(r.min_included ? "不低于" : "高于", r.min_included ? "not below " : "above ") + print(*r.min);
    const auto end = [&](const Ratio& x, bool included) {
      return print(x) + (included ? say("（含）", " (included)") : say("（不含）", " (excluded)"));
    };
    return end(*r.min, r.min_included) + say("至", " to ") + end(*r.max, r.max_included);
  }
  /// 大写 of an amount that is a whole number of fen; empty where there is none.
  [[nodiscard]] std::string capitals(const Ratio& amount) const {
    if (currency_ != "CNY" || !(amount * Ratio{100}).is_whole()) return {};
    try {
      const Result<std::string> text = to_capitals(to_fen(amount, Rounding::half_up));
      return text ? *text : std::string{};
    } catch (const Overflow&) {
      return {};
    }
  }
  [[nodiscard]] std::string unit(std::string_view name) const {
    if (const std::size_t slash = name.find('/'); slash != std::string_view::npos) {
      return unit(name.substr(0, slash)) + "/" + unit(name.substr(slash + 1));
    }
    return name_of(name, unit_words);
  }
  /// A number of a fact in its own unit.
  [[nodiscard]] std::string number(const Fact& fact, const Ratio& x) const {
    switch (fact.kind) {
      case FactKind::money: return money(x);
      case FactKind::ratio: return grouped(x.percent_text());
      case FactKind::date: return day(x);
      case FactKind::quantity: return with_unit(x, fact.unit);
      default: return grouped(x.text());
    }
  }
  [[nodiscard]] std::string with_unit(const Ratio& x, std::string_view name) const {
    const std::string of = unit(name);
    return grouped(x.text()) + (zh_ || of.empty() ? "" : " ") + of;
  }
  [[nodiscard]] static std::string day(const Ratio& days) {
    return Date::of(1, 1, 1)->plus_days(static_cast<std::int64_t>(days.numerator())).text();
  }

  // ---------------------------------------------------------------- where it stands

  /// "第23条第1款", "表2-1因素5第2级"; in English "art. 23 para. 1", "table 2-1 factor 5 level 2".
  [[nodiscard]] std::string source(const Source& source) const {
    std::string text;
    for (const SourceWords& words : source_words) {
      const std::string& number = source.get(words.key);
      if (!number.empty()) join(text, "", " ", zh_ ? words.zh(number) : words.en(number));
    }
    // A note tells rows of one article apart; it is printed where it is all there is.
    return text.empty() ? source.get("note") : text;
  }
  [[nodiscard]] std::string title(const Pack& pack) const {
    return zh_ && !pack.title.zh.starts_with("《") ? "《" + of(pack.title) + "》" : of(pack.title);
  }

  // ---------------------------------------------------------------- facts and conditions

  [[nodiscard]] std::string options(const TraceFact& fact) const {
    std::string text;
    for (std::size_t i = 0; i < fact.fact->options.size() && i < 64; ++i) {
      if ((fact.options >> i & 1U) == 0) continue;
      join(text, "、", ", ", of(fact.fact->options[i].label));
    }
    return text;
  }
  /// What the case says of a fact; 【待补】 with what is asked, where it says nothing.
  [[nodiscard]] std::string value(const TraceFact& fact) const {
    using State = TraceFact::State;
    switch (fact.state) {
      case State::absent: return say("经查明不存在", "established not to exist");
      case State::unprovable: return say("无法查明", "cannot be ascertained");
      case State::unknown: return fact.derived ? say("尚不能确定", "not determined yet") : unknown(*fact.fact);
      case State::bound:
        return interval(*trace_.interval(fact.interval), [&](const Ratio& x) { return number(*fact.fact, x); });
      case State::value: break;
    }
    switch (fact.fact->kind) {
      case FactKind::flag: return (fact.options & 1U) != 0 ? say("是", "yes") : say("否", "no");
      case FactKind::choice:
      case FactKind::choices: return quoted(options(fact));
      default: return number(*fact.fact, fact.number);
    }
  }
  [[nodiscard]] std::string unknown(const Fact& fact) const {
    if (!fact.ask.empty()) return to_fill(of(fact.ask));
    return to_fill(of(fact.label));
  }

  [[nodiscard]] std::string class_name(std::string_view id) const {
    return name_of(id, class_words);
  }
  [[nodiscard]] std::string class_name(Class c) const { return class_name(name(c)); }

  [[nodiscard]] std::string fact_label(std::string_view id) const {
    if (id == "class") return say("处罚等次", "class");
    if (id == "act_date") return say("违法行为发生日", "day of the act");
    if (id == "decision_date") return say("决定日", "day of the decision");
    if (const std::string end = end_name(id); !end.empty()) return end;
    const TraceFact* fact = trace_.fact(id);
    return fact != nullptr ? of(fact->fact->label) : std::string{id};
  }
  [[nodiscard]] std::string end_name(std::string_view id) const {
    if (id == "lower") return say("幅度下限", "the range's lower end");
    if (id == "upper") return say("幅度上限", "the range's upper end");
    if (id == "minimum") return say("法定下限", "statutory minimum");
    if (id == "maximum") return say("法定上限", "statutory maximum");
    return {};
  }

  [[nodiscard]] std::string test(std::string_view id, const Test& t) const {
    const TraceFact* fact = trace_.fact(id);
    switch (t.kind) {
      case Test::Kind::absent: return say("不存在", "does not exist");
      case Test::Kind::unprovable: return say("无法查明", "cannot be ascertained");
      case Test::Kind::yes: return say("为“是”", "is yes");
      case Test::Kind::no: return say("为“否”", "is no");
      case Test::Kind::option: {
        if (id == "class") return say("为", "is ") + quoted(class_name(t.option));
        std::string label = t.option;
        for (std::size_t i = 0; fact != nullptr && i < fact->fact->options.size(); ++i) {
          if (fact->fact->options[i].id == t.option) label = of(fact->fact->options[i].label);
        }
        const bool several = fact != nullptr && fact->fact->kind == FactKind::choices;
        return (several ? say("包括", "includes ") : say("为", "is ")) + quoted(label);
      }
      case Test::Kind::interval: break;
    }
    const bool is_day = id == "act_date" || id == "decision_date" || (fact != nullptr && fact->fact->kind == FactKind::date);
    std::string text;
    const auto end = [&](const std::optional<std::string>& bound, std::string_view zh, std::string_view zh_day, std::string_view en,
                         std::string_view en_day) {
      if (!bound) return;
      if (!text.empty()) text += say("且", " and ");
      text += is_day ? say(zh_day, en_day) : say(zh, en);
      const std::optional<Ratio> x = is_day || fact == nullptr ? std::nullopt : Ratio::parse(*bound);
      text += x ? number(*fact->fact, *x) : *bound;
    };
    end(t.interval.eq, "为", "为", "is ", "is ");
    end(t.interval.ge, "不低于", "不早于", "is not below ", "is not before ");
    end(t.interval.gt, "高于", "晚于", "is above ", "is after ");
    end(t.interval.le, "不高于", "不晚于", "is not above ", "is not after ");
    end(t.interval.lt, "低于", "早于", "is below ", "is before ");
    return text;
  }
  [[nodiscard]] std::string member(const ConditionMember& m) const {
    if (m.kind == ConditionMember::Kind::fact) {
      std::string text = quoted(fact_label(m.fact));
      if (!zh_) text += ' ';
      for (std::size_t i = 0; i < m.tests.size(); ++i) {
        if (i > 0) text += say("或者", " or ");
        text += test(m.fact, m.tests[i]);
      }
      return text;
    }
    const bool any = m.kind == ConditionMember::Kind::any;
    std::string text = any ? say("具备下列情形之一（", "one of these holds (") : say("不具备下列情形（", "none of these holds (");
    return text + conditions(m) + say("）", ")");
  }
  [[nodiscard]] std::string conditions(const ConditionMember& m) const {
    std::string text;
    for (const Condition& one : m.conditions) {
      join(text, "；", "; ", condition(one));
    }
    return text;
  }
  [[nodiscard]] std::string condition(const Condition& c) const {
    std::string text;
    for (const ConditionMember& m : c.members) {
      join(text, "，且", ", and ", member(m));
    }
    return text;
  }
  /// Why a row does not hold: what the case says, and what it would have to be.
  [[nodiscard]] std::string why_failed(const TraceRow& row) const {
    if (row.failed_at == nullptr) return say("所列条件不能同时具备", "its conditions do not hold together");
    const ConditionMember& m = *row.failed_at;
    if (m.kind == ConditionMember::Kind::any) return say("下列情形均不具备（", "none of these holds (") + conditions(m) + say("）", ")");
    if (m.kind == ConditionMember::Kind::none) return say("具备应当排除的情形（", "one of these holds (") + conditions(m) + say("）", ")");
    const TraceFact* fact = trace_.fact(m.fact);
    if (fact == nullptr || fact->state == TraceFact::State::unknown) return say("不符合：", "not so: ") + member(m);
    std::string tests;
    for (std::size_t i = 0; i < m.tests.size(); ++i) {
      if (i > 0) tests += say("或者", " or ");
      tests += test(m.fact, m.tests[i]);
    }
    if (fact->fact->kind == FactKind::flag && m.tests.size() == 1) return is(m.fact, *fact);
    return is(m.fact, *fact) + say("，本行要求", "; the row asks that it ") + tests;
  }
  [[nodiscard]] std::string is(std::string_view id, const TraceFact& fact) const {
    return quoted(fact_label(id)) + say(fact.state == TraceFact::State::value ? "为" : "", " is ") + value(fact);
  }

  /// Whether a condition says more than the facts that make it hold.
  [[nodiscard]] static bool says_more(const Condition& c) {
    return std::any_of(c.members.begin(), c.members.end(), [](const ConditionMember& m) {
      return m.kind != ConditionMember::Kind::fact || m.tests.size() > 1 ||
             (m.tests[0].kind == Test::Kind::interval && !m.tests[0].interval.eq);
    });
  }

  // ---------------------------------------------------------------- terms

  [[nodiscard]] static bool is_money(const Trace& trace, const Term& t) {
    using Op = Term::Op;
    switch (t.op) {
      case Op::fact: {
        if (t.text == "lower" || t.text == "upper" || t.text == "minimum" || t.text == "maximum") return true;
        const TraceFact* fact = trace.fact(t.text);
        return fact != nullptr && fact->fact->kind == FactKind::money;
      }
      case Op::fine_of: return true;
      case Op::divide: return is_money(trace, t.operands[0]) && !is_money(trace, t.operands[1]);
      case Op::choose:
        return std::any_of(t.rows.begin(), t.rows.end(), [&](const ChooseRow& row) { return is_money(trace, row.then); });
      default:
        return std::any_of(t.operands.begin(), t.operands.end(), [&](const Term& one) { return is_money(trace, one); });
    }
  }

  /// The value that a term had in a line, if it had one.
  [[nodiscard]] const TraceTerm* found(const TraceLine& line, const Term& t) const {
    for (const TraceTerm& term : trace_.terms(line)) {
      if (term.term == &t) return &term;
    }
    return nullptr;
  }
  [[nodiscard]] std::string amount_of(const TraceLine& line, const Term& t, bool as_money) const {
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

  /// A term with the values of its operands: "20% × 法定上限1,000,000元".
  [[nodiscard]] std::string formula(const TraceLine& line, const Term& t, bool as_money) const {
    using Op = Term::Op;
    const auto list = [&](std::string_view between, bool money_first) {
      std::string text;
      for (std::size_t i = 0; i < t.operands.size(); ++i) {
        if (i > 0) text += between;
        const Term& one = t.operands[i];
        const bool nested = one.op == Op::sum || one.op == Op::minus;
        const std::string inner = formula(line, one, as_money && (money_first || (t.op == Op::product && i == money_operand(t))));
        text += nested ? say("（", "(") + inner + say("）", ")") : inner;
      }
      return text;
    };
    switch (t.op) {
      case Op::number: return amount_of(line, t, as_money);
      case Op::fact: return fact_label(t.text) + (zh_ ? "" : " ") + amount_of(line, t, as_money);
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
               (t.way == "up" ? say("（进位）", " (up)") : t.way == "down" ? say("（舍去）", " (down)") : say("（四舍五入）", " (half up)"));
      case Op::elapsed:
        return list(say("至", " to "), false) + say("，共", ", ") + amount_of(line, t, false) + unit(t.text);
      case Op::count: return say("具备的情形数", "number of circumstances that hold: ") + amount_of(line, t, false);
      case Op::choose: return amount_of(line, t, as_money);
      case Op::fine_of: return subject_name(t.text) + say("罚款", "'s fine ") + amount_of(line, t, true);
    }
    return {};
  }
  /// Which factor of a product is the money: a plain number, where no other factor is.
  [[nodiscard]] std::size_t money_operand(const Term& product) const {
    for (std::size_t i = 0; i < product.operands.size(); ++i) {
      if (is_money(trace_, product.operands[i])) return i;
    }
    for (std::size_t i = 0; i < product.operands.size(); ++i) {
      if (product.operands[i].op == Term::Op::number) return i;
    }
    return 0;
  }

  [[nodiscard]] std::string subject_name(std::string_view id) const {
    if (id == "party") return say("当事人", "the party");
    for (const TraceSubject& subject : trace_.subjects) {
      if (subject.id == id && subject.label != nullptr) return of(*subject.label);
    }
    return std::string{id};
  }

 private:
  const Trace& trace_;
  bool zh_;
  Language language_;
  std::string_view currency_;
};

}  // namespace cailiang::detail
