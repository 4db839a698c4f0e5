# SPDX-License-Identifier: Apache-2.0
"""Which standard, which violation, which provision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..catalogue import Catalogue, Entry
from ..cli.sentences import Sentences
from ..law import Label, Option
from ..standard import Standard
from .answers import Unclear, chosen
from .case import Case
from .numbers import list_number
from .prompt import Back, Prompt
from .terminal import say

__all__ = ["choose_provisions", "choose_violation"]

_SHOWN = 40


class _Row(NamedTuple):
    pack: str
    violation: str
    text: str


def choose_violation(prompt: Prompt, catalogue: Catalogue) -> None:
    """Ask until a violation of a standard is chosen."""
    every = entries = [each for each in catalogue.list() if each.kind == "standard"]
    say("裁量基准（写序号选择；或者写地方、领域，如 湖南、生态环境；或者写词查找违法行为，如 未批先建）：")
    _list(entries)
    about = "写基准的序号，再从它的违法行为中选；或者写地方、领域；或者写词、表号、代码，在全部基准中查找违法行为。"
    while not prompt.draft.pack:
        text = prompt.first("基准或查找词：", about)
        place = list_number(text) or 0
        if 1 <= place <= len(entries):
            _pick(prompt, catalogue, _rows(catalogue.load(entries[place - 1].id)))
        elif standards := _standards(catalogue, every, text):
            entries = standards
            _list(entries)
        elif rows := _found(catalogue, text):
            _pick(prompt, catalogue, rows)
        elif text:
            say("没有找到，换一个词试试。")
        else:
            entries = every
            _list(entries)


def _list(entries: Sequence[Entry]) -> None:
    for place, entry in enumerate(entries, 1):
        say(f"{place}. {entry.title.text()}　{_where(entry)}", indent=2, hang=4)


def _standards(catalogue: Catalogue, entries: Sequence[Entry], words: str) -> list[Entry]:
    """Return the standards whose place, sector, title or number the words name."""
    found = {each.entry.id for each in (catalogue.find(words) if words else ()) if each.violation is None}
    return [each for each in entries if each.id in found or (words and words in (each.sector_name, each.sector))]


def _rows(standard: Standard) -> list[_Row]:
    words = Sentences(standard, "zh")
    return [
        _Row(standard.id, each.id, f"{each.label.text()}（{words.source(each.source) or each.id}）")
        for each in standard.violations.values()
    ]


def _found(catalogue: Catalogue, words: str) -> list[_Row]:
    return [
        _Row(each.entry.id, each.violation, f"{each.label.text()}　{each.entry.title.text()}　{_where(each.entry)}")
        for each in (catalogue.find(words) if words else ())
        if each.violation is not None and each.entry.kind == "standard"
    ]


def _pick(prompt: Prompt, catalogue: Catalogue, rows: Sequence[_Row]) -> None:
    about = "写一行的序号；或者写词、表号、代码，在这些行中查找；返回 重选基准。"
    found = rows
    while True:
        shown = found[:_SHOWN]
        for place, row in enumerate(shown, 1):
            say(f"{place}. {row.text}", indent=2, hang=4)
        if len(shown) < len(found):
            say(
                f"……共 {len(found)} 项，以上为前 {len(shown)} 项；其余写印刷的编号（如 第45项、代码）或者词查找。",
                indent=2,
            )
        try:
            text = prompt.command("违法行为（序号，或者词；返回 重选）：", about=about)
        except Back:
            return
        place = list_number(text) or 0
        if 1 <= place <= len(shown):
            prompt.remember("violation")
            prompt.draft.pack, prompt.draft.violation, _ = shown[place - 1]
            return
        hits = {(each.pack, each.violation) for each in _found(catalogue, text)}
        narrowed = [row for row in rows if text and (row[:2] in hits or text in row.text)]
        if not narrowed:
            say("没有这一项。")
        found = narrowed or found


def choose_provisions(case: Case) -> None:
    """Ask for the provision under which it is punished, where the violation leaves it to the case."""
    prompt, standard = case.prompt, case.standard
    if prompt.draft.provisions or prompt.draft.violation is None:
        return
    refines = standard.violations[prompt.draft.violation].refines
    if refines.kind not in ("one_of", "any"):
        return
    options = []
    for id in refines.provisions if refines.kind == "one_of" else standard.provisions:
        provision = standard.provisions[id]
        place = case.source(id.partition("#")[0], provision.source)
        options.append(Option(id, Label(f"{place}　{provision.label.text()}", "")))
    say("据以处罚的条款：")
    for number, option in enumerate(options, 1):
        say(f"{number}. {option.label.text()}", indent=2, hang=4)
    while not prompt.draft.provisions:
        text = prompt.command("条款：", about="写序号，或者条文号，如 第81条。")
        try:
            id = _provision(text, tuple(options))
        except Unclear as unclear:
            say(f"{unclear}。", indent=2)
        else:
            prompt.remember("provision")
            prompt.draft.provisions = [id]


def _provision(text: str, options: tuple[Option, ...]) -> str:
    """Return the provision of a row, or of an article; a number that is no row is an article."""
    number = list_number(text) or 0
    article = f"第{number}条" if number > len(options) else text
    ends = [each for each in options if article and each.label.text().split("　")[0].endswith(article)]
    begins = [each for each in options if re.search(rf"》{re.escape(article)}(?![0-9])", each.label.text())]
    found = ends if len(ends) == 1 else begins
    return found[0].id if article and len(found) == 1 else chosen(article, options).id


def _where(entry: Entry) -> str:
    """Return the place and the sector of a standard."""
    place = entry.place.text() or ("全国" if entry.rank == "national" else "")
    return f"（{'，'.join(filter(None, [place, entry.sector_name or entry.sector]))}）"
