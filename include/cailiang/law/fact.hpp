// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/law/condition.hpp"
#include "cailiang/law/label.hpp"
#include "cailiang/law/term.hpp"

namespace cailiang {

enum class FactKind : unsigned char { money, count, quantity, ratio, flag, choice, choices, date };

/// True for the four kinds whose value is a number.
[[nodiscard]] constexpr bool is_number(FactKind kind) noexcept {
  return kind == FactKind::money || kind == FactKind::count || kind == FactKind::quantity || kind == FactKind::ratio;
}

/// Which row counts if several hold.
enum class Match : unsigned char { unique, heaviest, lightest };

/// A value of a choice; with `when` the choice is a derived one.
struct Option {
  std::string id;
  Label label;
  std::optional<Condition> when;
  Source source;
  bool own_source = false;
};

/// The direction of severity, for the checker only.
enum class Worse : unsigned char { unstated, higher, lower };

/// What must be known about a case.
struct Fact {
  std::string id;
  FactKind kind = FactKind::flag;
  Label label;
  std::string unit;
  Label ask;
  Label proof;
  std::optional<Ends<std::string>> in;
  bool may_be_absent = false;
  bool may_be_unprovable = false;
  Worse worse = Worse::unstated;
  bool judged = false;
  std::vector<Option> options;
  std::optional<Condition> is_condition;
  std::optional<Term> is_term;
  std::optional<Match> match;
  Source source;

  /// True if the fact follows from others unless the case states it.
  [[nodiscard]] bool derived() const noexcept {
    if (is_condition || is_term) return true;
    for (const Option& option : options) {
      if (option.when) return true;
    }
    return false;
  }
  /// True if a case may say that the fact is absent: a definition of anything but a flag may come to nothing too.
  [[nodiscard]] bool takes_absent() const noexcept {
    return may_be_absent || kind == FactKind::choices || (kind != FactKind::flag && derived());
  }
};

}  // namespace cailiang
