// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cailiang/detail/law/kinds.hpp"
#include "cailiang/detail/pack/meaning/term_checker.hpp"

namespace cailiang::detail {

/// Checks fines and what stands beside them: that their ends are amounts and do not cross.
class FineChecker : public TermChecker {
 public:
  using TermChecker::TermChecker;

 protected:
  using TermChecker::check;

  void check(const Fine& fine, const Place& at, Scope scope) {
    each(at / "either", fine.either, [&](const Fine& track, const Place& place) { check(track, place, scope); });
    if (fine.none || !fine.either.empty()) return;
    std::optional<Kinds> base;
    if (fine.base) base = number_kinds(*fine.base, at / "base", scope);
    const auto amount = [&](const Term& term, std::string_view key) {
      const Place place = at / key;
      not_negative(term, place);
      if (unread(at / "base")) return;
      if (fine.base_is_range) return need(term, place, scope, Kinds::ratio);
      if (!base) return need(term, place, scope, Kinds::money);
      const Kinds factor = number_kinds(term, place, scope);
      if (!product_of(factor, *base).may_be(Kinds::money)) {
        find(Errc::kind_mismatch, place, in_words(factor) + " times the base, " + in_words(*base) + ", is no money");
      }
    };
    each_end(fine.ends, amount);
    if (fine.point) amount(*fine.point, "point");
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
      const Place at_amount = place / "amount";
      const auto amount = [&](const Term& term, std::string_view key) {
        not_negative(term, at_amount / key);
        need(term, at_amount / key, scope, kind);
      };
      each_end(sanction.amount->ends, amount);
      if (sanction.amount->point) amount(*sanction.amount->point, "point");
      crossing(sanction.amount->ends, at_amount);
      if (!sanction.unit.empty() && sanction.unit != "money" && sanction.kind.starts_with("confiscate_")) {
        find(Errc::unit_mismatch, place / "unit", "what is confiscated is an amount of money");
      }
    });
  }

 private:
  void not_negative(const Term& term, const Place& at) {
    if (term.op == Term::Op::number && term.text.starts_with('-'))
      find(Errc::negative_amount, at, "\"" + term.text + "\" is negative");
  }
};

}  // namespace cailiang::detail
