// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/quantity/date.hpp"

namespace cailiang {

CAILIANG_INLINE std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digits = [text](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
      if (c < '0' || c > '9') return -1;  // no day has a negative part
      value = value * 10 + (c - '0');
    }
    return value;
  };
  return of(digits(0, 4), digits(5, 2), digits(8, 2));
}

CAILIANG_INLINE std::string Date::text() const {
  const Civil date = civil();
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t last, int value) {
    for (; value != 0; value /= 10) text[last--] = static_cast<char>('0' + value % 10);
  };
  put(3, date.year);
  put(6, date.month);
  put(9, date.day);
  return text;
}

}  // namespace cailiang
