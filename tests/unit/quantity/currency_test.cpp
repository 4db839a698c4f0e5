// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/currency.hpp"

#include <gtest/gtest.h>

namespace cailiang {
namespace {

// ISO 4217: the minor unit of the yuan has two decimals, that of the yen none, of the Kuwaiti dinar three, of the
// Chilean unidad de fomento four.
TEST(Currency, SmallestUnitsAreThoseOfIso4217) {
  static_assert(smallest_units("CNY") == 100);
  static_assert(smallest_units("HKD") == 100);
  static_assert(smallest_units("JPY") == 1);
  static_assert(smallest_units("KWD") == 1'000);
  static_assert(smallest_units("CLF") == 10'000);
}

TEST(Currency, WhatTheListDoesNotSayCountsAsTwoDecimals) {
  static_assert(smallest_units("XTS") == 100);  // for tests: no minor unit
  static_assert(smallest_units("QQQ") == 100);
  static_assert(smallest_units("") == 100);
}

// A code stands once, or the second of its units would never be found.
TEST(Currency, EachIsListedOnce) {
  for (const auto& [code, units] : detail::other_than_hundredths) {
    EXPECT_EQ(code.size(), 3U) << code;
    EXPECT_NE(units, 100) << code;
    EXPECT_EQ(smallest_units(code), units) << code;
  }
}

}  // namespace
}  // namespace cailiang
