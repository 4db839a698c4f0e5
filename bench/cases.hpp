// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string_view>
#include <vector>

#include "by_hand.hpp"
#include "common.hpp"

// The cases that one_case.cpp times and instructions.cpp counts.
namespace bench {

// Many cases, so that a branch predictor cannot learn the answer; the first of them alone for the other measurement.
inline constexpr std::size_t many = 1024;  // a power of two: no division is timed

inline bool is_range(const cailiang::Outcome& outcome, by_hand::Range wanted) {
  return outcome.kind == cailiang::OutcomeKind::point && outcome.range.min && outcome.range.max &&
         *outcome.range.min * cailiang::Ratio{100} == cailiang::Ratio{wanted.min_fen} &&
         *outcome.range.max * cailiang::Ratio{100} == cailiang::Ratio{wanted.max_fen};
}

/// Table 2-1 of Hunan: eleven facts, two subjects.
struct Hunan {
  using Facts = by_hand::hunan::Facts;
  static constexpr const char* pack = "hunan/ecology/standard_2021";
  static constexpr const char* violation = "t2_1";
  static constexpr bool complete = true;  // what is unknown can only be offered

  static Facts first() {
    using namespace by_hand::hunan;
    return {Correction::in_time,
            Document::report_key,
            Facility::none_built,
            Place::inside,
            Pollutant::ordinary,
            14,
            2,
            true,
            Harm::some,
            Role::manager};
  }

  static Facts draw(std::mt19937& random) {
    const auto to = [&](unsigned n) { return random() % n; };
    Facts facts{};
    facts.correction = static_cast<by_hand::hunan::Correction>(to(2));
    facts.eia_document = static_cast<by_hand::hunan::Document>(to(3));
    facts.facility_state = static_cast<by_hand::hunan::Facility>(to(2));
    facts.place = static_cast<by_hand::hunan::Place>(to(3));
    facts.pollutant = static_cast<by_hand::hunan::Pollutant>(to(3));
    facts.duration_months = static_cast<int>(to(18));
    facts.violations_2y = static_cast<int>(1 + to(5));
    facts.verified_complaint = to(2) == 1;
    facts.harm = static_cast<by_hand::hunan::Harm>(to(3));
    facts.role = static_cast<by_hand::hunan::Role>(to(2));
    return facts;
  }

  static void tell(const Facts& facts, cailiang::Facts& into) {
    static constexpr std::string_view correction[] = {"in_time", "overdue"};
    static constexpr std::string_view document[] = {"form", "report", "report_key"};
    static constexpr std::string_view facility[] = {"partly", "none_built"};
    static constexpr std::string_view place[] = {"outside", "inside", "core"};
    static constexpr std::string_view pollutant[] = {"no_discharge", "ordinary", "toxic"};
    static constexpr std::string_view harm[] = {"no_harm", "some", "serious"};
    static constexpr std::string_view role[] = {"other_direct", "manager"};
    into.set("correction", correction[static_cast<int>(facts.correction)])
        .set("major_pollution", false)
        .set("eia_document", document[static_cast<int>(facts.eia_document)])
        .set("facility_state", facility[static_cast<int>(facts.facility_state)])
        .set("place", place[static_cast<int>(facts.place)])
        .set("pollutant", pollutant[static_cast<int>(facts.pollutant)])
        .set("duration_months", facts.duration_months)
        .set("violations_2y", facts.violations_2y)
        .set("verified_complaint", facts.verified_complaint)
        .set("harm", harm[static_cast<int>(facts.harm)])
        .set("role", role[static_cast<int>(facts.role)]);
  }

  static auto by_hand(const Facts& facts) { return by_hand::hunan::t2_1(facts); }

  static bool same(const by_hand::hunan::Fines& wanted, const cailiang::Assessment& found) {
    return is_range(found["party"], wanted.party) && is_range(found["responsible_person"], wanted.person);
  }
};

/// The same with the fact that article 9 asks beside the table, so that nothing that is looked at is unknown.
struct HunanComplete : Hunan {
  static void tell(const Facts& facts, cailiang::Facts& into) {
    Hunan::tell(facts, into);
    into.set("major_incident", false);
  }
};

/// Item 2 of Shenzhen: seven facts, one subject.
struct Shenzhen {
  using Facts = by_hand::shenzhen::Facts;
  static constexpr const char* pack = "shenzhen/urban_management/standard_2023";
  static constexpr const char* violation = "i2";
  static constexpr bool complete = false;  // whether harm was done can matter

  static Facts first() { return {.refused_to_correct = true, .prior_penalties_1y = 1}; }

  static Facts draw(std::mt19937& random) {
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    Facts facts{};
    facts.refused_to_correct = !one_in(8);
    facts.prior_penalties_1y = static_cast<int>(random() % 4);
    facts.threatens_staff = one_in(4);
    facts.disrupts_work_order = one_in(4);
    facts.other_grave = one_in(4);
    facts.minor_act = one_in(3);
    facts.corrected_in_time = one_in(3);
    return facts;
  }

  static void tell(const Facts& facts, cailiang::Facts& into) {
    into.set("refused_to_correct", facts.refused_to_correct)
        .set("prior_penalties_1y", facts.prior_penalties_1y)
        .set("threatens_staff", facts.threatens_staff)
        .set("disrupts_work_order", facts.disrupts_work_order)
        .set("other_grave", facts.other_grave)
        .set("minor_act", facts.minor_act)
        .set("corrected_in_time", facts.corrected_in_time);
  }

  static auto by_hand(const Facts& facts) { return by_hand::shenzhen::i2(facts); }

  static bool same(by_hand::Range wanted, const cailiang::Assessment& found) {
    const cailiang::OutcomeKind kind = found["party"].kind;
    if (kind == cailiang::OutcomeKind::not_applicable || kind == cailiang::OutcomeKind::no_penalty)
      return wanted.max_fen == 0;
    return is_range(found["party"], wanted);
  }
};

/// The same with the facts that article 33 of the Penalty Law asks once correction is told.
struct ShenzhenComplete : Shenzhen {
  static constexpr bool complete = true;

  static void tell(const Facts& facts, cailiang::Facts& into) {
    Shenzhen::tell(facts, into);
    into.set("harm_done", true).set("first_time", false).set("slight_harm", false);
  }
};

template <class Table>
struct Cases {
  cailiang::ViolationHandle violation = standard(shipped, Table::pack).violation(Table::violation).value();
  cailiang::Question question{.act = cailiang::Date::of(2024, 5, 6).value()};
  std::vector<typename Table::Facts> structs;
  std::vector<cailiang::Facts> facts;

  Cases() {
    std::mt19937 random{20'240'506};
    cailiang::Assessment found;
    for (std::size_t i = 0; i < many; ++i) {
      structs.push_back(i == 0 ? Table::first() : Table::draw(random));
      Table::tell(structs.back(), facts.emplace_back(violation));
      check(violation.assess(facts.back(), question, found), Table::violation);
      check(Table::same(Table::by_hand(structs.back()), found), Table::violation);
    }
  }
};

template <class Table>
const Cases<Table>& cases() {
  static const Cases<Table> made;
  return made;
}

}  // namespace bench
