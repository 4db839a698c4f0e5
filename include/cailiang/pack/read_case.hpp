// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "cailiang/error/result.hpp"
#include "cailiang/law/case.hpp"
#include "cailiang/law/coverage.hpp"

namespace cailiang {

/// A single case file. It names its pack; what else it lacks is asked for when it is assessed, since a half-finished
/// case is saved in this form too.
[[nodiscard]] Result<Case> read_case(std::string_view text, std::string_view file = {});

/// The worked cases beside a pack (`cases.json`), each complete.
[[nodiscard]] Result<std::vector<Case>> read_cases(std::string_view text, std::string_view file = {});

/// A bare object of facts.
[[nodiscard]] Result<FactInputs> read_facts(std::string_view text, std::string_view file = {});

/// What became of each printed row (`coverage.json`).
[[nodiscard]] Result<Coverage> read_coverage(std::string_view text, std::string_view file = {});

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/read_case.ipp"
#endif
