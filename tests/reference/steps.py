# SPDX-License-Identifier: Apache-2.0
"""Steps (9.6), and shifts among the tiers."""

from dataclasses import replace

from . import conditions, rows
from .fines import NONE, Gap, limits_of
from .tables import amounts, extreme, tier_fine


def after_step(case, world, leaf, step, pack, value, way):
    """The states after a step (9.6)."""
    if isinstance(value, Gap) or value is None or (value == NONE and not any("shift" in row for row in step["rows"])):
        return [(value, way)]
    env = way.env | {"pack": pack}
    if value != NONE:
        env |= limits_of(value) | {"range": value}
    named = case.names(pack, step)
    live = [row for row in step["rows"] if named or row.get("mode") != "may"]
    found = rows.candidates(case, world, live, "lightest", pack, env)
    taken = rows.take(case, world, found, ("row", "step", pack["pack"], step["id"], _which(value)))
    row = None if taken is None else live[taken]
    _offer(case, world, leaf, step, pack, row, value, env, named)
    if row is None or (value == NONE and "shift" not in row):
        return [(value, way)]
    if row.get("mode") == "may" or all(each.get("mode") != "may" for each in step["rows"]):
        leaf.applied.add(case.name_of(pack, step))
    way = replace(way, used=[*way.used, row])
    if "shift" in row:
        return _shift(case, world, row, value, way, leaf.branch)
    way = replace(way, spoken=way.spoken or case.names_class(row))
    if "fine" not in row:
        return [(value, way)]
    return [(new, way) for new in amounts(case, world, row["fine"], env)]


def _which(value):
    """Sets apart the ranges of several tracks: a row of the same step is chosen for each."""
    return value if value == NONE else repr(value)


def _offer(case, world, leaf, step, pack, row, value, env, named):
    for each in step["rows"]:
        if each is row and "when" in each:
            return
        if named or each.get("mode") != "may" or (value == NONE and "shift" not in each):
            continue
        reached = row is None or "when" in each
        if reached and conditions.may_and_must(case, world, each.get("when", {}), env)[1]:
            leaf.offers.add(case.name_of(pack, step))


def _shift(case, world, row, value, way, branch):
    """By grades along the tiers, from the one in force."""
    if len(way.tiers) != 1 or not way.ladder:
        return [(value, way)]
    branch = branch and {"id": branch}
    grades = []
    for at, tier in enumerate(way.ladder):
        same = grades and tier.get("grade") is not None and tier["grade"] == way.ladder[grades[-1][-1]].get("grade")
        grades[-1].append(at) if same else grades.append([at])
    here = next(i for i, grade in enumerate(grades) if way.ladder.index(way.tiers[0]) in grade)
    move = int(row["shift"])
    if 0 <= here + move < len(grades):
        place = extreme(case, world, way.ladder, branch, grades[here + move], -1 if move > 0 else 1, way.env)
    elif "at_end" in row:
        env = way.env | (limits_of(value) | {"range": value} if value != NONE else {})
        way = replace(way, spoken=way.spoken or case.names_class(row))
        return [(new, way) for new in amounts(case, world, row["at_end"], env)]
    else:
        place = len(way.ladder) - 1 if move > 0 else 0
    way = replace(way, used=[*way.tiers, *way.used], tiers=[way.ladder[place]], spoken=case.names_class(row))
    return [(new, way) for new in amounts(case, world, tier_fine(way.ladder[place], branch), way.env)]
