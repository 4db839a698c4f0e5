// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// Warnings, doubts and what is left to the officer.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::notes(const Outcome& outcome) {
  part("提示", "To be looked at");
  for (int i = 0; i < warning_count; ++i) {
    if (outcome.warnings.has(static_cast<Warning>(i)))
      line({w_.name_of(warning_names[i], warning_words), "", "", "", ""});
  }
  doubts(outcome);
  for (const Label* human : outcome.human)
    line({say("由办案人员判断", "Left to the officer"), "", w_.of(*human), "", ""});
}

CAILIANG_INLINE void ReasonWriter::doubts(const Outcome& outcome) {
  if (!outcome.warnings.has(Warning::doubt)) return;
  std::vector<const Label*> said;
  const auto add = [&](const Remarks* remarks) {
    if (remarks == nullptr || remarks->doubt.empty()) return;
    if (std::find(said.begin(), said.end(), &remarks->doubt) != said.end()) return;
    said.push_back(&remarks->doubt);
    line({say("存疑", "Doubt"), "", w_.of(remarks->doubt), "", ""});
  };
  if (a_.violation() != nullptr) add(&a_.violation()->remarks);
  each(outcome, [&](const TraceLine& one) {
    if (one.provision != nullptr) add(&one.provision->remarks);
    if (one.table != nullptr) add(&one.table->remarks);
    for (const TraceRow& row : trace_.rows(one)) {
      if (row.state == RowState::taken || row.state == RowState::possible) add(row.remarks);
    }
  });
}

}  // namespace cailiang::detail
