# SPDX-License-Identifier: Apache-2.0
"""`cailiang find`: packs and violations by words."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from .command import Answer, Command, catalogue, language, nothing_found
from .layout import hanging
from .list import head_of

__all__ = ["COMMAND"]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="+", help="标准和违法行为中的词，须全部符合 (all must fit)")
    language(parser)


def _run(arguments: Namespace) -> Answer:
    packs, lines, last = catalogue(arguments), [], ""
    for found in packs.find(" ".join(arguments.words)):
        if found.entry.id != last:
            lines += head_of(found.entry, arguments.lang)
            last = found.entry.id
        if found.violation is not None:
            lines += hanging("", f"{found.violation}  {found.label.text(arguments.lang)}", indent=4, hang=2)
    return Answer("\n".join(lines or [nothing_found(arguments.lang)]), notes=tuple(map(str, packs.findings)))


COMMAND = Command("find", "按词查找标准和违法行为 (packs and violations by words)", _options, _run)
