// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// The provisions give the subjects, and each subject its branches.
namespace cailiang::detail {

CAILIANG_INLINE Index ProgramBuilder::subject_of(const std::string& id) {
  for (std::size_t i = 0; i < program_.subjects.size(); ++i) {
    if (program_.subjects[i].id == id) return static_cast<Index>(i);
  }
  return none;
}

CAILIANG_INLINE void ProgramBuilder::collect_subjects(const std::vector<StandardData::ProvisionRef>& provisions) {
  program_.subjects.emplace_back().id = "party";
  for (const auto& ref : provisions) {
    for (const Branch& branch : ref.provision->branches) {
      if (subject_of(branch.subject) == none) program_.subjects.emplace_back().id = branch.subject;
    }
  }
}

CAILIANG_INLINE void ProgramBuilder::add_provision(const StandardData::ProvisionRef& ref) {
  ProvisionPlan plan;
  plan.source = ref.provision;
  plan.pack = ref.pack;
  plan.name = data_.packs[at(ref.pack)]->id + "#" + ref.provision->id;
  const Index provision = size(program_.provisions);
  pack_ = ref.pack;
  for (const Step& step : ref.provision->steps) {
    plan.steps.push_back(step_plan(step, ref.pack));
    plan.steps.back().of_provision = true;
  }
  program_.provisions.push_back(std::move(plan));
  for (const Branch& branch : ref.provision->branches) {
    SubjectPlan& subject = program_.subjects[at(subject_of(branch.subject))];
    if (std::find(subject.provisions.begin(), subject.provisions.end(), provision) == subject.provisions.end()) {
      subject.provisions.push_back(provision);
    }
    pack_ = ref.pack;
    BranchPlan made;
    made.source = &branch;
    made.provision = provision;
    made.fine = fine(branch.fine);
    made.sanctions = sanctions(branch.sanctions);
    made.tables = tables_for(branch.id, branch.subject);
    subject.branches.push_back(std::move(made));
  }
}

// Without a statute at hand the tables speak for themselves.
CAILIANG_INLINE void ProgramBuilder::add_bare_branch() {
  BranchPlan made;
  made.provision = none;
  made.tables = tables_for("", "party");
  program_.subjects.front().branches.push_back(std::move(made));
}

CAILIANG_INLINE void ProgramBuilder::finish_list(SubjectPlan& subject) {
  pack_ = program_.provisions.empty() ? 0 : program_.provisions.front().pack;
  std::vector<Index> conditions;
  for (const BranchPlan& branch : subject.branches) {
    conditions.push_back(branch.source != nullptr ? optional_condition(branch.source->when) : none);
  }
  subject.list = row_list(conditions, Match::unique);
  subject.several_otherwise = std::count(conditions.begin(), conditions.end(), none) > 1;
}

}  // namespace cailiang::detail
