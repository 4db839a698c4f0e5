// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>

#include "cailiang/quantity/ratio.hpp"

namespace cailiang {

/// An amount of money in fen (分, 0.01 yuan), or in the smallest unit of another currency of two decimals.
///
/// Sums are checked: they throw Overflow. Multiplying goes through scale(), which asks how to round, or through exact
/// ratios of a yuan, in_yuan().
class Fen {
 public:
  constexpr Fen() noexcept = default;
  template <detail::Whole64 T>
  explicit constexpr Fen(T value) noexcept : value_{value} {}
  template <std::floating_point T>
  explicit Fen(T) = delete;  // 0.1 yuan is not ten fen in binary: give whole fen, or text to parse_user_amount()

  /// The number of fen.
  [[nodiscard]] constexpr std::int64_t value() const noexcept { return value_; }

  /// In yuan, as results write it: the shortest decimal, "200000", "9999.5".
  [[nodiscard]] std::string text() const { return Ratio::of(value_, 100).text(); }

  [[nodiscard]] constexpr Fen operator-() const { return Fen{} - *this; }
  [[nodiscard]] friend constexpr Fen operator+(Fen a, Fen b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.value_, b.value_, &sum)) throw Overflow{};
    return Fen{sum};
  }
  [[nodiscard]] friend constexpr Fen operator-(Fen a, Fen b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.value_, b.value_, &difference)) throw Overflow{};
    return Fen{difference};
  }
  constexpr Fen& operator+=(Fen other) { return *this = *this + other; }
  constexpr Fen& operator-=(Fen other) { return *this = *this - other; }
  [[nodiscard]] friend constexpr auto operator<=>(Fen, Fen) noexcept = default;

 private:
  std::int64_t value_ = 0;
};

template <detail::Whole64 T>
[[nodiscard]] constexpr Fen fen(T value) noexcept {
  return Fen{value};
}
template <std::floating_point T>
Fen fen(T) = delete;

/// Whole yuan and fen, added: yuan(9999, 99); 99 fen of debt are yuan(0, -99). \throws Overflow
template <detail::Whole64 T>
[[nodiscard]] constexpr Fen yuan(T whole, int and_fen = 0) {
  std::int64_t value = 0;
  if (__builtin_mul_overflow(std::int64_t{whole}, std::int64_t{100}, &value)) throw Overflow{};
  return Fen{value} + Fen{and_fen};
}
template <std::floating_point T>
Fen yuan(T, int = 0) = delete;

/// The exact amount in yuan.
[[nodiscard]] constexpr Ratio in_yuan(Fen amount) {
  return Ratio::of(amount.value(), 100);
}

/// `amount` of yuan in whole fen. \throws Overflow
[[nodiscard]] constexpr Fen to_fen(const Ratio& amount, Rounding way) {
  const Int128 value = round(amount * 100, 1, way).numerator();
  if (!detail::fits64(value)) throw Overflow{};
  return Fen{static_cast<std::int64_t>(value)};
}

/// `amount` times `share`, in whole fen. How to round is the caller's to say; no law read so far prescribes it.
/// \throws Overflow
[[nodiscard]] constexpr Fen scale(Fen amount, const Ratio& share, Rounding way) {
  const Int128 value = round(Ratio{amount.value()} * share, 1, way).numerator();
  if (!detail::fits64(value)) throw Overflow{};
  return Fen{static_cast<std::int64_t>(value)};
}

}  // namespace cailiang
