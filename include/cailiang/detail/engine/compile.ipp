// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/inline.hpp"

namespace cailiang::detail {

CAILIANG_INLINE Ratio day_number(Date day) {
  return Ratio{static_cast<std::int64_t>(day.days_since(*Date::of(1, 1, 1)))};
}

CAILIANG_INLINE std::optional<Ratio> number_or_day(const std::string& text) {
  if (const auto number = Ratio::parse(text)) return number;
  if (const auto day = Date::parse(text)) return day_number(*day);
  return std::nullopt;
}

/// Calls `visit` for every fact that a condition, term or fine looks at, derived facts and their operands alike.
class FactWalk {
 public:
  FactWalk(const StandardData& data, std::set<Index>& found) : data_{data}, found_{found} {}

  void fact(const std::string& name) {
    const auto at = data_.fact_by_name.find(name);
    if (at == data_.fact_by_name.end() || !found_.insert(at->second).second) return;
    const Fact& declared = *data_.facts[static_cast<std::size_t>(at->second)].fact;
    if (declared.is_condition) condition(*declared.is_condition);
    if (declared.is_term) term(*declared.is_term);
    for (const Option& option : declared.options) {
      if (option.when) condition(*option.when);
    }
  }
  void condition(const Condition& c) {
    for (const ConditionMember& member : c.members) {
      if (member.kind == ConditionMember::Kind::fact) fact(member.fact);
      for (const Condition& inner : member.conditions) condition(inner);
    }
  }
  void condition(const std::optional<Condition>& c) {
    if (c) condition(*c);
  }
  void term(const Term& t) {
    if (t.op == Term::Op::fact) fact(t.text);
    for (const Term& operand : t.operands) term(operand);
    for (const Condition& inner : t.conditions) condition(inner);
    for (const ChooseRow& row : t.rows) {
      condition(row.when);
      term(row.then);
    }
  }
  void term(const std::optional<Term>& t) {
    if (t) term(*t);
  }
  void fine(const Fine& f) {
    for (const auto* end : {&f.ends.eq, &f.ends.ge, &f.ends.gt, &f.ends.le, &f.ends.lt, &f.base, &f.at_least,
                            &f.at_most, &f.point}) {
      term(*end);
    }
    for (const Fine& track : f.either) fine(track);
  }
  void steps(const std::vector<Step>& list, const std::vector<std::string>& skip = {}) {
    for (const Step& step : list) {
      if (std::find(skip.begin(), skip.end(), step.id) != skip.end()) continue;
      for (const StepRow& row : step.rows) {
        condition(row.when);
        if (row.fine) fine(*row.fine);
        if (row.at_end) fine(*row.at_end);
      }
    }
  }
  void table(const Table& t) {
    for (const Tier& tier : t.tiers) {
      condition(tier.when);
      if (tier.fine.plain) fine(*tier.fine.plain);
      for (const auto& [branch, amount] : tier.fine.keyed) fine(amount);
    }
    if (!t.weights) return;
    term(t.weights->base);
    for (const Factor& factor : t.weights->factors) {
      for (const Level& level : factor.levels) condition(level.when);
    }
  }

 private:
  const StandardData& data_;
  std::set<Index>& found_;
};

CAILIANG_INLINE bool names_class(const Condition& condition) {
  for (const ConditionMember& member : condition.members) {
    if (member.kind == ConditionMember::Kind::fact && member.fact == "class") return true;
    for (const Condition& inner : member.conditions) {
      if (names_class(inner)) return true;
    }
  }
  return false;
}

CAILIANG_INLINE Code class_code(std::string_view name) {
  if (name == "reduced") return class_reduced;
  if (name == "lenient") return class_lenient;
  return name == "standard" ? class_standard : class_heavier;
}

/// Builds one Program. The packs have passed check_meaning(), so names resolve and kinds fit.
class ProgramBuilder {
 public:
  ProgramBuilder(const StandardData& data, const Violation* violation,
                 const std::vector<StandardData::ProvisionRef>& provisions)
      : data_{data} {
    program_.violation = violation;
    program_.slot_of_fact.assign(data.facts.size(), none);
    program_.slots.resize(static_cast<std::size_t>(first_fact_slot));
    program_.slots[0].kind = FactKind::choice;
    program_.slots[0].options = 4;
    program_.slots[1].kind = FactKind::date;
    program_.slots[2].kind = FactKind::date;
    program_.limits = violation == nullptr || violation->refines.kind != RefinesKind::nothing;

    const Rules& rules = data.pack().rules;
    pack_ = 0;
    if (rules.no_minimum) program_.no_minimum = term(*rules.no_minimum);
    program_.conflict = rules.conflict.value_or(Conflict::weigh);
    program_.no_circumstance_standard = rules.no_circumstance_standard;

    collect_subjects(provisions);
    for (const auto& ref : provisions) add_provision(ref);
    if (provisions.empty() && violation != nullptr) add_bare_branch();
    for (SubjectPlan& subject : program_.subjects) finish_list(subject);
    pack_ = 0;
    if (violation != nullptr) {
      for (const Step& step : violation->steps) program_.steps.push_back(step_plan(step, 0));
      for (const Step& step : data.pack().steps) {
        const auto& skip = violation->skip;
        if (std::find(skip.begin(), skip.end(), step.id) == skip.end()) program_.steps.push_back(step_plan(step, 0));
      }
    }
    collect_looked_at(violation, provisions);
    add_circumstances(violation, provisions);
    resolve_cuts();
    build_tables();
    find_factors_alone();
    for (const Slot& slot : program_.slots) program_.blank.push_back(slot.derived() ? code_derived : code_unknown);
    for (std::size_t i = 0; i < own_.size(); ++i) {
      Bits& own = program_.circumstances[i].own;
      own.assign(words(program_.slots.size()), 0);
      for (const Index slot : own_[i]) put(own, slot);
    }
    settle_waiting();
  }

  // The common case, in which nobody raises anything, is known beforehand.
  void settle_waiting() {
    program_.raising.assign(words(program_.slots.size()), 0);
    program_.waiting.assign(words(program_.offers.size()), 0);
    for (std::size_t i = 0; i < program_.circumstances.size(); ++i) {
      const CircumstancePlan& c = program_.circumstances[i];
      program_.dated_circumstances = program_.dated_circumstances || c.period != nullptr;
      if (c.always) {
        program_.always.push_back(static_cast<Index>(i));
        continue;
      }
      for (std::size_t w = 0; w < c.own.size(); ++w) program_.raising[w] |= c.own[w];
      put(program_.waiting, c.offer);
      program_.waiting_sets_class = program_.waiting_sets_class || c.effects != 0;
    }
  }

  [[nodiscard]] Program take() { return std::move(program_); }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }
  static Index size(const auto& list) { return static_cast<Index>(list.size()); }

  // --- facts

  Index slot_of(const std::string& name) {
    if (name == "class") return slot_class;
    if (name == "act_date") return slot_act_date;
    if (name == "decision_date") return slot_decision_date;
    const Index fact = data_.fact_by_name.find(name)->second;
    if (program_.slot_of_fact[at(fact)] != none) return program_.slot_of_fact[at(fact)];
    const Index slot = size(program_.slots);
    program_.slot_of_fact[at(fact)] = slot;
    program_.slots.emplace_back();
    const StandardData::Declared& declared = data_.facts[at(fact)];
    const Fact& source = *declared.fact;
    Slot made;
    made.fact = fact;
    made.kind = source.kind;
    made.may_be_absent = source.may_be_absent || source.kind == FactKind::choices;
    made.may_be_unprovable = source.may_be_unprovable;
    made.options = static_cast<Code>(source.options.size());
    made.domain = domain_of(source);
    const Index outer = std::exchange(pack_, declared.pack);
    if (source.is_condition) made.condition = condition(*source.is_condition);
    if (source.is_term) made.term = term(*source.is_term);
    if (source.derived() && source.kind == FactKind::choice) {
      std::vector<Index> rows;
      for (const Option& option : source.options) rows.push_back(optional_condition(option.when));
      made.list = size(program_.choice_lists);
      program_.choice_lists.emplace_back();
      program_.choice_lists[at(made.list)] = row_list(rows, source.match.value_or(Match::unique));
    }
    pack_ = outer;
    made.cuts = std::move(program_.slots[at(slot)].cuts);
    program_.slots[at(slot)] = std::move(made);
    return slot;
  }

  static Span domain_of(const Fact& fact) {
    Span domain;
    if (fact.in) domain = span_of(*fact.in);
    if (!domain.lower && is_number(fact.kind)) {
      domain.lower = Ratio{0};
      domain.lower_included = true;
    }
    return domain;
  }

  static Span span_of(const Ends<std::string>& ends) {
    Span span;
    const auto set = [](const std::optional<std::string>& text, bool included, std::optional<Ratio>& end, bool& flag) {
      if (!text) return;
      end = number_or_day(*text);
      flag = included;
    };
    set(ends.eq, true, span.lower, span.lower_included);
    set(ends.eq, true, span.upper, span.upper_included);
    set(ends.ge, true, span.lower, span.lower_included);
    set(ends.gt, false, span.lower, span.lower_included);
    set(ends.le, true, span.upper, span.upper_included);
    set(ends.lt, false, span.upper, span.upper_included);
    return span;
  }

  // --- conditions

  Index optional_condition(const std::optional<Condition>& c) { return c ? condition(*c) : none; }

  Index condition(const Condition& source) {
    std::vector<CompiledMember> members;
    for (const ConditionMember& member : source.members) {
      CompiledMember made;
      made.kind = member.kind;
      if (member.kind == ConditionMember::Kind::fact) {
        const std::vector<CompiledTest> tests = tests_of(member);
        made.begin = size(program_.tests);
        for (std::size_t i = 0; i < tests.size(); ++i) {
          if (tests[i].kind == CompiledTest::Kind::code && program_.slots[at(tests[i].slot)].numeric()) {
            pending_.emplace_back(size(program_.tests), span_of(member.tests[i].interval));
          }
          program_.tests.push_back(tests[i]);
        }
        made.end = size(program_.tests);
      } else {
        std::vector<Index> refs;
        for (const Condition& inner : member.conditions) refs.push_back(condition(inner));
        made.begin = size(program_.condition_refs);
        program_.condition_refs.insert(program_.condition_refs.end(), refs.begin(), refs.end());
        made.end = size(program_.condition_refs);
      }
      members.push_back(made);
    }
    CompiledCondition made;
    made.begin = size(program_.members);
    program_.members.insert(program_.members.end(), members.begin(), members.end());
    made.end = size(program_.members);
    made.source = &source;
    program_.conditions.push_back(made);
    return size(program_.conditions) - 1;
  }

  static std::optional<End> end_named(std::string_view name) {
    if (name == "lower") return End::lower;
    if (name == "upper") return End::upper;
    if (name == "minimum") return End::minimum;
    if (name == "maximum") return End::maximum;
    return std::nullopt;
  }

  std::vector<CompiledTest> tests_of(const ConditionMember& member) {
    std::vector<CompiledTest> made;
    const std::optional<End> end = end_named(member.fact);
    const Index slot = end ? none : slot_of(member.fact);
    for (const Test& test : member.tests) {
      CompiledTest t;
      t.slot = slot;
      if (end) {
        t.kind = CompiledTest::Kind::end_absent;
        t.end = *end;
        made.push_back(t);
        continue;
      }
      switch (test.kind) {
        case Test::Kind::absent: t.kind = CompiledTest::Kind::absent; break;
        case Test::Kind::unprovable: t.kind = CompiledTest::Kind::unprovable; break;
        case Test::Kind::yes: t.low = t.high = 1; break;
        case Test::Kind::no: t.low = t.high = 0; break;
        case Test::Kind::option:
          if (slot == slot_class) {
            t.low = t.high = class_code(test.option);
          } else {
            const StandardData::Declared& declared = data_.facts[at(program_.slots[at(slot)].fact)];
            t.low = t.high = declared.options.find(test.option)->second;
            if (declared.fact->kind == FactKind::choices) {
              t.kind = CompiledTest::Kind::option;
              program_.slots[at(slot)].tested |= std::uint64_t{1} << t.low;
            }
          }
          break;
        case Test::Kind::interval: {
          const Span span = span_of(test.interval);
          std::vector<Ratio>& cuts = program_.slots[at(slot)].cuts;
          if (span.lower) cuts.push_back(*span.lower);
          if (span.upper) cuts.push_back(*span.upper);
          break;
        }
      }
      made.push_back(t);
    }
    return made;
  }

  void resolve_cuts() {
    for (Slot& slot : program_.slots) {
      std::sort(slot.cuts.begin(), slot.cuts.end());
      slot.cuts.erase(std::unique(slot.cuts.begin(), slot.cuts.end()), slot.cuts.end());
    }
    for (const auto& [index, span] : pending_) {
      CompiledTest& test = program_.tests[at(index)];
      const std::vector<Ratio>& cuts = program_.slots[at(test.slot)].cuts;
      const auto place = [&](const Ratio& value) {
        return static_cast<Code>(2 * (std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin()) + 1);
      };
      test.low = span.lower ? place(*span.lower) + (span.lower_included ? 0 : 1) : 0;
      test.high = span.upper ? place(*span.upper) - (span.upper_included ? 0 : 1) : static_cast<Code>(2 * cuts.size());
    }
  }

  // --- terms and fines

  Index term(const Term& source) {
    CompiledTerm made;
    made.source = &source;
    using Op = CompiledTerm::Op;
    std::vector<Index> refs;
    switch (source.op) {
      case Term::Op::number:
        made.op = Op::number;
        made.number = *Ratio::parse(source.text);
        break;
      case Term::Op::fact:
        if (const auto end = end_named(source.text)) {
          made.op = Op::end;
          made.end_name = *end;
        } else {
          made.op = Op::slot;
          made.slot = slot_of(source.text);
        }
        break;
      case Term::Op::sum: made.op = Op::sum; break;
      case Term::Op::product: made.op = Op::product; break;
      case Term::Op::minus: made.op = Op::minus; break;
      case Term::Op::divide: made.op = Op::divide; break;
      case Term::Op::larger_of: made.op = Op::larger_of; break;
      case Term::Op::smaller_of: made.op = Op::smaller_of; break;
      case Term::Op::elapsed:
        made.op = Op::elapsed;
        made.unit = source.text == "day" ? 0 : source.text == "month" ? 1 : 2;
        break;
      case Term::Op::round:
        made.op = Op::round;
        made.number = *Ratio::parse(source.text);
        made.way = source.way == "up" ? Rounding::up : source.way == "down" ? Rounding::down : Rounding::half_up;
        break;
      case Term::Op::fine_of:
        made.op = Op::fine_of;
        made.subject = subject_of(source.text);
        break;
      case Term::Op::count: {
        made.op = Op::count;
        for (const Condition& inner : source.conditions) refs.push_back(condition(inner));
        made.begin = size(program_.condition_refs);
        program_.condition_refs.insert(program_.condition_refs.end(), refs.begin(), refs.end());
        made.end = size(program_.condition_refs);
        program_.terms.push_back(made);
        return size(program_.terms) - 1;
      }
      case Term::Op::choose: {
        made.op = Op::choose;
        std::vector<Index> conditions;
        for (const ChooseRow& row : source.rows) {
          conditions.push_back(optional_condition(row.when));
          refs.push_back(term(row.then));
        }
        RowList list = row_list(conditions, Match::lightest);
        list.first = true;
        made.list = size(program_.choice_lists);
        program_.choice_lists.push_back(list);
        break;
      }
    }
    for (const Term& operand : source.operands) refs.push_back(term(operand));
    made.begin = size(program_.term_refs);
    program_.term_refs.insert(program_.term_refs.end(), refs.begin(), refs.end());
    made.end = size(program_.term_refs);
    program_.terms.push_back(made);
    return size(program_.terms) - 1;
  }

  Index optional_term(const std::optional<Term>& t) { return t ? term(*t) : none; }

  Index fine(const Fine& source) {
    CompiledFine made;
    made.source = &source;
    made.no_fine = source.none;
    made.base_is_range = source.base_is_range;
    if (source.ends.eq) {
      made.single = true;
      made.lower_included = made.upper_included = true;
      made.lower = made.upper = term(*source.ends.eq);
    }
    if (source.ends.ge) made.lower = term(*source.ends.ge), made.lower_included = true;
    if (source.ends.gt) made.lower = term(*source.ends.gt);
    if (source.ends.le) made.upper = term(*source.ends.le), made.upper_included = true;
    if (source.ends.lt) made.upper = term(*source.ends.lt);
    made.base = optional_term(source.base);
    made.at_least = optional_term(source.at_least);
    made.at_most = optional_term(source.at_most);
    made.point = optional_term(source.point);
    std::vector<Index> tracks;
    for (const Fine& track : source.either) tracks.push_back(fine(track));
    made.begin = size(program_.fine_refs);
    program_.fine_refs.insert(program_.fine_refs.end(), tracks.begin(), tracks.end());
    made.end = size(program_.fine_refs);
    const auto number = [&](Index t) { return t != none && program_.terms[at(t)].op == CompiledTerm::Op::number; };
    made.plain = tracks.empty() && !source.none && !made.base_is_range && made.base == none && made.at_least == none &&
                 made.at_most == none && made.point == none && (made.lower == none || number(made.lower)) &&
                 (made.upper == none || number(made.upper)) &&
                 (made.lower == none || made.upper == none ||
                  program_.terms[at(made.lower)].number < program_.terms[at(made.upper)].number || made.single);
    program_.fines.push_back(made);
    return size(program_.fines) - 1;
  }

  // --- row lists

  [[nodiscard]] const Rules& rules() const { return data_.packs[at(pack_)]->rules; }

  RowList row_list(const std::vector<Index>& conditions, Match match) {
    RowList list;
    list.match = match;
    list.lightest = rules().unprovable_lightest;
    list.begin = size(program_.row_conditions);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (conditions[i] == none) list.otherwise = static_cast<Index>(i);
    }
    program_.row_conditions.insert(program_.row_conditions.end(), conditions.begin(), conditions.end());
    list.end = size(program_.row_conditions);
    list.key = program_.keys++;
    return list;
  }

  std::vector<CompiledSanction> sanctions(const std::vector<Sanction>& source) {
    std::vector<CompiledSanction> made;
    for (const Sanction& sanction : source) {
      made.push_back({&sanction, optional_condition(sanction.when), sanction.amount ? fine(*sanction.amount) : none});
    }
    return made;
  }

  StepPlan step_plan(const Step& step, Index pack) {
    StepPlan made;
    made.source = &step;
    std::vector<Index> conditions;
    for (const StepRow& row : step.rows) {
      conditions.push_back(optional_condition(row.when));
      StepRowPlan plan;
      plan.source = &row;
      plan.names_class = row.when && names_class(*row.when);
      if (row.fine) plan.fine = fine(*row.fine);
      if (row.at_end) plan.at_end = fine(*row.at_end);
      made.rows.push_back(plan);
    }
    made.list = row_list(conditions, Match::lightest);
    made.list.first = true;
    made.offer = offer_of(&step);
    for (const StepRow& row : step.rows) {
      made.shifts = made.shifts || row.shift != 0;
      made.may = made.may || row.mode == Mode::may;
    }
    if (pack == 0) made.no_minimum = program_.no_minimum;
    return made;
  }

  Index offer_of(const void* source) {
    for (const StandardData::Offer& offer : data_.offers) {
      if (offer.circumstance != source && offer.step != source) continue;
      const auto found = std::find(program_.offers.begin(), program_.offers.end(), offer.name);
      if (found != program_.offers.end()) return static_cast<Index>(found - program_.offers.begin());
      program_.offers.push_back(offer.name);
      return size(program_.offers) - 1;
    }
    return none;
  }

  // --- subjects, branches, tables

  Index subject_of(const std::string& id) {
    for (std::size_t i = 0; i < program_.subjects.size(); ++i) {
      if (program_.subjects[i].id == id) return static_cast<Index>(i);
    }
    return none;
  }

  void collect_subjects(const std::vector<StandardData::ProvisionRef>& provisions) {
    program_.subjects.emplace_back().id = "party";
    for (const auto& ref : provisions) {
      for (const Branch& branch : ref.provision->branches) {
        if (subject_of(branch.subject) == none) program_.subjects.emplace_back().id = branch.subject;
      }
    }
  }

  void add_provision(const StandardData::ProvisionRef& ref) {
    ProvisionPlan plan;
    plan.source = ref.provision;
    plan.pack = ref.pack;
    plan.name = data_.packs[at(ref.pack)]->id + "#" + ref.provision->id;
    const Index provision = size(program_.provisions);
    pack_ = ref.pack;
    for (const Step& step : ref.provision->steps) {
      plan.steps.push_back(step_plan(step, ref.pack));
      plan.steps.back().of_provision = true;
    }
    program_.provisions.push_back(std::move(plan));
    for (const Branch& branch : ref.provision->branches) {
      SubjectPlan& subject = program_.subjects[at(subject_of(branch.subject))];
      if (std::find(subject.provisions.begin(), subject.provisions.end(), provision) == subject.provisions.end()) {
        subject.provisions.push_back(provision);
      }
      pack_ = ref.pack;
      BranchPlan made;
      made.source = &branch;
      made.provision = provision;
      made.fine = fine(branch.fine);
      made.sanctions = sanctions(branch.sanctions);
      made.tables = tables_for(branch.id, branch.subject);
      subject.branches.push_back(std::move(made));
    }
  }

  // Without a statute at hand the tables speak for themselves.
  void add_bare_branch() {
    BranchPlan made;
    made.provision = none;
    made.tables = tables_for("", "party");
    program_.subjects.front().branches.push_back(std::move(made));
  }

  void finish_list(SubjectPlan& subject) {
    pack_ = program_.provisions.empty() ? 0 : program_.provisions.front().pack;
    std::vector<Index> conditions;
    for (const BranchPlan& branch : subject.branches) {
      conditions.push_back(branch.source != nullptr ? optional_condition(branch.source->when) : none);
    }
    subject.list = row_list(conditions, Match::unique);
  }

  std::vector<TablePlan> tables_for(const std::string& branch, const std::string& subject) {
    std::vector<TablePlan> made;
    if (program_.violation == nullptr) return made;
    pack_ = 0;
    for (const Table& table : program_.violation->tables) {
      const bool speaks = table.branches.empty() ? subject == "party"
                                                 : std::find(table.branches.begin(), table.branches.end(), branch) !=
                                                       table.branches.end();
      if (speaks) made.push_back(table_plan(table, branch));
    }
    return made;
  }

  template <class T>
  static const T* for_branch(const PerBranch<T>& amounts, const std::string& branch) {
    for (const auto& [key, amount] : amounts.keyed) {
      if (key == branch) return &amount;
    }
    return amounts.plain ? &*amounts.plain : nullptr;
  }

  TablePlan table_plan(const Table& table, const std::string& branch) {
    TablePlan made;
    made.source = &table;
    made.weights = table.weights.has_value();
    const Match match = table.match.value_or(rules().match.value_or(Match::unique));
    if (made.weights) {
      weights_plan(*table.weights, branch, made);
      return made;
    }
    std::vector<Index> conditions;
    Index grade = -1;
    const Tier* before = nullptr;
    for (const Tier& tier : table.tiers) {
      const Fine* amount = for_branch(tier.fine, branch);
      if (before == nullptr || tier.grade.empty() || tier.grade != before->grade) {
        ++grade;
      } else {
        made.grades = true;
      }
      before = &tier;
      if (tier.when && names_class(*tier.when)) made.names_class = true;
      if (amount == nullptr) continue;
      TierRow row;
      row.source = &tier;
      row.grade = grade;
      row.names_class = tier.when && names_class(*tier.when);
      row.fine = fine(*amount);
      row.sanctions = sanctions(tier.sanctions);
      conditions.push_back(optional_condition(tier.when));
      made.tiers.push_back(std::move(row));
    }
    made.list = row_list(conditions, match);
    return made;
  }

  void weights_plan(const Weights& weights, const std::string& branch, TablePlan& made) {
    made.base_is_range = weights.base_is_range;
    made.base = optional_term(weights.base);
    const auto parse = [](const std::string& text) { return *Ratio::parse(text); };
    if (!weights.at_least.empty()) made.at_least = parse(weights.at_least);
    if (!weights.at_most.empty()) made.at_most = parse(weights.at_most);
    const std::string* start = for_branch(weights.start, branch);
    std::vector<Ratio> shares{start != nullptr ? parse(*start) : Ratio{0}};
    for (const Factor& factor : weights.factors) {
      FactorPlan plan;
      plan.source = &factor;
      std::vector<Index> conditions;
      for (const Level& level : factor.levels) {
        const std::string* weight = for_branch(level.weight, branch);
        if (weight == nullptr) continue;
        shares.push_back(parse(*weight));
        plan.levels.push_back(&level);
        plan.names_class.push_back(level.when && names_class(*level.when));
        conditions.push_back(optional_condition(level.when));
      }
      // A factor without a row in this column adds nothing and asks nothing.
      if (plan.levels.empty()) continue;
      plan.list = row_list(conditions, factor.match.value_or(rules().match.value_or(Match::unique)));
      made.factors.push_back(std::move(plan));
    }
    // One denominator for all shares of the table: the sum is then a sum of whole numbers.
    Ratio common{1};
    for (const Ratio& share : shares) {
      const Int128 d = share.denominator();
      const Int128 c = common.numerator();
      common = Ratio::of(c / gcd(c, d), 1) * Ratio::of(d, 1);
    }
    if (common > Ratio{1'000'000'000'000}) throw Overflow{};
    made.denominator = static_cast<std::int64_t>(common.numerator());
    const auto scaled = [&](const Ratio& share) {
      const Ratio value = share * common;
      if (value > Ratio{1'000'000'000'000'000} || value < Ratio{-1'000'000'000'000'000}) throw Overflow{};
      return static_cast<std::int64_t>(value.numerator());
    };
    made.start = scaled(shares.front());
    std::size_t next = 1;
    for (FactorPlan& plan : made.factors) {
      for (std::size_t i = 0; i < plan.levels.size(); ++i) plan.weights.push_back(scaled(shares[next++]));
    }
  }

  // --- circumstances

  void collect_looked_at(const Violation* violation, const std::vector<StandardData::ProvisionRef>& provisions) {
    FactWalk walk{data_, looked_at_};
    for (const auto& ref : provisions) {
      for (const Branch& branch : ref.provision->branches) {
        walk.condition(branch.when);
        walk.fine(branch.fine);
      }
      walk.steps(ref.provision->steps);
    }
    if (violation == nullptr) return;
    for (const Table& table : violation->tables) walk.table(table);
    walk.steps(violation->steps);
    walk.steps(data_.pack().steps, violation->skip);
  }

  void add_circumstances(const Violation* violation, const std::vector<StandardData::ProvisionRef>& provisions) {
    if (violation != nullptr) add_circumstances(violation->circumstances, 0, period(violation->in_force));
    if (data_.pack().kind == PackKind::standard || violation == nullptr) {
      add_circumstances(data_.pack().circumstances, 0, nullptr);
    }
    for (const auto& ref : provisions) {
      add_circumstances(ref.provision->circumstances, ref.pack, period(ref.provision->in_force));
    }
    for (std::size_t i = 1; i < data_.packs.size(); ++i) {
      const Pack& pack = *data_.packs[i];
      const auto index = static_cast<Index>(i);
      add_circumstances(pack.circumstances, index, nullptr);
      for (const Violation& other : pack.violations) {
        if (refines_one_of(other, provisions)) {
          add_circumstances(other.circumstances, index, period(other.in_force));
        }
      }
    }
  }

  static const Period* period(const std::optional<Period>& stated) { return stated ? &*stated : nullptr; }

  bool refines_one_of(const Violation& other, const std::vector<StandardData::ProvisionRef>& provisions) const {
    for (const auto& ref : provisions) {
      const std::string name = data_.packs[at(ref.pack)]->id + "#" + ref.provision->id;
      const auto& names = other.refines.provisions;
      if (std::find(names.begin(), names.end(), name) != names.end()) return true;
    }
    return false;
  }

  void add_circumstances(const std::vector<Circumstance>& list, Index pack, const Period* in_force) {
    for (const Circumstance& source : list) {
      pack_ = pack;
      CircumstancePlan made;
      made.source = &source;
      made.condition = condition(source.when);
      made.offer = offer_of(&source);
      made.pack = pack;
      made.period = in_force;
      std::set<Index> facts;
      FactWalk{data_, facts}.condition(source.when);
      std::vector<Index> own;
      for (const Index fact : facts) {
        if (!looked_at_.contains(fact)) own.push_back(program_.slot_of_fact[at(fact)]);
      }
      made.always = source.examine || own.empty();
      own_.push_back(std::move(own));
      for (const Effect effect : source.effects) {
        switch (effect) {
          case Effect::no_penalty: made.no_penalty = true; break;
          case Effect::reduced: made.effects |= 1U << class_reduced; break;
          case Effect::lenient: made.effects |= 1U << class_lenient; break;
          case Effect::heavier: made.effects |= 1U << class_heavier; break;
        }
      }
      made.sanctions = sanctions(source.sanctions);
      program_.circumstances.push_back(std::move(made));
    }
  }

  // --- factors alone

  // A factor whose one fact nothing else in the way of its branch looks at.
  void find_factors_alone() {
    for (SubjectPlan& subject : program_.subjects) {
      for (BranchPlan& branch : subject.branches) {
        if (branch.tables.size() != 1 || !branch.tables.front().weights) continue;
        const std::set<Index> others = facts_beside_factors(subject, branch);
        std::vector<FactorPlan>& factors = branch.tables.front().factors;
        for (FactorPlan& factor : factors) factor.alone = stands_alone(factor, factors, others);
      }
    }
  }

  std::set<Index> facts_beside_factors(const SubjectPlan& subject, const BranchPlan& branch) const {
    std::set<Index> found;
    FactWalk walk{data_, found};
    for (const CircumstancePlan& c : program_.circumstances) walk.condition(c.source->when);
    for (const BranchPlan& other : subject.branches) {
      if (other.source != nullptr) walk.condition(other.source->when);
    }
    if (branch.source != nullptr) walk.fine(branch.source->fine);
    walk.term(branch.tables.front().source->weights->base);
    if (data_.pack().rules.no_minimum) walk.term(*data_.pack().rules.no_minimum);
    if (program_.violation != nullptr) {
      walk.steps(program_.violation->steps);
      walk.steps(data_.pack().steps, program_.violation->skip);
    }
    if (branch.provision != none) walk.steps(program_.provisions[at(branch.provision)].source->steps);
    return found;
  }

  bool stands_alone(const FactorPlan& factor, const std::vector<FactorPlan>& factors,
                    const std::set<Index>& others) const {
    if (factor.list.by_code == none) return false;
    const Slot& slot = program_.slots[at(factor.list.slot)];
    if (slot.fact == none || slot.derived() || slot.may_be_unprovable || others.contains(slot.fact)) return false;
    for (const bool names : factor.names_class) {
      if (names) return false;
    }
    for (const FactorPlan& other : factors) {
      if (&other == &factor) continue;
      std::set<Index> facts;
      FactWalk walk{data_, facts};
      for (const Level* level : other.levels) walk.condition(level->when);
      if (facts.contains(slot.fact)) return false;
    }
    return true;
  }

  // --- rows by code

  void build_tables() {
    for (RowList& list : program_.choice_lists) build_table(list);
    for (SubjectPlan& subject : program_.subjects) {
      build_table(subject.list);
      for (BranchPlan& branch : subject.branches) {
        for (TablePlan& table : branch.tables) {
          if (!table.weights && !table.grades) build_table(table.list);
          for (FactorPlan& factor : table.factors) build_table(factor.list);
        }
      }
    }
  }

  [[nodiscard]] Code codes(const Slot& slot) const {
    if (slot.numeric()) return static_cast<Code>(2 * slot.cuts.size() + 1);
    return slot.kind == FactKind::flag ? 2 : slot.options;
  }

  // Where all rows ask for one fact, the row follows from its code at once.
  void build_table(RowList& list) {
    Index slot = none;
    for (Index row = list.begin; row < list.end; ++row) {
      const Index index = program_.row_conditions[at(row)];
      if (index == none) continue;
      const CompiledCondition& c = program_.conditions[at(index)];
      if (c.end - c.begin != 1) return;
      const CompiledMember& member = program_.members[at(c.begin)];
      if (member.kind != ConditionMember::Kind::fact) return;
      for (Index t = member.begin; t < member.end; ++t) {
        const CompiledTest& test = program_.tests[at(t)];
        if (test.kind != CompiledTest::Kind::code || (slot != none && test.slot != slot)) return;
        slot = test.slot;
      }
    }
    if (slot == none) return;
    const Code count = codes(program_.slots[at(slot)]);
    if (count > 4096) return;
    std::vector<std::int16_t> table;
    for (Code code = 0; code <= count; ++code) {  // the last stands for `absent`
      const std::optional<std::int16_t> row = row_for(list, code == count ? code_absent : code);
      if (!row) return;
      table.push_back(*row);
    }
    list.slot = slot;
    list.codes = count;
    list.by_code = size(program_.row_table);
    program_.row_table.insert(program_.row_table.end(), table.begin(), table.end());
  }

  std::optional<std::int16_t> row_for(const RowList& list, Code code) const {
    std::int16_t taken = -1;
    for (Index row = list.begin; row < list.end; ++row) {
      const Index index = program_.row_conditions[at(row)];
      if (index == none) continue;
      const CompiledMember& member = program_.members[at(program_.conditions[at(index)].begin)];
      bool holds = false;
      for (Index t = member.begin; t < member.end; ++t) {
        const CompiledTest& test = program_.tests[at(t)];
        holds = holds || (test.low <= code && code <= test.high);
      }
      if (!holds) continue;
      if (taken >= 0 && list.match == Match::unique) return std::nullopt;
      taken = static_cast<std::int16_t>(row - list.begin);
      if (list.match == Match::lightest) break;
    }
    return taken < 0 && list.otherwise != none ? static_cast<std::int16_t>(list.otherwise) : taken;
  }

  const StandardData& data_;
  Program program_;
  Index pack_ = 0;  // whose rows are being compiled: its rules are theirs
  std::set<Index> looked_at_;
  std::vector<std::pair<Index, Span>> pending_;
  std::vector<std::vector<Index>> own_;  // by circumstance, the slots that raise it
};

CAILIANG_INLINE Program compile_program(const StandardData& data, const Violation* violation,
                                        const std::vector<StandardData::ProvisionRef>& provisions) {
  return ProgramBuilder{data, violation, provisions}.take();
}

}  // namespace cailiang::detail
