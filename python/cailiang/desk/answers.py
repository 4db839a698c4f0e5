# SPDX-License-Identifier: Apache-2.0
"""What people type, as facts in the plain form of case files."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from ..law import FactInfo, Option

__all__ = ["Unclear", "answer", "chosen", "day", "plain_number", "yes_or_no"]

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


class Unclear(ValueError):
    """An answer that cannot be taken; the text says what to type."""


def plain_number(text: str) -> str:
    """Return a number as case files write it.

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
        msg = "请写准确的数字，如 9999.99、3.5万、30%"
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
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


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
            return {end: day(found[1]) if fact.kind == "date" else plain_number(found[1])}
    return day(text) if fact.kind == "date" else plain_number(text)
