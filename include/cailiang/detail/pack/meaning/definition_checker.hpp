// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/law/each_fact.hpp"
#include "cailiang/detail/law/same.hpp"
#include "cailiang/detail/pack/meaning/fine_checker.hpp"
#include "cailiang/detail/quantity/span.hpp"

namespace cailiang::detail {

/// Checks the facts of a pack: their declarations, against those of the packs in use too, and their definitions.
class DefinitionChecker : public FineChecker {
 public:
  using FineChecker::FineChecker;

 protected:
  using FineChecker::check;

  static constexpr Scope in_definitions{};

  /// Reports the second of two things with one id.
  template <class Items>
  void unique_ids(const Place& at, const Items& items, const char* what) {
    std::set<std::string_view> seen;
    each(at, items, [&](const auto& item, const Place& place) {
      if (!seen.insert(item.id).second)
        find(Errc::duplicate_id, place / "id", std::string{"another "} + what + " is called " + in_quotes(item.id));
    });
  }

  void facts(const Place& at) {
    each_declaration(at / "facts");
    declarations(at);
    derivations(at / "facts");
  }

 private:
  void each_declaration(const Place& at) {
    for (const Fact& fact : pack_.facts) {
      const Place place = at / std::string_view{fact.id};
      if (fact.in && !unread(place)) domain(fact, place / "in");
      if (fact.kind == FactKind::choices && fact.options.size() > most_options) {
        find(Errc::bad_value, place / "options",
             "a fact of several options has at most " + std::to_string(most_options) + " of them");
      }
      check(fact.is_condition, place / "is", in_definitions);
      if (fact.is_term && !unread(place)) definition(fact, *fact.is_term, place / "is");
      unique_ids(place / "options", fact.options, "option");
      each(place / "options", fact.options,
           [&](const Option& option, const Place& row) { check(option.when, row / "when", in_definitions); });
    }
  }

  /// Sets of options are held as the bits of one word.
  static constexpr std::size_t most_options = 64;

  void domain(const Fact& fact, const Place& at) {
    const std::size_t before = findings_.size();
    bounds(*fact.in, fact.kind, at);
    crossing(*fact.in, at);
    if (findings_.size() > before) return;
    const Span values = domain_of(fact);
    const bool steps = fact.kind == FactKind::count || fact.kind == FactKind::date;
    if ((steps ? whole_numbers(values) : values).is_empty()) {
      find(Errc::crossing_ends, at, "no value lies between these ends");
    }
  }

  void definition(const Fact& fact, const Term& term, const Place& at) {
    const Kinds found = kinds(term, at, in_definitions);
    const Kinds wanted{kind_of(fact.kind)};
    if (!found.may_be(wanted.set)) {
      find(Errc::kind_mismatch, at, "the fact is " + in_words(wanted) + "; its definition is " + in_words(found));
    } else if (found.set == Kinds::quantity && !found.unit.empty() && found.unit != fact.unit) {
      find(Errc::unit_mismatch, at,
           "the fact is in " + in_quotes(fact.unit) + ", its definition in " + in_quotes(found.unit));
    }
  }

  /// Same id, same fact, across all packs in use.
  void declarations(const Place& at) {
    const Place facts = at / "facts";
    std::map<std::string_view, std::pair<const Pack*, const Fact*>> first;
    for (const Pack* other : used_) {
      for (const Fact& theirs : other->facts) {
        if (unread_declaration(theirs.id)) continue;
        if (const Fact* own = own_fact(theirs.id)) {
          own_declaration(*own, theirs, *other, facts / std::string_view{own->id});
          continue;
        }
        const auto [earlier, is_first] = first.emplace(theirs.id, std::pair{other, &theirs});
        if (is_first) continue;
        const auto& [pack, fact] = earlier->second;
        // A standard in use may have declared a statute's fact better; two statutes stand side by side.
        const bool statutes = pack->kind == PackKind::statute && other->kind == PackKind::statute;
        if (statutes ? !same(*fact, theirs) : fact->kind != theirs.kind || fact->unit != theirs.unit) {
          find(Errc::conflicting_declaration, facts,
               in_quotes(theirs.id) + " is declared differently by " + pack->id + " and " + other->id +
                   "; this pack must declare it itself");
        }
      }
    }
  }

  void own_declaration(const Fact& own, const Fact& theirs, const Pack& other, const Place& at) {
    if (own.kind != theirs.kind) {
      find(Errc::conflicting_declaration, at / "kind",
           other.id + " declares " + in_quotes(own.id) + " as another kind");
      return;
    }
    if (own.unit != theirs.unit) {
      find(Errc::conflicting_declaration, at / "unit",
           other.id + " declares " + in_quotes(own.id) + " in " + in_quotes(theirs.unit));
    }
    const std::vector<std::string_view> ids = ids_of(own.options);
    const std::set<std::string_view> kept{ids.begin(), ids.end()};
    for (const Option& option : theirs.options) {
      if (!kept.contains(option.id))
        find(Errc::conflicting_declaration, at / "options",
             "the option " + in_quotes(option.id) + " of " + other.id + " is missing");
    }
  }

  /// How many facts may follow from one another in a row: compiling and assessing go from one to the next.
  static constexpr std::size_t longest_chain = 256;

  /// Facts that are defined by themselves, or at the end of too long a chain. The walk keeps its own stack: it does not
  /// know yet how long a chain is.
  void derivations(const Place& at) {
    constexpr std::size_t open = static_cast<std::size_t>(-1);
    struct Visit {
      const Fact* fact;
      std::vector<std::string_view> operands;
      std::size_t next = 0;
      std::size_t chain = 0;  // of the longest operand so far
    };
    std::map<const Fact*, std::size_t> chains;  // how many derived facts end in it; open while it is on the path
    std::vector<Visit> path;
    std::vector<const Fact*> too_long;
    const std::size_t before = findings_.size();
    const auto enter = [&](const Fact& fact) {
      chains[&fact] = open;
      std::vector<std::string_view> operands;
      detail::each_fact(fact, [&](std::string_view name) { operands.push_back(name); });
      path.push_back({&fact, std::move(operands)});
    };
    for (const Fact& start : pack_.facts) {
      if (chains.contains(&start)) continue;
      enter(start);
      while (!path.empty()) {
        Visit& visit = path.back();
        if (visit.next == visit.operands.size()) {
          const std::size_t chain = visit.chain + (visit.fact->derived() ? 1U : 0U);
          chains[visit.fact] = chain;
          if (chain == longest_chain + 1 && visit.chain == longest_chain) too_long.push_back(visit.fact);
          path.pop_back();
          if (!path.empty()) path.back().chain = std::max(path.back().chain, chain);
          continue;
        }
        const Fact* operand = fact(visit.operands[visit.next++]);
        if (operand == nullptr) continue;
        const auto known = chains.find(operand);
        if (known == chains.end()) {
          enter(*operand);
        } else if (known->second == open) {
          cycle(at, path, operand);
        } else {
          visit.chain = std::max(visit.chain, known->second);
        }
      }
    }
    if (findings_.size() > before) return;  // a round has no length
    for (const Fact* fact : too_long) {
      const bool own = own_fact(fact->id) == fact;
      const Place place = at / std::string_view{fact->id};
      const Place definition = place / (fact->options.empty() ? "is" : "options");
      find(Errc::too_deep, own ? definition : at,
           in_quotes(fact->id) + " is the last of " + std::to_string(longest_chain + 1) +
               " derived facts that follow from one another; at most " + std::to_string(longest_chain) + " may");
    }
  }

  template <class Visit>
  void cycle(const Place& at, const std::vector<Visit>& path, const Fact* first) {
    std::string round;
    bool inside = false;
    for (const Visit& visit : path) {
      inside = inside || visit.fact == first;
      if (inside) round += visit.fact->id + " -> ";
    }
    const Fact* last = path.back().fact;
    // The last step may be in a pack that is used; the finding belongs to this pack.
    const Fact* own = own_fact(last->id) == last ? last : first;
    find(Errc::cycle, at / std::string_view{own->id} / (own->options.empty() ? "is" : "options"),
         "defined by itself: " + round + first->id);
  }
};

}  // namespace cailiang::detail
