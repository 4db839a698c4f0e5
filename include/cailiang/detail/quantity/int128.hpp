// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <numeric>

#include "cailiang/quantity/rounding.hpp"

namespace cailiang {

// Not in the standard, but in every compiler this library supports.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

namespace detail {

/// A whole number every value of which fits in 64 bits with a sign; no truth value, no character.
template <class T>
concept Whole64 = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
                  !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t> &&
                  (static_cast<T>(-1) < T{0} ? sizeof(T) <= sizeof(std::int64_t) : sizeof(T) < sizeof(std::int64_t));

inline constexpr Int128 int128_max = static_cast<Int128>((static_cast<UInt128>(1) << 127) - 1);

[[nodiscard]] constexpr bool fits64(Int128 x) noexcept {
  return x == static_cast<std::int64_t>(x);
}

/// The product of two numbers that fit in 64 bits: one machine multiplication instead of three.
[[nodiscard]] constexpr Int128 multiply64(Int128 a, Int128 b) noexcept {
  return static_cast<Int128>(static_cast<std::int64_t>(a)) * static_cast<std::int64_t>(b);
}

/// \pre a >= 0, b > 0
[[nodiscard]] constexpr Int128 gcd(Int128 a, Int128 b) noexcept {
  while (!fits64(a) || !fits64(b)) {
    if (b == 0) return a;
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
}

/// n / d as a whole number. \pre d > 0
[[nodiscard]] constexpr Int128 divide(Int128 n, Int128 d, Rounding way) noexcept {
  // 128-bit division is a library call; nearly all amounts fit in 64 bits.
  const bool small = fits64(n) && fits64(d);
  Int128 quotient = small ? static_cast<std::int64_t>(n) / static_cast<std::int64_t>(d) : n / d;
  Int128 rest = n - quotient * d;
  if (rest < 0) {
    quotient -= 1;
    rest += d;
  }
  const bool raise = way == Rounding::up ? rest != 0 : way == Rounding::half_up && rest >= d - rest;
  return raise ? quotient + 1 : quotient;
}

}  // namespace detail
}  // namespace cailiang
