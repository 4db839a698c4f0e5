// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>  // the one place: it costs 1.5 s of compile time
#include <limits>

#include "cailiang/quantity/ratio.hpp"

namespace cailiang {
namespace detail {

// Two products of four parts of 127 bits, added: 256 bits and a sign.
using Wide = boost::multiprecision::int512_t;

CAILIANG_INLINE Wide widen(Int128 x) {
  const UInt128 size = x < 0 ? -static_cast<UInt128>(x) : static_cast<UInt128>(x);
  const Wide wide = (Wide{static_cast<std::uint64_t>(size >> 64)} << 64) | Wide{static_cast<std::uint64_t>(size)};
  return x < 0 ? Wide{-wide} : wide;
}

CAILIANG_INLINE Int128 narrow(const Wide& wide) {
  const Wide size = abs(wide);
  if (size > widen(int128_max)) throw Overflow{};
  const auto high = static_cast<std::uint64_t>(size >> 64);
  const auto low = static_cast<std::uint64_t>(size & std::numeric_limits<std::uint64_t>::max());
  const auto joined = static_cast<Int128>((static_cast<UInt128>(high) << 64) | low);
  return wide < 0 ? -joined : joined;
}

/// The digits of a number whose decimal is finite.
struct Decimal {
  std::string whole;
  std::string fraction;
};

CAILIANG_INLINE std::string whole_text(UInt128 x) {
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(x % 10));
    x /= 10;
  } while (x != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

/// \pre num and den have no common divisor. Nothing if the decimal is not finite.
CAILIANG_INLINE std::optional<Decimal> to_decimal(UInt128 num, UInt128 den) {
  Decimal decimal{whole_text(num / den), {}};
  UInt128 rest = num % den;
  while (den != 1) {
    // One digit is rest * 10 / den. Dividing den by its share of the ten keeps every product within 128 bits.
    const unsigned share = (den % 2 == 0 ? 2U : 1U) * (den % 5 == 0 ? 5U : 1U);
    if (share == 1) return std::nullopt;
    den /= share;
    const unsigned factor = 10 / share;
    const UInt128 product = factor * (rest % den);
    decimal.fraction += static_cast<char>('0' + static_cast<int>(factor * (rest / den) + product / den));
    rest = product % den;
  }
  return decimal;
}

CAILIANG_INLINE std::string join(bool negative, const Decimal& decimal) {
  std::string text = negative ? "-" + decimal.whole : decimal.whole;
  if (!decimal.fraction.empty()) text += '.' + decimal.fraction;
  return text;
}

/// Reads digits from the front of `text`; nothing if there is none, or if `value` would pass 127 bits.
/// `value` goes on from what it is, so that the digits behind a decimal point can follow those before it.
CAILIANG_INLINE std::optional<std::size_t> read_digits(std::string_view& text, Int128& value) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
    const int digit = text[count] - '0';
    if (value > (int128_max - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
    ++count;
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count);
  return count;
}

}  // namespace detail

CAILIANG_INLINE Ratio Ratio::add_wide(const Ratio& a, const Ratio& b) {
  using detail::widen;
  const detail::Wide num = widen(a.num_) * widen(b.den_) + widen(b.num_) * widen(a.den_);
  const detail::Wide den = widen(a.den_) * widen(b.den_);
  const detail::Wide divisor = gcd(num, den);
  return Ratio{detail::narrow(num / divisor), detail::narrow(den / divisor)};
}

CAILIANG_INLINE Ratio Ratio::multiply_wide(const Ratio& a, const Ratio& b) {
  using detail::widen;
  const detail::Wide num = widen(a.num_) * widen(b.num_);
  const detail::Wide den = widen(a.den_) * widen(b.den_);
  const detail::Wide divisor = gcd(num, den);
  return Ratio{detail::narrow(num / divisor), detail::narrow(den / divisor)};
}

CAILIANG_INLINE std::strong_ordering Ratio::compare_wide(const Ratio& a, const Ratio& b) {
  using detail::widen;
  const detail::Wide left = widen(a.num_) * widen(b.den_);
  const detail::Wide right = widen(b.num_) * widen(a.den_);
  if (left < right) return std::strong_ordering::less;
  return right < left ? std::strong_ordering::greater : std::strong_ordering::equal;
}

CAILIANG_INLINE Ratio Ratio::round_wide(const Ratio& x, const Ratio& to, Rounding way) {
  using detail::widen;
  const detail::Wide n = widen(x.num_) * widen(to.den_);
  const detail::Wide d = widen(x.den_) * widen(to.num_);
  detail::Wide steps = n / d;
  detail::Wide rest = n % d;
  if (rest < 0) {
    steps -= 1;
    rest += d;
  }
  if (way == Rounding::up ? rest != 0 : way == Rounding::half_up && rest * 2 >= d) steps += 1;
  const detail::Wide num = steps * widen(to.num_);
  const detail::Wide divisor = gcd(num, widen(to.den_));
  return Ratio{detail::narrow(num / divisor), detail::narrow(widen(to.den_) / divisor)};
}

CAILIANG_INLINE std::optional<Ratio> Ratio::parse(std::string_view text) {
  const auto take = [&text](char wanted) {
    const bool there = !text.empty() && text.front() == wanted;
    if (there) text.remove_prefix(1);
    return there;
  };
  const bool negative = take('-');
  const bool zero_first = !text.empty() && text.front() == '0';
  Int128 num = 0;
  Int128 den = 1;
  const auto whole = detail::read_digits(text, num);
  if (!whole || (zero_first && *whole > 1)) return std::nullopt;
  if (take('/')) {
    den = 0;
    // Neither part of a fraction starts with 0, so neither is 0.
    if (zero_first || text.empty() || text.front() == '0' || !detail::read_digits(text, den)) return std::nullopt;
  } else {
    std::size_t places = 0;
    if (take('.')) {
      const auto fraction = detail::read_digits(text, num);
      if (!fraction) return std::nullopt;
      places = *fraction;
    }
    if (take('%')) places += 2;
    for (; places != 0; --places) {
      if (den > detail::int128_max / 10) return std::nullopt;
      den *= 10;
    }
  }
  if (!text.empty()) return std::nullopt;
  return settled(negative ? -num : num, den);
}

CAILIANG_INLINE std::string Ratio::text() const {
  const Ratio lowest = reduced();
  const UInt128 size = static_cast<UInt128>(lowest.num_ < 0 ? -lowest.num_ : lowest.num_);
  const UInt128 den = static_cast<UInt128>(lowest.den_);
  if (const auto decimal = detail::to_decimal(size, den)) return detail::join(lowest.is_negative(), *decimal);
  return (lowest.is_negative() ? "-" : "") + detail::whole_text(size) + '/' + detail::whole_text(den);
}

CAILIANG_INLINE std::string Ratio::percent_text() const {
  const Ratio lowest = reduced();
  const UInt128 size = static_cast<UInt128>(lowest.num_ < 0 ? -lowest.num_ : lowest.num_);
  auto decimal = detail::to_decimal(size, static_cast<UInt128>(lowest.den_));
  if (!decimal) return text();
  // Times 100 on the digits: it cannot overflow.
  decimal->fraction.resize(std::max<std::size_t>(decimal->fraction.size(), 2), '0');
  decimal->whole += decimal->fraction.substr(0, 2);
  decimal->fraction.erase(0, 2);
  decimal->whole.erase(0, std::min(decimal->whole.find_first_not_of('0'), decimal->whole.size() - 1));
  return detail::join(lowest.is_negative(), *decimal) + '%';
}

}  // namespace cailiang
