// SPDX-License-Identifier: Apache-2.0
#include "cailiang/detail/pack/check_case.ipp"
