// SPDX-License-Identifier: Apache-2.0
#include <cailiang/quantity/money.hpp>

#include <cstdio>
#include <string>

std::string half(cailiang::Fen amount);  // second.cpp

int main(int, char** arguments) {
  const std::string text = half(cailiang::yuan(9999, 99));
  std::printf("%s, packs in %s\n", text.c_str(), arguments[1]);
  return text == "5000" && std::string{arguments[1]} == CAILIANG_DATA_DIR ? 0 : 1;
}
