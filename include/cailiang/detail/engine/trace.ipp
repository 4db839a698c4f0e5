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

CAILIANG_INLINE Trace Workspace::record(const Assessment& done, Assessment* again) {
  const StandardData& data = *done.data_;
  const Program& program = *done.program_;
  const CaseState& state = done.workspace_->state;
  Recorder recorder{data, program, state, done.workspace_->evidence};
  Evaluator<false> evaluator{program, state};
  if (again != nullptr) *again = done;
  const auto outcome = [&](Index subject) -> Outcome& {
    Outcome& out = again->outcomes_[static_cast<std::size_t>(subject)];
    out.clear();
    out.subject = program.subjects[static_cast<std::size_t>(subject)].id;
    return out;
  };
  std::vector<Index> open;
  evaluator.begin(&recorder);
  for (Index subject = 0; subject < static_cast<Index>(program.subjects.size()); ++subject) {
    Leaf<Ratio>& leaf = evaluator.subject(subject);
    if (leaf.incomplete) {
      open.push_back(subject);
    } else if (again != nullptr) {
      known(data, program, state, evaluator, leaf, subject, outcome(subject));
    }
  }
  if (!open.empty()) recorder.forget(open);
  Recording<false>{evaluator}.derived_facts();
  Evaluator<true> symbolic;
  for (const Index subject : open) {
    Outcome unwanted;
    unknown(data, program, state, symbolic, subject, again != nullptr ? outcome(subject) : unwanted, &recorder);
  }
  return recorder.take();
}

}  // namespace detail

CAILIANG_INLINE Trace Assessment::trace() const {
  if (!workspace_ || !findings_.empty()) return {};
  return detail::Workspace::record(*this, nullptr);
}

}  // namespace cailiang
