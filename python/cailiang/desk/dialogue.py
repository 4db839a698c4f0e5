# SPDX-License-Identifier: Apache-2.0
"""The flow: standard, violation, dates, facts, grounds, result, file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..assessment import Assessment
from ..catalogue import Catalogue
from ..cli.document import Documents
from ..cli.result import described
from ..cli.sentences import Sentences
from ..cli.words import CLASSES, KINDS
from ..errors import Error
from ..law import FactInfo, Label, Option
from ..outcome import Outcome
from ..standard import Standard
from .answers import Unclear, answer, chosen, day, hint, plain_number, refusal, yes_or_no
from .choosing import choose_provisions, choose_violation
from .prompt import UNKNOWN, Back, Prompt
from .questions import needed, next_question, where_asked
from .saved import Draft, load, proposed_name
from .terminal import Left, prepare, rule, say

__all__ = ["run"]

_OFFER = "offer "
_CLASSES = tuple(Option(id, label) for id, label in CLASSES.items() if id != "no_penalty")


def run(case: str | None = None, packs: Sequence[str] = ()) -> int:
    """Hold the dialogue; return the exit status.

    Raises
    ------
    cailiang.Error
        If the case that is to be taken up cannot be read.
    """
    prepare()
    catalogue = Catalogue(*packs, shipped=True) if packs else Catalogue.shipped()
    prompt = Prompt(load(case) if case else Draft(), case)
    try:
        _Desk(catalogue, prompt).hold()
    except Left:
        prompt.leave()
        return 130
    return 0


class _Desk:
    def __init__(self, catalogue: Catalogue, prompt: Prompt) -> None:
        self._catalogue = catalogue
        self._prompt = prompt
        self._draft = prompt.draft
        self._skipped: set[str] = set()

    def hold(self) -> None:
        """Go through the case from where it stands."""
        say("裁量：询问式办案。随时可以答“保存”或者“退出”。结果不是法律意见，数据包不是官方文本。")
        if not self._draft.pack:
            choose_violation(self._prompt, self._catalogue)
        self._standard: Standard = self._catalogue.load(self._draft.pack)
        self._say = self._prompt.words = Sentences(self._standard, "zh")
        self._documents = Documents(self._standard)
        rule()
        say(f"{self._standard.title.text()} {self._standard.number}（{self._standard.id} {self._standard.version}）")
        if self._draft.violation is not None:
            say(f"违法行为：{self._standard.violations[self._draft.violation].label.text()}")
        choose_provisions(self._prompt, self._standard)
        if not self._draft.act_date:
            self._draft.act_date = self._prompt.day("违法行为发生（持续的，终了）日期，如 2026-07-01：")
        while True:
            try:
                self._questions()
                self._grounds()
                self._offers()
                self._finish()
            except Back:
                self._back()
            else:
                return

    # Facts.

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
        if not self._prompt.asked:
            say("已经是第一问。", indent=2)
            return
        last = self._prompt.asked.pop()
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
        form = hint(fact, self._say.unit_name(fact.unit))
        while True:
            text = self._prompt.command(f"[{form}]（还可能有 {left} 问）：", fact)
            if text in UNKNOWN:
                self._skipped.add(fact.id)
                self._prompt.asked.append(fact.id)
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
                say(f"{refusal(error.found[0], fact)}。", indent=2)
                continue
            self._draft.facts[fact.id] = value
            self._prompt.asked.append(fact.id)
            if fact.judged and fact.id not in self._draft.evidence:
                reason = self._prompt.command("这是判断，请写理由（可空）：")
                if reason and reason not in UNKNOWN:
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
            self._prompt.asked.append(need)
            if told:
                return True
        return False

    def _told(self, need: str) -> bool:
        if need == "class":
            say("情节允许选择，决定按哪一等次？")
            for place, option in enumerate(_CLASSES, 1):
                say(f"{place}. {option.label.text()}", indent=2)
            text = self._prompt.command("[序号]（不清楚 则都算可能）：")
            if text not in UNKNOWN:
                self._draft.facts["class"] = chosen(text, _CLASSES).id
        elif need == "decision_date":
            text = self._prompt.command("拟作决定的日期（不清楚 可跳过）：")
            if text not in UNKNOWN:
                decision = day(text)
                if decision < self._draft.act_date:
                    msg = "决定日期不能早于违法行为发生的日期"
                    raise Unclear(msg)
                self._draft.decision_date = decision
        else:
            subject = need.removeprefix("decided.")
            text = self._prompt.command(f"对{self._say.subject(subject)}决定的罚款（元；未决定答 不清楚）：")
            if text not in UNKNOWN:
                self._draft.decided[subject] = self._decided(subject, plain_number(text))
        return text not in UNKNOWN

    def _decided(self, subject: str, amount: str) -> str:
        try:
            self._standard.assess(
                self._draft.violation,
                act_date=self._draft.act_date,
                provisions=self._draft.provisions,
                decided={subject: amount},
            )
        except Error as error:
            raise Unclear(refusal(error.found[0])) from None
        return amount

    # Grounds and powers.

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
            text = self._prompt.command("情节：")
            if not text or text in UNKNOWN or text in ("无", "没有", "否"):
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
            text = self._prompt.command(f"可以适用：{self._say.label(labels.get(id)) or id}。是否适用（是/否）：")
            try:
                used = text != "" and text not in UNKNOWN and yes_or_no(text)
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
                continue
            self._skipped.add(_OFFER + id)
            self._prompt.asked.append(_OFFER + id)
            if used:
                self._draft.apply.append(id)
                self._questions()

    # The end.

    def _finish(self) -> None:
        assessment = self._assess()
        rule()
        print("\n".join(described(assessment, "zh")))
        rule()
        for paragraph in assessment.explain("zh").split("\n"):
            say(paragraph)
        rule()
        name = self._prompt.file or proposed_name(self._draft)
        while True:
            text = self._prompt.command(f"存为文件（回车：{name}；不存 答 否）：")
            if text in ("否", "不存", "不") or self._prompt.save(name if text in ("", "是") else text):
                return
