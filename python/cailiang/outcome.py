# SPDX-License-Identifier: Apache-2.0
"""What follows for one subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import getitem
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from . import _core
from .law import Label
from .notebook import outcomes
from .values import Money

if TYPE_CHECKING:
    from .assessment import Assessment

__all__ = ["Ends", "Kind", "Outcome", "Range", "Sanction"]

Kind = Literal["point", "range", "either", "none", "no_penalty", "not_applicable", "gap", "open", "not_in_force"]
Ends = Literal["[]", "[)", "(]", "()"]

# None where there is none. The Any is for type checkers: who reads `kind` knows that there is a fine, and they do not.
# So `party.min.yuan` passes, and `party.min.yaun` does not.
MaybeMoney: TypeAlias = Money | Any

_RawRange = tuple[Fraction | None, Fraction | None, Ends, Fraction | None]


@dataclass(frozen=True, slots=True)
class Range:
    """A range of money; a missing end is no end, or none known.

    Attributes
    ----------
    min
        The lower end, rounded up to the smallest unit, or half up if it is one amount; None if it is missing.
    max
        The upper end, rounded down to the smallest unit, or half up if it is one amount; None if it is missing.
    ends
        Whether the ends belong to it; a missing end is round.
    point
        A recommended amount inside.
    """

    min: MaybeMoney
    max: MaybeMoney
    ends: Ends
    point: Money | None = None

    def __str__(self) -> str:
        low = "" if self.min is None else str(self.min)
        high = "" if self.max is None else str(self.max)
        return f"{self.ends[0]}{low}, {high}{self.ends[1]}"


@dataclass(frozen=True, slots=True)
class Sanction:
    """What stands beside the fine.

    Attributes
    ----------
    kind
        Of what kind, in the words of the pack format: confiscate_gains, suspend_licence, points ...
    mode
        `shall` 应当, `may` 可以; or `instead` of the fine.
    label
        What it is called in print.
    when
        The condition that it still depends on, as packs write it; None: it applies.
    min
        The lower end of its amount; None if it is missing.
    max
        The upper end of its amount; None if it is missing.
    ends
        Whether the ends belong to the amount. None: it has no amount.
    point
        The amount that the document recommends.
    unit
        Of the amount: day, month, times, money.
    """

    kind: str
    mode: str
    label: Label
    when: Mapping[str, Any] | None
    min: Fraction | None
    max: Fraction | None
    ends: Ends | None
    point: Fraction | None
    unit: str


def _low(raw: _RawRange, currency: str) -> Money | None:
    low, high, _, _ = raw
    # The extension hands out a single amount as one object.
    return None if low is None else Money(low, currency, "half_up" if low is high else "up")


def _high(raw: _RawRange, currency: str) -> Money | None:
    low, high, _, _ = raw
    return None if high is None else Money(high, currency, "half_up" if low is high else "down")


def _point(raw: _RawRange, currency: str) -> Money | None:
    low, high, ends, exact = raw
    if exact is None:
        return None
    half_up = Fraction(Money(exact, currency).rounded)
    if low is not None and (half_up < low or (half_up == low and ends[0] == "(")):
        return Money(exact, currency, "up")
    if high is not None and (half_up > high or (half_up == high and ends[1] == ")")):
        return Money(exact, currency, "down")
    return Money(exact, currency)


def _range(raw: _RawRange, currency: str) -> Range:
    return Range(_low(raw, currency), _high(raw, currency), raw[2], _point(raw, currency))


class Outcome:
    """The result for one subject.

    Read from the engine when it is asked for, so an outcome that nobody looks at costs nothing.
    """

    __slots__ = ("_assessment", "_raw")

    _raw: _core.Outcome
    _assessment: Assessment

    def __init__(self, raw: _core.Outcome, assessment: Assessment) -> None:
        self._raw = raw
        self._assessment = assessment

    @property
    def _currency(self) -> str:
        return self._assessment.standard.currency

    @property
    def subject(self) -> str:
        """Whom it is about: `party`, or a subject that the pack names."""
        return self._raw.subject

    @property
    def kind(self) -> Kind:
        """What came out.

        `point`, `range`, `either`: settled. `none`: the row says no fine. `no_penalty`: a circumstance drops it.
        `not_applicable`: no branch of the statute fits. `gap`: no row of the table fits, or no amount comes out.
        `open`: it depends on what is not known. `not_in_force`: nothing applied on that day.
        """
        return self._raw.kind  # type: ignore[return-value]

    @property
    def range(self) -> Range | Any:
        """The fine; of an open outcome the smallest range that holds everything possible. None: there is no fine."""
        raw = self._raw.range
        return None if raw is None else _range(raw, self._currency)

    @property
    def min(self) -> MaybeMoney:
        """The lower end of `range`, or None: rounded up to the smallest unit, or half up if it is one amount."""
        raw = self._raw.range
        return None if raw is None else _low(raw, self._currency)

    @property
    def max(self) -> MaybeMoney:
        """The upper end of `range`, or None: rounded down to the smallest unit, or half up if it is one amount."""
        raw = self._raw.range
        return None if raw is None else _high(raw, self._currency)

    @property
    def ends(self) -> Ends | None:
        """Whether the ends belong to `range`; a missing end is round. None: there is no fine."""
        raw = self._raw.range
        return None if raw is None else raw[2]

    @property
    def point(self) -> Money | None:
        """The recommended amount, in the smallest unit: half up, the other way if that leaves `range`."""
        raw = self._raw.range
        return None if raw is None else _point(raw, self._currency)

    @property
    def tracks(self) -> tuple[Range, ...]:
        """Of `either`: the ranges between which the text leaves the choice."""
        return tuple(_range(track, self._currency) for track in self._raw.tracks)

    @property
    def legal(self) -> Range | Any:
        """The statutory limits, also of a gap and of an open outcome. None: none apply."""
        raw = self._raw.legal
        return None if raw is None else _range(raw, self._currency)

    @property
    def branch(self) -> str | None:
        """The row of the statute that applies."""
        return self._raw.branch

    @property
    def tier(self) -> str | None:
        """The row of the table that applies; None if there is none, or if there are several."""
        tiers = self._raw.tiers
        return tiers[0] if len(tiers) == 1 else None

    @property
    def tiers(self) -> tuple[str, ...]:
        """The rows of the table that apply together, or that stay possible."""
        return self._raw.tiers

    @property
    def share(self) -> Fraction | None:
        """Of a weight table: the sum of the weights, 1 being the whole."""
        share: Fraction | None = self._raw.share
        return share

    @property
    def class_(self) -> Literal["reduced", "lenient", "standard", "heavier"] | None:
        """What the circumstances make of the case: 减轻, 从轻, 一般, 从重."""
        named: Literal["reduced", "lenient", "standard", "heavier"] | None = self._raw.klass
        return named

    @property
    def mode(self) -> Literal["shall", "may"] | None:
        """Whether the fine is imposed (应当) or may be (可以)."""
        return self._raw.mode  # type: ignore[return-value]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of an open outcome: the kinds that stay possible."""
        return self._raw.kinds  # type: ignore[return-value]

    @property
    def needs(self) -> tuple[str, ...]:
        """Of an open outcome: what would change it, were it known. Empty if only the text leaves it open."""
        return self._raw.needs

    @property
    def by(self) -> str | None:
        """Of `no_penalty`: the circumstance that drops it."""
        return self._raw.by

    @property
    def sanctions(self) -> tuple[Sanction, ...]:
        """What stands beside the fine."""
        made = []
        for kind, mode, label, when, amount, unit in self._raw.sanctions:
            low, high, ends, point = amount or (None, None, None, None)
            made.append(Sanction(kind, mode, Label(*label), when, low, high, ends, point, unit))
        return tuple(made)

    @property
    def offers(self) -> tuple[str, ...]:
        """Powers (可以) that are open to the officer; `apply` takes one."""
        return self._raw.offers

    @property
    def not_raised(self) -> tuple[str, ...]:
        """Circumstances that no given fact speaks of, so that they were not examined."""
        return self._raw.not_raised

    @property
    def requires(self) -> tuple[str, ...]:
        """What must happen before the decision: reasons, legal_review, collective_discussion, hearing ..."""
        return self._raw.requires

    @property
    def human(self) -> tuple[Label, ...]:
        """Points that are left to a person."""
        return tuple(Label(*label) for label in self._raw.human)

    @property
    def successor(self) -> tuple[str, ...]:
        """Of `not_in_force`: the provisions that came after, `pack#provision`."""
        return self._raw.successor

    @property
    def warnings(self) -> tuple[str, ...]:
        """The names of its warnings; `Assessment.warnings` has their texts."""
        return self._raw.warnings

    def to_dict(self) -> dict[str, Any]:
        """Return its part of `Assessment.to_dict`."""
        made: dict[str, Any] = self._assessment.to_dict()["outcomes"][self.subject]
        return made

    def __eq__(self, other: object) -> bool:
        """Whether the same came out, of whatever case."""
        return self.to_dict() == other.to_dict() if isinstance(other, Outcome) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return getitem, (self._assessment, self.subject)

    def __repr__(self) -> str:
        return f"<Outcome {self.subject}: {self.summary()}>"

    def _repr_html_(self) -> str:
        return outcomes(self._assessment, [self])

    def summary(self) -> str:
        """Return kind and amounts in one line.

        Examples
        --------
        >>> import cailiang as cl
        >>> standard = cl.load("hunan/ecology/standard_2021")
        >>> standard.assess("t8_1", {"waste_tonnes": "0.5"}, act_date="2026-08-15")["party"].summary()
        'not_in_force'
        """
        parts: list[str] = [self.kind]
        own = self.range
        if own is not None:
            parts.append(str(own.min if self.kind == "point" else own))
        parts += map(str, self.tracks)
        if self.needs:
            parts.append("needs " + ", ".join(self.needs))
        return " ".join(parts)
