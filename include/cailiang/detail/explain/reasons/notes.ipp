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
  struct Text {
    std::string_view zh, en;
  };
  static constexpr Text texts[warning_count] = {
      {"基准得出的数额低于法定下限，已按法定下限计",
       "the standard's amount is below the statutory minimum and was raised to it"},
      {"基准得出的数额高于法定上限，已按法定上限计",
       "the standard's amount is above the statutory maximum and was lowered to it"},
      {"幅度两端相交，得不出数额", "the ends of a range cross: no amount"},
      {"计算所需的基数或者一端不存在，得不出数额", "a base or an end does not exist: no amount"},
      {"法律没有下限，文件没有规定替代的下限", "the statute has no minimum and the document no substitute"},
      {"数据包未载法律幅度，结果没有与法律核对", "the pack does not have the statute: nothing was held against it"},
      {"有几行的条件同时具备，文件没有规定适用哪一行", "several rows hold and the document does not say which counts"},
      {"有事实无法查明，按文件规则取最轻的一行", "a fact cannot be ascertained and took its lightest row"},
      {"办案人员确定的处罚等次没有成立的情节支持", "no circumstance supports the class that the officer decided"},
      {"减轻处罚，但没有规定减至何数", "reduced, and no text says how far"},
      {"减轻处罚的幅度没有全部低于法定下限", "reduced, but not wholly below the minimum"},
      {"要求适用的一项规定在本案中不能适用", "something that was to be applied is not available here"},
      {"没有给出违法行为发生日，以决定日代替", "the day of the decision stood in for the day of the act"},
      {"未知事实过多，列出的幅度可能宽于实际", "so many facts are unknown that the range may be wider than it need be"},
      {"数额不是整分，已按上列方法取整", "an amount is no whole number of fen and was rounded as shown"},
      {"文件的文字不清或者未经核实", "the printed text is unclear or unverified"}};
  for (int i = 0; i < warning_count; ++i) {
    if (outcome.warnings.has(static_cast<Warning>(i))) line({say(texts[i].zh, texts[i].en), "", "", "", ""});
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
