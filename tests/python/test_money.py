# SPDX-License-Identifier: Apache-2.0
"""Amounts: section 10 of the pack format, exactness."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import cailiang as cl
import numpy
import pytest
from cailiang._core import smallest_units
from cailiang.outcome import _point
from cailiang.values import exact_text
from hypothesis import given
from hypothesis import strategies as st

from tests.python.least_case import LEAST
from tests.reference.pack import SMALLEST_UNITS

AMOUNTS = st.fractions(min_value=0, max_value=10**12)


@given(AMOUNTS)
def test_nothing_outside_the_exact_range_is_offered(exact: Fraction) -> None:
    up, down = cl.Money(exact, rounding="up"), cl.Money(exact, rounding="down")
    assert 0 <= Fraction(up.fen, 100) - exact < Fraction(1, 100)
    assert 0 <= exact - Fraction(down.fen, 100) < Fraction(1, 100)


@given(AMOUNTS)
def test_a_single_amount_goes_half_up(exact: Fraction) -> None:
    assert -Fraction(1, 200) < Fraction(cl.Money(exact).fen, 100) - exact <= Fraction(1, 200)


@given(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS).map(sorted), st.sampled_from(["[]", "[)", "(]", "()"]))
def test_no_recommended_amount_lies_outside_the_range(amounts: list[Fraction], ends: Any) -> None:
    """Half up, but for an amount within a fen of an end that this would leave."""
    low, exact, high = amounts
    point = _point((low, high, ends, exact), "CNY")
    assert point is not None
    if high - low > Fraction(1, 50):
        assert low <= Fraction(point.fen, 100) <= high
        assert ends[0] == "[" or exact == low or Fraction(point.fen, 100) > low
        assert ends[1] == "]" or exact == high or Fraction(point.fen, 100) < high
    if min(exact - low, high - exact) > Fraction(1, 100):
        assert point.fen == cl.Money(exact).fen


def test_a_recommended_third_goes_up_at_the_lower_end() -> None:
    """Of [10000/3, 20000/3) the lower end is 3,333.34 in whole fen; recommended is no less."""
    third = Fraction(10000, 3)
    point = _point((third, 2 * third, "[)", third), "CNY")
    assert point is not None and point.fen == 333_334


@given(AMOUNTS)
def test_yuan_and_fen_say_the_same(exact: Fraction) -> None:
    money = cl.Money(exact)
    assert money.yuan * 100 == money.fen
    assert money.yuan.as_tuple().exponent == -2


@given(st.fractions(max_denominator=10**6))
def test_text_is_exact(number: Fraction) -> None:
    assert Fraction(exact_text(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [("1/4", "0.25"), ("-5/2", "-2.5"), ("10000/3", "10000/3"), ("0", "0"), ("1/8", "0.125"), ("20", "20")],
)
def test_text_is_the_shortest(number: str, text: str) -> None:
    assert exact_text(Fraction(number)) == text


@pytest.mark.parametrize(
    ("currency", "exact", "up", "down", "half_up"),
    [
        ("CNY", "123.455", "123.46", "123.45", "123.46"),
        ("JPY", "123.5", "124", "123", "124"),
        ("KWD", "1.2345", "1.235", "1.234", "1.235"),
        ("CLF", "0.00011", "0.0002", "0.0001", "0.0001"),
        ("JPY", "615", "615", "615", "615"),
        ("KWD", "6", "6.000", "6.000", "6.000"),
    ],
)
def test_an_amount_is_rounded_to_the_smallest_unit_of_its_currency(
    currency: str, exact: str, up: str, down: str, half_up: str
) -> None:
    ways = [cl.Money(Fraction(exact), currency, way) for way in ("up", "down", "half_up")]  # type: ignore[arg-type]
    assert [str(money.rounded) for money in ways] == [up, down, half_up]


def test_a_recommended_amount_in_yen_stays_in_the_range() -> None:
    """Of [100.5, 300] 100.5 goes half up; of [50, 100.5] it goes down, since 101 lies outside."""
    half = Fraction("100.5")
    for low, high, rounded in ((half, Fraction(300), "101"), (Fraction(50), half, "100")):
        point = _point((low, high, "[]", half), "JPY")
        assert point is not None and str(point.rounded) == rounded


def test_the_second_evaluator_knows_the_same_smallest_units() -> None:
    assert {code: smallest_units(code) for code in SMALLEST_UNITS} == SMALLEST_UNITS
    assert {smallest_units(code) for code in ("CNY", "USD", "EUR", "XTS", "QQQ")} == {100}


def test_equal_are_equal_amounts() -> None:
    """Section 10 of the pack format: how a limit is rounded is no part of the amount."""
    up, down, other = cl.Money(Fraction(1, 3), rounding="up"), cl.Money(Fraction(1, 3), rounding="down"), cl.fen(33)
    assert up == down
    assert hash(up) == hash(down)
    assert up.fen != down.fen
    assert up != other
    assert cl.Money(Fraction(5)) != cl.Money(Fraction(5), currency="USD")
    party = cl.load("hunan/ecology/standard_2021").assess("t2_1", LEAST, act_date="2024-05-01")["party"]
    assert party.min == party.legal.min == cl.fen(20000000)


def test_order() -> None:
    small, large = cl.fen(99), cl.Money(Fraction(1), rounding="up")
    assert small < large
    assert small <= large <= cl.fen(100)
    assert large > small
    assert large >= small
    assert max(small, large) is large
    with pytest.raises(TypeError, match="CNY and USD"):
        small < cl.Money(Fraction(1), currency="USD")  # noqa: B015
    with pytest.raises(TypeError):
        small < 1  # noqa: B015


def test_fen() -> None:
    assert cl.fen(999999) == cl.Money(Fraction(999999, 100))
    assert cl.fen(5).yuan == Decimal("0.05")
    assert cl.fen(numpy.int64(5)) == cl.fen(5)
    with pytest.raises(cl.Error, match="float_given"):
        cl.fen(1.0)  # type: ignore[arg-type]
    for value in (True, "5", None):
        with pytest.raises(TypeError):
            cl.fen(value)  # type: ignore[arg-type]


def test_an_amount_is_made_of_exact_numbers_only() -> None:
    assert cl.Money(Decimal("5.5")) == cl.Money(Fraction(11, 2)) == cl.fen(550)  # type: ignore[arg-type]
    assert cl.Money(numpy.int64(2**62)).fen == 2**62 * 100  # type: ignore[arg-type]
    assert type(cl.Money(5).exact) is Fraction  # type: ignore[arg-type]
    wrong: Any
    for wrong, error in (5.5, cl.errors.FloatGiven), (Decimal("NaN"), cl.errors.BadAmountText):
        with pytest.raises(error):
            cl.Money(wrong)
    for wrong in ("5.5", True, None, numpy.float32(5)):
        with pytest.raises(TypeError, match="Money: a Fraction, Decimal or int"):
            cl.Money(wrong)
