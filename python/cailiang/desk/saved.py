# SPDX-License-Identifier: Apache-2.0
"""A case as a file that `cailiang assess --case` reads, finished or not."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import cases
from ..values import Fact

__all__ = ["Draft", "load", "proposed_name", "save"]


@dataclass
class Draft:
    """The case that the dialogue is filling in. Values are in the plain form of case files."""

    pack: str = ""
    violation: str | None = None
    provisions: list[str] = field(default_factory=list)
    act_date: str = ""
    decision_date: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    apply: list[str] = field(default_factory=list)
    decided: dict[str, str] = field(default_factory=dict)

    def given(self) -> dict[str, Any]:
        """Return the facts as an assessment takes them."""
        return {
            id: Fact(value, self.evidence[id]) if id in self.evidence else value for id, value in self.facts.items()
        }


def save(draft: Draft, path: str | os.PathLike[str]) -> None:
    """Write the case; a file that is there already is replaced in one step."""
    written: dict[str, Any] = {"pack": draft.pack}
    if draft.violation is not None:
        written["violation"] = draft.violation
    if draft.provisions:
        written["provisions"] = draft.provisions
    for name in ("act_date", "decision_date"):
        if getattr(draft, name):
            written[name] = getattr(draft, name)
    written["facts"] = {
        id: {"value": value, "evidence": draft.evidence[id]} if id in draft.evidence else value
        for id, value in draft.facts.items()
    }
    if draft.apply:
        written["apply"] = draft.apply
    if draft.decided:
        written["decided"] = draft.decided
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def load(path: str) -> Draft:
    """Take up a case that was saved.

    Raises
    ------
    cailiang.Error
        With everything that is wrong in the file.
    """
    case = cases.read_case(path)
    draft = Draft(
        pack=case.pack,
        violation=case.violation,
        provisions=list(case.provisions),
        act_date=case.act_date.isoformat() if case.act_date else "",
        decision_date=case.decision_date.isoformat() if case.decision_date else "",
        apply=list(case.apply),
        decided=dict(case.decided),
    )
    for id, value in case.facts.items():
        if isinstance(value, Fact):
            draft.evidence[id] = value.evidence
        plain = value.value if isinstance(value, Fact) else value
        draft.facts[id] = list(plain) if isinstance(plain, tuple) else plain
    return draft


def proposed_name(draft: Draft) -> str:
    """Return a file name for the case."""
    words = [draft.pack.split("/")[0], draft.violation or "statute", draft.act_date]
    return "-".join(re.sub(r"\W", "_", word) for word in words if word) + ".json"
