// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>

namespace cailiang {

/// An exact number left the range that can be held. Thrown by arithmetic on Ratio, Fen and Date; reading and assessing
/// catch it and report Errc::overflow.
class Overflow : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override {
    return "a number became too large to be computed exactly";
  }
};

}  // namespace cailiang
