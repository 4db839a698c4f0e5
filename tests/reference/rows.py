# SPDX-License-Identifier: Apache-2.0
"""Row lists (section 7): which row is taken. Rows are named by their place; None is "no row"."""

from dataclasses import dataclass

from . import conditions
from .completions import Impossible, explore
from .facts import UNPROVABLE


@dataclass
class Found:
    """The rows that may be taken in this completion: one, or several where the text or three values leave it open."""

    rows: list
    several: bool = False  # several rows of a unique list hold
    lightest: bool = False  # rule unprovable: a lighter row was taken than some value would reach
    undecided: frozenset = frozenset()


def candidates(case, world, listed, match, pack, env, weigh=None, better=None):
    """Find them. weigh: the number that makes a row of a factor light. better: picks among tiers of one grade."""
    before, world.root.undecided = world.root.undecided, set()
    if case.unprovable and pack.get("rules", {}).get("unprovable"):
        found = _lightest(case, world, listed, match, env, weigh, better)
    else:
        found = _resolve(*_holding(case, world, listed, match, env), listed, match, better)
    found.undecided, world.root.undecided = frozenset(world.root.undecided), before
    if len(found.rows) > 1:
        world.root.undecided |= found.undecided
    return found


def take(case, world, found, key):
    """One of the rows found."""
    if found.several:
        case.warn("several_match")
    if found.lightest:
        case.warn("unprovable_lightest")
    return found.rows[world.choose(key, [frozenset([row]) for row in found.rows])]


def _holding(case, world, listed, match, env):
    """(rows that hold, rows that may hold), the otherwise row left out, and rows behind the one that is taken."""
    places = range(len(listed))
    sure, perhaps = [], []
    for at in reversed(places) if match == "heaviest" else places:
        if "when" not in listed[at]:
            continue
        if sure and match != "unique" and listed[at].get("grade", at) != listed[sure[0]].get("grade", sure[0]):
            break
        truth = conditions.holds(case, world, listed[at]["when"], env)
        if truth is not False:
            (sure if truth else perhaps).append(at)
    return tuple(sorted(sure)), tuple(sorted(perhaps))


def _resolve(sure, perhaps, listed, match, better):
    # Provisions that are applied together may have an otherwise row each; then each stays possible.
    otherwise = [at for at, row in enumerate(listed) if "when" not in row] or [None]
    if not sure:
        return Found([*perhaps, *otherwise], several=len(otherwise) > 1 and not perhaps)
    if match == "unique":
        return Found(sorted(sure + perhaps), several=len(sure) > 1)
    best = max(sure) if match == "heaviest" else min(sure)
    grade = listed[best].get("grade")
    same = [at for at in sure + perhaps if at == best or (grade is not None and listed[at].get("grade") == grade)]
    beyond = [at for at in perhaps if (at > best if match == "heaviest" else at < best) and at not in same]
    if not perhaps and len(same) > 1:
        same = [better(sorted(same), 1 if match == "heaviest" else -1)]
    return Found(sorted(same + beyond))


def _lightest(case, world, listed, match, env, weigh, better):
    """The rule unprovable: the first row (of a factor the lowest weight) that some value of what cannot be ascertained
    reaches; those values stay within this list."""
    reached = {}
    for _, found in explore(
        lambda inner: _holding(case, inner, listed, match, env), parent=world, apart=True, owns=_is_unprovable
    ):
        reached[found] = None
    if not reached:
        raise Impossible  # as the cells of the completion around it are
    results = [_resolve(*found, listed, match, better) for found in reached]
    if len(results) == 1 or world.root.kleene:
        rows = sorted({row for result in results for row in result.rows}, key=lambda row: (row is None, row))
        return Found(rows, results[0].several if len(results) == 1 else False)

    def order(row):
        return row is None, weigh(row) if weigh and row is not None else 0, row

    # Where several rows of a unique list hold each stays possible, so each that can be the first of those reached.
    last = min((max(result.rows, key=order) for result in results), key=order)
    all_rows = {row for result in results for row in result.rows}
    rows = sorted((row for row in all_rows if order(row) <= order(last)), key=order)
    return Found(rows, several=len(rows) > 1, lightest=len(all_rows) > 1)


def _is_unprovable(key):
    return key[0] == UNPROVABLE or (key[0] in ("sum", "product", "count", "elapsed") and f"'{UNPROVABLE}'" in repr(key))
