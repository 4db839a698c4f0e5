// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/law/each_term.hpp"
#include "cailiang/detail/pack/place.hpp"
#include "cailiang/detail/pack/reader.hpp"
#include "cailiang/law/rows.hpp"

namespace cailiang::detail {

/// Which subject's fine depends on another subject's.
class FineGraph {
 public:
  struct Edge {
    std::string_view from;
    std::string_view to;
    std::string where;
    bool own;  ///< stands in this pack
  };

  /// Whether another subject's fine is named: what names none need not be added.
  [[nodiscard]] static bool concerns(const Fine& fine) {
    bool found = false;
    each_term(fine, [&](const Term& term) { found = found || concerns(term); });
    return found;
  }
  [[nodiscard]] static bool concerns(const std::vector<Step>& steps) {
    const auto names_one = [](const StepRow& row) {
      return (row.fine && concerns(*row.fine)) || (row.at_end && concerns(*row.at_end));
    };
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& step) { return std::any_of(step.rows.begin(), step.rows.end(), names_one); });
  }

  void add(std::string_view from, const Fine& fine, const Place& at, bool own) {
    each_term(fine, [&](const Term& term) { add(from, term, at, own); });
  }

  /// The steps may move the fine of every subject.
  void add(const std::set<std::string_view>& subjects, const std::vector<Step>& steps, const Place& at, bool own,
           const std::vector<std::string>& skip = {}) {
    each(at, steps, [&](const Step& step, const Place& place) {
      if (is_one_of(step.id, skip)) return;
      each(place / "rows", step.rows, [&](const StepRow& row, const Place& where) {
        for (const std::string_view subject : subjects) {
          if (row.fine) add(subject, *row.fine, where / "fine", own);
          if (row.at_end) add(subject, *row.at_end, where / "at_end", own);
        }
      });
    });
  }

  [[nodiscard]] bool empty() const noexcept { return edges_.empty(); }

  /// The first edge of this pack that leads back to where it starts; null if there is none.
  [[nodiscard]] const Edge* cycle() const {
    std::map<std::string_view, Subjects> next;
    for (const Edge& edge : edges_) next[edge.from].insert(edge.to);
    std::map<std::string_view, Subjects> reached_from;
    for (const Edge& edge : edges_) {
      if (!edge.own) continue;
      const auto [place, is_new] = reached_from.try_emplace(edge.to);
      if (is_new) place->second = reached(next, edge.to);
      if (place->second.contains(edge.from)) return &edge;
    }
    return nullptr;
  }

 private:
  [[nodiscard]] static bool concerns(const Term& term) {
    const auto in = [](const Term& operand) { return concerns(operand); };
    return term.op == Term::Op::fine_of || std::any_of(term.operands.begin(), term.operands.end(), in) ||
           std::any_of(term.rows.begin(), term.rows.end(), [](const ChooseRow& row) { return concerns(row.then); });
  }

  void add(std::string_view from, const Term& term, const Place& at, bool own) {
    if (term.op == Term::Op::fine_of) edges_.push_back({from, term.text, at.pointer(), own});
    for (const Term& operand : term.operands) add(from, operand, at, own);
    for (const ChooseRow& row : term.rows) add(from, row.then, at, own);
  }

  using Subjects = std::set<std::string_view>;

  [[nodiscard]] static Subjects reached(const std::map<std::string_view, Subjects>& next, std::string_view from) {
    Subjects reached{from};
    for (std::vector<std::string_view> waiting{from}; !waiting.empty();) {
      const auto onward = next.find(waiting.back());
      waiting.pop_back();
      if (onward == next.end()) continue;
      for (const std::string_view subject : onward->second) {
        if (reached.insert(subject).second) waiting.push_back(subject);
      }
    }
    return reached;
  }

  std::vector<Edge> edges_;
};

}  // namespace cailiang::detail
