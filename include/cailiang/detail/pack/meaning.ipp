// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/draft.hpp"
#include "cailiang/detail/pack/meaning/fine_graph.hpp"
#include "cailiang/detail/pack/meaning/table_checker.hpp"
#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"

namespace cailiang {
namespace detail {

/// Goes through a pack in the order of print.
class MeaningChecker : public TableChecker {
 public:
  using TableChecker::TableChecker;

  [[nodiscard]] Findings check() {
    const Place at;
    uses(at);
    facts(at);
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
  using TableChecker::check;

  static constexpr Scope in_branches{.grade = true, .fine_of = true};

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
        find(Errc::unknown_reference, place, "there is no pack " + in_quotes(id));
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
           in_quotes(pack_id) + " is not among the packs in use (uses)" + suggested(pack_id, known));
      return nullptr;
    }
    auto& provisions = provisions_[statute];
    if (provisions.empty()) {
      for (const Provision& provision : statute->provisions) provisions.emplace(provision.id, &provision);
    }
    if (const auto found = provisions.find(id); found != provisions.end()) return found->second;
    find(Errc::unknown_reference, at, std::string{pack_id} + " has no provision " + in_quotes(id));
    return nullptr;
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
              const std::vector<Step>& steps, const Place& steps_at, const std::set<std::string_view>& of_pack) {
    std::set<std::string_view> taken;
    const auto take = [&](const auto& item, const Place& place) {
      if (of_pack.contains(item.id) || !taken.insert(item.id).second) {
        find(Errc::duplicate_id, place / "id",
             "another circumstance or step is called " + in_quotes(item.id) +
                 ", so that apply could not tell them apart");
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
    const std::set<std::string_view> of_pack = offers_of_pack();
    each(at, pack_.provisions, [&](const Provision& provision, const Place& place) {
      unique_ids(place / "branches", provision.branches, "branch");
      each(place / "branches", provision.branches, [&](const Branch& branch, const Place& row) {
        if (!is_subject(branch.subject)) {
          find(Errc::unknown_reference, row / "subject",
               "no subject " + in_quotes(branch.subject) + " is declared" + suggested(branch.subject, subjects()));
        }
        check(branch.when, row / "when", in_branches);
        check(branch.fine, row / "fine", in_branches);
        check(branch.sanctions, row / "sanctions", in_branches);
      });
      steps(provision.steps, place / "steps");
      circumstances(provision.circumstances, place / "circumstances");
      offers(provision.circumstances, place / "circumstances", provision.steps, place / "steps", of_pack);
      FineGraph graph;
      fines_of_statute(provision, place, graph);
      report_cycles(graph);
    });
  }

  // Standards.

  void violations(const Place& at) {
    unique_ids(at, pack_.violations, "violation");
    const std::set<std::string_view> of_pack = offers_of_pack();
    std::set<std::string_view> step_ids;
    for (const Step& step : pack_.steps) step_ids.insert(step.id);
    const bool fines_in_steps = FineGraph::concerns(pack_.steps);
    const Place top;
    const Place steps_at = top / "steps";
    each(at, pack_.violations, [&](const Violation& violation, const Place& place) {
      const std::vector<const Provision*> refined = refines(violation.refines, place / "refines");
      tables(violation, place, refined);
      circumstances(violation.circumstances, place / "circumstances");
      steps(violation.steps, place / "steps");
      offers(violation.circumstances, place / "circumstances", violation.steps, place / "steps", of_pack);
      each(place / "skip", violation.skip, [&](const std::string& id, const Place& item) {
        if (!step_ids.contains(id) && !unread(steps_at))
          find(Errc::unknown_reference, item, "the pack has no step " + in_quotes(id) + suggested(id, step_ids));
      });
      if (!unread(place / "refines")) fines_of_standard(violation, place, refined, fines_in_steps);
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

  /// A shift needs tiers to move along.
  void shifts(const Place& at) {
    const auto movable = [&](const Violation& violation) {
      const auto i = static_cast<std::size_t>(&violation - pack_.violations.data());
      if (unread(at / "violations" / i)) return true;
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
                 "the violation " + in_quotes(*violation) +
                     " has no tiers to move along (no table, weights, or add_tables)");
          }
        });
      });
    };
    each(at / "violations", pack_.violations, [&](const Violation& violation, const Place& place) {
      refuse(violation.steps, place / "steps",
             [&](const Step&) { return movable(violation) ? nullptr : &violation.id; });
    });
    const bool shifted = std::any_of(pack_.steps.begin(), pack_.steps.end(), [](const Step& step) {
      return std::any_of(step.rows.begin(), step.rows.end(), [](const StepRow& row) { return row.shift != 0; });
    });
    if (!shifted) return;
    std::vector<std::pair<const std::string*, std::set<std::string_view>>> stuck;  // and what they skip
    for (const Violation& violation : pack_.violations) {
      if (!movable(violation))
        stuck.emplace_back(&violation.id, std::set<std::string_view>{violation.skip.begin(), violation.skip.end()});
    }
    refuse(pack_.steps, at / "steps", [&](const Step& step) -> const std::string* {
      for (const auto& [violation, skipped] : stuck) {
        if (!skipped.contains(step.id)) return violation;
      }
      return nullptr;
    });
  }

  // Fines that depend on another subject's.

  void fines_of_statute(const Provision& provision, const Place& at, FineGraph& graph) {
    const bool own = pack_.kind == PackKind::statute;
    std::set<std::string_view> subjects;
    each(at / "branches", provision.branches, [&](const Branch& branch, const Place& place) {
      subjects.insert(branch.subject);
      graph.add(branch.subject, branch.fine, place / "fine", own);
    });
    graph.add(subjects, provision.steps, at / "steps", own);
  }

  void fines_of_standard(const Violation& violation, const Place& at, const std::vector<const Provision*>& refined,
                         bool fines_in_steps) {
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
      if (unread(place / "branches")) return;
      each(place / "tiers", table.tiers, [&](const Tier& tier, const Place& row) {
        if (tier.fine.plain && FineGraph::concerns(*tier.fine.plain)) {
          if (table.branches.empty()) tables.add("party", *tier.fine.plain, row / "fine", true);
          for (const std::string& branch : table.branches)
            tables.add(subject(branch), *tier.fine.plain, row / "fine", true);
        }
        for (const auto& [branch, fine] : tier.fine.keyed)
          tables.add(subject(branch), fine, row / "fines" / std::string_view{branch}, true);
      });
    });
    tables.add(subjects, violation.steps, at / "steps", true);
    const Place top;
    if (fines_in_steps) tables.add(subjects, pack_.steps, top / "steps", true, violation.skip);
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

  bool report_cycles(const FineGraph& graph) {
    const FineGraph::Edge* edge = graph.cycle();
    if (edge == nullptr) return false;
    if (!full()) {
      findings_.push_back(
          {Errc::cycle, edge->where,
           "the fine of " + in_quotes(edge->from) + " depends on itself through that of " + in_quotes(edge->to)});
    }
    return true;
  }

  std::map<const Pack*, std::map<std::string_view, const Provision*>> provisions_;  // of the packs that were asked
};

/// Whether there is no telling what any name in the pack stands for.
CAILIANG_INLINE bool names_are_lost(const Unread& unread) {
  return unread.contains("/facts") || unread.contains("/subjects") || unread.within("/kind") ||
         unread.within("/pack") || unread.within("/uses") || unread.within("/rules");
}

CAILIANG_INLINE Findings check_draft(const Draft& draft, std::span<const Pack* const> used) {
  Findings findings = draft.findings;
  if (findings.size() >= findings_limit || names_are_lost(draft.unread)) return findings;
  for (Error& found : MeaningChecker{draft.pack, used, draft.unread}.check()) findings.push_back(std::move(found));
  return findings;
}

}  // namespace detail

CAILIANG_INLINE Findings check_meaning(const Pack& pack, std::span<const Pack* const> used) {
  const detail::Unread nothing;
  return detail::MeaningChecker{pack, used, nothing}.check();
}

CAILIANG_INLINE Findings check_pack(std::string_view text, std::span<const Pack* const> used, std::string_view file) {
  Findings findings = detail::check_draft(detail::read_draft(text, file), used);
  for (Error& found : findings) found.file = file;
  return findings;
}

}  // namespace cailiang
