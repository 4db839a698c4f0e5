// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/law/kinds.hpp"
#include "cailiang/detail/pack/meaning/condition_checker.hpp"

namespace cailiang::detail {

/// Checks terms: what kind of number each is, and that operands go together.
class TermChecker : public ConditionChecker {
 public:
  using ConditionChecker::ConditionChecker;

 protected:
  /// The kinds that the term can have. What is wrong in it was reported, and it may then be anything.
  Kinds kinds(const Term& term, const Place& at, Scope scope) {
    if (unread(at)) return {};
    switch (term.op) {
      case Term::Op::number: return kinds_of_number(term.text);
      case Term::Op::fact: return kinds_of_fact(term.text, at, scope);
      case Term::Op::sum: return alike(term, at / "sum", scope);
      case Term::Op::minus: return alike(term, at / "minus", scope);
      case Term::Op::larger_of: return alike(term, at / "larger_of", scope);
      case Term::Op::smaller_of: return alike(term, at / "smaller_of", scope);
      case Term::Op::product: return product(term, at / "product", scope);
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
      case Term::Op::round: return number_kinds(term.operands[0], at / "round", scope);
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
               "no subject \"" + term.text + "\"" + suggested(term.text, subjects()));
        }
        return {Kinds::money};
    }
    return {};
  }

  /// Kinds of a term that is reckoned with.
  Kinds number_kinds(const Term& term, const Place& at, Scope scope) {
    Kinds found = kinds(term, at, scope);
    if (found.set == Kinds::date) return mismatch(at, "a date is no number; \"elapsed\" counts the time between two");
    found.set &= ~static_cast<unsigned>(Kinds::date);
    return found;
  }

  void need(const Term& term, const Place& at, Scope scope, unsigned kind) {
    const Kinds found = kinds(term, at, scope);
    if (!found.may_be(kind))
      find(Errc::kind_mismatch, at, in_words({kind}) + " belongs here; this is " + in_words(found));
  }
  void need(const std::optional<Term>& term, const Place& at, Scope scope, unsigned kind) {
    if (term) need(*term, at, scope, kind);
  }

  [[nodiscard]] bool is_subject(std::string_view id) { return subjects().contains(id); }
  [[nodiscard]] const std::set<std::string_view>& subjects() {
    if (!subjects_.empty()) return subjects_;
    subjects_.insert("party");
    for (const auto& [name, label] : pack_.subjects) subjects_.insert(name);
    for (const Pack* other : used_) {
      for (const auto& [name, label] : other->subjects) subjects_.insert(name);
    }
    return subjects_;
  }

 private:
  Kinds mismatch(const Place& at, std::string message) {
    find(Errc::kind_mismatch, at, std::move(message));
    return {};
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

  std::set<std::string_view> subjects_;
};

}  // namespace cailiang::detail
