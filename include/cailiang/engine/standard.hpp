// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/engine/assessment.hpp"
#include "cailiang/engine/facts.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang {

namespace detail {
struct StandardData;
}

/// What is asked beside the facts. One of the two dates is required; a decision date alone stands for the act's, with
/// the warning `act_date_assumed`.
struct Question {
  std::optional<Date> act{};
  std::optional<Date> decision{};
  std::vector<std::string> provisions{};  ///< `pack#provision`, where the violation leaves the provision to the case
  std::vector<std::string> apply{};       ///< circumstances and steps (可以) that are taken
  std::vector<std::pair<std::string, Ratio>> decided{};  ///< amounts decided for other subjects, in the currency's unit
};

/// One violation of a standard, or (`id()` empty) the provisions of a statute pack. Cheap to copy; keeps the standard.
class ViolationHandle {
 public:
  [[nodiscard]] std::string_view id() const noexcept {
    return violation_ == nullptr ? std::string_view{} : violation_->id;
  }
  /// What the pack says of it; null for a statute pack.
  [[nodiscard]] const Violation* source() const noexcept { return violation_; }
  /// The facts that it can ask for, those of circumstances last.
  [[nodiscard]] std::vector<const Fact*> facts() const;
  /// Those that it asks for under these provisions, or what is wrong with them.
  [[nodiscard]] Result<std::vector<const Fact*>> facts(const std::vector<std::string>& provisions) const;
  /// The circumstances that may count, those of the packs in use too, each once: under these provisions, or if there
  /// are none under whatever may be chosen of those that it names.
  [[nodiscard]] Result<std::vector<const Circumstance*>> circumstances(
      const std::vector<std::string>& provisions = {}) const;

  /// The outcome for each subject, or what is wrong with the facts or the question. Thread-safe.
  [[nodiscard]] Result<Assessment> assess(const Facts& facts, const Question& question) const;
  /// The same into an assessment that the caller keeps: after the first call with known facts nothing is allocated.
  /// False: `into.findings()` says why, and it has no outcomes.
  bool assess(const Facts& facts, const Question& question, Assessment& into) const;

 private:
  friend class Standard;
  friend class Facts;
  bool try_assess(const Facts& facts, const Question& question, Assessment& into) const;
  ViolationHandle(std::shared_ptr<const detail::StandardData> data, const Violation* violation)
      : data_{std::move(data)}, violation_{violation} {}

  std::shared_ptr<const detail::StandardData> data_;
  const Violation* violation_;
};

/// A pack with the packs it uses, compiled. Immutable; may be shared among threads. Cheap to copy.
class Standard {
 public:
  /// \pre every pack passed check_meaning() against those behind it
  /// \param packs its own pack first, then all that it uses, each once
  [[nodiscard]] static Result<Standard> compile(std::vector<std::shared_ptr<const Pack>> packs);

  [[nodiscard]] const Pack& pack() const noexcept;
  /// Its own pack first, then those it uses.
  [[nodiscard]] std::span<const std::shared_ptr<const Pack>> packs() const noexcept;

  /// \return Errc::unknown_violation if there is none; for a statute pack write "".
  [[nodiscard]] Result<ViolationHandle> violation(std::string_view id) const;
  /// In the order of the pack.
  [[nodiscard]] std::vector<ViolationHandle> violations() const;
  /// What is wrong with facts and a question whatever violation they are told of, for a caller whose violation there is
  /// not: assess() finds the same.
  [[nodiscard]] Findings check(const Facts& facts, const Question& question) const;
  /// A fact of the packs in use by its id, as the declaration that counts says it; null if there is none.
  [[nodiscard]] const Fact* fact(std::string_view id) const noexcept;
  /// A provision of the packs in use by `pack#provision`; null if there is none.
  [[nodiscard]] const Provision* provision(std::string_view reference) const noexcept;

 private:
  friend class Facts;
  explicit Standard(std::shared_ptr<const detail::StandardData> data) : data_{std::move(data)} {}
  std::shared_ptr<const detail::StandardData> data_;
};

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/engine/assessment.ipp"
#include "cailiang/detail/engine/facts.ipp"
#include "cailiang/detail/engine/standard.ipp"
#include "cailiang/detail/engine/trace.ipp"
#endif
