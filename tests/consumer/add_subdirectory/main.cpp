// SPDX-License-Identifier: Apache-2.0
#include <cailiang/cailiang.hpp>

#include <iostream>

int main(int, char** arguments) {
  const auto catalogue = cailiang::Catalogue::open(arguments[1]).value();
  std::cout << catalogue.entries().size() << " packs\n";
  return catalogue.entry("hunan/ecology/standard_2021").ok() ? 0 : 1;
}
