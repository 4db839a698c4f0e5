// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/engine/recorder/completions.ipp"
#include "cailiang/detail/engine/recorder/facts.ipp"
#include "cailiang/detail/engine/recorder/lines.ipp"
#include "cailiang/detail/engine/recorder/order.ipp"
#include "cailiang/detail/engine/recorder/said.ipp"
#include "cailiang/detail/engine/recording.hpp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/assessment.hpp"

namespace cailiang {

// The same evaluation once more, with a recorder on.
CAILIANG_INLINE Trace Assessment::trace() const {
  using detail::Index;
  if (!workspace_ || !findings_.empty()) return {};
  const detail::CaseState& state = workspace_->state;
  detail::Recorder recorder{*data_, *program_, state, workspace_->evidence};
  detail::Evaluator<false> evaluator{*program_, state};
  std::vector<Index> open;
  evaluator.begin(&recorder);
  for (Index subject = 0; subject < static_cast<Index>(program_->subjects.size()); ++subject) {
    if (evaluator.subject(subject).incomplete) open.push_back(subject);
  }
  if (!open.empty()) recorder.forget(open);
  detail::Recording<false>{evaluator}.derived_facts();
  detail::Evaluator<true> symbolic;
  for (const Index subject : open) {
    Outcome unwanted;
    detail::Workspace::unknown(*data_, *program_, state, symbolic, subject, unwanted, &recorder);
  }
  return recorder.take();
}

}  // namespace cailiang
