// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/pack/law_reader.hpp"
#include "cailiang/law/fact.hpp"

namespace cailiang::detail {

/// Reads facts: what they are, and what they follow from.
class FactReader : public LawReader {
 public:
  using LawReader::LawReader;

 protected:
  [[nodiscard]] Fact fact(const Node& at, const std::string& id) {
    Fact fact;
    fact.id = id;
    if (!object(at, {"kind", "label", "unit", "ask", "proof", "in", "may_be", "worse", "judged", "options", "is",
                     "match", "source"}))
      return fact;
    const auto kind = word<FactKind>(need(at, "kind"), {{"money", FactKind::money},
                                                        {"count", FactKind::count},
                                                        {"quantity", FactKind::quantity},
                                                        {"ratio", FactKind::ratio},
                                                        {"flag", FactKind::flag},
                                                        {"choice", FactKind::choice},
                                                        {"choices", FactKind::choices},
                                                        {"date", FactKind::date}});
    fact.label = label(need(at, "label"));
    fact.unit = text(at["unit"]);
    fact.ask = label(at["ask"]);
    fact.proof = label(at["proof"]);
    fact.source = source(at["source"]);
    if (const Node in = at["in"]) fact.in = interval(in);
    for (const std::string& state :
         texts(at["may_be"], 1, [this](const Node& item) { return word(item, {"absent", "unprovable"}); })) {
      (state == "absent" ? fact.may_be_absent : fact.may_be_unprovable) = true;
    }
    fact.worse =
        word<Worse>(at["worse"], {{"higher", Worse::higher}, {"lower", Worse::lower}}).value_or(Worse::unstated);
    fact.judged = mark(at["judged"]);
    fact.match = match(at["match"]);
    if (const Node options = at["options"])
      list(options, 1, [&](const Node& item) { fact.options.push_back(option(item, fact.source)); });
    if (!kind) return fact;  // what belongs to the fact depends on its kind
    fact.kind = *kind;
    definition(at, fact);
    return fact;
  }

  [[nodiscard]] std::optional<Match> match(const Node& at) {
    return word<Match>(at, {{"unique", Match::unique}, {"heaviest", Match::heaviest}, {"lightest", Match::lightest}});
  }

 private:
  /// The keys that depend on the kind.
  void definition(const Node& at, Fact& fact) {
    const bool chosen = fact.kind == FactKind::choice || fact.kind == FactKind::choices;
    const bool numeric = is_number(fact.kind) || fact.kind == FactKind::date;
    const auto refuse = [&](std::string_view key, const char* why) {
      if (const Node member = at[key]) find(Errc::bad_combination, member, why);
    };
    if (!chosen) refuse("options", "only a choice has options");
    if (chosen) need(at, "options");
    if (fact.kind != FactKind::quantity) refuse("unit", "only a quantity has a unit");
    if (fact.kind == FactKind::quantity) need(at, "unit");
    if (!numeric) refuse("in", "only numbers and dates have a domain; the options are that of a choice");
    if (chosen) refuse("is", "a choice is derived by a \"when\" in its options");
    if (const Node is = at["is"]; is && !chosen) {
      outer_source = fact.source;
      if (fact.kind == FactKind::flag) {
        fact.is_condition = condition(is);
      } else {
        fact.is_term = term(is);
      }
    }
    const bool derived =
        std::any_of(fact.options.begin(), fact.options.end(), [](const Option& o) { return o.when.has_value(); });
    if (derived && fact.kind == FactKind::choices) {
      find(Errc::bad_combination, at["options"],
           "a fact of several options cannot be derived; make it a choice, or flags");
    } else if (derived) {
      otherwise(at["options"], fact.options, false);
    }
    if (!derived || fact.kind != FactKind::choice)
      refuse("match", "only a choice with a \"when\" in its options has a match");
  }

  [[nodiscard]] Option option(const Node& at, const Source& outer) {
    Option option;
    if (!object(at, {"id", "label", "when", "source"})) return option;
    const Node id = need(at, "id");
    option.id = this->id(id);
    if (option.id == "absent" || option.id == "unprovable")
      find(Errc::reserved_name, id, in_quotes(option.id) + " is a state and no option");
    option.label = label(need(at, "label"));
    if (const Node when = at["when"]) option.when = condition(when);
    option.own_source = at.has("source");
    option.source = source(at["source"], outer);
    return option;
  }
};

}  // namespace cailiang::detail
