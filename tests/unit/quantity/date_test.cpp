// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/date.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string_view>

#include "unit/quantity/print.hpp"

namespace cailiang {
namespace {

Date day(std::string_view text) {
  return Date::parse(text).value();
}
Ratio between(std::string_view from, std::string_view to, Unit unit) {
  return elapsed(day(from), day(to), unit).value();
}

TEST(DateTest, HoldsEveryDayOfTheCalendar) {
  // An independent calendar, day by day.
  Date ours = day("0001-01-01");
  for (auto theirs = std::chrono::sys_days{std::chrono::year{1} / 1 / 1}; theirs <= std::chrono::year{9999} / 12 / 31;
       theirs += std::chrono::days{1}) {
    const std::chrono::year_month_day civil{theirs};
    ASSERT_EQ(ours.year(), static_cast<int>(civil.year()));
    ASSERT_EQ(ours.month(), static_cast<int>(static_cast<unsigned>(civil.month())));
    ASSERT_EQ(ours.day(), static_cast<int>(static_cast<unsigned>(civil.day())));
    ASSERT_EQ(Date::of(ours.year(), ours.month(), ours.day()), ours);
    if (ours < day("9999-12-31")) ours = ours.plus_days(1);
  }
  EXPECT_EQ(ours, day("9999-12-31"));
}

TEST(DateTest, ReadsAndWritesOneForm) {
  for (const char* text : {"0001-01-01", "2024-02-29", "2000-02-29", "2026-08-15", "9999-12-31"}) {
    EXPECT_EQ(day(text).text(), text);
  }
  for (const char* text : {"", "2026-8-15", "2026-08-15 ", "2026/08/15", "20260815", "26-08-15", "2026-08-15T00:00",
                           "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
                           "0000-01-01", "+026-01-01", "-001-01-01", "2026-0a-01", "２026-01"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
  EXPECT_FALSE(Date::of(10000, 1, 1));
  EXPECT_FALSE(Date::of(-1, 1, 1));
}

TEST(DateTest, TakesTheLastDayWhereTheMonthHasNoSuchDay) {
  EXPECT_EQ(day("2024-01-31").plus_months(1), day("2024-02-29"));
  EXPECT_EQ(day("2023-01-31").plus_months(1), day("2023-02-28"));
  EXPECT_EQ(day("2024-02-29").plus_months(12), day("2025-02-28"));
  EXPECT_EQ(day("2024-03-31").plus_months(-1), day("2024-02-29"));
  EXPECT_EQ(day("2024-12-15").plus_months(1), day("2025-01-15"));
  EXPECT_EQ(day("2024-01-15").plus_months(-1), day("2023-12-15"));
}

TEST(DateTest, ThrowsOutsideItsYears) {
  EXPECT_THROW((void)day("9999-12-31").plus_days(1), Overflow);
  EXPECT_THROW((void)day("0001-01-01").plus_days(-1), Overflow);
  EXPECT_THROW((void)day("9999-12-01").plus_months(1), Overflow);
  EXPECT_THROW((void)day("0001-01-01").plus_months(-1), Overflow);
  EXPECT_THROW((void)day("2026-01-01").plus_days(std::numeric_limits<std::int64_t>::max()), Overflow);
  EXPECT_THROW((void)day("2026-01-01").plus_months(std::numeric_limits<std::int64_t>::min()), Overflow);
  EXPECT_EQ(day("0001-01-01").plus_months(9999 * 12 - 1), day("9999-12-01"));
}

TEST(Elapsed, CountsDaysAsTheirDifference) {
  EXPECT_EQ(between("2024-03-01", "2024-03-20", Unit::day), 19);
  EXPECT_EQ(between("2024-03-01", "2024-03-01", Unit::day), 0);
  EXPECT_EQ(between("2023-12-31", "2024-12-31", Unit::day), 366);
}

// "不超过二个月" holds up to the last day of the second month; "不满三个月" until the third is full.
TEST(Elapsed, CountsWholeMonthsAndTheRest) {
  EXPECT_EQ(between("2024-01-15", "2024-03-15", Unit::month), 2);
  EXPECT_EQ(between("2024-01-15", "2024-03-16", Unit::month), Ratio{2} + Ratio::of(1, 31));
  EXPECT_LT(between("2024-01-15", "2024-04-14", Unit::month), 3);
  EXPECT_EQ(between("2024-01-15", "2024-04-15", Unit::month), 3);
  EXPECT_EQ(between("2024-01-31", "2024-02-29", Unit::month), 1);
  EXPECT_EQ(between("2024-01-31", "2024-03-01", Unit::month), Ratio{1} + Ratio::of(1, 31));
  EXPECT_EQ(between("2024-01-31", "2024-03-30", Unit::month), Ratio{1} + Ratio::of(30, 31));
  EXPECT_EQ(between("2024-01-31", "2024-03-31", Unit::month), 2);
  EXPECT_EQ(between("9999-01-31", "9999-12-31", Unit::month), 11);
}

TEST(Elapsed, CountsWholeYearsAndTheRest) {
  EXPECT_EQ(between("2024-07-01", "2026-07-01", Unit::year), 2);
  EXPECT_EQ(between("2024-07-01", "2026-06-30", Unit::year), Ratio{1} + Ratio::of(364, 366));
  EXPECT_EQ(between("2024-02-29", "2025-02-28", Unit::year), 1);
  EXPECT_EQ(between("2023-03-01", "2024-02-29", Unit::year), Ratio::of(365, 366));
}

TEST(Elapsed, IsNothingWhereTheSecondDateComesFirst) {
  for (const Unit unit : {Unit::day, Unit::month, Unit::year}) {
    EXPECT_FALSE(elapsed(day("2024-03-02"), day("2024-03-01"), unit));
  }
}

TEST(Elapsed, GrowsWithEveryDay) {
  const Date from = day("2023-12-31");
  for (const Unit unit : {Unit::month, Unit::year}) {
    for (int i = 0; i < 1500; ++i) {
      ASSERT_LT(elapsed(from, from.plus_days(i), unit).value(), elapsed(from, from.plus_days(i + 1), unit).value())
          << i;
    }
  }
}

}  // namespace
}  // namespace cailiang
