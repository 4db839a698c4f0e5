// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/detail/quantity/day_number.hpp"

namespace cailiang::detail {

/// The number, or the day, that a text of the format states.
[[nodiscard]] std::optional<Ratio> number_or_day(const std::string& text);

/// The interval that a text of the format states.
[[nodiscard]] Span span_of(const Ends<std::string>& ends);

/// The values that a fact is declared to take; the four number kinds are not negative where nothing else is said.
[[nodiscard]] Span domain_of(const Fact& fact);

/// The position of reduced, lenient, standard or heavier among the classes.
[[nodiscard]] Code class_code(std::string_view name);

/// Compiles one violation on the provisions given; `violation` is null for a provision of a statute pack.
/// \pre the packs passed check_meaning()
/// \throws Overflow if the weights of a table have no common denominator within bounds
[[nodiscard]] Program compile_program(const StandardData& data, const Violation* violation,
                                      const std::vector<StandardData::ProvisionRef>& provisions);

/// The whole of a pack and of the packs it uses, own pack first.
[[nodiscard]] std::shared_ptr<const StandardData> compile_standard(std::vector<std::shared_ptr<const Pack>> packs);

}  // namespace cailiang::detail

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/engine/compile.ipp"
#endif
