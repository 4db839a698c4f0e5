// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/pack/json.hpp"
#include "cailiang/detail/pack/unread.hpp"
#include "cailiang/law/condition.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang::detail {

/// `[a-z][a-z0-9_]*`
[[nodiscard]] inline bool is_id(std::string_view text) noexcept {
  if (text.empty() || text.front() < 'a' || text.front() > 'z') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Three ids: place/sector/document.
[[nodiscard]] inline bool is_pack_id(std::string_view text) noexcept {
  const std::size_t first = text.find('/');
  const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
  return second != std::string_view::npos && is_id(text.substr(0, first)) &&
         is_id(text.substr(first + 1, second - first - 1)) && is_id(text.substr(second + 1));
}

/// True if `pack` is filed with the statutes.
[[nodiscard]] inline bool is_statute_id(std::string_view pack) noexcept {
  const std::size_t first = pack.find('/');
  return first != std::string_view::npos && pack.substr(first).starts_with("/law/");
}

/// An article number; dots before paragraph and item: "83.2".
[[nodiscard]] inline bool is_provision_id(std::string_view text) noexcept {
  bool after_dot = true;
  for (const char c : text) {
    if (c == '.') {
      if (after_dot) return false;
      after_dot = true;
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
      after_dot = false;
    } else {
      return false;
    }
  }
  return !after_dot;
}

/// The words of the grammar, which are no names of facts.
inline constexpr std::string_view grammar_words[] = {
    "any",    "none",  "sum",     "product", "minus",   "divide",    "larger_of", "smaller_of",
    "choose", "round", "elapsed", "count",   "fine_of", "either",    "range",     "eq",
    "ge",     "gt",    "le",      "lt",      "absent",  "unprovable"};
/// The facts that the engine gives.
inline constexpr std::string_view engine_facts[] = {"class",   "act_date", "decision_date", "minimum",
                                                    "maximum", "lower",    "upper"};

template <class Words>
[[nodiscard]] bool is_one_of(std::string_view word, const Words& words) noexcept {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// A value of a file and the way to it. Lives on the stack, beside the nodes it hangs from; `json` is null where the
/// file has nothing.
struct Node {
  const Json* json = nullptr;
  const Node* up = nullptr;
  std::string_view key{};
  std::size_t index = 0;

  explicit operator bool() const noexcept { return json != nullptr; }
  [[nodiscard]] bool is(Json::Kind kind) const noexcept { return json != nullptr && json->kind == kind; }
  [[nodiscard]] Node operator[](std::string_view name) const noexcept {
    return {is(Json::Kind::object) ? json->get(name) : nullptr, this, name};
  }
  [[nodiscard]] bool has(std::string_view name) const noexcept { return static_cast<bool>((*this)[name]); }
  [[nodiscard]] std::string pointer() const {
    if (up == nullptr) return {};
    return up->pointer() + '/' + (up->is(Json::Kind::list) ? std::to_string(index) : pointer_token(key));
  }
};

/// Takes values out of a file and collects what is wrong with them. A value that is not there reads as an empty one:
/// whether it must be there is asked with need().
class Reader {
 public:
  Reader(std::string_view text, std::string_view file) : text_{text}, file_{file}, lines_{text} {
    if (!read_json(text, file, json_, findings_)) unreadable_ = true;
    for (const Error& found : findings_) unread_.add(found.where);
  }

  /// True if the file is no JSON of ours, so that there is nothing to read.
  [[nodiscard]] bool unreadable() const noexcept { return unreadable_; }
  [[nodiscard]] Node root() const noexcept { return {&json_}; }
  [[nodiscard]] bool sound() const noexcept { return findings_.empty(); }

  /// All findings in the order of the text.
  [[nodiscard]] Findings take_findings() {
    std::sort(findings_.begin(), findings_.end(), [](const Error& a, const Error& b) {
      return std::tie(a.line, a.column, a.code, a.where) < std::tie(b.line, b.column, b.code, b.where);
    });
    return std::move(findings_);
  }

  [[nodiscard]] Unread take_unread() { return std::move(unread_); }

  void find(Errc code, const Node& at, std::string message) {
    std::string where = at.pointer();
    unread_.add(where);
    find_at(code, at.json->at, std::move(where), std::move(message));
  }

  /// Some of it could not be read, so that what follows from it is not known.
  [[nodiscard]] bool unread(const Node& at) const { return !unread_.empty() && unread_.within(at.pointer()); }

  /// The value's text in the file, byte for byte.
  [[nodiscard]] std::string raw(const Node& at) const {
    return std::string{text_.substr(at.json->at, at.json->end - at.json->at)};
  }

  Node need(const Node& object, std::string_view key) {
    const Node member = object[key];
    if (!member && object.is(Json::Kind::object)) lacks(object, key, in_quotes(key) + " is missing here");
    return member;
  }

  /// Reports that a member is not there; the others can be judged.
  void lacks(const Node& object, std::string_view key, std::string message) {
    unread_.add(member_of(object, key));
    find_at(Errc::missing_key, object.json->at, object.pointer(), std::move(message));
  }

  /// True if the node is an object; keys that are not in `keys` are reported.
  bool object(const Node& at, std::initializer_list<std::string_view> keys) {
    if (!is(at, Json::Kind::object, "an object")) return false;
    for (const JsonMember& member : at.json->members) {
      if (is_one_of(member.key, keys)) continue;
      if (full()) break;
      // What it was meant to be is not read either.
      if (const auto meant = meant_by(member.key, keys)) unread_.add(member_of(at, *meant));
      find_at(Errc::unknown_key, member.at, member_of(at, member.key),
              "no key " + in_quotes(member.key) + " here" + suggestion(member.key, keys));
    }
    return true;
  }

  /// Calls `read(node)` for each item; fewer than `least` are reported.
  template <class Read>
  void list(const Node& at, std::size_t least, Read read) {
    if (!is(at, Json::Kind::list, "a list")) return;
    few(at, at.json->items.size(), least);
    for (std::size_t i = 0; i < at.json->items.size() && !full(); ++i) read(Node{&at.json->items[i], &at, {}, i});
  }

  /// Calls `read(name, node)` for each member of an object whose keys are names; fewer than `least` are reported.
  template <class Read>
  void members(const Node& at, std::size_t least, Read read) {
    if (!is(at, Json::Kind::object, "an object")) return;
    few(at, at.json->members.size(), least);
    for (const JsonMember& member : at.json->members) {
      if (full()) break;
      read(member.key, Node{&member.value, &at, member.key});
    }
  }

  /// A text that says something.
  [[nodiscard]] std::string text(const Node& at) {
    if (!is(at, Json::Kind::text, "a text")) return {};
    if (at.json->text.empty()) find(Errc::bad_value, at, "the text is empty");
    // A NUL would end the text early wherever it is handed to C; an escape would speak to the reader's terminal.
    const auto is_control = [](char c) { return (c >= '\0' && c < ' ' && c != '\n' && c != '\t') || c == '\x7f'; };
    if (std::any_of(at.json->text.begin(), at.json->text.end(), is_control))
      find(Errc::bad_value, at, "the text holds a control character");
    return at.json->text;
  }

  /// A text for which `fits` holds; `what` says what it should be.
  template <class Fits>
  [[nodiscard]] std::string text(const Node& at, Errc code, Fits fits, const char* what) {
    std::string value = text(at);
    if (!value.empty() && !fits(value)) find(code, at, in_quotes(value) + " is not " + what);
    return value;
  }

  [[nodiscard]] std::string id(const Node& at) {
    return text(at, Errc::bad_id, is_id, "an id: a small letter, then small letters, digits and underscores");
  }

  [[nodiscard]] std::string number(const Node& at) {
    return text(
        at, Errc::bad_number_text, [](std::string_view s) { return Ratio::parse(s).has_value(); },
        "a number as the format writes it (200000, 9999.99, 50%, 1/3), or it is too long to be held exactly");
  }

  [[nodiscard]] std::optional<Date> date(const Node& at) {
    const std::string value = text(at);
    if (value.empty()) return std::nullopt;
    const std::optional<Date> day = Date::parse(value);
    if (!day) find(Errc::bad_date_text, at, in_quotes(value) + " is not a day written as 2026-08-15");
    return day;
  }

  /// A word of a list, as it is.
  std::string word(const Node& at, std::span<const std::string_view> words) {
    std::string value = text(at);
    if (!value.empty() && !is_one_of(value, words)) not_a_word(at, value, words);
    return value;
  }
  std::string word(const Node& at, std::initializer_list<std::string_view> words) {
    return word(at, std::span{words.begin(), words.size()});
  }

  /// A word of a list, as what it stands for.
  template <class T>
  [[nodiscard]] std::optional<T> word(const Node& at, std::initializer_list<std::pair<std::string_view, T>> words) {
    const std::string value = text(at);
    if (value.empty()) return std::nullopt;
    std::vector<std::string_view> names;
    for (const auto& [name, meaning] : words) {
      if (name == value) return meaning;
      names.push_back(name);
    }
    not_a_word(at, value, names);
    return std::nullopt;
  }

  /// The same for the names of an enumeration, in its order.
  template <class T>
  [[nodiscard]] std::optional<T> word(const Node& at, std::span<const std::string_view> names) {
    const std::string value = text(at);
    if (value.empty()) return std::nullopt;
    const auto found = std::find(names.begin(), names.end(), value);
    if (found != names.end()) return static_cast<T>(found - names.begin());
    not_a_word(at, value, names);
    return std::nullopt;
  }

  /// A key that says true or is not there.
  [[nodiscard]] bool mark(const Node& at) {
    if (!is(at, Json::Kind::boolean, "true")) return false;
    if (!at.json->boolean) find(Errc::bad_value, at, "only true stands here; leave the key out instead");
    return true;
  }

  /// Each of a list of texts once.
  template <class Read>
  std::vector<std::string> texts(const Node& at, std::size_t least, Read read) {
    std::vector<std::string> values;
    std::set<std::string> seen;
    list(at, least, [&](const Node& item) {
      std::string value = read(item);
      if (!value.empty() && !seen.insert(value).second)
        find(Errc::repeated_item, item, in_quotes(value) + " stands twice in this list");
      values.push_back(std::move(value));
    });
    return values;
  }

  /// The ends that are named in an object: `eq` alone, or a lower end, an upper end, or both.
  template <class T, class Read>
  [[nodiscard]] Ends<T> ends(const Node& at, Read read) {
    Ends<T> ends;
    const auto take = [&](std::string_view key, std::optional<T>& end) {
      if (const Node member = at[key]) end = read(member);
    };
    take("eq", ends.eq);
    take("ge", ends.ge);
    take("gt", ends.gt);
    take("le", ends.le);
    take("lt", ends.lt);
    if (ends.empty()) {
      find(Errc::missing_key, at, "an end is missing here: eq, or ge or gt, or le or lt");
    } else if (ends.eq && (ends.ge || ends.gt || ends.le || ends.lt)) {
      find(Errc::bad_combination, at, "eq stands alone, without another end");
    } else if ((ends.ge && ends.gt) || (ends.le && ends.lt)) {
      find(Errc::bad_combination, at,
           ends.ge && ends.gt ? "ge and gt are both lower ends; keep one" : "le and lt are both upper ends; keep one");
    }
    return ends;
  }

  /// False, with a finding, if the node is of another type; false for what is not there or was refused already.
  bool is(const Node& at, Json::Kind kind, const char* what) {
    if (!at || at.is(Json::Kind::refused)) return false;
    if (at.is(kind)) return true;
    find(Errc::wrong_type, at, std::string{what} + " belongs here");
    return false;
  }

 private:
  /// So much is wrong that the rest is not looked at.
  [[nodiscard]] bool full() const noexcept { return findings_.size() >= findings_limit; }

  [[nodiscard]] static std::string member_of(const Node& object, std::string_view key) {
    return object.pointer() + '/' + pointer_token(key);
  }

  void find_at(Errc code, std::size_t at, std::string where, std::string message) {
    if (full()) return;
    const auto [line, column] = lines_.at(at);
    findings_.push_back({code, std::move(where), std::move(message), line, column, std::string{file_}});
  }

  void few(const Node& at, std::size_t size, std::size_t least) {
    if (size < least) find(Errc::too_few_items, at, "at least " + std::to_string(least) + " belong here");
  }

  template <class Words>
  void not_a_word(const Node& at, const std::string& value, const Words& words) {
    std::string list;
    for (const std::string_view word : words) {
      if (!list.empty()) list += ", ";
      list += word;
    }
    find(Errc::bad_value, at, in_quotes(value) + " is not one of " + list + suggestion(value, words));
  }

  std::string_view text_;
  std::string_view file_;
  Lines lines_;
  Json json_;
  Findings findings_;
  Unread unread_;
  bool unreadable_ = false;
};

}  // namespace cailiang::detail
