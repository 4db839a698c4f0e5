# SPDX-License-Identifier: Apache-2.0
"""Conditions, terms and fines in words, and their layout on a terminal."""

from __future__ import annotations

import pathlib
import time

import cailiang as cl
import pytest
from cailiang.cli.layout import aligned, hanging, wrap
from cailiang.cli.sentences import Sentences

ROOT = pathlib.Path(__file__).resolve().parents[3]
PACKS = cl.Catalogue(ROOT / "tests/conformance/packs")
CUSTOMS = PACKS.load("cn/customs/benchmark_1_2024")


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        ({}, "总是", "always"),
        ({"merit": True}, "立功：是", ": yes"),
        ({"tax_shortfall": {"lt": "250000"}}, "漏缴税款低于250,000元", "less than 250,000 yuan"),
        ({"short_ratio": {"ge": "10%", "lt": "30%"}}, "漏缴比例不低于10%、低于30%", "at least 10% and less than 30%"),
        ({"short_ratio": "absent"}, "漏缴比例：不存在", ": does not exist"),
        ({"tax_shortfall": "unprovable"}, "漏缴税款：无法查明", ": cannot be ascertained"),
        ({"class": ["lenient", "standard"]}, "裁量等次：从轻或者一般", "class: lenient or standard"),
        ({"any": [{"merit": True}, {"resists": False}]}, "立功：是，或者暴力、威胁、毁证等抗拒执法：否", " or "),
        (
            {"merit": True, "any": [{"class": "heavier"}, {"class": "standard", "merit": False}]},
            "立功：是，且（裁量等次：从重，或者（裁量等次：一般，且立功：否））",
            " and (",
        ),
        ({"none": [{"merit": True}]}, "并非（立功：是）", "not ("),
    ],
)
def test_conditions(when: dict, zh: str, en: str) -> None:
    assert Sentences(CUSTOMS, "zh").condition(when) == zh
    assert en in Sentences(CUSTOMS, "en").condition(when)


@pytest.mark.parametrize(
    ("fine", "zh"),
    [
        ("none", "不处罚款"),
        ({"eq": "5000"}, "5,000元"),
        ({"ge": "200000", "lt": "220000"}, "200,000元（含）至220,000元（不含）"),
        ({"gt": "0.5", "le": "9999.99"}, "0.5元（不含）至9,999.99元（含）"),
        ({"le": "50000"}, "不超过50,000元"),
        ({"ge": "10000"}, "不低于10,000元"),
        ({"ge": "30%", "le": "2", "base": "tax_shortfall"}, "漏缴税款的30%（含）至2倍（含）"),
        ({"lt": "30%", "base": "tax_shortfall"}, "低于漏缴税款的30%"),
        ({"eq": "60%", "base": "maximum"}, "法定最高额的60%"),
        ({"ge": "30%", "lt": "70%", "base": "range"}, "幅度自下限起的30%（含）至70%（不含）"),
        (
            {"ge": "15", "le": "30", "base": {"larger_of": ["tax_shortfall", "100000"]}},
            "[漏缴税款、100,000元中较大的]的15倍（含）至30倍（含）",
        ),
        ({"eq": "2", "at_most": "2000", "base": "tax_shortfall"}, "漏缴税款的2倍，且不超过2,000元"),
        ({"ge": "200", "le": "2000", "point": "1500"}, "200元（含）至2,000元（含），建议1,500元"),
        ({"either": [{"le": "500"}, {"eq": "5%", "base": "tax_due"}]}, "不超过500元；或者应缴税款的5%"),
        ({"eq": {"minus": ["upper", {"sum": ["lower", "1"]}]}}, "原上限 − (原下限 + 1元)"),
        ({"eq": {"product": ["20%", {"sum": ["lower", "upper"]}]}}, "20% × (原下限 + 原上限)"),
        ({"eq": {"round": "tax_due", "to": "1", "way": "up"}}, "[应缴税款，按1向上取整]"),
        (
            {"eq": {"choose": [{"when": {"merit": True}, "then": "100"}, {"then": "200"}]}},
            "[立功：是的，100元；其他，200元]",
        ),
        ({"le": {"fine_of": "party"}}, "不超过对当事人的罚款"),
    ],
)
def test_fines(fine: object, zh: str) -> None:
    assert Sentences(CUSTOMS, "zh").fine(fine) == zh


def test_units() -> None:
    assert [Sentences(CUSTOMS, "zh").unit_name(unit) for unit in ("t", "mg/L", "pH", "箱")] == [
        "吨",
        "毫克/升",
        "",
        "箱",
    ]
    assert Sentences(CUSTOMS, "en").unit_name("m2") == "m²"


@pytest.mark.parametrize(
    ("pack", "gain", "zh", "en"),
    [
        (
            "yen",
            1235,
            "124 JPY（精确值123.5）（含）至617 JPY（精确值617.5）（含）",
            "124 JPY (exactly 123.5) (included)",
        ),
        ("yen", 12300, "1,230 JPY（含）至6,150 JPY（含）", "1,230 JPY (included) to 6,150 JPY (included)"),
        ("dinar", 12340, "1,234 KWD（含）至6,170 KWD（含）", "1,234 KWD (included) to 6,170 KWD (included)"),
        ("dinar", "12.34", "1.234 KWD（含）至6.170 KWD（含）", "1.234 KWD (included) to 6.170 KWD (included)"),
    ],
)
def test_amounts_of_another_currency(pack: str, gain: int | str, zh: str, en: str) -> None:
    standard = PACKS.load(f"synthetic/law/{pack}")
    asked = standard.assess(None, {"gain": gain}, act_date="2025-03-01", provisions=[f"synthetic/law/{pack}#1"])
    assert Sentences(standard, "zh").range(asked["party"].range) == zh
    assert en in Sentences(standard, "en").range(asked["party"].range)


def test_points_need_no_unit_in_english() -> None:
    points = {"kind": "points", "mode": "shall", "amount": {"eq": "1"}}
    assert Sentences(CUSTOMS, "zh").sanction(points) == "应当：记分，1分"
    assert Sentences(CUSTOMS, "en").sanction(points) == "shall: penalty points, 1"


def test_lines_do_not_begin_with_a_closing_mark() -> None:
    assert wrap("一二三四，五", 8) == ["一二三", "四，五"]
    assert wrap("（一二）三", 6) == ["（一", "二）三"]
    assert wrap("a/very/long/path", 6) == ["a/very", "/long/", "path"]
    assert wrap("", 10) == [""]


def test_heads_and_columns() -> None:
    assert hanging("罚款", "五" * 40, indent=2, hang=6) == ["  罚款  " + "五" * 36, "        " + "五" * 4]
    assert hanging("很长的名称", "文", hang=6) == ["很长的名称", "      文"]
    assert aligned([("一", "a"), ("two", "b")], indent=1) == [" 一   a", " two  b"]
    assert aligned([]) == []


def test_a_long_line_takes_no_long_time() -> None:
    """Cubic once: 4,000 characters took a minute."""
    begun = time.process_time()
    for each in ("a", "，", "罚", "（"):
        assert "".join(hanging("", each * 20_000, indent=2, hang=4)).replace(" ", "") == each * 20_000
    assert time.process_time() - begun < 30
