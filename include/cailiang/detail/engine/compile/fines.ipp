// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// A fine becomes the terms of its ends.
namespace cailiang::detail {

CAILIANG_INLINE Index ProgramBuilder::fine(const Fine& source) {
  CompiledFine made;
  made.source = &source;
  made.no_fine = source.none;
  made.base_is_range = source.base_is_range;
  if (source.ends.eq) {
    made.single = true;
    made.lower_included = made.upper_included = true;
    made.lower = made.upper = term(*source.ends.eq);
  }
  if (source.ends.ge) made.lower = term(*source.ends.ge), made.lower_included = true;
  if (source.ends.gt) made.lower = term(*source.ends.gt);
  if (source.ends.le) made.upper = term(*source.ends.le), made.upper_included = true;
  if (source.ends.lt) made.upper = term(*source.ends.lt);
  made.base = optional_term(source.base);
  made.at_least = optional_term(source.at_least);
  made.at_most = optional_term(source.at_most);
  made.point = optional_term(source.point);
  std::vector<Index> tracks;
  for (const Fine& track : source.either) tracks.push_back(fine(track));
  std::tie(made.begin, made.end) = append(program_.fine_refs, tracks);
  const auto number = [&](Index t) { return t != none && program_.terms[at(t)].op == CompiledTerm::Op::number; };
  made.plain = tracks.empty() && !source.none && !made.base_is_range && made.base == none && made.at_least == none &&
               made.at_most == none && made.point == none && (made.lower == none || number(made.lower)) &&
               (made.upper == none || number(made.upper)) &&
               (made.lower == none || made.upper == none ||
                program_.terms[at(made.lower)].number < program_.terms[at(made.upper)].number || made.single);
  program_.fines.push_back(made);
  return size(program_.fines) - 1;
}

}  // namespace cailiang::detail
