// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "cailiang/error/result.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang {

/// What a pack file says, or everything that is wrong with its form, each with its JSON Pointer, line and column.
///
/// Strict: unknown and repeated keys, nulls and JSON numbers are errors. Whether the ids it names exist and the kinds
/// of its numbers go together is asked next, of check_meaning(). `file` is only repeated in the findings.
[[nodiscard]] Result<Pack> read_pack(std::string_view text, std::string_view file = {});

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/read.ipp"
#endif
