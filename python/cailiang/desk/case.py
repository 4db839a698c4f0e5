# SPDX-License-Identifier: Apache-2.0
"""The case under its standard: what follows from it now, and which circumstances take part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..assessment import Assessment
from ..cli.document import Documents, Raw
from ..cli.question import placed
from ..cli.sentences import Sentences
from ..errors import Error
from ..standard import Standard
from .prompt import Prompt
from .questions import beside, named, needed
from .saved import Draft

__all__ = ["Case"]

_NAMES = {"violation": "违法行为", "provision": "条款", "grounds": "提出的情节"}
# What the dialogue still asks for.
_LACKING = {"date_required", "provisions_required"}


class Case:
    """What the prompt keeps, assessed under a standard.

    Raises
    ------
    cailiang.Error
        With what is wrong in the file of a case that was taken up.
    """

    def __init__(self, prompt: Prompt, standard: Standard) -> None:
        self.prompt = prompt
        self.standard = standard
        self.words = prompt.words = Sentences(standard, "zh")
        self.documents = Documents(standard)
        self.key = (self.draft.pack, self.draft.violation)
        prompt.can_assess = self._can_be_assessed
        if prompt.taken_up and prompt.file:
            try:
                self.assess()
            except Error as error:
                wrong = [finding for finding in error.found if finding.name not in _LACKING]
                if wrong:
                    raise placed(type(error)(wrong), "/", prompt.file) from None

    @property
    def draft(self) -> Draft:
        """The case as it stands."""
        return self.prompt.draft

    def assess(self, **instead: Any) -> Assessment:
        """Return what follows; `facts` and `decided` are added to those of the case, anything else replaces its own."""
        draft = self.draft
        question: dict[str, Any] = {
            "act_date": draft.act_date or None,
            "decision_date": draft.decision_date or None,
            "provisions": draft.provisions,
            "apply": draft.apply,
            **instead,
        }
        question["facts"] = {**draft.given(), **instead.get("facts", {})}
        question["decided"] = {**draft.decided, **instead.get("decided", {})}
        return self.standard.assess(draft.violation, **question)

    def _can_be_assessed(self) -> bool:
        try:
            self.assess()
        except Error:
            return False
        return True

    def with_fact(self, id: str, value: Any) -> Assessment:
        """Return what would follow, were one more fact known."""
        return self.assess(facts={id: value})

    def to_ask(self, assessment: Assessment) -> list[str]:
        """Return the facts that can change the result, then those of the circumstances that were raised."""
        lines = (line for line in assessment.trace["lines"] if line["kind"] == "circumstance")
        failed = {(line["pack"], line["id"]) for line in lines if line["rows"][0]["state"] == "failed"}
        raised = [self.circumstances()[id] for id in self.draft.named]
        examined: list[str] = []
        for pack, written in raised:
            if (pack, written["id"]) not in failed:
                examined += self.documents.asked(named(written["when"]), self.draft.facts)
        wanted = [need for need in needed(assessment) if need in self.standard.facts]
        wanted += [id for id in dict.fromkeys(examined) if id not in self.draft.facts and id not in wanted]
        return [id for id in wanted if id not in self.draft.skipped]

    def beside(self, assessment: Assessment) -> list[str]:
        """Return the facts that only decide what stands beside the fine, or what may be applied."""
        named_there = beside(assessment, self.standard.facts, self.with_fact)
        names = self.documents.asked(named_there, self.draft.facts)
        return [id for id in names if id not in self.draft.facts and id not in self.draft.skipped]

    # Circumstances.

    def circumstances(self) -> Mapping[str, tuple[str, Raw]]:
        """Return the circumstances, by each of their names, with the pack that has them."""
        listed = self.documents.circumstances()
        return {id: (pack, each) for pack, each in listed for id in (each["id"], f"{pack}#{each['id']}")}

    def not_raised(self, **instead: Any) -> list[str]:
        """Return the circumstances that do not take part."""
        return list(dict.fromkeys(id for outcome in self.assess(**instead).values() for id in outcome.not_raised))

    def keep_raised(self) -> None:
        """Have those that were raised take part: by a fact, or as long as none of theirs is known by `apply`."""
        draft = self.draft
        waiting = self.not_raised(apply=())
        draft.named += [id for id in draft.apply if id in waiting and id not in draft.named]
        kept = [id for id in draft.apply if id not in draft.named]
        draft.apply = kept + [id for id in draft.named if id in waiting]

    # Words.

    def source(self, pack: str, source: Mapping[str, str] | None) -> str:
        """Return where something stands in print, with the name of the document if it is another than the standard."""
        place = self.words.source(source)
        return self.documents.title(pack) + place if place and pack not in ("", self.standard.id) else place

    def name(self, id: str) -> str:
        """Return what a circumstance or a step is called."""
        return self.words.label(self.documents.labels().get(id)) or id

    def answer_name(self, answer: str) -> str:
        """Return what a step of the way back is called."""
        if answer in _NAMES:
            return _NAMES[answer]
        what, _, id = answer.partition(".")
        return self.name(id) if what == "apply" else self.words.fact(answer)
