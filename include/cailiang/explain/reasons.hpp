// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "cailiang/engine/assessment.hpp"
#include "cailiang/law/label.hpp"

namespace cailiang {

/// How reasons are laid out: a text with one paragraph for each part of a decision, or a table line by line.
enum class Form : std::uint8_t { paragraph, table };

/// The reasons (说理) for an assessment, subject by subject, made from its trace: statute, standard, tier, factors
/// applied and not applied, the arithmetic, the range, procedure, the amount in figures and (of yuan) in capitals
/// (大写).
///
/// Says nothing that the packs and the case do not say. A slot without a fact prints 【待补】 with what is asked; what
/// was not examined is said to be not examined. Labels that lack the language fall back on the other.
/// \pre assess() filled it
[[nodiscard]] std::string explain(const Assessment& assessment, Language language, Form form = Form::paragraph);

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/explain/reasons.ipp"
#endif
