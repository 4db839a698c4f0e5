// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/evaluate.hpp"

// What stands beside the fine.
namespace cailiang::detail {

// A row's sanctions join the branch's; one of the same kind replaces it.
template <bool symbolic>
void Evaluator<symbolic>::add_sanctions(const std::vector<CompiledSanction>& list, bool replaces) {
  if (replaces) {
    for (const CompiledSanction& sanction : list) {
      std::erase_if(leaf_->sanctions,
                    [&](const CompiledSanction* held) { return held->source->kind == sanction.source->kind; });
    }
  }
  for (const CompiledSanction& sanction : list) leaf_->sanctions.push_back(&sanction);
}

template <bool symbolic>
void Evaluator<symbolic>::drop_sanctions() {
  leaf_->sanctions.clear();
  if (leaf_->branch != nullptr && leaf_->branch->source != nullptr) add_sanctions(leaf_->branch->sanctions, false);
}

}  // namespace cailiang::detail
