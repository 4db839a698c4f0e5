// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/law/source_words.hpp"

// Where something stands.
namespace cailiang::detail {

CAILIANG_INLINE std::string Wording::source(const Source& source) const {
  std::string text;
  for (const SourceWords& words : source_words) {
    const std::string& number = source.get(words.key);
    if (!number.empty()) join(text, "", " ", zh_ ? words.zh(number) : words.en(number));
  }
  // A note says how the row was read; it is printed where it is all there is.
  return text.empty() ? source.get("note") : text;
}

CAILIANG_INLINE std::string Wording::source_with_note(const Source& source) const {
  std::string text = this->source(source);
  const std::string& note = source.get("note");
  if (!note.empty() && text != note) join(text, "；", "; ", note);
  return text;
}

CAILIANG_INLINE std::string Wording::title(const Pack& pack) const {
  return zh_ && !pack.title.zh.starts_with("《") ? "《" + of(pack.title) + "》" : of(pack.title);
}

}  // namespace cailiang::detail
