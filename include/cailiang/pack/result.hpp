// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cailiang/engine/assessment.hpp"

namespace cailiang {

/// The result object of the format (docs/pack-format.md, section 12) as JSON text: the same assessment, the same bytes.
/// \pre assess() filled it
[[nodiscard]] std::string to_json(const Assessment& assessment);

/// A condition as packs write it.
[[nodiscard]] std::string to_json(const Condition& condition);

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/result_json.ipp"
#endif
