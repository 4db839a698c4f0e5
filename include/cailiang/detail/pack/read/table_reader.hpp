// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "cailiang/detail/pack/read/row_reader.hpp"
#include "cailiang/law/rows.hpp"

namespace cailiang::detail {

/// Reads the tables of a violation: tiers, or factors with their weights.
class TableReader : public RowReader {
 public:
  using RowReader::RowReader;

 protected:
  [[nodiscard]] Table table(const Node& at, const Source& outer) {
    Table table;
    if (!object(at, {"label", "source", "branches", "match", "tiers", "weights", "human", "doubt"})) return table;
    table.label = label(at["label"]);
    table.own_source = at.has("source");
    table.source = source(at["source"], outer);
    table.branches = texts(at["branches"], 1, [this](const Node& item) { return id(item); });
    table.match = match(at["match"]);
    table.remarks = remarks(at);
    const Node tiers = at["tiers"];
    if (tiers) list(tiers, 1, [&](const Node& item) { table.tiers.push_back(tier(item, table.source)); });
    if (tiers.is(Json::Kind::list)) otherwise(tiers, table.tiers, false);
    if (const Node weights = at["weights"]) table.weights = this->weights(weights, table.source);
    if (!tiers && !table.weights) find(Errc::missing_key, at, "a table has tiers or weights");
    if (tiers && table.weights) find(Errc::bad_combination, at, "a table has tiers or weights, not both");
    if (table.match && table.weights)
      find(Errc::bad_combination, at["match"], "in a weight table each factor has its own match");
    return table;
  }

 private:
  /// An amount that is the same for every branch, or an object of amounts by branch.
  template <class T, class Read>
  void per_branch(const Node& at, bool keyed, PerBranch<T>& amounts, Read read) {
    if (!at) return;
    if (!keyed) {
      amounts.plain = read(at);
      return;
    }
    members(at, 1, [&](const std::string& key, const Node& value) {
      if (!is_id(key)) find(Errc::bad_id, value, in_quotes(key) + " is no branch");
      amounts.keyed.emplace_back(key, read(value));
    });
  }

  void weight(const Node& at, PerBranch<std::string>& weight) {
    per_branch(at, at.is(Json::Kind::object), weight, [this](const Node& share) { return number(share); });
  }

  [[nodiscard]] Tier tier(const Node& at, const Source& outer) {
    Tier tier;
    if (!object(at, {"id", "grade", "label", "when", "mode", "fine", "fines", "sanctions", "requires", "human", "doubt",
                     "known", "source"}))
      return tier;
    tier.source = outer_source = source(need(at, "source"), outer);
    tier.id = id(need(at, "id"));
    tier.grade = text(at["grade"]);
    tier.label = label(at["label"]);
    if (const Node when = at["when"]) tier.when = condition(when);
    tier.mode = mode(at["mode"], Mode::unstated);
    const auto read = [this](const Node& amount) { return fine(amount); };
    per_branch(at["fine"], false, tier.fine, read);
    per_branch(at["fines"], true, tier.fine, read);
    if (!at.has("fine") && !at.has("fines")) find(Errc::missing_key, at, "a tier has a fine, or fines by branch");
    if (at.has("fine") && at.has("fines"))
      find(Errc::bad_combination, at, "a tier has a fine or fines by branch, not both");
    tier.sanctions = sanctions(at["sanctions"]);
    tier.remarks = remarks(at);
    return tier;
  }

  [[nodiscard]] Weights weights(const Node& at, const Source& outer) {
    Weights weights;
    if (!object(at, {"base", "start", "at_least", "at_most", "factors"})) return weights;
    outer_source = outer;
    const Node base = need(at, "base");
    weights.base_is_range = base.is(Json::Kind::text) && base.json->text == "range";
    if (base && !weights.base_is_range) weights.base = term(base);
    weight(need(at, "start"), weights.start);
    weights.at_least = number(at["at_least"]);
    weights.at_most = number(at["at_most"]);
    list(need(at, "factors"), 1, [&](const Node& item) { weights.factors.push_back(factor(item, outer)); });
    return weights;
  }

  [[nodiscard]] Factor factor(const Node& at, const Source& outer) {
    Factor factor;
    if (!object(at, {"id", "label", "source", "match", "levels"})) return factor;
    factor.source = source(need(at, "source"), outer);
    factor.id = id(need(at, "id"));
    factor.label = label(need(at, "label"));
    factor.match = match(at["match"]);
    const Node levels = need(at, "levels");
    list(levels, 1, [&](const Node& item) { factor.levels.push_back(level(item, factor.source)); });
    if (levels.is(Json::Kind::list)) otherwise(levels, factor.levels, false);
    return factor;
  }

  [[nodiscard]] Level level(const Node& at, const Source& outer) {
    Level level;
    if (!object(at, {"label", "when", "weight", "human", "doubt", "known", "source"})) return level;
    level.source = source(need(at, "source"), outer);
    level.label = label(at["label"]);
    if (const Node when = at["when"]) level.when = condition(when);
    weight(need(at, "weight"), level.weight);
    level.remarks = remarks(at);
    return level;
  }
};

}  // namespace cailiang::detail
