// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/pack/read/fact_reader.hpp"
#include "cailiang/law/rows.hpp"

namespace cailiang::detail {

/// Reads circumstances and steps, and what every row may have.
class RowReader : public FactReader {
 public:
  using FactReader::FactReader;

 protected:
  [[nodiscard]] Mode mode(const Node& at, Mode unstated) {
    return word<Mode>(at, {{"shall", Mode::shall}, {"may", Mode::may}}).value_or(unstated);
  }

  [[nodiscard]] Remarks remarks(const Node& at) {
    Remarks remarks;
    remarks.human = label(at["human"]);
    remarks.doubt = label(at["doubt"]);
    if (const Node known = at["known"]) {
      members(known, 1, [&](const std::string& key, const Node& value) {
        constexpr std::string_view findings[] = {"gap",          "overlap",     "below_minimum", "above_maximum",
                                                 "not_monotone", "unreachable", "convention",    "unused"};
        if (!is_one_of(key, findings))
          find(Errc::unknown_key, value, "no finding " + in_quotes(key) + suggestion(key, findings));
        remarks.known.emplace_back(key, label(value));
      });
    }
    remarks.requires_ = texts(at["requires"], 1, [this](const Node& item) {
      return word(item, {"reasons", "legal_review", "collective_discussion", "superior_approval", "hearing"});
    });
    return remarks;
  }

  [[nodiscard]] std::vector<Sanction> sanctions(const Node& at) {
    std::vector<Sanction> sanctions;
    if (at) list(at, 1, [&](const Node& item) { sanctions.push_back(sanction(item)); });
    return sanctions;
  }

  void circumstances(const Node& at, const Source& outer, std::vector<Circumstance>& circumstances) {
    if (at) list(at, 1, [&](const Node& item) { circumstances.push_back(circumstance(item, outer)); });
  }

  void steps(const Node& at, const Source& outer, std::vector<Step>& steps, bool may_shift) {
    if (!at) return;
    list(at, 1, [&](const Node& item) {
      Step step;
      if (object(item, {"id", "label", "source", "rows"})) {
        step.source = source(need(item, "source"), outer);
        step.id = id(need(item, "id"));
        step.label = label(need(item, "label"));
        const Node rows = need(item, "rows");
        list(rows, 1, [&](const Node& row) { step.rows.push_back(step_row(row, step.source, may_shift)); });
        if (rows.is(Json::Kind::list)) otherwise(rows, step.rows, true);
      }
      steps.push_back(std::move(step));
    });
  }

 private:
  [[nodiscard]] Circumstance circumstance(const Node& at, const Source& outer) {
    Circumstance circumstance;
    if (!object(at, {"id", "label", "effect", "mode", "when", "examine", "requires", "sanctions", "human", "doubt",
                     "source"}))
      return circumstance;
    circumstance.source = outer_source = source(need(at, "source"), outer);
    circumstance.id = id(need(at, "id"));
    circumstance.label = label(need(at, "label"));
    effects(need(at, "effect"), circumstance.effects);
    circumstance.mode = mode(need(at, "mode"), Mode::shall);
    if (const Node when = need(at, "when")) circumstance.when = condition(when);
    circumstance.examine = mark(at["examine"]);
    circumstance.sanctions = sanctions(at["sanctions"]);
    circumstance.remarks = remarks(at);
    return circumstance;
  }

  void effects(const Node& at, std::vector<Effect>& effects) {
    if (!at.is(Json::Kind::list)) {
      if (const auto effect = word<Effect>(at, {{"no_penalty", Effect::no_penalty},
                                                {"reduced", Effect::reduced},
                                                {"lenient", Effect::lenient},
                                                {"heavier", Effect::heavier}})) {
        effects.push_back(*effect);
      }
      return;
    }
    list(at, 2, [&](const Node& item) {
      const auto effect = word<Effect>(
          item, {{"reduced", Effect::reduced}, {"lenient", Effect::lenient}, {"heavier", Effect::heavier}});
      if (!effect) return;
      if (std::find(effects.begin(), effects.end(), *effect) != effects.end())
        find(Errc::repeated_item, item, "the effect stands twice in this list");
      effects.push_back(*effect);
    });
  }

  [[nodiscard]] StepRow step_row(const Node& at, const Source& outer, bool may_shift) {
    StepRow row;
    if (!object(at,
                {"label", "when", "mode", "fine", "shift", "at_end", "requires", "human", "doubt", "known", "source"}))
      return row;
    row.own_source = at.has("source");
    row.source = outer_source = source(at["source"], outer);
    row.label = label(at["label"]);
    if (const Node when = at["when"]) row.when = condition(when);
    row.mode = mode(at["mode"], Mode::shall);
    if (const Node fine = at["fine"]) row.fine = this->fine(fine);
    if (const Node at_end = at["at_end"]) row.at_end = fine(at_end);
    if (const Node shift = at["shift"]) {
      const auto is_shift = [](std::string_view s) {
        return (s.size() == 1 || (s.size() == 2 && s.front() == '-')) && s.back() >= '1' && s.back() <= '9';
      };
      const std::string grades = text(shift, Errc::bad_value, is_shift, "a number of grades: \"1\" up, \"-1\" down");
      if (is_shift(grades)) row.shift = (grades.back() - '0') * (grades.size() == 2 ? -1 : 1);
      if (!may_shift) find(Errc::not_allowed_here, shift, "a provision has no tiers to shift along");
    }
    row.remarks = remarks(at);
    if (at.has("fine") && at.has("shift")) find(Errc::bad_combination, at, "a row has a fine or a shift");
    if (at.has("at_end") && !at.has("shift")) find(Errc::bad_combination, at["at_end"], "at_end belongs to a shift");
    if (!at.has("fine") && !at.has("shift") && !at.has("human"))
      find(Errc::missing_key, at, "a row of a step has a fine, a shift, or human alone");
    return row;
  }
};

}  // namespace cailiang::detail
