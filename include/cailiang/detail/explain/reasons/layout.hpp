// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/explain/columns.hpp"
#include "cailiang/detail/explain/wording.hpp"

namespace cailiang::detail {

/// One line of reasons: what it is about, where that stands, what the case says, what follows, and the range then.
struct Reason {
  std::string what, basis, value, effect, range;
  std::string pack{};  ///< with its version, where a document is named for the first time

  friend bool operator==(const Reason&, const Reason&) = default;
};

struct ReasonPart {
  std::string title;
  std::vector<Reason> lines;
};

/// Sets the parts of a statement of reasons as text, those without a line left out.
class ReasonLayout {
 public:
  ReasonLayout(const Wording& wording, const std::vector<ReasonPart>& parts) : w_{wording}, parts_{parts} {}

  [[nodiscard]] std::string paragraphs(const std::string& heading) const {
    static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五",   "六",
                                                    "七", "八", "九", "十", "十一", "十二"};
    std::string text = heading + '\n';
    std::size_t n = 0;
    for (const ReasonPart& part : parts_) {
      if (part.lines.empty()) continue;
      text += w_.zh() ? std::string{numerals[n]} + "、" + part.title + "。"
                      : std::to_string(n + 1) + ". " + part.title + ".";
      ++n;
      for (const Reason& line : part.lines) text += (w_.zh() ? "" : " ") + sentence(line);
      text += '\n';
    }
    return text;
  }

  /// The heading, then names and versions of packs on lines of their own: a narrow column would tear them.
  [[nodiscard]] std::string table(const std::string& heading) const {
    Columns columns{{w_.say("事项", "what"), w_.say("依据", "basis"), w_.say("事实", "value"), w_.say("作用", "effect"),
                     w_.say("幅度", "range")}};
    for (const ReasonPart& part : parts_) {
      if (part.lines.empty()) continue;
      columns.title(part.title);
      for (const Reason& line : part.lines)
        columns.row({w_.begun(line.what), line.basis, line.value, line.effect, line.range});
    }
    std::string text;
    for (const std::string& line : wrap(heading)) text += line + '\n';
    return text + packs() + columns.text();
  }

 private:
  [[nodiscard]] std::string packs() const {
    std::string text;
    for (const ReasonPart& part : parts_) {
      for (const Reason& line : part.lines) {
        if (!line.pack.empty() && text.find(line.pack) == std::string::npos) text += line.pack + '\n';
      }
    }
    return text;
  }

  [[nodiscard]] std::string sentence(const Reason& line) const {
    std::string text = w_.begun(line.what);
    std::string basis = line.basis;
    if (!line.pack.empty()) w_.join(basis, "；", "; ", line.pack);
    if (!basis.empty()) text += w_.say("（", " (") + basis + w_.say("）", ")");
    std::string rest;
    for (const std::string* piece : {&line.value, &line.effect, &line.range}) {
      if (piece->empty()) continue;
      if (!rest.empty()) rest += piece->starts_with("= ") ? " " : w_.say("，", ", ");
      rest += *piece;
    }
    if (!rest.empty()) text += (text.empty() ? "" : w_.say("：", ": ")) + rest;
    const bool ended = text.ends_with("。") || text.ends_with(".");
    return ended ? text : text + w_.say("。", ".");
  }

  const Wording& w_;
  const std::vector<ReasonPart>& parts_;
};

}  // namespace cailiang::detail
