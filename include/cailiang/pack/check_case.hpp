// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "cailiang/error/result.hpp"
#include "cailiang/pack/catalogue.hpp"

namespace cailiang {

/// Everything that is wrong with a single case file: what read_case() finds, then what its standard finds in the parts
/// that can be read. Empty if it can be assessed, or lacks no more than a date or a provision. `file` is only repeated
/// in the findings.
[[nodiscard]] Findings check_case(const Catalogue& catalogue, std::string_view text, std::string_view file = {});

/// The same of the worked cases beside a pack (`cases.json`), each as far as it can be read. Whether what they expect
/// comes out is asked of the standard.
[[nodiscard]] Findings check_cases(const Catalogue& catalogue, std::string_view text, std::string_view file = {});

/// The same of a bare object of facts.
[[nodiscard]] Findings check_facts(const Standard& standard, std::string_view text, std::string_view file = {});

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/check_case.ipp"
#endif
