// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/standard.hpp"

#include "cailiang/detail/assessment.ipp"
#include "cailiang/detail/compile.ipp"
#include "cailiang/detail/facts.ipp"
#include "cailiang/detail/standard.ipp"
