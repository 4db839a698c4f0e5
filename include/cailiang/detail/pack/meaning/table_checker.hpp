// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/pack/meaning/definition_checker.hpp"

namespace cailiang::detail {

/// Checks the tables of a violation: each by itself, against the branches of the provisions, and against one another.
class TableChecker : public DefinitionChecker {
 public:
  using DefinitionChecker::DefinitionChecker;

 protected:
  using DefinitionChecker::check;

  static constexpr Scope in_rows{.band = true, .grade = true, .fine_of = true};

  void tables(const Violation& violation, const Place& place, const std::vector<const Provision*>& refined) {
    const Place at = place / "tables";
    std::set<std::string_view> tier_ids;
    each(at, violation.tables, [&](const Table& table, const Place& where) {
      if (!unread(place / "refines")) branches(violation, table, where / "branches", refined);
      const Names listed{table.branches.begin(), table.branches.end()};
      each(where / "tiers", table.tiers, [&](const Tier& tier, const Place& row) {
        if (!tier_ids.insert(tier.id).second) {
          find(Errc::duplicate_id, row / "id", "another tier of this violation is called " + in_quotes(tier.id));
        }
        check(tier.when, row / "when", in_rows);
        if (tier.fine.plain) check(*tier.fine.plain, row / "fine", in_rows);
        keys(tier.fine, listed, row / "fines", where);
        for (const auto& [branch, fine] : tier.fine.keyed)
          check(fine, row / "fines" / std::string_view{branch}, in_rows);
        check(tier.sanctions, row / "sanctions", in_rows);
      });
      if (!unread(where / "tiers")) grades(table, where / "tiers");
      if (table.weights) weights(*table.weights, listed, where);
    });
    if (!violation.add_tables && !unread(place / "refines") && !unread(place / "add_tables"))
      two_tables(violation, at, refined);
  }

 private:
  static constexpr Scope in_weights{.band = true, .grade = true};

  /// A table speaks of branches that the provisions have.
  void branches(const Violation& violation, const Table& table, const Place& at,
                const std::vector<const Provision*>& refined) {
    if (violation.refines.kind == RefinesKind::any) return;  // the case names the provision
    // A provision that was not found was reported, and may have any branch.
    if (refined.size() != violation.refines.provisions.size()) return;
    std::set<std::string_view> known;
    for (const Provision* provision : refined) {
      for (const Branch& branch : provision->branches) known.insert(branch.id);
    }
    each(at, table.branches, [&](const std::string& id, const Place& place) {
      if (!known.contains(id))
        find(Errc::unknown_reference, place, "the provision has no branch " + in_quotes(id) + suggested(id, known));
    });
  }

  using Names = std::set<std::string_view>;

  template <class T>
  void keys(const PerBranch<T>& amounts, const Names& listed, const Place& at, const Place& table_at) {
    if (amounts.keyed.empty() || unread(table_at / "branches")) return;
    for (const auto& [branch, amount] : amounts.keyed) {
      if (listed.contains(branch)) continue;
      find(Errc::unknown_reference, at / std::string_view{branch},
           listed.empty() ? std::string{"amounts by branch need a table that lists its branches"}
                          : "the table does not list the branch " + in_quotes(branch) + suggested(branch, listed));
    }
  }

  void grades(const Table& table, const Place& at) {
    std::set<std::string_view> left;
    std::string_view current;
    each(at, table.tiers, [&](const Tier& tier, const Place& place) {
      if (tier.grade == current && !tier.grade.empty()) return;
      if (!current.empty()) left.insert(current);
      current = tier.grade;
      if (left.contains(current))
        find(Errc::grades_apart, place / "grade",
             "the tiers of grade " + in_quotes(tier.grade) + " do not stand together");
    });
  }

  void weights(const Weights& weights, const Names& listed, const Place& table_at) {
    const Place at = table_at / "weights";
    need(weights.base, at / "base", in_weights, Kinds::money);
    keys(weights.start, listed, at / "start", table_at);
    const auto low = Ratio::parse(weights.at_least);
    const auto high = Ratio::parse(weights.at_most);
    if (low && high && *high < *low) find(Errc::crossing_clips, at, "at_least lies above at_most");
    unique_ids(at / "factors", weights.factors, "factor");
    each(at / "factors", weights.factors, [&](const Factor& factor, const Place& place) {
      each(place / "levels", factor.levels, [&](const Level& level, const Place& row) {
        check(level.when, row / "when", in_weights);
        keys(level.weight, listed, row / "weight", table_at);
      });
    });
  }

  /// Two tables that speak of one branch; a table without `branches` speaks of every branch of the party.
  void two_tables(const Violation& violation, const Place& at, const std::vector<const Provision*>& refined) {
    const auto serves = [](const Table& table, const Branch& branch) {
      return table.branches.empty() ? branch.subject == "party" : is_one_of(branch.id, table.branches);
    };
    const auto meet = [&](const Table& a, const Table& b) -> std::optional<std::string> {
      for (const Provision* provision : refined) {
        for (const Branch& branch : provision->branches) {
          if (serves(a, branch) && serves(b, branch)) return branch.id;
        }
      }
      if (!refined.empty()) return std::nullopt;
      // No provision at hand: names are all there is to go by.
      if (a.branches.empty() && b.branches.empty()) return "party";
      for (const std::string& id : a.branches) {
        if (is_one_of(id, b.branches)) return id;
      }
      return std::nullopt;
    };
    for (std::size_t i = 0; i < violation.tables.size(); ++i) {
      if (unread(at / i / "branches")) continue;
      for (std::size_t k = 0; k < i; ++k) {
        if (unread(at / k / "branches")) continue;
        const auto branch = meet(violation.tables[k], violation.tables[i]);
        if (!branch) continue;
        find(Errc::two_tables_for_branch, at / i,
             "an earlier table speaks of the branch " + in_quotes(*branch) +
                 " too; write add_tables, or name the branches of each");
        break;
      }
    }
  }
};

}  // namespace cailiang::detail
