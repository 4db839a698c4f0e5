// SPDX-License-Identifier: Apache-2.0
#include "cailiang/detail/engine/evaluate.hpp"

template class cailiang::detail::Evaluator<true>;
