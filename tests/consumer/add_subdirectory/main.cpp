// SPDX-License-Identifier: Apache-2.0
#include <cailiang/quantity/money.hpp>

#include <string>

int main(int, char** arguments) {
  return cailiang::yuan(9999, 99).text() == "9999.99" && std::string{arguments[1]} == CAILIANG_DATA_DIR ? 0 : 1;
}
