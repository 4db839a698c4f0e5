// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cailiang {

/// Which way a number goes that is not a multiple of what it is rounded to. `up` is to the larger and `down` to the
/// smaller number, for negative numbers too; `half_up` is to the nearest, and halves go to the larger.
enum class Rounding { up, down, half_up };

}  // namespace cailiang
