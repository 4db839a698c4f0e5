// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/law/each_term.hpp"
#include "cailiang/law/condition.hpp"
#include "cailiang/law/fact.hpp"
#include "cailiang/law/fine.hpp"
#include "cailiang/law/term.hpp"

// Every name that stands where a fact may stand, in the order of print and as often as it stands there: the engine's
// own and the ends of ranges too.
namespace cailiang::detail {

template <class Visit>
void each_fact(const Condition& condition, Visit&& visit) {
  for (const ConditionMember& member : condition.members) {
    if (member.kind == ConditionMember::Kind::fact) visit(member.fact);
    for (const Condition& inner : member.conditions) each_fact(inner, visit);
  }
}

template <class Visit>
void each_fact(const Term& term, Visit&& visit) {
  if (term.op == Term::Op::fact) visit(term.text);
  for (const Term& operand : term.operands) each_fact(operand, visit);
  for (const Condition& condition : term.conditions) each_fact(condition, visit);
  for (const ChooseRow& row : term.rows) {
    if (row.when) each_fact(*row.when, visit);
    each_fact(row.then, visit);
  }
}

template <class Visit>
void each_fact(const Fine& fine, Visit&& visit) {
  each_term(fine, [&](const Term& term) { each_fact(term, visit); });
}

/// What a derived fact follows from; nothing, if it is not derived.
template <class Visit>
void each_fact(const Fact& fact, Visit&& visit) {
  if (fact.is_condition) each_fact(*fact.is_condition, visit);
  if (fact.is_term) each_fact(*fact.is_term, visit);
  for (const Option& option : fact.options) {
    if (option.when) each_fact(*option.when, visit);
  }
}

}  // namespace cailiang::detail
