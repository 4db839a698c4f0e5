// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/pack/assess_json.hpp"
#include "cailiang/pack/read_case.hpp"
#include "cailiang/pack/result.hpp"

namespace cailiang {

CAILIANG_INLINE Result<std::string> assess_json(const Catalogue& catalogue, std::string_view case_json) {
  const Result<Case> read = read_case(case_json);
  if (!read) return read.findings();
  const Result<Standard> standard = catalogue.load(read->pack);
  if (!standard) return standard.findings();
  Facts facts{*standard};
  facts.set(read->facts);
  Question question{read->act_date, read->decision_date, read->provisions, read->apply, {}};
  for (const auto& [subject, amount] : read->decided) {
    if (const auto number = Ratio::parse(amount)) question.decided.emplace_back(subject, *number);
  }
  const Result<ViolationHandle> violation = standard->violation(read->violation);
  if (!violation) {
    Findings findings = violation.findings();
    for (Error& found : standard->check(facts, question)) findings.push_back(std::move(found));
    return findings;
  }
  const Result<Assessment> assessment = violation->assess(facts, question);
  if (!assessment) return assessment.findings();
  return to_json(*assessment);
}

}  // namespace cailiang
