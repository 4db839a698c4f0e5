// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/law/rows.hpp"
#include "cailiang/quantity/date.hpp"

namespace cailiang {

/// The first and the last day in force, both included; no last day: not ended.
struct Period {
  std::optional<Date> from;
  std::optional<Date> until;

  [[nodiscard]] bool contains(Date day) const noexcept { return (!from || *from <= day) && (!until || day <= *until); }
};

/// An article of a statute: a list of branches for each subject.
struct Provision {
  std::string id;
  Label label;
  std::optional<Period> in_force;
  std::vector<Branch> branches;
  std::vector<Step> steps;
  std::vector<Circumstance> circumstances;
  std::vector<std::string> successor;  ///< `pack#provision`
  Remarks remarks;
  Source source;
};

/// How a violation stands on the statute.
enum class RefinesKind : unsigned char {
  nothing,  ///< statute not at hand
  all,      ///< one provision, or several together
  one_of,   ///< exactly one of the list, named by the case
  any       ///< a method: the case names the provision
};

struct Refines {
  RefinesKind kind = RefinesKind::nothing;
  std::vector<std::string> provisions;  ///< `pack#provision`
};

struct Violation {
  std::string id;
  Label label;
  Label issuer;
  Refines refines;
  std::optional<Period> in_force;
  std::vector<Table> tables;
  bool add_tables = false;
  std::vector<Circumstance> circumstances;
  std::vector<Step> steps;
  std::vector<std::string> skip;
  Remarks remarks;
  Source source;
};

/// How circumstances that point both ways are settled.
enum class Conflict : unsigned char { weigh, lightest, heaviest };

/// General rules of a document, each for its own rows only.
struct Rules {
  std::optional<Match> match;
  Source match_source;
  bool unprovable_lightest = false;
  Source unprovable_source;
  std::optional<Conflict> conflict;
  Source conflict_source;
  bool no_circumstance_standard = false;
  Source no_circumstance_source;
  std::optional<Term> no_minimum;
  Source no_minimum_source;
};

enum class PackKind : unsigned char { statute, standard };
enum class Rank : unsigned char { national, province, city, county, township };

/// The words of the format for them.
inline constexpr std::string_view pack_kind_names[] = {"statute", "standard"};
inline constexpr std::string_view rank_names[] = {"national", "province", "city", "county", "township"};

/// What one document says, as its file writes it.
struct Pack {
  std::string id;
  PackKind kind = PackKind::standard;
  std::string version;
  Label title;
  std::string number;
  Label issuer;
  Rank rank = Rank::national;
  std::string region;
  std::string currency = "CNY";
  Period in_force;
  bool applies_by_decision = false;
  std::vector<std::string> replaces;
  std::string copy;
  std::vector<std::string> uses;
  std::string under;
  std::vector<std::pair<std::string, std::string>> words;  ///< 以上 -> ge
  Source words_source;
  std::vector<std::pair<std::string, Label>> subjects;  ///< beside `party`
  std::vector<Fact> facts;
  Rules rules;
  std::vector<Circumstance> circumstances;
  std::vector<Provision> provisions;
  std::vector<Violation> violations;
  std::vector<Step> steps;
  std::string sha256;  ///< of the file's bytes

  [[nodiscard]] const Fact* fact(std::string_view name) const noexcept {
    for (const Fact& candidate : facts) {
      if (candidate.id == name) return &candidate;
    }
    return nullptr;
  }
};

}  // namespace cailiang
