// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/engine/standard.hpp"
#include "cailiang/law/case.hpp"

namespace cailiang::detail {

/// What a case asks beside its facts. An amount that is none was reported when the case was read.
[[nodiscard]] inline Question question_of(const Case& stated) {
  Question question{stated.act_date, stated.decision_date, stated.provisions, stated.apply, {}};
  for (const auto& [subject, amount] : stated.decided) {
    if (const auto number = Ratio::parse(amount)) question.decided.emplace_back(subject, *number);
  }
  return question;
}

}  // namespace cailiang::detail
