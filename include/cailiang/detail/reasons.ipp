// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/inline.hpp"
#include "cailiang/explain/reasons.hpp"

namespace cailiang {

CAILIANG_INLINE std::string explain(const Assessment& assessment, Language language, Form) {
  const Pack& pack = assessment.pack();
  return pack.title.in(language) + " (" + pack.id + " " + pack.version + ")\n";
}

}  // namespace cailiang
