// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cailiang/law/label.hpp"

namespace cailiang {

/// Where a printed row or level went.
struct CoverageUnit {
  enum class State : unsigned char { encoded, human, left_out };

  Source source;
  State state = State::encoded;
  std::string what;
  std::string why;  ///< the reason why it is not encoded
};

/// Every printed row of a document, accounted for.
struct Coverage {
  std::string pack;
  std::vector<CoverageUnit> units;
};

}  // namespace cailiang
