// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/assessment.hpp"
#include "cailiang/error/suggest.hpp"

namespace cailiang {

CAILIANG_INLINE Assessment::Assessment() = default;
CAILIANG_INLINE Assessment::~Assessment() = default;
CAILIANG_INLINE Assessment::Assessment(Assessment&&) noexcept = default;
CAILIANG_INLINE Assessment& Assessment::operator=(Assessment&&) noexcept = default;
CAILIANG_INLINE Assessment::Assessment(const Assessment& other) { *this = other; }
CAILIANG_INLINE Assessment& Assessment::operator=(const Assessment& other) {
  if (this == &other) return *this;
  data_ = other.data_;
  program_ = other.program_;
  own_program_ = other.own_program_;
  outcomes_ = other.outcomes_;
  unused_ = other.unused_;
  act_ = other.act_;
  decision_ = other.decision_;
  findings_ = other.findings_;
  workspace_ = std::make_unique<detail::Workspace>();
  if (other.workspace_) {
    workspace_->state = other.workspace_->state;
    workspace_->evidence = other.workspace_->evidence;
  }
  return *this;
}

CAILIANG_INLINE const Outcome* Assessment::find(std::string_view subject) const noexcept {
  for (const Outcome& outcome : outcomes_) {
    if (outcome.subject == subject) return &outcome;
  }
  return nullptr;
}
CAILIANG_INLINE const Outcome& Assessment::operator[](std::string_view subject) const {
  const Outcome* found = find(subject);
  assert(found != nullptr);
  return *found;
}
CAILIANG_INLINE const Pack& Assessment::pack() const noexcept { return data_->pack(); }
CAILIANG_INLINE const Violation* Assessment::violation() const noexcept { return program_->violation; }
CAILIANG_INLINE std::vector<std::string_view> Assessment::provisions() const {
  std::vector<std::string_view> names;
  for (const detail::ProvisionPlan& provision : program_->provisions) names.push_back(provision.name);
  return names;
}

namespace detail {

/// Decides what is in force, what takes part, and where each given fact stands.
class Preparation {
 public:
  Preparation(const StandardData& data, const Program& program, CaseState& state, Date act, std::optional<Date> decision)
      : data_{data}, program_{program}, state_{state}, act_{act}, decision_{decision} {}

  void in_force(const Violation* violation) {
    const Pack& own = data_.pack();
    state_.decision_given = decision_.has_value();
    const Date day = day_of(own);
    // A statute pack is in force provision by provision, so that each says what follows it.
    state_.in_force = own.kind == PackKind::statute ||
                      (own.in_force.contains(day) && (violation == nullptr || !violation->in_force || violation->in_force->contains(day)));
    state_.pack_in_force.clear();
    state_.all_packs_in_force = true;
    for (const auto& pack : data_.packs) {
      const bool stands = pack->in_force.contains(day_of(*pack));
      state_.pack_in_force.push_back(stands ? 1 : 0);
      state_.all_packs_in_force = state_.all_packs_in_force && stands;
    }
    state_.all_provisions_in_force = true;
    state_.provision_in_force.clear();
    for (const ProvisionPlan& provision : program_.provisions) {
      const Pack& pack = *data_.packs[at(provision.pack)];
      const bool stands = pack.in_force.contains(act_) &&
                          (!provision.source->in_force || provision.source->in_force->contains(act_));
      state_.provision_in_force.push_back(stands ? 1 : 0);
      state_.all_provisions_in_force = state_.all_provisions_in_force && stands;
    }
  }

  /// What the dates are among the numbers they are compared with.
  void dates() {
    const std::size_t n = program_.slots.size();
    state_.codes = program_.blank;
    state_.numbers.resize(n);
    state_.options.resize(n);
    state_.spans.resize(n);
    set_number(slot_act_date, day_number(act_));
    if (decision_) {
      set_number(slot_decision_date, day_number(*decision_));
    } else {
      state_.spans[at(slot_decision_date)] = Span{day_number(act_), std::nullopt, true, false};
    }
    state_.dated = state_.codes;
  }

  void facts(const std::vector<Given>& given, std::vector<std::string>& evidence, std::vector<std::string_view>& unused) {
    const std::size_t n = program_.slots.size();
    state_.codes = state_.dated;
    state_.bounded.assign(n, 0);
    state_.bounded[at(slot_decision_date)] = decision_ ? 0 : 1;
    state_.given.assign(words(n), 0);
    state_.class_given = false;
    evidence.clear();
    unused.clear();
    for (const Given& fact : given) {
      if (fact.fact == none) {
        state_.codes[at(slot_class)] = fact.code;
        state_.class_given = true;
        continue;
      }
      const Index slot = program_.slot_of_fact[at(fact.fact)];
      if (slot == none) {
        unused.push_back(data_.facts[at(fact.fact)].fact->id);
        continue;
      }
      put(slot, fact);
      if (!fact.evidence.empty()) {
        evidence.resize(n);
        evidence[at(slot)] = fact.evidence;
      }
    }
  }

  void circumstances() {
    state_.waiting_sets_class = false;
    copy(program_.always, state_.taking_part);
    if (!state_.in_force) {
      state_.taking_part.assign(program_.always.size(), 0);
      state_.not_raised.assign(words(program_.offers.size()), 0);
      return;
    }
    raise();
    if (!program_.uneven_circumstances && state_.all_packs_in_force && empty(state_.applied)) {
      copy(program_.waiting, state_.not_raised);
      for (std::size_t w = 0; w < program_.always.size(); ++w) {
        each(state_.taking_part[w] & ~program_.always[w], w,
             [&](Index i) { drop(state_.not_raised, program_.circumstances[at(i)].offer); });
        if ((program_.setting_class[w] & ~state_.taking_part[w]) != 0) state_.waiting_sets_class = true;
      }
      return;
    }
    state_.not_raised.assign(words(program_.offers.size()), 0);
    for (std::size_t i = 0; i < program_.circumstances.size(); ++i) {
      const CircumstancePlan& c = program_.circumstances[i];
      const auto index = static_cast<Index>(i);
      const bool applied = has(state_.applied, c.offer);
      const bool stands = state_.pack_in_force[at(c.pack)] != 0 &&
                          (c.period == nullptr || c.period->contains(day_of(*data_.packs[at(c.pack)])));
      if (!stands) {
        drop(state_.taking_part, index);
        if (applied) state_.warnings.add(Warning::not_available);
      } else if (applied) {
        detail::put(state_.taking_part, index);
      } else if (!has(state_.taking_part, index)) {
        detail::put(state_.not_raised, c.offer);
        state_.waiting_sets_class = state_.waiting_sets_class || c.effects != 0;
      }
    }
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  // The circumstances that a given fact raises take part.
  void raise() {
    for (std::size_t w = 0; w < program_.raising.size(); ++w) {
      each(program_.raising[w] & state_.given[w], w, [&](Index slot) {
        const Bits& raised = program_.raises[at(slot)];
        for (std::size_t c = 0; c < raised.size(); ++c) state_.taking_part[c] |= raised[c];
      });
    }
  }

  [[nodiscard]] Date day_of(const Pack& pack) const { return pack.applies_by_decision && decision_ ? *decision_ : act_; }

  void set_number(Index slot, const Ratio& number) {
    const Slot& fact = program_.slots[at(slot)];
    const auto whole = fact.whole_cuts.empty() ? std::nullopt : number.whole64();
    state_.codes[at(slot)] = whole ? place_among(fact.whole_cuts, *whole) : place_among(fact.cuts, number);
    state_.numbers[at(slot)] = number;
  }

  template <class T>
  static Code place_among(const std::vector<T>& cuts, const T& number) {
    const auto found = std::lower_bound(cuts.begin(), cuts.end(), number);
    const auto i = static_cast<Code>(found - cuts.begin());
    return found != cuts.end() && *found == number ? 2 * i + 1 : 2 * i;
  }

  void put(Index slot, const Given& fact) {
    detail::put(state_.given, slot);
    switch (fact.kind) {
      case Given::Kind::number: set_number(slot, fact.number); break;
      case Given::Kind::code: state_.codes[at(slot)] = fact.code; break;
      case Given::Kind::options:
        state_.codes[at(slot)] = 0;
        state_.options[at(slot)] = fact.options;
        break;
      case Given::Kind::absent: state_.codes[at(slot)] = code_absent; break;
      case Given::Kind::unprovable: state_.codes[at(slot)] = code_unprovable; break;
      case Given::Kind::bound:
        state_.codes[at(slot)] = code_unknown;
        state_.spans[at(slot)] = fact.bound;
        state_.bounded[at(slot)] = 1;
        break;
    }
  }

  const StandardData& data_;
  const Program& program_;
  CaseState& state_;
  Date act_;
  std::optional<Date> decision_;
};

CAILIANG_INLINE bool Workspace::prepare(const StandardData& data, const Program& program, const Violation* violation,
                                        const Facts& facts, const Question& question, Assessment& into) {
  Workspace& work = *into.workspace_;
  CaseState& state = work.state;
  const std::size_t before = into.findings_.size();
  state.warnings.clear();
  std::optional<Date> act = question.act;
  if (!act && question.decision) {
    act = question.decision;
    state.warnings.add(Warning::act_date_assumed);
  }
  if (!act) {
    into.findings_.push_back(Error{Errc::date_required, "/act_date", "give the date of the act or of the decision"});
  } else if (question.decision && *question.decision < *act) {
    into.findings_.push_back(Error{Errc::decision_before_act, "/decision_date",
                                   question.decision->text() + " lies before the act of " + act->text()});
  }
  state.applied.assign(words(program.offers.size()), 0);
  for (std::size_t i = 0; i < question.apply.size(); ++i) {
    const std::string& name = question.apply[i];
    const auto known = data.offer_by_name.find(name);
    if (known == data.offer_by_name.end()) {
      std::vector<std::string_view> names;
      for (const auto& [id, index] : data.offer_by_name) names.push_back(id);
      std::sort(names.begin(), names.end());
      std::string message = "no circumstance or step \"" + name + "\" in the packs in use";
      if (const auto near = did_you_mean(name, names)) message += "; did you mean \"" + *near + "\"?";
      into.findings_.push_back(Error{Errc::unknown_apply, "/apply/" + std::to_string(i), std::move(message)});
      continue;
    }
    const std::string& printed = data.offers[static_cast<std::size_t>(known->second)].name;
    const auto here = std::find(program.offers.begin(), program.offers.end(), printed);
    if (here == program.offers.end()) {
      state.warnings.add(Warning::not_available);
    } else {
      put(state.applied, static_cast<Index>(here - program.offers.begin()));
    }
  }
  state.decided.assign(program.subjects.size(), std::nullopt);
  for (const auto& [subject, amount] : question.decided) {
    const auto here = std::find_if(program.subjects.begin(), program.subjects.end(),
                                   [&](const SubjectPlan& plan) { return plan.id == subject; });
    const std::string where = "/decided/" + subject;
    if (here == program.subjects.end()) {
      bool declared = subject == "party";
      for (const auto& pack : data.packs) {
        for (const auto& [id, label] : pack->subjects) declared = declared || id == subject;
      }
      if (!declared) {
        into.findings_.push_back(Error{Errc::unknown_subject, where, "no subject \"" + subject + "\" in the packs in use"});
      }
    } else if (amount.is_negative()) {
      into.findings_.push_back(Error{Errc::negative_amount, where, amount.text() + " is negative"});
    } else if (!amount.is_whole(100)) {
      into.findings_.push_back(Error{Errc::not_whole_fen, where, amount.text() + " is no whole number of fen"});
    } else {
      state.decided[static_cast<std::size_t>(here - program.subjects.begin())] = amount;
    }
  }
  if (into.findings_.size() > before) return false;
  into.act_ = act;
  into.decision_ = question.decision;
  Preparation preparation{data, program, state, *act, question.decision};
  if (!work.dated.holds(program, *act, question.decision)) {
    preparation.in_force(violation);
    preparation.dates();
    work.dated = {&program, *act, question.decision};
  }
  preparation.facts(facts.given_, work.evidence, into.unused_);
  preparation.circumstances();
  return true;
}

// ---------------------------------------------------------------- outcomes

CAILIANG_INLINE MoneyRange money(const Bounds<Ratio>& b) {
  MoneyRange range;
  if (b.has_lower) range.min = b.lower;
  if (b.has_upper) range.max = b.upper;
  range.min_included = b.has_lower && b.lower_included;
  range.max_included = b.has_upper && b.upper_included;
  if (b.has_point) range.point = b.point;
  return range;
}

CAILIANG_INLINE bool whole_fen(const MoneyRange& range) {
  const auto whole = [](const std::optional<Ratio>& amount) { return !amount || amount->is_whole(100); };
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
      if (std::find(out.successor.begin(), out.successor.end(), next) == out.successor.end()) out.successor.push_back(next);
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

CAILIANG_INLINE void list_sanctions(Evaluator<false>& evaluator, const std::vector<const CompiledSanction*>& held, Outcome& out) {
  for (const CompiledSanction* sanction : held) {
    const Truth truth = evaluator.peek(sanction->condition);
    if (truth == Truth::no) continue;
    ImposedSanction made{sanction->source, truth == Truth::yes, std::nullopt};
    std::optional<Ratio> point;
    if (const auto amount = evaluator.amount_of(*sanction, point)) {
      made.amount = money(*amount);
      made.amount->point = point;
    }
    out.sanctions.push_back(made);
  }
}

CAILIANG_INLINE void Workspace::show(const Program& program, const ReadyOutcome& ready, std::size_t subject, Outcome& out) {
  if (shown[subject] != &ready) out = ready.outcome;
  shown[subject] = &ready;
  out.warnings = ready.outcome.warnings;
  out.warnings.add(state.warnings);
  out.warnings.add(evaluator.ground_warnings());
  if (!ready.sanctions.empty()) {
    out.sanctions.clear();
    list_sanctions(evaluator, ready.sanctions, out);
  }
  out.offers.assign(program.offers, evaluator.ready_offers());
  out.not_raised.assign(program.offers, state.not_raised);
}

CAILIANG_INLINE void Workspace::known(const StandardData&, const Program& program, const CaseState& state,
                                      Evaluator<false>& evaluator, Leaf<Ratio>& leaf, Index subject, Outcome& out) {
  out.kind = leaf.kind;
  out.warnings = leaf.warnings;
  if (leaf.kind == OutcomeKind::point || leaf.kind == OutcomeKind::range) {
    out.range = money(leaf.fines.front());
    if (!whole_fen(out.range)) out.warnings.add(Warning::not_whole_fen);
  } else if (leaf.kind == OutcomeKind::either) {
    for (const Bounds<Ratio>& fine : leaf.fines) {
      out.tracks.push_back(money(fine));
      if (!whole_fen(out.tracks.back())) out.warnings.add(Warning::not_whole_fen);
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
  if (leaf.by != none) out.by = program.offers[static_cast<std::size_t>(program.circumstances[static_cast<std::size_t>(leaf.by)].offer)];
  list_sanctions(evaluator, leaf.sanctions, out);
  out.human = leaf.human;
  list_names(program, state, leaf.offers, leaf.requirements, out);
  if (out.kind == OutcomeKind::not_in_force) list_successors(program, state, subject, out);
}

CAILIANG_INLINE void Workspace::run(const StandardData& data, const Program& program, Assessment& into) {
  Workspace& work = *into.workspace_;
  into.outcomes_.resize(program.subjects.size());
  work.evaluator.bind(program, work.state);
  work.evaluator.begin();
  work.shown.resize(program.subjects.size());
  for (std::size_t i = 0; i < program.subjects.size(); ++i) {
    const auto subject = static_cast<Index>(i);
    Outcome& out = into.outcomes_[i];
    if (const ReadyOutcome* ready = work.evaluator.ready(subject)) {
      work.show(program, *ready, i, out);
      continue;
    }
    work.shown[i] = nullptr;
    out.clear();
    out.subject = program.subjects[i].id;
    Leaf<Ratio>& leaf = work.evaluator.subject(subject);
    if (leaf.incomplete) {
      unknown(data, program, work.state, subject, out);
    } else {
      known(data, program, work.state, work.evaluator, leaf, subject, out);
    }
  }
}

/// Sanctions over the completions: certain if they held wherever their row was in force.
class SanctionUnion {
 public:
  void add(Leaf<Form>& leaf, Evaluator<true>& evaluator) {
    for (const CompiledSanction* held : leaf.sanctions) {
      Entry& entry = entry_of(held);
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
  }

  void list(Outcome& out) const {
    for (const Entry& entry : entries_) {
      if (!entry.listed) continue;
      ImposedSanction made{entry.plan->source, entry.certain, std::nullopt};
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
};

CAILIANG_INLINE std::vector<std::string> needs_of(const StandardData& data, const Program& program, const CaseState& state,
                                                  const Completions& completions, const std::set<Index>& keys) {
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

CAILIANG_INLINE void gather_outcome(const StandardData& data, const Program& program, const CaseState& state,
                                    const Completions& completions, const Gather& all, Outcome& out) {
  out.warnings = all.warnings;
  if (!all.class_unsupported_everywhere) out.warnings.remove(Warning::class_not_supported);
  if (completions.three_valued() || all.loose) out.warnings.add(Warning::not_tight);
  if (all.settled()) {
    out.kind = all.only_kind();
    const auto constant = [](const Bounds<Form>& b) {
      Bounds<Ratio> made;
      made.has_lower = b.has_lower;
      made.has_upper = b.has_upper;
      made.has_point = b.has_point;
      made.lower_included = b.lower_included;
      made.upper_included = b.upper_included;
      made.lower = b.lower.constant;
      made.upper = b.upper.constant;
      made.point = b.point.constant;
      return money(made);
    };
    for (const Bounds<Form>& fine : all.only()) out.tracks.push_back(constant(fine));
    if (out.kind != OutcomeKind::either && !out.tracks.empty()) {
      out.range = out.tracks.front();
      out.tracks.clear();
    }
    for (const MoneyRange& track : out.tracks) {
      if (!whole_fen(track)) out.warnings.add(Warning::not_whole_fen);
    }
  } else {
    out.kind = OutcomeKind::open;
    out.kinds = all.kinds;
    std::sort(out.kinds.begin(), out.kinds.end());
    out.has_fine = all.any_fine;
    if (all.any_fine) {
      out.range = money(all.fines);
      if (all.point && !all.point_differs && all.point->is_constant()) out.range.point = all.point->constant;
    }
    if (completions.three_valued()) {
      std::set<Index> keys = all.varying();
      for (Index v = 0; v < completions.variables(); ++v) {
        if (completions.needed(v)) keys.insert(v < completions.slots() ? v : completions.decided_key(v - completions.slots()));
      }
      if (completions.chosen_ever(completions.class_key())) keys.insert(completions.class_key());
      out.needs = needs_of(data, program, state, completions, keys);
    } else {
      out.needs = needs_of(data, program, state, completions, all.deciding(completions));
    }
  }
  if (!whole_fen(out.range)) out.warnings.add(Warning::not_whole_fen);
  if (all.legal_seen) {
    out.has_legal = true;
    out.legal = money(all.legal);
  }
  if (!all.branch_differs && all.branch && (*all.branch)->source != nullptr) {
    out.branch = (*all.branch)->source->id;
  }
  for (const Tier* tier : all.tiers) out.tiers.push_back(tier->id);
  if (!all.share_differs && all.share && all.share->is_constant()) out.share = all.share->constant;
  if (!all.class_differs && all.klass) out.klass = static_cast<Class>(*all.klass);
  if (!all.mode_differs && all.mode) out.mode = *all.mode;
  if (out.kind == OutcomeKind::no_penalty && !all.by_differs && all.by) {
    out.by = program.offers[static_cast<std::size_t>(program.circumstances[static_cast<std::size_t>(*all.by)].offer)];
  }
  out.human = all.human;
}

CAILIANG_INLINE void Workspace::unknown(const StandardData& data, const Program& program, const CaseState& state,
                                        Index subject, Outcome& out, Recorder* recorder) {
  Completions completions{program, state};
  Evaluator<true> evaluator{program, state, &completions};
  Gather all;
  SanctionUnion sanctions;
  if (recorder != nullptr) recorder->merge(subject);
  for (;;) {
    all = Gather{};
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
          if (!leaf.sanctions.empty()) sanctions.add(leaf, evaluator);
          continue;
        }
        const std::vector<std::int64_t> sums = evaluator.bulk().sums();
        std::vector<std::int32_t> results;
        std::vector<const CompiledSanction*> held;  // mostly the same for every sum
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

}  // namespace detail

}  // namespace cailiang
