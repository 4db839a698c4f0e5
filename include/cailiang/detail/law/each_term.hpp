// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/law/fine.hpp"

namespace cailiang::detail {

/// Calls `visit` with every term that a fine states, its ends first, and then with those of its tracks.
template <class Visit>
void each_term(const Fine& fine, Visit&& visit) {
  for (const auto* term : {&fine.ends.eq, &fine.ends.ge, &fine.ends.gt, &fine.ends.le, &fine.ends.lt, &fine.base,
                           &fine.at_least, &fine.at_most, &fine.point}) {
    if (*term) visit(**term);
  }
  for (const Fine& track : fine.either) each_term(track, visit);
}

}  // namespace cailiang::detail
