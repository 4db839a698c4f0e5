// SPDX-License-Identifier: Apache-2.0
// Reads with nlohmann/json, as result_json.ipp writes with it: 1.3 s of compile time that no public header should cost.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/json.hpp"

namespace cailiang::detail {

CAILIANG_INLINE std::pair<int, int> Lines::at(std::size_t offset) {
  if (starts_.empty()) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\n') starts_.push_back(i + 1);
    }
  }
  const auto line = std::prev(std::upper_bound(starts_.begin(), starts_.end(), offset));
  return {static_cast<int>(line - starts_.begin()) + 1, static_cast<int>(offset - *line) + 1};
}

namespace json_reading {

/// Offset of the first byte that is no well-formed UTF-8 (overlong forms and surrogates are not), or npos.
CAILIANG_INLINE std::size_t first_bad_utf8(std::string_view text) noexcept {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : lead >= 0xE0 && lead <= 0xEF ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || text.size() - i < length) return i;
    const auto second = static_cast<unsigned char>(text[i + 1]);
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) return i;
    for (std::size_t k = 2; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return i;
    }
    i += length;
  }
  return std::string_view::npos;
}

/// Tells how far the parser has read: nlohmann's SAX events carry no place.
struct Bytes {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* p;
  const char** reached;

  reference operator*() const noexcept { return *p; }
  Bytes& operator++() noexcept {
    *reached = ++p;
    return *this;
  }
  Bytes operator++(int) noexcept {
    const Bytes before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Bytes& a, const Bytes& b) noexcept { return a.p == b.p; }
  friend bool operator!=(const Bytes& a, const Bytes& b) noexcept { return a.p != b.p; }
};

/// Builds the tree from the events.
class Builder {
 public:
  Builder(std::string_view text, std::string_view file, Json& root, Findings& findings)
      : reached{text.data()}, text_{text}, file_{file}, lines_{text}, root_{root}, findings_{findings} {}

  const char* reached;

  bool null() { return refuse(Errc::null_value, "null says nothing; leave the key out"); }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool boolean(bool value) {
    Json& json = add(Json::Kind::boolean);
    json.boolean = value;
    return true;
  }
  bool string(std::string& value) {
    Json& json = add(Json::Kind::text);
    json.text = std::move(value);
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::Kind::object); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::Kind::list); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    Json& object = *open_.back().json;
    const std::size_t at = token_start();
    object.members.push_back({std::move(name), at, {}});
    const std::string& stored = object.members.back().key;
    if (!open_.back().keys.insert(stored).second) {
      find(Errc::duplicate_key, at, in_quotes(stored) + " stands twice in this object");
    }
    seen_ = offset();
    return findings_.size() < findings_limit;
  }

  bool parse_error(std::size_t, const std::string& token, const nlohmann::json::exception& problem) {
    constexpr int number_too_large = 406;
    if (problem.id == number_too_large) {
      number();  // an item like any other, though the parser stops at it
      return false;
    }
    const bool trailing = open_.empty() && seen_ > 0;
    const std::size_t at = trailing ? token_start() : place_of(token, problem.what());
    const auto [line, column] = lines_.at(at);
    findings_.push_back({trailing ? Errc::trailing_text : Errc::json_syntax, "",
                         trailing ? "the file goes on after its value" : what_was_wrong(problem.what()), line, column,
                         std::string{file_}});
    return false;
  }

 private:
  static constexpr const char* number_message =
      "numbers are written as text, exactly as the law writes them: \"200000\"";

  /// Of nlohmann's text only what it met and expected: its quotation of the input may cut a character in two.
  [[nodiscard]] static std::string what_was_wrong(std::string_view text) {
    if (const std::size_t dash = text.find(" - "); dash != std::string_view::npos) text.remove_prefix(dash + 3);
    std::string message{text.substr(0, text.find("; last read"))};
    if (const std::size_t i = text.rfind("; expected "); i != std::string_view::npos && i > message.size())
      message += text.substr(i);
    return message;
  }

  struct Open {
    Json* json;
    std::unordered_set<std::string> keys;
  };

  [[nodiscard]] std::size_t offset() const noexcept {
    return std::min(static_cast<std::size_t>(reached - text_.data()), text_.size());
  }

  /// Where the parser stumbled: at the beginning of a text or number that does not belong there, else at the last byte
  /// it read.
  [[nodiscard]] std::size_t place_of(const std::string& token, std::string_view problem) const noexcept {
    const auto met = [&](std::string_view what) { return problem.find(what) != std::string_view::npos; };
    if (met("unexpected string literal") || met("unexpected number literal")) {
      // It stands right behind the token, one further behind a number that does not end the file.
      for (const std::size_t back : {token.size(), token.size() + 1}) {
        if (back <= offset() && text_.substr(offset() - back, token.size()) == token) return offset() - back;
      }
    }
    return offset() > 0 && !met("unexpected end of input") ? offset() - 1 : offset();
  }

  /// At each event the parser stands right behind the token (behind a number one further), so a token begins after the
  /// blanks and separators that follow the token before it.
  [[nodiscard]] std::size_t token_start() const noexcept {
    std::size_t at = seen_;
    while (at < text_.size() && std::string_view{" \t\r\n,:"}.find(text_[at]) != std::string_view::npos) ++at;
    return at;
  }

  void find(Errc code, std::size_t at, std::string message) {
    std::string where;
    for (const Open& level : open_) {
      where += '/';
      where += level.json->kind == Json::Kind::object
                   ? pointer_token(level.json->members.empty() ? "" : level.json->members.back().key)
                   : std::to_string(level.json->items.size() - 1);
    }
    const auto [line, column] = lines_.at(at);
    findings_.push_back({code, std::move(where), std::move(message), line, column, std::string{file_}});
  }

  Json& add(Json::Kind kind) {
    Json* json = &root_;
    if (!open_.empty()) {
      Json& parent = *open_.back().json;
      json = parent.kind == Json::Kind::object ? &parent.members.back().value : &parent.items.emplace_back();
    }
    json->kind = kind;
    json->at = token_start();
    json->end = seen_ = offset();
    return *json;
  }

  bool number() { return refuse(Errc::json_number, number_message); }

  bool refuse(Errc code, const char* message) {
    const Json& json = add(Json::Kind::refused);
    find(code, json.at, message);
    return findings_.size() < findings_limit;
  }

  bool open(Json::Kind kind) {
    Json& json = add(kind);
    if (open_.size() == json_depth_limit) {
      find(Errc::too_deep, json.at, "lists and objects are nested more than 64 deep");
      return false;
    }
    open_.push_back({&json, {}});
    return true;
  }

  bool close() {
    open_.back().json->end = seen_ = offset();
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  std::string_view file_;
  Lines lines_;
  Json& root_;
  Findings& findings_;
  std::vector<Open> open_;
  std::size_t seen_ = 0;  ///< behind the last token
};

}  // namespace json_reading

CAILIANG_INLINE bool read_json(std::string_view text, std::string_view file, Json& value, Findings& findings) {
  const auto refuse = [&](Errc code, std::size_t at, std::string message) {
    const auto [line, column] = Lines{text}.at(at);
    findings.push_back({code, "", std::move(message), line, column, std::string{file}});
    return false;
  };
  if (text.size() >= json_size_limit) return refuse(Errc::too_large, 0, "a file of 50 MB or more is not read");
  if (text.starts_with("\xEF\xBB\xBF"))
    return refuse(Errc::byte_order_mark, 0, "the file begins with a byte-order mark; save it as UTF-8 without one");
  if (const std::size_t bad = json_reading::first_bad_utf8(text); bad != std::string_view::npos) {
    return refuse(Errc::not_utf8, bad, "this byte is not UTF-8; save the file as UTF-8");
  }
  // The parser takes a NUL for the end of the input, so that whatever follows would go unread.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return refuse(Errc::json_syntax, nul, "a NUL stands here");

  json_reading::Builder builder{text, file, value, findings};
  const char* const first = text.data();
  const json_reading::Bytes begin{first, &builder.reached};
  const json_reading::Bytes end{first + text.size(), &builder.reached};
  return nlohmann::json::sax_parse(begin, end, &builder);
}

}  // namespace cailiang::detail
