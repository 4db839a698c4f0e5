// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cailiang/law/label.hpp"

namespace cailiang::detail {

/// How a number of a source is printed: 第23条, 表2-1; in English art. 23, table 2-1.
struct SourceWords {
  std::string_view key;
  std::string_view zh_before, zh_after;
  std::string_view en_before;

  [[nodiscard]] std::string zh(std::string_view number) const {
    return std::string{zh_before} + std::string{number} + std::string{zh_after};
  }
  /// "art. 9", "arts. 9-10": of these a dash or a comma stands between several; "table 2-1" is one.
  [[nodiscard]] std::string en(std::string_view number) const {
    std::string before{en_before};
    const bool counted = key == "article" || key == "paragraph" || key == "item";
    if (counted && number.find_first_of("-,") != std::string_view::npos)
      before.insert(before.find_last_not_of(". ") + 1, "s");
    return before + std::string{number};
  }
};

/// In the order in which they are printed. A note is no number.
inline constexpr SourceWords source_words[] = {
    {"article", "第", "条", "art. "},  {"paragraph", "第", "款", "para. "}, {"item", "第", "项", "item "},
    {"table", "表", "", "table "},     {"row", "第", "行", "row "},         {"column", "第", "栏", "column "},
    {"factor", "因素", "", "factor "}, {"level", "第", "级", "level "},     {"code", "代码", "", "code "},
    {"page", "第", "页", "page "},
};

/// "第23条第1款", "表2-1因素5第2级"; in English "art. 23 para. 1", "table 2-1 factor 5 level 2". A note says how the
/// row was read; it is printed where it is all there is.
[[nodiscard]] inline std::string source_text(const Source& source, bool in_chinese) {
  std::string text;
  // Of two paragraphs the first lists the items, the second says what each of them costs: 第1款第4项、第2款.
  const std::string& paragraphs = source.get("paragraph");
  const bool two = paragraphs == "1-2" && !source.get("item").empty();
  for (const SourceWords& words : source_words) {
    const std::string number = two && words.key == "paragraph" ? "1" : source.get(words.key);
    if (number.empty()) continue;
    if (!text.empty() && !in_chinese) text += " ";
    text += in_chinese ? words.zh(number) : words.en(number);
    if (two && words.key == "item") text += in_chinese ? "、第2款" : " and para. 2";
  }
  return text.empty() ? source.get("note") : text;
}

}  // namespace cailiang::detail
