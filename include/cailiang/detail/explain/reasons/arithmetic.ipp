// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/explain/reasons/reason_writer.hpp"
#include "cailiang/detail/inline.hpp"

// How the amount comes out, line by line.
namespace cailiang::detail {

CAILIANG_INLINE void ReasonWriter::arithmetic(const Outcome& outcome) {
  part("计算", "Arithmetic");
  each(outcome, [&](const TraceLine& one) {
    switch (one.kind) {
      case Kind::branch:
        amount(one, taken(one) == nullptr && after(one) != nullptr
                        ? say("可能各款的法定幅度", "Statutory range of the possible branches")
                        : say("法定幅度", "Statutory range"));
        break;
      case Kind::tier:
        amount(one, taken(one) == nullptr && after(one) != nullptr
                        ? say("可能各档的幅度", "Range of the possible tiers")
                        : say("本档幅度", "Range of the tier"));
        break;
      case Kind::moved: moved(one); break;
      case Kind::track: amount(one, say("其中一种计算方式", "One way of reckoning")); break;
      case Kind::share: share(one); break;
      case Kind::sum: amount(one, say("各表相加", "Tables added")); break;
      case Kind::step:
      case Kind::provision_step:
        if (one.step_row != nullptr && one.fine != nullptr) amount(one, step_name(one));
        break;
      case Kind::limits_step:
        if (one.step_row != nullptr && one.fine != nullptr)
          amount(one, say("法定幅度：", "Statutory range: ") + w_.of(*one.label));
        break;
      case Kind::limits: limits(one, outcome); break;
      default: break;
    }
  });
  rounding(outcome);
}

CAILIANG_INLINE void ReasonWriter::moved(const TraceLine& one) {
  if (one.label == nullptr) {
    amount(one, say("超出末档", "Beyond the last tier"));
  } else {
    amount(one,
           say("移至", "Moved to ") + (one.label->empty() ? w_.source(*one.source) : w_.quoted(w_.of(*one.label))));
  }
}

CAILIANG_INLINE bool ReasonWriter::is_plain(const Fine& fine) {
  const auto number = [](const std::optional<Term>& term) { return !term || term->op == Term::Op::number; };
  return !fine.base && !fine.base_is_range && !fine.at_least && !fine.at_most && number(fine.ends.eq) &&
         number(fine.ends.ge) && number(fine.ends.gt) && number(fine.ends.le) && number(fine.ends.lt);
}

CAILIANG_INLINE void ReasonWriter::amount(const TraceLine& one, const std::string& what) {
  const bool gap = (one.results & TraceLine::gap_bit) != 0;
  if (after(one) == nullptr && !gap) return;
  Reason made{what + of_branch(one), where(one, one.source), "", "",
              after(one) != nullptr ? w_.range(*after(one)) : say("得不出数额", "no amount comes out")};
  if (one.step_row != nullptr) made.basis = where(one, &one.step_row->source);
  if (one.before >= 0 &&
      (one.kind == Kind::step || one.kind == Kind::provision_step || one.kind == Kind::limits_step)) {
    made.value = say("调整前", "before: ") + w_.range(*trace_.interval(one.before));
  }
  if (one.fine != nullptr && !one.fine->none && !is_plain(*one.fine)) {
    made.effect = formulas(one, *one.fine);
    if (!gap) made.range = say("结果为", "giving ") + made.range;
  }
  if (after(one) != nullptr && after(one)->point)
    made.range += say("，其中建议数额", ", recommended ") + w_.money(*after(one)->point);
  line(std::move(made));
}

CAILIANG_INLINE std::string ReasonWriter::formulas(const TraceLine& one, const Fine& fine) const {
  std::string text;
  const auto end = [&](const std::optional<Term>& term, std::string_view zh, std::string_view en,
                       std::string_view same = {}) {
    if (!term) return;
    const bool stays = term->op == Term::Op::fact && term->text == same;
    w_.join(text, "；", "; ",
            say(zh, en) +
                (stays ? say("不变，", "unchanged, ") + w_.amount_of(one, *term, true) : formula(one, fine, *term)));
  };
  end(fine.ends.eq, "", "");
  end(fine.ends.ge, "下限：", "lower end: ", "lower");
  end(fine.ends.gt, "下限：", "lower end: ", "lower");
  end(fine.ends.le, "上限：", "upper end: ", "upper");
  end(fine.ends.lt, "上限：", "upper end: ", "upper");
  end(fine.point, "建议数额：", "recommended: ");
  if (fine.at_least) text += say("，不低于", ", not below ") + w_.formula(one, *fine.at_least, true);
  if (fine.at_most) text += say("，不高于", ", not above ") + w_.formula(one, *fine.at_most, true);
  return text;
}

CAILIANG_INLINE std::string ReasonWriter::formula(const TraceLine& one, const Fine& fine, const Term& end) const {
  if (fine.base_is_range) return position(one, w_.formula(one, end, false));
  if (!fine.base) return w_.formula(one, end, true);
  const bool base_is_money = w_.is_money(*fine.base) || fine.base->op == Term::Op::number;
  const bool compound = fine.base->op != Term::Op::fact && fine.base->op != Term::Op::number;
  const std::string base = w_.formula(one, *fine.base, base_is_money);
  const std::string share = w_.formula(one, end, !base_is_money);
  return share + " × " + (compound ? say("（", "(") + base + say("）", ")") : base);
}

CAILIANG_INLINE std::string ReasonWriter::position(const TraceLine& one, const std::string& share) const {
  const MoneyRange* before = trace_.interval(one.before);
  if (before == nullptr || !before->max) return share + say(" × 幅度", " of the range");
  std::string lower;
  std::string note;
  if (before->min) {
    lower = w_.money(*before->min);
  } else if (const auto& rule = a_.pack().rules.no_minimum) {
    lower = w_.amount_of(one, *rule, true);
    note = say("（法律没有下限，按", " (no statutory minimum; by ") + w_.source(a_.pack().rules.no_minimum_source) +
           say("以", " counted from ") + lower + say("为起算）", ")");
  } else {
    lower = say("下限（没有规定）", "the lower end (there is none)");
  }
  if (before->min && before->is_point()) return lower;
  return lower + " + " + share + " × " + say("（", "(") + w_.money(*before->max) + " − " + lower + say("）", ")") +
         note;
}

CAILIANG_INLINE void ReasonWriter::share(const TraceLine& one) {
  const TraceShare& share = trace_.shares[static_cast<std::size_t>(one.share)];
  const Weights& weights = *one.table->weights;
  const auto percent = [&](const Ratio& low, const Ratio& high) {
    return low == high ? low.percent_text() : low.percent_text() + say("至", " to ") + high.percent_text();
  };
  std::string sum = say("起点", "start ") + share.start.percent_text();
  for (const TraceLine& other : trace_.lines) {
    if (other.kind != Kind::factor || other.subject != one.subject || other.table != one.table) continue;
    if (other.branch != one.branch) continue;
    if (const TraceRow* row = taken(other)) {
      sum += " + " + row->weight.percent_text();
    } else {
      sum += " + " + std::string{to_fill_zh};
    }
  }
  std::string total = percent(share.sum_low, share.sum_high);
  if (share.low != share.sum_low || share.high != share.sum_high) {
    total += say("，按限值计", ", held to ") + percent(share.low, share.high);
  }
  line({say("百分值相加", "Sum of the weights") + of_branch(one), where(one, one.source), sum, "= " + total, ""});
  const std::string shares = percent(share.low, share.high);
  const std::string product =
      weights.base_is_range ? position(one, shares) : shares + " × " + w_.formula(one, *weights.base, true);
  line({say("罚款数额", "Amount") + of_branch(one), where(one, one.source), product,
        after(one) != nullptr ? "" : say("得不出数额", "no amount comes out"),
        after(one) != nullptr ? "= " + w_.range(*after(one)) : ""});
}

CAILIANG_INLINE void ReasonWriter::limits(const TraceLine& one, const Outcome& outcome) {
  const MoneyRange* before = trace_.interval(one.before);
  const MoneyRange* legal = trace_.interval(one.legal);
  Reason made{say("与法定幅度核对", "Held against the statute") + of_branch(one),
              where(one, one.provision != nullptr ? &one.provision->source : one.source),
              before != nullptr ? say("计算结果", "reckoned: ") + w_.range(*before) : std::string{}, "", ""};
  if (legal != nullptr) made.value += say("；法定幅度", "; statute: ") + w_.range(*legal);
  const auto has = [&](Warning warning) { return one.warnings.has(warning); };
  const bool same = before != nullptr && after(one) != nullptr && *before == *after(one);
  const bool below =
      legal != nullptr && legal->min && before != nullptr && (!before->min || *before->min < *legal->min);
  const bool reduced = outcome.klass == Class::reduced;
  if (has(Warning::reduced_without_rule)) {
    made.effect = reduced ? say("减轻处罚，应当低于法定下限，没有规定减至何数",
                                "reduced, so below the minimum; no rule says how far")
                          : say("只有减轻处罚才低于法定下限，且没有规定减至何数",
                                "below the minimum only if it is reduced, and no rule says how far");
  } else if (has(Warning::below_minimum) && has(Warning::above_maximum)) {
    made.effect = say("超出法定幅度的部分按法定幅度计", "what is outside the statute is cut to it");
  } else if (has(Warning::below_minimum)) {
    made.effect = say("低于法定下限的部分按法定下限计", "below the minimum, raised to it");
  } else if (has(Warning::above_maximum)) {
    made.effect = say("高于法定上限的部分按法定上限计", "above the maximum, lowered to it");
  } else if (has(Warning::not_below_minimum)) {
    made.effect = say("减轻处罚的幅度没有全部低于法定下限", "reduced, but not wholly below the minimum");
  } else if (same && below) {
    made.effect = reduced ? say("减轻处罚，低于法定下限", "reduced, below the minimum")
                          : say("低于法定下限的部分只适用于减轻处罚", "below the minimum only if it is reduced");
  } else if (same) {
    made.effect = say("没有超出法定幅度", "within the statute");
  }
  if (reduced && legal != nullptr && !legal->min) {
    w_.join(made.effect, "；", "; ",
            say("法律没有下限，减轻处罚没有可以低于的数额", "there is no statutory minimum to go below"));
  }
  if (!same) made.range = range_after(one);
  line(std::move(made));
}

}  // namespace cailiang::detail
