// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cailiang::detail {

/// A range of money while it is worked on. Number is Ratio, or Form where facts stand as variables.
template <class Number>
struct Bounds {
  bool has_lower = false;
  bool has_upper = false;
  bool lower_included = false;
  bool upper_included = false;
  bool has_point = false;
  Number lower{};
  Number upper{};
  Number point{};
};

}  // namespace cailiang::detail
