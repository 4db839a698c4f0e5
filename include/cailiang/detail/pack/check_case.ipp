// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <utility>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/draft.hpp"
#include "cailiang/detail/pack/question_of.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/pack/check_case.hpp"
#include "cailiang/pack/read_case.hpp"

namespace cailiang {
namespace detail {

/// Adds what others find, unless it hangs on what could not be read.
class CaseFindings {
 public:
  CaseFindings(Findings findings, const Unread& unread, std::string_view file)
      : findings_{std::move(findings)}, unread_{unread}, file_{file} {}

  /// `at` is the place of the case in the file.
  void add(const Findings& more, const std::string& at = {}) {
    const bool no_date = unread_.within(at + "/act_date") || unread_.within(at + "/decision_date");
    for (Error found : more) {
      found.where.insert(0, at);
      if (!unread_.touches(found.where) && !(no_date && found.code == Errc::date_required)) push(std::move(found));
    }
  }
  /// Adds what is wrong with the pack of the case.
  void add_of_pack(const Findings& more) {
    for (const Error& found : more) push(found);
  }
  [[nodiscard]] bool full() const noexcept { return findings_.size() >= findings_limit; }
  [[nodiscard]] Findings take() { return std::move(findings_); }

 private:
  void push(Error found) {
    if (found.file.empty()) found.file = file_;
    if (!full()) findings_.push_back(std::move(found));
  }

  Findings findings_;
  const Unread& unread_;
  std::string_view file_;
};

/// Sets the facts that could be read.
CAILIANG_INLINE void set_read(Facts& facts, const FactInputs& inputs, const Unread& unread) {
  for (const auto& [name, input] : inputs) {
    if (!unread.touches(input.where)) facts.set(name, input);
  }
}

/// What the standard finds in a case.
CAILIANG_INLINE void check_with(const Standard& standard, const Case& read, const Unread& unread, CaseFindings& all) {
  if (!unread.within(read.where + "/violation")) {
    if (const auto violation = standard.violation(read.violation); !violation)
      all.add(violation.findings(), read.where);
  }
  Facts facts{standard};
  set_read(facts, read.facts, unread);
  all.add(standard.check(facts, question_of(read)), read.where);
}

}  // namespace detail

CAILIANG_INLINE Findings check_case(const Catalogue& catalogue, std::string_view text, std::string_view file) {
  const detail::CaseDraft draft = detail::read_case_draft(text, file);
  const Case& read = draft.read;
  detail::CaseFindings all{draft.findings, draft.unread, file};
  if (draft.unread.within("/pack") || read.pack.empty() || all.full()) return all.take();
  const Result<Standard> standard = catalogue.load(read.pack);
  if (standard) {
    detail::check_with(*standard, read, draft.unread, all);
  } else {
    all.add_of_pack(standard.findings());
  }
  return all.take();
}

CAILIANG_INLINE Findings check_cases(const Catalogue& catalogue, std::string_view text, std::string_view file) {
  const detail::CasesDraft draft = detail::read_cases_draft(text, file);
  detail::CaseFindings all{draft.findings, draft.unread, file};
  if (draft.unread.within("/pack") || draft.read.empty() || all.full()) return all.take();
  const Result<Standard> standard = catalogue.load(draft.read.front().pack);
  if (!standard) {
    all.add_of_pack(standard.findings());
    return all.take();
  }
  for (const Case& read : draft.read) {
    if (!all.full()) detail::check_with(*standard, read, draft.unread, all);
  }
  return all.take();
}

CAILIANG_INLINE Findings check_facts(const Standard& standard, std::string_view text, std::string_view file) {
  const detail::FactsDraft draft = detail::read_facts_draft(text, file);
  detail::CaseFindings all{draft.findings, draft.unread, file};
  if (all.full()) return all.take();
  Facts facts{standard};
  detail::set_read(facts, draft.read, draft.unread);
  Findings found = facts.findings();
  // In this file they stand without the "/facts" that they have in a case.
  for (Error& each : found) each.where.erase(0, std::string_view{"/facts"}.size());
  all.add(found);
  return all.take();
}

}  // namespace cailiang
