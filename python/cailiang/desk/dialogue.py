# SPDX-License-Identifier: Apache-2.0
"""The flow: standard, violation, dates, facts, grounds, result, file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..assessment import Assessment
from ..catalogue import Catalogue, Entry
from ..cli.document import Documents
from ..cli.result import described
from ..cli.sentences import Sentences
from ..cli.words import CLASSES, KINDS
from ..errors import Error
from ..law import FactInfo, Label, Option
from ..outcome import Outcome
from ..standard import Standard
from .answers import Unclear, answer, chosen, day, plain_number, yes_or_no
from .questions import needed, next_question, where_asked
from .saved import Draft, load, proposed_name, save
from .terminal import Left, prepare, read, rule, say

__all__ = ["run"]

_HELP = (
    "可答：序号或文字、数字（3.5万、30%、不足1万）、是/否、不清楚；返回 上一问，？ 解释，证据：… 记下证据，保存，退出"
)
_UNKNOWN = {"不清楚", "不知道", "未查明", "不详", "跳过", "?不清楚"}
_OFFER = "offer "
_CLASSES = tuple(Option(id, label) for id, label in CLASSES.items() if id != "no_penalty")


class _Back(Exception):
    """The word 返回."""


def run(case: str | None = None, packs: Sequence[str] = ()) -> int:
    """Hold the dialogue; return the exit status.

    Raises
    ------
    cailiang.Error
        If the case that is to be taken up cannot be read.
    """
    prepare()
    catalogue = Catalogue(*packs, shipped=True) if packs else Catalogue.shipped()
    desk = _Desk(catalogue, load(case) if case else Draft(), case)
    try:
        desk.hold()
    except Left:
        desk.leave()
        return 130
    return 0


def _where(entry: Entry) -> str:
    """Return the place and the sector of a standard."""
    place = entry.place.text() or ("全国" if entry.rank == "national" else "")
    return f"（{'，'.join(filter(None, [place, entry.sector_name or entry.sector]))}）"


class _Desk:
    def __init__(self, catalogue: Catalogue, draft: Draft, file: str | None) -> None:
        self._catalogue = catalogue
        self._draft = draft
        self._file = file
        self._skipped: set[str] = set()
        self._asked: list[str] = []

    def hold(self) -> None:
        """Go through the case from where it stands."""
        say("裁量：询问式办案。随时可以答“保存”或者“退出”。结果不是法律意见，数据包不是官方文本。")
        if not self._draft.pack:
            self._choose_violation()
        self._standard: Standard = self._catalogue.load(self._draft.pack)
        self._say = Sentences(self._standard, "zh")
        self._documents = Documents(self._standard)
        rule()
        say(f"{self._standard.title.text()} {self._standard.number}（{self._standard.id} {self._standard.version}）")
        if self._draft.violation is not None:
            say(f"违法行为：{self._standard.violations[self._draft.violation].label.text()}")
        self._choose_provisions()
        if not self._draft.act_date:
            self._draft.act_date = self._ask_day("违法行为发生（持续的，终了）日期，如 2026-07-01：")
        while True:
            try:
                self._questions()
                self._grounds()
                self._offers()
                self._finish()
            except _Back:
                self._back()
            else:
                return

    # -- what is applied

    def _choose_violation(self) -> None:
        entries = [each for each in self._catalogue.list() if each.kind == "standard"]
        say("裁量基准（写序号选择；或者写词查找违法行为，如 未批先建）：")
        for place, entry in enumerate(entries, 1):
            say(f"{place}. {entry.title.text()}　{_where(entry)}", indent=2, hang=4)
        while not self._draft.pack:
            text = self._first("基准或查找词：")
            if text.isdecimal() and 1 <= int(text) <= len(entries):
                self._pick_of_standard(entries[int(text) - 1].id)
            elif text:
                self._pick_found(text)

    def _pick_of_standard(self, pack: str) -> None:
        standard = self._catalogue.load(pack)
        self._pick([(pack, each.id, f"{each.label.text()}（{each.id}）") for each in standard.violations.values()])

    def _pick_found(self, words: str) -> None:
        found = [
            each for each in self._catalogue.find(words) if each.violation is not None and each.entry.kind == "standard"
        ]
        if not found:
            say("没有找到，换一个词试试。")
            return
        self._pick(
            [
                (each.entry.id, each.violation, f"{each.label.text()}　{each.entry.title.text()}　{_where(each.entry)}")
                for each in found
            ]
        )

    def _pick(self, rows: list[tuple[str, str | None, str]]) -> None:
        shown = rows
        while True:
            for place, (_, _, text) in enumerate(shown[:40], 1):
                say(f"{place}. {text}", indent=2, hang=4)
            if len(shown) > 40:
                say(f"……共 {len(shown)} 项，写词缩小范围。", indent=2)
            try:
                text = self._command("违法行为（序号，或者词；返回 重选）：")
            except _Back:
                return
            if text.isdecimal() and 1 <= int(text) <= len(shown):
                self._draft.pack, self._draft.violation, _ = shown[int(text) - 1]
                return
            narrowed = [row for row in rows if text and text in row[2]]
            if narrowed:
                shown = narrowed
            else:
                say("没有这一项。")

    def _choose_provisions(self) -> None:
        if self._draft.provisions or self._draft.violation is None:
            return
        refines = self._standard.violations[self._draft.violation].refines
        if refines.kind not in ("one_of", "any"):
            return
        ids = refines.provisions if refines.kind == "one_of" else tuple(self._standard.provisions)
        options = tuple(Option(id, self._standard.provisions[id].label) for id in ids)
        say("违反的条款：")
        for place, option in enumerate(options, 1):
            say(f"{place}. {option.label.text()}（{option.id}）", indent=2, hang=4)
        while True:
            try:
                self._draft.provisions = [chosen(self._first("条款："), options).id]
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
            else:
                return

    def _ask_day(self, prompt: str) -> str:
        while True:
            try:
                return day(self._first(prompt))
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)

    # -- facts

    def _assess(self, more: Mapping[str, Any] = {}) -> Assessment:
        draft = self._draft
        return self._standard.assess(
            draft.violation,
            {**draft.given(), **more},
            act_date=draft.act_date,
            decision_date=draft.decision_date or None,
            provisions=draft.provisions,
            apply=draft.apply,
            decided=draft.decided,
        )

    def _questions(self) -> None:
        """Ask until nothing that is not known can change the result."""
        while True:
            assessment = self._assess()
            self._narrowed(assessment)
            need = next_question(
                assessment, self._standard.facts, self._skipped, lambda id, value: self._assess({id: value})
            )
            if need is None:
                if self._other_needs(assessment):
                    continue
                return
            left = sum(1 for each in needed(assessment) if each not in self._skipped)
            self._ask(self._standard.facts[need], assessment, left)

    def _narrowed(self, assessment: Assessment) -> None:
        for outcome in assessment.values():
            say(f"▸ {self._say.subject(outcome.subject)}：{self._shown(outcome)}", hang=4)

    def _shown(self, outcome: Outcome) -> str:
        kinds = outcome.kinds or (outcome.kind,)
        words = "、".join(self._say.word(KINDS, kind) for kind in kinds)
        head = f"未定，可能是{words}" if outcome.kind == "open" else words
        ranges = [outcome.range] if outcome.range is not None else list(outcome.tracks)
        return "；".join([head, *(self._say.range(each) for each in ranges)])

    def _back(self) -> None:
        if not self._asked:
            say("已经是第一问。", indent=2)
            return
        last = self._asked.pop()
        self._skipped.discard(last)
        self._draft.facts.pop(last, None)
        self._draft.evidence.pop(last, None)
        self._draft.decided.pop(last.removeprefix("decided."), None)
        if last == "decision_date":
            self._draft.decision_date = ""
        if last.startswith(_OFFER):
            self._draft.apply = [id for id in self._draft.apply if _OFFER + id != last]

    def _ask(self, fact: FactInfo, assessment: Assessment, left: int) -> None:
        rule()
        source = self._say.source(where_asked(assessment, fact.id) or fact.source)
        say(f"{fact.ask.text() or fact.label.text() + '？'}" + (f"（{source}）" if source else ""))
        for place, option in enumerate(fact.options, 1):
            say(f"{place}. {option.label.text()}", indent=2, hang=4)
        states = [word for may, word in ((fact.may_be_absent, "不存在"), (fact.may_be_unprovable, "无法查明")) if may]
        hint = {"flag": "是/否", "money": "元，可写 3.5万", "count": "个数", "ratio": "如 30%", "date": "如 2026-07-01"}
        kind = hint.get(fact.kind, self._say.unit_name(fact.unit) or "序号")
        while True:
            text = self._command(f"[{kind}{''.join('/' + word for word in states)}]（还可能有 {left} 问）：", fact)
            if text in _UNKNOWN:
                self._skipped.add(fact.id)
                self._asked.append(fact.id)
                return
            if not text:
                continue
            try:
                value = answer(fact, text)
                self._assess({fact.id: value})
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
                continue
            except Error as error:
                say(f"{error.found[0].text}", indent=2)
                continue
            self._draft.facts[fact.id] = value
            self._asked.append(fact.id)
            if fact.judged and fact.id not in self._draft.evidence:
                reason = self._command("这是判断，请写理由（可空）：")
                if reason and reason not in _UNKNOWN:
                    self._draft.evidence[fact.id] = reason
            return

    def _other_needs(self, assessment: Assessment) -> bool:
        """Ask for what is no fact: the class, the day of decision, another subject's fine. True: told."""
        for need in needed(assessment):
            if need in self._skipped or need in self._standard.facts:
                continue
            rule()
            try:
                told = self._told(need)
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
                return True
            self._skipped.add(need)
            self._asked.append(need)
            if told:
                return True
        return False

    def _told(self, need: str) -> bool:
        if need == "class":
            say("情节允许选择，决定按哪一等次？")
            for place, option in enumerate(_CLASSES, 1):
                say(f"{place}. {option.label.text()}", indent=2)
            text = self._command("[序号]（不清楚 则都算可能）：")
            if text not in _UNKNOWN:
                self._draft.facts["class"] = chosen(text, _CLASSES).id
        elif need == "decision_date":
            text = self._command("拟作决定的日期（不清楚 可跳过）：")
            if text not in _UNKNOWN:
                self._draft.decision_date = day(text)
        else:
            subject = need.removeprefix("decided.")
            text = self._command(f"对{self._say.subject(subject)}决定的罚款（元；未决定答 不清楚）：")
            if text not in _UNKNOWN:
                self._draft.decided[subject] = plain_number(text)
        return text not in _UNKNOWN

    # -- grounds and powers

    def _grounds(self) -> None:
        """Offer the circumstances that nobody raised, once; those that are named are examined."""
        waiting = list(dict.fromkeys(id for outcome in self._assess().values() for id in outcome.not_raised))
        written = {
            id: each for pack, each in self._documents.circumstances() for id in (each["id"], f"{pack}#{each['id']}")
        }
        rows = [(id, written[id]) for id in waiting if id in written]
        if not rows:
            return
        rule()
        say("有没有当事人提出或者案卷反映的其他情节？写序号（可以几项），没有就直接回车：")
        for place, (_, each) in enumerate(rows, 1):
            say(
                f"{place}. {self._say.label(each['label'])}（{self._say.source(each.get('source'))}）", indent=2, hang=4
            )
        options = tuple(Option(id, Label(self._say.label(each["label"]), "")) for id, each in rows)
        while True:
            text = self._command("情节：")
            if not text or text in _UNKNOWN or text in ("无", "没有", "否"):
                return
            try:
                named = [
                    chosen(part, options).id for part in text.replace("，", "、").replace(",", "、").split("、") if part
                ]
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
                continue
            break
        for id in named:
            for name in written[id]["when"]:
                fact = self._standard.facts.get(name)
                if (
                    fact is not None
                    and not fact.derived
                    and name not in self._draft.facts
                    and name not in self._skipped
                ):
                    self._ask(fact, self._assess(), len(named))
        self._questions()

    def _offers(self) -> None:
        """Ask which of the powers on offer (可以) are used."""
        labels = self._documents.labels()
        while True:
            offers = list(dict.fromkeys(id for outcome in self._assess().values() for id in outcome.offers))
            waiting = [id for id in offers if id not in self._draft.apply and _OFFER + id not in self._skipped]
            if not waiting:
                return
            rule()
            id = waiting[0]
            text = self._command(f"可以适用：{self._say.label(labels.get(id)) or id}。是否适用（是/否）：")
            try:
                used = text != "" and text not in _UNKNOWN and yes_or_no(text)
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
                continue
            self._skipped.add(_OFFER + id)
            self._asked.append(_OFFER + id)
            if used:
                self._draft.apply.append(id)
                self._questions()

    # -- the end

    def _finish(self) -> None:
        assessment = self._assess()
        rule()
        print("\n".join(described(assessment, "zh")))
        rule()
        for paragraph in assessment.explain("zh").split("\n"):
            say(paragraph)
        rule()
        name = self._file or proposed_name(self._draft)
        while True:
            text = self._command(f"存为文件（回车：{name}；不存 答 否）：")
            if text in ("否", "不存", "不") or self._save(name if text in ("", "是") else text):
                return

    def _save(self, name: str) -> bool:
        try:
            save(self._draft, name)
        except OSError as error:
            say(f"不能写入 {name}：{error.strerror}")
            return False
        self._file = name
        say(f"已存：{name}。再办：cailiang --case {name}；结果：cailiang assess --case {name}")
        return True

    def leave(self) -> None:
        """Keep what was told so far."""
        if not self._draft.pack:
            say("已退出。")
            return
        name = self._file or proposed_name(self._draft)
        self._save(name)

    def _command(self, prompt: str, fact: FactInfo | None = None) -> str:
        """Return an answer; commands that fit everywhere are carried out here."""
        while True:
            text = read(prompt)
            if text in ("?", "？", "帮助"):
                self._explain(fact)
            elif text in ("退出", "exit", "quit"):
                raise Left
            elif text == "保存" or text.startswith("保存 "):
                self._save(text.removeprefix("保存").strip() or self._file or proposed_name(self._draft))
            elif text.startswith(("证据：", "证据:")):
                self._note(text[3:].strip(), fact)
            elif text == "返回":
                raise _Back
            else:
                return text

    def _first(self, prompt: str) -> str:
        """Return an answer to a question that has none before it."""
        while True:
            try:
                return self._command(prompt)
            except _Back:
                say("已经是第一问。", indent=2)

    def _note(self, text: str, fact: FactInfo | None) -> None:
        told = [fact.id] if fact is not None and fact.id in self._draft.facts else self._asked[-1:]
        told = [id for id in told if id in self._draft.facts]
        if not told or not text:
            say("先回答，再记证据：证据：笔录第2页。", indent=2)
            return
        self._draft.evidence[told[0]] = text
        say(f"记下“{self._say.fact(told[0])}”的证据。", indent=2)

    def _explain(self, fact: FactInfo | None) -> None:
        if fact is not None:
            say(f"{fact.label.text()}（{fact.id}）", indent=2)
            if fact.proof:
                say(f"证据通常在：{fact.proof.text()}", indent=2)
            if fact.unit:
                say(f"单位：{self._say.unit_name(fact.unit)}", indent=2)
            if fact.judged:
                say("这是办案人员的判断，要写理由。", indent=2)
        say(_HELP, indent=2)
