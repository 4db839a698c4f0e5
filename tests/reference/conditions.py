# SPDX-License-Identifier: Apache-2.0
"""Conditions (section 4)."""

from . import rows, terms
from .completions import all_of
from .facts import UNPROVABLE, is_open, is_unprovable, key_of
from .pack import LIMITS, NUMERIC, as_list, is_derived, number
from .values import ABSENT, interval, known


def holds(case, world, condition, env):
    """True or False; None only where too many completions are judged in three values."""
    result = True
    for name, test in condition.items():
        truth = _member(case, world, name, test, env)
        if truth is False:
            return False
        result = None if truth is None else result
    return result


def decide(case, world, condition, env, key):
    """As holds, but where three values leave it undecided, both are gone through."""
    truth = holds(case, world, condition, env)
    return world.choose(key, [frozenset([True]), frozenset([False])]) == 0 if truth is None else truth


def may_and_must(case, world, condition, env):
    """Of what is asked beside the outcome, and so without its warnings."""
    outer, case.warnings = case.warnings, set()
    answer = all_of(world, lambda inner: holds(case, inner, condition, env))
    case.warnings = outer
    return answer


def at_least_one(truths):
    result = False
    for truth in truths:
        if truth:
            return True
        result = None if truth is None else result
    return result


def negate(truth):
    return None if truth is None else not truth


def _member(case, world, name, test, env):
    if name == "any":
        return at_least_one(holds(case, world, each, env) for each in test)
    if name == "none":
        return negate(at_least_one(holds(case, world, each, env) for each in test))
    return at_least_one(_passes(case, world, name, each, env) for each in as_list(test))


def _passes(case, world, name, test, env):
    if name == "class":
        return world.is_in(("class",), frozenset([test]))
    if name in LIMITS:
        return env[name] == ABSENT
    if name in ("act_date", "decision_date"):
        return within(world, terms.term(case, world, name, env), test)
    fact = case.facts[name]
    derived = is_derived(fact) and is_open(case, name)
    if test == UNPROVABLE:
        return False if derived else is_unprovable(case, world, name)
    if fact["kind"] in NUMERIC:
        return _number_passes(case, world, name, test, env, derived)
    if derived and fact["kind"] == "flag":
        truth = holds(case, world, fact["is"], {**env, "pack": case.home[name]})
        return False if test == ABSENT else truth if test is True else negate(truth)
    if derived:
        return _option_passes(case, world, name, fact, test, env)
    key = key_of(case, world, name)
    if fact["kind"] == "choices" and test != ABSENT:
        return world.is_in(key, frozenset(each for each in world.cell(key) if isinstance(each, tuple) and test in each))
    return world.is_in(key, frozenset([test]))


def _number_passes(case, world, name, test, env, derived):
    if not derived:
        if test == ABSENT and case.given.get(name) == UNPROVABLE:
            return False
        state = world.cell(("fact", name))
        if state is None and is_open(case, name) and case.facts[name].get("may_be"):
            state = world.start(("fact", name), frozenset(["value", *case.facts[name]["may_be"]]))
        if world.root.kleene and state is not None and len(state) > 1:
            world.note(name)
            world.root.undecided.add(("fact", name))
            return None if ABSENT in state or test != ABSENT else False
    value = terms.term(case, world, name, env)
    if test == ABSENT or value == ABSENT:
        return test == value
    return within(world, value, test)


def _option_passes(case, world, name, fact, test, env):
    """A derived choice is a row list of its own."""
    options = fact["options"]
    found = rows.candidates(case, world, options, fact.get("match", "unique"), case.home[name], env)
    if world.root.kleene and len(found.rows) > 1 and not found.several:
        names = [ABSENT if row is None else options[row]["id"] for row in found.rows]
        return None if test in names else False
    row = rows.take(case, world, found, ("row", "fact", name))
    return test == (ABSENT if row is None else options[row]["id"])


def within(world, form, test):
    if form == ABSENT:
        return False
    wanted = interval(test, number)
    ends = ((wanted.lo, wanted.lo_in, 1), (wanted.hi, wanted.hi_in, -1))
    return negate(at_least_one(negate(_inside(world, form, *end)) for end in ends if end[0] is not None))


def _inside(world, form, end, included, direction):
    """Whether a form lies on the right side of one end; in three values its cell is not cut."""
    difference = (form - known(end)) * direction
    sign = world.sure_sign(difference)
    if sign is None and world.root.kleene:
        span = world.span(difference)
        if (span.lo == 0 and included) or (span.hi == 0 and not included):
            return included
        world.root.undecided.update(base[:2] for base in form.bases())
        return None
    sign = world.sign(difference) if sign is None else sign
    return sign > 0 or (sign == 0 and included)
