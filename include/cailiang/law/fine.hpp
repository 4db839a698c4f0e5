// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cailiang/law/term.hpp"

namespace cailiang {

/// Which range of money: one range, several tracks (`either`), or no fine at all.
struct Fine {
  bool none = false;
  Ends<Term> ends;
  std::optional<Term> base;
  bool base_is_range = false;  ///< `"base": "range"`: the ends are positions in the range that arrives
  std::optional<Term> at_least;
  std::optional<Term> at_most;
  std::optional<Term> point;
  std::vector<Fine> either;

  friend bool operator==(const Fine&, const Fine&) = default;
};

/// What stands beside a fine. `kind`, `mode` and `unit` are words of the format.
struct Sanction {
  std::string kind;
  std::string mode;
  Label label;
  std::optional<Condition> when;
  std::optional<Fine> amount;  ///< only its ends and its point
  std::string unit;            ///< day, month, times, money, or empty

  friend bool operator==(const Sanction&, const Sanction&) = default;
};

}  // namespace cailiang
