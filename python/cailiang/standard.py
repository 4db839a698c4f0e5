# SPDX-License-Identifier: Apache-2.0
"""A standard, loaded and compiled."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal
from weakref import WeakValueDictionary

from . import _core
from .assessment import Assessment
from .errors import ById
from .law import FactInfo, Label, Period, Provision, Violation, fact_of, provision_of, violation_of
from .values import FactValue, Money

__all__ = ["Standard"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Violations(Mapping[str, Violation]):
    """The violations of a standard by id, in the order of print."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._ids = dict.fromkeys(standard._raw.violations())
        self._made: dict[str, Violation] = {}

    def __getitem__(self, id: str) -> Violation:
        made = self._made.get(id)
        if made is None:
            raw = self._standard._raw.violation(id)
            made = self._made[id] = violation_of(raw, self._standard.facts_asked(id))
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __repr__(self) -> str:
        return f"<Violations {', '.join(self._ids)}>"


class Standard:
    """A standard or statute pack with the packs it uses, compiled. It never changes; threads may share it.

    Made by `load` and `Catalogue.load`.
    """

    def __init__(self, raw: _core.Standard, texts: tuple[tuple[str, bytes], ...]) -> None:
        self._raw = raw
        self._assess: Callable[..., Assessment] = raw.assess()
        self._texts = texts
        self._packs = raw.packs()
        self._hashes = tuple(pack["sha256"] for pack in self._packs)
        _alive[self._hashes] = self
        own = self._packs[0]
        self.id: str = own["id"]
        """Place, sector and document: the folder that it lies in."""
        self.kind: Literal["standard", "statute"] = own["kind"]
        self.version: str = own["version"]
        """Of the pack, not of the document."""
        self.sha256: str = own["sha256"]
        """Of the bytes of its file."""
        self.title = Label(*own["title"])
        self.number: str = own["number"]
        """The document number (文号)."""
        self.issuer = Label(*own["issuer"])
        self.in_force = Period(*own["in_force"])
        self.rank: str = own["rank"]
        self.region: str = own["region"]
        self.currency: str = own["currency"]
        """ISO 4217."""
        self.copy: str = own["copy"]
        """Where the text was read, and how far it was checked."""
        self.uses: tuple[str, ...] = tuple(pack["id"] for pack in self._packs[1:])
        """The packs in use beside its own."""

    @cached_property
    def violations(self) -> Mapping[str, Violation]:
        """The violations by id, in the order of print; empty for a statute pack."""
        return Violations(self)

    @cached_property
    def facts(self) -> Mapping[str, FactInfo]:
        """Every fact that the packs in use declare, by id."""
        return MappingProxyType(ById(((raw["id"], fact_of(raw)) for raw in self._raw.facts()), 301, "fact"))

    @cached_property
    def provisions(self) -> Mapping[str, Provision]:
        """Every provision of the packs in use, by `pack#provision`."""
        provisions = ((id, provision_of(id, raw)) for id, raw in self._raw.provisions())
        return MappingProxyType(ById(provisions, 315, "provision"))

    @cached_property
    def subjects(self) -> Mapping[str, Label]:
        """The subjects beside `party` that the packs in use name."""
        named = ((id, Label(*label)) for pack in reversed(self._packs) for id, label in pack["subjects"].items())
        return MappingProxyType(ById(named, 320, "subject"))

    def facts_asked(self, violation: str | None = None, provisions: Iterable[str] = ()) -> Mapping[str, FactInfo]:
        """Return the facts that a violation, or provisions of a statute pack, can ask for, those of circumstances last.

        Raises
        ------
        cailiang.errors.UnknownViolation
        """
        asked = (raw["id"] for raw in self._raw.facts_asked(violation, provisions))
        return MappingProxyType(ById(((id, self.facts[id]) for id in asked), 301, "fact"))

    def assess(
        self,
        violation: str | None = None,
        facts: Mapping[str, FactValue] | None = None,
        *,
        act_date: date | str | None = None,
        decision_date: date | str | None = None,
        provisions: Iterable[str] = (),
        apply: Iterable[str] = (),
        decided: Mapping[str, int | str | Decimal | Fraction | Money] = _NOTHING,
    ) -> Assessment:
        """Return what follows for a case. The standard is not changed by it; threads may call it together.

        Parameters
        ----------
        violation
            Its id; None for a statute pack.
        facts
            By id; see `cailiang.values.FactValue`. A fact that is not given, or None, is unknown: it never becomes
            zero, no or absent.
        act_date
            The day of the act; of a continuing act its last day. A `date`, or text such as ``"2026-08-15"``.
        decision_date
            The day of the decision. One of the two dates is required; a decision date alone stands for the act's, with
            the warning ``act_date_assumed``.
        provisions
            `pack#provision` of what was broken, where the violation leaves that to the case (`refines` of the kind
            ``any``, or exactly one for ``one_of``), and for a statute pack. Anywhere else an error.
        apply
            Circumstances and steps to be taken among those that an outcome `offers` (可以).
        decided
            Amounts in yuan that were decided for other subjects, by subject.

        Raises
        ------
        cailiang.Error
            With everything that is wrong with the facts (3xx), the dates or the provisions.
        TypeError
            For an object that is of no use as a fact, a date or an id.

        Examples
        --------
        >>> import cailiang as cl
        >>> standard = cl.load("hunan/ecology/standard_2021")
        >>> a = standard.assess("t8_1", {"waste_tonnes": "0.5", "waste_fate": "not_yet"}, act_date="2024-05-01")
        >>> a["party"].kind, a["party"].min.yuan
        ('open', Decimal('600000.00'))
        """
        return self._assess(
            self,
            violation,
            facts if type(facts) is dict else _by_id("facts", facts),
            act_date,
            decision_date,
            provisions,
            apply,
            None if decided is _NOTHING else _by_id("decided", decided),
            False,
        )

    def __repr__(self) -> str:
        return f"<Standard {self.id} {self.version}>"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        # The text, not the path: what was computed must come out again where the packs are others, or none.
        return _from_texts, (self._hashes, tuple((file, zlib.compress(text)) for file, text in self._texts))


def _by_id(argument: str, given: Mapping[str, Any] | None) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise TypeError(f"{argument}: a dict of values by id is expected, not {type(given).__name__}")
    return dict(given)


# Standards in use, by the hashes of their files: a thousand assessments that are read one by one share one of them.
_alive: WeakValueDictionary[tuple[str, ...], Standard] = WeakValueDictionary()


def _from_texts(hashes: tuple[str, ...], files: tuple[tuple[str, bytes], ...]) -> Standard:
    made = _alive.get(hashes)
    if made is None:
        texts = tuple((file, zlib.decompress(packed)) for file, packed in files)
        made = Standard(_core.Standard.from_texts(list(texts)), texts)
    return made
