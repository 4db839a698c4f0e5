// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cailiang/detail/quantity/span.hpp"

namespace cailiang::detail {

/// A list that mostly stays empty: then assigning it costs nothing.
template <class T>
struct Seldom : std::vector<T> {
  using std::vector<T>::vector;
  using std::vector<T>::operator=;
  Seldom() = default;
  Seldom(const Seldom&) = default;
  Seldom(Seldom&&) noexcept = default;
  Seldom& operator=(Seldom&&) noexcept = default;
  Seldom& operator=(const Seldom& other) {
    if (!this->empty() || !other.empty()) std::vector<T>::operator=(other);
    return *this;
  }
  ~Seldom() = default;
};

/// A set of numbers below a size. The first 64 are held in place: most sets have no more.
class Bits {
 public:
  Bits() = default;
  explicit Bits(std::size_t size) { reset(size); }
  /// Empties it, for numbers below `size`.
  void reset(std::size_t size) {
    first_ = 0;
    const std::size_t more = size <= 64 ? 0 : (size - 1) / 64;
    if (more != 0 || !more_.empty()) more_.assign(more, 0);
  }

  /// Empties it.
  void clear() noexcept {
    first_ = 0;
    for (std::uint64_t& word : more_) word = 0;
  }

  [[nodiscard]] bool has(Index i) const noexcept { return (word(at(i) / 64) >> (at(i) % 64) & 1U) != 0; }
  void put(Index i) noexcept { word(at(i) / 64) |= std::uint64_t{1} << (at(i) % 64); }
  void drop(Index i) noexcept { word(at(i) / 64) &= ~(std::uint64_t{1} << (at(i) % 64)); }
  [[nodiscard]] bool empty() const noexcept {
    return first_ == 0 && std::all_of(more_.begin(), more_.end(), [](std::uint64_t bits) { return bits == 0; });
  }
  /// How many numbers are in it.
  [[nodiscard]] std::size_t count() const noexcept {
    std::size_t found = 0;
    for (std::size_t w = 0; w < words(); ++w) found += static_cast<std::size_t>(std::popcount(word(w)));
    return found;
  }

  /// \pre both are of one size, here and below
  Bits& operator|=(const Bits& other) noexcept {
    return each_word(other, [](std::uint64_t a, std::uint64_t b) { return a | b; });
  }
  Bits& operator&=(const Bits& other) noexcept {
    return each_word(other, [](std::uint64_t a, std::uint64_t b) { return a & b; });
  }
  friend bool operator==(const Bits&, const Bits&) = default;

  /// Calls `visit` with each number, upwards.
  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t w = 0; w < words(); ++w) each_in(word(w), w, visit);
  }
  /// With each that the other has not.
  template <class Visit>
  void each_not_in(const Bits& other, Visit visit) const {
    for (std::size_t w = 0; w < words(); ++w) each_in(word(w) & ~other.word(w), w, visit);
  }

 private:
  template <class Visit>
  static void each_in(std::uint64_t word, std::size_t w, Visit& visit) {
    for (; word != 0; word &= word - 1) visit(static_cast<Index>(64 * w) + std::countr_zero(word));
  }
  template <class Combine>
  Bits& each_word(const Bits& other, Combine combine) noexcept {
    first_ = combine(first_, other.first_);
    for (std::size_t w = 0; w < more_.size(); ++w) more_[w] = combine(more_[w], other.more_[w]);
    return *this;
  }

  static std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }
  [[nodiscard]] std::size_t words() const noexcept { return 1 + more_.size(); }
  [[nodiscard]] std::uint64_t word(std::size_t w) const noexcept { return w == 0 ? first_ : more_[w - 1]; }
  [[nodiscard]] std::uint64_t& word(std::size_t w) noexcept { return w == 0 ? first_ : more_[w - 1]; }

  std::uint64_t first_ = 0;
  Seldom<std::uint64_t> more_;
};

}  // namespace cailiang::detail
