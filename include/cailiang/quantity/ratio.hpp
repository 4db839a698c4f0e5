// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/quantity/int128.hpp"
#include "cailiang/error/overflow.hpp"
#include "cailiang/quantity/rounding.hpp"

namespace cailiang {

/// An exact number: a ratio of two whole numbers of up to 127 bits. There is no way in from floating point.
///
/// Percentages and amounts in fen keep both parts within 64 bits, and then every operation is a few machine
/// instructions. Parts are reduced only when one of them leaves 64 bits, because a greatest common divisor costs more
/// than the rest of an assessment. Products beyond 128 bits are computed wide; if even the reduced result does not fit,
/// the operation throws Overflow.
class Ratio {
 public:
  constexpr Ratio() noexcept = default;
  template <detail::Whole64 T>
  constexpr Ratio(T whole) noexcept : num_{whole} {}
  template <std::floating_point T>
  Ratio(T) = delete;  // 0.1 is not one tenth: write Ratio::of(1, 10)

  /// num / den. \pre den != 0 \throws Overflow for the one number of 128 bits that has no opposite
  [[nodiscard]] static constexpr Ratio of(Int128 num, Int128 den) {
    assert(den != 0);
    if (num < -detail::int128_max || den < -detail::int128_max) throw Overflow{};
    return den < 0 ? settled(-num, -den) : settled(num, den);
  }

  /// A number as packs write it: "200000", "9999.99", "50%", "0.05", "1/3", each with an optional "-". No exponent, no
  /// "+", no separators, no leading zeros, no empty part. Nothing if `text` is anything else, or beyond 127 bits.
  [[nodiscard]] static std::optional<Ratio> parse(std::string_view text);

  /// The same number in lowest terms.
  [[nodiscard]] constexpr Ratio reduced() const noexcept {
    if (den_ == 1) return *this;
    const Int128 divisor = detail::gcd(num_ < 0 ? -num_ : num_, den_);
    return divisor == 1 ? *this : Ratio{num_ / divisor, den_ / divisor};
  }
  /// In lowest terms; carries the sign.
  [[nodiscard]] constexpr Int128 numerator() const noexcept { return reduced().num_; }
  /// In lowest terms; above zero.
  [[nodiscard]] constexpr Int128 denominator() const noexcept { return reduced().den_; }

  [[nodiscard]] constexpr bool is_zero() const noexcept { return num_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const noexcept { return num_ < 0; }
  [[nodiscard]] constexpr bool is_whole() const noexcept {
    if (den_ == 1 || num_ == 0) return true;
    if (!small()) return num_ % den_ == 0;
    return static_cast<std::int64_t>(num_) % static_cast<std::int64_t>(den_) == 0;
  }

  /// The number, if it is held as a whole one of 64 bits.
  [[nodiscard]] constexpr std::optional<std::int64_t> whole64() const noexcept {
    if (den_ != 1 || !detail::fits64(num_)) return std::nullopt;
    return static_cast<std::int64_t>(num_);
  }
  /// Whether `times` of it are a whole number: an amount in yuan is one of whole fen if a hundred are. \pre times > 0
  [[nodiscard]] constexpr bool is_whole(std::int64_t times) const noexcept {
    // Amounts come from numbers with up to two decimals, or from percentages of whole ones.
    if (den_ == 1 || den_ == times) return true;
    return times % reduced().den_ == 0;
  }

  /// The largest multiple of `unit` that is not above this number. \pre unit > 0
  [[nodiscard]] constexpr Ratio floor_to(const Ratio& unit) const { return round(*this, unit, Rounding::down); }
  /// The smallest multiple of `unit` that is not below this number. \pre unit > 0
  [[nodiscard]] constexpr Ratio ceil_to(const Ratio& unit) const { return round(*this, unit, Rounding::up); }
  /// The shortest decimal if it is finite, else the reduced fraction: "12.5", "10000/3".
  [[nodiscard]] std::string text() const;
  /// As a percentage if that is finite, else the reduced fraction: "20%", "12.5%", "1/3".
  [[nodiscard]] std::string percent_text() const;

  [[nodiscard]] constexpr Ratio operator-() const noexcept { return Ratio{-num_, den_}; }

  [[nodiscard]] friend constexpr Ratio operator+(const Ratio& a, const Ratio& b) {
    if (!a.small() || !b.small()) return add_wide(a, b);
    if (a.den_ == b.den_) return settled(a.num_ + b.num_, a.den_);
    return settled(detail::multiply64(a.num_, b.den_) + detail::multiply64(b.num_, a.den_),
                   detail::multiply64(a.den_, b.den_));
  }
  [[nodiscard]] friend constexpr Ratio operator-(const Ratio& a, const Ratio& b) { return a + -b; }
  [[nodiscard]] friend constexpr Ratio operator*(const Ratio& a, const Ratio& b) {
    if (!a.small() || !b.small()) return multiply_wide(a, b);
    return settled(detail::multiply64(a.num_, b.num_), detail::multiply64(a.den_, b.den_));
  }
  /// \pre b != 0
  [[nodiscard]] friend constexpr Ratio operator/(const Ratio& a, const Ratio& b) {
    assert(b.num_ != 0);
    return a * (b.num_ < 0 ? Ratio{-b.den_, -b.num_} : Ratio{b.den_, b.num_});
  }
  constexpr Ratio& operator+=(const Ratio& other) {
    // A sum of weights; in place it costs less than half of what the copies cost.
    if (den_ == other.den_ && small() && other.small()) {
      const Int128 sum = num_ + other.num_;
      if (detail::fits64(sum)) {
        num_ = sum;
        return *this;
      }
    }
    return *this = *this + other;
  }
  constexpr Ratio& operator-=(const Ratio& other) { return *this = *this - other; }
  constexpr Ratio& operator*=(const Ratio& other) { return *this = *this * other; }
  constexpr Ratio& operator/=(const Ratio& other) { return *this = *this / other; }

  [[nodiscard]] friend constexpr std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
    if (a.den_ == b.den_) return a.num_ <=> b.num_;
    if (!a.small() || !b.small()) return compare_wide(a, b);
    return detail::multiply64(a.num_, b.den_) <=> detail::multiply64(b.num_, a.den_);
  }
  [[nodiscard]] friend constexpr bool operator==(const Ratio& a, const Ratio& b) { return (a <=> b) == 0; }

  /// The multiple of `to` that `x` goes to. The only rounding of ratios there is. \pre to > 0
  [[nodiscard]] friend constexpr Ratio round(const Ratio& x, const Ratio& to, Rounding way) {
    assert(to.num_ > 0);
    if (!x.small() || !to.small()) return round_wide(x, to, way);
    const Int128 steps = detail::divide(detail::multiply64(x.num_, to.den_), detail::multiply64(x.den_, to.num_), way);
    if (!detail::fits64(steps)) return round_wide(x, to, way);
    return settled(detail::multiply64(steps, to.num_), to.den_);
  }

 private:
  constexpr Ratio(Int128 num, Int128 den) noexcept : num_{num}, den_{den} {}

  [[nodiscard]] constexpr bool small() const noexcept { return detail::fits64(num_) && detail::fits64(den_); }
  [[nodiscard]] static constexpr Ratio settled(Int128 num, Int128 den) noexcept {
    const Ratio made{num, den};
    return made.small() ? made : made.reduced();
  }

  [[nodiscard]] static Ratio add_wide(const Ratio& a, const Ratio& b);
  [[nodiscard]] static Ratio multiply_wide(const Ratio& a, const Ratio& b);
  [[nodiscard]] static std::strong_ordering compare_wide(const Ratio& a, const Ratio& b);
  [[nodiscard]] static Ratio round_wide(const Ratio& x, const Ratio& to, Rounding way);

  // Invariant: |num_| and den_ are at most 2^127 - 1, den_ > 0. Not necessarily in lowest terms.
  Int128 num_ = 0;
  Int128 den_ = 1;
};

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/quantity/ratio.ipp"
#endif
