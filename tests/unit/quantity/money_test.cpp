// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/money.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "unit/quantity/print.hpp"

namespace cailiang {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

TEST(FenTest, AddsAndCompares) {
  static_assert(yuan(9999, 99) == fen(999999));
  static_assert(yuan(9999, 99) + fen(1) == yuan(10000));
  static_assert(yuan(1) - yuan(2) == -yuan(1));
  static_assert(yuan(0, -99).value() == -99);
  static_assert(yuan(9999, 99) < yuan(10000));
  Fen sum = yuan(1);
  sum += fen(50);
  sum -= yuan(1);
  EXPECT_EQ(sum, fen(50));
}

TEST(FenTest, IsWrittenInYuan) {
  EXPECT_EQ(yuan(200000).text(), "200000");
  EXPECT_EQ(yuan(9999, 99).text(), "9999.99");
  EXPECT_EQ(yuan(1409, 50).text(), "1409.5");
  EXPECT_EQ(fen(-1).text(), "-0.01");
}

TEST(FenTest, ThrowsWhereTheSumDoesNotFit) {
  EXPECT_THROW((void)(fen(largest) + fen(1)), Overflow);
  EXPECT_THROW((void)(fen(-largest) - fen(2)), Overflow);
  EXPECT_THROW((void)-fen(std::numeric_limits<std::int64_t>::min()), Overflow);
  EXPECT_THROW((void)yuan(largest / 100, 8), Overflow);
  EXPECT_THROW((void)yuan(largest), Overflow);
  EXPECT_EQ(yuan(largest / 100, 7), fen(largest));
}

TEST(Scale, RoundsAsTold) {
  constexpr Ratio third = Ratio::of(1, 3);
  static_assert(scale(yuan(10000), third, Rounding::up) == yuan(3333, 34));
  static_assert(scale(yuan(10000), third, Rounding::down) == yuan(3333, 33));
  static_assert(scale(yuan(10000), third, Rounding::half_up) == yuan(3333, 33));
  static_assert(scale(fen(1), Ratio::of(1, 2), Rounding::half_up) == fen(1));
  static_assert(scale(fen(-1), Ratio::of(1, 2), Rounding::half_up) == fen(0));
}

// Goods value up to 10^13 yuan, weights in twenty-fourths: the product stays exact.
TEST(Scale, IsExactForTheLargestAmounts) {
  const Fen most = yuan(10'000'000'000'000);
  EXPECT_EQ(scale(most, Ratio::of(1, 24), Rounding::down), fen(41'666'666'666'666));
  EXPECT_EQ(scale(most, Ratio::of(1, 24), Rounding::up), fen(41'666'666'666'667));
  EXPECT_EQ(scale(most, Ratio{30}, Rounding::down), yuan(300'000'000'000'000));
  EXPECT_EQ(scale(fen(largest), 1, Rounding::up), fen(largest));
  EXPECT_THROW((void)scale(fen(largest), 2, Rounding::down), Overflow);
  EXPECT_EQ(scale(fen(largest), Ratio::of(largest - 1, largest), Rounding::down), fen(largest - 1));
}

TEST(InYuan, IsExactBothWays) {
  static_assert(in_yuan(yuan(9999, 99)) == Ratio::of(999999, 100));
  static_assert(to_fen(Ratio::of(10000, 3), Rounding::up) == yuan(3333, 34));
  static_assert(to_fen(Ratio::of(10000, 3), Rounding::down) == yuan(3333, 33));
  static_assert(to_fen(in_yuan(fen(largest)), Rounding::half_up) == fen(largest));
  EXPECT_THROW((void)to_fen(Ratio{largest}, Rounding::down), Overflow);
}

}  // namespace
}  // namespace cailiang
