# SPDX-License-Identifier: Apache-2.0
"""`cailiang explain`: the reasons paragraph."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from . import question
from .command import Answer, Command

__all__ = ["COMMAND"]


def _options(parser: ArgumentParser) -> None:
    question.options(parser)
    parser.add_argument(
        "--form", choices=("paragraph", "table"), default="paragraph", help="段落，或者逐行 (a text, or line by line)"
    )


def _run(arguments: Namespace) -> Answer:
    return Answer(question.assess(arguments).explain(arguments.lang, arguments.form).rstrip("\n"))


COMMAND = Command("explain", "说明一件案件的裁量理由 (the reasons for one assessment)", _options, _run)
