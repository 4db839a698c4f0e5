// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/standard.hpp"

#include "cailiang/detail/engine/assessment.ipp"
#include "cailiang/detail/engine/compile.ipp"
#include "cailiang/detail/engine/facts.ipp"
#include "cailiang/detail/engine/standard.ipp"
