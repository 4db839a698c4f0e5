// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/engine/bits.hpp"
#include "cailiang/law/rows.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang {

/// What came out for one subject.
enum class OutcomeKind : std::uint8_t {
  point,           ///< one amount
  range,           ///< a range of amounts
  either,          ///< tracks the text leaves open
  none,            ///< the row says: no fine
  no_penalty,      ///< a circumstance drops the penalty
  not_applicable,  ///< no branch of the statute fits
  gap,             ///< a branch fits, but no row of the table does, or no amount comes out
  open,            ///< facts that are not known, or the text itself, leave several results possible
  not_in_force     ///< the standard, the violation or the provision did not apply on that day
};
inline constexpr std::string_view outcome_kind_names[] = {
    "point", "range", "either", "none", "no_penalty", "not_applicable", "gap", "open", "not_in_force"};
/// The word of the format for it, as results and Python have it.
[[nodiscard]] constexpr std::string_view name(OutcomeKind kind) noexcept {
  return outcome_kind_names[static_cast<int>(kind)];
}

/// What a user of the result should look at. Sections are those of docs/pack-format.md.
enum class Warning : std::uint8_t {
  below_minimum,         ///< the result left the statutory range below and was cut
  above_maximum,         ///< the same above
  empty_range,           ///< no amount: the ends cross, or meet where one is excluded
  no_amount,             ///< no amount: something that it is made of is absent
  no_minimum,            ///< no amount: positions in the range need a lower end, and it has none below the upper
  no_limits,             ///< no statutory limits are at hand
  several_match,         ///< several rows of a `unique` list hold; each stays possible
  unprovable_lightest,   ///< a fact that cannot be ascertained took its lightest row
  class_not_supported,   ///< the class that was stated rests on no circumstance
  reduced_without_rule,  ///< below the minimum, and no text says how far
  not_below_minimum,     ///< a row for `reduced` gives a range that is not, or not wholly, below the minimum
  not_available,         ///< something is to be applied that was not offered
  act_date_assumed,      ///< the date of the decision stood in for that of the act
  not_tight,             ///< the range may be wider than what can be reached (section 11)
  not_whole_fen,         ///< an amount is no whole number of the currency's smallest unit (section 10)
  doubt                  ///< the printed text is unclear, or was not verified
};
inline constexpr std::string_view warning_names[] = {
    "below_minimum",       "above_maximum",
    "empty_range",         "no_amount",
    "no_minimum",          "no_limits",
    "several_match",       "unprovable_lightest",
    "class_not_supported", "reduced_without_rule",
    "not_below_minimum",   "not_available",
    "act_date_assumed",    "not_tight",
    "not_whole_fen",       "doubt",
};
inline constexpr int warning_count = static_cast<int>(std::size(warning_names));
[[nodiscard]] constexpr std::string_view name(Warning warning) noexcept {
  return warning_names[static_cast<int>(warning)];
}

/// A set of warnings.
class Warnings {
 public:
  constexpr void add(Warning warning) noexcept { bits_ |= 1U << static_cast<int>(warning); }
  constexpr void remove(Warning warning) noexcept { bits_ &= ~(1U << static_cast<int>(warning)); }
  constexpr void add(Warnings other) noexcept { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(Warning warning) const noexcept {
    return (bits_ >> static_cast<int>(warning) & 1U) != 0;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  constexpr void clear() noexcept { bits_ = 0; }
  friend constexpr bool operator==(Warnings, Warnings) noexcept = default;

 private:
  std::uint32_t bits_ = 0;
};

/// 减轻, 从轻, 一般, 从重.
enum class Class : std::uint8_t { reduced, lenient, standard, heavier };
inline constexpr std::string_view class_names[] = {"reduced", "lenient", "standard", "heavier"};
[[nodiscard]] constexpr std::string_view name(Class c) noexcept {
  return class_names[static_cast<int>(c)];
}

/// A range of money in units of the currency (元), exact; a missing end is no end, or none known.
struct MoneyRange {
  std::optional<Ratio> min;
  std::optional<Ratio> max;
  bool min_included = false;
  bool max_included = false;
  std::optional<Ratio> point{};  ///< a recommended amount inside

  /// "[]", "[)", "(]" or "()".
  [[nodiscard]] std::string_view ends() const noexcept {
    return min_included ? (max_included ? "[]" : "[)") : (max_included ? "(]" : "()");
  }
  [[nodiscard]] bool is_point() const { return min && max && *min == *max; }
  [[nodiscard]] bool contains(const Ratio& amount) const {
    return (!min || *min < amount || (min_included && *min == amount)) &&
           (!max || amount < *max || (max_included && *max == amount));
  }
  void clear() noexcept {
    min.reset();
    max.reset();
    min_included = max_included = false;
    point.reset();
  }
  friend bool operator==(const MoneyRange&, const MoneyRange&) = default;
};

/// Some of the names of circumstances and steps, in the order of the packs. Views into the standard.
class NameSet {
 public:
  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const NameSet* set, std::size_t at) : set_{set}, at_{at} { skip(); }
    std::string_view operator*() const { return (*set_->names_)[at_]; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    void skip() {
      while (at_ < set_->limit() && !set_->has(at_)) ++at_;
    }
    const NameSet* set_ = nullptr;
    std::size_t at_ = 0;
  };

  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, limit()}; }
  [[nodiscard]] bool empty() const noexcept { return bits_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return bits_.count(); }
  [[nodiscard]] bool contains(std::string_view name) const { return std::find(begin(), end(), name) != end(); }

  /// \param names outlives the set
  void assign(const std::vector<std::string>& names, const detail::Bits& bits) {
    names_ = &names;
    bits_ = bits;
  }
  /// \pre as many bits as were assigned
  void add(const detail::Bits& bits) noexcept { bits_ |= bits; }
  void clear() noexcept {
    names_ = nullptr;
    bits_.reset(0);
  }

 private:
  [[nodiscard]] std::size_t limit() const noexcept { return names_ == nullptr ? 0 : names_->size(); }
  [[nodiscard]] bool has(std::size_t i) const noexcept { return bits_.has(static_cast<detail::Index>(i)); }

  const std::vector<std::string>* names_ = nullptr;
  detail::Bits bits_;
};

/// What stands beside the fine, as it applies to the case.
struct ImposedSanction {
  const Sanction* sanction = nullptr;
  bool certain = true;     ///< false: listed with its condition, which may hold
  bool everywhere = true;  ///< false: not of every row that the unknown facts may lead to
  std::optional<MoneyRange> amount{};
};

/// The result for one subject. Texts are views into the standard, which an Assessment keeps alive.
struct Outcome {
  std::string_view subject;
  OutcomeKind kind = OutcomeKind::not_applicable;
  MoneyRange range;                        ///< of a point, a range or an open outcome
  bool has_fine = false;                   ///< of an open outcome: some way leads to a fine
  detail::Seldom<MoneyRange> tracks;       ///< of `either`
  MoneyRange legal;                        ///< the statutory limits
  bool has_legal = false;                  ///< false: no amount of the statute came out
  std::string_view branch;                 ///< of the statute; empty: none, or several stay possible
  detail::Seldom<std::string_view> tiers;  ///< one, or all that were added or stay possible
  std::optional<Ratio> share;              ///< of a weight table
  std::optional<Class> klass;              ///< none: several stay possible
  Mode mode = Mode::unstated;              ///< whether the fine shall or may be imposed
  detail::Seldom<OutcomeKind> kinds;       ///< of an open outcome: the kinds that stay possible
  detail::Seldom<std::string> needs;       ///< of an open outcome: what would have to be known to settle it
  std::string_view by;                     ///< of `no_penalty`: the circumstance
  detail::Seldom<ImposedSanction> sanctions;
  NameSet offers;                                 ///< circumstances and steps (可以) that hold and were not taken
  NameSet not_raised;                             ///< circumstances that nobody raised, so that they were not examined
  detail::Seldom<std::string_view> requirements;  ///< procedure: reasons, legal_review, hearing and the like
  detail::Seldom<const Label*> human;             ///< what is left to a person
  detail::Seldom<std::string_view> successor;     ///< of `not_in_force`: what came after, `pack#provision`
  Warnings warnings;

  /// Empties it, keeping what it has allocated.
  void clear() {
    kind = OutcomeKind::not_applicable;
    range.clear();
    has_fine = false;
    tracks.clear();
    legal.clear();
    has_legal = false;
    branch = {};
    tiers.clear();
    share.reset();
    klass.reset();
    mode = Mode::unstated;
    kinds.clear();
    needs.clear();
    by = {};
    sanctions.clear();
    offers.clear();
    not_raised.clear();
    requirements.clear();
    human.clear();
    successor.clear();
    warnings.clear();
  }
};

}  // namespace cailiang
