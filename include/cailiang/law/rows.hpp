// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cailiang/law/fact.hpp"
#include "cailiang/law/fine.hpp"

namespace cailiang {

/// 应当 or 可以; `unstated` where a row leaves it to the row above.
enum class Mode : unsigned char { unstated, shall, may };

/// What a row may say about itself, whatever its kind.
struct Remarks {
  Label human;                                       ///< a point left to a person
  Label doubt;                                       ///< the printed text is unclear or unverified
  std::vector<std::pair<std::string, Label>> known;  ///< finding of the checker, and why it is the document's own
  std::vector<std::string> requires_;                ///< what must happen before the decision

  /// True if an outcome that the row touches has nothing to say of it.
  [[nodiscard]] bool silent() const noexcept { return human.empty() && doubt.empty() && requires_.empty(); }
};

/// A row of a statute: one range for one subject.
struct Branch {
  std::string id;
  std::string subject;
  Label label;
  std::optional<Condition> when;
  Mode mode = Mode::shall;
  Fine fine;
  std::vector<Sanction> sanctions;
  Remarks remarks;
  Source source;
  bool own_source = false;
};

/// An amount that is the same for every branch, or one amount per branch.
template <class T>
struct PerBranch {
  std::optional<T> plain;
  std::vector<std::pair<std::string, T>> keyed;
};

/// A row of a table: a range narrower than the statute's.
struct Tier {
  std::string id;
  std::string grade;
  Label label;
  std::optional<Condition> when;
  Mode mode = Mode::unstated;
  PerBranch<Fine> fine;
  std::vector<Sanction> sanctions;
  Remarks remarks;
  Source source;
};

/// A row of a factor: its share of the range. Weights are number texts.
struct Level {
  Label label;
  std::optional<Condition> when;
  PerBranch<std::string> weight;
  Remarks remarks;
  Source source;
};

struct Factor {
  std::string id;
  Label label;
  std::optional<Match> match;
  std::vector<Level> levels;
  Source source;
};

/// A weight table: a start plus one share per factor.
struct Weights {
  std::optional<Term> base;  ///< empty if `base_is_range`; `"maximum"` is a term
  bool base_is_range = false;
  PerBranch<std::string> start;
  std::string at_least;  ///< number text, or empty
  std::string at_most;
  std::vector<Factor> factors;
};

struct Table {
  Label label;
  std::vector<std::string> branches;
  std::optional<Match> match;
  std::vector<Tier> tiers;
  std::optional<Weights> weights;
  Remarks remarks;
  Source source;
  bool own_source = false;
};

/// What a circumstance does; the last three set the class.
enum class Effect : unsigned char { no_penalty, reduced, lenient, heavier };

struct Circumstance {
  std::string id;
  Label label;
  std::vector<Effect> effects;
  Mode mode = Mode::shall;
  Condition when;
  bool examine = false;
  std::vector<Sanction> sanctions;
  Remarks remarks;
  Source source;
};

struct StepRow {
  Label label;
  std::optional<Condition> when;
  Mode mode = Mode::shall;
  std::optional<Fine> fine;
  int shift = 0;
  std::optional<Fine> at_end;
  Remarks remarks;
  Source source;
  bool own_source = false;
};

/// Maps the range that arrives; the first row that holds counts.
struct Step {
  std::string id;
  Label label;
  std::vector<StepRow> rows;
  Source source;
};

}  // namespace cailiang
