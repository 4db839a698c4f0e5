# SPDX-License-Identifier: Apache-2.0
"""`cailiang assess`: one assessment."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from . import question
from .command import Answer, Command, catalogue
from .result import described

__all__ = ["COMMAND"]


def _options(parser: ArgumentParser) -> None:
    question.options(parser)
    parser.add_argument("--json", action="store_true", help="结果对象，见数据包格式第 12 节 (the result object)")


def _run(arguments: Namespace) -> Answer:
    assessment = question.assess(arguments)
    if arguments.json:
        # Chinese as it is only where nothing of it can be lost.
        plain = not (sys.stdout.encoding or "").lower().startswith("utf")
        return Answer(json.dumps(assessment.to_dict(), ensure_ascii=plain, indent=2))
    return Answer("\n".join(described(assessment, arguments.lang, catalogue(arguments))))


COMMAND = Command("assess", "评估一件案件 (one assessment)", _options, _run)
