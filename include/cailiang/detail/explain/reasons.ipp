// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cailiang/detail/explain/reasons/applied.ipp"
#include "cailiang/detail/explain/reasons/arithmetic.ipp"
#include "cailiang/detail/explain/reasons/basis.ipp"
#include "cailiang/detail/explain/reasons/decision.ipp"
#include "cailiang/detail/explain/reasons/facts.ipp"
#include "cailiang/detail/explain/reasons/layout.hpp"
#include "cailiang/detail/explain/reasons/not_applied.ipp"
#include "cailiang/detail/explain/reasons/notes.ipp"
#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/explain/reasons/result.ipp"
#include "cailiang/detail/explain/reasons/whole_fen.ipp"
#include "cailiang/detail/explain/wording/conditions.ipp"
#include "cailiang/detail/explain/wording/facts.ipp"
#include "cailiang/detail/explain/wording/fines.ipp"
#include "cailiang/detail/explain/wording/numbers.ipp"
#include "cailiang/detail/explain/wording/sources.ipp"
#include "cailiang/detail/explain/wording/terms.ipp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/explain/reasons.hpp"

namespace cailiang {
namespace detail {

CAILIANG_INLINE std::string ReasonWriter::text(cailiang::Form form) {
  std::string made;
  for (const Outcome& outcome : a_.outcomes()) {
    if (!made.empty()) made += '\n';
    parts_.clear();
    subject(outcome);
    const ReasonLayout layout{w_, parts_};
    made += form == cailiang::Form::table ? layout.table(heading(outcome)) : layout.paragraphs(heading(outcome));
  }
  return made;
}

CAILIANG_INLINE std::string ReasonWriter::heading(const Outcome& outcome) const {
  std::string text = w_.begun(w_.subject_name(outcome.subject));
  if (a_.violation() != nullptr) text += say("：", ": ") + w_.of(a_.violation()->label);
  text += say("（违法行为发生日：", " (day of the act: ") + a_.act_date().text();
  if (a_.decision_date()) text += say("；决定日：", "; day of the decision: ") + a_.decision_date()->text();
  return text + say("）", ")");
}

CAILIANG_INLINE void ReasonWriter::subject(const Outcome& outcome) {
  statute(outcome);
  standard();
  if (outcome.kind == OutcomeKind::not_in_force) {
    result(outcome);
    chosen(outcome);
    return;
  }
  applied(outcome);
  not_applied(outcome);
  missing(outcome);
  arithmetic(outcome);
  result(outcome);
  chosen(outcome);
  part("陈述、申辩", "Answer to the defence");
  line({say("当事人的陈述、申辩及采纳情况", "Statement and defence of the party, and what was accepted"), "",
        fill("陈述、申辩的内容，是否采纳及理由", "what was stated, whether it was accepted, and why"), "", ""});
  procedure(outcome);
  in_capitals(outcome);
  notes(outcome);
}

}  // namespace detail

CAILIANG_INLINE std::string explain(const Assessment& assessment, Language language, Form form) {
  return detail::ReasonWriter{assessment, language}.text(form);
}

}  // namespace cailiang
