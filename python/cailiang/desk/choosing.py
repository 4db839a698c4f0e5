# SPDX-License-Identifier: Apache-2.0
"""Which standard, which violation, which provision."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..catalogue import Catalogue, Entry
from ..cli.sentences import Sentences
from ..cli.words import SOURCE
from ..law import Label, Option
from ..standard import Standard
from .case import Case
from .numbers import half_width, list_number
from .prompt import Back, Prompt
from .terminal import say

__all__ = ["Choosing", "choose_provisions"]

_SHOWN = 40
_ALL = "全部"


class _Row(NamedTuple):
    pack: str
    violation: str
    text: str
    printed: frozenset[str]
    """Its printed numbers: 2-1, 表2-1, 1712."""


class Choosing:
    """The choice of a violation: first of the standard, or words over all of them, then among rows.

    It knows which rows stood last on the screen: who comes back chooses among them again.
    """

    def __init__(self, prompt: Prompt, catalogue: Catalogue) -> None:
        self._prompt = prompt
        self._catalogue = catalogue
        self._rows: list[_Row] = []

    def violation(self) -> None:
        """Ask until a violation of a standard is chosen."""
        while not self._prompt.draft.pack:
            if not self._rows:
                self._rows = self._standard()
            self._pick()

    def _standard(self) -> list[_Row]:
        """Ask for a standard, or for words that are in a violation; return the rows to choose from."""
        catalogue = self._catalogue
        every = entries = [each for each in catalogue.list() if each.kind == "standard"]
        say("裁量基准（写序号选择；或者写地方、领域，如 湖南、生态环境；或者写词查找违法行为，如 未批先建）：")
        _list(entries)
        about = (
            "写基准的序号，再从它的违法行为中选；或者写地方、领域；或者写词、表号、代码，在全部基准中查找违法行为；"
            "全部 或者回车 重列各基准。"
        )
        while True:
            text = self._prompt.first("基准或查找词：", about)
            place = list_number(text) or 0
            if 1 <= place <= len(entries):
                return _rows(catalogue.load(entries[place - 1].id))
            if standards := _standards(catalogue, every, text):
                entries = standards
                _list(entries)
                say("（全部 重列各基准）", indent=2)
            elif rows := _found(catalogue, text):
                return _exact(rows, text) or rows
            elif text and text != _ALL:
                say("没有找到，换一个词试试。")
            else:
                entries = every
                _list(entries)

    def _pick(self) -> None:
        """Ask for one of the rows; 返回 leads back to the choice of the standard."""
        about = "写序号；或者写词、表号、代码查找；全部 或者回车 重列各行；返回 重选基准。"
        rows = found = self._rows
        while True:
            shown = found[:_SHOWN]
            for place, row in enumerate(shown, 1):
                say(f"{place}. {row.text}", indent=2, hang=4)
            if len(shown) < len(found):
                say(
                    f"……共 {len(found)} 项，以上为前 {len(shown)} 项；其余写印刷的编号（如 第45项、代码）或者词查找。",
                    indent=2,
                )
            whole = "" if len(found) == len(rows) else f"全部 重列 {len(rows)} 项；"
            try:
                text = self._prompt.command(f"违法行为（序号，或者词；{whole}返回 重选）：", about=about)
            except Back:
                self._rows = []
                return
            place = list_number(text) or 0
            if 1 <= place <= len(shown):
                self._prompt.remember("violation")
                self._prompt.draft.pack, self._prompt.draft.violation = shown[place - 1][:2]
                return
            if text in ("", _ALL):
                found = rows
                continue
            hits = {(each.pack, each.violation) for each in _found(self._catalogue, text)}
            narrowed = _exact(rows, text) or [row for row in rows if row[:2] in hits or text in row.text]
            if not narrowed:
                say("没有这一项。")
            found = narrowed or found


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
        _Row(
            standard.id,
            each.id,
            f"{each.label.text()}（{words.source(each.source) or each.id}）",
            _printed(each.id, each.source),
        )
        for each in standard.violations.values()
    ]


def _found(catalogue: Catalogue, words: str) -> list[_Row]:
    return [
        _Row(
            each.entry.id,
            each.violation,
            f"{each.label.text()}　{each.entry.title.text()}　{_where(each.entry)}",
            _printed(each.violation, each.source),
        )
        for each in (catalogue.find(words) if words else ())
        if each.violation is not None and each.entry.kind == "standard"
    ]


def _printed(id: str, source: Mapping[str, str]) -> frozenset[str]:
    """Return the numbers of a violation, as they are printed and as they are typed."""
    numbers = {key: number for key, number in source.items() if key != "note"}
    marked = (SOURCE[key][0].zh + number + SOURCE[key][1].zh for key, number in numbers.items())
    return frozenset([id, *numbers.values(), *marked])


def _exact(rows: Sequence[_Row], text: str) -> list[_Row]:
    """Return the rows of which the text is a number, whole: 2-1 is not 12-1."""
    return [row for row in rows if half_width(text) in row.printed]


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
    every = shown = tuple(options)
    _list_options(shown)
    about = "写序号，或者条文号，如 第81条；全部 或者回车 重列各条。"
    while not prompt.draft.provisions:
        whole = "" if len(shown) == len(every) else f"（全部 重列 {len(every)} 条）"
        text = prompt.command(f"条款{whole}：", about=about)
        if text in ("", _ALL):
            shown = every
            _list_options(shown)
            continue
        found = _provisions(text, shown, every)
        if len(found) == 1:
            prompt.remember("provision")
            prompt.draft.provisions = [found[0].id]
        elif found:
            shown = found
            say(f"不止一条，有 {len(found)} 条；请写序号：", indent=2)
            _list_options(shown)
        else:
            say(f"没有这一条，请写 1 至 {len(shown)} 的序号，或者条文号，如 第81条。", indent=2)


def _list_options(options: Sequence[Option]) -> None:
    for number, option in enumerate(options, 1):
        say(f"{number}. {option.label.text()}", indent=2, hang=4)


def _provisions(text: str, shown: tuple[Option, ...], every: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return the provisions of a row that is shown, of an article, or with words.

    A number that is no row is an article.
    """
    number = list_number(text)
    if number is not None and 1 <= number <= len(shown):
        return (shown[number - 1],)
    article = text if number is None else f"第{number}条"
    ends = [each for each in every if each.label.text().split("　")[0].endswith(article)]
    begins = [each for each in every if re.search(rf"》{re.escape(article)}(?![0-9])", each.label.text())]
    of_article = list(dict.fromkeys([*ends, *begins]))
    if len(ends) == 1 and len({_document(each) for each in of_article}) == 1:
        # The article as a whole, of which paragraphs are listed as well.
        return (ends[0],)
    return tuple(
        [each for each in every if text in (each.id, each.label.text())]
        or of_article
        or [each for each in every if article in each.label.text()]
    )


def _document(provision: Option) -> str:
    return provision.id.partition("#")[0]


def _where(entry: Entry) -> str:
    """Return the place and the sector of a standard."""
    place = entry.place.text() or ("全国" if entry.rank == "national" else "")
    return f"（{'，'.join(filter(None, [place, entry.sector_name or entry.sector]))}）"
