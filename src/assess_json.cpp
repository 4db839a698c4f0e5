// SPDX-License-Identifier: Apache-2.0
#include "cailiang/detail/assess_json.ipp"
