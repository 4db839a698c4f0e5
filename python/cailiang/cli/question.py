# SPDX-License-Identifier: Apache-2.0
"""What `assess` and `explain` are asked: a case in a file, or in the arguments and a file of facts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from .. import cases, errors
from ..assessment import Assessment
from .command import catalogue, language

__all__ = ["assess", "options", "placed"]

_IN_ARGUMENTS = ("violation", "facts", "act_date", "decision_date", "provision", "apply", "decided")


def options(parser: ArgumentParser) -> None:
    """Add the arguments that say what is assessed."""
    parser.add_argument("pack", metavar="PACK", nargs="?", help="如 hunan/ecology/standard_2021 (id of a pack)")
    parser.add_argument(
        "violation", metavar="VIOLATION", nargs="?", help="违法行为；法律不写 (left out for a statute pack)"
    )
    parser.add_argument("--case", metavar="FILE", help="写明标准的单个案件 (a single case that names its pack)")
    parser.add_argument("--facts", metavar="FILE", help="事实，JSON 对象；- 为标准输入 (a JSON object of facts)")
    parser.add_argument("--act-date", metavar="D", help="违法行为日，如 2026-08-15；持续的为最后一日 (day of the act)")
    parser.add_argument("--decision-date", metavar="D", help="决定日 (day of the decision)")
    parser.add_argument(
        "--provision",
        metavar="ID",
        action="append",
        help="据以处罚的条款，如 cn/law/air_2018#99 (under which it is punished)",
    )
    parser.add_argument("--apply", metavar="ID", action="append", help="所适用的“可以”的情节或者调整 (powers taken)")
    parser.add_argument(
        "--decided", metavar="SUBJECT=AMOUNT", action="append", help="已对他人决定的数额 (amounts decided)"
    )
    language(parser)


def _decided(given: Sequence[str]) -> dict[str, str]:
    """Return the amounts by subject."""
    decided: dict[str, str] = {}
    found = []
    for text in given:
        subject, _, amount = text.partition("=")
        if not (subject and amount):
            found.append((116, "bad_value", "/decided", f"{text!r} is not written as party=80000", "", 0, 0))
        elif subject in decided:
            said = f"an amount for {subject} is given twice"
            found.append((119, "repeated_item", f"/decided/{subject}", said, "", 0, 0))
        elif amount[-1] == "%":
            said = f'"{amount}" is a share; write an amount, such as 80000'
            found.append((310, "bad_amount_text", f"/decided/{subject}", said, "", 0, 0))
        decided[subject] = amount
    if found:
        raise errors.error_of(found)
    return decided


def assess(arguments: Namespace) -> Assessment:
    """Return the assessment that is asked for.

    Raises
    ------
    cailiang.Error
        With the file in which each finding is; none: it is in the arguments.
    """
    if arguments.case is not None:
        given = [name for name in ("pack", *_IN_ARGUMENTS) if getattr(arguments, name) is not None]
        if given:
            said = f"--case states the whole case; leave out {', '.join(given)}"
            raise errors.error_of([(118, "bad_combination", "", said, "", 0, 0)])
        text = _read(arguments.case)
        packs = catalogue(arguments)
        try:
            case = cases.parse_case(text, arguments.case)
        except errors.Error:
            # What its standard says of the rest belongs to it.
            raise errors.error_of(packs._raw.wrong_in_case(text, arguments.case)) from None
        standard = packs.load(case.pack)
        try:
            return case.assess(standard)
        except errors.Error as error:
            raise placed(error, "/", arguments.case) from error
    if arguments.pack is None or arguments.facts is None:
        raise errors.error_of([(109, "missing_key", "", "give PACK and --facts, or --case", "", 0, 0)])
    decided = _decided(arguments.decided or ())
    text = _read(arguments.facts)
    standard = catalogue(arguments).load(arguments.pack)
    try:
        facts = cases.parse_facts(text, arguments.facts)
    except errors.Error:
        raise errors.error_of(standard._raw.wrong_in_facts(text, arguments.facts)) from None
    try:
        return standard._assess(
            standard,
            arguments.violation,
            facts,
            arguments.act_date,
            arguments.decision_date,
            tuple(arguments.provision or ()),
            tuple(arguments.apply or ()),
            decided,
            True,
        )
    except errors.Error as error:
        raise placed(error, "/facts/", arguments.facts) from error


def _read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == "-" else cases._bytes(path)


def placed(error: errors.Error, under: str, file: str) -> errors.Error:
    """Say of the findings under a pointer that they are in a file: in a case, or in a file of facts."""
    found = []
    for finding in error.found:
        if not finding.file and finding.where.startswith(under):
            finding = finding._replace(file=file, where="/" + finding.where.removeprefix(under))
        found.append(finding)
    return type(error)(found)
