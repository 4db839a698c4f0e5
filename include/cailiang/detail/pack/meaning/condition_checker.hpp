// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/law/kinds.hpp"
#include "cailiang/detail/pack/place.hpp"
#include "cailiang/detail/pack/reader.hpp"
#include "cailiang/detail/pack/unread.hpp"
#include "cailiang/engine/outcome.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang::detail {

/// Checks conditions: that their facts exist and are tested as what they are. Holds the pack and what is found in it.
class ConditionChecker {
 public:
  ConditionChecker(const Pack& pack, std::span<const Pack* const> used, const Unread& unread)
      : pack_{pack}, used_{used}, unread_{unread} {
    // The pack's own declaration counts, then the first of the packs in use.
    for (const Fact& fact : pack.facts) facts_.emplace(fact.id, &fact);
    own_facts_ = facts_;
    for (const Pack* other : used) {
      for (const Fact& fact : other->facts) facts_.emplace(fact.id, &fact);
    }
  }

 protected:
  /// Which of the engine's own names may stand at a place.
  struct Scope {
    bool band = false;     ///< lower, upper, minimum, maximum: where a range arrives
    bool grade = false;    ///< class: once the circumstances were examined
    bool fine_of = false;  ///< in fines
  };

  /// So much is wrong that the rest is not looked at.
  [[nodiscard]] bool full() const noexcept { return findings_.size() >= findings_limit; }

  void find(Errc code, const Place& at, std::string message) {
    if (full()) return;
    std::string where = at.pointer();
    if (!unread_.touches(where)) findings_.push_back({code, std::move(where), std::move(message)});
  }

  /// Some of what stands there could not be read, so that what follows from it is not known.
  [[nodiscard]] bool unread(const Place& at) const { return !unread_.empty() && unread_.within(at.pointer()); }
  [[nodiscard]] bool unread_declaration(std::string_view fact) const {
    const Place top;
    return unread(top / "facts" / fact);
  }

  [[nodiscard]] const Fact* fact(std::string_view id) const {
    const auto found = facts_.find(id);
    return found == facts_.end() ? nullptr : found->second;
  }

  /// The pack's own declaration, or null.
  [[nodiscard]] const Fact* own_fact(std::string_view id) const {
    const auto found = own_facts_.find(id);
    return found == own_facts_.end() ? nullptr : found->second;
  }

  /// As suggestion(), as long as it is worth the time: a file with a thousand slips needs no guess at each.
  template <class Range>
  [[nodiscard]] std::string suggested(std::string_view word, const Range& candidates) {
    constexpr std::size_t most = 200'000;  // a tenth of a second
    compared_ += candidates.size();
    return full() || compared_ > most ? std::string{} : suggestion(word, candidates);
  }

  template <class Items>
  [[nodiscard]] static std::vector<std::string_view> ids_of(const Items& items) {
    std::vector<std::string_view> ids;
    ids.reserve(items.size());
    for (const auto& item : items) ids.emplace_back(item.id);
    return ids;
  }

  void check(const std::optional<Condition>& condition, const Place& at, Scope scope) {
    if (condition) check(*condition, at, scope);
  }

  void check(const Condition& condition, const Place& at, Scope scope) {
    for (const ConditionMember& member : condition.members) {
      if (member.kind != ConditionMember::Kind::fact) {
        each(at / (member.kind == ConditionMember::Kind::any ? "any" : "none"), member.conditions,
             [&](const Condition& inner, const Place& place) { check(inner, place, scope); });
        continue;
      }
      const Place place = at / std::string_view{member.fact};
      if (!may_stand(member.fact, place, scope)) continue;
      for (std::size_t i = 0; i < member.tests.size(); ++i) {
        if (member.tests.size() == 1) {
          test(member.fact, member.tests[i], place);
        } else {
          test(member.fact, member.tests[i], place / i);
        }
      }
    }
  }

  static bool is_band(std::string_view name) {
    return name == "lower" || name == "upper" || name == "minimum" || name == "maximum";
  }

  /// False, with a finding, for a name of the engine that does not stand here and for a fact that nobody declares.
  /// False for a fact whose declaration could not be read.
  bool may_stand(const std::string& name, const Place& at, Scope scope) {
    if (is_band(name)) {
      if (!scope.band)
        find(Errc::not_allowed_here, at,
             "\"" + name + "\" stands in tables, steps and the rule no_minimum only: elsewhere no range arrives");
      return scope.band;
    }
    if (name == "class") {
      if (!scope.grade) find(Errc::not_allowed_here, at, "\"class\" is not yet known here: the circumstances set it");
      return scope.grade;
    }
    if (unread_declaration(name)) return false;
    if (name == "act_date" || name == "decision_date" || fact(name) != nullptr) return true;
    if (full()) return false;
    if (known_.empty()) {
      known_ = {"class", "act_date", "decision_date"};
      for (const auto& [id, declared] : facts_) known_.push_back(id);
    }
    find(Errc::unknown_fact, at, "no pack in use declares the fact \"" + name + "\"" + suggested(name, known_));
    return false;
  }

  /// The ends that are there, each with its key.
  template <class T, class Visit>
  static void each_end(const Ends<T>& ends, Visit visit) {
    if (ends.eq) visit(*ends.eq, "eq");
    if (ends.ge) visit(*ends.ge, "ge");
    if (ends.gt) visit(*ends.gt, "gt");
    if (ends.le) visit(*ends.le, "le");
    if (ends.lt) visit(*ends.lt, "lt");
  }

  /// The bounds of a test or domain are numbers for numbers and dates for dates.
  void bounds(const Ends<std::string>& ends, FactKind kind, const Place& at) {
    each_end(ends, [&](const std::string& text, std::string_view key) {
      if (Date::parse(text).has_value() == (kind == FactKind::date)) return;
      find(Errc::bad_test, at / key,
           kind == FactKind::date ? "a date belongs here" : "a number belongs here, not a date");
    });
  }

  [[nodiscard]] static std::optional<Ratio> number(const std::optional<Term>& term) {
    return term && term->op == Term::Op::number ? Ratio::parse(term->text) : std::nullopt;
  }
  [[nodiscard]] static std::optional<Ratio> number(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    // Only the order of dates matters here.
    if (const auto day = Date::parse(*text)) return Ratio{day->year() * 10000 + day->month() * 100 + day->day()};
    return Ratio::parse(*text);
  }
  [[nodiscard]] static bool above(const std::optional<Ratio>& a, const std::optional<Ratio>& b) {
    return a && b && *b < *a;
  }

  /// The lower end lies above the upper end: both are numbers or dates as written.
  template <class T>
  void crossing(const Ends<T>& ends, const Place& at) {
    const auto& low = ends.ge ? ends.ge : ends.gt;
    const auto& high = ends.le ? ends.le : ends.lt;
    if (above(number(low), number(high))) find(Errc::crossing_ends, at, "the lower end lies above the upper end");
  }

  const Pack& pack_;
  std::span<const Pack* const> used_;
  const Unread& unread_;
  Findings findings_;
  std::map<std::string_view, const Fact*> facts_;

 private:
  void test(const std::string& name, const Test& test, const Place& at) {
    using Kind = Test::Kind;
    if (is_band(name)) {
      if (test.kind != Kind::absent) find(Errc::bad_test, at, "\"" + name + "\" is tested for \"absent\" only");
      return;
    }
    if (name == "class") {
      if (test.kind != Kind::option) {
        find(Errc::bad_test, at, "the class is reduced, lenient, standard or heavier");
      } else if (!is_one_of(test.option, class_names)) {
        find(Errc::unknown_option, at, "no class \"" + test.option + "\"" + suggestion(test.option, class_names));
      }
      return;
    }
    if (name == "act_date" || name == "decision_date") {
      if (test.kind != Kind::interval) {
        find(Errc::bad_test, at, "a date is tested by an interval");
      } else {
        bounds(test.interval, FactKind::date, at);
      }
      return;
    }
    const Fact& tested = *fact(name);
    switch (test.kind) {
      case Kind::absent:
        if (!tested.may_be_absent && !tested.derived() && tested.kind != FactKind::choices) {
          find(Errc::bad_test, at, "\"" + name + "\" is never absent: its may_be does not say so");
        }
        return;
      case Kind::unprovable:
        if (!tested.may_be_unprovable && !pack_.rules.unprovable_lightest) {
          find(Errc::bad_test, at,
               "\"" + name + "\" is never unprovable: neither its may_be nor the rule unprovable says so");
        }
        return;
      case Kind::yes:
      case Kind::no:
        if (tested.kind != FactKind::flag)
          find(Errc::bad_test, at, "\"" + name + "\" is no flag; true and false are tests of flags");
        return;
      case Kind::option: return option(tested, test.option, at);
      case Kind::interval:
        if (kind_of(tested.kind) == 0) {
          find(Errc::bad_test, at, "\"" + name + "\" is no number and no date; an interval does not fit");
        } else {
          bounds(test.interval, tested.kind, at);
        }
        return;
    }
  }

  void option(const Fact& tested, const std::string& option, const Place& at) {
    if (tested.kind != FactKind::choice && tested.kind != FactKind::choices) {
      return find(Errc::bad_test, at,
                  "\"" + tested.id + "\" is no choice; \"" + option + "\" cannot be one of its values");
    }
    std::set<std::string_view>& known = options_[&tested];
    if (known.empty()) {
      for (const Option& each : tested.options) known.insert(each.id);
    }
    if (known.contains(option)) return;
    find(Errc::unknown_option, at,
         "\"" + tested.id + "\" has no option \"" + option + "\"" + suggested(option, ids_of(tested.options)));
  }

  std::map<std::string_view, const Fact*> own_facts_;
  std::vector<std::string_view> known_;                        // names of facts, for suggestions
  std::map<const Fact*, std::set<std::string_view>> options_;  // of the choices that were tested
  std::size_t compared_ = 0;                                   // candidates of suggestions
};

}  // namespace cailiang::detail
