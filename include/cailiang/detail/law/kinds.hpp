// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "cailiang/law/fact.hpp"

namespace cailiang::detail {

/// The kinds that a term may have. A bare number has nearly all of them and takes the one its neighbour needs, so that
/// a term has a meaning as long as one kind is left.
struct Kinds {
  enum : unsigned { money = 1, ratio = 2, count = 4, quantity = 8, date = 16, rate = 32, anything = 63 };

  unsigned set = anything;
  std::string_view unit{};  ///< of the quantity, where it is known

  [[nodiscard]] bool may_be(unsigned kind) const noexcept { return (set & kind) != 0; }
};

/// What a fact of that kind is in a term; nothing for one that is no number.
[[nodiscard]] constexpr unsigned kind_of(FactKind kind) noexcept {
  switch (kind) {
    case FactKind::money: return Kinds::money;
    case FactKind::count: return Kinds::count;
    case FactKind::quantity: return Kinds::quantity;
    case FactKind::ratio: return Kinds::ratio;
    case FactKind::date: return Kinds::date;
    default: return 0;
  }
}

/// A number as written: a percentage is a share (or so much per unit), any other number takes the kind it needs.
[[nodiscard]] inline Kinds kinds_of_number(std::string_view text) noexcept {
  if (!text.empty() && text.back() == '%') return {Kinds::ratio | Kinds::rate};
  return {Kinds::anything & ~static_cast<unsigned>(Kinds::date)};
}

/// Kinds of a pair: one kind of the left, one of the right, and what they make.
struct KindRule {
  unsigned left;
  unsigned right;
  unsigned makes;
};

/// Money times a share, a number of things, or a quantity (a price per unit); a rate is so much of anything per unit.
inline constexpr std::array product_rules{
    KindRule{Kinds::money, Kinds::ratio | Kinds::count | Kinds::quantity, Kinds::money},
    KindRule{Kinds::ratio, Kinds::ratio, Kinds::ratio},
    KindRule{Kinds::ratio, Kinds::count, Kinds::ratio | Kinds::count},
    KindRule{Kinds::count, Kinds::count, Kinds::count},
    KindRule{Kinds::quantity, Kinds::ratio | Kinds::count, Kinds::quantity},
    KindRule{Kinds::rate, Kinds::count | Kinds::quantity, Kinds::ratio | Kinds::count | Kinds::quantity},
    KindRule{Kinds::rate, Kinds::ratio | Kinds::rate, Kinds::rate},
};

inline constexpr std::array quotient_rules{
    KindRule{Kinds::money, Kinds::money, Kinds::ratio},
    KindRule{Kinds::money, Kinds::ratio | Kinds::count | Kinds::quantity, Kinds::money},
    KindRule{Kinds::ratio, Kinds::ratio | Kinds::count, Kinds::ratio},
    KindRule{Kinds::ratio, Kinds::quantity, Kinds::rate},
    KindRule{Kinds::count, Kinds::count | Kinds::quantity, Kinds::ratio | Kinds::count | Kinds::rate},
    KindRule{Kinds::count, Kinds::ratio, Kinds::count},
    KindRule{Kinds::quantity, Kinds::ratio | Kinds::count, Kinds::quantity},
    KindRule{Kinds::quantity, Kinds::quantity, Kinds::ratio | Kinds::count | Kinds::quantity},
};

[[nodiscard]] inline Kinds product_of(const Kinds& a, const Kinds& b) noexcept {
  Kinds made{0};
  for (const KindRule& rule : product_rules) {
    if ((a.may_be(rule.left) && b.may_be(rule.right)) || (b.may_be(rule.left) && a.may_be(rule.right)))
      made.set |= rule.makes;
  }
  return made;
}

[[nodiscard]] inline Kinds quotient_of(const Kinds& a, const Kinds& b) noexcept {
  Kinds made{0};
  for (const KindRule& rule : quotient_rules) {
    if (a.may_be(rule.left) && b.may_be(rule.right)) made.set |= rule.makes;
  }
  return made;
}

/// "money or a ratio"
[[nodiscard]] inline std::string in_words(const Kinds& kinds) {
  constexpr std::array<std::string_view, 6> names{"money", "a ratio", "a count", "a quantity", "a date", "a rate"};
  std::string words;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!kinds.may_be(1U << i)) continue;
    if (!words.empty()) words += " or ";
    words += names[i];
  }
  return words;
}

}  // namespace cailiang::detail
