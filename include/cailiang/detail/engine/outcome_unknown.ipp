// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/outcome_known.ipp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"

// The outcome over all completions of what is not known.
namespace cailiang::detail {

/// Sanctions over the completions: certain if they held wherever their row was in force, everywhere if it always was.
class SanctionUnion {
 public:
  void add(Leaf<Form>& leaf, Evaluator<true>& evaluator) {
    ++leaves_;
    for (const CompiledSanction* held : leaf.sanctions) {
      Entry& entry = entry_of(held);
      if (std::exchange(entry.last, leaves_) != leaves_) ++entry.leaves;
      const Truth truth = evaluator.peek(held->condition);
      if (truth != Truth::no) entry.listed = true;
      if (truth != Truth::yes) entry.certain = false;
      if (truth == Truth::no) continue;
      std::optional<Ratio> point;
      if (const auto amount = evaluator.amount_of(*held, point)) widen(entry, *amount, point);
    }
  }

  /// Not every way was followed: no condition is certain to hold, and no amount is known.
  void doubt() {
    for (Entry& entry : entries_) {
      if (entry.plan->condition != none) entry.certain = false;
      entry.span = Span{};
      entry.point.reset();
    }
    ++leaves_;
  }

  void list(Outcome& out) const {
    for (const Entry& entry : entries_) {
      if (!entry.listed) continue;
      ImposedSanction made{entry.plan->source, entry.certain, entry.leaves == leaves_};
      if (entry.seen) {
        made.amount = money(entry.span);
        made.amount->point = entry.point;
      }
      out.sanctions.push_back(made);
    }
  }

 private:
  struct Entry {
    const CompiledSanction* plan = nullptr;
    std::int64_t leaves = 0;  ///< in how many it was
    std::int64_t last = 0;
    bool listed = false;
    bool certain = true;
    bool seen = false;
    Span span;
    std::optional<Ratio> point;
  };

  // Rows of a table often carry the same sanction: it is one.
  Entry& entry_of(const CompiledSanction* plan) {
    for (Entry& entry : entries_) {
      if (*entry.plan->source == *plan->source) return entry;
    }
    entries_.push_back({});
    entries_.back().plan = plan;
    return entries_.back();
  }

  static void widen(Entry& entry, const Span& span, const std::optional<Ratio>& point) {
    entry.span = entry.seen ? join(entry.span, span) : span;
    if (!entry.seen) {
      entry.point = point;
    } else if (entry.point != point) {
      entry.point.reset();
    }
    entry.seen = true;
  }

  std::vector<Entry> entries_;
  std::int64_t leaves_ = 0;
};

CAILIANG_INLINE std::vector<std::string> needs_of(const StandardData& data, const Program& program,
                                                  const CaseState& state, const Completions& completions,
                                                  const std::set<Index>& keys) {
  std::vector<std::string> names;
  std::vector<std::pair<Index, std::string>> facts;
  for (const Index key : keys) {
    if (key < 0) continue;
    if (key < completions.slots()) {
      if (key == slot_decision_date) {
        names.emplace_back("decision_date");
      } else if (key >= first_fact_slot && state.codes[static_cast<std::size_t>(key)] == code_unknown) {
        const Index fact = program.slots[static_cast<std::size_t>(key)].fact;
        facts.emplace_back(fact, data.facts[static_cast<std::size_t>(fact)].fact->id);
      }
    } else if (key == completions.class_key()) {
      names.emplace_back("class");
    } else if (key >= completions.decided_key(0) && key < completions.row_key(0)) {
      const Index subjects = completions.track_key(0) - completions.decided_key(0);
      const Index subject = (key - completions.decided_key(0)) % subjects;
      const std::string name = "decided." + program.subjects[static_cast<std::size_t>(subject)].id;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  std::sort(facts.begin(), facts.end());
  std::vector<std::string> ordered;
  for (auto& [fact, id] : facts) ordered.push_back(std::move(id));
  ordered.insert(ordered.end(), names.begin(), names.end());
  return ordered;
}

/// One and the same in every completion.
CAILIANG_INLINE void list_settled(const StandardData& data, const Gather& all, Outcome& out) {
  out.kind = all.only_kind();
  for (const Bounds<Form>& fine : all.only()) {
    Bounds<Ratio> made;
    made.has_lower = fine.has_lower;
    made.has_upper = fine.has_upper;
    made.has_point = fine.has_point;
    made.lower_included = fine.lower_included;
    made.upper_included = fine.upper_included;
    made.lower = fine.lower.constant;
    made.upper = fine.upper.constant;
    made.point = fine.point.constant;
    out.tracks.push_back(money(made));
  }
  if (out.kind != OutcomeKind::either && !out.tracks.empty()) {
    out.range = out.tracks.front();
    out.tracks.clear();
  }
  for (const MoneyRange& track : out.tracks) {
    if (!is_whole(track, data.smallest_units)) out.warnings.add(Warning::not_whole_fen);
  }
}

/// What the completions span, and what would settle it. In three values that is whatever left a row or an end open.
CAILIANG_INLINE void list_open(const StandardData& data, const Program& program, const CaseState& state,
                               const Completions& completions, const Gather& all, Outcome& out) {
  out.kind = OutcomeKind::open;
  out.kinds = all.kinds;
  std::sort(out.kinds.begin(), out.kinds.end());
  out.has_fine = all.any_fine;
  if (all.any_fine) {
    out.range = money(all.fines);
    if (all.point && !all.point_differs && all.point->is_constant()) out.range.point = all.point->constant;
  }
  std::set<Index> keys = completions.three_valued() ? all.varying() : all.deciding(completions);
  if (completions.three_valued()) {
    for (Index v = 0; v < completions.variables(); ++v) {
      if (completions.needed(v))
        keys.insert(v < completions.slots() ? v : completions.decided_key(v - completions.slots()));
    }
    if (completions.chosen_ever(completions.class_key())) keys.insert(completions.class_key());
  }
  out.needs = needs_of(data, program, state, completions, keys);
}

/// What all completions agree on, and what any of them has.
CAILIANG_INLINE void list_in_common(const Program& program, const Gather& all, Outcome& out) {
  if (all.legal_seen) {
    out.has_legal = true;
    out.legal = money(all.legal);
  }
  if (!all.branch_differs && all.branch && (*all.branch)->source != nullptr) out.branch = (*all.branch)->source->id;
  for (const Tier* tier : all.tiers) out.tiers.push_back(tier->id);
  if (!all.share_differs && all.share && all.share->is_constant()) out.share = all.share->constant;
  if (!all.class_differs && all.klass) out.klass = static_cast<Class>(*all.klass);
  if (!all.mode_differs && all.mode) out.mode = *all.mode;
  if (out.kind == OutcomeKind::no_penalty && !all.by_differs && all.by) {
    out.by = program.offers[static_cast<std::size_t>(program.circumstances[static_cast<std::size_t>(*all.by)].offer)];
  }
  out.human = all.human;
}

CAILIANG_INLINE void gather_outcome(const StandardData& data, const Program& program, const CaseState& state,
                                    const Completions& completions, const Gather& all, Outcome& out) {
  out.warnings = all.warnings;
  if (!all.class_unsupported_everywhere) out.warnings.remove(Warning::class_not_supported);
  if (completions.three_valued() || all.loose) out.warnings.add(Warning::not_tight);
  if (all.settled()) {
    list_settled(data, all, out);
  } else {
    list_open(data, program, state, completions, all, out);
  }
  if (!is_whole(out.range, data.smallest_units)) out.warnings.add(Warning::not_whole_fen);
  list_in_common(program, all, out);
}

CAILIANG_INLINE void Workspace::unknown(const StandardData& data, const Program& program, const CaseState& state,
                                        Evaluator<true>& evaluator, Index subject, Outcome& out, Recorder* recorder) {
  Completions completions{program, state};
  evaluator.bind(program, state, &completions);
  Gather all{data.smallest_units};
  SanctionUnion sanctions;
  if (recorder != nullptr) recorder->merge(subject);
  for (;;) {
    all = Gather{data.smallest_units};
    sanctions = SanctionUnion{};
    completions.restart();
    if (recorder != nullptr) recorder->restart();
    try {
      std::int64_t ways = 0;
      do {
        if (completions.three_valued() && ++ways > way_budget) {
          for (Index slot = first_fact_slot; slot < completions.slots(); ++slot) completions.need(slot);
          all.give_up(program, state, subject);
          sanctions.doubt();
          break;
        }
        if (recorder != nullptr) recorder->next();
        evaluator.begin(recorder);
        Leaf<Form>& leaf = evaluator.subject(subject);
        if (recorder != nullptr) Recording<true>{evaluator}.derived_facts();
        if (evaluator.bulk().empty()) {
          all.add(leaf, completions, evaluator.forms());
          sanctions.add(leaf, evaluator);
          continue;
        }
        const std::vector<std::int64_t> sums = evaluator.bulk().sums();
        std::vector<std::int32_t> results;
        results.reserve(sums.size());
        all.expect(sums.size());
        std::optional<std::vector<const CompiledSanction*>> held;  // mostly the same for every sum
        for (const std::int64_t sum : sums) {
          if (recorder != nullptr) recorder->again();
          Leaf<Form>& one = evaluator.with_sum(subject, sum);
          results.push_back(all.take_in(one, completions, evaluator.forms()));
          if (one.sanctions == held) continue;
          held = one.sanctions;
          sanctions.add(one, evaluator);
        }
        all.add_bulk(completions, evaluator.bulk(), sums, std::move(results));
      } while (completions.advance());
      break;
    } catch (const Completions::Recut&) {
    } catch (const Completions::TooMany&) {
      completions.go_three_valued();
    }
  }
  if (recorder != nullptr) recorder->merged(completions.dimensions());
  gather_outcome(data, program, state, completions, all, out);
  sanctions.list(out);
  list_names(program, state, all.offers, all.requirements, out);
  if (out.kind == OutcomeKind::not_in_force) list_successors(program, state, subject, out);
}

}  // namespace cailiang::detail
