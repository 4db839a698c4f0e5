# SPDX-License-Identifier: Apache-2.0
"""What people type, as facts in the plain form of case files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..errors import Finding
from ..law import FactInfo, Option
from .numbers import Unclear, day, list_number, plain_number

__all__ = ["Unclear", "answer", "chosen", "hint", "narrowed", "refusal", "several", "ways", "yes_or_no"]

_YES = {"是", "有", "对", "属实", "y", "yes"}
_NO = {"否", "无", "没有", "不", "不是", "没", "n", "no"}
_ABSENT = {"不存在", "没有", "无"}
_UNPROVABLE = {"无法查明", "无法计算", "查不清", "无法确定"}
_COUNTED = ("次", "个")
_BOUNDS = (
    (re.compile(r"^(?:不足|不满|低于|少于|未达)(.+)$"), "lt"),
    (re.compile(r"^(?:超过|多于|大于)(.+)$"), "gt"),
    (re.compile(r"^(?:至少|不少于|不低于)(.+)$"), "ge"),
    (re.compile(r"^(?:至多|不超过|最多)(.+)$"), "le"),
    (re.compile(r"^(.+)以上$"), "ge"),
    (re.compile(r"^(.+)以下$"), "le"),
)

# By kind of fact: what the prompt says, and how the help puts it.
_WAYS = {
    "flag": ("是/否", "是 或者 否"),
    "choice": ("序号", "序号，或者选项里的字"),
    "choices": ("序号，可几项", "序号，几项用“、”隔开；一项也没有答 都没有"),
    "money": ("可写 3.5万", "金额，如 9999.99、3.5万；只知道范围写 不足1万、至少500"),
    "count": ("个数", "整数，如 3；只知道范围写 至少2、不超过5"),
    "quantity": ("数", "数，如 12.5；只知道范围写 超过10、10以下"),
    "ratio": ("如 30%、1.5倍", "比例，如 30%、1/3、1.5倍；只知道范围写 不足30%"),
    "date": ("如 2026-07-01", "日期，如 2026-07-01、2026年7月1日"),
}
_ENDS = {"eq": "是", "ge": "至少", "gt": "超过", "le": "至多", "lt": "不足"}
_DAYS = {"eq": "是", "ge": "不早于", "gt": "晚于", "le": "不晚于", "lt": "早于"}
_REFUSALS = {
    "negative_amount": "不能是负数",
    "not_whole_count": "要写整数",
    "not_whole_fen": "金额最小到分，元以下最多两位",
    "bad_amount_text": "请写准确的金额，如 9999.99、3.5万",
    "overflow": "数额太大，请核对",
    "state_not_allowed": "这里不能答 不存在 或者 无法查明",
}


def yes_or_no(text: str) -> bool:
    """Return what 是 or 否, in one of their forms, means."""
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    if list_number(text) is not None:
        # 2 may be a second row, or two of what is asked for.
        raise Unclear("这里没有序号，也不问次数，请答 是 或 否；不知道就答 不清楚")
    raise Unclear("请答 是 或 否；不知道就答 不清楚")


def chosen(text: str, options: tuple[Option, ...]) -> Option:
    """Return the option that a number, an id, a label or a part of one label names."""
    place = list_number(text)
    if place is not None:
        if 1 <= place <= len(options):
            return options[place - 1]
        raise Unclear(f"请写 1 至 {len(options)}")
    exact = [each for each in options if text in (each.id, each.label.text())]
    found = exact or [each for each in options if text and text in each.label.text()]
    if len(found) == 1:
        return found[0]
    raise Unclear("不止一项有这几个字，请写序号" if found else "没有这一项，请写序号")


def several(text: str, options: tuple[Option, ...]) -> list[str]:
    """Return the ids of the options that are named, each once."""
    parts = [part for part in re.split(r"[、,，;；\s]+", text) if part]
    if not parts:
        raise Unclear("请写序号，几项用“、”隔开")
    return list(dict.fromkeys(chosen(part, options).id for part in parts))


def hint(fact: FactInfo, unit: str) -> str:
    """Return what the prompt says of an answer's form; `unit` is that of a quantity, in words, or the currency."""
    states = [word for may, word in ((fact.may_be_absent, "不存在"), (fact.may_be_unprovable, "无法查明")) if may]
    form = _WAYS[fact.kind][0]
    return "/".join([f"{unit}，{form}" if fact.kind == "money" else unit or form, *states])


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


def narrowed(old: Any, new: Any) -> Any:
    """Return what is known after an answer: of a bound told earlier, the end that the new bound leaves open stays."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return new
    lower = {"ge", "gt"} if new.keys() & {"ge", "gt"} else {"le", "lt"}
    return {end: number for end, number in old.items() if end not in lower} | dict(new)


def refusal(finding: Finding, fact: FactInfo | None = None, currency: str = "CNY") -> str:
    """Return in Chinese why the library refuses a value, of a fact or of a decided amount."""
    if fact is not None and finding.name == "outside_domain":
        # A number that says nothing of its domain is at least 0.
        words = _DAYS if fact.kind == "date" else _ENDS
        domain = "，".join(words[end] + number for end, number in fact.domain.items())
        return f"超出可能的范围：{domain or '至少0'}"
    if fact is not None and finding.name == "fact_kind":
        return f"请写{_WAYS[fact.kind][1]}"
    if finding.name == "not_whole_fen" and currency != "CNY":
        return f"小数位数太多，{currency} 没有这么小的单位"
    return _REFUSALS.get(finding.name, f"不能这样答（{finding.name}）")


def answer(fact: FactInfo, text: str, currency: str = "CNY", unit: str = "") -> Any:
    """Return the value of a fact in the plain form of case files.

    A number may have the `unit` of the question behind it; a count that has none, 次 or 个.

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
        return several(text, fact.options)
    for pattern, end in _BOUNDS:
        if (found := pattern.match(text)) is not None:
            return {end: _value(fact, found[1], currency, unit)}
    return _value(fact, text, currency, unit)


def _value(fact: FactInfo, text: str, currency: str, unit: str) -> str:
    if fact.kind == "date":
        return day(text)
    if fact.kind in ("count", "quantity"):
        behind = (unit,) if unit else _COUNTED if fact.kind == "count" else ()
        text = text.removesuffix(next(filter(text.endswith, behind), "")).rstrip()
    return plain_number(text, fact.kind, currency)
