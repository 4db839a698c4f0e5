# SPDX-License-Identifier: Apache-2.0
"""Tables (9.3, 9.4): the statutory range becomes the range of a tier, or a share of a base."""

from . import rows
from .fines import NONE, Gap, Range, arriving, changed, fine, heavier, missing, position, sum_of, tidy
from .leaf import Way
from .pack import as_list, number, of_term
from .terms import term
from .values import ABSENT, Interval, known


def after_tables(case, world, subject, leaf, branch, env):
    """Pairs (value, way); without a table the statutory range goes on."""
    tables = [
        table
        for table in case.tables()
        if (branch and branch["id"] in table.get("branches", [])) or ("branches" not in table and subject == "party")
    ]
    if not tables:
        return [(env["range"] or Gap("no_limits"), Way(env))]
    states = _table(case, world, leaf, branch, tables[0], 0, env)
    for at, table in enumerate(tables[1:], 1):
        more = _table(case, world, leaf, branch, table, at, env)
        states = [([*as_list(a), *as_list(b)], _joined(way, other)) for a, way in states for b, other in more]
    return [(_added(world, leaf, value) if isinstance(value, list) else value, way) for value, way in states]


def _joined(a, b):
    return Way(a.env, a.tiers + b.tiers, [], a.levels + b.levels, a.share if b.share is None else b.share)


def _added(world, leaf, values):
    gaps = [value for value in values if isinstance(value, Gap)]
    if gaps:
        leaf.left_out |= {gap.warning for gap in gaps if gap.warning}
        return gaps[0]
    return NONE if NONE in values else tidy(world, sum_of(world, values))


def amounts(case, world, written, env):
    found = fine(case, world, written, env)
    return [NONE] if found == NONE else found


def _for_branch(written, branch):
    """An amount that may be keyed by branch; None if it has no key for this one."""
    if not isinstance(written, dict):
        return written
    return written.get(branch["id"]) if branch else None


def tier_fine(tier, branch):
    return tier["fine"] if "fine" in tier else _for_branch(tier["fines"], branch)


def _table(case, world, leaf, branch, table, at, env):
    match = table.get("match", case.pack.get("rules", {}).get("match", {}).get("take", "unique"))
    if "weights" in table:
        leaf.use(table)
        return [_weights(case, world, leaf, branch, table["weights"], at, env)]
    tiers = [tier for tier in table["tiers"] if tier_fine(tier, branch) is not None]

    def better(of_one_grade, direction):
        return extreme(case, world, tiers, branch, of_one_grade, direction, env)

    found = rows.candidates(case, world, tiers, match, case.pack, env, better=better)
    row = rows.take(case, world, found, ("row", "table", at, branch and branch["id"]))
    if row is None:
        if any(case.names_class(tier) for tier in tiers) and world.settle(("class",), frozenset(["reduced"])):
            return [(env["range"] or Gap("no_limits"), Way(env))]
        leaf.use(table)
        return [(Gap(), Way(env))]
    leaf.use(table)
    return [
        (value, Way(env, [tiers[row]], tiers)) for value in amounts(case, world, tier_fine(tiers[row], branch), env)
    ]


def extreme(case, world, tiers, branch, places, direction, env):
    """Of tiers of one grade the heaviest (1; the later of equals) or the lightest (-1; the earlier)."""
    fines = {at: fine(case, world, tier_fine(tiers[at], branch), env) for at in places}
    best = places[0]
    for at in places[1:]:
        sign = heavier(world, fines[at], fines[best]) * direction
        if sign > 0 or (sign == 0 and direction > 0):
            best = at
    return best


def _weights(case, world, leaf, branch, weights, at, env):
    way = Way(env)
    rule = case.pack.get("rules", {}).get("match", {}).get("take", "unique")
    share = known(number(_for_branch(weights["start"], branch) or "0"))
    for factor in weights["factors"]:
        levels = [level for level in factor["levels"] if _for_branch(level["weight"], branch) is not None]
        if not levels:
            continue
        each = [number(_for_branch(level["weight"], branch)) for level in levels]
        found = rows.candidates(case, world, levels, factor.get("match", rule), case.pack, env, weigh=each.__getitem__)
        key = ("row", "factor", at, factor["id"])
        if world.root.kleene and len(found.rows) > 1 and not found.several:
            there = frozenset(found.rows) - {None}
            parts = [part for part in (there, frozenset(found.rows) - there) if part]
            if parts[world.choose(key, parts)] != there:
                return Gap(), way
            reached = [each[row] for row in there]
            share = share + world.boxed(
                ("weight", *key), Interval(min(reached), True, max(reached), True), found.undecided
            )
            continue
        row = rows.take(case, world, found, key)
        if row is None:
            return Gap(), way
        way.levels.append(levels[row])
        share = share + known(each[row])
    for name, direction in (("at_least", 1), ("at_most", -1)):
        if name in weights and world.sign(known(number(weights[name])) - share) * direction > 0:
            share = known(number(weights[name]))
    way.share = share
    return _weighed(case, world, weights["base"], share, env), way


def _weighed(case, world, base, share, env):
    if base != "range":
        amount = term(case, world, base, env)
        if amount == ABSENT:
            return Gap(missing(env, {name for name, _ in of_term(base)}))
        amount = world.product(share, amount)
        return Range(amount, True, amount, True)
    here = arriving(case, world, env)
    if isinstance(here, Gap):
        return here
    if world.sign(here.upper - here.lower) == 0:
        return changed(here, point=None)
    return tidy(world, position(world, here, Range(share, True, share, True)))
