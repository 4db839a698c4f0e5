// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace cailiang::detail {

/// The places of a file that could not be read. What depends on them cannot be judged: it would be said of something
/// that the document does not say.
class Unread {
 public:
  void add(std::string place) { places_.insert(std::move(place)); }

  [[nodiscard]] bool empty() const noexcept { return places_.empty(); }

  [[nodiscard]] bool contains(std::string_view place) const { return places_.contains(place); }

  /// The place could not be read, or a part of it.
  [[nodiscard]] bool within(std::string_view place) const {
    if (places_.contains(place)) return true;
    const std::string inside = std::string{place} + '/';
    const auto next = places_.lower_bound(inside);
    return next != places_.end() && next->starts_with(inside);
  }

  /// The same, or it is itself part of a place that could not be read.
  [[nodiscard]] bool touches(std::string_view place) const {
    if (within(place)) return true;
    for (std::size_t slash = place.rfind('/'); slash != std::string_view::npos; slash = place.rfind('/')) {
      place = place.substr(0, slash);
      if (places_.contains(place)) return true;
    }
    return false;
  }

 private:
  std::set<std::string, std::less<>> places_;
};

}  // namespace cailiang::detail
