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
    """What people read, in Chinese and English; one of them may be empty.

    Attributes
    ----------
    zh
        In Chinese.
    en
        In English.
    """

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
    """The first and the last day in force, both included. No last day: not ended.

    Attributes
    ----------
    from_
        The first day; None: not known.
    until
        The last day; None: not ended.
    """

    from_: date | None
    until: date | None

    def contains(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


Source = Mapping[str, str]
"""Where something stands in print: article, paragraph, item, table, row, column, factor, level, code, page, note."""


class Option(NamedTuple):
    """A value of a choice.

    Attributes
    ----------
    id
        What a fact is given as.
    label
        What it is called in print.
    """

    id: str
    label: Label


class Row(NamedTuple):
    """A printed row of a violation, or of a document as a whole.

    A table, tier, factor, level, circumstance, step, or row of a step.

    Attributes
    ----------
    what
        `table`, `tier`, `factor`, `level`, `circumstance`, `step` or `row`.
    id
        Empty if it has none.
    label
        What it says in print; empty if it has none.
    source
        Where it stands in print.
    """

    what: str
    id: str
    label: Label
    source: Source


class Refines(NamedTuple):
    """How a violation stands on the statute.

    Attributes
    ----------
    kind
        `nothing`: on no statute. `all`: on these provisions. `one_of`, `any`: the case names one, of the list or of
        any statute in use.
    provisions
        `pack#provision`
    """

    kind: Literal["nothing", "all", "one_of", "any"]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class FactInfo:
    """What must be known about a case, and how to ask for it.

    Attributes
    ----------
    id
        Its key in the facts of a case.
    kind
        What it is given as.
    label
        What it is called.
    unit
        Of a quantity; nothing is converted.
    ask
        The question that is put to the officer.
    proof
        Where the evidence usually is.
    domain
        The ends of what the value may be, `eq ge gt le lt`; a number without a lower end is at least 0.
    may_be_absent
        Whether it may be given as `ABSENT`.
    may_be_unprovable
        Whether it may be given as `UNPROVABLE`.
    worse
        Whether more of it (`higher`) or less (`lower`) is the graver; empty if neither.
    judged
        Whether the value is an officer's judgement, which needs reasons.
    derived
        Whether it follows from other facts, unless the case states it.
    follows_from
        The facts that the definition of a derived one names.
    options
        Of a choice: what it may be.
    source
        Where it stands in print.
    """

    id: str
    kind: Literal["money", "count", "quantity", "ratio", "flag", "choice", "choices", "date"]
    label: Label
    unit: str
    ask: Label
    proof: Label
    domain: Mapping[str, str]
    may_be_absent: bool
    may_be_unprovable: bool
    worse: Literal["", "higher", "lower"]
    judged: bool
    derived: bool
    follows_from: tuple[str, ...]
    options: tuple[Option, ...]
    source: Source


@dataclass(frozen=True)
class Provision:
    """An article of a statute.

    Attributes
    ----------
    id
        `pack#article`
    label
        The violation that it is about, or what it demands.
    in_force
        Its own, where it is not the statute's; else None.
    successor
        The provisions that came after it.
    source
        Where it stands in print.
    """

    id: str
    label: Label
    in_force: Period | None
    successor: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Violation:
    """A violation of a standard.

    Attributes
    ----------
    id
        What `Standard.assess` is told.
    label
        What it is called.
    issuer
        Its own, where it is not the standard's; else empty.
    refines
        The provisions on which it rests.
    in_force
        Its own, where it is not the standard's; else None.
    facts
        What it can ask for, by id, the facts of circumstances last; `Standard.facts_asked` for one provision.
    source
        Where it stands in print.
    rows
        Its printed rows, in order.
    human
        A point that is left to a person.
    doubt
        What is unclear or unverified in the printed text.
    """

    id: str
    label: Label
    issuer: Label
    refines: Refines
    in_force: Period | None
    facts: Mapping[str, FactInfo] = field(repr=False)
    source: Source
    rows: tuple[Row, ...] = field(repr=False)
    human: Label = field(repr=False)
    doubt: Label = field(repr=False)


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
