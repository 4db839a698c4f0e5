// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "cailiang/detail/inline.hpp"
#include "cailiang/pack/result.hpp"

namespace cailiang {

namespace detail {

using OrderedJson = nlohmann::ordered_json;

CAILIANG_INLINE OrderedJson json_of(const Condition& condition);

CAILIANG_INLINE OrderedJson json_of(const Test& test) {
  switch (test.kind) {
    case Test::Kind::yes: return true;
    case Test::Kind::no: return false;
    case Test::Kind::absent: return "absent";
    case Test::Kind::unprovable: return "unprovable";
    case Test::Kind::option: return test.option;
    case Test::Kind::interval: break;
  }
  OrderedJson ends = OrderedJson::object();
  const auto end = [&](const char* name, const std::optional<std::string>& text) {
    if (text) ends[name] = *text;
  };
  end("eq", test.interval.eq);
  end("ge", test.interval.ge);
  end("gt", test.interval.gt);
  end("le", test.interval.le);
  end("lt", test.interval.lt);
  return ends;
}

CAILIANG_INLINE OrderedJson json_of(const Condition& condition) {
  OrderedJson object = OrderedJson::object();
  for (const ConditionMember& member : condition.members) {
    if (member.kind == ConditionMember::Kind::fact) {
      OrderedJson tests = OrderedJson::array();
      for (const Test& test : member.tests) tests.push_back(json_of(test));
      object[member.fact] = tests.size() == 1 ? tests.front() : tests;
    } else {
      OrderedJson list = OrderedJson::array();
      for (const Condition& inner : member.conditions) list.push_back(json_of(inner));
      object[member.kind == ConditionMember::Kind::any ? "any" : "none"] = list;
    }
  }
  return object;
}

CAILIANG_INLINE OrderedJson json_of(const Label& label) {
  OrderedJson object = OrderedJson::object();
  if (!label.zh.empty()) object["zh"] = label.zh;
  if (!label.en.empty()) object["en"] = label.en;
  return object;
}

CAILIANG_INLINE OrderedJson json_of(const MoneyRange& range) {
  OrderedJson object = OrderedJson::object();
  if (range.min) object["min"] = range.min->text();
  if (range.max) object["max"] = range.max->text();
  object["ends"] = std::string{range.ends()};
  if (range.point) object["point"] = range.point->text();
  return object;
}

// The amount of a sanction in the words in which packs write intervals.
CAILIANG_INLINE OrderedJson interval_of(const MoneyRange& range) {
  OrderedJson object = OrderedJson::object();
  if (range.is_point()) {
    object["eq"] = range.min->text();
  } else {
    if (range.min) object[range.min_included ? "ge" : "gt"] = range.min->text();
    if (range.max) object[range.max_included ? "le" : "lt"] = range.max->text();
  }
  if (range.point) object["point"] = range.point->text();
  return object;
}

CAILIANG_INLINE OrderedJson json_of(const ImposedSanction& imposed) {
  const Sanction& sanction = *imposed.sanction;
  OrderedJson object = OrderedJson::object();
  object["kind"] = sanction.kind;
  if (!sanction.label.empty()) object["label"] = json_of(sanction.label);
  object["mode"] = sanction.mode;
  if (!imposed.certain) object["when"] = json_of(*sanction.when);
  if (imposed.amount) {
    object["amount"] = interval_of(*imposed.amount);
    if (!sanction.unit.empty()) object["unit"] = sanction.unit;
  }
  return object;
}

template <class List>
void put_list(OrderedJson& object, const char* name, const List& list) {
  if (list.empty()) return;
  OrderedJson made = OrderedJson::array();
  for (const auto& text : list) made.push_back(std::string{text});
  object[name] = made;
}

CAILIANG_INLINE OrderedJson json_of(const Outcome& outcome) {
  OrderedJson object = OrderedJson::object();
  object["kind"] = std::string{name(outcome.kind)};
  const bool has_range =
      outcome.kind == OutcomeKind::point || outcome.kind == OutcomeKind::range ||
      (outcome.kind == OutcomeKind::open && (outcome.range.min || outcome.range.max || outcome.has_fine));
  if (has_range) {
    object.update(json_of(outcome.range));
  }
  if (!outcome.tracks.empty()) {
    OrderedJson tracks = OrderedJson::array();
    for (const MoneyRange& track : outcome.tracks) tracks.push_back(json_of(track));
    object["tracks"] = tracks;
  }
  if (!outcome.branch.empty()) object["branch"] = std::string{outcome.branch};
  if (outcome.tiers.size() == 1) object["tier"] = std::string{outcome.tiers.front()};
  if (outcome.tiers.size() > 1) put_list(object, "tiers", outcome.tiers);
  if (outcome.share) object["share"] = outcome.share->percent_text();
  if (outcome.klass) object["class"] = std::string{name(*outcome.klass)};
  if (outcome.mode != Mode::unstated) object["mode"] = outcome.mode == Mode::shall ? "shall" : "may";
  if (outcome.has_legal) object["legal"] = json_of(outcome.legal);
  if (outcome.kind == OutcomeKind::open) {
    OrderedJson kinds = OrderedJson::array();
    for (const OutcomeKind kind : outcome.kinds) kinds.push_back(std::string{name(kind)});
    object["kinds"] = kinds;
    OrderedJson needs = OrderedJson::array();
    for (const std::string& need : outcome.needs) needs.push_back(need);
    object["needs"] = needs;
  }
  if (!outcome.by.empty()) object["by"] = std::string{outcome.by};
  if (!outcome.sanctions.empty()) {
    OrderedJson sanctions = OrderedJson::array();
    for (const ImposedSanction& sanction : outcome.sanctions) sanctions.push_back(json_of(sanction));
    object["sanctions"] = sanctions;
  }
  put_list(object, "offers", outcome.offers);
  put_list(object, "not_raised", outcome.not_raised);
  put_list(object, "requires", outcome.requirements);
  if (!outcome.human.empty()) {
    OrderedJson human = OrderedJson::array();
    for (const Label* label : outcome.human) human.push_back(json_of(*label));
    object["human"] = human;
  }
  put_list(object, "successor", outcome.successor);
  std::vector<std::string_view> warnings;
  for (int i = 0; i < warning_count; ++i) {
    if (outcome.warnings.has(static_cast<Warning>(i))) warnings.push_back(warning_names[i]);
  }
  put_list(object, "warnings", warnings);
  return object;
}

}  // namespace detail

CAILIANG_INLINE std::string to_json(const Condition& condition) {
  return detail::json_of(condition).dump();
}

CAILIANG_INLINE std::string to_json(const Assessment& assessment) {
  detail::OrderedJson object = detail::OrderedJson::object();
  object["pack"] = assessment.pack().id;
  object["version"] = assessment.pack().version;
  if (assessment.violation() != nullptr) object["violation"] = assessment.violation()->id;
  detail::OrderedJson provisions = detail::OrderedJson::array();
  for (const std::string_view provision : assessment.provisions()) provisions.push_back(std::string{provision});
  object["provisions"] = provisions;
  object["act_date"] = assessment.act_date().text();
  if (assessment.decision_date()) object["decision_date"] = assessment.decision_date()->text();
  detail::OrderedJson outcomes = detail::OrderedJson::object();
  for (const Outcome& outcome : assessment.outcomes())
    outcomes[std::string{outcome.subject}] = detail::json_of(outcome);
  object["outcomes"] = outcomes;
  detail::put_list(object, "unused", assessment.unused());
  return object.dump();
}

}  // namespace cailiang
