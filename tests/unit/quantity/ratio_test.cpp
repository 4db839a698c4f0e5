// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/ratio.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "unit/quantity/print.hpp"

namespace cailiang {
namespace {

using Reference = boost::multiprecision::cpp_rational;
using BigInt = boost::multiprecision::cpp_int;

constexpr Int128 int128_max = detail::int128_max;
constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

Ratio number(std::string_view text) {
  return Ratio::parse(text).value();
}

TEST(RatioTest, IsExactAtCompileTime) {
  static_assert(Ratio::of(1, 3) + Ratio::of(1, 6) == Ratio::of(1, 2));
  static_assert(Ratio::of(1, -3) == -Ratio::of(1, 3));
  static_assert(Ratio::of(1, 3) * 3 == 1);
  static_assert(Ratio{7} / Ratio::of(-7, 2) == -2);
  static_assert(Ratio::of(999999, 100) < 10000);
  static_assert(Ratio{} == 0 && Ratio{}.is_zero() && !Ratio{}.is_negative());
  static_assert(Ratio::of(6, 3).is_whole() && !Ratio::of(5, 3).is_whole());
  static_assert(Ratio::of(6, -4).numerator() == -3 && Ratio::of(6, -4).denominator() == 2);
}

TEST(RatioTest, AssignsWithItsOperators) {
  Ratio x = 10;
  x += 2;
  x -= Ratio::of(1, 2);
  x *= 4;
  x /= 23;
  EXPECT_EQ(x, 2);
}

struct Text {
  std::string_view written, text, percent;
};
TEST(RatioParse, ReadsWhatPacksWrite) {
  for (const auto& [written, text, percent] : std::vector<Text>{
           {"0", "0", "0%"},
           {"200000", "200000", "20000000%"},
           {"9999.99", "9999.99", "999999%"},
           {"50%", "0.5", "50%"},
           {"12.5%", "0.125", "12.5%"},
           {"0.05", "0.05", "5%"},
           {"0.0005", "0.0005", "0.05%"},
           {"2.50", "2.5", "250%"},
           {"100%", "1", "100%"},
           {"1/3", "1/3", "1/3"},
           {"20/6", "10/3", "10/3"},
           {"3/24", "0.125", "12.5%"},
           {"-30%", "-0.3", "-30%"},
           {"-10000/3", "-10000/3", "-10000/3"},
           {"-0", "0", "0%"},
           {"0.000001", "0.000001", "0.0001%"},
           {"170141183460469231731687303715884105727", "170141183460469231731687303715884105727",
            "17014118346046923173168730371588410572700%"},
           {"1/170141183460469231731687303715884105727", "1/170141183460469231731687303715884105727",
            "1/170141183460469231731687303715884105727"},
           {"1/85070591730234615865843651857942052864",  // 2^126: as long as a decimal can be
            "0."
            "0000000000000000000000000000000000000117549435082228750796873653722224567781866555677208752150875170627841"
            "72"
            "594547271728515625",
            "0."
            "0000000000000000000000000000000000011754943508222875079687365372222456778186655567720875215087517062784172"
            "594547271728515625%"},
       }) {
    ASSERT_TRUE(Ratio::parse(written)) << written;
    EXPECT_EQ(number(written).text(), text);
    EXPECT_EQ(number(written).percent_text(), percent);
  }
}

TEST(RatioParse, RefusesEverythingElse) {
  for (const char* text : {"",
                           "-",
                           "+1",
                           "--1",
                           "007",
                           "00",
                           "00.5",
                           "-01",
                           ".5",
                           "5.",
                           "5.%",
                           "%",
                           "1e3",
                           "1E3",
                           "1,000",
                           "1 000",
                           " 1",
                           "1 ",
                           "1/0",
                           "0/3",
                           "1/",
                           "/3",
                           "1/-3",
                           "1/03",
                           "1.5/3",
                           "1/3%",
                           "1/2/3",
                           "1.2.3",
                           "50%%",
                           "0x10",
                           "inf",
                           "nan",
                           "１",
                           "1万",
                           "170141183460469231731687303715884105728",
                           "1/170141183460469231731687303715884105728",
                           "0.000000000000000000000000000000000000001"}) {
    EXPECT_FALSE(Ratio::parse(text)) << text;
  }
}

TEST(RatioParse, ReadsBackItsOwnText) {
  std::mt19937_64 random{20260815};
  for (int i = 0; i < 20000; ++i) {
    const auto num = static_cast<std::int64_t>(random()) >> (random() % 63);
    const auto den = static_cast<std::int64_t>(random() % 1000000 + 1);
    const Ratio x = Ratio::of(num, den);
    ASSERT_EQ(number(x.text()), x);
    ASSERT_EQ(number(x.percent_text()), x);
  }
}

// The rules name only these ways; what is rounded to is always a positive step.
TEST(RatioRound, GoesToTheLargerOrTheSmallerAlsoBelowZero) {
  EXPECT_EQ(round(Ratio::of(5, 2), 1, Rounding::up), 3);
  EXPECT_EQ(round(Ratio::of(5, 2), 1, Rounding::down), 2);
  EXPECT_EQ(round(Ratio::of(5, 2), 1, Rounding::half_up), 3);
  EXPECT_EQ(round(Ratio::of(-5, 2), 1, Rounding::up), -2);
  EXPECT_EQ(round(Ratio::of(-5, 2), 1, Rounding::down), -3);
  EXPECT_EQ(round(Ratio::of(-5, 2), 1, Rounding::half_up), -2);
  EXPECT_EQ(round(Ratio::of(-51, 20), 1, Rounding::half_up), -3);
  EXPECT_EQ(round(Ratio{3}, 1, Rounding::up), 3);
  EXPECT_EQ(Ratio{12345}.floor_to(1000), 12000);
  EXPECT_EQ(Ratio{12345}.ceil_to(1000), 13000);
  EXPECT_EQ(round(Ratio{12500}, Ratio{1000}, Rounding::half_up), 13000);
  EXPECT_EQ(Ratio::of(1, 3).floor_to(Ratio::of(1, 100)), Ratio::of(33, 100));
  EXPECT_EQ(Ratio{10}.ceil_to(Ratio::of(3, 7)), Ratio::of(72, 7));
}

TEST(RatioOverflow, IsExactJustBelowTheEdge) {
  const Ratio most = Ratio::of(int128_max, 1);
  EXPECT_EQ(most - 1 + 1, most);
  EXPECT_EQ(most / 3 * 3, most);
  EXPECT_EQ(most - most, 0);
  EXPECT_EQ(-most, Ratio::of(-int128_max, 1));
  EXPECT_LT(Ratio::of(int128_max - 1, int128_max), Ratio::of(int128_max, int128_max));
  EXPECT_LT(Ratio::of(1, int128_max), Ratio::of(1, int128_max - 1));
  EXPECT_EQ(Ratio::of(int64_min, 1) * int64_min, Ratio::of(static_cast<Int128>(1) << 126, 1));
  EXPECT_EQ(Ratio::of(int64_min, 1) + int64_min, Ratio::of(static_cast<Int128>(int64_min) * 2, 1));
  EXPECT_EQ(Ratio::of(int64_min, int64_max) + Ratio::of(int64_min, int64_max - 1) - Ratio::of(int64_min, int64_max),
            Ratio::of(int64_min, int64_max - 1));
}

TEST(RatioOverflow, ThrowsBeyondIt) {
  const Ratio most = Ratio::of(int128_max, 1);
  EXPECT_THROW((void)(most + 1), Overflow);
  EXPECT_THROW((void)(-most - 1), Overflow);
  EXPECT_THROW((void)(most * 2), Overflow);
  EXPECT_THROW((void)(1 / most / 2), Overflow);
  EXPECT_THROW((void)(Ratio::of(1, int128_max) + Ratio::of(1, int128_max - 1)), Overflow);
  EXPECT_THROW((void)round(most, 2, Rounding::up), Overflow);
  EXPECT_EQ(round(most, 2, Rounding::down), most - 1);
  EXPECT_THROW((void)Ratio::of(-int128_max - 1, 1), Overflow);
  EXPECT_THROW((void)Ratio::of(1, -int128_max - 1), Overflow);
}

// The largest amount to be counted on, 10^13 yuan, under every operation of a table in twenty-fourths.
TEST(RatioOverflow, LeavesRoomForTheLargestAmounts) {
  const Ratio amount = number("10000000000000.01");
  Ratio sum = 0;
  for (int i = 1; i <= 24; ++i) sum += amount * Ratio::of(i, 24) * number("12.5%");
  EXPECT_EQ(sum, amount * Ratio::of(25, 2) * Ratio::of(1, 8));
  EXPECT_EQ(amount * amount / amount, amount);
  EXPECT_EQ((amount + Ratio::of(1, 31)) * Ratio::of(31, 366) * Ratio::of(366, 31) - Ratio::of(1, 31), amount);
}

BigInt big(Int128 x) {
  const bool negative = x < 0;
  const auto size = static_cast<UInt128>(negative ? -x : x);
  BigInt wide = static_cast<std::uint64_t>(size >> 64);
  wide <<= 64;
  wide += static_cast<std::uint64_t>(size);
  return negative ? BigInt{-wide} : wide;
}
Reference reference(const Ratio& x) {
  return Reference{big(x.numerator()), big(x.denominator())};
}

BigInt floor_of(const Reference& x) {
  BigInt quotient = numerator(x) / denominator(x);
  if (x < 0 && quotient * denominator(x) != numerator(x)) --quotient;
  return quotient;
}

class RatioRandom : public testing::TestWithParam<int> {
 protected:
  // Sizes from a few bits to `bits`, so that both paths and the change between them are met.
  Int128 whole(int bits) {
    const UInt128 raw = (static_cast<UInt128>(random_()) << 64) | random_();
    const auto shift = static_cast<int>(random_() % static_cast<unsigned>(bits)) + 128 - bits;
    const auto size = static_cast<Int128>(raw >> shift);
    return random_() % 2 == 0 ? size : -size;
  }
  Ratio ratio(int bits) {
    const Int128 den = whole(bits);
    return Ratio::of(whole(bits), den == 0 ? 1 : den);
  }
  std::mt19937_64 random_{1997};
};

// An independent exact rational, of any size. What overflows must not have fitted.
TEST_P(RatioRandom, AgreesWithBoost) {
  const BigInt limit = big(int128_max);
  const auto check = [&limit](const Reference& expected, const auto& compute) {
    const bool fits = abs(numerator(expected)) <= limit && denominator(expected) <= limit;
    try {
      const Ratio got = compute();
      ASSERT_TRUE(fits);
      ASSERT_EQ(reference(got), expected);
    } catch (const Overflow&) {
      ASSERT_FALSE(fits) << expected;
    }
  };
  for (int i = 0; i < 5000; ++i) {
    const Ratio a = ratio(GetParam());
    const Ratio b = ratio(GetParam());
    const Reference ra = reference(a);
    const Reference rb = reference(b);
    check(ra + rb, [&] { return a + b; });
    check(ra - rb, [&] { return a - b; });
    check(ra * rb, [&] { return a * b; });
    if (!b.is_zero()) check(ra / rb, [&] { return a / b; });
    ASSERT_EQ(a < b, ra < rb);
    ASSERT_EQ(a == b, ra == rb);
    ASSERT_EQ(a.is_whole(), denominator(ra) == 1);

    const Ratio to = b.is_negative() ? -b : b;
    if (to.is_zero()) continue;
    const Reference rto = reference(to);
    check(floor_of(ra / rto) * rto, [&] { return a.floor_to(to); });
    check(-floor_of(-ra / rto) * rto, [&] { return a.ceil_to(to); });
    check(floor_of(ra / rto + Reference{1, 2}) * rto, [&] { return round(a, to, Rounding::half_up); });
  }
}
INSTANTIATE_TEST_SUITE_P(Bits, RatioRandom, testing::Values(8, 32, 62, 64, 66, 100, 127),
                         [](const auto& p) { return "bits" + std::to_string(p.param); });

TEST(RatioRandomSums, KeepTheirValueThroughManyUnlikeParts) {
  std::mt19937_64 random{2021};
  for (int round = 0; round < 200; ++round) {
    Ratio sum = 0;
    Reference expected = 0;
    for (int i = 0; i < 30; ++i) {
      const auto num = static_cast<std::int64_t>(random() % 1000000000000000);
      const std::int64_t den = std::array{1, 100, 10000, 3, 24, 31, 366}[random() % 7];
      sum += Ratio::of(num, den);
      expected += Reference{num, den};
    }
    ASSERT_EQ(reference(sum), expected);
  }
}

}  // namespace
}  // namespace cailiang
