// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cailiang/error/result.hpp"
#include "cailiang/pack/catalogue.hpp"

namespace cailiang {

/// One string in, one string out: a single case file that names its pack, and the result object (docs/pack-format.md,
/// section 12). For embedders that do not want the types.
[[nodiscard]] Result<std::string> assess_json(const Catalogue& catalogue, std::string_view case_json);

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/assess_json.ipp"
#endif
