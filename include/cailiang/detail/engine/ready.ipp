// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/ready.hpp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"

namespace cailiang::detail {

/// Collects the slots that conditions look at. False where more than their codes decides: amounts, sets of options.
class SlotWalk {
 public:
  SlotWalk(const Program& program, std::vector<Index>& found) : program_{program}, found_{found} {}

  bool all(const Beside& asked) {
    for (const AwaitedOffer& offer : asked.awaited) {
      if (!rows(offer.step->list)) return false;
    }
    for (const CompiledSanction* sanction : asked.sanctions) {
      if (!condition(sanction->condition)) return false;
      if (sanction->amount != none && !program_.fines[at(sanction->amount)].plain) return false;
    }
    return true;
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  bool rows(const RowList& list) {
    for (Index row = list.begin; row < list.end; ++row) {
      if (!condition(program_.row_conditions[at(row)])) return false;
    }
    return true;
  }

  bool condition(Index index) {
    if (index == none) return true;
    const CompiledCondition& whole = program_.conditions[at(index)];
    for (Index m = whole.begin; m < whole.end; ++m) {
      const CompiledMember& member = program_.members[at(m)];
      const bool tests = member.kind == ConditionMember::Kind::fact;
      for (Index i = member.begin; i < member.end; ++i) {
        if (!(tests ? test(program_.tests[at(i)]) : condition(program_.condition_refs[at(i)]))) return false;
      }
    }
    return true;
  }

  bool test(const CompiledTest& asked) {
    if (asked.kind == CompiledTest::Kind::end_absent) return true;  // the branch decides
    const Slot& slot = program_.slots[at(asked.slot)];
    if (slot.kind == FactKind::choices || slot.term != none) return false;
    if (std::find(found_.begin(), found_.end(), asked.slot) != found_.end()) return true;
    // One that follows from others is among them too: a case may state it.
    found_.push_back(asked.slot);
    if (slot.condition != none) return condition(slot.condition);
    return slot.list == none || rows(program_.choice_lists[at(slot.list)]);
  }

  const Program& program_;
  std::vector<Index>& found_;
};

/// Evaluates the rows of a program, one after another, for a case of which nothing is known. What comes out without a
/// look at any fact holds for every case.
class ReadyWork {
 public:
  ReadyWork(const StandardData& data, Program& program) : data_{data}, program_{program}, evaluator_{program, state_} {
    const std::size_t n = program.slots.size();
    state_.codes = program.blank;
    state_.numbers.resize(n);
    state_.options.resize(n);
    state_.spans.resize(n);
    state_.bounded.resize(n);
    state_.applied.reset(program.offers.size());
    state_.not_raised = state_.applied;
    state_.decided.resize(program.subjects.size());
    state_.provision_in_force.assign(program.provisions.size(), 1);
    state_.pack_in_force.assign(data.packs.size(), 1);
  }

  void all() {
    for (Index s = 0; s < static_cast<Index>(program_.subjects.size()); ++s) {
      SubjectPlan& subject = program_.subjects[at(s)];
      if (subject.several_otherwise) continue;
      std::vector<ReadyBranch> ready(subject.branches.size() + 1);
      for (std::size_t b = 0; b < subject.branches.size(); ++b) {
        const std::vector<std::int64_t> keys = keys_of(subject.branches[b]);
        if (!keys.empty()) branch(s, static_cast<int>(b), keys, ready[b]);
      }
      branch(s, -1, {0}, ready.back());
      subject.ready = std::move(ready);
    }
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  // One entry a sum: a table whose sums lie wider apart is not worth it.
  static constexpr std::int64_t most_keys = 4096;

  // The rows of the table, or the sums that its weights can come to, in order; none if more than that decides.
  std::vector<std::int64_t> keys_of(const BranchPlan& branch) const {
    if (branch.tables.empty()) return {0};
    if (branch.tables.size() > 1 ||
        (branch.fine != none && program_.fines[at(branch.fine)].begin != program_.fines[at(branch.fine)].end)) {
      return {};
    }
    const TablePlan& table = branch.tables.front();
    if (!table.weights) {
      std::vector<std::int64_t> rows;
      for (std::int64_t row = -1; row < static_cast<std::int64_t>(table.tiers.size()); ++row) rows.push_back(row);
      return rows;
    }
    std::set<std::int64_t> sums{table.start};
    for (const FactorPlan& factor : table.factors) {
      std::set<std::int64_t> next;
      for (std::size_t level = 0; level < factor.levels.size(); ++level) {
        if (factor.names_class[level] || !factor.levels[level]->remarks.silent()) return {};
        for (const std::int64_t sum : sums) next.insert(sum + factor.weights[level]);
      }
      if (next.empty() || *next.rbegin() - *next.begin() >= most_keys) return {};
      sums = std::move(next);
    }
    return {sums.begin(), sums.end()};
  }

  void branch(Index subject, int row, const std::vector<std::int64_t>& keys, ReadyBranch& made) {
    made.first = keys.front();
    made.by_key.assign(static_cast<std::size_t>(keys.back() - keys.front() + 1), none);
    for (const std::int64_t key : keys) {
      try {
        one(subject, Taken{row, static_cast<int>(key), key}, made.by_key[static_cast<std::size_t>(key - made.first)],
            made);
      } catch (const Overflow&) {
        // The case will say so.
      }
    }
  }

  void one(Index subject, const Taken& rows, Index& place, ReadyBranch& made) {
    Leaf<Ratio>& leaf = evaluator_.with_rows(subject, rows);
    if (leaf.incomplete || !evaluator_.certain()) return;
    ReadyOutcome ready;
    Beside beside;
    ready.outcome.subject = program_.subjects[at(subject)].id;
    Workspace::known(data_, program_, state_, evaluator_, leaf, subject, ready.outcome);
    if (!evaluator_.certain()) {
      beside.sanctions = leaf.sanctions;
      ready.outcome.sanctions.clear();
    }
    ready.offers = leaf.offers;
    beside.awaited = evaluator_.awaited();
    ready.beside = &once(std::move(beside), made.beside);
    if (!leaf.tracks.empty()) made.range = leaf.tracks.front().base;
    place = static_cast<Index>(made.outcomes.size());
    made.outcomes.push_back(std::move(ready));
  }

  const Beside& once(Beside asked, std::deque<Beside>& all) const {
    for (const Beside& other : all) {
      if (other.asks_the_same(asked)) return other;
    }
    asked.by_codes = SlotWalk{program_, asked.slots}.all(asked);
    return all.emplace_back(std::move(asked));
  }

  const StandardData& data_;
  Program& program_;
  CaseState state_;
  Evaluator<false> evaluator_;
};

CAILIANG_INLINE void work_out_ready(const StandardData& data, Program& program) {
  ReadyWork{data, program}.all();
}

}  // namespace cailiang::detail
