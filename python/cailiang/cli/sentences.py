# SPDX-License-Identifier: Apache-2.0
"""Conditions, terms and fines of a pack in words (sections 4 to 6 of the pack format)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .. import _core
from ..law import FactInfo, Label, Language, Period
from ..outcome import Range
from ..standard import Standard
from ..values import Fact, Money, exact_text
from .words import CLASSES, MODES, RESERVED, SANCTIONS, STEPS_TO_TAKE, UNITS

__all__ = ["Sentences", "period_text"]

_ENDS = {
    "ge": Label("不低于{}", "at least {}"),
    "gt": Label("高于{}", "more than {}"),
    "le": Label("不超过{}", "at most {}"),
    "lt": Label("低于{}", "less than {}"),
}
_INCLUDED = Label("（含）", " (included)")
_EXCLUDED = Label("（不含）", " (excluded)")
_SIGNS = {"sum": " + ", "product": " × ", "minus": " − ", "divide": " ÷ "}
_WAYS = {"up": Label("向上", "up"), "down": Label("向下", "down"), "half_up": Label("四舍五入", "half up")}


class Sentences:
    """Says in one language what a standard writes, with the labels of its facts."""

    def __init__(self, standard: Standard, lang: Language) -> None:
        self.lang: Language = lang
        self.zh = lang == "zh"
        self._facts = standard.facts
        self._subjects = standard.subjects
        self.currency = self.of("元", "yuan") if standard.currency == "CNY" else standard.currency

    def of(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in the language."""
        return zh if self.zh else en

    def label(self, raw: Mapping[str, str] | None) -> str:
        """Return a label as packs write it."""
        return "" if raw is None else Label(raw.get("zh", ""), raw.get("en", "")).text(self.lang)

    def word(self, words: Mapping[str, Label], word: str) -> str:
        """Return a word of the format; itself if it is not in the list."""
        return words[word].text(self.lang) if word in words else word

    def unit_name(self, unit: str) -> str:
        """Return what a unit is called; one that is measured per another, such as mg/L, part by part."""
        return "/".join(self.word(UNITS, part) for part in unit.split("/"))

    def subject(self, id: str) -> str:
        """Return what a subject is called."""
        if id == "party":
            return self.of("当事人", "the party")
        return self._subjects[id].text(self.lang) if id in self._subjects else id

    def fact(self, id: str) -> str:
        """Return what a fact, or a name that the engine gives, is called."""
        if id.startswith("decided."):
            name = self.subject(id.removeprefix("decided."))
            return self.of(f"对{name}决定的数额", f"the amount decided for {name}")
        return self._facts[id].label.text(self.lang) if id in self._facts else self.word(RESERVED, id)

    def value(self, id: str, value: Any) -> str:
        """Return the value of a fact as a case gives it."""
        if isinstance(value, Fact):
            evidence = self.of(f"（证据：{value.evidence}）", f" (evidence: {value.evidence})")
            return self.value(id, value.value) + (evidence if value.evidence else "")
        if isinstance(value, list):
            return self.of("、", ", ").join(self._option(id, each) for each in value)
        if isinstance(value, Mapping | bool) or value in ("absent", "unprovable"):
            return self._test(id, value)
        if id == "class" or (id in self._facts and self._facts[id].kind == "choice"):
            return self._option(id, value)
        return self._number(id, str(value))

    # Conditions.

    def condition(self, when: Mapping[str, Any], nested: bool = False) -> str:
        """Return a condition: all its members must hold."""
        said = [self._member(name, test, nested or len(when) > 1) for name, test in when.items()]
        if not said:
            return self.of("总是", "always")
        text = self.of("，且", " and ").join(said)
        return self.of(f"（{text}）", f"({text})") if nested and len(said) > 1 else text

    def _member(self, name: str, test: Any, nested: bool) -> str:
        if name in ("any", "none"):
            alone = len(test) == 1
            text = self.of("，或者", " or ").join(self.condition(each, nested=not alone) for each in test)
            if name == "none":
                return self.of(f"并非（{text}）", f"not ({text})")
            return self.of(f"（{text}）", f"({text})") if nested else text
        label = self.fact(name)
        if isinstance(test, list):
            text = self.of("或者", " or ").join(self._test(name, each) for each in test)
            return f"{label}{self.of('：', ': ')}{text}"
        if isinstance(test, Mapping):
            return label + self.of("", " ") + self._test(name, test)
        return f"{label}{self.of('：', ': ')}{self._test(name, test)}"

    def _test(self, name: str, test: Any) -> str:
        if isinstance(test, bool):
            return self.of("是", "yes") if test else self.of("否", "no")
        if test == "absent":
            return self.of("不存在", "does not exist")
        if test == "unprovable":
            return self.of("无法查明", "cannot be ascertained")
        if isinstance(test, Mapping):
            if "eq" in test:
                return self.of("为", "is ") + self._number(name, test["eq"])
            return self.of("、", " and ").join(
                _ENDS[end].text(self.lang).format(self._number(name, number)) for end, number in test.items()
            )
        return self._option(name, test)

    def _option(self, name: str, id: str) -> str:
        if name == "class":
            return self.word(CLASSES, id)
        options = self._facts[name].options if name in self._facts else ()
        return next((option.label.text(self.lang) for option in options if option.id == id), id)

    def _number(self, name: str, number: str) -> str:
        info = self._facts.get(name)
        if info is None or info.kind in ("date", "ratio"):
            return number
        if info.kind == "money":
            return self.amount(number)
        return number + self.unit(info)

    def unit(self, info: FactInfo) -> str:
        """Return the unit of a quantity as it follows a number; empty where the label of the fact says it."""
        unit = self.unit_name(info.unit)
        if not unit or (unit[-1] if self.zh else info.unit) in info.label.text(self.lang):
            return ""
        return unit if self.zh and not unit.isascii() else f" {unit}"

    # Amounts.

    def money(self, money: Money) -> str:
        """Return an amount of a result, in the smallest unit; beside it the exact one where that is another."""
        text, exact = self.amount(f"{money.rounded:f}"), exact_text(money.exact)
        return text if money.rounded == money.exact else text + self.of(f"（精确值{exact}）", f" (exactly {exact})")

    def amount(self, number: str) -> str:
        """Return an amount in the currency's unit, with commas in threes."""
        whole, _, rest = number.partition(".")
        text = _commas(number if rest.strip("0") else whole)
        return text + (self.currency if self.currency == "元" else f" {self.currency}")

    def range(self, own: Range) -> str:
        """Return a range of a result."""
        if own.min is not None and own.max is not None and own.min.exact == own.max.exact:
            return self.money(own.min)
        ends = {}
        if own.min is not None:
            ends["ge" if own.ends[0] == "[" else "gt"] = self.money(own.min)
        if own.max is not None:
            ends["le" if own.ends[1] == "]" else "lt"] = self.money(own.max)
        return self._span(ends) or self.of("没有已知的限度", "no known limits")

    def _span(self, ends: Mapping[str, str]) -> str:
        if "eq" in ends:
            return ends["eq"]
        low = ends.get("ge", ends.get("gt"))
        high = ends.get("le", ends.get("lt"))
        if low is None or high is None:
            return "".join(_ENDS[end].text(self.lang).format(amount) for end, amount in ends.items())
        left = (_INCLUDED if "ge" in ends else _EXCLUDED).text(self.lang)
        right = (_INCLUDED if "le" in ends else _EXCLUDED).text(self.lang)
        return f"{low}{left}{self.of('至', ' to ')}{high}{right}"

    # Terms and fines.

    def term(self, term: Any, money: bool = False) -> str:
        """Return a term; where it is a plain number and money, as an amount."""
        if isinstance(term, str):
            if not term[0].isalpha():
                return self.amount(term) if money and term[-1] != "%" else _commas(term)
            return self.fact(term)
        if "round" in term:
            number, to = self.term(term["round"], money), term["to"]
            way = _WAYS[term["way"]].text(self.lang)
            return self.of(f"[{number}，按{to}{way}取整]", f"[{number}, rounded {way} to {to}]")
        if "elapsed" in term:
            begin, end = (self.term(each) for each in term["elapsed"])
            unit = self.unit_name(term["unit"])
            return self.of(f"[自{begin}至{end}的{unit}数]", f"[{unit} from {begin} to {end}]")
        if "choose" in term:
            return self._choice(term["choose"], money)
        if "count" in term:
            listed = self.of("；", "; ").join(self.condition(each) for each in term["count"])
            return self.of(f"[符合的项数：{listed}]", f"[how many hold: {listed}]")
        if "fine_of" in term:
            name = self.subject(term["fine_of"])
            return self.of(f"对{name}的罚款", f"the fine of {name}")
        operation, operands = next(iter(term.items()))
        if operation in _SIGNS:
            # Only in sums and differences is a plain number an amount of money.
            amounts = money and operation in ("sum", "minus")
            binds = operation in ("product", "divide")
            said = []
            for i, each in enumerate(operands):
                inner = set(each) & {"sum", "minus"} if isinstance(each, dict) else set()
                apart = inner and (binds or (operation == "minus" and i))
                text = self.term(each, amounts)
                said.append(f"({text})" if apart else text)
            return _SIGNS[operation].join(said)
        listed = self.of("、", ", ").join(self.term(each, money) for each in operands)
        if operation == "larger_of":
            return self.of(f"[{listed}中较大的]", f"[the larger of {listed}]")
        return self.of(f"[{listed}中较小的]", f"[the smaller of {listed}]")

    def _choice(self, rows: list[Mapping[str, Any]], money: bool) -> str:
        said = []
        for row in rows:
            then = self.term(row["then"], money)
            if "when" in row:
                when = self.condition(row["when"])
                said.append(self.of(f"{when}的，{then}", f"{then} if {when}"))
            else:
                said.append(self.of(f"其他，{then}", f"otherwise {then}"))
        return "[" + self.of("；", "; ").join(said) + "]"

    def fine(self, fine: Any) -> str:
        """Return a fine."""
        if fine == "none":
            return self.of("不处罚款", "no fine")
        if "either" in fine:
            return self.of("；或者", "; or ").join(self.fine(track) for track in fine["either"])
        base = fine.get("base")
        ends = {end: self._end(fine[end], base) for end in ("eq", "ge", "gt", "le", "lt") if end in fine}
        if base == "range":
            text = self.of("幅度自下限起的{}", "{} of the way through the range").format(self._span(ends))
        elif base is None:
            text = self._span(ends)
        elif len(ends) == 1:
            text = self._span({end: self._on(number, base) for end, number in ends.items()})
        else:
            text = self._on(self._span(ends), base)
        for clip, end in (("at_least", "ge"), ("at_most", "le")):
            if clip in fine:
                text += self.of("，且", ", ") + _ENDS[end].text(self.lang).format(self.term(fine[clip], money=True))
        if "point" in fine:
            text += self.of("，建议", ", recommended ") + self.term(fine["point"], money=base is None)
        return text

    def _on(self, text: str, base: Any) -> str:
        """Return shares or multiples of a base, or rates for each of its units."""
        on = self.term(base, money=True)
        if not self._is_money(base):
            return f"{text} × {on}"
        return self.of(f"{on}的{text}", f"{text} {'of' if '%' in text else 'times'} {on}")

    def _end(self, end: Any, base: Any) -> str:
        """Return an end of a fine: an amount, a share or a multiple of the base, or a rate for each of its units."""
        if base is None or not (base == "range" or self._is_money(base)):
            return self.term(end, money=True)
        multiple = isinstance(end, str) and end.isdecimal() and self.zh and base != "range"
        return self.term(end) + ("倍" if multiple else "")

    def _is_money(self, term: Any) -> bool:
        """Return whether a term is an amount; a number is where one beside it is."""
        if isinstance(term, str):
            return term in ("minimum", "maximum", "lower", "upper") or (
                term in self._facts and self._facts[term].kind == "money"
            )
        operation, operands = next(iter(term.items()))
        if operation == "choose":
            operands = [row["then"] for row in operands]
        if operation == "round":
            operands = [operands]
        return operation not in ("elapsed", "count", "divide") and (
            operation == "fine_of" or any(map(self._is_money, operands))
        )

    def sanction(self, sanction: Mapping[str, Any], *, open: bool = False) -> str:
        """Return what stands beside a fine, as a pack writes it; or a result, in which a condition is still open."""
        mode = self.word(MODES, sanction["mode"])
        kind, label = sanction["kind"], self.label(sanction.get("label"))
        name = self.word(SANCTIONS, kind)
        if label:
            # The label of a confiscation or revocation says of what; any other says the whole.
            named = kind.startswith(("confiscate_", "revoke_", "suspend_licence"))
            name = self.of(f"{name}（{label}）", f"{name} ({label})") if named else label
        text = self.of(f"{mode}：{name}", f"{mode}: {name}")
        if "amount" in sanction:
            amount = sanction["amount"]
            money = sanction.get("unit") == "money"
            ends = {end: self.term(amount[end], money) for end in ("eq", "ge", "gt", "le", "lt") if end in amount}
            span = self._span(ends) if ends else self.interval(amount, money)
            unit = self.of("分", "") if kind == "points" else "" if money else self.unit_name(sanction.get("unit", ""))
            text += self.of("，", ", ") + span + (self.of("", " ") + unit if unit else "")
            if "point" in amount:
                text += self.of("，建议", ", recommended ") + self.term(amount["point"], money)
        if "when" in sanction:
            when = self.condition(sanction["when"])
            established = self.of("，尚待查明", ", still to be established") if open else ""
            text += self.of(f"（条件：{when}{established}）", f" (if {when}{established})")
        return text

    def interval(self, raw: Mapping[str, str], money: bool) -> str:
        """Return an interval as results and traces write it."""
        ends, said = raw["ends"], {}
        if "min" in raw:
            said["ge" if ends[0] == "[" else "gt"] = self.term(raw["min"], money)
        if "max" in raw:
            said["le" if ends[1] == "]" else "lt"] = self.term(raw["max"], money)
        return said["ge"] if "min" in raw and raw["min"] == raw.get("max") else self._span(said)

    def requires(self, listed: list[str] | tuple[str, ...]) -> str:
        """Return what must happen before the decision."""
        return self.of("、", ", ").join(self.word(STEPS_TO_TAKE, each) for each in listed)

    def source(self, source: Mapping[str, str] | None) -> str:
        """Return where something stands in print."""
        return _core.source_text(dict(source or {}), self.zh)


def _commas(number: str) -> str:
    whole, dot, rest = number.partition(".")
    return f"{Decimal(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() else number


def period_text(period: Period, lang: Language) -> str:
    """Return the first and the last day in force."""
    first, last = period
    if last is None:
        return f"自 {first}" if lang == "zh" else f"from {first}"
    return f"{first} 至 {last}" if lang == "zh" else f"{first} to {last}"
