# SPDX-License-Identifier: Apache-2.0
"""The words of the format as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from .. import _core
from ..law import Label

__all__ = [
    "CLASSES",
    "FACT_KINDS",
    "KINDS",
    "MODES",
    "RESERVED",
    "SANCTIONS",
    "SOURCE",
    "STEPS_TO_TAKE",
    "UNITS",
]


def _named(words: Mapping[str, tuple[str, str]]) -> dict[str, Label]:
    return {id: Label(*said) for id, said in words.items()}


KINDS = {
    "point": Label("确定数额", "one amount"),
    "range": Label("罚款幅度", "a range"),
    "either": Label("文本留有选择的数个幅度", "several ranges, between which the text leaves the choice"),
    "none": Label("不处罚款", "no fine"),
    "no_penalty": Label("不予处罚", "no penalty"),
    "not_applicable": Label("没有符合的法定情形", "no case of the statute fits"),
    "gap": Label("没有得出数额", "no amount comes out"),
    "open": Label("尚待查明", "open: it depends on what is not known"),
    "not_in_force": Label("当日未施行", "not in force on that day"),
}
FACT_KINDS = {
    "money": Label("金额", "money"),
    "count": Label("个数", "count"),
    "quantity": Label("数量", "quantity"),
    "ratio": Label("比例、倍数", "ratio"),
    "flag": Label("是否", "yes or no"),
    "choice": Label("单选", "one of"),
    "choices": Label("多选", "any of"),
    "date": Label("日期", "date"),
}
CLASSES = {**_named(_core.class_names()), "no_penalty": Label("不予处罚", "no penalty")}
MODES = {
    "shall": Label("应当", "shall"),
    "may": Label("可以", "may"),
    "instead": Label("代替罚款", "instead of the fine"),
}
SANCTIONS = _named(_core.sanction_names())
STEPS_TO_TAKE = _named(_core.requirement_names())
RESERVED = {
    "class": Label("裁量等次", "class"),
    "act_date": Label("违法行为日期", "day of the act"),
    "decision_date": Label("决定日期", "day of the decision"),
    "minimum": Label("法定最低额", "the statutory minimum"),
    "maximum": Label("法定最高额", "the statutory maximum"),
    "lower": Label("原下限", "the lower end"),
    "upper": Label("原上限", "the upper end"),
}
UNITS = _named(_core.unit_names())
# Before and after what is printed in a `source`; a note is printed as it is.
SOURCE = {
    **{key: (Label(*before), Label(*after)) for key, (before, after) in _core.source_marks().items()},
    "note": (Label("", ""), Label("", "")),
}
