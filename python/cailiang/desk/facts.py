# SPDX-License-Identifier: Apache-2.0
"""A question for a fact."""

from __future__ import annotations

from collections.abc import Mapping

from ..assessment import Assessment
from ..errors import Error
from .answers import Unclear, answer, hint, narrowed, refusal, ways
from .case import Case
from .prompt import NO, UNKNOWN
from .questions import named, where_asked
from .terminal import rule, say

__all__ = ["ask_fact"]


def ask_fact(case: Case, id: str, assessment: Assessment, left: int, beside: bool) -> None:
    """Ask for a fact until it is told, or said to be unknown. One `beside` the fine may be passed over by Enter."""
    fact, prompt = case.standard.facts[id], case.prompt
    pack, place = where_asked(assessment, lambda when: id in case.documents.asked(named(when)) or id in named(when))
    source = case.source(pack, place) or case.source(case.documents.declares(id), fact.source)
    known = prompt.draft.facts.get(id)
    rule()
    if beside:
        say("只关系到罚款以外的处罚，或者可以适用的规定：")
    say(f"{fact.ask.text() or fact.label.text() + '？'}" + (f"（{source}）" if source else ""))
    if isinstance(known, Mapping):
        say(f"已记下：{case.words.value(id, known)}。能写得更准就写；答 不清楚 则按这个范围。", indent=2)
    for place_in_list, option in enumerate(fact.options, 1):
        say(f"{place_in_list}. {option.label.text()}", indent=2, hang=4)
    currency = case.standard.currency
    unit = case.words.currency if fact.kind == "money" else case.words.unit_name(fact.unit)
    form = hint(fact, unit) + "；回车跳过" * beside
    while True:
        text = prompt.command(f"[{form}]（还可能有 {left} 问）：", fact)
        if text in UNKNOWN or (beside and not text):
            prompt.remember(id)
            prompt.draft.skipped.add(id)
            return
        if not text:
            say(f"请答：{ways(fact)}；还不知道答 不清楚。", indent=2)
            continue
        try:
            value = narrowed(known, answer(fact, text, currency, unit))
            case.assess(facts={id: value})
        except Unclear as unclear:
            say(f"{unclear}。", indent=2)
        except Error as error:
            why = refusal(error.found[0], fact, currency)
            if isinstance(known, Mapping) and error.found[0].name == "outside_domain":
                why += f"，且已记下{case.words.value(id, known)}（答 返回 收回）"
            say(f"{why}。", indent=2)
        else:
            break
    prompt.remember(id)
    prompt.draft.facts[id] = value
    if isinstance(known, Mapping) and isinstance(value, Mapping):
        # It was asked for once more; that is enough.
        prompt.draft.skipped.add(id)
    if fact.judged and id not in prompt.draft.reasons:
        reason = prompt.command("这是判断，请写理由（可空）：", about="写为什么这样认定；证据另写 证据：…。")
        if reason and reason not in UNKNOWN | NO:
            prompt.draft.reasons[id] = reason
