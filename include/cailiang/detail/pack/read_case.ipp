// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/draft.hpp"
#include "cailiang/detail/pack/law_reader.hpp"
#include "cailiang/engine/outcome.hpp"
#include "cailiang/pack/read_case.hpp"

namespace cailiang {
namespace detail {

class CaseReader : public LawReader {
 public:
  using LawReader::LawReader;

  [[nodiscard]] Case single() {
    Case read;
    const Node at = root();
    if (!is(at, Json::Kind::object, "an object")) return read;
    if (!object(at, {"pack", "id", "says", "violation", "provisions", "act_date", "decision_date", "facts", "apply",
                     "decided", "expect"}))
      return read;
    read.pack = pack_id(need(at, "pack"));
    body(at, read);
    need(at, "facts");
    return read;
  }

  [[nodiscard]] std::vector<Case> several() {
    std::vector<Case> cases;
    const Node at = root();
    if (!object(at, {"pack", "cases"})) return cases;
    const std::string pack = pack_id(need(at, "pack"));
    std::set<std::string> ids;
    list(need(at, "cases"), 1, [&](const Node& item) {
      Case read;
      read.pack = pack;
      read.where = item.pointer();
      if (object(item, {"id", "says", "violation", "provisions", "act_date", "decision_date", "facts", "apply",
                        "decided", "expect"})) {
        for (const std::string_view key : {"id", "says", "facts", "expect"}) need(item, key);
        if (!item.has("violation") && !item.has("provisions"))
          lacks(item, "violation", "\"violation\" or \"provisions\" is missing here");
        if (!item.has("act_date") && !item.has("decision_date"))
          lacks(item, "act_date", "\"act_date\" or \"decision_date\" is missing here");
        body(item, read);
        if (!read.id.empty() && !ids.insert(read.id).second)
          find(Errc::duplicate_id, item["id"], "another case is called " + in_quotes(read.id));
      }
      cases.push_back(std::move(read));
    });
    return cases;
  }

  [[nodiscard]] FactInputs facts(const Node& at) {
    FactInputs facts;
    members(at, 0, [&](const std::string& key, const Node& value) {
      if (key != "class") fact_name(value, key);
      facts.emplace_back(key, fact(value));
    });
    return facts;
  }

  [[nodiscard]] Coverage coverage() {
    Coverage coverage;
    const Node at = root();
    if (!object(at, {"pack", "units"})) return coverage;
    coverage.pack = pack_id(need(at, "pack"));
    list(need(at, "units"), 1, [&](const Node& item) {
      CoverageUnit unit;
      if (!object(item, {"source", "state", "what", "why"})) return;
      using State = CoverageUnit::State;
      unit.source = source(need(item, "source"));
      const auto state = word<State>(
          need(item, "state"), {{"encoded", State::encoded}, {"human", State::human}, {"left_out", State::left_out}});
      unit.state = state.value_or(State::encoded);
      unit.what = text(item["what"]);
      unit.why = text(item["why"]);
      if (unit.state != State::encoded && !item.has("why"))
        find(Errc::missing_key, item, "a row that is not encoded needs its reason (why)");
      coverage.units.push_back(std::move(unit));
    });
    return coverage;
  }

 private:
  [[nodiscard]] std::string pack_id(const Node& at) {
    return text(at, Errc::bad_id, is_pack_id, "a pack: place/sector/document");
  }

  /// A circumstance or step: its id, or pack#id.
  [[nodiscard]] std::string offer_id(const Node& at) {
    const auto fits = [](std::string_view value) {
      const std::size_t hash = value.find('#');
      return hash == std::string_view::npos ? is_id(value)
                                            : is_pack_id(value.substr(0, hash)) && is_id(value.substr(hash + 1));
    };
    return text(at, Errc::bad_id, fits, "a circumstance or step: its id, or pack#id");
  }

  [[nodiscard]] std::string provision(const Node& at) {
    const auto fits = [](std::string_view value) {
      const std::size_t hash = value.find('#');
      return hash != std::string_view::npos && is_pack_id(value.substr(0, hash)) &&
             is_provision_id(value.substr(hash + 1));
    };
    return text(at, Errc::bad_id, fits, "a provision: place/law/document#article");
  }

  [[nodiscard]] std::string amount(const Node& at) {
    const auto fits = [](std::string_view value) { return value.back() != '%' && Ratio::parse(value); };
    return text(at, Errc::bad_number_text, fits, "an amount (80000, 9999.99, 10000/3)");
  }

  void body(const Node& at, Case& read) {
    read.id = id(at["id"]);
    read.says = label(at["says"]);
    read.violation = id(at["violation"]);
    read.provisions = texts(at["provisions"], 1, [this](const Node& item) { return provision(item); });
    read.act_date = date(at["act_date"]);
    read.decision_date = date(at["decision_date"]);
    read.facts = facts(at["facts"]);
    read.apply = texts(at["apply"], 1, [this](const Node& item) { return offer_id(item); });
    if (const Node decided = at["decided"]) {
      members(decided, 1, [&](const std::string& key, const Node& value) {
        if (!is_id(key)) find(Errc::bad_id, value, in_quotes(key) + " is no subject");
        read.decided.emplace_back(key, amount(value));
      });
    }
    if (const Node expect = at["expect"]) {
      members(expect, 1, [this](const std::string& key, const Node& value) {
        if (!is_id(key)) find(Errc::bad_id, value, in_quotes(key) + " is no subject");
        outcome(value);
      });
      read.expect_json = raw(expect);
    }
  }

  [[nodiscard]] FactInput fact(const Node& at) {
    FactInput fact;
    fact.where = at.pointer();
    const bool with_evidence = at.has("value") || at.has("evidence");
    if (with_evidence && object(at, {"value", "evidence"})) {
      fact.value = value(need(at, "value"));
      fact.evidence = text(need(at, "evidence"));
    } else {
      fact.value = value(at);
    }
    return fact;
  }

  [[nodiscard]] decltype(FactInput::value) value(const Node& at) {
    if (at.is(Json::Kind::boolean)) return at.json->boolean;
    if (at.is(Json::Kind::text)) return text(at);
    if (at.is(Json::Kind::list)) return texts(at, 1, [this](const Node& item) { return id(item); });
    if (is(at, Json::Kind::object, "a value")) return interval(at);
    return {};
  }

  /// An expected outcome is compared elsewhere; here its words are read, so that a slip does not pass for "nothing
  /// expected".
  void outcome(const Node& at) {
    if (!object(at, {"kind",      "min",    "max",        "ends",     "tracks", "point",     "branch",  "tier",
                     "tiers",     "share",  "class",      "mode",     "legal",  "kinds",     "needs",   "by",
                     "sanctions", "offers", "not_raised", "requires", "human",  "successor", "warnings"})) {
      return;
    }
    word(need(at, "kind"), outcome_kind_names);
    span(at);
    if (const Node legal = at["legal"]; object(legal, {"min", "max", "ends"})) span(legal);
    if (const Node tracks = at["tracks"]) {
      list(tracks, 2, [this](const Node& track) {
        if (object(track, {"min", "max", "ends", "point"})) span(track);
      });
    }
    if (at.has("tier") && at.has("tiers")) find(Errc::bad_combination, at, "a tier or several tiers, not both");
    word(at["class"], class_names);
    word(at["mode"], {"shall", "may"});
    texts(at["warnings"], 0, [this](const Node& item) { return word(item, warning_names); });
    for (const std::string_view key : {"tiers", "kinds", "needs", "offers", "not_raised", "requires", "successor"}) {
      texts(at[key], 0, [this](const Node& item) { return text(item); });
    }
  }

  void span(const Node& at) {
    for (const std::string_view key : {"min", "max", "point"}) {
      if (const Node end = at[key]) static_cast<void>(amount(end));
    }
    word(at["ends"], {"[]", "[)", "(]", "()"});
  }
};

/// As much as can be read, and everything that is wrong with the rest.
template <class Read>
auto read_with(std::string_view text, std::string_view file, Read read) {
  CaseReader reader{text, file};
  ReadPart<decltype(read(reader))> part;
  if (!reader.unreadable()) part.read = read(reader);
  part.findings = reader.take_findings();
  part.unread = reader.take_unread();
  return part;
}

template <class T>
Result<T> if_sound(ReadPart<T> part) {
  if (!part.findings.empty()) return std::move(part.findings);
  return std::move(part.read);
}

CAILIANG_INLINE CaseDraft read_case_draft(std::string_view text, std::string_view file) {
  return read_with(text, file, [](CaseReader& reader) { return reader.single(); });
}

CAILIANG_INLINE CasesDraft read_cases_draft(std::string_view text, std::string_view file) {
  return read_with(text, file, [](CaseReader& reader) { return reader.several(); });
}

CAILIANG_INLINE FactsDraft read_facts_draft(std::string_view text, std::string_view file) {
  return read_with(text, file, [](CaseReader& reader) { return reader.facts(reader.root()); });
}

}  // namespace detail

CAILIANG_INLINE Result<Case> read_case(std::string_view text, std::string_view file) {
  return detail::if_sound(detail::read_case_draft(text, file));
}

CAILIANG_INLINE Result<std::vector<Case>> read_cases(std::string_view text, std::string_view file) {
  return detail::if_sound(detail::read_cases_draft(text, file));
}

CAILIANG_INLINE Result<FactInputs> read_facts(std::string_view text, std::string_view file) {
  return detail::if_sound(detail::read_facts_draft(text, file));
}

CAILIANG_INLINE Result<Coverage> read_coverage(std::string_view text, std::string_view file) {
  return detail::if_sound(detail::read_with(text, file, [](detail::CaseReader& reader) { return reader.coverage(); }));
}

}  // namespace cailiang
