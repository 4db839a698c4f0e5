// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/inline.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang {

/// A day of the Gregorian calendar, years 1 to 9999. Held as a day number of its own: <chrono> would cost every user of
/// the headers a third of a second.
class Date {
 public:
  /// The day, or nothing if the calendar has no such day.
  [[nodiscard]] static constexpr std::optional<Date> of(int year, int month, int day) noexcept {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
      return std::nullopt;
    return Date{number(year, month, day)};
  }
  /// Exactly "YYYY-MM-DD", a day that exists; else nothing.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] constexpr int year() const noexcept { return civil().year; }
  [[nodiscard]] constexpr int month() const noexcept { return civil().month; }
  [[nodiscard]] constexpr int day() const noexcept { return civil().day; }
  /// "2026-08-15"
  [[nodiscard]] std::string text() const;

  /// \throws Overflow outside the years 1 to 9999, as does plus_months()
  [[nodiscard]] constexpr Date plus_days(std::int64_t days) const {
    if (days < first_number - days_ || days > last_number - days_) throw Overflow{};
    return Date{static_cast<std::int32_t>(days_ + days)};
  }
  /// The same day of a later (or earlier) month; a missing day is the last of its month.
  [[nodiscard]] constexpr Date plus_months(std::int64_t months) const {
    const Civil from = civil();
    const std::int64_t index = from.year * 12 + from.month - 1;
    if (months < 12 - index || months > 9999 * 12 + 11 - index) throw Overflow{};
    const int year = static_cast<int>((index + months) / 12);
    const int month = static_cast<int>((index + months) % 12) + 1;
    const int last = days_in(year, month);
    return Date{number(year, month, from.day < last ? from.day : last)};
  }

  /// Days from `other` to this day.
  [[nodiscard]] constexpr std::int32_t days_since(Date other) const noexcept { return days_ - other.days_; }
  [[nodiscard]] friend constexpr auto operator<=>(Date, Date) noexcept = default;

 private:
  struct Civil {
    int year, month, day;
  };

  explicit constexpr Date(std::int32_t days) noexcept : days_{days} {}

  [[nodiscard]] static constexpr int days_in(int year, int month) noexcept {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  // Years that begin in March put the leap day last, so that the months before it always have the same lengths:
  // 153 days every five months.
  [[nodiscard]] static constexpr std::int32_t number(int year, int month, int day) noexcept {
    const int y = month > 2 ? year : year - 1;
    const int m = month > 2 ? month - 3 : month + 9;
    return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
  }
  [[nodiscard]] constexpr Civil civil() const noexcept {
    const int era = days_ / 146097;  // 400 years; no day of ours is negative
    const int in_era = days_ % 146097;
    const int in_era_year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const int in_year = in_era - (365 * in_era_year + in_era_year / 4 - in_era_year / 100);
    const int m = (5 * in_year + 2) / 153;
    const int month = m < 10 ? m + 3 : m - 9;
    return {era * 400 + in_era_year + (month <= 2 ? 1 : 0), month, in_year - (153 * m + 2) / 5 + 1};
  }

  static constexpr std::int32_t first_number = 306;     // 0001-01-01
  static constexpr std::int32_t last_number = 3652364;  // 9999-12-31

  std::int32_t days_;  // from 0000-03-01
};

/// What elapsed() counts in.
enum class Unit { day, month, year };

/// The time between two dates in whole units and a rest. Days: the plain difference. Months: the largest m with
/// from + m months <= to, plus the days left / 31; years likewise, / 366. So a period is never above "2 months" before
/// its last day is over, and always below "3 months" until the third is full.
/// Nothing if `to` lies before `from`.
[[nodiscard]] constexpr std::optional<Ratio> elapsed(Date from, Date to, Unit unit) {
  if (to < from) return std::nullopt;
  if (unit == Unit::day) return Ratio{to.days_since(from)};
  const std::int64_t length = unit == Unit::month ? 1 : 12;
  std::int64_t whole = ((to.year() - from.year()) * 12 + to.month() - from.month()) / length;
  if (to < from.plus_months(whole * length)) --whole;
  const std::int32_t rest = to.days_since(from.plus_months(whole * length));
  return Ratio{whole} + Ratio::of(rest, unit == Unit::month ? 31 : 366);
}

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/quantity/date.ipp"
#endif
