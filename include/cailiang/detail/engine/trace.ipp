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

namespace detail {

// The same evaluation once more, with a recorder on.
CAILIANG_INLINE void Workspace::record(const StandardData& data, const Program& program, Evaluator<false>& closed,
                                       Evaluator<true>& opened, Trace& into) const {
  Recorder recorder{program, state, evidence, into};
  closed.bind(program, state);
  closed.begin(&recorder);
  std::vector<Index> incomplete;
  for (Index subject = 0; subject < static_cast<Index>(program.subjects.size()); ++subject) {
    if (closed.subject(subject).incomplete) incomplete.push_back(subject);
  }
  if (!incomplete.empty()) recorder.forget(incomplete);
  Recording<false>{closed}.derived_facts();
  for (const Index subject : incomplete) {
    Outcome unwanted;
    unknown(data, program, state, opened, subject, unwanted, &recorder);
  }
  recorder.finish();
}

}  // namespace detail

CAILIANG_INLINE Trace Assessment::trace() const {
  Trace into;
  if (!workspace_ || !findings_.empty()) return into;
  detail::Evaluator<false> closed;
  detail::Evaluator<true> opened;
  workspace_->record(*data_, *program_, closed, opened, into);
  return into;
}

CAILIANG_INLINE void Assessment::trace(Trace& into) {
  if (!workspace_ || !findings_.empty()) {
    into = {};
    return;
  }
  workspace_->record(*data_, *program_, workspace_->evaluator, workspace_->open, into);
}

}  // namespace cailiang
