// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/error/result.hpp"
#include "cailiang/law/label.hpp"

namespace cailiang::detail {

/// The text as it is compared: full-width letters and signs as ASCII, all brackets alike, small letters.
[[nodiscard]] std::string folded(std::string_view text);

/// The words of a search, folded.
[[nodiscard]] std::vector<std::string> search_words(std::string_view text);

/// Whether a word stands in a text, both folded. Chinese has no gaps between words; a Latin word begins where a word of
/// the text begins, and a number is the whole of a number.
[[nodiscard]] bool stands_in(std::string_view word, std::string_view text);

/// Words that mean the same to a search, as `synonyms.json` lists them.
class Synonyms {
 public:
  /// Adds the groups of a file, or says what is wrong with it.
  [[nodiscard]] Findings add(std::string_view json, std::string_view file);
  /// The word itself and its synonyms, folded.
  [[nodiscard]] std::vector<std::string> of(const std::string& word) const;
  /// What people call the word of an id: the first of its group; empty if it is in none.
  [[nodiscard]] std::string name(std::string_view word) const;

 private:
  std::vector<std::vector<std::string>> groups_;
  std::multimap<std::string, std::size_t, std::less<>> group_of_;
};

/// What regions are called, as `places.json` lists it.
class Places {
 public:
  /// Adds the names of a file, or says what is wrong with it. A region that is there already keeps its names.
  [[nodiscard]] Findings add(std::string_view json, std::string_view file);
  /// The name of a region; empty if it is not known.
  [[nodiscard]] Label name(const std::string& region) const;
  /// The region that a code or a name means; Errc::bad_value if none or several. Of places that lie in one another,
  /// such as 长沙市 and 长沙县 for 长沙, the widest is meant, and before all others a province.
  [[nodiscard]] Result<std::string> region(std::string_view place) const;

 private:
  void call(std::string_view name, const std::string& region);
  [[nodiscard]] std::set<std::string> called(std::string_view name) const;
  [[nodiscard]] std::string address(const std::string& region) const;

  std::map<std::string, Label> names_;
  std::multimap<std::string, std::string, std::less<>> regions_;  ///< by folded name
};

/// True if `place` is `region` or lies in it. An empty region is the nation.
[[nodiscard]] bool lies_in(std::string_view place, std::string_view region);

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/search.ipp"
#endif
