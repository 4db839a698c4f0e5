// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace cailiang {

namespace detail {

/// ISO 4217, list one, published on 2026-01-01: every currency whose smallest unit is no hundredth.
inline constexpr std::pair<std::string_view, std::int64_t> other_than_hundredths[] = {
    {"BIF", 1},    {"CLP", 1},    {"DJF", 1},    {"GNF", 1},     {"ISK", 1},     {"JPY", 1},    {"KMF", 1},
    {"KRW", 1},    {"PYG", 1},    {"RWF", 1},    {"UGX", 1},     {"UYI", 1},     {"VND", 1},    {"VUV", 1},
    {"XAF", 1},    {"XOF", 1},    {"XPF", 1},    {"BHD", 1000},  {"IQD", 1000},  {"JOD", 1000}, {"KWD", 1000},
    {"LYD", 1000}, {"OMR", 1000}, {"TND", 1000}, {"CLF", 10000}, {"UYW", 10000},
};

}  // namespace detail

/// How many of its smallest unit one unit of a currency is: 100 fen a yuan; 1 for the yen, which is not divided; 1,000
/// fils a dinar. A code that ISO 4217 does not have, or has without a smallest unit (gold), counts as 100.
[[nodiscard]] constexpr std::int64_t smallest_units(std::string_view currency) noexcept {
  for (const auto& [code, units] : detail::other_than_hundredths) {
    if (code == currency) return units;
  }
  return 100;
}

}  // namespace cailiang
