// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// The legal basis and the discretion standard.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::statute(const Outcome& outcome) {
  part("处罚依据", "Legal basis");
  if (a_.violation() != nullptr && a_.violation()->refines.kind == RefinesKind::nothing) {
    line({say("法律条文", "Article of the statute"), "",
          fill("据以处罚的法律条文及其幅度（数据包未载）", "the article and its range (not in the pack)"), "", ""});
    return;
  }
  bool any = false;
  each(outcome, [&](const TraceLine& one) {
    if (one.kind != Kind::branch || one.provision == nullptr) return;
    any = true;
    const TraceRow* row = taken(one);
    Reason made;
    made.what = article(*one.pack, *one.provision);
    made.pack = pack_name(*one.pack);
    made.value = w_.quoted(w_.of(one.provision->label));
    if (row != nullptr) {
      if (!w_.of(*row->label).empty() && w_.of(*row->label) != w_.of(one.provision->label))
        made.effect = w_.quoted(w_.of(*row->label));
      const std::string facts = row->when != nullptr ? facts_of(*row->when) : std::string{};
      if (!facts.empty()) w_.join(made.effect, "，", ", ", facts);
    }
    if (const std::string possible = possible_branches(one, *one.provision); !possible.empty()) {
      w_.join(made.effect, "，", ", ", possible);
    } else if (after(one) != nullptr) {
      made.range =
          (outcome.mode == Mode::may ? say("可以处罚款", "a fine may be imposed: ") : say("处罚款", "fine: ")) +
          (one.fine != nullptr && is_unknown(one) ? w_.words(*one.fine) : w_.range(*after(one)));
    } else if (one.fine != nullptr && !one.fine->either.empty()) {
      made.range = say("罚款有多种计算方式", "the fine may be reckoned in several ways");
    }
    line(std::move(made));
  });
  if (any) return;
  for (const TraceProvision& one : trace_.provisions) {
    Reason made;
    made.what = article(*one.pack, *one.provision);
    made.pack = pack_name(*one.pack);
    made.value = w_.quoted(w_.of(one.provision->label));
    if (!one.in_force) {
      made.effect = say("违法行为发生之日不施行", "not in force on the day of the act");
      made.range = period(one.provision->in_force ? *one.provision->in_force : one.pack->in_force);
    }
    each(outcome, [&](const TraceLine& list) {
      if (list.kind == Kind::branch) made.effect += possible_branches(list, *one.provision);
    });
    line(std::move(made));
  }
}

CAILIANG_INLINE std::string ReasonWriter::possible_branches(const TraceLine& one, const Provision& provision) const {
  std::string text;
  std::size_t possible = 0;
  for (const TraceRow& row : trace_.rows(one)) {
    if (row.state != RowState::possible) continue;
    ++possible;
    const Branch* branch = branch_of(provision, row);
    if (branch == nullptr) continue;
    std::string name;
    if (one.row_count > 1)
      name = (w_.of(*row.label).empty() ? condition_of(row) : w_.quoted(w_.of(*row.label))) + say("，", ", ");
    if (branch->fine.none) {
      name += say("不处罚款", "no fine");
    } else {
      name += (branch->mode == Mode::may ? say("可以处罚款", "a fine may be imposed: ") : say("处罚款", "fine: ")) +
              w_.words(branch->fine);
    }
    w_.join(text, "；", "; ", name);
  }
  if (text.empty()) return {};
  return (possible > 1 ? say("尚不能确定适用哪一款，可能为：", "which branch applies is not determined yet, possibly: ")
                       : say("尚不能确定是否适用；适用的，", "whether it applies is not determined yet; if so, ")) +
         text;
}

CAILIANG_INLINE const Branch* ReasonWriter::branch_of(const Provision& provision, const TraceRow& row) {
  const auto& branches = provision.branches;
  const auto found =
      std::find_if(branches.begin(), branches.end(), [&](const Branch& each) { return &each.label == row.label; });
  return found == branches.end() ? nullptr : &*found;
}

CAILIANG_INLINE std::string ReasonWriter::where_row(const TraceLine& one, const TraceRow& row) const {
  if (one.kind == Kind::branch) {
    for (const TraceProvision& each : trace_.provisions) {
      if (branch_of(*each.provision, row) != nullptr)
        return w_.title(*each.pack) + (w_.zh() ? "" : " ") + w_.source(*row.source);
    }
  }
  return where(one, row.source);
}

CAILIANG_INLINE std::string ReasonWriter::article(const Pack& pack, const Provision& provision) const {
  return w_.title(pack) + (w_.zh() ? "" : ", ") + w_.source(provision.source);
}

CAILIANG_INLINE std::string ReasonWriter::pack_name(const Pack& pack) const {
  return say("数据包 ", "pack ") + pack.id + say(" 版本 ", " version ") + pack.version;
}

CAILIANG_INLINE void ReasonWriter::standard() {
  part("裁量基准", "Discretion standard");
  const Pack& pack = a_.pack();
  Reason made;
  if (a_.violation() == nullptr) {
    made.what = say("本案直接按法律条文计算，没有适用裁量基准",
                    "Reckoned from the statute alone; no discretion standard applied");
    made.pack = pack_name(pack);
    line(std::move(made));
    return;
  }
  made.what = w_.title(pack);
  std::string basis = pack.number;
  const Label& issuer = a_.violation()->issuer.empty() ? pack.issuer : a_.violation()->issuer;
  if (!issuer.empty()) w_.join(basis, "，", ", ", w_.of(issuer));
  made.basis = std::move(basis);
  made.pack = pack_name(pack);
  made.value = w_.source(a_.violation()->source);
  made.value += (w_.zh() || made.value.empty() ? "" : " ") + w_.quoted(w_.of(a_.violation()->label));
  made.effect = period(pack.in_force);
  line(std::move(made));
}

CAILIANG_INLINE std::string ReasonWriter::period(const Period& period) const {
  std::string text;
  if (period.from) text = say("自", "in force from ") + period.from->text() + say("起施行", "");
  if (period.until)
    text += (w_.zh() ? (text.empty() ? "施行至" : "，施行至") : (text.empty() ? "in force to " : " to ")) +
            period.until->text();
  return text;
}

}  // namespace cailiang::detail
