# SPDX-License-Identifier: Apache-2.0
"""The statute limits the result, and the kind of outcome follows from what is left."""

from .fines import NONE, Gap, Range, changed, limit


def limited(case, world, leaf, value, way, legal):
    """Step 8; under class reduced the lower limit is not applied. A track that ends without an amount is left out with
    what it would warn of, unless all are."""
    if not isinstance(value, Range) or not isinstance(legal, Range):
        return value
    outer, case.warnings = case.warnings, set()
    value = _within_limits(case, world, value, way, legal)
    (leaf.left_out if isinstance(value, Gap) else outer).update(case.warnings)
    case.warnings = outer
    return value


def _within_limits(case, world, value, way, legal):
    reduced = legal.lower is not None and world.settle(("class",), frozenset(["reduced"]))
    if reduced:
        sign = None if value.upper is None else world.sign(value.upper - legal.lower)
        below = sign is not None and (sign < 0 or (sign == 0 and not value.upper_in))
        if way.spoken or any(case.names_class(row) for row in way.tiers + way.levels):
            if not below:
                case.warn("not_below_minimum")
        elif not below:
            case.warn("reduced_without_rule")
            value = Range(None, False, legal.lower, False)
    return limit(world, value, legal, case.warn, lower_too=not reduced)


def conclude(case, world, leaf, results):
    """The kind: tracks that come out equal are one, one without an amount is left out."""
    for value in results:
        if isinstance(value, Range):
            value = changed(value, point=None) if _is_single(world, value) else value
            if not any(_same(world, value, other) for other in leaf.tracks):
                leaf.tracks.append(value)
    if leaf.tracks:
        leaf.kind = "either" if len(leaf.tracks) > 1 else "point" if _is_single(world, leaf.tracks[0]) else "range"
    elif NONE in results:
        leaf.kind = NONE
    else:
        leaf.kind = "gap"
        case.warnings |= leaf.left_out
        for gap in results:
            if gap.warning:
                case.warn(gap.warning)


def _is_single(world, value):
    return value.lower is not None and value.upper is not None and world.sign(value.upper - value.lower) == 0


def _same(world, a, b):
    if (a.lower_in, a.upper_in) != (b.lower_in, b.upper_in):
        return False
    pairs = [(a.lower, b.lower), (a.upper, b.upper), (a.point, b.point)]
    return all((x is None) == (y is None) for x, y in pairs) and all(
        x is None or world.sign(x - y) == 0 for x, y in pairs
    )
