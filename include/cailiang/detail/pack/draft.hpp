// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cailiang/detail/pack/unread.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/law/case.hpp"
#include "cailiang/law/pack.hpp"

namespace cailiang::detail {

/// A pack as far as it could be read.
struct Draft {
  Pack pack;
  Findings findings;  ///< of its form, in the order of the text
  Unread unread;
};

/// A case, or facts, as far as they could be read.
template <class T>
struct ReadPart {
  T read;
  Findings findings;
  Unread unread;
};
using CaseDraft = ReadPart<Case>;
using CasesDraft = ReadPart<std::vector<Case>>;
using FactsDraft = ReadPart<FactInputs>;

[[nodiscard]] CaseDraft read_case_draft(std::string_view text, std::string_view file);
[[nodiscard]] CasesDraft read_cases_draft(std::string_view text, std::string_view file);
[[nodiscard]] FactsDraft read_facts_draft(std::string_view text, std::string_view file);

[[nodiscard]] Draft read_draft(std::string_view text, std::string_view file);

/// The findings of its form, and those of its meaning that do not hang on what could not be read.
[[nodiscard]] Findings check_draft(const Draft& draft, std::span<const Pack* const> used);

}  // namespace cailiang::detail
