// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cailiang/detail/pack/question_of.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/pack/read_case.hpp"
#include "packs_in_tests.hpp"

namespace cailiang::tests {

[[nodiscard]] inline std::filesystem::path shipped_packs() {
  return std::filesystem::path{CAILIANG_TESTS_DIR}.parent_path() / "data";
}

/// The two folders of packs. Some ids are in both: the suite has extracts.
enum class From : unsigned char { suite, shipped };

[[nodiscard]] inline std::filesystem::path folder_of(From from) {
  return from == From::suite ? conformance_packs() : shipped_packs();
}

/// The ids of the packs in a folder that have a file of that name beside them, in order.
[[nodiscard]] inline std::vector<std::string> packs_with(From from, const std::string& name) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder_of(from)}) {
    if (entry.path().filename() == name)
      found.push_back(entry.path().parent_path().lexically_relative(folder_of(from)).generic_string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The packs of a folder, each read and compiled when it is first asked for.
class Standards {
 public:
  explicit Standards(From from) : folder_{folder_of(from)} {}

  /// Those of the suite, or those that are shipped, for the whole program.
  [[nodiscard]] static Standards& in(From from) {
    static Standards suite{From::suite};
    static Standards shipped{From::shipped};
    return from == From::suite ? suite : shipped;
  }

  /// The pack with everything it uses behind it, or what is wrong with one of them.
  [[nodiscard]] Result<std::vector<std::shared_ptr<const Pack>>> packs(const std::string& id) {
    std::vector<std::shared_ptr<const Pack>> list;
    Findings findings;
    add(id, list, findings);
    if (!findings.empty()) return findings;
    return list;
  }

  [[nodiscard]] const Result<Standard>& standard(const std::string& id) {
    const auto known = standards_.find(id);
    if (known != standards_.end()) return known->second;
    return standards_.emplace(id, compile(id)).first->second;
  }

 private:
  Result<Standard> compile(const std::string& id) {
    auto list = packs(id);
    if (!list) return list.findings();
    std::vector<const Pack*> used;
    for (std::size_t i = 1; i < list->size(); ++i) used.push_back((*list)[i].get());
    Findings findings = check_meaning(*list->front(), used);
    if (!findings.empty()) return findings;
    return Standard::compile(std::move(*list));
  }

  void add(const std::string& id, std::vector<std::shared_ptr<const Pack>>& list, Findings& findings) {
    for (const auto& there : list) {
      if (there->id == id) return;
    }
    auto known = packs_.find(id);
    if (known == packs_.end()) {
      const auto path = folder_ / id / "pack.json";
      Result<Pack> pack = read_pack(bytes_of(path), path.string());
      if (!pack) {
        findings.insert(findings.end(), pack.findings().begin(), pack.findings().end());
        return;
      }
      known = packs_.emplace(id, std::make_shared<const Pack>(std::move(*pack))).first;
    }
    list.push_back(known->second);
    for (const std::string& used : known->second->uses) add(used, list, findings);
  }

  std::filesystem::path folder_;
  std::map<std::string, std::shared_ptr<const Pack>> packs_;
  std::map<std::string, Result<Standard>> standards_;
};

[[nodiscard]] inline Result<Assessment> assess(const Standard& standard, const Case& stated) {
  const Result<ViolationHandle> violation = standard.violation(stated.violation);
  if (!violation) return violation.findings();
  Facts facts{*violation};
  facts.set(stated.facts);
  return violation->assess(facts, detail::question_of(stated));
}

[[nodiscard]] inline std::string text_of(const Findings& findings) {
  std::string text;
  for (const Error& error : findings) text += to_text(error) + '\n';
  return text;
}

/// A name that GoogleTest takes.
[[nodiscard]] inline std::string test_name(std::string text) {
  for (char& c : text) {
    if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) c = '_';
  }
  return text;
}

}  // namespace cailiang::tests
