# SPDX-License-Identifier: Apache-2.0
"""What `assess` and `explain` are asked: a case in a file, or in the arguments and a file of facts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .. import cases, errors
from ..assessment import Assessment
from ..cases import Case
from ..catalogue import Catalogue
from ..errors import Error, Finding
from ..files import file_name
from ..standard import Standard
from .command import catalogue, language, load

__all__ = ["assess", "case_of", "options", "placed"]

T = TypeVar("T")

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
        help="据以处罚的条款，如 cn/law/air_2018#98 (under which it is punished)",
    )
    parser.add_argument("--apply", metavar="ID", action="append", help="所适用的“可以”的情节或者调整 (powers taken)")
    parser.add_argument(
        "--decided", metavar="SUBJECT=AMOUNT", action="append", help="已对他人决定的数额 (amounts decided)"
    )
    language(parser)


def _decided(given: Sequence[str], found: list[Finding]) -> dict[str, str]:
    """Return the amounts by subject; what is wrong with them is added to what was found."""
    decided: dict[str, str] = {}
    for text in given:
        subject, _, amount = text.partition("=")
        if not (subject and amount):
            said = f"{text!r} is not written as party=80000"
            found.append(Finding(116, "bad_value", "/decided", said))
        elif subject in decided:
            said = f"an amount for {subject} is given twice"
            found.append(Finding(119, "repeated_item", f"/decided/{subject}", said))
        elif amount[-1] == "%":
            said = f'"{amount}" is a share; write an amount, such as 80000'
            found.append(Finding(310, "bad_amount_text", f"/decided/{subject}", said))
        else:
            decided[subject] = amount
    return decided


def assess(arguments: Namespace) -> Assessment:
    """Return the assessment that is asked for.

    Raises
    ------
    cailiang.Error
        With the file in which each finding is; none: it is in the arguments.
    """
    if arguments.case is None:
        return _of_arguments(arguments)
    given = [name for name in ("pack", *_IN_ARGUMENTS) if getattr(arguments, name) is not None]
    if given:
        said = f"--case states the whole case; leave out {', '.join(given)}"
        raise Error([Finding(118, "bad_combination", "/case", said)])
    packs = catalogue(arguments)
    case = case_of(_read(arguments.case), arguments.case, packs)
    standard = load(packs, case.pack, arguments.case)
    try:
        return case.assess(standard)
    except Error as error:
        raise placed(error, "/", arguments.case) from error


def case_of(text: bytes, file: str, packs: Catalogue) -> Case:
    """Return the case that is in a file.

    Raises
    ------
    cailiang.Error
        With what is wrong with its form, and with what its standard says of the rest.
    """
    try:
        return cases.parse_case(text, file)
    except Error:
        raise errors.error_of(packs._raw.wrong_in_case(text, file_name(file))) from None


def _of_arguments(arguments: Namespace) -> Assessment:
    lacking = [name for name in ("pack", "facts") if getattr(arguments, name) is None]
    if lacking:
        said = "{} is missing; give PACK and --facts, or --case"
        names = {"pack": "PACK", "facts": "--facts"}
        raise Error([Finding(109, "missing_key", f"/{name}", said.format(names[name])) for name in lacking])
    # Whatever is wrong, the rest is looked at as well.
    found: list[Finding] = []
    decided = _decided(arguments.decided or (), found)
    nothing = b"{}"
    text = _or(nothing, found, lambda: _read(arguments.facts))
    standard = _or(None, found, lambda: load(catalogue(arguments), arguments.pack))
    if standard is None:
        # What form the facts have can be said without it.
        _or(None, found, lambda: cases.parse_facts(text, arguments.facts))
        raise Error(found)
    none: dict[str, Any] = {}
    facts = _or(none, found, lambda: _facts(text, arguments.facts, standard))
    try:
        assessment = standard._assess(
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
    except Error as error:
        found += placed(error, "/facts/", arguments.facts).found
    if found:
        raise Error(found)
    return assessment


def _facts(text: bytes, file: str, standard: Standard) -> dict[str, Any]:
    try:
        return cases.parse_facts(text, file)
    except Error:
        raise errors.error_of(standard._raw.wrong_in_facts(text, file_name(file))) from None


def _or(instead: T, found: list[Finding], made: Callable[[], T]) -> T:
    """Return what is made; if it cannot be, what stands instead, and add what was found wrong."""
    try:
        return made()
    except Error as error:
        found += error.found
        return instead


def _read(path: str) -> bytes:
    if path != "-":
        return cases._bytes(path)
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError):
        # It is closed, or no file.
        raise Error([Finding(502, "unreadable", "", "standard input cannot be read", path)]) from None


def placed(error: Error, under: str, file: str) -> Error:
    """Say of the findings under a pointer that they are in a file: in a case, or in a file of facts."""
    found = []
    for finding in error.found:
        if not finding.file and finding.where.startswith(under):
            finding = finding._replace(file=file, where="/" + finding.where.removeprefix(under))
        found.append(finding)
    return type(error)(found)
