// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/outcome.hpp"

// The outcome of a case of which everything is known that is looked at.
namespace cailiang::detail {

CAILIANG_INLINE MoneyRange money(const Bounds<Ratio>& b) {
  MoneyRange range;
  if (b.has_lower) range.min = b.lower;
  if (b.has_upper) range.max = b.upper;
  range.min_included = b.has_lower && b.lower_included;
  range.max_included = b.has_upper && b.upper_included;
  if (b.has_point) range.point = b.point;
  return range;
}

CAILIANG_INLINE bool is_whole(const MoneyRange& range, std::int64_t smallest_units) {
  const auto whole = [&](const std::optional<Ratio>& amount) { return !amount || amount->is_whole(smallest_units); };
  return whole(range.min) && whole(range.max) && whole(range.point);
}

CAILIANG_INLINE void list_names(const Program& program, const CaseState& state, const Bits& offers,
                                std::uint8_t requirements, Outcome& out) {
  out.offers.assign(program.offers, offers);
  for (std::size_t i = 0; i < std::size(requirement_names); ++i) {
    if ((requirements >> i & 1U) != 0) out.requirements.push_back(requirement_names[i]);
  }
  if (out.kind != OutcomeKind::not_in_force) out.not_raised.assign(program.offers, state.not_raised);
}

CAILIANG_INLINE void list_successors(const Program& program, const CaseState& state, Index subject, Outcome& out) {
  const std::vector<Index>& own = program.subjects[static_cast<std::size_t>(subject)].provisions;
  for (Index p = 0; p < static_cast<Index>(program.provisions.size()); ++p) {
    if (state.provision_in_force[static_cast<std::size_t>(p)] != 0) continue;
    if (!own.empty() && std::find(own.begin(), own.end(), p) == own.end()) continue;
    for (const std::string& next : program.provisions[static_cast<std::size_t>(p)].source->successor) {
      if (std::find(out.successor.begin(), out.successor.end(), next) == out.successor.end())
        out.successor.push_back(next);
    }
  }
}

CAILIANG_INLINE MoneyRange money(const Span& span) {
  MoneyRange range;
  range.min = span.lower;
  range.max = span.upper;
  range.min_included = span.lower && span.lower_included;
  range.max_included = span.upper && span.upper_included;
  return range;
}

CAILIANG_INLINE void list_sanctions(Evaluator<false>& evaluator, const std::vector<const CompiledSanction*>& held,
                                    Outcome& out) {
  for (const CompiledSanction* sanction : held) {
    const Truth truth = evaluator.peek(sanction->condition);
    if (truth == Truth::no) continue;
    ImposedSanction made{sanction->source, truth == Truth::yes};
    std::optional<Ratio> point;
    if (const auto amount = evaluator.amount_of(*sanction, point)) {
      made.amount = money(*amount);
      made.amount->point = point;
    }
    out.sanctions.push_back(made);
  }
}

CAILIANG_INLINE void Workspace::show(const Program& program, const ReadyOutcome& ready, std::size_t subject,
                                     Outcome& out) {
  AskedBeside& answers = asked[subject];
  const bool lists = !ready.beside->sanctions.empty();
  if (shown[subject] != &ready) {
    detail::Seldom<ImposedSanction> listed;
    if (lists && answers.stands) listed.swap(out.sanctions);
    out = ready.outcome;
    if (lists && answers.stands) listed.swap(out.sanctions);
  }
  shown[subject] = &ready;
  out.warnings = ready.outcome.warnings;
  out.warnings.add(state.warnings);
  out.warnings.add(evaluator.ground_warnings());
  if (lists && !answers.stands) {
    const Beside* of = std::exchange(answers.of, nullptr);
    out.sanctions.clear();
    list_sanctions(evaluator, ready.beside->sanctions, out);
    answers.of = of;
  }
  out.offers.assign(program.offers, evaluator.ground_offers());
  out.offers.add(ready.offers);
  out.offers.add(answers.offers);
  out.not_raised.assign(program.offers, state.not_raised);
}

CAILIANG_INLINE void Workspace::known(const StandardData& data, const Program& program, const CaseState& state,
                                      Evaluator<false>& evaluator, Leaf<Ratio>& leaf, Index subject, Outcome& out) {
  out.kind = leaf.kind;
  out.warnings = leaf.warnings;
  if (leaf.kind == OutcomeKind::point || leaf.kind == OutcomeKind::range) {
    out.range = money(leaf.fines.front());
    if (!is_whole(out.range, data.smallest_units)) out.warnings.add(Warning::not_whole_fen);
  } else if (leaf.kind == OutcomeKind::either) {
    for (const Bounds<Ratio>& fine : leaf.fines) {
      out.tracks.push_back(money(fine));
      if (!is_whole(out.tracks.back(), data.smallest_units)) out.warnings.add(Warning::not_whole_fen);
    }
  }
  if (leaf.has_legal) {
    out.legal = money(leaf.legal);
    out.has_legal = true;
  }
  if (leaf.branch != nullptr && leaf.branch->source != nullptr) out.branch = leaf.branch->source->id;
  for (const Tier* tier : leaf.tiers) out.tiers.push_back(tier->id);
  if (leaf.has_share) out.share = leaf.share;
  if (leaf.klass >= 0) out.klass = static_cast<Class>(leaf.klass);
  out.mode = leaf.mode;
  if (leaf.by != none)
    out.by = program.offers[static_cast<std::size_t>(program.circumstances[static_cast<std::size_t>(leaf.by)].offer)];
  list_sanctions(evaluator, leaf.sanctions, out);
  out.human = leaf.human;
  list_names(program, state, leaf.offers, leaf.requirements, out);
  if (out.kind == OutcomeKind::not_in_force) list_successors(program, state, subject, out);
}

}  // namespace cailiang::detail
