# SPDX-License-Identifier: Apache-2.0
"""Numbers and days as people type them. What can be read in two ways is asked back, never guessed."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["Unclear", "day", "half_width", "list_number", "plain_number"]

_WIDE = str.maketrans("０１２３４５６７８９．，－％／", "0123456789.,-%/")
# How many places a unit moves the point.
_UNITS = {"": 0, "元": 0, "万": 4, "万元": 4, "亿": 8, "亿元": 8}
_ALLOWED = {"money": _UNITS.keys(), "quantity": {"", "万", "亿"}, "count": {""}}
_EXAMPLES = {"money": "9999.99、3.5万", "count": "3", "quantity": "12.5", "ratio": "30%、1/3、1.5倍"}


class Unclear(ValueError):
    """An answer that cannot be taken; the text says what to type."""


def half_width(text: str) -> str:
    """Return a text with its full-width digits, points, commas and signs as ordinary ones."""
    return text.translate(_WIDE)


def list_number(text: str) -> int | None:
    """Return the number of a row of a list; None if the text is none."""
    text = half_width(text)
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def plain_number(text: str, kind: str = "money", currency: str = "CNY") -> str:
    """Return a number as case files write it, for a fact of the kind `money`, `count`, `quantity` or `ratio`.

    Yuan are an error where another `currency` is counted: nothing is converted.

    Examples
    --------
    >>> plain_number("３．５万"), plain_number("9,999.99元"), plain_number("1.5倍", "ratio")
    ('35000', '9999.99', '1.5')
    """
    text = half_width(text)
    if kind == "ratio":
        return _ratio(text)
    found = re.fullmatch(r"(-?)([0-9,]+)(?:\.([0-9]+))?(万元|亿元|万|亿|元)?", text)
    if found is None:
        raise Unclear(f"请写准确的数字，如 {_EXAMPLES[kind]}")
    sign, whole, rest, unit = found[1], found[2], found[3] or "", found[4] or ""
    if "," in whole and not re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", whole):
        raise Unclear("千分位逗号每三位一个，如 12,000")
    if unit not in _ALLOWED[kind]:
        raise Unclear(f"这里不问金额，不带“{unit}”，如 {_EXAMPLES[kind]}")
    if "元" in unit and currency != "CNY":
        raise Unclear(f"这里的金额以 {currency} 计，不带“{unit}”")
    return sign + _moved(whole.replace(",", ""), rest, _UNITS[unit])


def _ratio(text: str) -> str:
    if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?%|[1-9][0-9]*/[1-9][0-9]*", text):
        return text
    found = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?(倍?)", text)
    if found is None:
        raise Unclear(f"请写准确的比例，如 {_EXAMPLES['ratio']}")
    whole, rest = found[1], found[2] or ""
    number = _moved(whole, rest, 0)
    if found[3] or number == "0":
        return number
    # 60 may mean 60 % or sixty times, 0.6 may mean 60 % or 0.6 %.
    raise Unclear(f"{text} 有两种读法，请写明是 {number}%，还是 {_moved(whole, rest, 2)}%（{number}倍）")


def _moved(whole: str, rest: str, places: int) -> str:
    """Return a decimal with its point moved to the right: by text, since a `Decimal` rounds to 28 digits."""
    rest = rest.ljust(places, "0")
    whole, rest = (whole + rest[:places]).lstrip("0") or "0", rest[places:].rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def day(text: str) -> str:
    """Return a day as ISO text.

    Examples
    --------
    >>> day("2026年7月1日"), day("2026-07-01")
    ('2026-07-01', '2026-07-01')
    """
    found = re.fullmatch(r"([0-9]{4})[-年/.]([0-9]{1,2})[-月/.]([0-9]{1,2})日?", half_width(text))
    if found is None:
        raise Unclear("请写日期，如 2026-07-01")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise Unclear("没有这一天") from None
