# SPDX-License-Identifier: Apache-2.0
"""The way back: what was answered, in order, with the case as it was before each answer."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from .saved import Draft

__all__ = ["Step", "stored"]


class Step(NamedTuple):
    """An answer."""

    name: str
    """A fact, or what else was told: `class`, `decision_date`, `decided.<subject>`, `apply.<id>`, `violation` …"""
    before: Draft
    """The case without it."""


def stored(draft: Draft) -> list[Step]:
    """Return the answers that a case brought along, as if they had been given one after the other."""
    answers = [*draft.facts, *(f"decided.{subject}" for subject in draft.decided)]
    answers += [f"apply.{id}" for id in draft.apply]
    if draft.decision_date:
        answers.append("decision_date")
    steps, before = [], draft
    for answer in reversed(answers):
        before = deepcopy(before)
        before.without(answer)
        steps.append(Step(answer, before))
    return steps[::-1]
