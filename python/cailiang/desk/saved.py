# SPDX-License-Identifier: Apache-2.0
"""A case as a file that `cailiang assess --case` reads, finished or not."""

from __future__ import annotations

import errno
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import cases
from ..catalogue import Catalogue
from ..cli.question import case_of
from ..values import Fact

__all__ = ["Draft", "free_name", "load", "proposed_name", "save", "text_of", "why_not"]

_REASON, _PROOF = "理由：", "；证据："
_KEPT = ("id", "says", "expect")
_WHY = {
    errno.ENOENT: "没有这个目录",
    errno.ENOTDIR: "没有这个目录",
    errno.EISDIR: "这是目录，请写文件名",
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "没有写入的权限",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
}


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
    """Where the proof of a fact is."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Of the facts that are judgements. A file has one text for both: 理由：…；证据：…"""
    apply: list[str] = field(default_factory=list)
    decided: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    """What a file says beside the case, and keeps: its id, what it says and what it expects."""
    named: list[str] = field(default_factory=list, compare=False)
    """Circumstances that were raised; as long as no fact of theirs is known, `apply` names them in the file."""
    skipped: set[str] = field(default_factory=set, compare=False)
    """What was asked and is not to be asked again."""

    def given(self) -> dict[str, Any]:
        """Return the facts as an assessment takes them. A reason is no evidence."""
        return {
            id: Fact(value, self.evidence[id]) if id in self.evidence else value for id, value in self.facts.items()
        }

    def without(self, answer: str) -> None:
        """Take an answer back: a fact, `decision_date`, `decided.<subject>`, or `apply.<id>`."""
        what, _, id = answer.partition(".")
        if answer == "decision_date":
            self.decision_date = ""
        elif id and what == "decided":
            del self.decided[id]
        elif id and what == "apply":
            self.apply.remove(id)
            self.named = [each for each in self.named if each != id]
        else:
            for answers in (self.facts, self.evidence, self.reasons):
                answers.pop(answer, None)


def text_of(draft: Draft) -> str:
    """Return the case as its file has it."""
    written: dict[str, Any] = {name: draft.kept[name] for name in ("id", "says") if name in draft.kept}
    written["pack"] = draft.pack
    if draft.violation is not None:
        written["violation"] = draft.violation
    if draft.provisions:
        written["provisions"] = draft.provisions
    for name in ("act_date", "decision_date"):
        if getattr(draft, name):
            written[name] = getattr(draft, name)
    written["facts"] = {}
    for id, value in draft.facts.items():
        reason, proof = draft.reasons.get(id), draft.evidence.get(id)
        noted = f"{_REASON}{reason}{_PROOF}{proof}" if reason and proof else _REASON + reason if reason else proof
        written["facts"][id] = {"value": value, "evidence": noted} if noted else value
    for name in ("apply", "decided"):
        if getattr(draft, name):
            written[name] = getattr(draft, name)
    if "expect" in draft.kept:
        written["expect"] = draft.kept["expect"]
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def save(draft: Draft, path: str | os.PathLike[str]) -> None:
    """Write the case; a file that is there already is replaced in one step.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    # Through a link: what it leads to is written, the link stays.
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text_of(draft), encoding="utf-8")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def why_not(error: OSError | ValueError) -> str:
    """Return in Chinese why a file cannot be written."""
    if not isinstance(error, OSError):
        return "这不是文件名"
    return _WHY.get(error.errno or 0, error.strerror or str(error))


def load(path: str, packs: Catalogue | None = None) -> Draft:
    """Take up a case that was saved; `packs` are those that know the rest, if its form is wrong.

    Raises
    ------
    cailiang.Error
        With everything that is wrong in the file.
    """
    text = cases._bytes(path)
    case = case_of(text, path, packs or Catalogue.shipped())
    draft = Draft(
        pack=case.pack,
        violation=case.violation,
        provisions=list(case.provisions),
        act_date=case.act_date.isoformat() if case.act_date else "",
        decision_date=case.decision_date.isoformat() if case.decision_date else "",
        apply=list(case.apply),
        decided=dict(case.decided),
        kept={name: value for name, value in json.loads(text).items() if name in _KEPT},
    )
    for id, value in case.facts.items():
        if isinstance(value, Fact):
            found = re.fullmatch(f"{_REASON}(.*?)(?:{_PROOF}(.*))?", value.evidence, re.DOTALL)
            reason, proof = (found[1], found[2]) if found else ("", value.evidence)
            draft.reasons |= {id: reason} if reason else {}
            draft.evidence |= {id: proof} if proof else {}
        plain = value.value if isinstance(value, Fact) else value
        draft.facts[id] = list(plain) if isinstance(plain, tuple) else plain
    return draft


def proposed_name(draft: Draft) -> str:
    """Return a file name for the case."""
    words = [draft.pack.split("/")[0], draft.violation or "statute", draft.act_date]
    return "-".join(re.sub(r"\W", "_", word) for word in words if word) + ".json"


def free_name(name: str, own: set[str]) -> str:
    """Return the name, or with a number the first beside it, that is free or is of a file of one's own."""
    path, number = Path(name), 1
    while os.path.lexists(path) and not path.is_dir() and os.path.realpath(path) not in own:
        number += 1
        path = Path(name).with_name(f"{Path(name).stem}-{number}{Path(name).suffix}")
    return str(path) if number > 1 else name
