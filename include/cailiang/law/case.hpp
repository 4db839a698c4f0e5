// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cailiang/law/condition.hpp"
#include "cailiang/law/label.hpp"
#include "cailiang/quantity/date.hpp"

namespace cailiang {

/// What a file says about a fact, before anyone asks whether the fact can be so.
struct FactInput {
  /// A number, date, option or state as text; true or false; several options; or the interval in which a number is
  /// known to lie.
  std::variant<std::string, bool, std::vector<std::string>, Ends<std::string>> value;
  std::string evidence;
  std::string where;  ///< JSON Pointer into the file
};

/// Facts by id, in the order of print.
using FactInputs = std::vector<std::pair<std::string, FactInput>>;

/// A case as its file states it.
struct Case {
  std::string id;  ///< empty in a single case file that names none
  Label says;
  std::string pack;
  std::string violation;                ///< empty for a provision of a statute pack
  std::vector<std::string> provisions;  ///< `pack#provision`
  std::optional<Date> act_date;
  std::optional<Date> decision_date;
  FactInputs facts;
  std::vector<std::string> apply;
  std::vector<std::pair<std::string, std::string>> decided;  ///< subject and amount
  std::string expect_json;  ///< what must come out, as it stands in the file; empty if it says nothing
  std::string where;        ///< JSON Pointer into the file; empty for a single case
};

}  // namespace cailiang
