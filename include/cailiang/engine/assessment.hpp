// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/engine/outcome.hpp"
#include "cailiang/engine/trace.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang {

namespace detail {
struct StandardData;
struct Workspace;
struct Program;
}  // namespace detail

/// What follows for a case: one outcome per subject, `party` first. A value: it keeps its standard alive, into which
/// the texts of its outcomes and of a trace point; an Outcome that is copied out of it does not.
///
/// One that assess() has not filled, or in which it found something wrong, has findings at most: there are no outcomes,
/// and pack(), violation(), provisions() and act_date() must not be asked.
class Assessment {
 public:
  Assessment();
  Assessment(const Assessment& other);
  Assessment& operator=(const Assessment& other);
  Assessment(Assessment&&) noexcept;
  Assessment& operator=(Assessment&&) noexcept;
  ~Assessment();

  [[nodiscard]] std::span<const Outcome> outcomes() const noexcept { return outcomes_; }
  /// The outcome of a subject. \pre there is one: `party` always
  [[nodiscard]] const Outcome& operator[](std::string_view subject) const;
  /// The same; null if there is none.
  [[nodiscard]] const Outcome* find(std::string_view subject) const noexcept;

  /// The pack that was applied.
  [[nodiscard]] const Pack& pack() const noexcept;
  /// The violation assessed; null for provisions of a statute pack.
  [[nodiscard]] const Violation* violation() const noexcept;
  /// `pack#provision` of what was applied.
  [[nodiscard]] std::vector<std::string_view> provisions() const;
  [[nodiscard]] Date act_date() const noexcept { return *act_; }
  [[nodiscard]] std::optional<Date> decision_date() const noexcept { return decision_; }
  /// Facts that were given and play no part here.
  [[nodiscard]] std::span<const std::string_view> unused() const noexcept { return unused_; }
  /// What was wrong; then there are no outcomes.
  [[nodiscard]] const Findings& findings() const noexcept { return findings_; }

  /// What happened on the way, line by line. Recorded now, by evaluating the same case once more with a recorder on;
  /// the outcomes are those of the evaluation without one.
  [[nodiscard]] Trace trace() const;
  /// The same into a trace that the caller keeps, in the working memory of this assessment, so that the next one
  /// allocates little. Not for two threads at once.
  void trace(Trace& into);

 private:
  friend class ViolationHandle;
  friend struct detail::Workspace;

  std::shared_ptr<const detail::StandardData> data_;
  const detail::Program* program_ = nullptr;
  /// Keeps the program alive that was compiled for the provisions named by the question; null if the standard has it.
  std::shared_ptr<const detail::Program> own_program_;
  std::vector<Outcome> outcomes_;
  std::vector<std::string_view> unused_;
  std::optional<Date> act_;
  std::optional<Date> decision_;
  Findings findings_;
  std::unique_ptr<detail::Workspace> workspace_;
};

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/engine/standard.hpp"  // brings the definitions
#endif
