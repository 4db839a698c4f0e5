# SPDX-License-Identifier: Apache-2.0
"""What people type, as facts in the plain form of case files."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ..errors import Finding
from ..law import FactInfo, Option

__all__ = ["Unclear", "answer", "chosen", "day", "hint", "plain_number", "refusal", "ways", "yes_or_no"]

_YES = {"是", "有", "对", "属实", "y", "yes", "1"}
_NO = {"否", "无", "没有", "不", "不是", "没", "n", "no", "2"}
_ABSENT = {"不存在", "没有", "无"}
_UNPROVABLE = {"无法查明", "无法计算", "查不清", "无法确定"}
_UNITS = {"": 1, "元": 1, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}
_BOUNDS = (
    (re.compile(r"^(?:不足|不满|低于|少于|未达)(.+)$"), "lt"),
    (re.compile(r"^(?:超过|多于|大于)(.+)$"), "gt"),
    (re.compile(r"^(?:至少|不少于|不低于)(.+)$"), "ge"),
    (re.compile(r"^(?:至多|不超过|最多)(.+)$"), "le"),
    (re.compile(r"^(.+)以上$"), "ge"),
    (re.compile(r"^(.+)以下$"), "le"),
)
_WIDE = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")

# By kind of fact: what the prompt says, and how the help puts it.
_WAYS = {
    "flag": ("是/否", "是 或者 否"),
    "choice": ("序号", "序号，或者选项里的字"),
    "choices": ("序号，可几项", "序号，几项用“、”隔开；一项也没有答 都没有"),
    "money": ("元，可写 3.5万", "金额，如 9999.99、3.5万；只知道范围写 不足1万、至少500"),
    "count": ("个数", "整数，如 3；只知道范围写 至少2、不超过5"),
    "quantity": ("数", "数，如 12.5；只知道范围写 超过10、10以下"),
    "ratio": ("如 30%", "比例，如 30%、1/3；只知道范围写 不足30%"),
    "date": ("如 2026-07-01", "日期，如 2026-07-01、2026年7月1日"),
}
_NUMBERS = {"money": "9999.99、3.5万", "count": "3", "quantity": "12.5", "ratio": "30%、1/3"}
_ENDS = {"eq": "是", "ge": "至少", "gt": "超过", "le": "至多", "lt": "不足"}
_DAYS = {"eq": "是", "ge": "不早于", "gt": "晚于", "le": "不晚于", "lt": "早于"}


class Unclear(ValueError):
    """An answer that cannot be taken; the text says what to type."""


def plain_number(text: str, examples: str = "9999.99、3.5万") -> str:
    """Return a number as case files write it; `examples` are for who writes none.

    Examples
    --------
    >>> plain_number("３．５万"), plain_number("9,999.99元"), plain_number("30%"), plain_number("1/3")
    ('35000', '9999.99', '30%', '1/3')
    """
    text = text.translate(_WIDE)
    found = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)(万元|亿元|万|亿|元)?", text)
    if found is None:
        if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?%|[1-9]\d*/[1-9]\d*", text):
            return text
        msg = f"请写准确的数字，如 {examples}"
        raise Unclear(msg)
    digits, unit = found[1], found[2] or ""
    if "," in digits and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        msg = "千分位逗号每三位一个，如 12,000"
        raise Unclear(msg)
    try:
        number = Decimal(digits.replace(",", "")) * _UNITS[unit]
    except InvalidOperation:
        msg = "数字太大"
        raise Unclear(msg) from None
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def day(text: str) -> str:
    """Return a day as ISO text.

    Examples
    --------
    >>> day("2026年7月1日"), day("2026-07-01")
    ('2026-07-01', '2026-07-01')
    """
    found = re.fullmatch(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?", text.translate(_WIDE))
    if found is None:
        msg = "请写日期，如 2026-07-01"
        raise Unclear(msg)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        msg = "没有这一天"
        raise Unclear(msg) from None


def yes_or_no(text: str) -> bool:
    """Return what 是 or 否, in one of their forms, means."""
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    msg = "请答 是 或 否；不知道就答 不清楚"
    raise Unclear(msg)


def chosen(text: str, options: tuple[Option, ...]) -> Option:
    """Return the option that a number, an id, a label or a part of one label names."""
    if text.translate(_WIDE).isdecimal():
        place = int(text.translate(_WIDE))
        if 1 <= place <= len(options):
            return options[place - 1]
        msg = f"请写 1 至 {len(options)}"
        raise Unclear(msg)
    exact = [each for each in options if text in (each.id, each.label.text())]
    found = exact or [each for each in options if text and text in each.label.text()]
    if len(found) == 1:
        return found[0]
    msg = "不止一项有这几个字，请写序号" if found else "没有这一项，请写序号"
    raise Unclear(msg)


def hint(fact: FactInfo, unit: str) -> str:
    """Return what the prompt says of an answer's form; `unit` is that of a quantity, in words."""
    states = [word for may, word in ((fact.may_be_absent, "不存在"), (fact.may_be_unprovable, "无法查明")) if may]
    return "/".join([unit or _WAYS[fact.kind][0], *states])


def ways(fact: FactInfo) -> str:
    """Return the forms of an answer as the help puts them."""
    states = [
        words
        for may, words in (
            (fact.may_be_absent, "没有这回事答 不存在"),
            (fact.may_be_unprovable, "查过而查不清答 无法查明"),
        )
        if may
    ]
    return "；".join([_WAYS[fact.kind][1], *states])


def refusal(finding: Finding, fact: FactInfo | None = None) -> str:
    """Return in Chinese why the library refuses a value, of a fact or of a decided amount."""
    sentences = {
        "negative_amount": "不能是负数",
        "not_whole_count": "要写整数",
        "not_whole_fen": "金额最小到分，元以下最多两位",
        "bad_amount_text": "请写准确的金额，如 9999.99、3.5万",
        "overflow": "数额太大，请核对",
    }
    if fact is not None:
        ends = _DAYS if fact.kind == "date" else _ENDS
        domain = "，".join(ends[end] + number for end, number in fact.domain.items())
        sentences["outside_domain"] = f"超出可能的范围：{domain}"
        sentences["fact_kind"] = f"请写{_WAYS[fact.kind][1]}"
    return sentences.get(finding.name, finding.text)


def answer(fact: FactInfo, text: str) -> Any:
    """Return the value of a fact in the plain form of case files.

    Raises
    ------
    Unclear
        With what to type instead.
    """
    if fact.may_be_unprovable and text in _UNPROVABLE:
        return "unprovable"
    if fact.may_be_absent and text in _ABSENT:
        return "absent"
    if fact.kind == "flag":
        return yes_or_no(text)
    if fact.kind == "choice":
        return chosen(text, fact.options).id
    if fact.kind == "choices":
        if text in _ABSENT | {"都没有", "都不是"}:
            return "absent"
        parts = [part for part in re.split(r"[、,，;；\s]+", text) if part]
        return list(dict.fromkeys(chosen(part, fact.options).id for part in parts))
    for pattern, end in _BOUNDS:
        if (found := pattern.match(text)) is not None:
            return {end: _value(fact, found[1])}
    return _value(fact, text)


def _value(fact: FactInfo, text: str) -> str:
    return day(text) if fact.kind == "date" else plain_number(text, _NUMBERS[fact.kind])
