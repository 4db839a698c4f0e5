// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/question_of.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/pack/assess_json.hpp"
#include "cailiang/pack/check_case.hpp"
#include "cailiang/pack/read_case.hpp"
#include "cailiang/pack/result.hpp"

namespace cailiang {

CAILIANG_INLINE Result<std::string> assess_json(const Catalogue& catalogue, std::string_view case_json) {
  const Result<Case> read = read_case(case_json);
  if (!read) return check_case(catalogue, case_json);
  const Result<Standard> standard = catalogue.load(read->pack);
  if (!standard) return standard.findings();
  const Result<ViolationHandle> violation = standard->violation(read->violation);
  if (!violation) return check_case(catalogue, case_json);
  Facts facts{*standard};
  facts.set(read->facts);
  const Result<Assessment> assessment = violation->assess(facts, detail::question_of(*read));
  if (!assessment) return assessment.findings();
  return to_json(*assessment);
}

}  // namespace cailiang
