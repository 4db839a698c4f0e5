// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cailiang {

/// The named ends of an interval, as the file writes them; `eq` stands alone.
template <class T>
struct Ends {
  std::optional<T> eq{};
  std::optional<T> ge{};
  std::optional<T> gt{};
  std::optional<T> le{};
  std::optional<T> lt{};

  [[nodiscard]] bool empty() const noexcept { return !eq && !ge && !gt && !le && !lt; }
  friend bool operator==(const Ends&, const Ends&) = default;
};

/// What a fact is held against: an interval, an option, true or false, or one of its states.
struct Test {
  enum class Kind : unsigned char { interval, option, yes, no, absent, unprovable };

  Kind kind = Kind::yes;
  Ends<std::string> interval;  ///< number or date texts
  std::string option;

  friend bool operator==(const Test&, const Test&) = default;
};

struct ConditionMember;

/// All members must hold, examined in the order of print.
struct Condition {
  std::vector<ConditionMember> members;

  friend bool operator==(const Condition&, const Condition&) = default;
};

/// A fact with its tests (one of them must hold), or a list of conditions of which one or none may hold.
struct ConditionMember {
  enum class Kind : unsigned char { fact, any, none };

  Kind kind = Kind::fact;
  std::string fact;
  std::vector<Test> tests;
  std::vector<Condition> conditions;

  friend bool operator==(const ConditionMember&, const ConditionMember&) = default;
};

}  // namespace cailiang
