// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// Facts as the case has them, each with its evidence.
namespace cailiang::detail {

CAILIANG_INLINE std::string ReasonWriter::fact_text(std::string_view name) const {
  if (name == "class") return {};
  if (name == "act_date") return w_.quoted(w_.fact_label(name)) + say("为", " is ") + a_.act_date().text();
  if (name == "decision_date") {
    return w_.quoted(w_.fact_label(name)) + say("为", " is ") +
           (a_.decision_date() ? a_.decision_date()->text() : fill("决定日", "day of the decision"));
  }
  const TraceFact* fact = trace_.fact(name);
  if (fact == nullptr) return {};
  std::string text = w_.is(name, *fact);
  if (fact->derived) {
    const bool outermost = followed_.empty();
    // Once in a sentence, however many others follow from it.
    if (followed_.insert(name).second) {
      const bool known = fact->state != TraceFact::State::unknown;
      const std::string from = known ? known_facts_of(*fact->fact) : facts_of(*fact->fact);
      if (!from.empty()) text += say("（由下列事实得出：", " (from: ") + from + say("）", ")");
    }
    if (outermost) followed_.clear();
  } else if (fact->state != TraceFact::State::unknown) {
    text += evidence(*fact);
  }
  return text;
}

CAILIANG_INLINE std::string ReasonWriter::evidence(const TraceFact& fact) const {
  // A case file has one text for the reason of a judgement and the evidence (docs/dialogue.md); it names both.
  if (fact.evidence.starts_with("理由：")) return say("（", " (") + std::string{fact.evidence} + say("）", ")");
  if (!fact.evidence.empty()) return say("（证据：", " (evidence: ") + std::string{fact.evidence} + say("）", ")");
  const Label& proof = fact.fact->proof;
  return say("（证据", " (evidence ") +
         (proof.empty() ? fill("证据名称及页码", "which, and where in the file") : w_.to_fill(w_.of(proof))) +
         say("）", ")");
}

}  // namespace cailiang::detail
