// SPDX-License-Identifier: Apache-2.0
#include <cailiang/cailiang.hpp>

#include <iostream>

std::string party(const cailiang::Assessment& assessment);  // second.cpp

int main(int, char** arguments) {
  const auto catalogue = cailiang::Catalogue::shipped().value();
  const auto standard = catalogue.load("hunan/ecology/standard_2021").value();
  const auto violation = standard.violation("t8_1").value();

  cailiang::Facts facts{violation};
  facts.set("disposal_cost", cailiang::yuan(100000))
      .set("waste_tonnes", "0.5")
      .set("waste_fate", "not_yet")
      .set("duration_months", 1)
      .set("violations_2y", 1)
      .set("verified_complaint", false);
  const auto act = cailiang::Date::parse("2024-05-01").value();
  const std::string text = party(violation.assess(facts, {.act = act}).value());
  std::cout << text << ", packs in " << arguments[1] << '\n';
  return text == "600000" && std::string{arguments[1]} == CAILIANG_DATA_DIR ? 0 : 1;
}
