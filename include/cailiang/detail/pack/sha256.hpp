// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cailiang::detail {

/// SHA-256 (FIPS 180-4) of the bytes, as 64 small hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/sha256.ipp"
#endif
