// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/case_state.hpp"
#include "cailiang/detail/engine/cells.hpp"

namespace cailiang::detail {

/// Completions beyond this number are not tried one by one.
inline constexpr int completion_budget_bits = 16;
inline constexpr std::int64_t completion_budget = std::int64_t{1} << completion_budget_bits;

/// How often the cells of one fact are cut where amounts cross. An amount held against a multiple of itself, as where a
/// fact that cannot be ascertained has one value in a list and another outside, begets a new crossing with each cut.
inline constexpr std::size_t cut_budget = 32;

/// How many values of what cannot be ascertained are tried within row lists, over all completions: lists within lists
/// multiply them.
inline constexpr std::int64_t try_budget = std::int64_t{1} << 20U;

/// How many ways are followed in three values, where each comparison that stays undecided doubles or trebles them.
inline constexpr std::int64_t way_budget = 2'048;

/// The ways in which the unknown facts of a case may turn out.
///
/// An evaluation asks for the cell of each unknown fact as it comes upon it; advance() then moves to the next
/// completion, so that only facts that are looked at multiply. A cell in which a comparison comes out both ways is cut,
/// and the enumeration begins anew.
class Completions {
 public:
  struct Recut {};    ///< thrown: a cell was cut, begin anew
  struct TooMany {};  ///< thrown: over the budget, or undecidable by cuts: go on in three values

  /// One choice on the way to a completion.
  struct Point {
    Index key;
    int count;
    int place = 0;
    std::vector<int> values;  ///< of choices whose set depends on the way; empty: 0 .. count - 1
    [[nodiscard]] int value() const { return values.empty() ? place : values[static_cast<std::size_t>(place)]; }
  };

  /// \param around the completion within which a question is gone through: what it has chosen stays chosen
  Completions(const Program& program, const CaseState& state, const Completions* around = nullptr)
      : program_{program}, state_{state}, around_{around}, slots_{static_cast<Index>(program.slots.size())} {
    const auto n = static_cast<std::size_t>(slots_);
    cells_.resize(n);
    value_cells_.resize(n);
    every_value_.resize(n);
    cuts_.resize(n + program.subjects.size());
    points_of_.assign(static_cast<std::size_t>(key_count()), none);
    needed_.assign(cuts_.size(), 0);
    for (const Code code : state.codes) unprovable_ = unprovable_ || code == code_unprovable;
    for (const Slot& slot : program.slots) unprovable_ = unprovable_ || slot.may_be_unprovable;
  }

  // Keys: facts, their values where they cannot be ascertained, the class, decided amounts, tracks, row lists; then the
  // forks of three-valued evaluation.
  [[nodiscard]] Index value_key(Index slot) const { return slots_ + slot; }
  [[nodiscard]] Index class_key() const { return 2 * slots_; }
  [[nodiscard]] Index decided_key(Index subject) const { return class_key() + 1 + subject; }
  [[nodiscard]] Index track_key(Index subject) const { return decided_key(subject) + subjects(); }
  [[nodiscard]] Index row_key(Index list) const { return class_key() + 1 + 2 * subjects() + list; }
  [[nodiscard]] Index fresh_key(int i) const { return row_key(program_.keys) + i; }
  [[nodiscard]] bool is_fact(Index key) const { return key < class_key(); }

  void restart() {
    for (const Point& point : points_) points_of_[static_cast<std::size_t>(point.key)] = none;
    points_.clear();
    dimensions_.clear();
    touched_.clear();
    product_ = 1;
    moved_from_ = 0;
    tries_ = 0;
  }
  void go_three_valued() {
    three_valued_ = true;
    restart();
  }
  [[nodiscard]] bool three_valued() const noexcept { return three_valued_; }
  [[nodiscard]] bool unprovable() const noexcept { return unprovable_; }

  /// Moves to the next completion; false after the last.
  bool advance() {
    while (!points_.empty()) {
      Point& last = points_.back();
      if (++last.place < last.count) {
        moved_from_ = points_.size() - 1;
        return true;
      }
      points_of_[static_cast<std::size_t>(last.key)] = none;
      points_.pop_back();
    }
    return false;
  }
  [[nodiscard]] const std::vector<Point>& points() const noexcept { return points_; }
  /// Where on the way the last advance() changed something.
  [[nodiscard]] std::size_t moved_from() const noexcept { return moved_from_; }
  /// True if the fact has the cell that it had before the last advance().
  [[nodiscard]] bool stands(Index slot) const {
    const Index known = points_of_[static_cast<std::size_t>(slot)];
    return known != none && static_cast<std::size_t>(known) < moved_from_;
  }
  [[nodiscard]] bool chosen_ever(Index key) const {
    return std::find(dimensions_.begin(), dimensions_.end(), key) != dimensions_.end();
  }
  [[nodiscard]] bool chosen(Index key) const { return points_of_[static_cast<std::size_t>(key)] != none; }
  /// \pre chosen(key)
  [[nodiscard]] int value(Index key) const {
    return points_[static_cast<std::size_t>(points_of_[static_cast<std::size_t>(key)])].value();
  }

  /// All choices met so far, in the order in which they were met.
  [[nodiscard]] const std::vector<Index>& dimensions() const noexcept { return dimensions_; }
  /// How many values a choice has at most.
  [[nodiscard]] int width(Index key) const {
    if (key < slots_) return static_cast<int>(cells_[static_cast<std::size_t>(key)].size());
    if (key < class_key()) return static_cast<int>(value_cells_[static_cast<std::size_t>(key - slots_)].size());
    if (key == class_key()) return 4;
    if (key < track_key(0))
      return static_cast<int>(2 * cuts_[static_cast<std::size_t>(slots_ + key - decided_key(0))].size() + 1);
    if (key < row_key(0)) return max_tracks;
    return widest_list;
  }

  const Cell& cell(Index slot) {
    const auto& cells = cells_of(slot);
    return cells[static_cast<std::size_t>(choose(slot, static_cast<int>(cells.size())))];
  }
  /// Every value of what cannot be ascertained: a list that tries them is bound by none that was chosen elsewhere.
  const std::vector<Cell>& every_value(Index slot) {
    auto& cells = every_value_[static_cast<std::size_t>(slot)];
    if (cells.empty()) cells = make_cells(slot, false, nullptr);
    return cells;
  }
  const Cell& value_cell(Index slot) {
    auto& cells = value_cells_[static_cast<std::size_t>(slot)];
    if (cells.empty()) cells = make_cells(slot, false, around_);
    return cells[static_cast<std::size_t>(choose(value_key(slot), static_cast<int>(cells.size())))];
  }
  /// The cells of a fact that is gone through in bulk: it counts among the choices, but is not on the way.
  const std::vector<Cell>& all_cells(Index slot) {
    const auto& cells = cells_of(slot);
    meet(slot, static_cast<int>(cells.size()));
    return cells;
  }
  void count_try() {
    if (++tries_ > try_budget) throw TooMany{};
  }
  int klass(const std::vector<int>& classes) { return choose_from(class_key(), classes); }
  int row(Index list, const std::vector<int>& rows) {
    // Row -1 (no row) has its place too.
    std::vector<int> places;
    for (const int r : rows) places.push_back(r + 1);
    const Index key = row_key(list);
    const Completions* const held = around_ != nullptr && around_->chosen(key) ? around_ : this;
    const bool elsewhere =
        held->chosen(key) && std::find(places.begin(), places.end(), held->value(key)) == places.end();
    return choose_from(elsewhere ? other_key(list, places) : key, places) - 1;
  }
  int track(Index subject, int count) {
    if (count > max_tracks) throw TooMany{};
    return choose(track_key(subject), count);
  }
  /// The part of the amounts open to another subject's fine that is tried now.
  Span decided_cell(Index variable, const Span& span) {
    const std::vector<Ratio>& cuts = cuts_[static_cast<std::size_t>(variable)];
    std::vector<int> places;
    std::vector<Span> parts;
    for (std::size_t i = 0; i < spaces(cuts); ++i) {
      const Span part = detail::meet(span, space(cuts, i));
      if (part.is_empty()) continue;
      places.push_back(static_cast<int>(i));
      parts.push_back(part);
    }
    // One part is a choice too: of another completion, which has more of them, only that part is alike.
    const int place = choose_from(decided_key(variable - slots_), places, true);
    return parts[static_cast<std::size_t>(std::find(places.begin(), places.end(), place) - places.begin())];
  }
  int fresh(int i, int count) { return choose(within_points(fresh_key(2 * i)), count); }

  /// Cuts the cell of a fact and begins anew; where there is no cut, the three values remain.
  [[noreturn]] void cut(const std::optional<std::pair<Index, Ratio>>& at) {
    if (!at) throw TooMany{};
    std::vector<Ratio>& cuts = cuts_[static_cast<std::size_t>(at->first)];
    const auto place = std::lower_bound(cuts.begin(), cuts.end(), at->second);
    if (cuts.size() == cut_budget || (place != cuts.end() && *place == at->second)) throw TooMany{};
    cuts.insert(place, at->second);
    if (at->first < slots_) {
      cells_[static_cast<std::size_t>(at->first)].clear();
      value_cells_[static_cast<std::size_t>(at->first)].clear();
      every_value_[static_cast<std::size_t>(at->first)].clear();
    }
    throw Recut{};
  }

  // Three values: which facts leave rows and ends undecided. A test that is open touches its fact; whoever asked, from
  // a mark on, says in the end whether that left something undecided.
  void touch(Index variable) { touched_.push_back(variable); }
  void touch(const std::vector<Index>& variables) {
    touched_.insert(touched_.end(), variables.begin(), variables.end());
  }
  /// Leaves each that was touched since the mark once, and gives them.
  std::vector<Index> touch_once(std::size_t mark) {
    std::vector<Index> facts = touched(mark);
    touched_.resize(mark);
    touch(facts);
    return facts;
  }
  [[nodiscard]] std::size_t mark() const noexcept { return touched_.size(); }
  [[nodiscard]] std::vector<Index> touched(std::size_t mark) const {
    std::vector<Index> facts{touched_.begin() + static_cast<std::ptrdiff_t>(mark), touched_.end()};
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return facts;
  }
  void since(std::size_t mark, bool undecided) {
    for (std::size_t i = mark; undecided && i < touched_.size(); ++i) need(touched_[i]);
    touched_.resize(mark);
  }
  void need(Index variable) { needed_[static_cast<std::size_t>(variable)] = 1; }
  [[nodiscard]] bool needed(Index variable) const { return needed_[static_cast<std::size_t>(variable)] != 0; }
  [[nodiscard]] Index slots() const noexcept { return slots_; }
  /// Facts by slot, then decided amounts by subject.
  [[nodiscard]] Index variables() const noexcept { return static_cast<Index>(cuts_.size()); }

 private:
  static constexpr int max_tracks = 16;
  static constexpr int widest_list = 4'097;

  [[nodiscard]] Index subjects() const { return static_cast<Index>(program_.subjects.size()); }
  [[nodiscard]] Index key_count() const { return fresh_key(0); }

  Index within_points(Index key) {
    if (static_cast<std::size_t>(key) >= points_of_.size()) points_of_.resize(static_cast<std::size_t>(key) + 1, none);
    return key;
  }
  // Where values are tried that bind nothing else, a list may have other rows than those among which it was chosen.
  Index other_key(Index list, const std::vector<int>& places) {
    const std::pair other{list, places};
    const auto known = std::find(others_.begin(), others_.end(), other);
    const auto i = static_cast<int>(known - others_.begin());
    if (known == others_.end()) others_.push_back(other);
    return within_points(fresh_key(2 * i + 1));
  }

  int choose(Index key, int count) {
    const Index known = points_of_[static_cast<std::size_t>(key)];
    if (known != none) return points_[static_cast<std::size_t>(known)].place;
    enter(Point{key, count, 0, {}});
    return 0;
  }
  int choose_from(Index key, const std::vector<int>& values, bool even_one = false) {
    if (around_ != nullptr && key < fresh_key(0) && around_->chosen(key)) return around_->value(key);
    const Index known = points_of_[static_cast<std::size_t>(key)];
    if (known != none) return points_[static_cast<std::size_t>(known)].value();
    if (values.size() == 1 && !even_one) return values.front();
    enter(Point{key, static_cast<int>(values.size()), 0, values});
    return values.front();
  }
  void enter(Point point) {
    meet(point.key, point.count);
    points_of_[static_cast<std::size_t>(point.key)] = static_cast<Index>(points_.size());
    points_.push_back(std::move(point));
  }
  // A choice that was not met before.
  void meet(Index key, int count) {
    if (std::find(dimensions_.begin(), dimensions_.end(), key) != dimensions_.end()) return;
    dimensions_.push_back(key);
    if (!is_fact(key)) return;
    product_ *= count;
    if (product_ > completion_budget && !three_valued_) throw TooMany{};
  }

  const std::vector<Cell>& cells_of(Index slot) {
    auto& cells = cells_[static_cast<std::size_t>(slot)];
    if (cells.empty()) cells = make_cells(slot, true, around_);
    return cells;
  }

  // The cell that this completion has chosen for a fact, or for its value where it cannot be ascertained.
  [[nodiscard]] const Cell* cell_at_hand(Index slot, bool with_states) const {
    const Index key = with_states ? slot : value_key(slot);
    if (!chosen(key)) return nullptr;
    const auto& cells = (with_states ? cells_ : value_cells_)[static_cast<std::size_t>(slot)];
    return &cells[static_cast<std::size_t>(value(key))];
  }

  [[nodiscard]] std::vector<Cell> make_cells(Index slot, bool with_states, const Completions* around) const {
    const auto s = static_cast<std::size_t>(slot);
    const Slot& fact = program_.slots[s];
    const bool stated = state_.bounded[s] != 0;
    const std::vector<Ratio>& bends = cuts_[s];
    if (const Cell* within = around == nullptr ? nullptr : around->cell_at_hand(slot, with_states)) {
      if (!fact.numeric() || within->code < 0) return {*within};
      return number_cells(fact, bends, within->span);
    }
    if (fact.kind == FactKind::choices && std::popcount(fact.tested) > completion_budget_bits) throw TooMany{};
    std::vector<Cell> cells = fact.numeric()
                                  ? number_cells(fact, bends, with_states ? state_.domain(program_, slot) : fact.domain)
                              : fact.kind == FactKind::choices ? list_cells(fact)
                                                               : option_cells(fact);
    const bool absent = with_states ? fact.may_be_absent && !stated : fact.kind == FactKind::choices;
    if (absent) cells.push_back(Cell{code_absent, 0, {}});
    if (with_states && fact.may_be_unprovable && !stated) cells.push_back(Cell{code_unprovable, 0, {}});
    return cells;
  }

  const Program& program_;
  const CaseState& state_;
  const Completions* around_;
  Index slots_;
  bool three_valued_ = false;
  bool unprovable_ = false;
  std::vector<std::vector<Cell>> cells_;
  std::vector<std::vector<Cell>> value_cells_;
  std::vector<std::vector<Cell>> every_value_;
  std::vector<std::vector<Ratio>> cuts_;                    // by slot, then by subject for decided amounts
  std::vector<std::pair<Index, std::vector<int>>> others_;  // of which other_key() speaks
  std::vector<Point> points_;
  std::vector<Index> points_of_;  // by key
  std::vector<Index> dimensions_;
  std::int64_t product_ = 1;
  std::int64_t tries_ = 0;
  std::size_t moved_from_ = 0;
  std::vector<Index> touched_;
  std::vector<std::uint8_t> needed_;
};

}  // namespace cailiang::detail
