// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "cailiang/detail/engine/bulk.hpp"
#include "cailiang/detail/engine/completions.hpp"
#include "cailiang/detail/engine/leaf.hpp"

namespace cailiang::detail {

/// Takes in the outcome of every completion and says what they have in common: one settled outcome, or the hull of all, and
/// the facts that matter.
class Gather {
 public:
  /// The amounts that a range may hold.
  static Span hull_of(const Bounds<Form>& fine, const Forms& forms) {
    Span span;
    if (fine.has_lower) {
      const Span lower = forms.hull(fine.lower);
      span.lower = lower.lower;
      span.lower_included = lower.lower_included && fine.lower_included;
    }
    if (fine.has_upper) {
      const Span upper = forms.hull(fine.upper);
      span.upper = upper.upper;
      span.upper_included = upper.upper_included && fine.upper_included;
    }
    return span;
  }

  void add(const Leaf<Form>& leaf, const Completions& completions, const Forms& forms) {
    const std::int32_t result = take_in(leaf, completions, forms);
    if (!completions.three_valued()) keep_way(completions, result);
  }

  /// One of the outcomes of a bulk; its place among the completions is said by add_bulk().
  std::int32_t take_in(const Leaf<Form>& leaf, const Completions& completions, const Forms& forms) {
    const Index result = intern(leaf);
    const bool moves = varies(leaf, completions, forms);
    if (!seen_ || result != last_result_ || moves) widen(leaf, forms);
    last_result_ = result;
    lists(leaf, forms, seen_);
    seen_ = true;
    return result;
  }

  /// \param results by the place of the sum among `sums`
  void add_bulk(const Completions& completions, const Bulk& bulk, std::vector<std::int64_t> sums,
                std::vector<std::int32_t> results) {
    keep_way(completions, -1);
    leaves_.back().bulk = static_cast<std::int32_t>(bulks_.size());
    bulks_.push_back({bulk, std::move(sums), std::move(results)});
  }

  /// Not every way was followed: the outcome is whatever the text can give the subject at all.
  void give_up(const Program& program, const CaseState& state, Index subject) {
    complete_ = false;
    const auto may_be = [&](OutcomeKind kind) {
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    };
    for (const OutcomeKind kind : {OutcomeKind::point, OutcomeKind::range, OutcomeKind::not_applicable, OutcomeKind::gap}) may_be(kind);
    for (const CompiledFine& fine : program.fines) {
      if (fine.no_fine) may_be(OutcomeKind::none);
      if (fine.begin != fine.end) may_be(OutcomeKind::either);
    }
    detail::each(state.taking_part, [&](Index i) {
      if (program.circumstances[static_cast<std::size_t>(i)].no_penalty) may_be(OutcomeKind::no_penalty);
    });
    for (const BranchPlan& each : program.subjects[static_cast<std::size_t>(subject)].branches) {
      for (const TablePlan& table : each.tables) {
        for (const TierRow& row : table.tiers) {
          if (std::find(tiers.begin(), tiers.end(), row.source) == tiers.end()) tiers.push_back(row.source);
        }
      }
    }
    any_fine = loose = true;
    fines = legal = Span{};
    branch_differs = share_differs = class_differs = mode_differs = by_differs = point_differs = true;
    std::fill(offers.begin(), offers.end(), std::uint64_t{0});
  }

  [[nodiscard]] bool settled() const { return complete_ && results_.size() == 1 && varying_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return leaves_.size(); }

  // What the completions have in common.
  std::vector<OutcomeKind> kinds;
  bool any_fine = false;
  Span fines;
  bool legal_seen = false;
  bool legal_everywhere = true;
  Span legal;
  Warnings warnings;
  bool class_unsupported_everywhere = true;
  bool loose = false;
  std::vector<const Tier*> tiers;
  std::optional<const BranchPlan*> branch;
  bool branch_differs = false;
  std::optional<Form> share;
  bool share_differs = false;
  std::optional<Code> klass;
  bool class_differs = false;
  std::optional<Mode> mode;
  bool mode_differs = false;
  std::optional<Index> by;
  bool by_differs = false;
  Bits offers;
  std::uint8_t requirements = 0;
  std::vector<const Label*> human;
  std::optional<Form> point;  ///< the same in every completion
  bool point_differs = false;

  /// A result that every completion shares. \pre settled()
  [[nodiscard]] const std::vector<Bounds<Form>>& only() const { return results_.front().fines; }
  [[nodiscard]] OutcomeKind only_kind() const { return results_.front().kind; }

  /// What stands as a variable in a result.
  [[nodiscard]] const std::set<Index>& varying() const noexcept { return varying_; }
  /// The choices for which two completions that differ in that one alone differ in the result.
  [[nodiscard]] std::set<Index> deciding(const Completions& completions) const {
    std::set<Index> found = varying_;
    if (results_.size() < 2) return found;
    const std::vector<Index>& keys = completions.dimensions();
    std::vector<Index> open = keys;
    if (!bulks_.empty()) {
      deciding_by_sums(found);
      // A choice that is no factor: mostly two completions with the same factors show it.
      open = chosen_keys(keys);
      const std::vector<Index> chosen = open;
      for (const bool last : {false, true}) deciding_on_grid(completions, chosen, last, found);
    }
    std::erase_if(open, [&](Index key) { return found.contains(key); });
    if (open.empty()) return found;
    if (!deciding_on_grid(completions, keys, false, found)) return deciding_by_pairs(found, keys);
    return found;
  }

 private:
  bool complete_ = true;
  static constexpr std::size_t largest_grid = std::size_t{1} << 24;

  struct Result {
    OutcomeKind kind;
    std::vector<Bounds<Form>> fines;
  };
  struct LeafAt {
    std::uint32_t first;
    std::uint32_t count;
    std::int32_t result;
    std::int32_t bulk = -1;
  };
  struct BulkAt {
    Bulk bulk;
    std::vector<std::int64_t> sums;
    std::vector<std::int32_t> results;

    [[nodiscard]] std::int32_t result(std::int64_t sum) const {
      return results[static_cast<std::size_t>(std::lower_bound(sums.begin(), sums.end(), sum) - sums.begin())];
    }
  };
  struct Step {
    Index key;
    int value;
  };

  void keep_way(const Completions& completions, std::int32_t result) {
    const auto& points = completions.points();
    leaves_.push_back({static_cast<std::uint32_t>(steps_.size()), static_cast<std::uint32_t>(points.size()), result});
    for (const Completions::Point& chosen : points) steps_.push_back({chosen.key, chosen.value()});
  }

  static bool same(const Bounds<Form>& a, const Bounds<Form>& b) {
    return a.has_lower == b.has_lower && a.has_upper == b.has_upper && a.has_point == b.has_point &&
           a.lower_included == b.lower_included && a.upper_included == b.upper_included &&
           (!a.has_lower || a.lower == b.lower) && (!a.has_upper || a.upper == b.upper) &&
           (!a.has_point || a.point == b.point);
  }

  Index intern(const Leaf<Form>& leaf) {
    const auto matches = [&](const Result& result) {
      if (result.kind != leaf.kind || result.fines.size() != leaf.fines.size()) return false;
      for (std::size_t i = 0; i < result.fines.size(); ++i) {
        if (!same(result.fines[i], leaf.fines[i])) return false;
      }
      return true;
    };
    if (seen_ && matches(results_[static_cast<std::size_t>(last_result_)])) return last_result_;
    auto& bucket = buckets_[digest(leaf)];
    for (const Index i : bucket) {
      if (matches(results_[static_cast<std::size_t>(i)])) return i;
    }
    const auto made = static_cast<Index>(results_.size());
    results_.push_back({leaf.kind, leaf.fines});
    bucket.push_back(made);
    return made;
  }

  // Equal results have equal digests: whole parts of equal numbers are equal, however they are written.
  static std::size_t digest(const Leaf<Form>& leaf) {
    auto sum = static_cast<std::size_t>(leaf.kind) + 1;
    const auto mix = [&](bool has, const Form& number) {
      sum = sum * 31 + (has ? 1 : 0);
      if (has && !number.is(Shape::Kind::box)) {
        sum = sum * 1'000'003 + static_cast<std::size_t>(number.constant.floor_to(Ratio{1}).numerator());
      }
    };
    for (const Bounds<Form>& fine : leaf.fines) {
      mix(fine.has_lower, fine.lower);
      mix(fine.has_upper, fine.upper);
    }
    return sum;
  }

  // Facts that stand as variables in the result: the same completion otherwise gives another amount.
  bool varies(const Leaf<Form>& leaf, const Completions& completions, const Forms& forms) {
    bool any = false;
    const auto look = [&](bool has, const Form& number) {
      if (!has || number.is_constant()) return;
      if (number.shape->loose) loose = true;
      if (forms.hull(number).is_point()) return;
      any = true;
      number.each_variable([&](Index v) {
        if (v >= completions.slots()) {
          varying_.insert(completions.decided_key(v - completions.slots()));
        } else {
          varying_.insert(completions.chosen(completions.value_key(v)) ? completions.value_key(v) : v);
        }
      });
      if (number.is(Shape::Kind::box) && number.shape->variables.empty()) varying_.insert(none);
    };
    for (const Bounds<Form>& fine : leaf.fines) {
      look(fine.has_lower, fine.lower);
      look(fine.has_upper, fine.upper);
      look(fine.has_point, fine.point);
    }
    return any;
  }

  void widen(const Leaf<Form>& leaf, const Forms& forms) {
    if (std::find(kinds.begin(), kinds.end(), leaf.kind) == kinds.end()) kinds.push_back(leaf.kind);
    for (const Bounds<Form>& fine : leaf.fines) {
      const Span span = hull_of(fine, forms);
      fines = any_fine ? join(fines, span) : span;
      any_fine = true;
      for (const auto& [has, number] : {std::pair{fine.has_lower, &fine.lower}, {fine.has_upper, &fine.upper},
                                        {fine.has_point, &fine.point}}) {
        if (has && number->is_constant() && !(number->constant * Ratio{100}).is_whole()) {
          warnings.add(Warning::not_whole_fen);
        }
      }
      if (!fine.has_point) {
        point_differs = true;
      } else if (!point) {
        point = fine.point;
      } else if (!(*point == fine.point)) {
        point_differs = true;
      }
    }
    if (leaf.fines.empty()) point_differs = true;
  }

  template <class T>
  static void agree(std::optional<T>& held, bool& differs, const T& value) {
    if (!held) {
      held = value;
    } else if (!(*held == value)) {
      differs = true;
    }
  }

  void lists(const Leaf<Form>& leaf, const Forms& forms, bool known) {
    warnings.add(leaf.warnings);
    class_unsupported_everywhere = class_unsupported_everywhere && leaf.class_unsupported;
    for (const Tier* tier : leaf.tiers) {
      if (std::find(tiers.begin(), tiers.end(), tier) == tiers.end()) tiers.push_back(tier);
    }
    for (const Label* label : leaf.human) {
      const auto held = [&](const Label* other) { return other == label || *other == *label; };
      if (std::none_of(human.begin(), human.end(), held)) human.push_back(label);
    }
    requirements |= leaf.requirements;
    if (!known) {
      offers = leaf.offers;
    } else {
      for (std::size_t i = 0; i < offers.size(); ++i) offers[i] &= leaf.offers[i];
    }
    // A way that has none of these (no penalty, say) does not speak against the others.
    if (leaf.branch != nullptr) agree(branch, branch_differs, leaf.branch);
    if (leaf.klass >= 0) agree(klass, class_differs, leaf.klass);
    if (leaf.klass == code_unknown) class_differs = true;
    if (leaf.mode != Mode::unstated) agree(mode, mode_differs, leaf.mode);
    if (leaf.by != none) agree(by, by_differs, leaf.by);
    if (leaf.has_share) agree(share, share_differs, leaf.share);
    if (leaf.has_legal) {
      const Span span = hull_of(leaf.legal, forms);
      legal = legal_seen ? join(legal, span) : span;
      legal_seen = true;
    } else {
      legal_everywhere = false;
    }
  }

  // A factor decides if for some sum of the others two of its cells give different results. Where it is a factor, nothing else
  // looks at its fact: a completion that differs in that alone is of the same leaf.
  void deciding_by_sums(std::set<Index>& found) const {
    for (const BulkAt& at : bulks_) {
      for (const Bulk::Factor& factor : at.bulk.factors) {
        if (found.contains(factor.key)) continue;
        const auto decides = [&](std::int64_t others) {
          const auto result = [&](std::int64_t weight) { return at.result(Bulk::plus(others, weight)); };
          return std::any_of(factor.weights.begin(), factor.weights.end(),
                             [&](std::int64_t weight) { return result(weight) != result(factor.weights.front()); });
        };
        // Mostly one sum shows it.
        std::int64_t first = at.bulk.start;
        for (const Bulk::Factor& other : at.bulk.factors) {
          if (other.key != factor.key) first = Bulk::plus(first, other.weights.front());
        }
        if (decides(first)) {
          found.insert(factor.key);
          continue;
        }
        const std::vector<std::int64_t> all = at.bulk.sums_without(factor.key);
        if (std::any_of(all.begin(), all.end(), decides)) found.insert(factor.key);
      }
    }
  }

  // The keys that some way chose, in their order; the others are factors everywhere.
  [[nodiscard]] std::vector<Index> chosen_keys(const std::vector<Index>& keys) const {
    std::set<Index> chosen;
    for (const Step& step : steps_) chosen.insert(step.key);
    std::vector<Index> some;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(some), [&](Index key) { return chosen.contains(key); });
    return some;
  }

  // Lays the results out by these keys. Factors that are not among them have their first cell, or their last. False: too many.
  bool deciding_on_grid(const Completions& completions, const std::vector<Index>& keys, bool last, std::set<Index>& found) const {
    Grid grid{keys, last, {}, {}, {}, {}, {}, {}};
    std::size_t total = 1;
    for (std::size_t d = 0; d < keys.size(); ++d) {
      // Of a row of a list, few are ever chosen; a fact has all its cells.
      std::vector<int> values = keys[d] < completions.slots() ? std::vector<int>{} : values_of(keys[d]);
      grid.place[keys[d]] = d;
      grid.strides.push_back(total);
      grid.widths.push_back(values.empty() ? static_cast<std::size_t>(completions.width(keys[d])) : values.size());
      grid.values.push_back(std::move(values));
      total *= grid.widths.back();
      if (total > largest_grid) return false;
    }
    grid.results.assign(total, -1);
    lay_out(grid);
    for (std::size_t d = 0; d < keys.size(); ++d) {
      if (found.contains(keys[d])) continue;
      if (differs(grid.results, grid.strides[d], grid.widths[d])) found.insert(keys[d]);
    }
    return true;
  }

  [[nodiscard]] std::vector<int> values_of(Index key) const {
    std::set<int> chosen;
    for (const Step& step : steps_) {
      if (step.key == key) chosen.insert(step.value);
    }
    return {chosen.begin(), chosen.end()};
  }

  struct Grid {
    const std::vector<Index>& keys;
    bool last;
    std::unordered_map<Index, std::size_t> place;
    std::vector<std::size_t> widths;
    std::vector<std::size_t> strides;
    std::vector<std::vector<int>> values;  // by key, those that occur, if not all
    std::vector<std::uint8_t> fixed;     // by key: chosen by the leaf at hand
    std::vector<std::int32_t> results;   // -1: not reached
  };

  void lay_out(Grid& grid) const {
    for (const LeafAt& leaf : leaves_) {
      grid.fixed.assign(grid.keys.size(), 0);
      std::size_t start = 0;
      for (std::uint32_t i = 0; i < leaf.count; ++i) {
        const Step& step = steps_[leaf.first + i];
        const std::size_t d = grid.place[step.key];
        grid.fixed[d] = 1;
        const std::vector<int>& values = grid.values[d];
        start += grid.strides[d] * static_cast<std::size_t>(
            values.empty() ? step.value : std::lower_bound(values.begin(), values.end(), step.value) - values.begin());
      }
      if (leaf.bulk < 0) {
        fill(grid, start, 0, leaf.result);
      } else {
        const BulkAt& bulk = bulks_[static_cast<std::size_t>(leaf.bulk)];
        fill_bulk(grid, start, 0, bulk, bulk.bulk.start);
      }
    }
  }

  // A fact that a completion did not look at may have any value there.
  static void fill(Grid& grid, std::size_t at, std::size_t d, std::int32_t result) {
    while (d < grid.keys.size() && grid.fixed[d] != 0) ++d;
    if (d == grid.keys.size()) {
      grid.results[at] = result;
      return;
    }
    for (std::size_t i = 0; i < grid.widths[d]; ++i) fill(grid, at + i * grid.strides[d], d + 1, result);
  }

  static void fill_bulk(Grid& grid, std::size_t at, std::size_t factor, const BulkAt& bulk, std::int64_t sum) {
    if (factor == bulk.bulk.factors.size()) {
      fill(grid, at, 0, bulk.result(sum));
      return;
    }
    const Bulk::Factor& f = bulk.bulk.factors[factor];
    const auto d = grid.place.find(f.key);
    if (d == grid.place.end()) {
      fill_bulk(grid, at, factor + 1, bulk, Bulk::plus(sum, grid.last ? f.weights.back() : f.weights.front()));
      return;
    }
    grid.fixed[d->second] = 1;
    for (std::size_t i = 0; i < f.weights.size(); ++i) {
      fill_bulk(grid, at + i * grid.strides[d->second], factor + 1, bulk, Bulk::plus(sum, f.weights[i]));
    }
  }

  static bool differs(const std::vector<std::int32_t>& grid, std::size_t stride, std::size_t width) {
    const std::size_t block = stride * width;
    for (std::size_t base = 0; base < grid.size(); base += block) {
      for (std::size_t i = base; i < base + stride; ++i) {
        std::int32_t first = -1;
        for (std::size_t k = i; k < i + block; k += stride) {
          if (grid[k] < 0) continue;
          if (first >= 0 && grid[k] != first) return true;
          first = grid[k];
        }
      }
    }
    return false;
  }

  // Where the grid would be too large (many choices beside facts), a choice counts as deciding where its values give
  // different sets of results.
  [[nodiscard]] std::set<Index> deciding_by_pairs(std::set<Index> found, const std::vector<Index>& keys) const {
    for (const Index key : keys) {
      std::unordered_map<int, std::set<std::int32_t>> by_value;
      for (const LeafAt& leaf : leaves_) {
        for (std::uint32_t i = 0; i < leaf.count; ++i) {
          const Step& step = steps_[leaf.first + i];
          if (step.key == key) by_value[step.value].insert(leaf.result);
        }
      }
      for (const auto& [value, results] : by_value) {
        if (results != by_value.begin()->second) found.insert(key);
      }
    }
    return found;
  }

  std::vector<Result> results_;
  std::unordered_map<std::size_t, std::vector<Index>> buckets_;
  std::vector<LeafAt> leaves_;
  std::vector<Step> steps_;
  std::vector<BulkAt> bulks_;
  std::set<Index> varying_;
  Index last_result_ = 0;
  bool seen_ = false;
};

}  // namespace cailiang::detail
