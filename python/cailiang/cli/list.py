# SPDX-License-Identifier: Apache-2.0
"""`cailiang list`: which packs apply."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from ..catalogue import Catalogue, Entry
from ..errors import Error, Finding
from ..law import Language
from .command import Answer, Command, catalogue, language, nothing_found
from .layout import hanging
from .sentences import period_text

__all__ = ["COMMAND", "head_of"]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--place", metavar="P", help="地区代码或者名称，省市区县可省 (a region code, or a name)")
    parser.add_argument("--sector", metavar="S", help="领域，如 生态环境、ecology (a sector)")
    parser.add_argument("--date", metavar="D", help="在此日施行的 (in force on a day), 2026-08-15")
    language(parser)


def _run(arguments: Namespace) -> Answer:
    packs = catalogue(arguments)
    try:
        entries = packs.list(arguments.place, arguments.sector, arguments.date)
    except Error:
        raise Error([*_wrong(packs, "place", arguments.place), *_wrong(packs, "date", arguments.date)]) from None
    lines = [line for entry in entries for line in head_of(entry, arguments.lang)]
    return Answer("\n".join(lines or [nothing_found(arguments.lang)]), notes=tuple(map(str, packs.findings)))


def _wrong(packs: Catalogue, name: str, value: str | None) -> Iterator[Finding]:
    """Yield what is wrong with one of the arguments."""
    try:
        packs.list(**{name: value})
    except Error as error:
        yield from (finding._replace(where=f"/{name}") for finding in error.found)


def head_of(entry: Entry, lang: Language) -> list[str]:
    """Return the id of a pack, and below it title, number and term."""
    parts = [entry.title.text(lang), entry.number, period_text(entry.in_force, lang)]
    return [entry.id, *hanging("", "  ".join(filter(None, parts)), indent=2, hang=2)]


COMMAND = Command("list", "列出所适用的标准 (which packs apply)", _options, _run)
