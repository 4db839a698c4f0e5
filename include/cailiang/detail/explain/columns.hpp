// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cailiang::detail {

/// How many bytes the character at the start of a UTF-8 text has, and how many columns of a terminal it takes.
struct CharacterSize {
  std::size_t bytes;
  std::size_t columns;
};
[[nodiscard]] inline CharacterSize size_of_first(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = std::min<std::size_t>(text.size(), lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
  std::uint32_t code = bytes == 1 ? lead : lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  // East Asian wide and full-width characters; the quotation marks of Chinese text are drawn wide beside it.
  const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                    (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                    (code >= 0xFE30 && code <= 0xFE4F) || (code >= 0xFF00 && code <= 0xFF60) ||
                    (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x20000 && code <= 0x3FFFD);
  return {bytes, wide ? std::size_t{2} : std::size_t{1}};
}
[[nodiscard]] inline std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const CharacterSize size = size_of_first(text);
    columns += size.columns;
    text.remove_prefix(size.bytes);
  }
  return columns;
}

inline constexpr std::size_t terminal_width = 80;

/// How many bytes at the start of a text stay on one line: a Latin word or number, a Chinese character; with a mark
/// that opens before it (行尾禁则), and those that close after it (行首禁则).
[[nodiscard]] inline std::size_t unbroken(std::string_view text) {
  const auto is_one_of = [](std::string_view rest, std::span<const std::string_view> marks) {
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return rest.starts_with(mark); });
  };
  static constexpr std::string_view opens[] = {"（", "【", "《", "“", "〔", "("};
  static constexpr std::string_view closes[] = {"，", "。", "；", "：", "、", "）", "】", "》", "”", "〕"};
  std::size_t bytes = 0;
  while (is_one_of(text.substr(bytes), opens)) bytes += size_of_first(text.substr(bytes)).bytes;
  if (bytes == text.size()) return bytes;
  const bool is_word = size_of_first(text.substr(bytes)).bytes == 1 && text[bytes] != ' ';
  bytes += size_of_first(text.substr(bytes)).bytes;
  while (is_word && bytes < text.size() && text[bytes] != ' ' && size_of_first(text.substr(bytes)).bytes == 1) ++bytes;
  while (is_one_of(text.substr(bytes), closes)) bytes += size_of_first(text.substr(bytes)).bytes;
  return bytes;
}
/// As many columns as the longest piece of a text that is not broken takes.
[[nodiscard]] inline std::size_t longest_piece(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::size_t bytes = unbroken(text);
    columns = std::max(columns, columns_of(text.substr(0, bytes)));
    text.remove_prefix(bytes);
  }
  return columns;
}

/// How many bytes of a piece go on one line: at least a character.
[[nodiscard]] inline std::size_t fitting(std::string_view piece, std::size_t width) {
  std::size_t bytes = 0;
  for (std::size_t columns = 0; bytes < piece.size();) {
    const CharacterSize next = size_of_first(piece.substr(bytes));
    columns += next.columns;
    if (columns > width && bytes > 0) break;
    bytes += next.bytes;
  }
  return bytes;
}

/// The lines of a text, with pieces broken only where they are wider than a line.
[[nodiscard]] inline std::vector<std::string> wrap(std::string_view text, std::size_t width = terminal_width) {
  std::vector<std::string> lines{""};
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t bytes = fitting(text.substr(0, unbroken(text)), width);
    const std::string_view piece = text.substr(0, bytes);
    const std::size_t columns = columns_of(piece);
    if (used + columns > width && used > 0) {
      lines.back().erase(lines.back().find_last_not_of(' ') + 1);
      lines.emplace_back();
      used = 0;
    }
    if (used > 0 || piece != " ") {
      lines.back() += piece;
      used += columns;
    }
    text.remove_prefix(bytes);
  }
  return lines;
}

/// A table of texts for a terminal: columns as wide as they need to be; where they do not fit, those with little text
/// are narrowed first, and longer cells take several lines.
class Columns {
 public:
  explicit Columns(std::vector<std::string> heads) : heads_{std::move(heads)} {}

  void title(std::string text) { rows_.push_back({std::move(text)}); }
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  [[nodiscard]] std::string text() const {
    const std::vector<std::size_t> widths = fitting();
    const std::size_t all = std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    std::string made = line(heads_, widths) + std::string(all, '-') + '\n';
    for (const auto& cells : rows_) made += cells.size() == 1 ? "[" + cells[0] + "]\n" : line(cells, widths);
    return made;
  }

 private:
  static constexpr std::size_t gap = 2;

  [[nodiscard]] std::vector<std::size_t> fitting() const {
    std::vector<std::size_t> widths;
    for (const std::string& head : heads_) widths.push_back(columns_of(head));
    std::vector<std::size_t> texts = widths;
    for (const auto& cells : rows_) {
      for (std::size_t i = 0; cells.size() > 1 && i < cells.size(); ++i) {
        widths[i] = std::max(widths[i], columns_of(cells[i]));
        texts[i] += columns_of(cells[i]);
      }
    }
    // Narrower than this, amounts break. Words are broken only where whole ones leave no room.
    constexpr std::size_t narrowest = 12;
    std::vector<std::size_t> floors(heads_.size(), narrowest);
    for (const auto& cells : rows_) {
      for (std::size_t i = 0; cells.size() > 1 && i < cells.size(); ++i)
        floors[i] = std::max(floors[i], longest_piece(cells[i]));
    }
    narrow(widths, texts, floors);
    narrow(widths, texts, std::vector<std::size_t>(heads_.size(), narrowest));
    return widths;
  }

  /// Down to the width of a terminal, column by column to its floor.
  static void narrow(std::vector<std::size_t>& widths, const std::vector<std::size_t>& texts,
                     const std::vector<std::size_t>& floors) {
    for (;;) {
      const std::size_t all = std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
      std::size_t least = widths.size();
      for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] <= floors[i]) continue;
        if (least == widths.size() || texts[i] * widths[least] < texts[least] * widths[i]) least = i;
      }
      if (all <= terminal_width || least == widths.size()) return;
      --widths[least];
    }
  }

  static std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> wrapped;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      wrapped.push_back(wrap(cells[i], widths[i]));
      height = std::max(height, wrapped.back().size());
    }
    std::string made;
    for (std::size_t k = 0; k < height; ++k) {
      std::string one;
      for (std::size_t i = 0; i < wrapped.size(); ++i) {
        const std::string cell = k < wrapped[i].size() ? wrapped[i][k] : std::string{};
        one += cell + std::string(widths[i] - std::min(widths[i], columns_of(cell)) + gap, ' ');
      }
      one.erase(one.find_last_not_of(' ') + 1);
      made += one + '\n';
    }
    return made;
  }

  std::vector<std::string> heads_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace cailiang::detail
