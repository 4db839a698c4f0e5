// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/draft.hpp"
#include "cailiang/detail/pack/read/table_reader.hpp"
#include "cailiang/detail/pack/sha256.hpp"
#include "cailiang/pack/read.hpp"

namespace cailiang {
namespace detail {

/// Reads a pack from the outside in: document, provisions and violations, tables, rows.
class PackReader : public TableReader {
 public:
  using TableReader::TableReader;

  [[nodiscard]] Pack pack() {
    Pack pack;
    const Node at = root();
    if (!is(at, Json::Kind::object, "an object")) return pack;
    if (const Node format = need(at, "format"); text(format) != "cailiang-pack/1" && format.is(Json::Kind::text)) {
      // Another version may have other keys and other rules: nothing else can be said about it.
      find(Errc::format_version, format, "this reader knows \"cailiang-pack/1\" only");
      return pack;
    }
    if (!object(at, {"format",   "pack",  "kind",          "version",    "title",      "number",
                     "issuer",   "rank",  "region",        "currency",   "in_force",   "applies_by",
                     "replaces", "copy",  "uses",          "under",      "words",      "subjects",
                     "facts",    "rules", "circumstances", "provisions", "violations", "steps"})) {
      return pack;
    }
    pack.region = text(at["region"], Errc::bad_value, is_region, "a region: six digits, or an ISO 3166 code");
    tongue = is_abroad(pack.region) ? Tongue::en : Tongue::zh;
    document(at, pack);
    if (!unread(at["kind"])) parts(at, pack);
    body(at, pack);
    return pack;
  }

 private:
  static bool is_region(std::string_view text) {
    const auto all = [](std::string_view part, char low, char high, char low2, char high2) {
      return std::all_of(part.begin(), part.end(),
                         [=](char c) { return (c >= low && c <= high) || (c >= low2 && c <= high2); });
    };
    const auto digits = [&](std::string_view part) { return all(part, '0', '9', '0', '9'); };
    const auto letters = [&](std::string_view part) { return all(part, 'A', 'Z', 'A', 'Z'); };
    if (text.size() == 6 && digits(text)) return true;
    if (text.size() == 2 || text.size() == 3) return letters(text);
    return text.size() >= 4 && text.size() <= 6 && letters(text.substr(0, 2)) && text[2] == '-' &&
           all(text.substr(3), 'A', 'Z', '0', '9');
  }

  static bool is_abroad(std::string_view region) {
    if (region.empty() || region.front() <= '9') return false;
    const std::string_view country = region.substr(0, region.find('-'));
    static constexpr std::string_view at_home[] = {"CN", "CHN", "HK", "HKG", "MO", "MAC", "TW", "TWN"};
    return !is_one_of(country, at_home);
  }

  static bool is_version(std::string_view text) {
    for (int part = 0; part < 3; ++part) {
      std::size_t digits = 0;
      while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
      if (digits == 0 || (digits > 1 && text.front() == '0')) return false;
      text.remove_prefix(digits);
      if (part == 2) return text.empty();
      if (text.empty() || text.front() != '.') return false;
      text.remove_prefix(1);
    }
    return false;
  }

  static bool is_currency(std::string_view text) {
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  static bool is_provision_reference(std::string_view text) {
    const std::size_t hash = text.find('#');
    return hash != std::string_view::npos && is_pack_id(text.substr(0, hash)) && is_statute_id(text.substr(0, hash)) &&
           is_provision_id(text.substr(hash + 1));
  }

  [[nodiscard]] std::string pack_id(const Node& at) {
    return text(at, Errc::bad_id, is_pack_id, "a pack: place/sector/document");
  }

  [[nodiscard]] std::string provision_reference(const Node& at) {
    return text(at, Errc::bad_id, is_provision_reference, "a provision of a statute: place/law/document#article");
  }

  // The document.

  void document(const Node& at, Pack& pack) {
    pack.id = pack_id(need(at, "pack"));
    const auto kind = word<PackKind>(need(at, "kind"), pack_kind_names);
    pack.kind = kind.value_or(PackKind::standard);
    if (kind && is_pack_id(pack.id) && is_statute_id(pack.id) != (pack.kind == PackKind::statute)) {
      find(Errc::bad_combination, at["pack"], "\"law\" as the sector holds statutes, and only they stand there");
    }
    pack.version = text(need(at, "version"), Errc::bad_value, is_version, "a version: three whole numbers, 1.0.0");
    pack.title = label(need(at, "title"));
    pack.number = text(at["number"]);
    pack.issuer = label(at["issuer"]);
    pack.rank = word<Rank>(need(at, "rank"), rank_names).value_or(Rank::national);
    if (const Node currency = at["currency"])
      pack.currency = text(currency, Errc::bad_value, is_currency, "a currency of ISO 4217: CNY");
    pack.in_force = period(need(at, "in_force"));
    if (const Node by = at["applies_by"]) pack.applies_by_decision = word(by, {"decision"}) == "decision";
    pack.replaces = texts(at["replaces"], 1, [this](const Node& item) { return text(item); });
    pack.copy = text(need(at, "copy"));
    pack.uses = texts(at["uses"], 0, [this](const Node& item) { return pack_id(item); });
    pack.under = pack_id_or_empty(at["under"]);
    if (const Node words = at["words"]; object(words, {"mean", "source"})) {
      members(need(words, "mean"), 1, [&](const std::string& key, const Node& value) {
        if (key.empty()) find(Errc::bad_value, value, "the word is empty");
        pack.words.emplace_back(key, word(value, {"ge", "gt", "le", "lt"}));
      });
      pack.words_source = source(need(words, "source"));
    }
    if (const Node subjects = at["subjects"]) {
      members(subjects, 1, [&](const std::string& key, const Node& value) {
        if (!is_id(key)) find(Errc::bad_id, value, in_quotes(key) + " is no id");
        if (key == "party") find(Errc::reserved_name, value, "\"party\" is always there and is not declared");
        pack.subjects.emplace_back(key, label(value));
      });
    }
  }

  [[nodiscard]] std::string pack_id_or_empty(const Node& at) { return at ? pack_id(at) : std::string{}; }

  [[nodiscard]] Period period(const Node& at) {
    Period period;
    if (!object(at, {"from", "until"})) return period;
    period.from = date(need(at, "from"));
    period.until = date(at["until"]);
    if (period.from && period.until && *period.until < *period.from) {
      find(Errc::crossing_ends, at, "the last day in force lies before the first");
    }
    return period;
  }

  /// Which parts a statute and a standard may and must have.
  void parts(const Node& at, const Pack& pack) {
    const bool statute = pack.kind == PackKind::statute;
    const auto refuse = [&](std::string_view key) {
      if (const Node part = at[key]) {
        find(Errc::not_allowed_here, part,
             "a " + std::string{statute ? "statute" : "standard"} + " has no " + in_quotes(key));
      }
    };
    if (statute) {
      for (const std::string_view key : {"violations", "steps", "rules", "under", "applies_by"}) refuse(key);
      if (!at.has("provisions") && !at.has("circumstances")) {
        find(Errc::missing_key, at, "a statute has provisions or circumstances");
      }
    } else {
      refuse("provisions");
      if (!at.has("violations") && !at.has("circumstances") && !at.has("steps") && !at.has("rules")) {
        find(Errc::missing_key, at, "a standard has violations, circumstances, steps or rules");
      }
    }
  }

  void body(const Node& at, Pack& pack) {
    if (const Node facts = at["facts"]) {
      members(facts, 0, [&](const std::string& key, const Node& value) {
        fact_name(value, key);
        pack.facts.push_back(fact(value, key));
      });
    }
    if (const Node rules = at["rules"]) pack.rules = this->rules(rules);
    circumstances(at["circumstances"], {}, pack.circumstances);
    if (const Node provisions = at["provisions"])
      list(provisions, 1, [&](const Node& item) { pack.provisions.push_back(provision(item)); });
    if (const Node violations = at["violations"])
      list(violations, 1, [&](const Node& item) { pack.violations.push_back(violation(item)); });
    steps(at["steps"], {}, pack.steps, true);
  }

  // Statutes.

  [[nodiscard]] Provision provision(const Node& at) {
    Provision provision;
    if (!object(at, {"id", "label", "source", "in_force", "branches", "steps", "circumstances", "successor", "human",
                     "doubt"}))
      return provision;
    provision.id = text(need(at, "id"), Errc::bad_id, is_provision_id, "an article number: \"83\", \"83.2\"");
    provision.label = label(need(at, "label"));
    provision.source = source(need(at, "source"));
    if (const Node in_force = at["in_force"]) provision.in_force = period(in_force);
    const Node branches = need(at, "branches");
    list(branches, 1, [&](const Node& item) { provision.branches.push_back(branch(item, provision.source)); });
    std::set<std::string_view> otherwise;
    for (std::size_t i = 0; i < provision.branches.size(); ++i) {
      const Branch& branch = provision.branches[i];
      const Node row{&branches.json->items[i], &branches, {}, i};
      if (branch.when || unread(row)) continue;
      if (!otherwise.insert(branch.subject).second) {
        find(Errc::several_otherwise, row,
             "a second branch of " + in_quotes(branch.subject) + " without \"when\"; each subject has at most one");
      }
    }
    steps(at["steps"], provision.source, provision.steps, false);
    circumstances(at["circumstances"], provision.source, provision.circumstances);
    provision.successor = texts(at["successor"], 1, [this](const Node& item) { return provision_reference(item); });
    provision.remarks = remarks(at);
    return provision;
  }

  [[nodiscard]] Branch branch(const Node& at, const Source& outer) {
    Branch branch;
    if (!object(at, {"id", "label", "subject", "when", "mode", "fine", "sanctions", "requires", "human", "doubt",
                     "known", "source"}))
      return branch;
    branch.own_source = at.has("source");
    branch.source = outer_source = source(at["source"], outer);
    branch.id = id(need(at, "id"));
    branch.label = label(at["label"]);
    branch.subject = id(need(at, "subject"));
    if (const Node when = at["when"]) branch.when = condition(when);
    branch.mode = mode(need(at, "mode"), Mode::shall);
    branch.fine = fine(need(at, "fine"));
    branch.sanctions = sanctions(at["sanctions"]);
    branch.remarks = remarks(at);
    return branch;
  }

  // Standards.

  [[nodiscard]] Violation violation(const Node& at) {
    Violation violation;
    if (!object(at, {"id", "label", "source", "refines", "in_force", "issuer", "tables", "add_tables", "circumstances",
                     "steps", "skip", "human", "doubt", "known"})) {
      return violation;
    }
    violation.id = id(need(at, "id"));
    violation.label = label(need(at, "label"));
    violation.issuer = label(at["issuer"]);
    violation.source = source(need(at, "source"));
    if (const Node refines = at["refines"]) violation.refines = this->refines(refines);
    if (const Node in_force = at["in_force"]) violation.in_force = period(in_force);
    if (const Node tables = at["tables"])
      list(tables, 1, [&](const Node& item) { violation.tables.push_back(table(item, violation.source)); });
    violation.add_tables = mark(at["add_tables"]);
    if (violation.add_tables && !at.has("tables"))
      find(Errc::bad_combination, at["add_tables"], "there are no tables to add");
    circumstances(at["circumstances"], violation.source, violation.circumstances);
    steps(at["steps"], violation.source, violation.steps, true);
    violation.skip = texts(at["skip"], 1, [this](const Node& item) { return id(item); });
    violation.remarks = remarks(at);
    return violation;
  }

  [[nodiscard]] Refines refines(const Node& at) {
    Refines refines;
    refines.kind = RefinesKind::all;
    if (at.is(Json::Kind::text)) {
      if (at.json->text == "any") {
        refines.kind = RefinesKind::any;
      } else {
        refines.provisions.push_back(provision_reference(at));
      }
    } else if (at.is(Json::Kind::list)) {
      refines.provisions = texts(at, 1, [this](const Node& item) { return provision_reference(item); });
    } else if (is(at, Json::Kind::object, "a provision, a list of provisions, {\"one_of\": […]} or \"any\"") &&
               object(at, {"one_of"})) {
      refines.kind = RefinesKind::one_of;
      refines.provisions = texts(need(at, "one_of"), 2, [this](const Node& item) { return provision_reference(item); });
    }
    return refines;
  }

  [[nodiscard]] Rules rules(const Node& at) {
    Rules rules;
    if (!object(at, {"match", "unprovable", "conflict", "no_circumstance", "no_minimum"})) return rules;
    if (at.json->members.empty()) find(Errc::too_few_items, at, "at least one rule belongs here");
    const auto rule = [&](std::string_view name, std::string_view key, Source& where, auto read) {
      const Node entry = at[name];
      if (!object(entry, {key, "source"})) return;
      where = outer_source = source(need(entry, "source"));
      read(need(entry, key));
    };
    rule("match", "take", rules.match_source, [&](const Node& take) { rules.match = match(take); });
    rule("unprovable", "take", rules.unprovable_source,
         [&](const Node& take) { rules.unprovable_lightest = word(take, {"lightest"}) == "lightest"; });
    rule("conflict", "take", rules.conflict_source, [&](const Node& take) {
      rules.conflict = word<Conflict>(
          take, {{"lightest", Conflict::lightest}, {"heaviest", Conflict::heaviest}, {"weigh", Conflict::weigh}});
    });
    rule("no_circumstance", "take", rules.no_circumstance_source,
         [&](const Node& take) { rules.no_circumstance_standard = word(take, {"standard"}) == "standard"; });
    rule("no_minimum", "use", rules.no_minimum_source, [&](const Node& use) {
      if (use) rules.no_minimum = term(use);
    });
    return rules;
  }
};

CAILIANG_INLINE Draft read_draft(std::string_view text, std::string_view file) {
  PackReader reader{text, file};
  Draft draft;
  if (!reader.unreadable()) draft.pack = reader.pack();
  draft.findings = reader.take_findings();
  draft.unread = reader.take_unread();
  return draft;
}

}  // namespace detail

CAILIANG_INLINE Result<Pack> read_pack(std::string_view text, std::string_view file) {
  detail::Draft draft = detail::read_draft(text, file);
  if (!draft.findings.empty()) return std::move(draft.findings);
  draft.pack.sha256 = detail::sha256_hex(text);
  return std::move(draft.pack);
}

}  // namespace cailiang
