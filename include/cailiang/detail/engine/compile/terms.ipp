// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "cailiang/detail/engine/compile/program_builder.hpp"
#include "cailiang/detail/inline.hpp"

// A term becomes an operation on terms compiled before it.
namespace cailiang::detail {

CAILIANG_INLINE Index ProgramBuilder::term(const Term& source) {
  CompiledTerm made;
  made.source = &source;
  using Op = CompiledTerm::Op;
  std::vector<Index> refs;
  switch (source.op) {
    case Term::Op::number:
      made.op = Op::number;
      made.number = *Ratio::parse(source.text);
      break;
    case Term::Op::fact:
      if (const auto end = end_named(source.text)) {
        made.op = Op::end;
        made.end_name = *end;
      } else {
        made.op = Op::slot;
        made.slot = slot_of(source.text);
      }
      break;
    case Term::Op::sum: made.op = Op::sum; break;
    case Term::Op::product: made.op = Op::product; break;
    case Term::Op::minus: made.op = Op::minus; break;
    case Term::Op::divide: made.op = Op::divide; break;
    case Term::Op::larger_of: made.op = Op::larger_of; break;
    case Term::Op::smaller_of: made.op = Op::smaller_of; break;
    case Term::Op::elapsed:
      made.op = Op::elapsed;
      made.unit = source.text == "day" ? 0 : source.text == "month" ? 1 : 2;
      break;
    case Term::Op::round:
      made.op = Op::round;
      made.number = *Ratio::parse(source.text);
      made.way = source.way == "up" ? Rounding::up : source.way == "down" ? Rounding::down : Rounding::half_up;
      break;
    case Term::Op::fine_of:
      made.op = Op::fine_of;
      made.subject = subject_of(source.text);
      break;
    case Term::Op::count: {
      made.op = Op::count;
      for (const Condition& inner : source.conditions) refs.push_back(condition(inner));
      std::tie(made.begin, made.end) = append(program_.condition_refs, refs);
      program_.terms.push_back(made);
      return size(program_.terms) - 1;
    }
    case Term::Op::choose: {
      made.op = Op::choose;
      std::vector<Index> conditions;
      for (const ChooseRow& row : source.rows) {
        conditions.push_back(optional_condition(row.when));
        refs.push_back(term(row.then));
      }
      RowList list = row_list(conditions, Match::lightest);
      list.first = true;
      made.list = size(program_.choice_lists);
      program_.choice_lists.push_back(list);
      break;
    }
  }
  for (const Term& operand : source.operands) refs.push_back(term(operand));
  std::tie(made.begin, made.end) = append(program_.term_refs, refs);
  program_.terms.push_back(made);
  return size(program_.terms) - 1;
}

CAILIANG_INLINE std::optional<End> ProgramBuilder::end_named(std::string_view name) {
  if (name == "lower") return End::lower;
  if (name == "upper") return End::upper;
  if (name == "minimum") return End::minimum;
  if (name == "maximum") return End::maximum;
  return std::nullopt;
}

}  // namespace cailiang::detail
