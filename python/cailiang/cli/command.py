# SPDX-License-Identifier: Apache-2.0
"""What a command of the command line is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..catalogue import Catalogue
from ..errors import Finding, PackNotFound
from ..law import Language
from ..standard import Standard

__all__ = ["Answer", "Command", "catalogue", "language", "load", "nothing_found", "packs_in"]


class Answer(NamedTuple):
    """What a command has to say. Only when all of it is known is any of it printed."""

    text: str
    status: int = 0
    notes: Sequence[str] = ()
    """Lines for standard error."""


class Command(NamedTuple):
    """A command: one file of this folder, one row of its table."""

    name: str
    help: str
    options: Callable[[ArgumentParser], None]
    """Adds what it takes. `--packs` is added to every command."""
    run: Callable[[Namespace], Answer]


def catalogue(arguments: Namespace) -> Catalogue:
    """Return the packs of every `--packs`, then those that come with the package."""
    return packs_in(arguments.packs or ())


def packs_in(folders: Sequence[str]) -> Catalogue:
    """Return the packs of one's own folders, then those that come with the package.

    Raises
    ------
    cailiang.Error
        If one of these folders has no pack: what is meant for one's own must not be answered from others.
    """
    if not folders:
        return Catalogue.shipped()
    for folder in folders:
        own = Catalogue(folder)
        if not own.list() and not own.findings:
            message = "no pack in this folder: a pack a/b/c is the file a/b/c/pack.json below it"
            raise PackNotFound([Finding(503, "pack_not_found", "", message, folder)])
    return Catalogue(*folders, shipped=True)


def load(packs: Catalogue, id: str, file: str = "") -> Standard:
    """Return a pack that is named in the arguments, or in the `file` of a case.

    Raises
    ------
    cailiang.Error
        With the place where it is named, if there is none.
    """
    try:
        return packs.load(id)
    except PackNotFound as error:
        # One that it uses is named in its own file.
        found = [each if each.file else each._replace(file=file, where="/pack") for each in error.found]
        raise PackNotFound(found) from None


def language(parser: ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言，默认 zh (language of the text)")


def nothing_found(lang: Language) -> str:
    """Return what is said when a search finds nothing."""
    return "没有找到。" if lang == "zh" else "Nothing found."
