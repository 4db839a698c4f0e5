// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cailiang/detail/inline.hpp"
#include "cailiang/error/errc.hpp"

namespace cailiang {

/// One thing that is wrong, with its place.
struct Error {
  Errc code{};
  std::string where{};    ///< JSON Pointer into the pack, case or facts; empty: the whole of it
  std::string message{};  ///< what was found and what to write instead
  int line = 0;           ///< from 1 in `file`; 0: not known
  int column = 0;         ///< from 1, in bytes
  std::string file{};     ///< empty: no file
};

/// All that was found wrong in one reading, in the order of the text.
using Findings = std::vector<Error>;

/// `file:pointer: code name: message`, as the command line prints it; line and column stand in for a missing pointer.
[[nodiscard]] std::string to_text(const Error& error);

/// Thrown by Result::value() of an error. Carries every finding, not only the text of the first.
class Failure : public std::exception {
 public:
  /// \pre !found.empty()
  explicit Failure(Findings found);

  [[nodiscard]] const char* what() const noexcept override { return state_->text.c_str(); }
  [[nodiscard]] const Error& error() const noexcept { return state_->found.front(); }
  [[nodiscard]] const Findings& found() const noexcept { return state_->found; }

 private:
  struct State {
    Findings found;
    std::string text;
  };
  std::shared_ptr<const State> state_;  // shared, because an exception must be copied without throwing
};

/// A value, or what was found wrong (at least one Error).
///
/// Not an alias of std::expected: the library is headers, and an alias that follows -std= gives two translation units
/// two types for one function, which no linker reports.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}
  Result(Error error) : state_{std::in_place_index<1>} { std::get<1>(state_).push_back(std::move(error)); }
  /// \pre !findings.empty()
  Result(Findings findings) : state_{std::in_place_index<1>, std::move(findings)} {
    assert(!std::get<1>(state_).empty());
  }

  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  /// \throws Failure with all findings if there is no value.
  [[nodiscard]] const T& value() const& {
    if (!ok()) throw Failure{findings()};
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T& value() & {
    if (!ok()) throw Failure{findings()};
    return *std::get_if<0>(&state_);
  }
  // By value: `const auto& x = f().value();` must not dangle.
  [[nodiscard]] T value() && {
    if (!ok()) throw Failure{std::move(*std::get_if<1>(&state_))};
    return std::move(*std::get_if<0>(&state_));
  }

  /// \pre ok(), for these five
  [[nodiscard]] const T& operator*() const& noexcept { return held(); }
  [[nodiscard]] T& operator*() & noexcept { return held(); }
  [[nodiscard]] T operator*() && { return std::move(held()); }
  [[nodiscard]] const T* operator->() const noexcept { return &held(); }
  [[nodiscard]] T* operator->() noexcept { return &held(); }

  /// The first finding. \pre !ok()
  [[nodiscard]] const Error& error() const noexcept { return findings().front(); }
  /// All findings. \pre !ok()
  [[nodiscard]] const Findings& findings() const noexcept {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  const T& held() const noexcept {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T& held() noexcept {
    assert(ok());
    return *std::get_if<0>(&state_);
  }

  std::variant<T, Findings> state_;
};

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/error/result.ipp"
#endif
