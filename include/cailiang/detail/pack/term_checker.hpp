// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/law/kinds.hpp"
#include "cailiang/detail/pack/place.hpp"
#include "cailiang/detail/pack/reader.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang::detail {

/// Checks conditions, terms and fines: that their facts exist, are tested as what they are, and go together.
class TermChecker {
 public:
  TermChecker(const Pack& pack, std::span<const Pack* const> used) : pack_{pack}, used_{used} {
    // The pack's own declaration counts, then the first of the packs in use.
    for (const Fact& fact : pack.facts) facts_.emplace(fact.id, &fact);
    for (const Pack* other : used) {
      for (const Fact& fact : other->facts) facts_.emplace(fact.id, &fact);
    }
  }

 protected:
  /// Which of the engine's own names may stand at a place.
  struct Scope {
    bool band = false;     ///< lower, upper, minimum, maximum: where a range arrives
    bool grade = false;    ///< class: once the circumstances were examined
    bool fine_of = false;  ///< in fines
  };

  void find(Errc code, const Place& at, std::string message) {
    if (findings_.size() < findings_limit) findings_.push_back({code, at.pointer(), std::move(message)});
  }

  [[nodiscard]] const Fact* fact(std::string_view id) const {
    const auto found = facts_.find(id);
    return found == facts_.end() ? nullptr : found->second;
  }

  template <class Items>
  [[nodiscard]] static std::vector<std::string_view> ids_of(const Items& items) {
    std::vector<std::string_view> ids;
    ids.reserve(items.size());
    for (const auto& item : items) ids.emplace_back(item.id);
    return ids;
  }

  void check(const std::optional<Condition>& condition, const Place& at, Scope scope) {
    if (condition) check(*condition, at, scope);
  }

  void check(const Condition& condition, const Place& at, Scope scope) {
    for (const ConditionMember& member : condition.members) {
      if (member.kind != ConditionMember::Kind::fact) {
        each(at / (member.kind == ConditionMember::Kind::any ? "any" : "none"), member.conditions,
             [&](const Condition& inner, const Place& place) { check(inner, place, scope); });
        continue;
      }
      const Place place = at / std::string_view{member.fact};
      if (!may_stand(member.fact, place, scope)) continue;
      for (std::size_t i = 0; i < member.tests.size(); ++i) {
        if (member.tests.size() == 1) {
          test(member.fact, member.tests[i], place);
        } else {
          test(member.fact, member.tests[i], place / i);
        }
      }
    }
  }

  /// The kinds that the term can have. What is wrong in it was reported, and it may then be anything.
  Kinds kinds(const Term& term, const Place& at, Scope scope) {
    switch (term.op) {
      case Term::Op::number:
        return kinds_of_number(term.text);
      case Term::Op::fact:
        return kinds_of_fact(term.text, at, scope);
      case Term::Op::sum:
        return alike(term, at / "sum", scope);
      case Term::Op::minus:
        return alike(term, at / "minus", scope);
      case Term::Op::larger_of:
        return alike(term, at / "larger_of", scope);
      case Term::Op::smaller_of:
        return alike(term, at / "smaller_of", scope);
      case Term::Op::product:
        return product(term, at / "product", scope);
      case Term::Op::divide: {
        const Place operands = at / "divide";
        const Kinds made = quotient_of(number_kinds(term.operands[0], operands / 0, scope),
                                       number_kinds(term.operands[1], operands / 1, scope));
        return made.set == 0 ? mismatch(operands, "these cannot be divided") : made;
      }
      case Term::Op::choose: {
        Kinds common;
        each(at / "choose", term.rows, [&](const ChooseRow& row, const Place& place) {
          check(row.when, place / "when", scope);
          meet(common, kinds(row.then, place / "then", scope), place / "then");
        });
        return common;
      }
      case Term::Op::round:
        return number_kinds(term.operands[0], at / "round", scope);
      case Term::Op::elapsed:
        each(at / "elapsed", term.operands, [&](const Term& operand, const Place& place) {
          if (!kinds(operand, place, scope).may_be(Kinds::date))
            find(Errc::kind_mismatch, place, "a date belongs here");
        });
        return {Kinds::quantity | Kinds::count};
      case Term::Op::count:
        each(at / "count", term.conditions,
             [&](const Condition& condition, const Place& place) { check(condition, place, scope); });
        return {Kinds::count};
      case Term::Op::fine_of:
        if (!scope.fine_of) find(Errc::not_allowed_here, at / "fine_of", "\"fine_of\" stands in fines only");
        if (!is_subject(term.text)) {
          find(Errc::unknown_reference, at / "fine_of",
               "no subject \"" + term.text + "\"" + suggestion(term.text, subjects()));
        }
        return {Kinds::money};
    }
    return {};
  }

  void need(const Term& term, const Place& at, Scope scope, unsigned kind) {
    const Kinds found = kinds(term, at, scope);
    if (!found.may_be(kind))
      find(Errc::kind_mismatch, at, in_words({kind}) + " belongs here; this is " + in_words(found));
  }
  void need(const std::optional<Term>& term, const Place& at, Scope scope, unsigned kind) {
    if (term) need(*term, at, scope, kind);
  }

  void check(const Fine& fine, const Place& at, Scope scope) {
    each(at / "either", fine.either, [&](const Fine& track, const Place& place) { check(track, place, scope); });
    if (fine.none || !fine.either.empty()) return;
    std::optional<Kinds> base;
    if (fine.base) base = number_kinds(*fine.base, at / "base", scope);
    const auto end = [&](const std::optional<Term>& term, std::string_view key) {
      if (!term) return;
      const Place place = at / key;
      not_negative(*term, place);
      if (fine.base_is_range) return need(*term, place, scope, Kinds::ratio);
      if (!base) return need(*term, place, scope, Kinds::money);
      const Kinds factor = number_kinds(*term, place, scope);
      if (!product_of(factor, *base).may_be(Kinds::money)) {
        find(Errc::kind_mismatch, place, in_words(factor) + " times the base, " + in_words(*base) + ", is no money");
      }
    };
    end(fine.ends.eq, "eq");
    end(fine.ends.ge, "ge");
    end(fine.ends.gt, "gt");
    end(fine.ends.le, "le");
    end(fine.ends.lt, "lt");
    end(fine.point, "point");
    const auto clip = [&](const std::optional<Term>& term, std::string_view key) {
      if (!term) return;
      not_negative(*term, at / key);
      need(*term, at / key, scope, Kinds::money);
    };
    clip(fine.at_least, "at_least");
    clip(fine.at_most, "at_most");
    crossing(fine.ends, at);
    if (above(number(fine.at_least), number(fine.at_most)))
      find(Errc::crossing_clips, at, "at_least lies above at_most");
  }

  void check(const std::vector<Sanction>& sanctions, const Place& at, Scope scope) {
    scope.fine_of = false;
    each(at, sanctions, [&](const Sanction& sanction, const Place& place) {
      check(sanction.when, place / "when", scope);
      if (!sanction.amount) return;
      const unsigned numbers = Kinds::ratio | Kinds::count | Kinds::quantity;
      const unsigned kind = sanction.unit == "money" ? Kinds::money
                            : sanction.unit.empty()  ? Kinds::money | numbers
                                                     : numbers;
      const Place amount = place / "amount";
      const auto end = [&](const std::optional<Term>& term, std::string_view key) {
        if (!term) return;
        not_negative(*term, amount / key);
        need(*term, amount / key, scope, kind);
      };
      end(sanction.amount->ends.eq, "eq");
      end(sanction.amount->ends.ge, "ge");
      end(sanction.amount->ends.gt, "gt");
      end(sanction.amount->ends.le, "le");
      end(sanction.amount->ends.lt, "lt");
      end(sanction.amount->point, "point");
      crossing(sanction.amount->ends, amount);
      if (!sanction.unit.empty() && sanction.unit != "money" && sanction.kind.starts_with("confiscate_")) {
        find(Errc::unit_mismatch, place / "unit", "what is confiscated is an amount of money");
      }
    });
  }

  [[nodiscard]] bool is_subject(std::string_view id) const {
    const std::vector<std::string_view> known = subjects();
    return std::find(known.begin(), known.end(), id) != known.end();
  }

  [[nodiscard]] std::vector<std::string_view> subjects() const {
    std::vector<std::string_view> names{"party"};
    for (const auto& [name, label] : pack_.subjects) names.push_back(name);
    for (const Pack* other : used_) {
      for (const auto& [name, label] : other->subjects) names.push_back(name);
    }
    return names;
  }

  /// The lower end lies above the upper end: both are numbers or dates as written.
  template <class T>
  void crossing(const Ends<T>& ends, const Place& at) {
    const auto& low = ends.ge ? ends.ge : ends.gt;
    const auto& high = ends.le ? ends.le : ends.lt;
    if (above(number(low), number(high))) find(Errc::crossing_ends, at, "the lower end lies above the upper end");
  }

  const Pack& pack_;
  std::span<const Pack* const> used_;
  Findings findings_;
  std::map<std::string_view, const Fact*> facts_;

 private:
  static constexpr std::string_view classes_[] = {"reduced", "lenient", "standard", "heavier"};

  [[nodiscard]] static std::optional<Ratio> number(const std::optional<Term>& term) {
    return term && term->op == Term::Op::number ? Ratio::parse(term->text) : std::nullopt;
  }
  [[nodiscard]] static std::optional<Ratio> number(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    // Only the order of dates matters here.
    if (const auto day = Date::parse(*text)) return Ratio{day->year() * 10000 + day->month() * 100 + day->day()};
    return Ratio::parse(*text);
  }
  [[nodiscard]] static bool above(const std::optional<Ratio>& a, const std::optional<Ratio>& b) {
    return a && b && *b < *a;
  }

  void not_negative(const Term& term, const Place& at) {
    if (term.op == Term::Op::number && term.text.starts_with('-'))
      find(Errc::negative_amount, at, "\"" + term.text + "\" is negative");
  }

  Kinds mismatch(const Place& at, std::string message) {
    find(Errc::kind_mismatch, at, std::move(message));
    return {};
  }

  static bool is_band(std::string_view name) {
    return name == "lower" || name == "upper" || name == "minimum" || name == "maximum";
  }

  /// False, with a finding, for a name of the engine that does not stand here and for a fact that nobody declares.
  bool may_stand(const std::string& name, const Place& at, Scope scope) {
    if (is_band(name)) {
      if (!scope.band)
        find(Errc::not_allowed_here, at,
             "\"" + name + "\" stands in tables, steps and the rule no_minimum only: elsewhere no range arrives");
      return scope.band;
    }
    if (name == "class") {
      if (!scope.grade) find(Errc::not_allowed_here, at, "\"class\" is not yet known here: the circumstances set it");
      return scope.grade;
    }
    if (name == "act_date" || name == "decision_date" || fact(name) != nullptr) return true;
    std::vector<std::string_view> known{"class", "act_date", "decision_date"};
    for (const auto& [id, declared] : facts_) known.push_back(id);
    find(Errc::unknown_fact, at, "no pack in use declares the fact \"" + name + "\"" + suggestion(name, known));
    return false;
  }

  void test(const std::string& name, const Test& test, const Place& at) {
    using Kind = Test::Kind;
    if (is_band(name)) {
      if (test.kind != Kind::absent) find(Errc::bad_test, at, "\"" + name + "\" is tested for \"absent\" only");
      return;
    }
    if (name == "class") {
      if (test.kind != Kind::option) {
        find(Errc::bad_test, at, "the class is reduced, lenient, standard or heavier");
      } else if (!is_one_of(test.option, classes_)) {
        find(Errc::unknown_option, at, "no class \"" + test.option + "\"" + suggestion(test.option, classes_));
      }
      return;
    }
    if (name == "act_date" || name == "decision_date") {
      if (test.kind != Kind::interval) {
        find(Errc::bad_test, at, "a date is tested by an interval");
      } else {
        bounds(test.interval, FactKind::date, at);
      }
      return;
    }
    const Fact& tested = *fact(name);
    switch (test.kind) {
      case Kind::absent:
        if (!tested.may_be_absent && !tested.derived() && tested.kind != FactKind::choices) {
          find(Errc::bad_test, at, "\"" + name + "\" is never absent: its may_be does not say so");
        }
        return;
      case Kind::unprovable:
        if (!tested.may_be_unprovable && !pack_.rules.unprovable_lightest) {
          find(Errc::bad_test, at,
               "\"" + name + "\" is never unprovable: neither its may_be nor the rule unprovable says so");
        }
        return;
      case Kind::yes:
      case Kind::no:
        if (tested.kind != FactKind::flag)
          find(Errc::bad_test, at, "\"" + name + "\" is no flag; true and false are tests of flags");
        return;
      case Kind::option:
        return option(tested, test.option, at);
      case Kind::interval:
        if (kind_of(tested.kind) == 0) {
          find(Errc::bad_test, at, "\"" + name + "\" is no number and no date; an interval does not fit");
        } else {
          bounds(test.interval, tested.kind, at);
        }
        return;
    }
  }

  void option(const Fact& tested, const std::string& option, const Place& at) {
    if (tested.kind != FactKind::choice && tested.kind != FactKind::choices) {
      return find(Errc::bad_test, at,
                  "\"" + tested.id + "\" is no choice; \"" + option + "\" cannot be one of its values");
    }
    const std::vector<std::string_view> known = ids_of(tested.options);
    if (!is_one_of(option, known))
      find(Errc::unknown_option, at,
           "\"" + tested.id + "\" has no option \"" + option + "\"" + suggestion(option, known));
  }

  Kinds kinds_of_fact(const std::string& name, const Place& at, Scope scope) {
    if (!may_stand(name, at, scope)) return {};
    if (is_band(name)) return {Kinds::money};
    if (name == "act_date" || name == "decision_date") return {Kinds::date};
    if (name == "class") return mismatch(at, "\"class\" is no number");
    const Fact& operand = *fact(name);
    const unsigned kind = kind_of(operand.kind);
    if (kind == 0) return mismatch(at, "\"" + name + "\" is no number");
    return {kind, operand.unit};
  }

  /// Kinds of a term that is reckoned with.
  Kinds number_kinds(const Term& term, const Place& at, Scope scope) {
    Kinds found = kinds(term, at, scope);
    if (found.set == Kinds::date) return mismatch(at, "a date is no number; \"elapsed\" counts the time between two");
    found.set &= ~static_cast<unsigned>(Kinds::date);
    return found;
  }

  /// Narrows `common` to what it shares with the next operand.
  void meet(Kinds& common, const Kinds& next, const Place& at) {
    if ((common.set & next.set) == 0) {
      find(Errc::kind_mismatch, at, in_words(next) + " does not go with " + in_words(common));
      return;
    }
    common.set &= next.set;
    if (common.set == Kinds::quantity && !common.unit.empty() && !next.unit.empty() && common.unit != next.unit) {
      find(Errc::unit_mismatch, at,
           "\"" + std::string{next.unit} + "\" does not go with \"" + std::string{common.unit} + "\"");
    }
    if (common.unit.empty()) common.unit = next.unit;
  }

  Kinds alike(const Term& term, const Place& at, Scope scope) {
    Kinds common;
    each(at, term.operands,
         [&](const Term& operand, const Place& place) { meet(common, number_kinds(operand, place, scope), place); });
    return common;
  }

  Kinds product(const Term& term, const Place& at, Scope scope) {
    // A rate comes before the quantities it is a rate of, whatever the order of print.
    std::vector<Kinds> factors;
    std::vector<Kinds> quantities;
    each(at, term.operands, [&](const Term& operand, const Place& place) {
      const Kinds factor = number_kinds(operand, place, scope);
      (factor.set == Kinds::quantity ? quantities : factors).push_back(factor);
    });
    factors.insert(factors.end(), quantities.begin(), quantities.end());
    Kinds made = factors.front();
    for (std::size_t i = 1; i < factors.size(); ++i) {
      const Kinds next = product_of(made, factors[i]);
      if (next.set == 0)
        return mismatch(
            at, in_words(made) + " times " + in_words(factors[i]) + " is neither money nor a number of the format");
      made = next;
    }
    return made;
  }

 protected:
  /// The bounds of a test or domain are numbers for numbers and dates for dates.
  void bounds(const Ends<std::string>& ends, FactKind kind, const Place& at) {
    const auto bound = [&](const std::optional<std::string>& text, std::string_view key) {
      if (!text || Date::parse(*text).has_value() == (kind == FactKind::date)) return;
      find(Errc::bad_test, at / key,
           kind == FactKind::date ? "a date belongs here" : "a number belongs here, not a date");
    };
    bound(ends.eq, "eq");
    bound(ends.ge, "ge");
    bound(ends.gt, "gt");
    bound(ends.le, "le");
    bound(ends.lt, "lt");
  }
};

}  // namespace cailiang::detail
