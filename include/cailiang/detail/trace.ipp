// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/workspace.hpp"
#include "cailiang/engine/assessment.hpp"

namespace cailiang {

CAILIANG_INLINE Trace Assessment::trace() const { return {}; }

}  // namespace cailiang
