# SPDX-License-Identifier: Apache-2.0
"""What is asked for and is no fact: circumstances (情节), the class, other subjects' fines, powers (可以)."""

from __future__ import annotations

from ..assessment import Assessment
from ..cli.words import CLASSES
from ..errors import Error
from ..law import Label, Option
from .answers import Unclear, chosen, refusal, several, yes_or_no
from .case import Case
from .numbers import plain_number
from .prompt import NO, UNKNOWN
from .questions import needed
from .terminal import rule, say

__all__ = ["ask_grounds", "ask_need", "ask_offer"]

_GROUNDS = "grounds"
_NOT_KNOWN = (
    "不清楚 不当作没有。有可能的，写它的序号提出来，问到它的事实时再答 不清楚，结果就不排除它；"
    "没有人提出、案卷也没有反映的，才答 没有，或者直接回车。"
)
_OFFER = "offer "


def ask_grounds(case: Case) -> bool:
    """Offer the circumstances that nobody raised, once; whether some were named."""
    written, draft = case.circumstances(), case.draft
    rows = [(id, *written[id]) for id in case.not_raised() if id in written]
    if not rows or _GROUNDS in draft.skipped:
        return False
    rule()
    say("有没有当事人提出或者案卷反映的其他情节？写序号（可以几项），没有就直接回车：")
    for place, (_, pack, each) in enumerate(rows, 1):
        say(f"{place}. {case.words.label(each['label'])}（{case.source(pack, each.get('source'))}）", indent=2, hang=4)
    options = tuple(Option(id, Label(case.words.label(each["label"]), "")) for id, _, each in rows)
    about = "写序号，几项用“、”或者空格隔开；没有答 没有，或者直接回车。提出而没有查明的，结果未定。"
    while True:
        text = case.prompt.command("情节：", about=about)
        if not text or text in NO | {"无", "没有"}:
            draft.skipped.add(_GROUNDS)
            return False
        if text in UNKNOWN:
            say(_NOT_KNOWN, indent=2)
            continue
        try:
            ids = several(text, options)
        except Unclear as unclear:
            say(f"{unclear}。", indent=2)
        else:
            case.prompt.remember(_GROUNDS)
            draft.skipped.add(_GROUNDS)
            draft.named += ids
            return True


def ask_need(case: Case, assessment: Assessment) -> bool:
    """Ask for what the result depends on and is no fact: the class, the day of decision, another subject's fine."""
    for need in needed(assessment):
        if need in case.draft.skipped or need in case.standard.facts:
            continue
        rule()
        try:
            if need == "class":
                _ask_class(case, assessment)
            elif need == "decision_date":
                case.prompt.decision_date()
            else:
                _ask_decided(case, need)
        except Unclear as unclear:
            say(f"{unclear}。", indent=2)
        return True
    return False


def _ask_class(case: Case, assessment: Assessment) -> None:
    lines = assessment.trace["lines"]
    left = _classes(assessment)
    every = tuple(Option(id, label) for id, label in CLASSES.items() if id != "no_penalty")
    # While it is not known whether a circumstance holds, classes are left that none supports.
    supported = {each.id for each in every if each.id in left and not _unsupported(case, each.id)}
    open_ = tuple(each for each in every if each.id in supported) or every
    states = {row["state"] for line in lines if line["kind"] == "circumstance" for row in line["rows"]}
    if "taken" in states:
        say("情节允许选择，决定按哪一等次？")
    elif "possible" in states:
        say("提出的情节还没有查明。已经决定的，按哪一等次？没有决定答 不清楚：")
    else:
        say("没有情节决定等次。决定按哪一等次？")
    for place, option in enumerate(open_, 1):
        say(f"{place}. {option.label.text()}", indent=2)
    about = "列出的是现有情节所支持的等次。写序号或者名称；没有决定答 不清楚。"
    text = case.prompt.command("[序号]（不清楚 则都算可能）：", about=about)
    named = [each for each in every if each.label.text() == text]
    value = None if text in UNKNOWN else (named[0] if named else chosen(text, open_)).id
    case.prompt.remember("class")
    case.draft.skipped.add("class")
    if value is not None:
        case.draft.facts["class"] = value
        if value not in supported:
            say(f"注意：现有情节不支持“{CLASSES[value].text()}”；答 返回 重选。", indent=2)


def _unsupported(case: Case, value: str) -> bool:
    """Return whether it is said of a class, were it stated, that it rests on no circumstance."""
    stated = case.with_fact("class", value)
    return any("class_not_supported" in outcome.warnings for outcome in stated.values())


def _ask_decided(case: Case, need: str) -> None:
    subject = need.removeprefix("decided.")
    about = "写对其决定的罚款数额，如 80000、8万；还没有决定答 不清楚，则按幅度计算。"
    currency, words = case.standard.currency, case.words
    asked = f"对{words.subject(subject)}决定的罚款（{words.currency}；未决定答 不清楚）："
    text = case.prompt.command(asked, about=about)
    decided = {} if text in UNKNOWN else {subject: plain_number(text, currency=currency)}
    try:
        case.assess(decided=decided)
    except Error as error:
        raise Unclear(refusal(error.found[0], currency=currency)) from None
    case.prompt.remember(need)
    case.draft.skipped.add(need)
    case.draft.decided |= decided


def ask_offer(case: Case, assessment: Assessment) -> bool:
    """Ask whether a power on offer (可以) is used; whether there was one."""
    offers = dict.fromkeys(id for outcome in assessment.values() for id in outcome.offers)
    for id in offers:
        if id in case.draft.apply or _OFFER + id in case.draft.skipped:
            continue
        rule()
        about = "文件写的是可以，不是应当：适用与否由办案人员决定。是 适用，否 或者回车 不适用。"
        text = case.prompt.command(f"可以适用：{case.name(id)}。是否适用（是/否）：", about=about)
        try:
            used = text != "" and text not in UNKNOWN and yes_or_no(text)
        except Unclear as unclear:
            say(f"{unclear}。", indent=2)
            return True
        case.prompt.remember(f"apply.{id}")
        case.draft.skipped.add(_OFFER + id)
        if used:
            case.draft.named = [each for each in case.draft.named if each != id]
            case.draft.apply.append(id)
            _reopen_class(case, id)
        return True
    return False


def _reopen_class(case: Case, applied: str) -> None:
    """Have the class decided anew if what was applied opens others than those among which it was."""
    stated = case.draft.facts.pop("class", None)
    before = case.assess(apply=[each for each in case.draft.apply if each != applied])
    if _classes(before) != _classes(case.assess()):
        if stated is not None:
            say("适用以后，等次须重新决定。", indent=2)
        case.draft.skipped.discard("class")
    elif stated is not None:
        case.draft.facts["class"] = stated


def _classes(assessment: Assessment) -> list[str]:
    """Return the classes that the circumstances leave."""
    return [id for line in assessment.trace["lines"] if line["kind"] == "class" for id in line["classes"]]
