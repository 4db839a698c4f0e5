// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/outcome_known.ipp"
#include "cailiang/detail/engine/outcome_unknown.ipp"
#include "cailiang/detail/engine/prepare.ipp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/assessment.hpp"

namespace cailiang {

CAILIANG_INLINE Assessment::Assessment() = default;
CAILIANG_INLINE Assessment::~Assessment() = default;
CAILIANG_INLINE Assessment::Assessment(Assessment&&) noexcept = default;
CAILIANG_INLINE Assessment& Assessment::operator=(Assessment&&) noexcept = default;
CAILIANG_INLINE Assessment::Assessment(const Assessment& other) {
  *this = other;
}
CAILIANG_INLINE Assessment& Assessment::operator=(const Assessment& other) {
  if (this == &other) return *this;
  data_ = other.data_;
  program_ = other.program_;
  own_program_ = other.own_program_;
  outcomes_ = other.outcomes_;
  unused_ = other.unused_;
  act_ = other.act_;
  decision_ = other.decision_;
  findings_ = other.findings_;
  workspace_ = std::make_unique<detail::Workspace>();
  if (other.workspace_) {
    workspace_->state = other.workspace_->state;
    workspace_->evidence = other.workspace_->evidence;
  }
  return *this;
}

CAILIANG_INLINE const Outcome* Assessment::find(std::string_view subject) const noexcept {
  for (const Outcome& outcome : outcomes_) {
    if (outcome.subject == subject) return &outcome;
  }
  return nullptr;
}
CAILIANG_INLINE const Outcome& Assessment::operator[](std::string_view subject) const {
  const Outcome* found = find(subject);
  assert(found != nullptr);
  return *found;
}
CAILIANG_INLINE const Pack& Assessment::pack() const noexcept {
  assert(data_ != nullptr);
  return data_->pack();
}
CAILIANG_INLINE const Violation* Assessment::violation() const noexcept {
  assert(program_ != nullptr);
  return program_->violation;
}
CAILIANG_INLINE std::vector<std::string_view> Assessment::provisions() const {
  std::vector<std::string_view> names;
  for (const detail::ProvisionPlan& provision : program_->provisions) names.push_back(provision.name);
  return names;
}

namespace detail {

CAILIANG_INLINE void Workspace::run(const StandardData& data, const Program& program, Assessment& into) {
  Workspace& work = *into.workspace_;
  work.evaluator.begin(work.codes);
  const bool plain = work.evaluator.ground_is_plain();
  for (std::size_t i = 0; i < program.subjects.size(); ++i) {
    const auto subject = static_cast<Index>(i);
    Outcome& out = into.outcomes_[i];
    if (const ReadyOutcome* ready = plain ? work.evaluator.ready(subject, work.asked[i]) : nullptr) {
      work.show(program, *ready, i, out);
      continue;
    }
    work.shown[i] = nullptr;
    work.asked[i].forget();
    out.clear();
    out.subject = program.subjects[i].id;
    Leaf<Ratio>& leaf = work.evaluator.subject(subject);
    if (leaf.incomplete) {
      unknown(data, program, work.state, work.open, subject, out);
    } else {
      known(data, program, work.state, work.evaluator, leaf, subject, out);
    }
  }
}

}  // namespace detail

}  // namespace cailiang
