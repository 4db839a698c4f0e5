# SPDX-License-Identifier: Apache-2.0
"""What a fact may be given as, and what an amount is."""

from __future__ import annotations

import enum
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from numbers import Rational
from typing import Any, Literal, SupportsIndex, TypeAlias

from . import _core, errors

__all__ = ["ABSENT", "UNPROVABLE", "Fact", "FactValue", "Money", "State", "fen"]


class State(enum.StrEnum):
    """States of a fact beside its value; not given, or None, is unknown."""

    ABSENT = "absent"
    UNPROVABLE = "unprovable"


ABSENT = State.ABSENT
"""It is established that the thing does not exist. No illegal gains (没有违法所得) is not the same as gains of zero."""
UNPROVABLE = State.UNPROVABLE
"""It is established that the thing cannot be ascertained (无法计算, 确无法查明)."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of money. Amounts of one currency have an order; those of two are never equal.

    Attributes
    ----------
    exact
        In the currency's unit (元); a `Decimal` or `int` becomes a `Fraction`.
    currency
        ISO 4217.
    rounding
        To the smallest unit: the lower end of a range goes up, the upper end down, a single amount half up, so that
        nothing outside the exact range is ever offered. Of no matter for whether two amounts are equal.

    Examples
    --------
    >>> from fractions import Fraction
    >>> third = Money(Fraction(10000, 3), rounding="up")
    >>> third.exact, third.fen, third.yuan
    (Fraction(10000, 3), 333334, Decimal('3333.34'))
    >>> third == Money(Fraction(10000, 3)), third < fen(333334)
    (True, True)
    """

    exact: Fraction
    currency: str = "CNY"
    rounding: Literal["up", "down", "half_up"] = field(default="half_up", compare=False)

    def __post_init__(self) -> None:
        if type(self.exact) is not Fraction:
            object.__setattr__(self, "exact", _exact(self.exact))

    @property
    def rounded(self) -> Decimal:
        """In the currency's unit with as many decimals as it has (ISO 4217), rounded as `rounding` says.

        >>> str(Money(Fraction(1235, 10), "JPY").rounded), str(Money(Fraction(12345, 10000), "KWD", "down").rounded)
        ('124', '1.234')
        """
        units = _core.smallest_units(self.currency)
        sign, digits, _ = Decimal(self._whole(units)).as_tuple()
        return Decimal((sign, digits, 1 - len(str(units))))

    @property
    def fen(self) -> int:
        """In fen (分, 0.01 元), rounded as `rounding` says.

        Raises
        ------
        cailiang.errors.WrongCurrency
            If the amount is not in yuan.
        """
        self._in_yuan()
        return self._whole(100)

    @property
    def yuan(self) -> Decimal:
        """In yuan (元) with two decimals, rounded as `rounding` says.

        Raises
        ------
        cailiang.errors.WrongCurrency
            If the amount is not in yuan.
        """
        self._in_yuan()
        return self.rounded

    def _in_yuan(self) -> None:
        if self.currency != "CNY":
            raise errors.WrongCurrency(
                (errors.Finding(403, "wrong_currency", "", f"the amount is in {self.currency}"),)
            )

    def _whole(self, units: int) -> int:
        above, below = self.exact.numerator * units, self.exact.denominator
        if self.rounding == "up":
            return -(-above // below)
        return above // below if self.rounding == "down" else (2 * above + below) // (2 * below)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        if self.currency != other.currency:
            raise TypeError(f"{self.currency} and {other.currency} have no order; nothing is converted")
        return self.exact < other.exact

    def __str__(self) -> str:
        # As results write it.
        return exact_text(self.exact)


def exact_text(number: Fraction) -> str:
    """Return the shortest decimal of a number, or the fraction where no decimal is finite.

    Examples
    --------
    >>> exact_text(Fraction(25, 2)), exact_text(Fraction(10000, 3))
    ('12.5', '10000/3')
    """
    places, rest = 0, number.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= math.gcd(rest, 10)
        places += 1
    if rest != 1:
        return str(number)
    whole, digits = divmod(abs(number.numerator) * 10**places // number.denominator, 10**places)
    decimal = f"{whole}.{digits:0{places}}" if places else str(whole)
    return f"-{decimal}" if number < 0 else decimal


def _exact(amount: object) -> Fraction:
    if isinstance(amount, float):
        said = f'the float {float(amount)!r} is not exact; write Decimal("{float(amount)!r}")'
        raise errors.FloatGiven((errors.Finding(309, "float_given", "", said),))
    if isinstance(amount, Decimal) and not amount.is_finite():
        raise errors.BadAmountText((errors.Finding(310, "bad_amount_text", "", f"{amount} is not a number"),))
    if isinstance(amount, bool) or not isinstance(amount, Rational | Decimal):
        raise TypeError(f"Money: a Fraction, Decimal or int is expected, not {type(amount).__name__}")
    # The parts of numpy's numbers are numpy's, which overflow.
    above, below = amount.as_integer_ratio() if isinstance(amount, Decimal) else (amount.numerator, amount.denominator)
    return Fraction(int(above), int(below))


def fen(amount: SupportsIndex) -> Money:
    """Return an amount of whole fen (分, 0.01 元).

    Raises
    ------
    cailiang.errors.FloatGiven
        For a float, which is not exact.
    TypeError
        For anything else that is no whole number.

    Examples
    --------
    >>> fen(999999).yuan
    Decimal('9999.99')
    """
    if isinstance(amount, float):
        raise errors.FloatGiven((errors.Finding(309, "float_given", "", "fen are whole numbers; give an int"),))
    if isinstance(amount, bool) or not hasattr(amount, "__index__"):
        raise TypeError(f"fen: an int is expected, not {type(amount).__name__}")
    return Money(Fraction(amount.__index__(), 100))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its evidence.

    Attributes
    ----------
    value
        As a fact is given without evidence.
    evidence
        Where the proof is.

    Examples
    --------
    >>> facts = {"disposal_cost": Fact("10万", evidence="p. 12")}
    """

    value: Any
    evidence: str = ""


FactValue: TypeAlias = (
    bool | SupportsIndex | float | str | Decimal | Fraction | date | Money | Fact | Collection[str]
    | Mapping[str, Any] | None
)  # fmt: skip
"""What a fact may be given as. (To a type checker `Standard.assess` takes any object, because it makes
`dict[str, object]` of a dict of facts, whatever is in it; what is of no use is said when it runs.)

- money: `int`, `Decimal`, `Fraction` or text in the currency's unit (元), `"9,999.99"`, `"3.5万"`; `fen`, `Money`;
- count, ratio: `int`, `Decimal`, `Fraction`, text, `"50%"`, `"1/3"`; quantity: also `float`;
- flag: `bool`; choice: the id of an option; choices: a list of them; date: `date`, or ISO text;
- any: `ABSENT`, `UNPROVABLE`; `None` is unknown; `Fact`, or `{"value": …, "evidence": …}`, adds the evidence;
- a number or date of which only a bound is known: `{"lt": "10000"}`.
"""
