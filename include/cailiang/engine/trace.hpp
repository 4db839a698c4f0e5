// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/engine/outcome.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang {

/// A fact as the evaluation took it.
struct TraceFact {
  std::string_view id;
  const Fact* fact = nullptr;   ///< its declaration
  std::string value;            ///< as files write it; empty: unknown
  std::string evidence;
  bool derived = false;         ///< followed from others
};

/// A row that was looked at, and why it was not the one.
struct TraceRow {
  enum class State : std::uint8_t { taken, possible, not_reached, failed };
  State state = State::failed;
  std::string_view id;          ///< of a branch or tier
  const Label* label = nullptr;
  const Source* source = nullptr;
  const Condition* when = nullptr;           ///< null: the otherwise row
  const ConditionMember* failed_at = nullptr;  ///< the member that did not hold
  std::optional<Ratio> weight;  ///< of a level
};

/// One thing that happened.
struct TraceLine {
  enum class Kind : std::uint8_t {
    circumstance,    ///< `holds`, and what it does
    klass,           ///< the class that follows
    branch,
    tier,
    factor,
    share,           ///< the sum of the weights
    step,
    provision_step,
    limits           ///< cut to the statute
  };
  Kind kind = Kind::branch;
  std::string_view subject;     ///< empty: for every subject
  std::string_view id;          ///< of the circumstance, factor or step
  const Label* label = nullptr;
  const Source* source = nullptr;
  const Pack* pack = nullptr;   ///< that says so
  const Provision* provision = nullptr;
  const Circumstance* circumstance = nullptr;
  const Table* table = nullptr;
  const Fine* fine = nullptr;   ///< of the row taken
  bool holds = false;
  bool applied = false;
  std::vector<TraceRow> rows;
  std::optional<Ratio> share;
  std::optional<Ratio> start;
  std::optional<MoneyRange> before;
  std::optional<MoneyRange> after;
  std::optional<Class> klass;
  Warnings warnings;            ///< raised here
};

/// What happened on the way to an assessment, in order.
struct Trace {
  std::vector<TraceFact> facts;
  std::vector<TraceLine> lines;
};

}  // namespace cailiang
