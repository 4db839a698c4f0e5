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
#include "cailiang/detail/engine/forms.hpp"
#include "cailiang/detail/engine/leaf.hpp"
#include "cailiang/detail/engine/ways.hpp"

namespace cailiang::detail {

/// Takes in the outcome of every completion and says what they have in common: one settled outcome, or the hull of all,
/// and the facts that matter.
class Gather {
 public:
  explicit Gather(std::int64_t smallest_units) : smallest_units_{smallest_units} {}

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
    if (!completions.three_valued()) ways_.add(completions, result);
  }

  /// Makes room for so many results more.
  void expect(std::size_t results) {
    results_.reserve(results_.size() + results);
    fines_.reserve(fines_.size() + results);
    by_digest_.reserve(by_digest_.size() + results);
  }

  /// One of the outcomes of a bulk; its place among the completions is said by add_bulk().
  std::int32_t take_in(const Leaf<Form>& leaf, const Completions& completions, const Forms& forms) {
    const Index result = intern(leaf);
    const bool moves = varies(leaf, completions);
    if (!seen_ || result != last_result_ || moves) widen(leaf, forms);
    last_result_ = result;
    lists(leaf, forms, seen_);
    seen_ = true;
    return result;
  }

  /// \param results by the place of the sum among `sums`
  void add_bulk(const Completions& completions, const Bulk& bulk, std::vector<std::int64_t> sums,
                std::vector<std::int32_t> results) {
    ways_.add(completions, bulk, std::move(sums), std::move(results));
  }

  /// Not every way was followed: the outcome is whatever the text can give the subject at all.
  void give_up(const Program& program, const CaseState& state, Index subject) {
    complete_ = false;
    const auto may_be = [&](OutcomeKind kind) {
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    };
    for (const OutcomeKind kind :
         {OutcomeKind::point, OutcomeKind::range, OutcomeKind::not_applicable, OutcomeKind::gap})
      may_be(kind);
    for (const CompiledFine& fine : program.fines) {
      if (fine.no_fine) may_be(OutcomeKind::none);
      if (fine.begin != fine.end) may_be(OutcomeKind::either);
    }
    state.taking_part.each([&](Index i) {
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
    offers.reset(0);
  }

  [[nodiscard]] bool settled() const { return complete_ && results_.size() == 1 && varying_.empty(); }

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
  [[nodiscard]] const std::vector<Bounds<Form>>& only() const { return fines_; }
  [[nodiscard]] OutcomeKind only_kind() const { return results_.front().kind; }

  /// The choices for which two completions that differ in that one alone differ in the result.
  [[nodiscard]] std::set<Index> deciding(const Completions& completions) const {
    std::set<Index> found = varying_;
    if (results_.size() > 1) ways_.deciding(completions, found);
    return found;
  }

  /// What stands as a variable in a result.
  [[nodiscard]] const std::set<Index>& varying() const noexcept { return varying_; }

 private:
  struct Result {
    OutcomeKind kind;
    std::size_t first;  ///< of its fines, in fines_
    std::size_t count;
  };
  static bool same(const Bounds<Form>& a, const Bounds<Form>& b) {
    return a.has_lower == b.has_lower && a.has_upper == b.has_upper && a.has_point == b.has_point &&
           a.lower_included == b.lower_included && a.upper_included == b.upper_included &&
           (!a.has_lower || a.lower == b.lower) && (!a.has_upper || a.upper == b.upper) &&
           (!a.has_point || a.point == b.point);
  }

  Index intern(const Leaf<Form>& leaf) {
    const auto matches = [&](const Result& result) {
      if (result.kind != leaf.kind || result.count != leaf.fines.size()) return false;
      return std::equal(leaf.fines.begin(), leaf.fines.end(),
                        fines_.begin() + static_cast<std::ptrdiff_t>(result.first), same);
    };
    if (seen_ && matches(results_[static_cast<std::size_t>(last_result_)])) return last_result_;
    const std::size_t key = digest(leaf);
    for (auto [like, end] = by_digest_.equal_range(key); like != end; ++like) {
      if (matches(results_[static_cast<std::size_t>(like->second)])) return like->second;
    }
    const auto made = static_cast<Index>(results_.size());
    results_.push_back({leaf.kind, fines_.size(), leaf.fines.size()});
    fines_.insert(fines_.end(), leaf.fines.begin(), leaf.fines.end());
    by_digest_.emplace(key, made);
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
  bool varies(const Leaf<Form>& leaf, const Completions& completions) {
    bool any = false;
    const auto look = [&](bool has, const Form& number) {
      if (!has || number.is_constant()) return;
      if (number.shape->loose) loose = true;
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
      for (const auto& [has, number] :
           {std::pair{fine.has_lower, &fine.lower}, {fine.has_upper, &fine.upper}, {fine.has_point, &fine.point}}) {
        if (has && number->is_constant() && !number->constant.is_whole(smallest_units_)) {
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
      offers &= leaf.offers;
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

  std::int64_t smallest_units_;
  std::vector<Result> results_;
  std::vector<Bounds<Form>> fines_;
  std::unordered_multimap<std::size_t, Index> by_digest_;
  bool complete_ = true;
  Ways ways_;
  std::set<Index> varying_;
  Index last_result_ = 0;
  bool seen_ = false;
};

}  // namespace cailiang::detail
