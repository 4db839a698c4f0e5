// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/ready.hpp"
#include "cailiang/detail/engine/workspace.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/quantity/currency.hpp"

namespace cailiang {

namespace detail {

CAILIANG_INLINE void declare_facts(StandardData& data) {
  for (std::size_t i = 0; i < data.packs.size(); ++i) {
    for (const Fact& fact : data.packs[i]->facts) {
      // The standard's own declaration comes first and counts.
      if (data.fact_by_name.contains(fact.id)) continue;
      data.fact_by_name.emplace(fact.id, static_cast<Index>(data.facts.size()));
      StandardData::Declared declared;
      declared.fact = &fact;
      declared.pack = static_cast<Index>(i);
      declared.domain = domain_of(fact);
      for (std::size_t o = 0; o < fact.options.size(); ++o) {
        declared.options.emplace(fact.options[o].id, static_cast<Code>(o));
      }
      data.facts.push_back(std::move(declared));
    }
  }
}

CAILIANG_INLINE void declare_offers(StandardData& data) {
  ByName<int> uses;
  const auto each = [&](auto visit) {
    for (const auto& pack : data.packs) {
      const auto circumstances = [&](const std::vector<Circumstance>& list) {
        for (const Circumstance& c : list) visit(*pack, c.id, &c, static_cast<const Step*>(nullptr));
      };
      const auto steps = [&](const std::vector<Step>& list) {
        for (const Step& s : list) visit(*pack, s.id, static_cast<const Circumstance*>(nullptr), &s);
      };
      circumstances(pack->circumstances);
      steps(pack->steps);
      for (const Provision& provision : pack->provisions) {
        circumstances(provision.circumstances);
        steps(provision.steps);
      }
      for (const Violation& violation : pack->violations) {
        circumstances(violation.circumstances);
        steps(violation.steps);
      }
    }
  };
  // An id that stands twice, in one pack or in two, needs the pack's before it.
  each([&](const Pack&, const std::string& id, const Circumstance*, const Step*) { ++uses[id]; });
  each([&](const Pack& pack, const std::string& id, const Circumstance* circumstance, const Step* step) {
    const std::string full = pack.id + "#" + id;
    StandardData::Offer offer{circumstance, step, uses[id] == 1 ? id : full};
    const auto index = static_cast<Index>(data.offers.size());
    if (uses[id] == 1) data.offer_by_name.emplace(id, index);
    data.offer_by_name.emplace(full, index);
    data.offers.push_back(std::move(offer));
  });
}

CAILIANG_INLINE std::vector<StandardData::ProvisionRef> resolve(const StandardData& data,
                                                                const std::vector<std::string>& names) {
  std::vector<StandardData::ProvisionRef> found;
  for (const std::string& name : names) found.push_back(data.provisions.find(name)->second);
  return found;
}

inline constexpr std::string_view weights_too_fine =
    "the weights of a table are too fine or too large: they have no common denominator, or no sum, within bounds";

CAILIANG_INLINE std::shared_ptr<const StandardData> compile_standard(std::vector<std::shared_ptr<const Pack>> packs) {
  auto data = std::make_shared<StandardData>();
  data->packs = std::move(packs);
  data->smallest_units = smallest_units(data->pack().currency);
  declare_facts(*data);
  declare_offers(*data);
  for (std::size_t i = 0; i < data->packs.size(); ++i) {
    const Pack& pack = *data->packs[i];
    for (const Provision& provision : pack.provisions) {
      data->provisions.emplace(pack.id + "#" + provision.id,
                               StandardData::ProvisionRef{&provision, static_cast<Index>(i)});
    }
  }
  const Pack& own = data->pack();
  data->programs.resize(own.violations.size());
  for (std::size_t v = 0; v < own.violations.size(); ++v) {
    const Violation& violation = own.violations[v];
    data->violation_by_name.emplace(violation.id, static_cast<Index>(v));
    const Refines& refines = violation.refines;
    if (refines.kind != RefinesKind::one_of) {
      data->programs[v] = compile_program(*data, &violation, resolve(*data, refines.provisions));
    } else if (refines.kind == RefinesKind::one_of) {
      for (const std::string& name : refines.provisions) {
        data->named[static_cast<Index>(v)].emplace(name, compile_program(*data, &violation, resolve(*data, {name})));
      }
    }
  }
  if (own.kind == PackKind::statute) {
    for (const Provision& provision : own.provisions) {
      const std::string name = own.id + "#" + provision.id;
      data->named[none].emplace(name, compile_program(*data, nullptr, resolve(*data, {name})));
    }
  }
  for (std::size_t v = 0; v < own.violations.size(); ++v) {
    if (own.violations[v].refines.kind != RefinesKind::any) work_out_ready(*data, data->programs[v]);
  }
  for (auto& [violation, programs] : data->named) {
    for (auto& [provision, program] : programs) work_out_ready(*data, program);
  }
  return data;
}

}  // namespace detail

CAILIANG_INLINE Result<Standard> Standard::compile(std::vector<std::shared_ptr<const Pack>> packs) {
  const std::string id = packs.front()->id;
  try {
    return Standard{detail::compile_standard(std::move(packs))};
  } catch (const Overflow&) {
    return Error{Errc::overflow, "", id + ": " + std::string{detail::weights_too_fine}};
  }
}

CAILIANG_INLINE const Pack& Standard::pack() const noexcept {
  return data_->pack();
}

CAILIANG_INLINE std::span<const std::shared_ptr<const Pack>> Standard::packs() const noexcept {
  return data_->packs;
}

CAILIANG_INLINE Result<ViolationHandle> Standard::violation(std::string_view id) const {
  if (id.empty() && data_->pack().kind == PackKind::statute) return ViolationHandle{data_, nullptr};
  const auto found = data_->violation_by_name.find(id);
  if (found != data_->violation_by_name.end()) {
    return ViolationHandle{data_, &data_->pack().violations[static_cast<std::size_t>(found->second)]};
  }
  std::vector<std::string_view> known;
  for (const Violation& violation : data_->pack().violations) known.push_back(violation.id);
  return Error{Errc::unknown_violation, "/violation",
               id.empty()
                   ? data_->pack().id + ": name one of its violations"
                   : data_->pack().id + " has no violation " + detail::in_quotes(id) + detail::suggestion(id, known)};
}

CAILIANG_INLINE std::vector<ViolationHandle> Standard::violations() const {
  std::vector<ViolationHandle> made;
  for (const Violation& violation : data_->pack().violations) made.push_back(ViolationHandle{data_, &violation});
  return made;
}

CAILIANG_INLINE Findings Standard::check(const Facts& facts, const Question& question) const {
  Findings findings = facts.findings();
  detail::Workspace::check(*data_, question, findings);
  return findings;
}

CAILIANG_INLINE const Fact* Standard::fact(std::string_view id) const noexcept {
  const auto found = data_->fact_by_name.find(id);
  return found == data_->fact_by_name.end() ? nullptr : data_->facts[static_cast<std::size_t>(found->second)].fact;
}

CAILIANG_INLINE const Provision* Standard::provision(std::string_view reference) const noexcept {
  const auto found = data_->provisions.find(reference);
  return found == data_->provisions.end() ? nullptr : found->second.provision;
}

namespace detail {

CAILIANG_INLINE Error wrong_provision(Errc code, std::string message) {
  return Error{code, "/provisions", std::move(message)};
}

/// The program of a violation that names its provisions itself; null for others.
CAILIANG_INLINE const Program* own_program(const StandardData& data, const Violation* violation) {
  if (violation == nullptr) return nullptr;
  const RefinesKind kind = violation->refines.kind;
  if (kind != RefinesKind::nothing && kind != RefinesKind::all) return nullptr;
  return &data.programs[static_cast<std::size_t>(violation - data.pack().violations.data())];
}

/// Whether a program compiled for an earlier question is the one that this question asks for.
CAILIANG_INLINE bool is_for(const Program* kept, const Violation* violation,
                            const std::vector<std::string>& provisions) {
  if (kept == nullptr || kept->violation != violation) return false;
  return std::equal(kept->provisions.begin(), kept->provisions.end(), provisions.begin(), provisions.end(),
                    [](const ProvisionPlan& plan, const std::string& name) { return plan.name == name; });
}

/// The program that the question asks for; a combination that was not compiled with the pack is compiled now.
struct Chosen {
  const Program* program = nullptr;
  std::shared_ptr<const Program> own;
  Findings findings;
};

CAILIANG_INLINE bool is_choice(const StandardData& data, const Violation* violation, const std::string& name) {
  const auto found = data.provisions.find(name);
  if (found == data.provisions.end()) return false;
  if (violation == nullptr) return found->second.pack == 0;
  const auto& listed = violation->refines.provisions;
  return violation->refines.kind != RefinesKind::one_of ||
         std::find(listed.begin(), listed.end(), name) != listed.end();
}

/// The provisions that may be chosen, in the order of the violation's list, or of their names.
CAILIANG_INLINE std::vector<std::string_view> choices(const StandardData& data, const Violation* violation) {
  std::vector<std::string_view> known;
  if (violation != nullptr && violation->refines.kind == RefinesKind::one_of) {
    known.assign(violation->refines.provisions.begin(), violation->refines.provisions.end());
    return known;
  }
  for (const auto& [id, ref] : data.provisions) {
    if (is_choice(data, violation, id)) known.push_back(id);
  }
  std::sort(known.begin(), known.end());
  return known;
}

/// What a name was meant for that is none of these. An article alone, as it is printed, lacks its document; one that is
/// divided lacks its paragraph.
CAILIANG_INLINE std::string meant_provision(const std::string& name, const std::vector<std::string_view>& known) {
  std::vector<std::string_view> of_documents;
  std::vector<std::string_view> divided;
  for (const std::string_view id : known) {
    if (id.ends_with("#" + name)) of_documents.push_back(id);
    if (id.starts_with(name + ".")) divided.push_back(id);
  }
  if (of_documents.size() == 1) return suggestion(of_documents.front(), of_documents);
  return divided.empty() ? suggestion(name, known) : suggestion_or_all({}, divided);
}

/// What is wrong with the names of the provisions that were chosen.
CAILIANG_INLINE Findings wrong_names(const StandardData& data, const Violation* violation,
                                     const std::vector<std::string>& provisions) {
  Findings found;
  for (auto name = provisions.begin(); name != provisions.end(); ++name) {
    const bool unknown = !is_choice(data, violation, *name);
    if (!unknown && std::find(provisions.begin(), name, *name) == name) continue;
    const std::string where = "/provisions/" + std::to_string(name - provisions.begin());
    found.push_back(unknown ? Error{Errc::unknown_provision, where,
                                    in_quotes(*name) + " is no provision to choose" +
                                        meant_provision(*name, choices(data, violation))}
                            : Error{Errc::repeated_item, where, in_quotes(*name) + " is named twice"});
  }
  return found;
}

CAILIANG_INLINE Chosen choose_program(const StandardData& data, const Violation* violation,
                                      const std::vector<std::string>& provisions) {
  Chosen chosen;
  const Index v = violation == nullptr ? none : static_cast<Index>(violation - data.pack().violations.data());
  const bool one_of = violation != nullptr && violation->refines.kind == RefinesKind::one_of;
  if (const Program* own = own_program(data, violation)) {
    if (provisions.empty()) {
      chosen.program = own;
    } else {
      chosen.findings = {wrong_provision(Errc::provisions_not_allowed, "the violation names its provisions itself")};
    }
    return chosen;
  }
  if (provisions.empty()) {
    const std::string all = one_of ? suggestion_or_all({}, choices(data, violation)) : std::string{};
    chosen.findings = {
        wrong_provision(Errc::provisions_required, "name the provision under which it is punished" + all)};
    return chosen;
  }
  chosen.findings = wrong_names(data, violation, provisions);
  if (!chosen.findings.empty()) return chosen;
  if (one_of && provisions.size() != 1) {
    chosen.findings = {wrong_provision(Errc::provisions_not_allowed, "name exactly one of the provisions")};
    return chosen;
  }
  if (provisions.size() == 1) {
    if (const auto named = data.named.find(v); named != data.named.end()) {
      if (const auto known = named->second.find(provisions.front()); known != named->second.end()) {
        chosen.program = &known->second;
        return chosen;
      }
    }
  }
  try {
    chosen.own = std::make_shared<const Program>(compile_program(data, violation, resolve(data, provisions)));
    chosen.program = chosen.own.get();
  } catch (const Overflow&) {
    chosen.findings = {wrong_provision(Errc::overflow, std::string{weights_too_fine})};
  }
  return chosen;
}

/// Visits the program for these provisions, or if there are none what may be asked for before they are chosen: the
/// violation's own program, or one for each of the provisions that it names. Or says what is wrong with them.
template <class Visit>
Findings each_program(const StandardData& data, const Violation* violation, const std::vector<std::string>& provisions,
                      Visit&& visit) {
  if (!provisions.empty()) {
    Chosen chosen = choose_program(data, violation, provisions);
    if (chosen.findings.empty()) visit(*chosen.program);
    return std::move(chosen.findings);
  }
  const Index v = violation == nullptr ? none : static_cast<Index>(violation - data.pack().violations.data());
  if (const Program* own = own_program(data, violation)) {
    visit(*own);
  } else if (violation != nullptr && violation->refines.kind == RefinesKind::any) {
    visit(data.programs[static_cast<std::size_t>(v)]);
  } else if (const auto named = data.named.find(v); named != data.named.end()) {
    for (const auto& [name, program] : named->second) visit(program);
  }
  return {};
}

/// Adds what is not there yet.
template <class T>
void add_once(std::vector<const T*>& list, const T* item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace detail

CAILIANG_INLINE std::vector<const Fact*> ViolationHandle::facts() const {
  return facts({}).value();
}

CAILIANG_INLINE Result<std::vector<const Fact*>> ViolationHandle::facts(
    const std::vector<std::string>& provisions) const {
  std::vector<const Fact*> asked;
  Findings wrong = detail::each_program(*data_, violation_, provisions, [&](const detail::Program& program) {
    for (const detail::Slot& slot : program.slots) {
      if (slot.fact != detail::none) {
        detail::add_once(asked, data_->facts[static_cast<std::size_t>(slot.fact)].fact);
      }
    }
  });
  if (!wrong.empty()) return wrong;
  return asked;
}

CAILIANG_INLINE Result<std::vector<const Circumstance*>> ViolationHandle::circumstances(
    const std::vector<std::string>& provisions) const {
  std::vector<const Circumstance*> counted;
  Findings wrong = detail::each_program(*data_, violation_, provisions, [&](const detail::Program& program) {
    for (const detail::CircumstancePlan& plan : program.circumstances) detail::add_once(counted, plan.source);
  });
  if (!wrong.empty()) return wrong;
  return counted;
}

CAILIANG_INLINE Result<Assessment> ViolationHandle::assess(const Facts& facts, const Question& question) const {
  Assessment made;
  if (!assess(facts, question, made)) return made.findings();
  return made;
}

CAILIANG_INLINE bool ViolationHandle::assess(const Facts& facts, const Question& question, Assessment& into) const {
  if (try_assess(facts, question, into)) return true;
  into.outcomes_.clear();
  if (into.workspace_) into.workspace_->forget();
  return false;
}

// Where it gives false, outcomes of an earlier call may still stand.
CAILIANG_INLINE bool ViolationHandle::try_assess(const Facts& facts, const Question& question, Assessment& into) const {
  into.findings_.clear();
  into.findings_.insert(into.findings_.end(), facts.findings().begin(), facts.findings().end());
  if (facts.data_ != data_) {
    into.findings_.push_back(Error{Errc::other_standard, "/facts", "the facts were set for another standard"});
    return false;
  }
  try {
    if (!into.workspace_) into.workspace_ = std::make_unique<detail::Workspace>();
    if (into.data_ != data_) {
      into.data_ = data_;
      into.own_program_.reset();
      into.workspace_->forget();
    }
    into.program_ = detail::own_program(*data_, violation_);
    if (!question.provisions.empty() && detail::is_for(into.own_program_.get(), violation_, question.provisions)) {
      into.program_ = into.own_program_.get();
    } else if (into.program_ == nullptr || !question.provisions.empty()) {
      detail::Chosen chosen = detail::choose_program(*data_, violation_, question.provisions);
      into.findings_.insert(into.findings_.end(), chosen.findings.begin(), chosen.findings.end());
      into.program_ = chosen.program;
      if (chosen.own) {
        into.own_program_ = std::move(chosen.own);
        into.workspace_->forget();
      }
    }
    detail::Workspace::check(*data_, question, into.findings_);
    if (!into.findings_.empty()) return false;
    detail::Workspace::prepare(*data_, *into.program_, violation_, facts, question, into);
    detail::Workspace::run(*data_, *into.program_, into);
  } catch (const Overflow&) {
    into.findings_.push_back(
        Error{Errc::overflow, "", "an amount became too large to be computed exactly; check the amounts given"});
    return false;
  }
  return true;
}

}  // namespace cailiang
