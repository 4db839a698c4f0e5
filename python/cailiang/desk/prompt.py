# SPDX-License-Identifier: Apache-2.0
"""A question and its answer, with the commands that fit everywhere: help, note evidence, save, go back, leave."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from ..cli.sentences import Sentences
from ..law import FactInfo
from .answers import ways
from .history import Step, stored
from .numbers import Unclear, day
from .saved import Draft, free_name, proposed_name, save, text_of, why_not
from .terminal import Left, read, say

__all__ = ["NO", "UNKNOWN", "YES", "Back", "Prompt"]

_HELP = "随时可用：返回 上一问，？ 解释，证据：… 记下证据，保存，退出"
_DAY_HELP = "写年月日，如 2026-07-01、2026年7月1日。"
UNKNOWN = {"不清楚", "不知道", "未查明", "不详", "跳过", "?不清楚"}
YES = {"", "是", "y", "yes"}
NO = {"否", "不", "不存", "n", "no"}


class Back(Exception):
    """The word 返回."""


class Prompt:
    """Asks for what the case lacks, and keeps the case."""

    def __init__(self, draft: Draft, file: str | None = None, packs: Sequence[str] = ()) -> None:
        self.draft = draft
        self.file = file
        self.taken_up = file is not None
        """Whether the case was begun earlier; its violation then stands."""
        self.history = stored(draft) if file else []
        self.words: Sentences
        """Of the standard, once it is chosen."""
        self.can_assess: Callable[[], bool] = lambda: False
        """Whether the case is complete enough for `cailiang assess`, once its standard is chosen."""
        self._brought = len(self.history)
        """How many of the answers were not given here, but brought along by the file."""
        self._packs = packs
        self._own = {os.path.realpath(file)} if file else set()
        self._kept = deepcopy(draft)

    # Questions.

    def command(self, prompt: str, fact: FactInfo | None = None, about: str = "") -> str:
        """Return an answer; commands that fit everywhere are carried out here. `about` is the help on this question."""
        while True:
            text = read(prompt)
            if text in ("?", "？", "帮助"):
                self._explain(fact, about)
            elif text in ("退出", "exit", "quit"):
                raise Left
            elif found := re.fullmatch(r"保存(?:[\s：:]+(.*))?", text):
                self.save(found[1] or "")
            elif text.startswith(("证据：", "证据:")):
                self._note(text[3:].strip(), fact)
            elif text == "返回":
                raise Back
            else:
                return text

    def first(self, prompt: str, about: str) -> str:
        """Return an answer to a question that has none before it."""
        while True:
            try:
                return self.command(prompt, about=about)
            except Back:
                say("已经是第一问。", indent=2)

    def act_date(self) -> None:
        """Ask for the day of the act until it is one."""
        while not self.draft.act_date:
            text = self.command("违法行为发生（持续的，终了）日期，如 2026-07-01：", about=_DAY_HELP)
            try:
                act = day(text)
                if self.draft.decision_date and self.draft.decision_date < act:
                    raise Unclear(f"不能晚于决定日期 {self.draft.decision_date}")
            except Unclear as unclear:
                say(f"{unclear}。", indent=2)
            else:
                self.remember("act_date")
                self.draft.act_date = act

    def decision_date(self) -> None:
        """Ask for the day of the decision.

        Raises
        ------
        Unclear
            With what to type instead.
        """
        text = self.command("拟作决定的日期（不清楚 可跳过）：", about=f"{_DAY_HELP}不能早于行为日。")
        decision = "" if text in UNKNOWN else day(text)
        if decision and decision < self.draft.act_date:
            raise Unclear("决定日期不能早于违法行为发生的日期")
        self.remember("decision_date")
        self.draft.skipped.add("decision_date")
        self.draft.decision_date = decision

    # The way back.

    def remember(self, name: str) -> None:
        """Note that an answer is about to be taken into the case."""
        self.history.append(Step(name, deepcopy(self.draft)))

    def back(self) -> str:
        """Take the last answer back, and return what it was; empty if there is none."""
        if not self.history:
            say("已经是第一问。" + "这件案件的违法行为和日期不在这里改，要改请另办一件。" * self.taken_up, indent=2)
            return ""
        name, self.draft = self.history.pop()
        self._brought = min(self._brought, len(self.history))
        return name

    # The file.

    def save(self, name: str = "") -> bool:
        """Write the case, by default into its own file; False if it cannot be written."""
        if not self.draft.pack:
            say("还没有选违法行为，没有可存的。", indent=2)
            return False
        written = self._write(name)
        if written:
            self._say_where(written)
        return written != ""

    def leave(self) -> None:
        """Keep what was told so far, wherever it can be kept."""
        # The terminal may be gone; the case must be kept all the same.
        with contextlib.suppress(OSError):
            if not self.draft.pack or self.draft == self._kept:
                say("已退出。")
            elif written := next(filter(None, map(self._write, self._refuges())), ""):
                self._say_where(written)
            else:
                say("案件没有存下来，内容如下：")
                print(text_of(self.draft))

    def _refuges(self) -> Iterator[str]:
        """Yield where the case may be written: its own file, else beside the officer's own, else anywhere."""
        yield self.proposed()
        for folder in (os.path.expanduser("~"), tempfile.gettempdir()):
            yield os.path.join(folder, os.path.basename(self.proposed()))

    def proposed(self) -> str:
        """Return the file of the case, or a name for it."""
        return self.file or free_name(proposed_name(self.draft), self._own)

    def _write(self, name: str) -> str:
        """Return the file that was written; empty if none could be."""
        name = name or self.proposed()
        try:
            path = free_name(name, self._own)
            save(self.draft, path)
            if path != name:
                say(f"{name} 已有，不覆盖。")
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError):
                say(f"不能写入 {name}：{why_not(error)}。")
            return ""
        self.file = path
        self._own.add(os.path.realpath(path))
        self._kept = deepcopy(self.draft)
        return path

    def _say_where(self, path: str) -> None:
        packs = "".join(f" --packs {_quoted(folder)}" for folder in self._packs)
        case = f"{packs} --case {_quoted(path)}"
        # Not wrapped: a command is copied from the screen as it stands.
        print(f"已存：{path}\n再办：cailiang{case}")
        if self.can_assess():
            print(f"结果：cailiang assess{case}")

    # Evidence and help.

    def _note(self, text: str, fact: FactInfo | None) -> None:
        told = [fact.id] if fact is not None else []
        # An answer that the file brought along is not the one just given, though it comes last.
        told += [step.name for step in self.history[self._brought :][-1:]]
        told = [id for id in told if id in self.draft.facts]
        if not told or not text:
            say("证据记在刚答的一问：先回答，再写证据，如 证据：笔录第2页。", indent=2)
            return
        before = self.draft.evidence.get(told[0])
        self.draft.evidence[told[0]] = f"{before}；{text}" if before else text
        say(f"记下“{self.words.fact(told[0])}”的证据：{self.draft.evidence[told[0]]}。", indent=2)

    def _explain(self, fact: FactInfo | None, about: str) -> None:
        if fact is not None:
            say(f"{fact.label.text()}（{fact.id}）", indent=2)
            if fact.proof:
                say(f"证据通常在：{fact.proof.text()}", indent=2)
            if fact.unit:
                say(f"单位：{self.words.unit_name(fact.unit)}", indent=2)
            if fact.judged:
                say("这是办案人员的判断，要写理由。", indent=2)
            say(f"可答：{ways(fact)}；还不知道答 不清楚", indent=2)
        if about:
            say(about, indent=2)
        say(_HELP, indent=2)


def _quoted(path: str) -> str:
    """Return a path as a shell takes it; Chinese needs no quotes."""
    return path if re.fullmatch(r"[\w./+-]+", path) else shlex.quote(path)
