# SPDX-License-Identifier: Apache-2.0
"""Which question comes next: only one that can still change the result, the most deciding first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..assessment import Assessment
from ..errors import Error
from ..law import FactInfo
from ..outcome import Outcome

__all__ = ["needed", "next_question", "where_asked"]

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
) -> str | None:
    """Return the fact to ask for, or None if none is left. `assess` is the case with one more fact."""
    left = set(skipped)
    candidates = [need for need in needed(assessment) if need in facts and need not in left]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
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


def _width_after(fact: FactInfo, now: int, assess: Callable[[str, Any], Assessment]) -> int:
    """Return how wide the outcomes are after an answer, over all answers that can be listed."""
    if fact.kind == "flag":
        values: list[Any] = [True, False]
    elif fact.kind == "choice":
        values = [option.id for option in fact.options]
    elif fact.kind == "choices" or fact.kind == "date":
        return now
    else:
        values = list(_NUMBERS)
    widths = []
    for value in values:
        try:
            widths.append(_width(assess(fact.id, value)))
        except Error:
            continue
    return sum(widths) // len(widths) if widths else now


def _width(assessment: Assessment) -> int:
    return sum(map(_spread, assessment.values()))


def _spread(outcome: Outcome) -> int:
    if outcome.kind != "open":
        return 0
    if outcome.min is None or outcome.max is None:
        return _WIDEST
    return int((outcome.max.exact - outcome.min.exact) * 100) + len(outcome.kinds)


def where_asked(assessment: Assessment, fact: str) -> Mapping[str, str]:
    """Return where in print the fact is asked for: the first row of the trace that looks at it."""
    for line in assessment.trace["lines"]:
        for row in line.get("rows", ()):
            if fact in _named(row.get("when", {})):
                found: Mapping[str, str] = row.get("source") or line.get("source") or {}
                return found
    return {}


def _named(when: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for name, test in when.items():
        if name in ("any", "none"):
            for inner in test:
                found |= _named(inner)
        else:
            found.add(name)
    return found
