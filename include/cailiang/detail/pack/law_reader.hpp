// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "cailiang/detail/pack/reader.hpp"
#include "cailiang/law/fine.hpp"

namespace cailiang::detail {

/// Reads what rows are made of: labels, sources, conditions, terms, fines.
class LawReader : public Reader {
 public:
  using Reader::Reader;

  /// In which language a label must be there: Chinese, English (a pack of another country), or any (a file that names
  /// no region).
  enum class Tongue : unsigned char { zh, en, any };
  Tongue tongue = Tongue::any;

  [[nodiscard]] Label label(const Node& at) {
    Label label;
    if (!object(at, {"zh", "en"})) return label;
    label.zh = text(at["zh"]);
    label.en = text(at["en"]);
    const bool missing = tongue == Tongue::zh   ? !at.has("zh")
                         : tongue == Tongue::en ? !at.has("en")
                                                : at.json->members.empty();
    if (missing)
      find(Errc::missing_label, at,
           tongue == Tongue::en ? "the label needs its English text (en)" : "the label needs its Chinese text (zh)");
    return label;
  }

  /// The row's own source over that of the rows around it.
  [[nodiscard]] Source source(const Node& at, Source outer = {}) {
    if (!is(at, Json::Kind::object, "an object")) return outer;
    members(at, 1, [&](const std::string& key, const Node& value) {
      const auto place = std::find(Source::keys.begin(), Source::keys.end(), key);
      if (place == Source::keys.end()) {
        find(Errc::unknown_key, value, "no key " + in_quotes(key) + " in a source" + suggestion(key, Source::keys));
      } else {
        outer.values[static_cast<std::size_t>(place - Source::keys.begin())] = text(value);
      }
    });
    return outer;
  }

  [[nodiscard]] Condition condition(const Node& at) {
    Condition condition;
    members(at, 1, [&](const std::string& key, const Node& value) {
      ConditionMember member;
      if (key == "any" || key == "none") {
        member.kind = key == "any" ? ConditionMember::Kind::any : ConditionMember::Kind::none;
        list(value, key == "any" ? 2 : 1,
             [&](const Node& item) { member.conditions.push_back(this->condition(item)); });
      } else {
        if (!is_one_of(key, engine_facts)) fact_name(value, key);
        member.fact = key;
        if (value.is(Json::Kind::list)) {
          list(value, 2, [&](const Node& item) { member.tests.push_back(test(item)); });
        } else {
          member.tests.push_back(test(value));
        }
      }
      condition.members.push_back(std::move(member));
    });
    return condition;
  }

  /// An interval of numbers or dates.
  [[nodiscard]] Ends<std::string> interval(const Node& at) {
    if (!object(at, {"eq", "ge", "gt", "le", "lt"})) return {};
    return ends<std::string>(at, [this](const Node& end) {
      // "2026-08-15" is a date; "-5" is a number.
      const bool dated = end.is(Json::Kind::text) && end.json->text.find('-', 1) != std::string::npos;
      if (!dated) return number(end);
      static_cast<void>(date(end));
      return end.json->text;
    });
  }

  [[nodiscard]] Term term(const Node& at) {
    Term term;
    if (at.is(Json::Kind::text)) {
      term.text = text(at);
      if (is_meant_as_number(term.text)) {
        static_cast<void>(number(at));
        return term;
      }
      term.op = Term::Op::fact;
      if (term.text == "class") {
        find(Errc::reserved_name, at, "\"class\" is no number");
      } else if (!is_one_of(term.text, engine_facts)) {
        fact_name(at, term.text);
      }
      return term;
    }
    if (!is(at, Json::Kind::object, "a number as text, a fact, or an operation")) return term;
    if (!object(at, {"sum", "product", "minus", "divide", "larger_of", "smaller_of", "choose", "round", "to", "way",
                     "elapsed", "unit", "count", "fine_of"})) {
      return term;
    }
    operation(at, term);
    return term;
  }

  [[nodiscard]] Fine fine(const Node& at) {
    Fine fine;
    if (at.is(Json::Kind::text)) {
      fine.none = true;
      static_cast<void>(word(at, {"none"}));
      return fine;
    }
    if (!is(at, Json::Kind::object, "\"none\" or a range")) return fine;
    if (!at.has("either")) return range(at);
    if (object(at, {"either"})) {
      list(at["either"], 2, [&](const Node& track) { fine.either.push_back(range(track)); });
    }
    return fine;
  }

  [[nodiscard]] Sanction sanction(const Node& at) {
    Sanction sanction;
    if (!object(at, {"kind", "label", "mode", "when", "amount", "unit", "source"})) return sanction;
    sanction.kind =
        word(need(at, "kind"), {"warning", "criticism", "confiscate_gains", "confiscate_goods", "confiscate_tools",
                                "suspend_licence", "lower_grade", "revoke_licence", "restrict_activity",
                                "suspend_business", "close", "ban", "detention", "points", "order", "refer"});
    sanction.label = label(at["label"]);
    sanction.mode = word(need(at, "mode"), {"shall", "may", "instead"});
    if (const Node when = at["when"]) sanction.when = condition(when);
    if (const Node amount = at["amount"]; object(amount, {"eq", "ge", "gt", "le", "lt", "point"})) {
      sanction.amount.emplace();
      sanction.amount->ends = ends<Term>(amount, [this](const Node& end) { return term(end); });
      if (const Node point = amount["point"]) sanction.amount->point = term(point);
    }
    if (const Node unit = at["unit"]) {
      sanction.unit = word(unit, {"day", "month", "times", "money"});
      if (!at.has("amount")) find(Errc::bad_combination, unit, "a unit needs an amount beside it");
      if (sanction.unit == "money" && !sanction.kind.starts_with("confiscate_")) {
        find(Errc::bad_combination, unit, "only a confiscation has an amount of money");
      }
    }
    static_cast<void>(source(at["source"]));
    return sanction;
  }

  /// Reports a name that no fact can have.
  void fact_name(const Node& at, const std::string& name) {
    if (is_one_of(name, grammar_words) || is_one_of(name, engine_facts)) {
      find(Errc::reserved_name, at, in_quotes(name) + " is a word of the format and no name of a fact");
    } else if (!is_id(name)) {
      find(Errc::bad_id, at,
           in_quotes(name) + " is no fact: a small letter, then small letters, digits and underscores");
    }
  }

  /// Reports every row without `when` but the first, and one that stands before another row where it must be the last.
  template <class Row>
  void otherwise(const Node& list, const std::vector<Row>& rows, bool last) {
    bool seen = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].when) continue;
      const Node row{&list.json->items[i], &list, {}, i};
      if (unread(row)) continue;
      if (seen) {
        find(Errc::several_otherwise, row, "a second row without \"when\"; a list has at most one");
      } else if (last && i + 1 != rows.size()) {
        find(Errc::otherwise_not_last, row,
             "the row without \"when\" stands last here; the rows behind it would never be reached");
      }
      seen = true;
    }
  }

 private:
  /// A sign, a point or a digit comes first, of ASCII or of full width (U+FF0B to U+FF19: EF BC 8B to EF BC 99).
  [[nodiscard]] static bool is_meant_as_number(std::string_view text) noexcept {
    if (text.empty()) return true;
    constexpr std::string_view first = "+-.0123456789";
    if (first.find(text.front()) != std::string_view::npos) return true;
    return text.size() >= 3 && text.starts_with("\xEF\xBC") && text[2] >= '\x8B' && text[2] <= '\x99';
  }

  [[nodiscard]] Test test(const Node& at) {
    Test test;
    if (at.is(Json::Kind::boolean)) {
      test.kind = at.json->boolean ? Test::Kind::yes : Test::Kind::no;
    } else if (at.is(Json::Kind::text)) {
      const std::string& value = at.json->text;
      if (value == "absent" || value == "unprovable") {
        test.kind = value == "absent" ? Test::Kind::absent : Test::Kind::unprovable;
      } else {
        test.kind = Test::Kind::option;
        test.option = id(at);
      }
    } else if (is(at, Json::Kind::object, "true, false, an option, \"absent\", \"unprovable\" or an interval")) {
      test.kind = Test::Kind::interval;
      test.interval = interval(at);
    }
    return test;
  }

  [[nodiscard]] Fine range(const Node& at) {
    Fine fine;
    if (!object(at, {"eq", "ge", "gt", "le", "lt", "base", "at_least", "at_most", "point"})) return fine;
    fine.ends = ends<Term>(at, [this](const Node& end) { return term(end); });
    if (const Node base = at["base"]) {
      fine.base_is_range = base.is(Json::Kind::text) && base.json->text == "range";
      if (!fine.base_is_range) fine.base = term(base);
    }
    if (const Node clip = at["at_least"]) fine.at_least = term(clip);
    if (const Node clip = at["at_most"]) fine.at_most = term(clip);
    if (const Node point = at["point"]) fine.point = term(point);
    return fine;
  }

  void operands(const Node& at, Term::Op op, std::size_t least, std::size_t most, Term& term) {
    term.op = op;
    list(at, least, [&](const Node& item) { term.operands.push_back(this->term(item)); });
    if (term.operands.size() > most)
      find(Errc::bad_combination, at, "only " + std::to_string(most) + " operands belong here");
  }

  void operation(const Node& at, Term& term) {
    using Op = Term::Op;
    constexpr std::size_t any_number = static_cast<std::size_t>(-1);
    std::string_view name;
    for (const std::string_view op : {"sum", "product", "minus", "divide", "larger_of", "smaller_of", "choose", "round",
                                      "elapsed", "count", "fine_of"}) {
      if (!at.has(op)) continue;
      if (!name.empty())
        find(Errc::bad_combination, at, "one operation only: " + in_quotes(name) + " or " + in_quotes(op));
      if (name.empty()) name = op;
    }
    const Node operand = at[name];
    if (name.empty()) {
      find(Errc::missing_key, at, "an operation is missing here");
    } else if (name == "sum" || name == "product" || name == "larger_of" || name == "smaller_of") {
      operands(operand,
               name == "sum"         ? Op::sum
               : name == "product"   ? Op::product
               : name == "larger_of" ? Op::larger_of
                                     : Op::smaller_of,
               2, any_number, term);
    } else if (name == "minus" || name == "divide") {
      operands(operand, name == "minus" ? Op::minus : Op::divide, 2, 2, term);
    } else if (name == "choose") {
      term.op = Op::choose;
      list(operand, 1, [&](const Node& row) { term.rows.push_back(choose_row(row)); });
      if (operand.is(Json::Kind::list)) otherwise(operand, term.rows, true);
    } else if (name == "round") {
      term.op = Op::round;
      term.operands.push_back(this->term(operand));
      const Node to = need(at, "to");
      term.text = number(to);
      if (const auto unit = Ratio::parse(term.text); unit && (unit->is_negative() || unit->is_zero())) {
        find(Errc::bad_value, to, "rounding goes to multiples of a number above 0");
      }
      term.way = word(need(at, "way"), {"up", "down", "half_up"});
    } else if (name == "elapsed") {
      operands(operand, Op::elapsed, 2, 2, term);
      term.text = word(need(at, "unit"), {"day", "month", "year"});
    } else if (name == "count") {
      term.op = Op::count;
      list(operand, 1, [&](const Node& item) { term.conditions.push_back(condition(item)); });
    } else {
      term.op = Op::fine_of;
      term.text = id(operand);
    }
    if (name != "round" && (at.has("to") || at.has("way")))
      find(Errc::bad_combination, at, "\"to\" and \"way\" belong to \"round\"");
    if (name != "elapsed" && at.has("unit")) find(Errc::bad_combination, at, "\"unit\" belongs to \"elapsed\"");
  }

  [[nodiscard]] ChooseRow choose_row(const Node& at) {
    ChooseRow row;
    if (!object(at, {"when", "then", "label", "source"})) return row;
    if (const Node when = at["when"]) row.when = condition(when);
    row.then = term(need(at, "then"));
    row.label = label(at["label"]);
    row.own_source = at.has("source");
    row.source = source(at["source"], outer_source);
    return row;
  }

 protected:
  /// The source of the row being read, which rows inside its terms inherit.
  Source outer_source;
};

}  // namespace cailiang::detail
