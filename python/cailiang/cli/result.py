# SPDX-License-Identifier: Apache-2.0
"""An assessment as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..assessment import Assessment
from ..catalogue import Catalogue
from ..law import Language
from ..outcome import Outcome
from .document import Documents
from .layout import hanging, width
from .sentences import Sentences
from .words import CLASSES, KINDS

__all__ = ["described"]

# Lines of the trace that stand for one branch.
_OF_A_TABLE = ("tier", "moved", "factor", "share")


def described(assessment: Assessment, lang: Language, packs: Catalogue) -> list[str]:
    """Return the lines of an assessment: what was assessed, and an outcome for each subject."""
    return _Result(assessment, lang, packs).lines()


class _Result:
    def __init__(self, assessment: Assessment, lang: Language, packs: Catalogue) -> None:
        self._assessment = assessment
        self._packs = packs
        self._say = Sentences(assessment.standard, lang)
        self._documents = Documents(assessment.standard)
        self._names = self._documents.labels()
        self._trace: list[dict[str, Any]] = assessment.trace["lines"]

    def lines(self) -> list[str]:
        say, made, standard = self._say, self._assessment, self._assessment.standard
        lines = hanging("", f"{standard.title.text(say.lang)}  {standard.number}".rstrip())
        lines += [f"{standard.id}  {standard.version}"]
        if made.violation is not None:
            info = standard.violations[made.violation]
            lines += hanging("", f"{info.id}  {info.label.text(say.lang)}  {say.source(info.source)}", hang=2)
        entries = [(say.of("条款", "provision"), self._provision(each)) for each in made.provisions]
        entries.append((say.of("行为日", "act"), made.act_date.isoformat()))
        if made.decision_date is not None:
            entries.append((say.of("决定日", "decision"), made.decision_date.isoformat()))
        if made.unused:
            entries.append((say.of("未用的事实", "unused facts"), self._listed(map(say.fact, made.unused))))
        lines += self._entries(entries)
        not_raised = {outcome.not_raised for outcome in made.values()}
        for outcome in made.values():
            lines += ["", say.subject(outcome.subject), *self._entries(self._outcome(outcome))]
            if len(not_raised) > 1:
                lines += self._not_raised(outcome.not_raised)
        return lines + (self._not_raised(*not_raised) if len(not_raised) == 1 else [])

    def _not_raised(self, ids: tuple[str, ...]) -> list[str]:
        if not ids:
            return []
        title = self._say.of("没有提出、未予审查的情节", "Circumstances not raised and not examined")
        return ["", title, *hanging("", self._listed(map(self._named, ids)), indent=2)]

    def _entries(self, entries: list[tuple[str, str]]) -> list[str]:
        hang = max(width(key) for key, _ in entries) + 2
        return [line for key, text in entries for line in hanging(key, text, indent=2, hang=hang)]

    def _listed(self, texts: Iterable[str]) -> str:
        return self._say.of("；", "; ").join(texts)

    def _provision(self, reference: str) -> str:
        return f"{reference}  {self._say.label(self._documents.provision(reference)['label'])}"

    def _successor(self, reference: str) -> str:
        """Return a provision and, where its pack is at hand, the document that it is in."""
        pack = reference.partition("#")[0]
        titles = (entry.title.text(self._say.lang) for entry in self._packs.list() if entry.id == pack)
        return "  ".join([reference, *titles])

    def _outcome(self, outcome: Outcome) -> list[tuple[str, str]]:
        say = self._say
        kind = say.word(KINDS, outcome.kind)
        if outcome.kinds:
            kinds = self._listed(say.word(KINDS, each) for each in outcome.kinds)
            kind += say.of(f"；可能为{kinds}", f"; possible: {kinds}")
        entries = [(say.of("结果", "result"), f"{kind} ({outcome.kind})")]
        fine = say.of("罚款", "fine")
        if outcome.range is not None:
            may = say.of("可以处", "may be ") if outcome.mode == "may" else ""
            entries.append((fine, may + say.range(outcome.range)))
        entries += [(fine, say.range(track)) for track in outcome.tracks]
        if outcome.point is not None:
            entries.append((say.of("建议", "recommended"), say.money(outcome.point)))
        if outcome.legal is not None:
            entries.append((say.of("法定", "statute"), say.range(outcome.legal)))
        if outcome.by is not None:
            entries.append((say.of("情节", "because"), self._named(outcome.by)))
        entries += self._way(outcome)
        if outcome.needs:
            entries.append((say.of("待查明", "needs"), self._listed(f"{say.fact(id)} ({id})" for id in outcome.needs)))
        entries += [
            (say.of("另处", "also"), say.sanction(each, open=True)) for each in self._raw(outcome).get("sanctions", ())
        ]
        if outcome.offers:
            offers = self._listed(f"{self._named(id)} ({id})" for id in outcome.offers)
            entries.append((say.of("可以适用", "on offer"), offers))
        if outcome.requires:
            entries.append((say.of("程序", "first"), say.requires(outcome.requires)))
        entries += [(say.of("人定", "left"), label.text(say.lang)) for label in outcome.human]
        if outcome.successor:
            entries.append((say.of("后续条款", "successor"), self._listed(map(self._successor, outcome.successor))))
        for warning in self._assessment.warnings:
            if warning.subject == outcome.subject:
                entries.append((say.of("注意", "warning"), f"{warning.text.text(say.lang)} ({warning.name})"))
        return entries

    def _raw(self, outcome: Outcome) -> dict[str, Any]:
        found: dict[str, Any] = self._assessment.to_dict()["outcomes"][outcome.subject]
        return found

    def _named(self, id: str) -> str:
        return self._say.label(self._names.get(id)) or id

    # What led there.

    def _way(self, outcome: Outcome) -> Iterator[tuple[str, str]]:
        """Yield branch, class, tier or factors with their weights, as the trace has them."""
        say = self._say
        if outcome.class_ is not None:
            yield say.of("等次", "class"), say.word(CLASSES, outcome.class_)
        branches: dict[str, dict[str, Any]] = {}
        column = outcome.branch
        for line in self._trace:
            if line.get("subject") not in (None, outcome.subject):
                continue
            # Where several branches are possible, each has a table of its own.
            if outcome.branch is None and line.get("branch", column) != column and line["kind"] in _OF_A_TABLE:
                column = line["branch"]
                yield say.of("其中", "of these"), self._row(branches[column])
            if line["kind"] == "branch":
                branches = {row["id"]: row for row in line.get("rows", ())}
                yield say.of("情形", "branch"), self._rows(line)
            elif line["kind"] in ("tier", "moved"):
                yield say.of("档次", "tier"), self._rows(line)
            elif line["kind"] == "factor":
                yield say.of("因素", "factor"), self._rows(line)
            elif line["kind"] == "share":
                yield say.of("份额", "share"), self._share(line["share"])
            elif line["kind"] in ("step", "provision_step") and line.get("after") not in (None, line.get("before")):
                after = say.interval(line["after"], money=True)
                yield say.of("调整", "step"), f"{say.label(line.get('label'))}{self._places(line)} → {after}"

    def _counting(self, line: dict[str, Any]) -> list[dict[str, Any]]:
        return [row for row in line.get("rows", ()) if row["state"] in ("taken", "possible")]

    def _places(self, line: dict[str, Any]) -> str:
        places = self._listed(self._say.source(row.get("source")) for row in self._counting(line))
        return self._say.of(f"（{places}）", f" ({places})")

    def _rows(self, line: dict[str, Any]) -> str:
        """Return the rows that count, or that may."""
        rows = self._counting(line)
        if not rows:
            return f"{self._say.label(line.get('label'))} {self._say.of('没有符合的', 'none fits')}".lstrip()
        return self._say.of("；或者 ", "; or ").join(map(self._row, rows))

    def _row(self, row: dict[str, Any]) -> str:
        say = self._say
        # A level has no name: what it asks for names it.
        name = say.label(row.get("label")) or ("" if "id" in row else self._when(row))
        source = say.source(row.get("source"))
        said = " ".join(filter(None, [row.get("weight", ""), row.get("id", ""), name]))
        return said + say.of(f"（{source}）", f" ({source})") if source else said

    def _when(self, row: dict[str, Any]) -> str:
        return self._say.condition(row["when"]) if "when" in row else self._say.of("其他情形", "otherwise")

    def _share(self, share: dict[str, str]) -> str:
        if share["low"] == share["high"]:
            return self._say.of(f"{share['low']}（起点 {share['start']}）", f"{share['low']} (start {share['start']})")
        return self._say.of(f"{share['low']}至{share['high']}", f"{share['low']} to {share['high']}")
