# SPDX-License-Identifier: Apache-2.0
"""What people type, and what it becomes in a case file."""

from pathlib import Path
from typing import Any

import cailiang as cl
import pytest
from cailiang.desk.answers import answer, chosen, hint, narrowed, refusal, ways
from cailiang.desk.numbers import Unclear, day, plain_number
from cailiang.law import FactInfo

CONFORMANCE = Path(__file__).resolve().parents[2] / "conformance/packs"
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
        ("100", "100"),
        ("007", "7"),
        ("0.0000000000000000000000000000000000001亿", "0.00000000000000000000000000001"),
        ("1234567890123456789012345678901.12万", "12345678901234567890123456789011200"),
    ],
)
def test_amounts(typed: str, plain: str) -> None:
    """Exactly, however long."""
    assert plain_number(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("30%", "30%"),
        ("３０％", "30%"),
        ("1/3", "1/3"),
        ("1.5倍", "1.5"),
        ("0", "0"),
        ("4.99999999999999999999999999999999%", "4.99999999999999999999999999999999%"),
        ("4.99999999999999999999999999999999倍", "4.99999999999999999999999999999999"),
    ],
)
def test_ratios(typed: str, plain: str) -> None:
    assert plain_number(typed, "ratio") == plain


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("60", "60%，还是 6000%（60倍）"), ("0.6", "0.6%，还是 60%（0.6倍）"), ("５", "5%，还是 500%（5倍）")],
)
def test_a_bare_number_for_a_ratio_is_asked_back(typed: str, asked: str) -> None:
    """百分之几？ 60: sixty per cent, or sixty times?"""
    with pytest.raises(Unclear, match=asked):
        plain_number(typed, "ratio")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("ratio", "5万"),
        ("ratio", "5元"),
        ("count", "3万"),
        ("count", "3元"),
        ("count", "30%"),
        ("quantity", "3元"),
        ("money", "30%"),
        ("money", "1/3"),
    ],
)
def test_a_unit_of_another_kind_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(Unclear):
        plain_number(typed, kind)


def test_another_currency_takes_no_yuan() -> None:
    """Section 2.3 of the pack format: nothing is converted."""
    assert plain_number("3.5万", currency="JPY") == "35000"
    money = FACTS["total_investment"]
    for typed in ("100元", "3.5万元", "不足1万元"):
        with pytest.raises(Unclear, match="以 JPY 计"):
            answer(money, typed, "JPY")
    assert hint(money, "JPY") == "JPY，可写 3.5万"


@pytest.mark.parametrize("typed", ["٣", "१२", "²", "Ⅲ"])
def test_digits_of_other_scripts_are_none(typed: str) -> None:
    with pytest.raises(Unclear):
        plain_number(typed)
    with pytest.raises(Unclear):
        answer(FACTS["place"], typed)


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


@pytest.mark.parametrize("typed", ["2026-13-01", "2026-02-30", "2026年4月31日", "0000-01-01"])
def test_a_day_that_is_not_is_refused(typed: str) -> None:
    with pytest.raises(Unclear, match="没有这一天"):
        day(typed)


def test_what_the_rule_of_the_pack_lets_be_unprovable_may_be_answered_so() -> None:
    """Table 4.16 of Guangdong: no fact says so itself, the rule `unprovable` says it of all of them."""
    standard = cl.Catalogue(CONFORMANCE).load("guangdong/ecology/standard_2021_t4_16")
    manifest = standard.facts["manifest"]
    assert manifest.may_be_unprovable
    assert standard.violations["t4_16"].facts["manifest"].may_be_unprovable
    assert hint(manifest, "").endswith("/无法查明")
    assert answer(manifest, "无法查明") == "unprovable"
    standard.assess("t4_16", {"manifest": cl.UNPROVABLE}, act_date="2024-05-01")


def test_a_number_is_asked_for_in_its_own_form() -> None:
    with pytest.raises(Unclear, match=r"^请写准确的数字，如 3$"):
        answer(FACTS["violations_2y"], "否")
    assert hint(FACTS["violations_2y"], "") == "个数"
    assert hint(FACTS["place"], "") == "序号"
    assert ways(FACTS["violations_2y"]).startswith("整数")
    assert "金额" in ways(FACTS["total_investment"])


@pytest.mark.parametrize(
    ("fact", "value", "why"),
    [
        ("violations_2y", "1.5", "要写整数"),
        ("total_investment", {"lt": "0"}, "超出可能的范围：至少0"),
        ("major_pollution", "absent", "这里不能答 不存在 或者 无法查明"),
        ("violations_2y", "0", "超出可能的范围：至少1"),
        ("total_investment", "-1", "不能是负数"),
        ("total_investment", "0.001", "金额最小到分，元以下最多两位"),
        ("total_investment", "30%", "请写准确的金额，如 9999.99、3.5万"),
        ("violations_2y", {"le": "30%"}, "请写整数，如 3；只知道范围写 至少2、不超过5"),
    ],
)
def test_why_a_value_is_refused_is_said_in_chinese(fact: str, value: Any, why: str) -> None:
    with pytest.raises(cl.Error) as refused:
        cl.load("hunan/ecology/standard_2021").assess("t2_1", {fact: value}, act_date="2024-05-01")
    assert refusal(refused.value.found[0], FACTS[fact]) == why


def test_a_currency_that_is_too_coarse_is_named() -> None:
    statute = cl.Catalogue(CONFORMANCE).load("synthetic/law/yen")
    with pytest.raises(cl.Error) as refused:
        statute.assess(None, {"gain": "0.5"}, act_date="2025-03-01", provisions=["synthetic/law/yen#1"])
    why = refusal(refused.value.found[0], statute.facts["gain"], statute.currency)
    assert why == "小数位数太多，JPY 没有这么小的单位"


@pytest.mark.parametrize("typed", ["1", "2", "２", "0"])
def test_a_number_is_no_yes_or_no(typed: str) -> None:
    """No list is shown; 2 may have meant two complaints."""
    with pytest.raises(Unclear, match=r"没有序号.*请答 是 或 否"):
        answer(FACTS["verified_complaint"], typed)


@pytest.mark.parametrize(
    ("fact", "unit", "typed", "value"),
    [
        ("duration_months", "个月", "7个月", "7"),
        ("duration_months", "个月", "7 个月", "7"),
        ("duration_months", "个月", "不足7个月", {"lt": "7"}),
        ("duration_months", "个月", "3个月以上", {"ge": "3"}),
        ("violations_2y", "", "2次", "2"),
        ("violations_2y", "", "至少2个", {"ge": "2"}),
        ("waste_tonnes", "吨", "1.5万吨", "15000"),
    ],
)
def test_the_unit_of_the_question_may_be_written(fact: str, unit: str, typed: str, value: Any) -> None:
    assert answer(FACTS[fact], typed, unit=unit) == value


@pytest.mark.parametrize(
    ("fact", "unit", "typed"),
    [
        ("duration_months", "个月", "7天"),
        ("duration_months", "个月", "2次"),
        ("duration_months", "个月", "个月"),
        ("violations_2y", "", "2次个"),
        ("waste_tonnes", "吨", "3公斤"),
        ("waste_tonnes", "吨", "3次"),
    ],
)
def test_no_other_unit_may_be_written(fact: str, unit: str, typed: str) -> None:
    with pytest.raises(Unclear):
        answer(FACTS[fact], typed, unit=unit)


def test_several_need_one() -> None:
    with pytest.raises(Unclear, match="请写序号"):
        answer(FACTS["radiation_items"], "、")
    assert answer(FACTS["radiation_items"], "1；２ 1") == [each.id for each in FACTS["radiation_items"].options[:2]]


def test_a_second_bound_keeps_the_other_end_of_the_first() -> None:
    assert narrowed({"lt": "10"}, {"ge": "5"}) == {"lt": "10", "ge": "5"}
    assert narrowed({"lt": "10", "ge": "2"}, {"gt": "5"}) == {"lt": "10", "gt": "5"}
    assert narrowed({"lt": "10"}, "7") == "7"
