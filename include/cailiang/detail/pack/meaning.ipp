// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/law/same.hpp"
#include "cailiang/detail/pack/term_checker.hpp"
#include "cailiang/pack/meaning.hpp"

namespace cailiang {
namespace detail {

/// Goes through a pack in the order of print.
class MeaningChecker : public TermChecker {
 public:
  using TermChecker::TermChecker;

  [[nodiscard]] Findings check() {
    const Place at;
    uses(at);
    each_fact(at / "facts");
    declarations(at);
    derivations(at / "facts");
    if (pack_.rules.no_minimum)
      need(*pack_.rules.no_minimum, at / "rules" / "no_minimum" / "use", {.band = true, .grade = true}, Kinds::money);
    circumstances(pack_.circumstances, at / "circumstances");
    provisions(at / "provisions");
    violations(at / "violations");
    steps(pack_.steps, at / "steps");
    offers(pack_.circumstances, at / "circumstances", pack_.steps, at / "steps", {});
    shifts(at);
    return std::move(findings_);
  }

 private:
  using TermChecker::check;

  static constexpr Scope in_definitions{};
  static constexpr Scope in_branches{.grade = true, .fine_of = true};
  static constexpr Scope in_rows{.band = true, .grade = true, .fine_of = true};
  static constexpr Scope in_weights{.band = true, .grade = true};

  [[nodiscard]] static std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

  /// Reports the second of two things with one id.
  template <class Items>
  void unique_ids(const Place& at, const Items& items, const char* what) {
    std::set<std::string_view> seen;
    each(at, items, [&](const auto& item, const Place& place) {
      if (!seen.insert(item.id).second)
        find(Errc::duplicate_id, place / "id", std::string{"another "} + what + " is called " + quoted(item.id));
    });
  }

  // Packs.

  [[nodiscard]] const Pack* pack_in_use(std::string_view id) const {
    if (id == pack_.id) return &pack_;
    for (const Pack* other : used_) {
      if (other->id == id) return other;
    }
    return nullptr;
  }

  void uses(const Place& at) {
    each(at / "uses", pack_.uses, [&](const std::string& id, const Place& place) {
      if (id == pack_.id) {
        find(Errc::cycle, place, "a pack cannot use itself");
      } else if (pack_in_use(id) == nullptr) {
        find(Errc::unknown_reference, place, "there is no pack " + quoted(id));
      }
    });
    for (const Pack* other : used_) {
      if (other->currency == pack_.currency) continue;
      find(Errc::currency_mismatch, at / "currency",
           "this pack counts in " + pack_.currency + ", " + other->id + " in " + other->currency);
    }
  }

  /// The provision that a reference names, or null with a finding.
  const Provision* provision(std::string_view reference, const Place& at) {
    const std::size_t hash = reference.find('#');
    const std::string_view pack_id = reference.substr(0, hash);
    const std::string_view id = reference.substr(hash + 1);
    const Pack* statute = pack_in_use(pack_id);
    if (statute == nullptr) {
      std::vector<std::string_view> known;
      for (const Pack* other : used_) known.emplace_back(other->id);
      find(Errc::unknown_reference, at,
           quoted(pack_id) + " is not among the packs in use (uses)" + suggestion(pack_id, known));
      return nullptr;
    }
    for (const Provision& provision : statute->provisions) {
      if (provision.id == id) return &provision;
    }
    find(Errc::unknown_reference, at, std::string{pack_id} + " has no provision " + quoted(id));
    return nullptr;
  }

  // Facts.

  void each_fact(const Place& at) {
    for (const Fact& fact : pack_.facts) {
      const Place place = at / std::string_view{fact.id};
      if (fact.in) {
        bounds(*fact.in, fact.kind, place / "in");
        crossing(*fact.in, place / "in");
      }
      check(fact.is_condition, place / "is", in_definitions);
      if (fact.is_term) definition(fact, *fact.is_term, place / "is");
      unique_ids(place / "options", fact.options, "option");
      each(place / "options", fact.options,
           [&](const Option& option, const Place& row) { check(option.when, row / "when", in_definitions); });
    }
  }

  void definition(const Fact& fact, const Term& term, const Place& at) {
    const Kinds found = kinds(term, at, in_definitions);
    const Kinds wanted{kind_of(fact.kind)};
    if (!found.may_be(wanted.set)) {
      find(Errc::kind_mismatch, at, "the fact is " + in_words(wanted) + "; its definition is " + in_words(found));
    } else if (found.set == Kinds::quantity && !found.unit.empty() && found.unit != fact.unit) {
      find(Errc::unit_mismatch, at,
           "the fact is in " + quoted(fact.unit) + ", its definition in " + quoted(found.unit));
    }
  }

  /// Same id, same fact, across all packs in use.
  void declarations(const Place& at) {
    const Place facts = at / "facts";
    std::map<std::string_view, std::pair<const Pack*, const Fact*>> first;
    for (const Pack* other : used_) {
      for (const Fact& theirs : other->facts) {
        if (const Fact* own = pack_.fact(theirs.id)) {
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
               quoted(theirs.id) + " is declared differently by " + pack->id + " and " + other->id +
                   "; this pack must declare it itself");
        }
      }
    }
  }

  void own_declaration(const Fact& own, const Fact& theirs, const Pack& other, const Place& at) {
    if (own.kind != theirs.kind) {
      find(Errc::conflicting_declaration, at / "kind", other.id + " declares " + quoted(own.id) + " as another kind");
      return;
    }
    if (own.unit != theirs.unit) {
      find(Errc::conflicting_declaration, at / "unit",
           other.id + " declares " + quoted(own.id) + " in " + quoted(theirs.unit));
    }
    for (const Option& option : theirs.options) {
      const bool kept =
          std::any_of(own.options.begin(), own.options.end(), [&](const Option& mine) { return mine.id == option.id; });
      if (!kept)
        find(Errc::conflicting_declaration, at / "options",
             "the option " + quoted(option.id) + " of " + other.id + " is missing");
    }
  }

  static void facts_in(const Condition& condition, std::vector<std::string_view>& facts) {
    for (const ConditionMember& member : condition.members) {
      if (member.kind == ConditionMember::Kind::fact) facts.emplace_back(member.fact);
      for (const Condition& inner : member.conditions) facts_in(inner, facts);
    }
  }

  static void facts_in(const Term& term, std::vector<std::string_view>& facts) {
    if (term.op == Term::Op::fact) facts.emplace_back(term.text);
    for (const Term& operand : term.operands) facts_in(operand, facts);
    for (const Condition& condition : term.conditions) facts_in(condition, facts);
    for (const ChooseRow& row : term.rows) {
      if (row.when) facts_in(*row.when, facts);
      facts_in(row.then, facts);
    }
  }

  static std::vector<std::string_view> operands(const Fact& fact) {
    std::vector<std::string_view> facts;
    if (fact.is_condition) facts_in(*fact.is_condition, facts);
    if (fact.is_term) facts_in(*fact.is_term, facts);
    for (const Option& option : fact.options) {
      if (option.when) facts_in(*option.when, facts);
    }
    return facts;
  }

  /// Facts that are defined by themselves. The walk keeps its own stack: a chain of definitions may be as long as the
  /// pack.
  void derivations(const Place& at) {
    enum class State : unsigned char { open, done };
    struct Visit {
      const Fact* fact;
      std::vector<std::string_view> operands;
      std::size_t next = 0;
    };
    std::map<const Fact*, State> states;
    std::vector<Visit> path;
    const auto enter = [&](const Fact& fact) {
      states[&fact] = State::open;
      path.push_back({&fact, operands(fact)});
    };
    for (const Fact& start : pack_.facts) {
      if (states.contains(&start)) continue;
      enter(start);
      while (!path.empty()) {
        Visit& visit = path.back();
        if (visit.next == visit.operands.size()) {
          states[visit.fact] = State::done;
          path.pop_back();
          continue;
        }
        const Fact* operand = fact(visit.operands[visit.next++]);
        if (operand == nullptr) continue;
        const auto state = states.find(operand);
        if (state == states.end()) {
          enter(*operand);
        } else if (state->second == State::open) {
          cycle(at, path, operand);
        }
      }
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
    const Fact* own = pack_.fact(last->id) == last ? last : first;
    find(Errc::cycle, at / std::string_view{own->id} / (own->options.empty() ? "is" : "options"),
         "defined by itself: " + round + first->id);
  }

  // Rows.

  void circumstances(const std::vector<Circumstance>& circumstances, const Place& at) {
    each(at, circumstances, [&](const Circumstance& circumstance, const Place& place) {
      check(circumstance.when, place / "when", in_definitions);
      check(circumstance.sanctions, place / "sanctions", in_branches);
    });
  }

  void steps(const std::vector<Step>& steps, const Place& at) {
    each(at, steps, [&](const Step& step, const Place& place) {
      each(place / "rows", step.rows, [&](const StepRow& row, const Place& where) {
        check(row.when, where / "when", in_rows);
        if (row.fine) check(*row.fine, where / "fine", in_rows);
        if (row.at_end) check(*row.at_end, where / "at_end", in_rows);
      });
    });
  }

  /// What `apply` may name in one assessment has ids of its own: the circumstances and steps of a list, and those of
  /// the pack.
  void offers(const std::vector<Circumstance>& circumstances, const Place& circumstances_at,
              const std::vector<Step>& steps, const Place& steps_at, std::set<std::string_view> taken) {
    const auto take = [&](const auto& item, const Place& place) {
      if (!taken.insert(item.id).second) {
        find(Errc::duplicate_id, place / "id",
             "another circumstance or step is called " + quoted(item.id) + ", so that apply could not tell them apart");
      }
    };
    each(circumstances_at, circumstances, take);
    each(steps_at, steps, take);
  }

  [[nodiscard]] std::set<std::string_view> offers_of_pack() const {
    std::set<std::string_view> ids;
    for (const Circumstance& circumstance : pack_.circumstances) ids.insert(circumstance.id);
    for (const Step& step : pack_.steps) ids.insert(step.id);
    return ids;
  }

  // Statutes.

  void provisions(const Place& at) {
    unique_ids(at, pack_.provisions, "provision");
    each(at, pack_.provisions, [&](const Provision& provision, const Place& place) {
      unique_ids(place / "branches", provision.branches, "branch");
      each(place / "branches", provision.branches, [&](const Branch& branch, const Place& row) {
        if (!is_subject(branch.subject)) {
          find(Errc::unknown_reference, row / "subject",
               "no subject " + quoted(branch.subject) + " is declared" + suggestion(branch.subject, subjects()));
        }
        check(branch.when, row / "when", in_branches);
        check(branch.fine, row / "fine", in_branches);
        check(branch.sanctions, row / "sanctions", in_branches);
      });
      steps(provision.steps, place / "steps");
      circumstances(provision.circumstances, place / "circumstances");
      offers(provision.circumstances, place / "circumstances", provision.steps, place / "steps", offers_of_pack());
      FineGraph graph;
      fines_of_statute(provision, place, graph);
      report_cycles(graph);
    });
  }

  // Standards.

  void violations(const Place& at) {
    unique_ids(at, pack_.violations, "violation");
    const std::vector<std::string_view> step_ids = ids_of(pack_.steps);
    each(at, pack_.violations, [&](const Violation& violation, const Place& place) {
      const std::vector<const Provision*> refined = refines(violation.refines, place / "refines");
      tables(violation, place, refined);
      circumstances(violation.circumstances, place / "circumstances");
      steps(violation.steps, place / "steps");
      offers(violation.circumstances, place / "circumstances", violation.steps, place / "steps", offers_of_pack());
      each(place / "skip", violation.skip, [&](const std::string& id, const Place& item) {
        if (!is_one_of(id, step_ids))
          find(Errc::unknown_reference, item, "the pack has no step " + quoted(id) + suggestion(id, step_ids));
      });
      fines_of_standard(violation, place, refined);
    });
  }

  /// The provisions that were found.
  std::vector<const Provision*> refines(const Refines& refines, const Place& at) {
    std::vector<const Provision*> found;
    const auto resolve = [&](const std::string& reference, const Place& place) {
      if (const Provision* refined = provision(reference, place)) found.push_back(refined);
    };
    if (refines.kind == RefinesKind::one_of) {
      each(at / "one_of", refines.provisions, resolve);
    } else if (refines.provisions.size() == 1) {
      resolve(refines.provisions.front(), at);
    } else {
      each(at, refines.provisions, resolve);
    }
    return found;
  }

  void tables(const Violation& violation, const Place& place, const std::vector<const Provision*>& refined) {
    const Place at = place / "tables";
    std::set<std::string_view> tier_ids;
    each(at, violation.tables, [&](const Table& table, const Place& where) {
      branches(violation, table, where / "branches", refined);
      each(where / "tiers", table.tiers, [&](const Tier& tier, const Place& row) {
        if (!tier_ids.insert(tier.id).second) {
          find(Errc::duplicate_id, row / "id", "another tier of this violation is called " + quoted(tier.id));
        }
        check(tier.when, row / "when", in_rows);
        if (tier.fine.plain) check(*tier.fine.plain, row / "fine", in_rows);
        keys(tier.fine, table, row / "fines");
        for (const auto& [branch, fine] : tier.fine.keyed)
          check(fine, row / "fines" / std::string_view{branch}, in_rows);
        check(tier.sanctions, row / "sanctions", in_rows);
      });
      grades(table, where / "tiers");
      if (table.weights) weights(*table.weights, table, where / "weights");
    });
    if (!violation.add_tables) two_tables(violation, at, refined);
  }

  /// A table speaks of branches that the provisions have.
  void branches(const Violation& violation, const Table& table, const Place& at,
                const std::vector<const Provision*>& refined) {
    if (violation.refines.kind == RefinesKind::any) return;  // the case names the provision
    // A provision that was not found was reported, and may have any branch.
    if (refined.size() != violation.refines.provisions.size()) return;
    std::vector<std::string_view> known;
    for (const Provision* provision : refined) {
      for (const Branch& branch : provision->branches) known.emplace_back(branch.id);
    }
    each(at, table.branches, [&](const std::string& id, const Place& place) {
      if (!is_one_of(id, known))
        find(Errc::unknown_reference, place, "the provision has no branch " + quoted(id) + suggestion(id, known));
    });
  }

  template <class T>
  void keys(const PerBranch<T>& amounts, const Table& table, const Place& at) {
    for (const auto& [branch, amount] : amounts.keyed) {
      if (is_one_of(branch, table.branches)) continue;
      find(Errc::unknown_reference, at / std::string_view{branch},
           table.branches.empty()
               ? std::string{"amounts by branch need a table that lists its branches"}
               : "the table does not list the branch " + quoted(branch) + suggestion(branch, table.branches));
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
             "the tiers of grade " + quoted(tier.grade) + " do not stand together");
    });
  }

  void weights(const Weights& weights, const Table& table, const Place& at) {
    need(weights.base, at / "base", in_weights, Kinds::money);
    keys(weights.start, table, at / "start");
    const auto low = Ratio::parse(weights.at_least);
    const auto high = Ratio::parse(weights.at_most);
    if (low && high && *high < *low) find(Errc::crossing_clips, at, "at_least lies above at_most");
    unique_ids(at / "factors", weights.factors, "factor");
    each(at / "factors", weights.factors, [&](const Factor& factor, const Place& place) {
      each(place / "levels", factor.levels, [&](const Level& level, const Place& row) {
        check(level.when, row / "when", in_weights);
        keys(level.weight, table, row / "weight");
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
      for (std::size_t k = 0; k < i; ++k) {
        const auto branch = meet(violation.tables[k], violation.tables[i]);
        if (!branch) continue;
        find(Errc::two_tables_for_branch, at / i,
             "an earlier table speaks of the branch " + quoted(*branch) +
                 " too; write add_tables, or name the branches of each");
        break;
      }
    }
  }

  /// A shift needs tiers to move along.
  void shifts(const Place& at) {
    const auto movable = [](const Violation& violation) {
      return !violation.tables.empty() && !violation.add_tables &&
             std::none_of(violation.tables.begin(), violation.tables.end(),
                          [](const Table& table) { return table.weights.has_value(); });
    };
    const auto refuse = [&](const std::vector<Step>& steps, const Place& steps_at, const auto& stuck) {
      each(steps_at, steps, [&](const Step& step, const Place& place) {
        each(place / "rows", step.rows, [&](const StepRow& row, const Place& where) {
          if (row.shift == 0) return;
          if (const std::string* violation = stuck(step)) {
            find(Errc::shift_not_allowed, where / "shift",
                 "the violation " + quoted(*violation) +
                     " has no tiers to move along (no table, weights, or add_tables)");
          }
        });
      });
    };
    each(at / "violations", pack_.violations, [&](const Violation& violation, const Place& place) {
      refuse(violation.steps, place / "steps",
             [&](const Step&) { return movable(violation) ? nullptr : &violation.id; });
    });
    refuse(pack_.steps, at / "steps", [&](const Step& step) -> const std::string* {
      for (const Violation& violation : pack_.violations) {
        if (!movable(violation) && !is_one_of(step.id, violation.skip)) return &violation.id;
      }
      return nullptr;
    });
  }

  // Fines that depend on another subject's.

  struct FineEdge {
    std::string_view from;
    std::string_view to;
    std::string where;
    bool own;  ///< stands in this pack
  };
  using FineGraph = std::vector<FineEdge>;

  static void subjects_in(const Term& term, std::vector<std::string_view>& subjects) {
    if (term.op == Term::Op::fine_of) subjects.emplace_back(term.text);
    for (const Term& operand : term.operands) subjects_in(operand, subjects);
    for (const ChooseRow& row : term.rows) subjects_in(row.then, subjects);
  }

  static std::vector<std::string_view> subjects_in(const Fine& fine) {
    std::vector<std::string_view> subjects;
    const std::optional<Term>* terms[] = {&fine.ends.eq, &fine.ends.ge,  &fine.ends.gt, &fine.ends.le, &fine.ends.lt,
                                          &fine.base,    &fine.at_least, &fine.at_most, &fine.point};
    for (const auto* term : terms) {
      if (*term) subjects_in(**term, subjects);
    }
    for (const Fine& track : fine.either) {
      for (const std::string_view subject : subjects_in(track)) subjects.push_back(subject);
    }
    return subjects;
  }

  static void link(FineGraph& graph, std::string_view from, const Fine& fine, const Place& at, bool own) {
    for (const std::string_view to : subjects_in(fine)) graph.push_back({from, to, at.pointer(), own});
  }

  static void link_steps(FineGraph& graph, const std::set<std::string_view>& subjects, const std::vector<Step>& steps,
                         const Place& at, bool own, const std::vector<std::string>& skip = {}) {
    each(at, steps, [&](const Step& step, const Place& place) {
      if (is_one_of(step.id, skip)) return;
      each(place / "rows", step.rows, [&](const StepRow& row, const Place& where) {
        for (const std::string_view subject : subjects) {
          if (row.fine) link(graph, subject, *row.fine, where / "fine", own);
          if (row.at_end) link(graph, subject, *row.at_end, where / "at_end", own);
        }
      });
    });
  }

  void fines_of_statute(const Provision& provision, const Place& at, FineGraph& graph) {
    const bool own = pack_.kind == PackKind::statute;
    std::set<std::string_view> subjects;
    each(at / "branches", provision.branches, [&](const Branch& branch, const Place& place) {
      subjects.insert(branch.subject);
      link(graph, branch.subject, branch.fine, place / "fine", own);
    });
    link_steps(graph, subjects, provision.steps, at / "steps", own);
  }

  void fines_of_standard(const Violation& violation, const Place& at, const std::vector<const Provision*>& refined) {
    FineGraph tables;
    std::set<std::string_view> subjects{"party"};
    std::map<std::string_view, std::string_view> subject_of;
    for (const Provision* provision : refined) {
      for (const Branch& branch : provision->branches) {
        subjects.insert(branch.subject);
        subject_of.emplace(branch.id, branch.subject);
      }
    }
    const auto subject = [&](std::string_view branch) {
      const auto found = subject_of.find(branch);
      return found == subject_of.end() ? std::string_view{"party"} : found->second;
    };
    each(at / "tables", violation.tables, [&](const Table& table, const Place& place) {
      each(place / "tiers", table.tiers, [&](const Tier& tier, const Place& row) {
        if (tier.fine.plain) {
          if (table.branches.empty()) link(tables, "party", *tier.fine.plain, row / "fine", true);
          for (const std::string& branch : table.branches)
            link(tables, subject(branch), *tier.fine.plain, row / "fine", true);
        }
        for (const auto& [branch, fine] : tier.fine.keyed)
          link(tables, subject(branch), fine, row / "fines" / std::string_view{branch}, true);
      });
    });
    link_steps(tables, subjects, violation.steps, at / "steps", true);
    const Place top;
    link_steps(tables, subjects, pack_.steps, top / "steps", true, violation.skip);
    if (tables.empty()) return;
    // Of the provisions of `one_of` only one is applied.
    if (violation.refines.kind != RefinesKind::one_of) {
      for (const Provision* provision : refined) fines_of_statute(*provision, top, tables);
      report_cycles(tables);
      return;
    }
    for (const Provision* provision : refined) {
      FineGraph graph = tables;
      fines_of_statute(*provision, top, graph);
      if (report_cycles(graph)) return;
    }
  }

  /// Reports the first edge of this pack that leads back to where it starts.
  bool report_cycles(const FineGraph& graph) {
    for (const FineEdge& edge : graph) {
      if (!edge.own || !leads(graph, edge.to, edge.from)) continue;
      if (findings_.size() < findings_limit) {
        findings_.push_back(
            {Errc::cycle, edge.where,
             "the fine of " + quoted(edge.from) + " depends on itself through that of " + quoted(edge.to)});
      }
      return true;
    }
    return false;
  }

  static bool leads(const FineGraph& graph, std::string_view from, std::string_view to) {
    std::set<std::string_view> reached{from};
    for (bool grown = true; grown && !reached.contains(to);) {
      grown = false;
      for (const FineEdge& edge : graph) {
        if (reached.contains(edge.from)) grown = reached.insert(edge.to).second || grown;
      }
    }
    return reached.contains(to);
  }
};

}  // namespace detail

CAILIANG_INLINE Findings check_meaning(const Pack& pack, std::span<const Pack* const> used) {
  return detail::MeaningChecker{pack, used}.check();
}

}  // namespace cailiang
