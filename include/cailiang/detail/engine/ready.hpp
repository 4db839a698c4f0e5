// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/standard_data.hpp"

namespace cailiang::detail {

/// Works out the outcomes that follow from the rows of a program alone. \param program stands in `data`
void work_out_ready(const StandardData& data, Program& program);

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/engine/ready.ipp"
#endif
