# SPDX-License-Identifier: Apache-2.0
"""A question and its answer, with the commands that fit everywhere: help, note evidence, save, go back, leave."""

from __future__ import annotations

from ..cli.sentences import Sentences
from ..law import FactInfo
from .answers import Unclear, day, ways
from .saved import Draft, proposed_name, save
from .terminal import Left, read, say

__all__ = ["UNKNOWN", "Back", "Prompt"]

_HELP = "随时可用：返回 上一问，？ 解释，证据：… 记下证据，保存，退出"
UNKNOWN = {"不清楚", "不知道", "未查明", "不详", "跳过", "?不清楚"}


class Back(Exception):
    """The word 返回."""


class Prompt:
    """Asks for what the case lacks, and keeps the case."""

    def __init__(self, draft: Draft, file: str | None) -> None:
        self.draft = draft
        self.file = file
        self.asked: list[str] = []
        """What was asked, for the way back."""
        self.words: Sentences
        """Of the standard, once it is chosen."""

    def command(self, prompt: str, fact: FactInfo | None = None) -> str:
        """Return an answer; commands that fit everywhere are carried out here."""
        while True:
            text = read(prompt)
            if text in ("?", "？", "帮助"):
                self._explain(fact)
            elif text in ("退出", "exit", "quit"):
                raise Left
            elif text == "保存" or text.startswith("保存 "):
                self.save(text.removeprefix("保存").strip() or self.file or proposed_name(self.draft))
            elif text.startswith(("证据：", "证据:")):
                self._note(text[3:].strip(), fact)
            elif text == "返回":
                raise Back
            else:
                return text

    def first(self, prompt: str) -> str:
        """Return an answer to a question that has none before it."""
        while True:
            try:
                return self.command(prompt)
            except Back:
                say("已经是第一问。", indent=2)

    def day(self, prompt: str) -> str:
        """Return a date, asked for until it is one."""
        while True:
            try:
                return day(self.first(prompt))
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)

    def save(self, name: str) -> bool:
        """Write the case; False if it cannot be written."""
        try:
            save(self.draft, name)
        except OSError as error:
            say(f"不能写入 {name}：{error.strerror}")
            return False
        self.file = name
        say(f"已存：{name}。再办：cailiang --case {name}；结果：cailiang assess --case {name}")
        return True

    def leave(self) -> None:
        """Keep what was told so far."""
        if not self.draft.pack:
            say("已退出。")
            return
        name = self.file or proposed_name(self.draft)
        self.save(name)

    def _note(self, text: str, fact: FactInfo | None) -> None:
        told = [fact.id] if fact is not None and fact.id in self.draft.facts else self.asked[-1:]
        told = [id for id in told if id in self.draft.facts]
        if not told or not text:
            say("先回答，再记证据：证据：笔录第2页。", indent=2)
            return
        self.draft.evidence[told[0]] = text
        say(f"记下“{self.words.fact(told[0])}”的证据。", indent=2)

    def _explain(self, fact: FactInfo | None) -> None:
        if fact is not None:
            say(f"{fact.label.text()}（{fact.id}）", indent=2)
            if fact.proof:
                say(f"证据通常在：{fact.proof.text()}", indent=2)
            if fact.unit:
                say(f"单位：{self.words.unit_name(fact.unit)}", indent=2)
            if fact.judged:
                say("这是办案人员的判断，要写理由。", indent=2)
            say(f"可答：{ways(fact)}；还不知道答 不清楚", indent=2)
        say(_HELP, indent=2)
