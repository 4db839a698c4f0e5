// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/law_reader.hpp"
#include "cailiang/detail/pack/search.hpp"

namespace cailiang::detail {

namespace searching {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
/// In folded text.
[[nodiscard]] constexpr bool is_latin(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}

[[nodiscard]] constexpr bool is_china(std::string_view country) noexcept {
  return country.empty() || country == "CN" || country == "CHN";
}

/// The digits of a region code that say something: 430000 is the province 43, 430100 its city 4301.
[[nodiscard]] constexpr std::string_view significant(std::string_view code) noexcept {
  while (code.size() > 2 && code.ends_with("00")) code.remove_suffix(2);
  return code;
}

[[nodiscard]] constexpr bool is_number(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Six digits, or an ISO 3166 code in capitals.
[[nodiscard]] constexpr bool is_code(std::string_view text) noexcept {
  if (text.empty() || is_number(text)) return text.size() == 6;
  const std::string_view country = text.substr(0, text.find('-'));
  return (country.size() == 2 || country.size() == 3) &&
         std::all_of(country.begin(), country.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace searching

CAILIANG_INLINE std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    // All that is folded is three bytes long and begins with one of two bytes: U+3000 to U+3FFF, U+F000 to U+FFFF.
    if ((c == '\xE3' || c == '\xEF') && i + 2 < text.size()) {
      const unsigned code = (static_cast<unsigned char>(c) & 0xFU) << 12U |
                            (static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6U |
                            (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
      const char folded = code >= 0xFF01 && code <= 0xFF5E   ? static_cast<char>(code - 0xFEE0)
                          : code == 0x3000                   ? ' '
                          : code == 0x3010 || code == 0x3014 ? '('
                          : code == 0x3011 || code == 0x3015 ? ')'
                                                             : '\0';
      if (folded == '\0') {
        out += text.substr(i, 3);
        i += 2;
        continue;
      }
      c = folded;
      i += 2;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '[' || c == '{') c = '(';
    if (c == ']' || c == '}') c = ')';
    out += c;
  }
  return out;
}

CAILIANG_INLINE std::vector<std::string> search_words(std::string_view text) {
  const std::string all = folded(text);
  constexpr std::string_view blanks = " \t\r\n\v\f";
  std::vector<std::string> words;
  for (std::size_t at = all.find_first_not_of(blanks); at != std::string::npos;) {
    const std::size_t end = std::min(all.find_first_of(blanks, at), all.size());
    words.push_back(all.substr(at, end - at));
    at = all.find_first_not_of(blanks, end);
  }
  return words;
}

CAILIANG_INLINE bool stands_in(std::string_view word, std::string_view text) {
  if (word.empty()) return false;
  const bool latin = searching::is_latin(word.front());
  const bool number = searching::is_number(word);
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (latin && at > 0 && searching::is_latin(text[at - 1])) continue;
    const std::size_t end = at + word.size();
    if (number && end < text.size() && searching::is_digit(text[end])) continue;
    return true;
  }
  return false;
}

CAILIANG_INLINE Findings Synonyms::add(std::string_view json, std::string_view file) {
  Reader reader{json, file};
  if (reader.unreadable()) return reader.take_findings();
  std::vector<std::vector<std::string>> groups;
  const Node at = reader.root();
  if (reader.object(at, {"format", "groups"})) {
    reader.word(reader.need(at, "format"), {"cailiang-synonyms/1"});
    reader.list(reader.need(at, "groups"), 0, [&](const Node& group) {
      groups.push_back(reader.texts(group, 2, [&](const Node& word) { return folded(reader.text(word)); }));
    });
  }
  if (!reader.sound()) return reader.take_findings();
  for (std::vector<std::string>& group : groups) {
    for (const std::string& word : group) group_of_.emplace(word, groups_.size());
    groups_.push_back(std::move(group));
  }
  return {};
}

CAILIANG_INLINE std::vector<std::string> Synonyms::of(const std::string& word) const {
  std::vector<std::string> words{word};
  for (auto [i, end] = group_of_.equal_range(word); i != end; ++i) {
    for (const std::string& other : groups_[i->second]) {
      if (other != word) words.push_back(other);
    }
  }
  return words;
}

CAILIANG_INLINE std::string Synonyms::name(std::string_view word) const {
  const auto found = group_of_.find(word);
  return found == group_of_.end() ? std::string{} : groups_[found->second].front();
}

CAILIANG_INLINE void Places::call(std::string_view name, const std::string& region) {
  if (!name.empty()) regions_.emplace(folded(name), region);
}

CAILIANG_INLINE Findings Places::add(std::string_view json, std::string_view file) {
  LawReader reader{json, file};
  if (reader.unreadable()) return reader.take_findings();
  struct Named {
    std::string region;
    Label label;
    std::vector<std::string> also;
  };
  std::vector<Named> places;
  const Node at = reader.root();
  if (reader.object(at, {"format", "copy", "places"})) {
    reader.word(reader.need(at, "format"), {"cailiang-places/1"});
    static_cast<void>(reader.text(reader.need(at, "copy")));
    reader.members(reader.need(at, "places"), 0, [&](const std::string& region, const Node& place) {
      if (!searching::is_code(region))
        reader.find(Errc::bad_value, place, in_quotes(region) + " is no region: six digits, or an ISO 3166 code");
      if (!reader.object(place, {"zh", "en", "also"})) return;
      Named named{region, {reader.text(place["zh"]), reader.text(place["en"])}, {}};
      if (named.label.empty()) reader.find(Errc::missing_label, place, "the place needs a name (zh or en)");
      if (const Node also = place["also"])
        named.also = reader.texts(also, 1, [&](const Node& name) { return reader.text(name); });
      places.push_back(std::move(named));
    });
  }
  if (!reader.sound()) return reader.take_findings();
  for (const Named& place : places) {
    if (!names_.emplace(place.region, place.label).second) continue;
    call(place.label.en, place.region);
    for (const std::string& name : place.also) call(name, place.region);
    call(place.label.zh, place.region);
    constexpr std::size_t character = 3;  // bytes
    for (const std::string_view last : {"省", "市", "区", "县"}) {
      const std::size_t rest = place.label.zh.size() - last.size();
      if (place.label.zh.ends_with(last) && rest > character) call(place.label.zh.substr(0, rest), place.region);
    }
  }
  return {};
}

CAILIANG_INLINE Label Places::name(const std::string& region) const {
  const auto found = names_.find(region);
  return found == names_.end() ? Label{} : found->second;
}

/// The regions of exactly this name, which may follow the names of places it lies in: 深圳市南山区.
CAILIANG_INLINE std::set<std::string> Places::called(std::string_view name) const {
  std::vector<std::set<std::string>> from(name.size());  // what the rest of the name from there on is called
  for (std::size_t at = name.size(); at-- > 0;) {
    const std::string_view rest = name.substr(at);
    std::set<std::string>& regions = from[at];
    for (auto [i, end] = regions_.equal_range(rest); i != end; ++i) regions.insert(i->second);
    for (std::size_t cut = 1; regions.empty() && cut < rest.size(); ++cut) {
      if (from[at + cut].empty()) continue;
      const auto [outer, outer_end] = regions_.equal_range(rest.substr(0, cut));
      for (const std::string& inner : from[at + cut]) {
        const bool inside = std::any_of(
            outer, outer_end, [&](const auto& place) { return inner != place.second && lies_in(inner, place.second); });
        if (inside) regions.insert(inner);
      }
    }
  }
  return name.empty() ? std::set<std::string>{} : std::move(from.front());
}

/// The name with those of the places it lies in.
CAILIANG_INLINE std::string Places::address(const std::string& region) const {
  std::string names;
  for (const std::size_t digits : {2U, 4U, 6U}) {
    std::string outer = region.substr(0, digits);
    outer.resize(6, '0');
    const bool is_new = digits == 2 || outer.compare(digits - 2, 2, "00") != 0;
    if (is_new) names += name(outer).in(Language::zh);
  }
  return names;
}

CAILIANG_INLINE Result<std::string> Places::region(std::string_view place) const {
  if (searching::is_code(place)) return std::string{place};
  const auto unknown = [](std::string message) {
    return Error{.code = Errc::bad_value,
                 .message = std::move(message) + "; write it in full, or give its region code"};
  };
  // No name with those of all places around it is as long: in full those of China take up to 75.
  constexpr std::size_t longest = 250;  // bytes
  if (place.size() > longest) return unknown("no place is known by the name " + in_quotes(place));
  std::string name = folded(place);
  name.erase(0, name.find_first_not_of(' '));
  name.erase(name.find_last_not_of(' ') + 1);
  const std::set<std::string> regions = called(name);
  std::vector<std::string> widest;
  std::copy_if(regions.begin(), regions.end(), std::back_inserter(widest), [&](const std::string& inner) {
    return std::none_of(regions.begin(), regions.end(),
                        [&](const std::string& outer) { return inner != outer && lies_in(inner, outer); });
  });
  if (widest.size() == 1) return widest.front();
  // 河北 is the province, although Tianjin has a district of that name.
  const auto province =
      std::find_if(widest.begin(), widest.end(), [](const std::string& region) { return region.ends_with("0000"); });
  if (province != widest.end()) return *province;
  if (names_.empty()) {
    return Error{.code = Errc::bad_value,
                 .message = "no folder of the catalogue names places in a places.json, so that " + in_quotes(place) +
                            " is not known; give its region code"};
  }
  if (widest.empty()) return unknown("no place is known by the name " + in_quotes(place));
  std::string which;
  for (const std::string& region : widest) which += (which.empty() ? "" : ", ") + address(region) + " (" + region + ")";
  return unknown(in_quotes(place) + " may be " + which);
}

CAILIANG_INLINE bool lies_in(std::string_view place, std::string_view region) {
  using searching::is_china;
  if (place == region) return true;
  if (searching::is_number(place)) {
    // What the nation's packs say does not apply in 710000, 810000 and 820000.
    if (!searching::is_number(region)) return is_china(region) && place.front() < '7';
    return place.starts_with(searching::significant(region));
  }
  if (is_china(place)) return is_china(region);
  return place.size() > region.size() && place.starts_with(region) && place[region.size()] == '-';
}

}  // namespace cailiang::detail
