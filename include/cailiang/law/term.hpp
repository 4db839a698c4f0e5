// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cailiang/law/condition.hpp"
#include "cailiang/law/label.hpp"

namespace cailiang {

struct ChooseRow;

/// A number that follows from the facts.
struct Term {
  enum class Op : unsigned char {
    number,  ///< `text` is the number as written
    fact,    ///< `text` is a fact id or a reserved name
    sum,
    product,
    minus,
    divide,
    larger_of,
    smaller_of,
    choose,   ///< `rows`
    round,    ///< operand 0 to a multiple of `text` in the way `way`
    elapsed,  ///< operand 0 to operand 1 (dates) in units of `text`: day, month, year
    count,    ///< how many of `conditions` hold
    fine_of   ///< `text` is a subject
  };

  Op op = Op::number;
  std::string text;
  std::string way;  ///< up, down, half_up
  std::vector<Term> operands;
  std::vector<Condition> conditions;
  std::vector<ChooseRow> rows;

  friend bool operator==(const Term&, const Term&) = default;
};

/// A row of `choose`: the first that holds gives the number.
struct ChooseRow {
  std::optional<Condition> when;
  Term then;
  Label label;
  Source source;
  bool own_source = false;

  friend bool operator==(const ChooseRow&, const ChooseRow&) = default;
};

}  // namespace cailiang
