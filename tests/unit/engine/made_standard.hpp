// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "cailiang/engine/standard.hpp"
#include "standards_in_tests.hpp"

namespace cailiang::tests {

/// A standard from packs written in the test, its own first; what every pack must say beside is put in front.
inline Result<Standard> compiled(std::initializer_list<std::string> texts) {
  std::vector<std::shared_ptr<const Pack>> packs;
  for (const std::string& text : texts) {
    const std::string whole =
        R"({"format":"cailiang-pack/1","version":"1.0.0","title":{"zh":"试"},"rank":"city","in_force":{"from":"2020-01-01"},"copy":"invented",)" +
        text + "}";
    Result<Pack> pack = read_pack(whole);
    if (!pack) ADD_FAILURE() << text_of(pack.findings());
    packs.push_back(std::make_shared<const Pack>(std::move(pack).value()));
  }
  std::vector<const Pack*> used;
  for (std::size_t i = 1; i < packs.size(); ++i) used.push_back(packs[i].get());
  const Findings findings = check_meaning(*packs.front(), used);
  EXPECT_TRUE(findings.empty()) << text_of(findings);
  return Standard::compile(std::move(packs));
}
inline Standard made_standard(std::initializer_list<std::string> texts) {
  return compiled(texts).value();
}

inline Date day(std::string_view text) {
  return Date::parse(text).value();
}

/// "code at place", a line each.
inline std::string codes(const Findings& findings) {
  std::string text;
  for (const Error& error : findings)
    text += (text.empty() ? "" : "\n") + std::string{errc_name(error.code)} + " at " + error.where;
  return text;
}

}  // namespace cailiang::tests
