// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/error/pointer.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/assessment.hpp"

namespace cailiang::detail {

/// Decides what is in force, what takes part, and where each given fact stands.
class Preparation {
 public:
  Preparation(const StandardData& data, const Program& program, Workspace& work, Date act, std::optional<Date> decision)
      : data_{data}, program_{program}, state_{work.state}, codes_{work.codes}, act_{act}, decision_{decision} {}

  void in_force(const Violation* violation) {
    const Pack& own = data_.pack();
    state_.decision_given = decision_.has_value();
    const Date day = day_of(own);
    // A statute pack is in force provision by provision, so that each says what follows it.
    state_.in_force = own.kind == PackKind::statute ||
                      (own.in_force.contains(day) &&
                       (violation == nullptr || !violation->in_force || violation->in_force->contains(day)));
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
      const bool stands =
          pack.in_force.contains(act_) && (!provision.source->in_force || provision.source->in_force->contains(act_));
      state_.provision_in_force.push_back(stands ? 1 : 0);
      state_.all_provisions_in_force = state_.all_provisions_in_force && stands;
    }
  }

  /// What the dates are among the numbers they are compared with.
  void dates() {
    const std::size_t n = program_.slots.size();
    state_.codes = program_.blank;
    codes_.resize(n);
    state_.numbers.resize(n);
    state_.options.resize(n);
    state_.spans.resize(n);
    unbind();
    set_number(slot_act_date, day_number(act_));
    if (decision_) {
      set_number(slot_decision_date, day_number(*decision_));
    } else {
      state_.spans[at(slot_decision_date)] = Span{day_number(act_), std::nullopt, true, false};
    }
    state_.dated = state_.codes;
  }

  /// What is to be applied, and what was decided already.
  void question(const Question& asked) {
    state_.warnings.clear();
    if (!asked.act) state_.warnings.add(Warning::act_date_assumed);
    state_.applied.clear();
    state_.any_applied = false;
    for (const std::string& name : asked.apply) {
      const std::string& printed = data_.offers[at(data_.offer_by_name.find(name)->second)].name;
      const auto here = std::find(program_.offers.begin(), program_.offers.end(), printed);
      if (here == program_.offers.end()) {
        state_.warnings.add(Warning::not_available);
      } else {
        state_.applied.put(static_cast<Index>(here - program_.offers.begin()));
        state_.any_applied = true;
      }
    }
    for (std::optional<Ratio>& amount : state_.decided) amount.reset();
    for (const auto& [subject, amount] : asked.decided) {
      for (std::size_t i = 0; i < program_.subjects.size(); ++i) {
        if (program_.subjects[i].id == subject) state_.decided[i] = amount;
      }
    }
  }

  void facts(const std::vector<Given>& given, const std::vector<Rest>& rests, std::vector<std::string>& evidence,
             std::vector<std::string_view>& unused) {
    std::copy(state_.dated.begin(), state_.dated.end(), state_.codes.begin());
    std::copy(state_.dated.begin(), state_.dated.end(), codes_.begin());
    if (state_.any_bounded) unbind();
    state_.taking_part = program_.always;
    state_.class_given = false;
    evidence.clear();
    unused.clear();
    for (const Given& fact : given) {
      if (fact.fact == none) {
        set_code(slot_class, fact.code);
        state_.class_given = true;
        continue;
      }
      const Index slot = program_.slot_of_fact[at(fact.fact)];
      if (slot == none) {
        unused.push_back(data_.facts[at(fact.fact)].fact->id);
        continue;
      }
      // The circumstances that a fact raises take part.
      if (program_.raising[at(slot)] != 0) state_.taking_part |= program_.raises[at(slot)];
      if (fact.kind == Given::Kind::code) {  // most are
        set_code(slot, fact.code);
      } else {
        put(slot, fact);
      }
      if (fact.rest == none) continue;
      const Rest& rest = rests[at(fact.rest)];
      if (fact.kind == Given::Kind::bound) state_.spans[at(slot)] = rest.bound;
      if (!rest.evidence.empty()) {
        evidence.resize(program_.slots.size());
        evidence[at(slot)] = rest.evidence;
      }
    }
    // In the order of declaration: the order in which the facts were told changes nothing.
    if (unused.size() > 1) {
      std::sort(unused.begin(), unused.end(), [&](std::string_view a, std::string_view b) {
        return data_.fact_by_name.find(a)->second < data_.fact_by_name.find(b)->second;
      });
    }
  }

  void circumstances() {
    state_.waiting_sets_class = false;
    if (!state_.in_force) {
      state_.taking_part.clear();
      state_.not_raised.clear();
      return;
    }
    if (!program_.uneven_circumstances && state_.all_packs_in_force && !state_.any_applied) {
      state_.not_raised = program_.waiting;
      state_.taking_part.each_not_in(program_.always,
                                     [&](Index i) { state_.not_raised.drop(program_.circumstances[at(i)].offer); });
      program_.setting_class.each_not_in(state_.taking_part, [&](Index) { state_.waiting_sets_class = true; });
      return;
    }
    state_.not_raised.clear();
    for (std::size_t i = 0; i < program_.circumstances.size(); ++i) {
      const CircumstancePlan& c = program_.circumstances[i];
      const auto index = static_cast<Index>(i);
      const bool applied = state_.applied.has(c.offer);
      const bool stands = state_.pack_in_force[at(c.pack)] != 0 &&
                          (c.period == nullptr || c.period->contains(day_of(*data_.packs[at(c.pack)])));
      if (!stands) {
        state_.taking_part.drop(index);
        if (applied) state_.warnings.add(Warning::not_available);
      } else if (applied) {
        state_.taking_part.put(index);
      } else if (!state_.taking_part.has(index)) {
        state_.not_raised.put(c.offer);
        state_.waiting_sets_class = state_.waiting_sets_class || c.effects != 0;
      }
    }
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }

  void unbind() {
    state_.bounded.assign(program_.slots.size(), 0);
    state_.bounded[at(slot_decision_date)] = decision_ ? 0 : 1;
    state_.any_bounded = false;
  }

  [[nodiscard]] Date day_of(const Pack& pack) const {
    return pack.applies_by_decision && decision_ ? *decision_ : act_;
  }

  void set_number(Index slot, const Ratio& number) {
    const Slot& fact = program_.slots[at(slot)];
    const auto whole = fact.whole_cuts.empty() ? std::nullopt : number.whole64();
    set_code(slot, whole ? place_among(fact.whole_cuts, *whole) : place_among(fact.cuts, number));
    state_.numbers[at(slot)] = number;
  }

  void set_code(Index slot, Code code) { state_.codes[at(slot)] = codes_[at(slot)] = code; }

  void put(Index slot, const Given& fact) {
    switch (fact.kind) {
      case Given::Kind::code: break;
      case Given::Kind::number: set_number(slot, fact.number); break;
      case Given::Kind::options:
        set_code(slot, 0);
        state_.options[at(slot)] = fact.options;
        break;
      case Given::Kind::absent: set_code(slot, code_absent); break;
      case Given::Kind::unprovable: set_code(slot, code_unprovable); break;
      case Given::Kind::bound:
        set_code(slot, code_unknown);
        state_.bounded[at(slot)] = 1;
        state_.any_bounded = true;
        break;
    }
  }

  const StandardData& data_;
  const Program& program_;
  CaseState& state_;
  std::vector<Code>& codes_;
  Date act_;
  std::optional<Date> decision_;
};

namespace asking {

CAILIANG_INLINE void dates(const Question& question, Findings& findings) {
  if (!question.act && !question.decision) {
    findings.push_back(Error{Errc::date_required, "/act_date", "give the date of the act or of the decision"});
  } else if (question.act && question.decision && *question.decision < *question.act) {
    findings.push_back(Error{Errc::decision_before_act, "/decision_date",
                             question.decision->text() + " lies before the act of " + question.act->text()});
  }
}

CAILIANG_INLINE void powers(const StandardData& data, const Question& question, Findings& findings) {
  for (std::size_t i = 0; i < question.apply.size(); ++i) {
    const std::string& name = question.apply[i];
    const auto here = question.apply.begin() + static_cast<std::ptrdiff_t>(i);
    const bool repeated = std::find(question.apply.begin(), here, name) != here;
    if (!repeated && data.offer_by_name.contains(name)) continue;
    const std::string where = "/apply/" + std::to_string(i);
    if (repeated) {
      findings.push_back(Error{Errc::repeated_item, where, in_quotes(name) + " is to be applied twice"});
      continue;
    }
    std::vector<std::string_view> names;
    std::vector<std::string_view> same;  // of several packs, or several times in one: only the pack tells them apart
    for (const auto& [id, index] : data.offer_by_name) {
      names.push_back(id);
      if (id.ends_with("#" + name)) same.push_back(id);
    }
    std::sort(names.begin(), names.end());
    std::sort(same.begin(), same.end());
    if (!same.empty()) {
      std::string all;
      for (const std::string_view id : same) all += (all.empty() ? "" : ", ") + std::string{id};
      findings.push_back(Error{Errc::ambiguous_id, where,
                               "several circumstances or steps are called " + in_quotes(name) + ": " + all});
      continue;
    }
    findings.push_back(
        Error{Errc::unknown_apply, where,
              "no circumstance or step " + in_quotes(name) + " in the packs in use" + suggestion(name, names)});
  }
}

CAILIANG_INLINE void decided(const StandardData& data, const Question& question, Findings& findings) {
  const auto is_known = [&](const std::string& subject) {
    return subject == "party" || std::any_of(data.packs.begin(), data.packs.end(), [&](const auto& pack) {
             return std::any_of(pack->subjects.begin(), pack->subjects.end(),
                                [&](const auto& each) { return each.first == subject; });
           });
  };
  for (const auto& [subject, amount] : question.decided) {
    const auto find = [&, &name = subject](Errc code, std::string message) {
      findings.push_back(Error{code, "/decided/" + pointer_token(name), std::move(message)});
    };
    if (!is_known(subject)) {
      std::vector<std::string_view> known{"party"};
      for (const auto& pack : data.packs) {
        for (const auto& [id, label] : pack->subjects) known.emplace_back(id);
      }
      find(Errc::unknown_subject,
           "no subject " + in_quotes(subject) + " in the packs in use" + suggestion(subject, known));
    }
    if (amount.is_negative()) {
      find(Errc::negative_amount, amount.text() + " is negative");
    } else if (!amount.is_whole(data.smallest_units)) {
      find(Errc::not_whole_fen, data.not_whole(amount));
    }
  }
}

}  // namespace asking

CAILIANG_INLINE void Workspace::check(const StandardData& data, const Question& question, Findings& findings) {
  asking::dates(question, findings);
  if (!question.apply.empty()) asking::powers(data, question, findings);
  if (!question.decided.empty()) asking::decided(data, question, findings);
}

CAILIANG_INLINE void Workspace::prepare(const StandardData& data, const Program& program, const Violation* violation,
                                        const Facts& facts, const Question& question, Assessment& into) {
  Workspace& work = *into.workspace_;
  const Date act = question.act ? *question.act : *question.decision;
  Preparation preparation{data, program, work, act, question.decision};
  if (!work.dated.holds(program, act, question.decision)) {
    into.act_ = act;
    into.decision_ = question.decision;
    into.outcomes_.resize(program.subjects.size());
    work.begin(program);
    preparation.in_force(violation);
    preparation.dates();
    work.dated = {&program, act, question.decision};
  }
  preparation.question(question);
  preparation.facts(facts.given_, facts.rests_, work.evidence, into.unused_);
  preparation.circumstances();
}

}  // namespace cailiang::detail
