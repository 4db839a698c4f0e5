// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/error/result.hpp"

namespace cailiang {

CAILIANG_INLINE std::string to_text(const Error& error) {
  std::string text = error.file;
  const auto join = [&](const std::string& part) { text += (text.empty() || part.empty() ? "" : ":") + part; };
  join(error.where.empty() && error.line != 0 ? std::to_string(error.line) + ':' + std::to_string(error.column)
                                              : error.where);
  if (!text.empty()) text += ": ";
  text += std::to_string(static_cast<int>(error.code)) + ' ';
  text += errc_name(error.code);
  if (!error.message.empty()) text += ": " + error.message;
  return text;
}

CAILIANG_INLINE Failure::Failure(Findings found) {
  assert(!found.empty());
  std::string text = to_text(found.front());
  state_ = std::make_shared<const State>(State{std::move(found), std::move(text)});
}

}  // namespace cailiang
