// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cailiang/detail/engine/program.hpp"

namespace cailiang::detail {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using ByName = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// A pack with all packs it uses, compiled. Shared by every handle into it; never changes.
struct StandardData {
  struct Declared {
    const Fact* fact = nullptr;
    Index pack = 0;  ///< whose declaration counts
    ByName<Code> options;
    Span domain;
  };
  struct ProvisionRef {
    const Provision* provision = nullptr;
    Index pack = 0;
  };
  struct Offer {
    const Circumstance* circumstance = nullptr;
    const Step* step = nullptr;
    std::string name;  ///< as results print it: bare where that is unique
  };

  std::vector<std::shared_ptr<const Pack>> packs;  ///< its own first
  std::int64_t smallest_units = 100;               ///< how many are one unit of the currency
  std::vector<Declared> facts;
  ByName<Index> fact_by_name;
  ByName<ProvisionRef> provisions;  ///< by pack#provision
  ByName<Index> violation_by_name;
  std::vector<Offer> offers;
  ByName<Index> offer_by_name;  ///< bare where unique, and always pack#id
  /// By violation: on its own provisions; where the case names any, on none. Empty where it names one of a list.
  std::vector<Program> programs;
  /// By violation (none for a statute) and provision named.
  std::map<Index, std::map<std::string, Program>> named;

  [[nodiscard]] const Pack& pack() const noexcept { return *packs.front(); }
  /// What is wrong with an amount that the currency is too coarse for.
  [[nodiscard]] std::string not_whole(const Ratio& amount) const {
    return amount.text() + " is no multiple of " + Ratio::of(1, smallest_units).text() + " " + pack().currency;
  }
};

}  // namespace cailiang::detail
