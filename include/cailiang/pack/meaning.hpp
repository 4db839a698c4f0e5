// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "cailiang/error/result.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang {

/// Whether what a pack says has a meaning: that the names in it exist, that facts are tested as what they are, that the
/// kinds of numbers go together, that nothing is defined by itself.
///
/// `used` are the packs it uses and those that they use, each once, in the order of `uses`. They are taken to be sound:
/// each is checked by itself. Empty if the pack can be compiled; else every finding, with its JSON Pointer into the
/// pack.
[[nodiscard]] Findings check_meaning(const Pack& pack, std::span<const Pack* const> used);

/// Everything that is wrong with a pack file: first what read_pack() finds, then what check_meaning() finds in the
/// parts that can be read. Nothing is said of what hangs on a part that cannot. `file` is only repeated in the
/// findings.
[[nodiscard]] Findings check_pack(std::string_view text, std::span<const Pack* const> used, std::string_view file = {});

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/meaning.ipp"
#endif
