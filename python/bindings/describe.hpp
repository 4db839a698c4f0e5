// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/engine/standard.hpp"
#include "cailiang/engine/trace.hpp"
#include "cailiang/law/pack.hpp"
#include "cailiang/pack/entry.hpp"
#include "convert.hpp"

namespace cailiang::python {

// What documents say, and what happened in an evaluation, as plain data.

[[nodiscard]] Data describe(const Pack& pack);
[[nodiscard]] Data describe(const Entry& entry);
/// A fact of the packs in use, as the rules of the standard have it.
[[nodiscard]] Data describe(const Standard& standard, const Fact& fact);
[[nodiscard]] Data describe(const Violation& violation);
[[nodiscard]] Data describe(const Provision& provision);
[[nodiscard]] Data describe(const Trace& trace);

}  // namespace cailiang::python
