# SPDX-License-Identifier: Apache-2.0
"""What a document says: facts, violations, provisions, and where each stands in print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from .mappings import Frozen

__all__ = ["FactInfo", "Label", "Option", "Period", "Provision", "Refines", "Row", "Violation"]

Language = Literal["zh", "en"]


class Label(NamedTuple):
    """What people read, in Chinese and English; one of them may be empty."""

    zh: str
    en: str

    def text(self, lang: Language = "zh") -> str:
        """Return the text in a language, or in the other where there is none."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __str__(self) -> str:
        return self.text()

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


class Period(NamedTuple):
    """The first and the last day in force, both included. No last day: not ended."""

    from_: date | None
    until: date | None

    def contains(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


Source = Mapping[str, str]
"""Where something stands in print: article, paragraph, item, table, row, column, factor, level, code, page, note."""


class Option(NamedTuple):
    """A value of a choice."""

    id: str
    label: Label


class Row(NamedTuple):
    """A printed row of a violation, or of a document as a whole.

    A table, tier, factor, level, circumstance, step, or row of a step.
    """

    what: str
    id: str
    """Empty if it has none."""
    label: Label
    source: Source


class Refines(NamedTuple):
    """How a violation stands on the statute."""

    kind: Literal["nothing", "all", "one_of", "any"]
    """`all`: on these provisions. `one_of`, `any`: the case names one, of the list or of any statute in use."""
    provisions: tuple[str, ...]
    """`pack#provision`"""


@dataclass(frozen=True)
class FactInfo:
    """What must be known about a case, and how to ask for it."""

    id: str
    kind: Literal["money", "count", "quantity", "ratio", "flag", "choice", "choices", "date"]
    label: Label
    unit: str
    """Of a quantity; nothing is converted."""
    ask: Label
    """The question that is put to the officer."""
    proof: Label
    """Where the evidence usually is."""
    domain: Mapping[str, str]
    """The ends of what the value may be, `eq ge gt le lt`; a number without a lower end is at least 0."""
    may_be_absent: bool
    may_be_unprovable: bool
    worse: Literal["", "higher", "lower"]
    """The direction of severity."""
    judged: bool
    """The value is an officer's judgement, which needs reasons."""
    derived: bool
    """It follows from other facts, unless the case states it."""
    options: tuple[Option, ...]
    source: Source


@dataclass(frozen=True)
class Provision:
    """An article of a statute."""

    id: str
    """`pack#article`"""
    label: Label
    in_force: Period | None
    """Where it is not the statute's."""
    successor: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Violation:
    """A violation of a standard."""

    id: str
    label: Label
    issuer: Label
    """Where it is not the standard's."""
    refines: Refines
    in_force: Period | None
    """Where it is not the standard's."""
    facts: Mapping[str, FactInfo] = field(repr=False)
    """What it can ask for, by id, the facts of circumstances last; `Standard.facts_asked` for one provision."""
    source: Source
    rows: tuple[Row, ...] = field(repr=False)
    human: Label = field(repr=False)
    """A point that is left to a person."""
    doubt: Label = field(repr=False)
    """What is unclear or unverified in the printed text."""


def period_of(raw: tuple[date | None, date | None] | None) -> Period | None:
    return None if raw is None else Period(*raw)


def rows_of(raw: Iterable[tuple[str, str, tuple[str, str], Mapping[str, str]]]) -> tuple[Row, ...]:
    return tuple(Row(what, id, Label(*label), Frozen(source)) for what, id, label, source in raw)


def fact_of(raw: Mapping[str, Any]) -> FactInfo:
    return FactInfo(
        **{
            **raw,
            "label": Label(*raw["label"]),
            "ask": Label(*raw["ask"]),
            "proof": Label(*raw["proof"]),
            "domain": Frozen(raw["domain"]),
            "options": tuple(Option(id, Label(*label)) for id, label in raw["options"]),
            "source": Frozen(raw["source"]),
        }
    )


def provision_of(id: str, raw: Mapping[str, Any]) -> Provision:
    return Provision(id, Label(*raw["label"]), period_of(raw["in_force"]), raw["successor"], Frozen(raw["source"]))


def violation_of(raw: Mapping[str, Any], facts: Mapping[str, FactInfo]) -> Violation:
    return Violation(
        **{
            **raw,
            "label": Label(*raw["label"]),
            "issuer": Label(*raw["issuer"]),
            "human": Label(*raw["human"]),
            "doubt": Label(*raw["doubt"]),
            "refines": Refines(*raw["refines"]),
            "in_force": period_of(raw["in_force"]),
            "facts": facts,
            "source": Frozen(raw["source"]),
            "rows": rows_of(raw["rows"]),
        }
    )
