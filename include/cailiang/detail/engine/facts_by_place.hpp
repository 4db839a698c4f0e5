// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "cailiang/detail/engine/standard_data.hpp"

namespace cailiang {
class Facts;
}

namespace cailiang::detail {

/// Tells facts by their place in the standard, for a caller that has looked up names and options itself. It takes only
/// what is plainly right; everything else is for Facts::set, which says what is wrong.
struct FactsByPlace {
  [[nodiscard]] static std::span<const StandardData::Declared> declared(const Facts& facts);
  /// The fact that is likely to be told now, from the order of earlier cases; none if there is none.
  [[nodiscard]] static Index expected(Facts& facts);
  [[nodiscard]] static Index find(Facts& facts, std::string_view name);
  /// \pre the fact is a flag, or a choice that has such an option
  static void code(Facts& facts, Index fact, Code code);
  /// False if the fact cannot have this value: nothing is changed then.
  [[nodiscard]] static bool number(Facts& facts, Index fact, const Ratio& value);
};

}  // namespace cailiang::detail
