// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// What a programmer writes who needs one table and no reasons: facts in a struct, branches, whole fen. Not inlined, so
// that a call is a call.
namespace by_hand {

struct Range {
  std::int64_t min_fen = 0;
  std::int64_t max_fen = 0;
};

namespace hunan {

enum class Correction : std::uint8_t { in_time, overdue };
enum class Document : std::uint8_t { form, report, report_key };
enum class Facility : std::uint8_t { partly, none_built };
enum class Place : std::uint8_t { outside, inside, core };
enum class Pollutant : std::uint8_t { no_discharge, ordinary, toxic };
enum class Harm : std::uint8_t { no_harm, some, serious };
enum class Role : std::uint8_t { other_direct, manager };

struct Facts {
  Correction correction;
  Document eia_document;
  Facility facility_state;
  Place place;
  Pollutant pollutant;
  int duration_months;
  int violations_2y;
  bool verified_complaint;
  Harm harm;
  Role role;
};

struct Fines {
  Range party;
  Range person;
};

/// Table 2-1 with table 12-3, on article 23 paragraph 1 of the regulation.
[[gnu::noinline]] inline Fines t2_1(const Facts& f) {
  const bool in_time = f.correction == Correction::in_time;
  const std::int64_t least = in_time ? 20'000'000 : 100'000'000;
  const std::int64_t most = in_time ? 100'000'000 : 200'000'000;
  int percent = in_time ? 20 : 50;
  switch (f.eia_document) {
    case Document::form: break;
    case Document::report: percent += 5; break;
    case Document::report_key: percent += 10; break;
  }
  if (f.facility_state == Facility::none_built) percent += 12;
  switch (f.place) {
    case Place::outside: break;
    case Place::inside: percent += 6; break;
    case Place::core: percent += 15; break;
  }
  switch (f.pollutant) {
    case Pollutant::no_discharge: break;
    case Pollutant::ordinary: percent += 5; break;
    case Pollutant::toxic: percent += 13; break;
  }
  if (in_time) {
    if (f.duration_months >= 12) {
      percent += 11;
    } else if (f.duration_months >= 6) {
      percent += 6;
    }
    if (f.violations_2y >= 4) {
      percent += 14;
    } else if (f.violations_2y == 3) {
      percent += 8;
    } else if (f.violations_2y == 2) {
      percent += 4;
    }
    if (f.verified_complaint) percent += 5;
  }
  std::int64_t party = most * percent / 100;
  if (party < least) party = least;
  if (party > most) party = most;

  const std::int64_t person_least = 5'000'000;
  const std::int64_t person_most = 20'000'000;
  percent = 0;
  switch (f.harm) {
    case Harm::no_harm: break;
    case Harm::some: percent += 19; break;
    case Harm::serious: percent += 40; break;
  }
  if (f.role == Role::manager) percent += 25;
  if (f.violations_2y >= 3) {
    percent += 35;
  } else if (f.violations_2y == 2) {
    percent += 16;
  }
  const std::int64_t person = person_least + (person_most - person_least) * percent / 100;
  return {{party, party}, {person, person}};
}

}  // namespace hunan

namespace shenzhen {

struct Facts {
  bool refused_to_correct = false;
  int prior_penalties_1y = 0;
  bool threatens_staff = false;
  bool disrupts_work_order = false;
  bool other_grave = false;
  bool minor_act = false;
  bool corrected_in_time = false;
};

/// Item 2, on article 17 of the regulation; zero where nothing is to be paid.
[[gnu::noinline]] inline Range i2(const Facts& f) {
  if (!f.refused_to_correct) return {};
  if (f.minor_act && f.corrected_in_time) return {};
  std::int64_t fine = 0;
  if (f.prior_penalties_1y >= 2 || f.threatens_staff || f.disrupts_work_order || f.other_grave) {
    fine = 500'000;
  } else if (f.prior_penalties_1y == 1) {
    fine = 300'000;
  } else {
    fine = 100'000;
  }
  return {fine, fine};
}

}  // namespace shenzhen

}  // namespace by_hand
