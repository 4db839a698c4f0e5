# SPDX-License-Identifier: Apache-2.0
"""What people type, and what it becomes in a case file."""

from typing import Any

import cailiang as cl
import pytest
from cailiang.desk.answers import Unclear, answer, chosen, day, plain_number
from cailiang.law import FactInfo

FACTS = cl.load("hunan/ecology/standard_2021").facts


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("9999.99", "9999.99"),
        ("9,999.99", "9999.99"),
        ("９９９９．９９", "9999.99"),
        ("3.5万", "35000"),
        ("3.5万元", "35000"),
        ("2亿", "200000000"),
        ("500元", "500"),
        ("30%", "30%"),
        ("３０%", "30%"),
        ("1/3", "1/3"),
        ("100", "100"),
    ],
)
def test_numbers(typed: str, plain: str) -> None:
    assert plain_number(typed) == plain


@pytest.mark.parametrize("typed", ["三十几万", "约5万", "5万余", "13万2", "①", "½", "1,00", "", "12 000", "1e5"])
def test_no_number_is_guessed(typed: str) -> None:
    with pytest.raises(Unclear):
        plain_number(typed)


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("major_pollution", "是", True),
        ("major_pollution", "没有", False),
        ("place", "2", "inside"),
        ("place", "２", "inside"),
        ("place", "核心", "core"),
        ("duration_months", "不足6", {"lt": "6"}),
        ("duration_months", "3以上", {"ge": "3"}),
        ("violations_2y", "至少3", {"ge": "3"}),
    ],
)
def test_facts(fact: str, typed: str, value: Any) -> None:
    assert answer(FACTS[fact], typed) == value


@pytest.mark.parametrize(("fact", "typed"), [("place", "4"), ("place", "区"), ("major_pollution", "也许")])
def test_unclear_answers_say_what_to_type(fact: str, typed: str) -> None:
    with pytest.raises(Unclear, match=r"请|序号"):
        answer(FACTS[fact], typed)


def test_days() -> None:
    assert day("2026年7月1日") == day("2026-07-01") == "2026-07-01"
    with pytest.raises(Unclear):
        day("7月1日")


def test_states_only_where_the_fact_may_be_so() -> None:
    money = next(each for each in FACTS.values() if each.kind == "money" and not each.may_be_absent)
    with pytest.raises(Unclear):
        answer(money, "不存在")


def test_an_exact_label_wins_over_a_part() -> None:
    fact: FactInfo = FACTS["place"]
    assert chosen(fact.options[0].label.text(), fact.options).id == fact.options[0].id
