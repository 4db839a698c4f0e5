// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    for (const Edge& edge : edges_) {
      if (edge.own && leads(edge.to, edge.from)) return &edge;
    }
    return nullptr;
  }

 private:
  void add(std::string_view from, const Term& term, const Place& at, bool own) {
    if (term.op == Term::Op::fine_of) edges_.push_back({from, term.text, at.pointer(), own});
    for (const Term& operand : term.operands) add(from, operand, at, own);
    for (const ChooseRow& row : term.rows) add(from, row.then, at, own);
  }

  [[nodiscard]] bool leads(std::string_view from, std::string_view to) const {
    std::set<std::string_view> reached{from};
    for (bool grown = true; grown && !reached.contains(to);) {
      grown = false;
      for (const Edge& edge : edges_) {
        if (reached.contains(edge.from)) grown = reached.insert(edge.to).second || grown;
      }
    }
    return reached.contains(to);
  }

  std::vector<Edge> edges_;
};

}  // namespace cailiang::detail
