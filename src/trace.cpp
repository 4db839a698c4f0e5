// SPDX-License-Identifier: Apache-2.0
#include "cailiang/engine/standard.hpp"

#include "cailiang/detail/engine/trace.ipp"
