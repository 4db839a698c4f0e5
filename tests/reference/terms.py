# SPDX-License-Identifier: Apache-2.0
"""Terms (section 5): a form, or ABSENT."""

from fractions import Fraction

from . import conditions, rows
from .facts import date_of, is_open, number_of
from .pack import LIMITS, is_derived, is_number, number
from .values import ABSENT, Elapsed, Form, Interval, Inverse, Rounded, elapsed, known


def term(case, world, written, env):
    if isinstance(written, str):
        return _operand(case, world, written, env)
    (name, inner), *_ = written.items() if "round" not in written else [("round", written["round"])]
    if name == "fine_of":
        return env["fine_of"](inner)
    if name == "choose":
        return _choose(case, world, inner, env)
    if name == "count":
        return _count(case, world, inner, env)
    if name == "round":
        value = term(case, world, inner, env)
        return value if value == ABSENT else _round(world, value, number(written["to"]), written["way"])
    values = [term(case, world, each, env) for each in (written.get("elapsed", inner))]
    if name in ("larger_of", "smaller_of"):
        return _extreme(world, [value for value in values if value != ABSENT], 1 if name == "larger_of" else -1)
    if ABSENT in values:
        return ABSENT
    if "elapsed" in written:
        return _elapsed(world, *values, written["unit"])
    if name == "minus":
        return values[0] - values[1]
    if name == "divide":
        return _divide(world, *values)
    result = values[0]
    for value in values[1:]:
        result = result + value if name == "sum" else world.product(result, value)
    return result


def _operand(case, world, name, env):
    if is_number(name):
        return known(number(name))
    if name in LIMITS:
        return env[name]
    if name in ("act_date", "decision_date"):
        return date_of(case, world, name)
    fact = case.facts[name]
    if is_derived(fact) and is_open(case, name):
        return term(case, world, fact["is"], {**env, "pack": case.home[name]})
    return number_of(case, world, name)


def _choose(case, world, listed, env):
    """A row list of its own, of the pack in which it stands."""
    found = rows.candidates(case, world, listed, "lightest", env["pack"], env)
    row = rows.take(case, world, found, ("row", "choose", id(listed)))
    return ABSENT if row is None else term(case, world, listed[row]["then"], env)


def _count(case, world, listed, env):
    truths = [conditions.holds(case, world, condition, env) for condition in listed]
    sure, perhaps = truths.count(True), truths.count(None)
    if not perhaps:
        return known(sure)
    over = frozenset(key for key in world.root.undecided)
    return world.boxed(("count", id(listed)), Interval(Fraction(sure), True, Fraction(sure + perhaps), True), over)


def _extreme(world, values, direction):
    if not values:
        return ABSENT
    best = values[0]
    for value in values[1:]:
        if world.sign(value - best) * direction > 0:
            best = value
    return best


def _round(world, value, to, way):
    rounded = Rounded(value, to, way)
    if value.known():
        return known(rounded.of(value.constant))
    span = rounded.span(world)
    return known(span.lo) if span.point() is not None else Form(Fraction(0), ((rounded, Fraction(1)),))


def _divide(world, above, below):
    if world.sign(below) == 0:
        return ABSENT
    if below.known():
        return above * (1 / below.constant)
    inverse = Form(Fraction(0), ((Inverse(below), Fraction(1)),))
    if len(above.parts) == len(below.parts) == 1 and above.parts[0][0] == below.parts[0][0]:
        # (a + bx) / (c + dx) is b/d plus a share of 1 / (c + dx).
        ratio = above.parts[0][1] / below.parts[0][1]
        return known(ratio) + inverse * (above - below * ratio).constant
    return world.product(above, inverse)


def _elapsed(world, start, end, unit):
    days = end - start
    if world.sign(days) < 0:
        return ABSENT
    if unit == "day":
        return days
    if start.known() and end.known():
        return known(elapsed(start.constant, end.constant, unit))
    if start.known() or end.known():
        atom = Elapsed(start, end, unit)
        span = atom.span(world)
        return known(span.lo) if span.point() is not None else Form(Fraction(0), ((atom, Fraction(1)),))
    return world.boxed(("elapsed", start, end, unit), Interval(Fraction(0), True), start.bases() | end.bases())
