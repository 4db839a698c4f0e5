# SPDX-License-Identifier: Apache-2.0
"""Facts (section 3) in a completion: given, or completed cell by cell (section 11)."""

from itertools import combinations

from .pack import NUMERIC, number
from .values import ABSENT, Form, Interval, Number, interval, known, meet

UNPROVABLE = "unprovable"


def given(case, name):
    value = case.given.get(name)
    if value is not None:
        case.seen.add(name)
    return value


def is_open(case, name):
    """Not given, so that a derived fact is found by its definition."""
    return given(case, name) is None


def values_of(case, fact_id):
    """The finite values of a flag, a choice or choices (as tuples of the options tested, and none of them)."""
    fact = case.facts[fact_id]
    if fact["kind"] == "flag":
        return frozenset([True, False])
    options = [option["id"] for option in fact["options"]]
    if fact["kind"] == "choice":
        return frozenset(options)
    tested = [option for option in options if option in case.tests[fact_id]]
    some = [each for size in range(1, len(tested) + 1) for each in combinations(tested, size)]
    return frozenset(some + [ABSENT] + ([()] if len(tested) < len(options) else []))


def key_of(case, world, name):
    """The key of a flag, choice or choices whose cell says what it may be; not for the state unprovable."""
    value = given(case, name)
    if value is None:
        world.note(name)
        key = ("fact", name)
        world.start(key, values_of(case, name) | frozenset(case.facts[name].get("may_be", [])))
        if UNPROVABLE not in world.cell(key) or not world.is_in(key, frozenset([UNPROVABLE])):
            return key
    elif value != UNPROVABLE:
        key = ("given", name)
        world.start(key, frozenset([tuple(value) if isinstance(value, list) else value]))
        return key
    return unprovable(case, world, name)


def unprovable(case, world, name):
    """The key under which a fact that cannot be ascertained is completed."""
    key = (UNPROVABLE, name)
    if not world.keeps(key):
        world.note(name)
    world.start(key, values_of(case, name))
    return key


def is_unprovable(case, world, name):
    value = given(case, name)
    if value is not None or UNPROVABLE not in case.facts[name].get("may_be", []):
        return value == UNPROVABLE
    world.note(name)
    start = frozenset(["value"]) if case.facts[name]["kind"] in NUMERIC else values_of(case, name)
    world.start(("fact", name), start | frozenset(case.facts[name]["may_be"]))
    return world.is_in(("fact", name), frozenset([UNPROVABLE]))


def domain(fact):
    """All values of a number: from 0 where nothing else is said, except for dates."""
    limits = interval(fact.get("in", {}), number)
    if limits.lo is None and fact["kind"] != "date":
        limits = limits._replace(lo=number("0"), lo_in=True)
    return limits


def number_of(case, world, name):
    """A number or date that is not derived: a form, or ABSENT."""
    fact, value = case.facts[name], given(case, name)
    whole = fact["kind"] in ("count", "date")
    limits, key = meet(domain(fact), Interval(), whole), ("fact", name, "number")
    if value == ABSENT:
        return ABSENT
    if value == UNPROVABLE:
        key = (UNPROVABLE, name, "number")
    elif isinstance(value, str):
        return known(number(value))
    elif isinstance(value, dict):
        limits = meet(limits, interval(value, number), whole)
    elif fact.get("may_be"):
        state = ("fact", name)
        world.start(state, frozenset(["value", *fact["may_be"]]))
        if world.settle(state, frozenset([ABSENT])):
            world.note(name)
            return ABSENT
        if world.settle(state, frozenset([UNPROVABLE])):
            key = (UNPROVABLE, name, "number")
    if key[0] == "fact" or not world.keeps(key):
        world.note(name)
    return unknown_number(world, key, limits, whole)


def unknown_number(world, key, limits, whole):
    cell = world.start(key, limits)
    return known(cell.point()) if cell.point() is not None else Form(number("0"), ((Number(key, whole), number("1")),))


def date_of(case, world, name):
    """act_date, decision_date: the latter may be unknown, but is not before the act."""
    if name == "act_date":
        return known(number(case.act_date))
    if case.decision_date:
        return known(number(case.decision_date))
    world.note(name)
    return unknown_number(world, ("fact", name, "number"), Interval(number(case.act_date), True), True)
