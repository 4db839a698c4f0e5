# SPDX-License-Identifier: Apache-2.0
"""Fines (section 6): ranges of money, and what follows where no amount comes out."""

from dataclasses import dataclass

from .pack import LIMITS, of_fine
from .terms import term
from .values import ABSENT, Form

NONE = "none"


@dataclass(frozen=True)
class Range:
    lower: Form | None = None
    lower_in: bool = False
    upper: Form | None = None
    upper_in: bool = False
    point: Form | None = None

    def ends(self):
        return [end for end in (self.lower, self.upper, self.point) if end is not None]


@dataclass(frozen=True)
class Gap:
    warning: str | None = None


def fine(case, world, written, env):
    """NONE, or a list of tracks: ranges and gaps."""
    if written == NONE:
        return NONE
    return [_range(case, world, track, env) for track in written.get("either", [written])]


def tidy(world, result):
    """A range whose ends do not cross, with its point inside; else a gap."""
    if result.lower is not None and result.upper is not None:
        sign = world.sign(result.upper - result.lower)
        if sign < 0 or (sign == 0 and not (result.lower_in and result.upper_in)):
            return Gap("empty_range")
    return place_point(world, result)


def place_point(world, result):
    """A point that is cut off moves to the end it passed if that is included, else there is none."""
    if result.point is None:
        return result
    for end, included, direction in ((result.lower, result.lower_in, 1), (result.upper, result.upper_in, -1)):
        if end is not None:
            sign = world.sign((result.point - end) * direction)
            if sign < 0 or (sign == 0 and not included):
                return changed(result, point=end if included else None)
    return result


def changed(result, **changes):
    return Range(**{**result.__dict__, **changes})


def _range(case, world, written, env):
    base = written.get("base")
    if base == "range":
        result = _positions(case, world, written, env)
    else:
        factor = None if base is None else term(case, world, base, env)
        result = ABSENT if factor == ABSENT else _ends(world, _terms(case, world, written, env), factor)
    if result == ABSENT:
        return Gap(missing(env, {name for name, _ in of_fine(written)}))
    if isinstance(result, Gap):
        return result
    for name, direction in (("at_least", 1), ("at_most", -1)):
        limit = term(case, world, written[name], env) if name in written else ABSENT
        if limit != ABSENT:
            result = _clip(world, result, limit, direction)
    return tidy(world, result)


def missing(env, names):
    """The warning where a term is absent: no amount, or no statute at hand to take a share of."""
    statutory = {"minimum", "maximum"} if env["range"] else set(LIMITS)
    return "no_limits" if env["unlimited"] and names & statutory else "no_amount"


def _terms(case, world, written, env):
    return {
        key: term(case, world, written[key], env) for key in ("eq", "ge", "gt", "le", "lt", "point") if key in written
    }


def _ends(world, terms, factor):
    """The ends as written times the base, or ABSENT."""
    point = terms.pop("point", ABSENT)
    if ABSENT in terms.values():
        return ABSENT

    def times(end):
        return end if end is None or factor is None else world.product(end, factor)

    point = None if point == ABSENT else times(point)
    if "eq" in terms:
        return Range(times(terms["eq"]), True, times(terms["eq"]), True, point)
    return Range(
        times(terms.get("ge", terms.get("gt"))),
        "ge" in terms,
        times(terms.get("le", terms.get("lt"))),
        "le" in terms,
        point,
    )


def limits_of(track, name_lower="lower", name_upper="upper"):
    """What a range says under the names of its ends; an end that is missing is absent."""

    def end(value):
        return ABSENT if value is None else value

    return {name_lower: end(track and track.lower), name_upper: end(track and track.upper)}


def arriving(case, world, env):
    """The range on which positions are measured: both ends, the lower one supplied by a rule if need be; or a gap."""
    here = env["range"]
    if here is None or here.upper is None:
        return Gap("no_limits" if here is None else "no_amount")
    if here.lower is not None:
        return here
    rule = env["pack"].get("rules", {}).get("no_minimum")
    lower = term(case, world, rule["use"], env) if rule else ABSENT
    if lower == ABSENT or world.sign(here.upper - lower) <= 0:
        return Gap("no_minimum")
    return changed(here, lower=lower, lower_in=True)


def _positions(case, world, written, env):
    here = arriving(case, world, env)
    if isinstance(here, Gap):
        return here
    if world.sign(here.upper - here.lower) == 0:
        return changed(here, point=None)
    result = _ends(world, _terms(case, world, written, env), None)
    return result if result == ABSENT else position(world, here, result)


def position(world, here, shares):
    """Shares of the way from the lower to the upper end; an end that meets an arriving one is excluded if either is."""
    width = here.upper - here.lower

    def place(share):
        return None if share is None else here.lower + world.product(share, width)

    def kept(end, included):
        for other, other_in in ((here.lower, here.lower_in), (here.upper, here.upper_in)):
            if end is not None and not other_in and world.sign(end - other) == 0:
                return False
        return included

    lower, upper = place(shares.lower), place(shares.upper)
    return Range(lower, kept(lower, shares.lower_in), upper, kept(upper, shares.upper_in), place(shares.point))


def _clip(world, result, limit, direction):
    """Both ends; a clipped end is included, a missing end beyond the clip takes it."""

    def beyond(end):
        return end is not None and world.sign((limit - end) * direction) > 0

    if beyond(result.lower) or (direction > 0 and result.lower is None):
        result = changed(result, lower=limit, lower_in=True)
    if beyond(result.upper) or (direction < 0 and result.upper is None):
        result = changed(result, upper=limit, upper_in=True)
    return result


def heavier(world, a, b):
    """Which of two fines is heavier by its upper, then its lower end: the sign of a - b. None is below every fine."""
    a, b = (
        None if each == NONE else next((track for track in each if isinstance(track, Range)), None) for each in (a, b)
    )
    if a is None or b is None:
        return (a is not None) - (b is not None)
    for end, missing in (("upper", 1), ("lower", -1)):
        left, right = getattr(a, end), getattr(b, end)
        if left is None or right is None:
            sign = ((left is None) - (right is None)) * missing
        else:
            sign = world.sign(left - right)
        if sign:
            return sign
    return 0


def sum_of(world, ranges):
    """The sum of ranges end by end: a missing lower end counts as 0, excluded (9.2)."""
    zero = Form(0)
    lower = upper = point = zero
    lower_in = upper_in = True
    for each in ranges:
        lower, lower_in = lower + (each.lower or zero), lower_in and each.lower is not None and each.lower_in
        upper = None if upper is None or each.upper is None else upper + each.upper
        upper_in = upper_in and each.upper_in
        single = each.lower is not None and each.upper is not None and world.sign(each.upper - each.lower) == 0
        own = each.point if each.point is not None else each.lower if single else None
        point = None if point is None or own is None else point + own
    if all(each.point is None for each in ranges):
        point = None
    return Range(lower, lower_in, upper, upper is not None and upper_in, point)


def limit(world, result, legal, warn, lower_too=True):
    """Step 8: the statutory limits. With the same number, excluded wins."""
    for end, name, direction in (("lower", "below_minimum", 1), ("upper", "above_maximum", -1)):
        bound, bound_in = getattr(legal, end), getattr(legal, end + "_in")
        if bound is None or (end == "lower" and not lower_too):
            continue
        far, far_in = (result.upper, result.upper_in) if direction > 0 else (result.lower, result.lower_in)
        sign = None if far is None else world.sign((far - bound) * direction)
        if sign is not None and (sign < 0 or (sign == 0 and not (far_in and bound_in))):
            # Wholly outside: the statutory end itself, if it is included.
            warn(name)
            return Range(bound, True, bound, True, result.point and bound) if bound_in else Gap("empty_range")
        near, near_in = getattr(result, end), getattr(result, end + "_in")
        sign = -1 if near is None else world.sign((near - bound) * direction)
        if sign < 0 or (sign == 0 and near_in and not bound_in):
            warn(name)
            result = changed(result, **{end: bound, end + "_in": bound_in})
    return place_point(world, result)
