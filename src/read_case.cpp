// SPDX-License-Identifier: Apache-2.0
#include "cailiang/detail/pack/read_case.ipp"
