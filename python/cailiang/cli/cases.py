# SPDX-License-Identifier: Apache-2.0
"""`cailiang cases`: the worked cases of a pack, assessed and compared (section 12 of the pack format)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from .. import errors
from ..cases import Case, differences, read_cases
from ..catalogue import Catalogue
from ..errors import Finding
from ..files import file_name
from .command import Answer, Command, catalogue, load

__all__ = ["COMMAND"]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help="如 hunan/ecology/standard_2021 (id of a pack)")


def _run(arguments: Namespace) -> Answer:
    packs = catalogue(arguments)
    standard = load(packs, arguments.pack)
    folder = next(entry.folder for entry in packs.list() if entry.id == standard.id)
    file = str(Path(folder, "cases.json"))
    worked = _worked(packs, file)
    found: list[Finding] = []
    lines: list[str] = []
    failed = 0
    for case in worked:
        if case.pack != standard.id:
            text = f"these are cases of {case.pack}, not of {standard.id}"
            raise errors.error_of([(220, "wrong_pack_id", "/pack", text, file, 0, 0)])
        try:
            assessment = case.assess(standard)
        except errors.Error as error:
            found += (each._replace(file=file, where=case.where + each.where) for each in error.found)
            continue
        differing = list(differences(case.expect or {}, assessment.to_dict()["outcomes"]))
        if differing:
            failed += 1
            lines += [f"{file}:{case.where} {_name(case)}", *(f"  {line}" for line in differing)]
    if found:
        raise errors.error_of(found)
    return Answer("\n".join([*lines, _summary(len(worked), failed)]), status=1 if failed else 0)


def _worked(packs: Catalogue, file: str) -> tuple[Case, ...]:
    """Return the cases of a file, or say all that is wrong with any of them."""
    try:
        return read_cases(file)
    except (errors.NotFound, errors.Unreadable):
        raise
    except errors.Error:
        raise errors.error_of(packs._raw.wrong_in_cases(Path(file).read_bytes(), file_name(file))) from None


def _name(case: Case) -> str:
    return f"{case.id}: {case.says}"


def _summary(count: int, failed: int) -> str:
    if failed:
        return f"{count} 件案例，{failed} 件不符 ({failed} of {count} cases failed)"
    return f"{count} 件案例，全部相符 (all {count} cases passed)"


COMMAND = Command("cases", "核对数据包自带的案例 (runs the pack's own cases)", _options, _run)
