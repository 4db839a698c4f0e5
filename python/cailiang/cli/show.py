# SPDX-License-Identifier: Apache-2.0
"""`cailiang show`: a pack, or one table of it, as a person reads it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from .. import errors
from .command import Answer, Command, catalogue, language, load
from .printed import Printed

__all__ = ["COMMAND"]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help="如 hunan/ecology/standard_2021 (id of a pack)")
    parser.add_argument(
        "violation", metavar="VIOLATION", nargs="?", help="违法行为；法律则为条款 (of a statute: a provision)"
    )
    language(parser)


def _run(arguments: Namespace) -> Answer:
    standard = load(catalogue(arguments), arguments.pack)
    printed, id = Printed(standard, arguments.lang), arguments.violation
    if id is None:
        lines = printed.pack()
    elif standard.kind == "standard":
        lines = printed.violation(id)
    else:
        reference = f"{standard.id}#{id}"
        if reference not in standard.provisions:
            text = f'{standard.id} has no provision "{id}"'
            raise errors.error_of([(315, "unknown_provision", "/provision", text, "", 0, 0)])
        lines = printed.provision(reference)
    return Answer("\n".join(lines))


COMMAND = Command("show", "印出标准的一张表 (a table as a person reads it)", _options, _run)
