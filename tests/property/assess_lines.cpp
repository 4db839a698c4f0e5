// SPDX-License-Identifier: Apache-2.0
// Assesses cases as tests/property states them, a line each: {"packs": [...], "case": {...}}. For every line one line
// comes out: the result object, or {"errors": [...]}. A line without packs means those of the line before.
#include <iostream>
#include <map>

#include "cailiang/detail/pack/json.hpp"
#include "cailiang/pack/result.hpp"
#include "standards_in_tests.hpp"

namespace cailiang {
namespace {

std::string errors(const Findings& findings) {
  std::string text = "{\"errors\": [";
  for (const Error& error : findings) {
    std::string message;
    for (const char c : to_text(error)) message += c == '"' || c == '\\' ? '\'' : c == '\n' ? ' ' : c;
    if (text.back() != '[') text += ", ";
    text += "{\"code\": \"" + std::string{errc_name(error.code)} + "\", \"text\": \"" + message + "\"}";
  }
  return text + "]}";
}

class Lines {
 public:
  std::string answer(const std::string& line) {
    detail::Json read;
    Findings findings;
    if (!detail::read_json(line, "line", read, findings) || read.get("case") == nullptr) {
      return errors(findings.empty() ? Findings{Error{Errc::missing_key, "", "case"}} : findings);
    }
    const auto text_at = [&](const detail::Json& value) { return line.substr(value.at, value.end - value.at); };
    const Result<Case> stated = read_case(text_at(*read.get("case")), "case");
    if (!stated) return errors(stated.findings());
    if (std::string packs = read.get("packs") == nullptr ? packs_text_ : text_at(*read.get("packs"));
        packs != packs_text_) {
      standards_.clear();
      packs_.clear();
      packs_text_.clear();
      for (const detail::Json& each : read.get("packs")->items) {
        Result<Pack> pack = read_pack(text_at(each), "pack");
        if (!pack) return errors(pack.findings());
        auto kept = std::make_shared<const Pack>(std::move(*pack));
        packs_[kept->id] = kept;
      }
      packs_text_ = std::move(packs);
    }
    if (!standards_.contains(stated->pack)) standards_.emplace(stated->pack, compile(stated->pack));
    const Result<Standard>& standard = standards_.at(stated->pack);
    if (!standard) return errors(standard.findings());
    const Result<Assessment> assessment = tests::assess(*standard, *stated);
    return assessment.ok() ? to_json(*assessment) : errors(assessment.findings());
  }

 private:
  void add(const std::string& id, std::vector<std::shared_ptr<const Pack>>& list) {
    const auto known = packs_.find(id);
    if (known == packs_.end() || std::find(list.begin(), list.end(), known->second) != list.end()) return;
    list.push_back(known->second);
    for (const std::string& used : known->second->uses) add(used, list);
  }

  Result<Standard> compile(const std::string& id) {
    std::vector<std::shared_ptr<const Pack>> list;
    add(id, list);
    if (list.empty()) return Error{Errc::pack_not_found, "", id};
    for (std::size_t own = 0; own < list.size(); ++own) {
      std::vector<std::shared_ptr<const Pack>> closure;
      add(list[own]->id, closure);
      std::vector<const Pack*> used;
      for (std::size_t i = 1; i < closure.size(); ++i) used.push_back(closure[i].get());
      if (Findings findings = check_meaning(*list[own], used); !findings.empty()) return findings;
    }
    return Standard::compile(std::move(list));
  }

  std::string packs_text_;
  std::map<std::string, std::shared_ptr<const Pack>> packs_;
  std::map<std::string, Result<Standard>> standards_;
};

}  // namespace
}  // namespace cailiang

int main() {
  std::ios::sync_with_stdio(false);
  cailiang::Lines lines;
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty()) std::cout << lines.answer(line) << std::endl;
  }
}
