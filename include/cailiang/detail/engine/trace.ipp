// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>

#include "cailiang/detail/engine/recorder.hpp"
#include "cailiang/detail/engine/recording.hpp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/assessment.hpp"

namespace cailiang {
namespace detail {

CAILIANG_INLINE Recorder::Recorder(const StandardData& data, const Program& program, const CaseState& state,
                                   const std::vector<std::string>& evidence)
    : data_{data}, program_{program}, state_{state}, listening_(program.subjects.size(), 1) {
  std::size_t lines = program.circumstances.size() + program.subjects.size() * (4 + program.steps.size());
  std::size_t rows = program.circumstances.size();
  for (const SubjectPlan& subject : program.subjects) {
    TraceSubject made{subject.id, nullptr, std::nullopt};
    for (const auto& pack : data.packs) {
      for (const auto& [id, label] : pack->subjects) {
        if (id == subject.id && made.label == nullptr) made.label = &label;
      }
    }
    made.decided = state.decided[static_cast<std::size_t>(&subject - program.subjects.data())];
    trace_.subjects.push_back(made);
    for (const BranchPlan& branch : subject.branches) {
      for (const TablePlan& table : branch.tables) {
        lines = std::max(lines, lines + table.factors.size());
        rows += table.tiers.size();
        for (const FactorPlan& factor : table.factors) rows += factor.levels.size();
      }
    }
  }
  for (std::size_t i = 0; i < program.provisions.size(); ++i) {
    const ProvisionPlan& plan = program.provisions[i];
    trace_.provisions.push_back({plan.source, data.packs[at(plan.pack)].get(), state.provision_in_force[i] != 0});
  }
  trace_.lines.reserve(lines);
  trace_.all_rows.reserve(rows);
  trace_.intervals.reserve(lines);
  trace_.all_terms.reserve(8);
  subject_of_.reserve(lines);

  trace_.facts.reserve(program.slots.size());
  for (std::size_t i = static_cast<std::size_t>(first_fact_slot); i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    TraceFact& made = trace_.facts.emplace_back();
    const StandardData::Declared& declared = data.facts[at(slot.fact)];
    made.fact = declared.fact;
    made.pack = data.packs[at(declared.pack)].get();
    if (i < evidence.size()) made.evidence = evidence[i];
    const Code code = state.codes[i];
    if (code == code_derived) {
      made.derived = true;
    } else if (code == code_absent) {
      made.state = TraceFact::State::absent;
    } else if (code == code_unprovable) {
      made.state = TraceFact::State::unprovable;
    } else if (code == code_unknown) {
      if (state.bounded[i] == 0) continue;
      made.state = TraceFact::State::bound;
      made.interval = static_cast<std::int32_t>(trace_.intervals.size());
      const Span& span = state.spans[i];
      trace_.intervals.push_back({span.lower, span.upper, span.lower_included, span.upper_included});
    } else {
      made.state = TraceFact::State::value;
      if (slot.numeric()) {
        made.number = state.numbers[i];
      } else {
        made.options = slot.kind == FactKind::choices ? state.options[i] : slot.kind == FactKind::flag ? static_cast<std::uint64_t>(code)
                                                                                                         : std::uint64_t{1} << code;
      }
    }
  }
}

CAILIANG_INLINE void Recorder::forget(const std::vector<Index>& subjects) {
  // Circumstances that hang on an unknown fact leave every subject open.
  const bool all = subjects.size() == listening_.size();
  std::vector<std::int32_t> place_of(lines_.size(), none);
  Index kept = 0;
  for (Index i = 0; i < static_cast<Index>(lines_.size()); ++i) {
    if (all || std::find(subjects.begin(), subjects.end(), subject_of_[at(i)]) != subjects.end()) continue;
    place_of[at(i)] = kept;
    subject_of_[at(kept)] = subject_of_[at(i)];
    lines_[at(kept++)] = lines_[at(i)];
  }
  lines_.resize(at(kept));
  subject_of_.resize(at(kept));
  std::erase_if(trace_.all_terms, [&](const TraceTerm& term) { return place_of[at(term.line)] == none; });
  for (TraceTerm& term : trace_.all_terms) term.line = place_of[at(term.line)];
}

// ---------------------------------------------------------------- completions

CAILIANG_INLINE void Recorder::merge(Index subject) {
  listening_.assign(listening_.size(), 0);
  listening_[at(subject)] = 1;
  ground_ = std::find(subject_of_.begin(), subject_of_.end(), none) == subject_of_.end();
  merging_ = true;
  pass_ = completions_ = 0;
  keys_.clear();
  counts_.clear();
  first_line_ = lines_.size();
  first_count_ = trace_.all_rows.size();
  first_term_ = trace_.all_terms.size();
  first_share_ = trace_.shares.size();
  first_interval_ = trace_.intervals.size();
}

CAILIANG_INLINE void Recorder::restart() {
  pass_ = completions_ = 0;
  keys_.clear();
  counts_.clear();
  lines_.resize(first_line_);
  subject_of_.resize(first_line_);
  trace_.all_rows.resize(first_count_);
  trace_.all_terms.resize(first_term_);
  trace_.shares.resize(first_share_);
  trace_.intervals.resize(first_interval_);
}

CAILIANG_INLINE void Recorder::merged(const std::vector<Index>& choices) {
  for (const Key& key : keys_) settle(key);
  for (const Index choice : choices) {
    if (choice >= first_fact_slot && choice < static_cast<Index>(program_.slots.size())) {
      trace_.facts[at(choice - first_fact_slot)].asked = true;
    }
  }
  merging_ = false;
}

CAILIANG_INLINE void Recorder::settle(const Key& key) {
  TraceLine& line = lines_[at(key.line)];
  line.certain = key.seen == completions_;
  for (int i = 0; i < line.row_count; ++i) {
    TraceRow& row = row_at(key.line, i);
    const Count& count = count_at(key.line, i);
    if (row.state == TraceRow::State::not_raised || row.state == TraceRow::State::not_in_force) continue;
    if (count.may_take) {
      row.state = TraceRow::State::possible;
    } else if (count.taken > 0) {
      row.state = count.taken == key.times ? TraceRow::State::taken : TraceRow::State::possible;
    } else if (count.fails_always) {
      row.state = TraceRow::State::failed;
    } else if (count.offered > 0) {
      row.state = count.offered == key.times ? TraceRow::State::offered : TraceRow::State::possible;
    } else if (count.held) {
      row.state = TraceRow::State::outweighed;
    } else if (count.unclear) {
      row.state = TraceRow::State::not_examined;
    } else {
      row.state = TraceRow::State::failed;
      for (std::size_t m = 0; row.when != nullptr && m < row.when->members.size() && m < 64; ++m) {
        if ((count.failing >> m & 1U) == 0) continue;
        row.failed_at = &row.when->members[m];
        break;
      }
    }
  }
}

CAILIANG_INLINE Index Recorder::open(Kind kind, Index subject, const void* plan) {
  if (subject == none ? !ground_ : listening_[at(subject)] == 0) return none;
  new_ = true;
  if (merging_) {
    // Completions follow one another alike: the line is mostly the next one.
    const std::size_t n = keys_.size();
    for (std::size_t i = 0; i < n; ++i) {
      Key& key = keys_[(next_key_ + i) % n];
      if (key.kind != kind || key.subject != subject || key.plan != plan || key.pass == pass_) continue;
      key.pass = pass_;
      ++key.times;
      if (std::exchange(key.completion, completions_) != completions_) ++key.seen;
      next_key_ = (next_key_ + i + 1) % n;
      new_ = false;
      return key.line;
    }
    keys_.push_back({static_cast<Index>(lines_.size()), kind, subject, plan, 1, 1, pass_, completions_});
    next_key_ = 0;
  }
  TraceLine& line = lines_.emplace_back();
  line.kind = kind;
  if (subject != none) line.subject = program_.subjects[at(subject)].id;
  line.first_row = static_cast<std::int32_t>(trace_.all_rows.size());
  subject_of_.push_back(subject);
  return static_cast<Index>(lines_.size()) - 1;
}

// ---------------------------------------------------------------- lines

CAILIANG_INLINE TraceRow& Recorder::add_row(Index line) {
  ++lines_[at(line)].row_count;
  if (merging_) counts_.emplace_back();
  return trace_.all_rows.emplace_back();
}

CAILIANG_INLINE Index Recorder::circumstance(Index index) {
  const CircumstancePlan& plan = program_.circumstances[at(index)];
  const Index line = open(Kind::circumstance, none, &plan);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.id = program_.offers[at(plan.offer)];
  made.label = &plan.source->label;
  made.source = &plan.source->source;
  made.pack = data_.packs[at(plan.pack)].get();
  made.circumstance = plan.source;
  TraceRow& row = add_row(line);
  row.id = made.id;
  row.label = made.label;
  row.source = made.source;
  row.remarks = &plan.source->remarks;
  row.when = &plan.source->when;
  return line;
}

CAILIANG_INLINE Index Recorder::klass(std::uint8_t open_classes, TraceLine::ClassBy by) {
  const Index line = open(Kind::klass, none, nullptr);
  if (line == none) return line;
  TraceLine& made = lines_[at(line)];
  made.classes |= open_classes;
  made.class_by = new_ || made.class_by == by ? by : TraceLine::ClassBy::circumstances;
  made.pack = own();
  if (by == TraceLine::ClassBy::rule) made.source = &own()->rules.no_circumstance_source;
  return line;
}

CAILIANG_INLINE Index Recorder::branch(Index subject, const SubjectPlan& plan) {
  const Index line = open(Kind::branch, subject, &plan);
  if (line == none || !new_) return line;
  lines_[at(line)].pack = own();
  for (const BranchPlan& branch : plan.branches) {
    if (branch.source == nullptr) continue;
    TraceRow& row = add_row(line);
    row.id = branch.source->id;
    row.label = &branch.source->label;
    row.source = &branch.source->source;
    row.remarks = &branch.source->remarks;
    row.when = branch.source->when ? &*branch.source->when : nullptr;
  }
  return line;
}

CAILIANG_INLINE void Recorder::branch_taken(Index line, Index provision) {
  TraceLine& made = lines_[at(line)];
  if (provision == none) return;
  const ProvisionPlan& plan = program_.provisions[at(provision)];
  if (!new_ && made.provision != plan.source) {
    made.provision = nullptr;
    made.label = nullptr;
    made.source = nullptr;
    return;
  }
  made.pack = data_.packs[at(plan.pack)].get();
  made.provision = plan.source;
  made.label = &plan.source->label;
  made.source = &plan.source->source;
}

CAILIANG_INLINE Index Recorder::tiers(Index subject, const TablePlan& table) {
  const Index line = open(Kind::tier, subject, &table);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.label = &table.source->label;
  made.source = &table.source->source;
  made.pack = own();
  made.table = table.source;
  for (const TierRow& tier : table.tiers) {
    TraceRow& row = add_row(line);
    row.id = tier.source->id;
    row.label = &tier.source->label;
    row.source = &tier.source->source;
    row.remarks = &tier.source->remarks;
    row.when = tier.source->when ? &*tier.source->when : nullptr;
  }
  return line;
}

CAILIANG_INLINE Index Recorder::factor(Index subject, const TablePlan& table, const FactorPlan& factor) {
  const Index line = open(Kind::factor, subject, &factor);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.id = factor.source->id;
  made.label = &factor.source->label;
  made.source = &factor.source->source;
  made.pack = own();
  made.table = table.source;
  for (std::size_t i = 0; i < factor.levels.size(); ++i) {
    const Level& level = *factor.levels[i];
    TraceRow& row = add_row(line);
    row.label = &level.label;
    row.source = &level.source;
    row.remarks = &level.remarks;
    row.when = level.when ? &*level.when : nullptr;
    row.weight = Ratio::of(factor.weights[i], table.denominator);
  }
  return line;
}

CAILIANG_INLINE Index Recorder::share(Index subject, const TablePlan& table, const TraceShare& share) {
  const Index line = open(Kind::share, subject, &table);
  if (line == none) return line;
  TraceLine& made = lines_[at(line)];
  if (new_) {
    made.label = &table.source->label;
    made.source = &table.source->source;
    made.pack = own();
    made.table = table.source;
    made.share = static_cast<std::int32_t>(trace_.shares.size());
    trace_.shares.push_back(share);
    return line;
  }
  TraceShare& all = trace_.shares[at(made.share)];
  all.sum_low = std::min(all.sum_low, share.sum_low);
  all.sum_high = std::max(all.sum_high, share.sum_high);
  all.low = std::min(all.low, share.low);
  all.high = std::max(all.high, share.high);
  return line;
}

CAILIANG_INLINE Index Recorder::sum(Index subject, const BranchPlan& branch) {
  const Index line = open(Kind::sum, subject, &branch);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.pack = own();
  made.source = &program_.violation->source;
  made.label = &program_.violation->label;
  return line;
}

CAILIANG_INLINE Index Recorder::step(Index subject, const StepPlan& step, bool on_limits) {
  const Index line = open(on_limits ? Kind::limits_step : step.of_provision ? Kind::provision_step : Kind::step, subject, &step);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.id = step.source->id;
  made.label = &step.source->label;
  made.source = &step.source->source;
  made.pack = own();
  if (step.of_provision) {
    for (const ProvisionPlan& provision : program_.provisions) {
      for (const StepPlan& own_step : provision.steps) {
        if (&own_step != &step) continue;
        made.pack = data_.packs[at(provision.pack)].get();
        made.provision = provision.source;
      }
    }
  }
  for (const StepRowPlan& plan : step.rows) {
    TraceRow& row = add_row(line);
    row.label = &plan.source->label;
    row.source = &plan.source->source;
    row.remarks = &plan.source->remarks;
    row.when = plan.source->when ? &*plan.source->when : nullptr;
  }
  return line;
}

CAILIANG_INLINE void Recorder::step_taken(Index line, const StepPlan& step, int row) {
  TraceLine& made = lines_[at(line)];
  const StepRow* source = step.rows[at(row)].source;
  made.step_row = new_ || made.step_row == source ? source : nullptr;
}

CAILIANG_INLINE Index Recorder::moved(Index subject, const TablePlan& table, int tier) {
  const void* plan = tier < 0 ? static_cast<const void*>(&table) : &table.tiers[at(tier)];
  const Index line = open(Kind::moved, subject, plan);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.pack = own();
  made.table = table.source;
  if (tier < 0) return line;
  const Tier& source = *table.tiers[at(tier)].source;
  made.id = source.id;
  made.label = &source.label;
  made.source = &source.source;
  return line;
}

CAILIANG_INLINE Index Recorder::track(Index subject, const CompiledFine& fine) { return open(Kind::track, subject, &fine); }

CAILIANG_INLINE Index Recorder::limits(Index subject, const BranchPlan& branch) {
  const Index line = open(Kind::limits, subject, &branch);
  if (line == none || !new_) return line;
  TraceLine& made = lines_[at(line)];
  made.label = &branch.source->label;
  made.source = &branch.source->source;
  const ProvisionPlan& provision = program_.provisions[at(branch.provision)];
  made.pack = data_.packs[at(provision.pack)].get();
  made.provision = provision.source;
  return line;
}

// ---------------------------------------------------------------- what is said of a line

CAILIANG_INLINE void Recorder::failed(Index line, int row, Index member) {
  TraceRow& made = row_at(line, row);
  made.state = TraceRow::State::failed;
  made.failed_at = &made.when->members[at(member)];
}

CAILIANG_INLINE void Recorder::fails_always(Index line, int row, Index member) {
  count_at(line, row).fails_always = true;
  TraceRow& made = row_at(line, row);
  made.failed_at = &made.when->members[at(member)];
}

CAILIANG_INLINE void Recorder::widen(std::int32_t& index, const MoneyRange& range) {
  if (index < 0) {
    index = static_cast<std::int32_t>(trace_.intervals.size());
    trace_.intervals.push_back(range);
    return;
  }
  MoneyRange& all = trace_.intervals[at(index)];
  const Span joined = join(Span{all.min, all.max, all.min_included, all.max_included},
                           Span{range.min, range.max, range.min_included, range.max_included});
  const bool same_point = all.point == range.point;
  all = MoneyRange{joined.lower, joined.upper, joined.lower_included, joined.upper_included,
                   same_point ? range.point : std::nullopt};
}

CAILIANG_INLINE void Recorder::after(Index line, std::uint8_t result, const MoneyRange* range) {
  TraceLine& made = lines_[at(line)];
  made.results |= result;
  if (range != nullptr) widen(made.after, *range);
}

CAILIANG_INLINE void Recorder::fine(Index line, const Fine* fine) {
  TraceLine& made = lines_[at(line)];
  // Where completions take different rows there is no one amount to explain.
  made.fine = new_ || made.fine == fine ? fine : nullptr;
}

CAILIANG_INLINE void Recorder::term(Index line, const Term* term, TraceTerm::State state, const Ratio& value) {
  if (merging_) {
    for (std::size_t i = first_term_; i < trace_.all_terms.size(); ++i) {
      TraceTerm& held = trace_.all_terms[i];
      if (held.line != line || held.term != term) continue;
      if (held.state != state || (state == TraceTerm::State::value && held.value != value)) held.state = TraceTerm::State::unknown;
      return;
    }
  }
  trace_.all_terms.push_back({line, state, term, value});
}

CAILIANG_INLINE void Recorder::derived(Index slot, Code code, const Ratio* number) {
  TraceFact& fact = trace_.facts[at(slot - first_fact_slot)];
  TraceFact found = fact;
  found.asked = true;
  if (code == code_absent) {
    found.state = TraceFact::State::absent;
  } else if (program_.slots[at(slot)].numeric()) {
    found.state = number != nullptr ? TraceFact::State::value : TraceFact::State::unknown;
    if (number != nullptr) found.number = *number;
  } else {
    found.state = TraceFact::State::value;
    found.options = program_.slots[at(slot)].kind == FactKind::flag ? static_cast<std::uint64_t>(code) : std::uint64_t{1} << code;
  }
  const bool first = !fact.asked;
  if (!first && (fact.state != found.state || fact.options != found.options || fact.number != found.number)) {
    found.state = TraceFact::State::unknown;
  }
  fact = found;
}

// ---------------------------------------------------------------- the whole

CAILIANG_INLINE Trace Recorder::take() {
  order();
  std::int32_t line = -1;
  for (std::size_t i = 0; i < trace_.all_terms.size(); ++i) {
    const TraceTerm& term = trace_.all_terms[i];
    TraceLine& of = lines_[at(term.line)];
    if (term.line != line) {
      line = term.line;
      of.first_term = static_cast<std::int32_t>(i);
    }
    ++of.term_count;
  }
  return std::move(trace_);
}

// What holds for all, then subject by subject; of a subject, stage by stage: completions that part ways and fines that
// hang on another subject's bring lines in between.
CAILIANG_INLINE void Recorder::order() {
  const auto stage = [](Kind kind) {
    switch (kind) {
      case Kind::circumstance: return 0;
      case Kind::klass: return 1;
      case Kind::branch: return 2;
      case Kind::tier:
      case Kind::factor:
      case Kind::share:
      case Kind::sum:
      case Kind::track: return 3;
      case Kind::step:
      case Kind::moved: return 4;
      case Kind::provision_step:
      case Kind::limits_step: return 5;
      case Kind::limits: return 6;
    }
    return 6;
  };
  const auto before = [&](Index a, Index b) {
    if (subject_of_[at(a)] != subject_of_[at(b)]) return subject_of_[at(a)] < subject_of_[at(b)];
    return stage(lines_[at(a)].kind) < stage(lines_[at(b)].kind);
  };
  bool sorted = true;
  for (Index i = 1; i < static_cast<Index>(lines_.size()); ++i) sorted = sorted && !before(i, i - 1);
  const auto by_line = [](const TraceTerm& a, const TraceTerm& b) { return a.line < b.line; };
  if (!sorted) {
    std::vector<Index> places(lines_.size());
    std::iota(places.begin(), places.end(), 0);
    // Not std::stable_sort, which clang refuses over libstdc++ 12.
    std::sort(places.begin(), places.end(), [&](Index a, Index b) { return before(a, b) || (!before(b, a) && a < b); });
    std::vector<TraceLine> lines;
    std::vector<std::int32_t> place_of(lines_.size());
    for (const Index place : places) {
      place_of[at(place)] = static_cast<std::int32_t>(lines.size());
      lines.push_back(lines_[at(place)]);
    }
    lines_ = std::move(lines);
    for (TraceTerm& term : trace_.all_terms) term.line = place_of[at(term.line)];
  }
  if (!std::is_sorted(trace_.all_terms.begin(), trace_.all_terms.end(), by_line)) {
    std::vector<TraceTerm> terms;
    for (Index line = 0; line < static_cast<Index>(lines_.size()); ++line) {
      for (const TraceTerm& term : trace_.all_terms) {
        if (term.line == line) terms.push_back(term);
      }
    }
    trace_.all_terms = std::move(terms);
  }
}

CAILIANG_INLINE Trace Workspace::record(const Assessment& done, Assessment* again) {
  const StandardData& data = *done.data_;
  const Program& program = *done.program_;
  const CaseState& state = done.workspace_->state;
  Recorder recorder{data, program, state, done.workspace_->evidence};
  Evaluator<false> evaluator{program, state};
  if (again != nullptr) *again = done;
  const auto outcome = [&](Index subject) -> Outcome& {
    Outcome& out = again->outcomes_[static_cast<std::size_t>(subject)];
    out.clear();
    out.subject = program.subjects[static_cast<std::size_t>(subject)].id;
    return out;
  };
  std::vector<Index> open;
  evaluator.begin(&recorder);
  for (Index subject = 0; subject < static_cast<Index>(program.subjects.size()); ++subject) {
    Leaf<Ratio>& leaf = evaluator.subject(subject);
    if (leaf.incomplete) {
      open.push_back(subject);
    } else if (again != nullptr) {
      known(data, program, state, evaluator, leaf, subject, outcome(subject));
    }
  }
  if (!open.empty()) recorder.forget(open);
  if (open.size() < program.subjects.size()) Recording<false>{evaluator}.derived_facts();
  for (const Index subject : open) {
    Outcome unwanted;
    unknown(data, program, state, subject, again != nullptr ? outcome(subject) : unwanted, &recorder);
  }
  return recorder.take();
}

}  // namespace detail

CAILIANG_INLINE Trace Assessment::trace() const {
  if (!workspace_ || !findings_.empty()) return {};
  return detail::Workspace::record(*this, nullptr);
}

}  // namespace cailiang
