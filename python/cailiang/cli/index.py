# SPDX-License-Identifier: Apache-2.0
"""`cailiang index`: the index by which a catalogue finds packs without reading them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from .. import _core
from ..files import file_name
from .command import Answer, Command

__all__ = ["COMMAND"]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="数据包所在的目录 (a folder of packs)")


def _run(arguments: Namespace) -> Answer:
    _core.write_index(file_name(arguments.folder))
    return Answer(str(Path(arguments.folder, "index.json")))


COMMAND = Command("index", "写出目录的索引 (writes the catalogue's index)", _options, _run)
