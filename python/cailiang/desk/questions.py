# SPDX-License-Identifier: Apache-2.0
"""Which question comes next: only one that can still change the result, the most deciding first."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..assessment import Assessment
from ..errors import Error
from ..law import FactInfo
from ..outcome import Outcome

__all__ = ["beside", "named", "needed", "next_question", "where_asked"]

BUDGET = 0.04
"""Seconds for the comparison; what was not compared by then keeps the order of the packs."""

_NUMBERS = ("1", "1000000")
"""What stands for the answers to a question for a number, as far as its domain has them."""

_WIDEST = 10**18


def needed(assessment: Assessment) -> list[str]:
    """Return the facts that would change an outcome, those of several outcomes first."""
    wanted: dict[str, int] = {}
    for outcome in assessment.values():
        for need in outcome.needs:
            wanted[need] = wanted.get(need, 0) + 1
    return sorted(wanted, key=lambda need: -wanted[need])


def next_question(
    assessment: Assessment,
    facts: Mapping[str, FactInfo],
    skipped: Iterable[str],
    assess: Callable[[str, Any], Assessment],
    told_by: Callable[[Iterable[str]], Iterable[str]],
) -> str | None:
    """Return the fact to ask for, or None if none is left.

    `assess` is the case with one more fact; `told_by` has the facts from which those that are named follow.
    """
    left = set(skipped)
    candidates = [need for need in needed(assessment) if need in facts and need not in left]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    # Whether the article applies at all, and with which range, comes before what is graded within it.
    of_branches = set(told_by(_of_branches(assessment)))
    candidates = [need for need in candidates if need in of_branches] or candidates
    begun = time.monotonic()
    now = _width(assessment)
    best, best_width = candidates[0], None
    for need in candidates:
        if time.monotonic() - begun > BUDGET:
            break
        width = _width_after(facts[need], now, assess)
        if best_width is None or width < best_width:
            best, best_width = need, width
    return best


def _of_branches(assessment: Assessment) -> set[str]:
    """Return what the branches name of which it is open whether they apply."""
    lines = (line for line in assessment.trace["lines"] if line["kind"] == "branch")
    rows = (row for line in lines for row in line.get("rows", ()) if row["state"] == "possible")
    return {name for row in rows for name in named(row.get("when", {}))}


def _width_after(fact: FactInfo, now: int, assess: Callable[[str, Any], Assessment]) -> int:
    """Return how wide the outcomes are after an answer, over all answers that can be listed."""
    widths = [_width(each) for each in _answered(fact, assess)] if fact.kind != "choices" else []
    return sum(widths) // len(widths) if widths else now


def _answered(fact: FactInfo, assess: Callable[[str, Any], Assessment]) -> Iterator[Assessment]:
    """Yield what follows from the answers that can be listed."""
    if fact.kind == "flag":
        values: list[Any] = [True, False]
    elif fact.kind in ("choice", "choices"):
        values = [option.id if fact.kind == "choice" else [option.id] for option in fact.options]
    else:
        values = [] if fact.kind == "date" else list(_NUMBERS)
    for value in values:
        with contextlib.suppress(Error):
            yield assess(fact.id, value)


def _width(assessment: Assessment) -> int:
    return sum(map(_spread, assessment.values()))


def _spread(outcome: Outcome) -> int:
    if outcome.kind != "open":
        return 0
    if outcome.min is None or outcome.max is None:
        return _WIDEST
    return int((outcome.max.exact - outcome.min.exact) * 100) + len(outcome.kinds)


def where_asked(assessment: Assessment, names: Callable[[Mapping[str, Any]], bool]) -> tuple[str, Mapping[str, str]]:
    """Return in which pack, and where in print, the fact is asked for: where the trace first looks at it.

    That is a row, or where several rows ask for it what they are rows of; else an amount that is reckoned from it.
    """
    for line in assessment.trace["lines"]:
        asking = [row for row in line.get("rows", ()) if row["state"] != "not_raised" and names(row.get("when", {}))]
        if asking:
            own, whole = asking[0].get("source") or {}, line.get("source") or {}
            return line.get("pack", ""), (whole or own) if len(asking) > 1 else (own or whole)
    for line in assessment.trace["lines"]:
        if any(names({term["text"]: None}) for term in line.get("terms", ()) if "text" in term):
            return line.get("pack", ""), line.get("source") or {}
    return "", {}


def beside(
    assessment: Assessment, facts: Mapping[str, FactInfo], assess: Callable[[str, Any], Assessment]
) -> list[str]:
    """Return what is named where it is decided what stands beside the fine, or what may be applied, derived facts too.

    No fact of a circumstance that nobody raised is among them. `assess` is the case with one more fact.
    """
    found: dict[str, None] = {}
    states = {"circumstance": {"not_examined"}, "step": {"not_examined", "possible"}}
    states["provision_step"] = states["step"]
    if all(outcome.kind == "no_penalty" for outcome in assessment.values()):
        # What may be applied could only drop the penalty once more.
        states = {}
    for line in assessment.trace["lines"]:
        for row in line.get("rows", ()):
            if row["state"] in states.get(line["kind"], ()):
                found |= named(row.get("when", {}))
    for outcome in assessment.values():
        for sanction in outcome.sanctions:
            found |= named(sanction.when or {})
    # Rows of a table may have the same fine, and other sanctions.
    now = _stands_beside(assessment)
    for looked_at in (fact["id"] for fact in assessment.trace["facts"] if fact.get("asked")):
        answers = _answered(facts[looked_at], assess)
        if looked_at not in needed(assessment) and any(_stands_beside(each) != now for each in answers):
            found[looked_at] = None
    return list(found)


def _stands_beside(assessment: Assessment) -> list[Any]:
    outcomes: Mapping[str, Mapping[str, Any]] = assessment.to_dict()["outcomes"]
    keys = ("sanctions", "offers", "requires", "mode", "human")
    return [[outcome.get(key) for key in keys] for outcome in outcomes.values()]


def named(when: Mapping[str, Any]) -> dict[str, None]:
    """Return what a condition names, in its order."""
    found: dict[str, None] = {}
    for name, test in when.items():
        if name in ("any", "none"):
            for inner in test:
                found |= named(inner)
        else:
            found[name] = None
    return found
