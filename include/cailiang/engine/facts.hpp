// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/engine/given.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/law/case.hpp"
#include "cailiang/law/fact.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/money.hpp"

namespace cailiang {

namespace detail {
struct FactsByPlace;
struct StandardData;
struct Workspace;
}  // namespace detail
class Standard;
class ViolationHandle;

/// States of a fact beside its value: established not to exist, or established not to be ascertainable.
enum class State : std::uint8_t { absent, unprovable };

/// The facts of one case. A fact that is not set is unknown: it never becomes zero or false.
///
/// Names and values are held against the standard as they are set; what is wrong is collected, each with its place, and
/// nothing of it is used. Not for several threads at once.
class Facts {
 public:
  explicit Facts(const Standard& standard);
  explicit Facts(const ViolationHandle& violation);

  /// A number, a date, an option or a state, as files write it: "9999.99", "30%", "2026-08-15", "in_time", "absent".
  /// Money is in the currency's unit (元).
  Facts& set(std::string_view fact, std::string_view text);
  Facts& set(std::string_view fact, const char* text) { return set(fact, std::string_view{text}); }
  template <std::same_as<bool> T>  // nothing else becomes true or false on the way
  Facts& set(std::string_view fact, T value) {
    return set_flag(fact, value);
  }
  /// A whole number; money is in the currency's unit (元).
  template <detail::Whole64 T>
  Facts& set(std::string_view fact, T value) {
    return set(fact, Ratio{value});
  }
  template <std::floating_point T>
  Facts& set(std::string_view, T) = delete;  // no floating point is exact: write text
  /// Fen, or the smallest unit of another currency of two decimals.
  Facts& set(std::string_view fact, Fen value);
  Facts& set(std::string_view fact, const Ratio& value);
  Facts& set(std::string_view fact, Date value);
  Facts& set(std::string_view fact, State state);
  Facts& set(std::string_view fact, const std::vector<std::string>& options);
  /// A number of which only a bound is known.
  Facts& set(std::string_view fact, const Ends<std::string>& bound);
  Facts& set(std::string_view fact, const FactInput& input);
  Facts& set(const FactInputs& inputs);
  /// As people type it: full-width digits, 万元, thousands commas; see parse_user_amount().
  Facts& type(std::string_view fact, std::string_view text);
  /// Where the proof of a fact is; set the fact first.
  Facts& evidence(std::string_view fact, std::string_view text);

  /// Reports what the caller itself found wrong with a value, in line with what set() finds.
  void wrong(Errc code, std::string_view fact, std::string message);
  /// What was wrong so far.
  [[nodiscard]] const Findings& findings() const noexcept { return findings_; }
  /// Forgets all facts and findings, keeping what was allocated.
  void clear();

 private:
  friend class ViolationHandle;
  friend struct detail::FactsByPlace;
  friend struct detail::Workspace;

  [[nodiscard]] detail::Index& next();
  [[nodiscard]] detail::Index find(std::string_view fact);
  [[nodiscard]] detail::Given& at(detail::Index fact);
  [[nodiscard]] detail::Rest& rest_of(detail::Given& given);
  detail::Given* slot(std::string_view fact);
  Facts& set_flag(std::string_view fact, bool value);
  bool put(detail::Index fact, const Ratio& value);
  Facts& refuse(const detail::Given* given, Errc code, std::string_view name, std::string message);
  void put_number(std::string_view name, const Ratio& value);
  [[nodiscard]] const Fact& declared(const detail::Given& given) const;
  [[nodiscard]] const detail::Span& domain_of(const detail::Given& given) const;

  std::shared_ptr<const detail::StandardData> data_;
  std::vector<detail::Given> given_;
  std::vector<detail::Rest> rests_;
  detail::Index last_ = detail::none;  ///< the fact that find() found
  std::vector<detail::Index> next_;    ///< by fact what was last told after it; at the end what was told first
  Findings findings_;
  std::string prefix_ = "/facts";
};

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/engine/standard.hpp"  // brings the definitions
#endif
