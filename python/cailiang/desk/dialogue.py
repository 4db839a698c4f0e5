# SPDX-License-Identifier: Apache-2.0
"""The flow: standard, violation, dates, facts, grounds, powers, result, file."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import Assessment
from ..catalogue import Catalogue
from ..cli.command import load as load_pack
from ..cli.command import packs_in
from ..cli.result import described
from ..cli.words import KINDS
from ..outcome import Outcome
from .case import Case
from .choosing import Choosing, choose_provisions
from .facts import ask_fact
from .judgement import ask_grounds, ask_need, ask_offer
from .numbers import list_number
from .prompt import NO, UNKNOWN, YES, Back, Prompt
from .questions import next_question
from .saved import Draft, load
from .terminal import Left, heed_no_signal, leaving, prepare, rule, say

__all__ = ["run"]


def run(case: str | None = None, packs: Sequence[str] = ()) -> int:
    """Hold the dialogue; return the exit status.

    Raises
    ------
    cailiang.Error
        If the case that is to be taken up cannot be read, or a folder of `packs` has none.
    """
    prepare()
    catalogue = packs_in(packs)
    prompt = Prompt(load(case, catalogue) if case else Draft(), case, packs)
    desk = _Desk(catalogue, prompt)
    with leaving():
        try:
            desk.hold()
        except BaseException as end:
            # Whatever ended the dialogue, the case is kept first.
            heed_no_signal()
            prompt.leave()
            if isinstance(end, Left):
                return end.status
            raise
    return 0


class _Desk:
    def __init__(self, catalogue: Catalogue, prompt: Prompt) -> None:
        self._catalogue = catalogue
        self._choosing = Choosing(prompt, catalogue)
        self._prompt = prompt
        # What is wrong in a file is said before anything is asked.
        self._case = self._loaded() if prompt.taken_up else None
        self._titled: Case | None = None
        self._again = ""
        """What was taken back last: it is asked first."""

    def hold(self) -> None:
        """Go through the case from where it stands."""
        say("裁量：询问式办案。随时可以答“保存”或者“退出”。")
        say("结果不是法律意见，数据包不是官方文本。")
        while True:
            try:
                case = self._begun()
                while self._asked(case):
                    pass
                self._finish(case)
            except Back:
                self._back()
            else:
                return

    def _begun(self) -> Case:
        """Return the case, once it is known what its facts depend on: the violation, the provision, the day."""
        if not self._prompt.draft.pack:
            self._choosing.violation()
        draft, case = self._prompt.draft, self._case
        if case is None or case.key != (draft.pack, draft.violation):
            case = self._case = self._loaded()
        if self._titled is not case:
            self._titled, standard = case, case.standard
            rule()
            say(f"{standard.title.text()} {standard.number}（{standard.id} {standard.version}）")
            if draft.violation is not None:
                say(f"违法行为：{standard.violations[draft.violation].label.text()}")
        choose_provisions(case)
        self._prompt.act_date()
        return case

    def _loaded(self) -> Case:
        """Return the case under its standard."""
        prompt = self._prompt
        return Case(prompt, load_pack(self._catalogue, prompt.draft.pack, (prompt.file or "") * prompt.taken_up))

    def _asked(self, case: Case) -> bool:
        """Ask the next question; False if none is left."""
        case.keep_raised()
        assessment = case.assess()
        self._narrowed(case, assessment)
        again, self._again = self._again, ""
        wanted = case.to_ask(assessment)
        if again in case.standard.facts:
            ask_fact(case, again, assessment, len({again, *wanted}), beside=again not in wanted)
        elif wanted:
            best = next_question(
                assessment, case.standard.facts, case.draft.skipped, case.with_fact, case.documents.asked
            )
            ask_fact(case, best or wanted[0], assessment, len(wanted), beside=False)
        elif ask_grounds(case) or ask_need(case, assessment):
            pass
        elif others := case.beside(assessment):
            ask_fact(case, others[0], assessment, len(others), beside=True)
        else:
            return ask_offer(case, assessment)
        return True

    def _narrowed(self, case: Case, assessment: Assessment) -> None:
        for outcome in assessment.values():
            say(f"▸ {case.words.subject(outcome.subject)}：{_shown(case, outcome)}", hang=4)

    def _back(self) -> None:
        taken = self._prompt.back()
        if taken and self._case is not None:
            say(f"收回：{self._case.answer_name(taken)}。", indent=2)
        self._again = taken

    def _finish(self, case: Case) -> None:
        assessment = case.assess()
        rule()
        print("\n".join(described(assessment, "zh", self._catalogue)))
        rule()
        for paragraph in assessment.explain("zh").split("\n"):
            say(paragraph)
        reasons = [(id, reason) for id, reason in case.draft.reasons.items() if id in case.draft.facts]
        for id, reason in reasons:
            value = case.words.value(id, case.draft.facts[id])
            say(f"判断的理由。“{case.words.fact(id)}”为{value}：{reason}")
        rule()
        while True:
            name = self._prompt.proposed()
            text = self._prompt.command(
                f"存为文件（回车：{name}；不存 答 否）：",
                about="回车存为所列的文件；或者写另一个文件名；否 不存。已有的别的文件不会被覆盖。",
            )
            if text.lower() in NO:
                return
            if list_number(text) is not None or text in UNKNOWN:
                say("请写文件名，如 case.json。", indent=2)
            elif self._prompt.save("" if text.lower() in YES else text):
                return


def _shown(case: Case, outcome: Outcome) -> str:
    """Return an outcome in a line."""
    kinds = outcome.kinds or (outcome.kind,)
    words = "、".join(case.words.word(KINDS, kind) for kind in kinds)
    head = f"未定，可能是{words}" if outcome.kind == "open" else words
    said = [head]
    for own in [outcome.range] if outcome.range is not None else outcome.tracks:
        said.append(case.words.range(own))
        if own.point is not None:
            said.append(f"建议{case.words.money(own.point)}")
    return "；".join(said)
