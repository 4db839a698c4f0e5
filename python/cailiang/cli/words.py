# SPDX-License-Identifier: Apache-2.0
"""The words of the format as people read them."""

from __future__ import annotations

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
CLASSES = {
    "reduced": Label("减轻", "reduced"),
    "lenient": Label("从轻", "lenient"),
    "standard": Label("一般", "standard"),
    "heavier": Label("从重", "heavier"),
    "no_penalty": Label("不予处罚", "no penalty"),
}
MODES = {
    "shall": Label("应当", "shall"),
    "may": Label("可以", "may"),
    "instead": Label("代替罚款", "instead of the fine"),
}
SANCTIONS = {
    "warning": Label("警告", "warning"),
    "criticism": Label("通报批评", "public criticism"),
    "confiscate_gains": Label("没收违法所得", "confiscation of illegal gains"),
    "confiscate_goods": Label("没收非法财物", "confiscation of goods"),
    "confiscate_tools": Label("没收工具", "confiscation of tools"),
    "suspend_licence": Label("暂扣许可证件", "suspension of the licence"),
    "lower_grade": Label("降低资质等级", "lower grade"),
    "revoke_licence": Label("吊销许可证件", "revocation of the licence"),
    "restrict_activity": Label("限制开展生产经营活动", "restriction of activity"),
    "suspend_business": Label("责令停产停业", "suspension of business"),
    "close": Label("责令关闭", "closure"),
    "ban": Label("限制从业", "ban"),
    "detention": Label("行政拘留", "detention"),
    "points": Label("记分", "penalty points"),
    "order": Label("责令改正", "order"),
    "refer": Label("移送", "referral"),
}
STEPS_TO_TAKE = {
    "reasons": Label("说明理由", "reasons"),
    "legal_review": Label("法制审核", "legal review"),
    "collective_discussion": Label("集体讨论", "collective discussion"),
    "superior_approval": Label("上级批准", "approval from above"),
    "hearing": Label("听证", "hearing"),
}
RESERVED = {
    "class": Label("裁量等次", "class"),
    "act_date": Label("违法行为日期", "day of the act"),
    "decision_date": Label("决定日期", "day of the decision"),
    "minimum": Label("法定最低额", "the statutory minimum"),
    "maximum": Label("法定最高额", "the statutory maximum"),
    "lower": Label("原下限", "the lower end"),
    "upper": Label("原上限", "the upper end"),
}
UNITS = {
    "day": Label("日", "days"),
    "month": Label("个月", "months"),
    "year": Label("年", "years"),
    "times": Label("倍", "times"),
    "m": Label("米", "m"),
    "cm": Label("厘米", "cm"),
    "m2": Label("平方米", "m²"),
    "m3": Label("立方米", "m³"),
    "kg": Label("千克", "kg"),
    "t": Label("吨", "t"),
    "L": Label("升", "L"),
}
# Before and after what is printed in a `source`.
SOURCE = {
    "article": (Label("第", "art. "), Label("条", "")),
    "paragraph": (Label("第", "para. "), Label("款", "")),
    "item": (Label("第", "item "), Label("项", "")),
    "table": (Label("表", "table "), Label("", "")),
    "row": (Label("第", "row "), Label("行", "")),
    "column": (Label("第", "column "), Label("栏", "")),
    "factor": (Label("因素", "factor "), Label("", "")),
    "level": (Label("第", "level "), Label("级", "")),
    "code": (Label("代码", "code "), Label("", "")),
    "page": (Label("第", "page "), Label("页", "")),
    "note": (Label("", ""), Label("", "")),
}
