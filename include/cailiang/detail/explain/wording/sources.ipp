// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/law/source_words.hpp"

// Where something stands.
namespace cailiang::detail {

CAILIANG_INLINE std::string Wording::source(const Source& source) const {
  return source_text(source, zh_);
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
