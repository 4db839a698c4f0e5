// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cailiang/detail/pack/json.hpp"

namespace cailiang::detail {

/// A place in a pack, as a chain of keys and indexes on the stack: its pointer is only written out for a finding. A
/// place must not outlive the one it was made from.
struct Place {
  const Place* up = nullptr;
  std::string_view key{};
  std::size_t index = 0;
  bool indexed = false;

  [[nodiscard]] Place operator/(std::string_view name) const noexcept { return {this, name}; }
  [[nodiscard]] Place operator/(std::size_t i) const noexcept { return {this, {}, i, true}; }
  [[nodiscard]] std::string pointer() const {
    if (up == nullptr) return {};
    return up->pointer() + '/' + (indexed ? std::to_string(index) : pointer_token(key));
  }
};

/// Calls `visit` with every item of a list and its place.
template <class Items, class Visit>
void each(const Place& at, const Items& items, Visit visit) {
  for (std::size_t i = 0; i < items.size(); ++i) visit(items[i], at / i);
}

}  // namespace cailiang::detail
