# SPDX-License-Identifier: Apache-2.0
"""A standard, loaded and compiled."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal
from weakref import WeakValueDictionary

from . import _core
from .assessment import Assessment
from .errors import unknown_id
from .law import FactInfo, Label, Period, Provision, Row, Violation, fact_of, provision_of, rows_of, violation_of
from .mappings import ById, Frozen
from .notebook import table

__all__ = ["Standard"]

_NOTHING: Mapping[str, object] = Frozen()


class Violations(Mapping[str, Violation]):
    """The violations of a standard by id, in the order of print. Each is made when it is looked up."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._ids = dict.fromkeys(standard._raw.violations())
        self._made: dict[str, Violation] = {}

    def __getitem__(self, id: str) -> Violation:
        made = self._made.get(id)
        if made is None:
            if not isinstance(id, str):
                raise unknown_id(id, self, 314, "violation")
            raw = self._standard._raw.violation(id)
            made = self._made[id] = violation_of(raw, self._standard.facts_asked(id))
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return getattr, (self._standard, "violations")

    def __repr__(self) -> str:
        return f"<Violations {', '.join(self._ids)}>"


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Standard:
    """A standard or statute pack with the packs it uses, compiled. It never changes; threads may share it.

    Made by `load` and `Catalogue.load`. Two are equal that were made of the same bytes.

    Attributes
    ----------
    id
        Place, sector and document: the folder that it lies in.
    kind
        Whether it is a discretion standard, or what standards rest on.
    version
        Of the pack, not of the document.
    sha256
        Of the bytes of its file.
    title
        Of the document.
    number
        The document number (文号).
    issuer
        Who issued the document.
    in_force
        The first and the last day of the document.
    rank
        Of the issuer: `national`, `province`, `city`, `county`, `township`.
    region
        A region code, or empty.
    currency
        ISO 4217.
    copy
        Where the text was read, and how far it was checked.
    uses
        The packs in use beside its own.
    """

    id: str
    kind: Literal["standard", "statute"]
    version: str
    sha256: str
    title: Label
    number: str
    issuer: Label
    in_force: Period
    rank: str
    region: str
    currency: str
    copy: str
    uses: tuple[str, ...]
    _raw: _core.Standard
    _texts: tuple[tuple[str, bytes], ...]
    _packs: tuple[Any, ...]
    _hashes: tuple[str, ...]
    _assess: Callable[..., Assessment]

    def __init__(self, raw: _core.Standard, texts: tuple[tuple[str, bytes], ...]) -> None:
        packs = raw.packs()
        hashes = tuple(pack["sha256"] for pack in packs)
        own = packs[0]
        as_it_is = ("id", "kind", "version", "sha256", "number", "rank", "region", "currency", "copy")
        # Its attributes are set here, past the door that is shut to everyone.
        vars(self).update(
            {key: own[key] for key in as_it_is},
            title=Label(*own["title"]),
            issuer=Label(*own["issuer"]),
            in_force=Period(*own["in_force"]),
            uses=tuple(pack["id"] for pack in packs[1:]),
            _raw=raw,
            _texts=texts,
            _packs=packs,
            _hashes=hashes,
            _assess=raw.assess(),
        )
        _alive[hashes] = self

    @cached_property
    def violations(self) -> Mapping[str, Violation]:
        """The violations by id, in the order of print; empty for a statute pack."""
        return Violations(self)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The circumstances and steps of the document as a whole, as `Violation.rows` has those of a violation."""
        return rows_of(self._packs[0]["rows"])

    @cached_property
    def facts(self) -> Mapping[str, FactInfo]:
        """Every fact that the packs in use declare, by id."""
        return ById(((raw["id"], fact_of(raw)) for raw in self._raw.facts()), 301, "fact")

    @cached_property
    def provisions(self) -> Mapping[str, Provision]:
        """Every provision of the packs in use, by `pack#provision`."""
        provisions = ((id, provision_of(id, raw)) for id, raw in self._raw.provisions())
        return ById(provisions, 315, "provision")

    @cached_property
    def subjects(self) -> Mapping[str, Label]:
        """The subjects beside `party` that the packs in use name."""
        named = ((id, Label(*label)) for pack in reversed(self._packs) for id, label in pack["subjects"].items())
        return ById(named, 320, "subject")

    def facts_asked(self, violation: str | None = None, provisions: Iterable[str] = ()) -> Mapping[str, FactInfo]:
        """Return the facts that a violation, or provisions of a statute pack, can ask for, those of circumstances last.

        Raises
        ------
        cailiang.errors.UnknownViolation
        cailiang.errors.UnknownProvision

        Examples
        --------
        >>> import cailiang as cl
        >>> asked = cl.load("cn/law/air_2018").facts_asked(provisions=["cn/law/air_2018#108.5"])
        >>> [(id, fact.kind, fact.label.en) for id, fact in asked.items()]
        [('refused_to_correct', 'flag', 'refused to correct')]
        """
        asked = (raw["id"] for raw in self._raw.facts_asked(violation, provisions))
        return ById(((id, self.facts[id]) for id in asked), 301, "fact")

    def assess(
        self,
        violation: str | None = None,
        facts: Mapping[str, object] | None = None,
        *,
        act_date: date | str | None = None,
        decision_date: date | str | None = None,
        provisions: Iterable[str] = (),
        apply: Iterable[str] = (),
        decided: Mapping[str, object] = _NOTHING,
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
            `pack#provision` under which it is punished, where the violation leaves that to the case (`refines` of the
            kind ``any``, or exactly one for ``one_of``), and for a statute pack. Anywhere else an error.
        apply
            Circumstances and steps to be taken among those that an outcome `offers` (可以).
        decided
            Amounts that were decided for other subjects, by subject: given as facts that are money.

        Raises
        ------
        cailiang.Error
            With everything that is wrong with the facts (3xx), the dates or the provisions.
        TypeError
            For facts that are no dict, or an object that is of no use as a date or an id.

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

    def __eq__(self, other: object) -> bool:
        """Whether both were made of the same bytes, those of the packs in use included."""
        return self._hashes == other._hashes if isinstance(other, Standard) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._hashes)

    def __repr__(self) -> str:
        return f"<Standard {self.id} {self.version}>"

    def _repr_html_(self) -> str:
        head = ("violation", "what", "where")
        rows = [
            (each.id, str(each.label), " ".join(f"{key} {number}" for key, number in each.source.items()))
            for each in self.violations.values()
        ]
        return table(f"{self.title} ({self.id} {self.version})", head, rows)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        # The text, not the path: what was computed must come out again where the packs are others, or none.
        return _from_texts, (self._hashes, tuple((file, zlib.compress(text)) for file, text in self._texts))


def _by_id(argument: str, given: Mapping[str, object] | None) -> dict[str, object]:
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
