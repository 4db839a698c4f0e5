// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/cells.hpp"

namespace cailiang::detail {

/// The values of what cannot be ascertained, tried within one row list.
class LocalCompletion {
 public:
  explicit LocalCompletion(const void* list) : list_{list} {}
  /// Whether it is this list in which the values are tried, and not one that a row of it looks into.
  [[nodiscard]] bool is_of(const void* list) const noexcept { return list_ == list; }

  const Cell& cell(Index slot, const std::vector<Cell>& cells) {
    for (const Choice& choice : choices_) {
      if (choice.slot == slot) return cells[static_cast<std::size_t>(choice.place)];
    }
    choices_.push_back({slot, static_cast<int>(cells.size()), 0});
    return cells.front();
  }
  /// Takes a value for the time of the list: it binds no amount.
  void displace(Index slot, std::vector<Span>& spans, const Span& tried) {
    const auto same = [&](const auto& held) { return held.first == slot; };
    Span& span = spans[static_cast<std::size_t>(slot)];
    if (std::none_of(displaced_.begin(), displaced_.end(), same)) displaced_.emplace_back(slot, span);
    span = tried;
  }
  void put_back(std::vector<Span>& spans) const {
    for (const auto& [slot, span] : displaced_) spans[static_cast<std::size_t>(slot)] = span;
  }
  /// More rows that hold for the value at hand.
  void also(const std::vector<int>& rows) { also_ = rows; }
  [[nodiscard]] std::vector<int> reached(int row) {
    std::vector<int> rows{row};
    rows.insert(rows.end(), also_.begin(), also_.end());
    also_.clear();
    return rows;
  }
  bool advance() {
    while (!choices_.empty()) {
      if (++choices_.back().place < choices_.back().count) return true;
      choices_.pop_back();
    }
    return false;
  }

 private:
  struct Choice {
    Index slot;
    int count;
    int place;
  };
  const void* list_;
  std::vector<Choice> choices_;
  std::vector<int> also_;
  std::vector<std::pair<Index, Span>> displaced_;
};

}  // namespace cailiang::detail
