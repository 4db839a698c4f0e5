// SPDX-License-Identifier: Apache-2.0
#include <cailiang/cailiang.hpp>

std::string party(const cailiang::Assessment& assessment) {
  return assessment["party"].range.min->text();
}
