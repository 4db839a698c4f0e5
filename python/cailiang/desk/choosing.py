# SPDX-License-Identifier: Apache-2.0
"""Which standard, which violation, which provision."""

from __future__ import annotations

from ..catalogue import Catalogue, Entry
from ..law import Option
from ..standard import Standard
from .answers import Unclear, chosen
from .prompt import Back, Prompt
from .terminal import say

__all__ = ["choose_provisions", "choose_violation"]


def choose_violation(prompt: Prompt, catalogue: Catalogue) -> None:
    """Ask until a violation of a standard is chosen."""
    entries = [each for each in catalogue.list() if each.kind == "standard"]
    say("裁量基准（写序号选择；或者写词查找违法行为，如 未批先建）：")
    for place, entry in enumerate(entries, 1):
        say(f"{place}. {entry.title.text()}　{_where(entry)}", indent=2, hang=4)
    while not prompt.draft.pack:
        text = prompt.first("基准或查找词：")
        if text.isdecimal() and 1 <= int(text) <= len(entries):
            _pick_of_standard(prompt, catalogue, entries[int(text) - 1].id)
        elif text:
            _pick_found(prompt, catalogue, text)


def _pick_of_standard(prompt: Prompt, catalogue: Catalogue, pack: str) -> None:
    standard = catalogue.load(pack)
    _pick(prompt, [(pack, each.id, f"{each.label.text()}（{each.id}）") for each in standard.violations.values()])


def _pick_found(prompt: Prompt, catalogue: Catalogue, words: str) -> None:
    found = [each for each in catalogue.find(words) if each.violation is not None and each.entry.kind == "standard"]
    if not found:
        say("没有找到，换一个词试试。")
        return
    _pick(
        prompt,
        [
            (each.entry.id, each.violation, f"{each.label.text()}　{each.entry.title.text()}　{_where(each.entry)}")
            for each in found
        ],
    )


def _pick(prompt: Prompt, rows: list[tuple[str, str | None, str]]) -> None:
    shown = rows
    while True:
        for place, (_, _, text) in enumerate(shown[:40], 1):
            say(f"{place}. {text}", indent=2, hang=4)
        if len(shown) > 40:
            say(f"……共 {len(shown)} 项，写词缩小范围。", indent=2)
        try:
            text = prompt.command("违法行为（序号，或者词；返回 重选）：")
        except Back:
            return
        if text.isdecimal() and 1 <= int(text) <= len(shown):
            prompt.draft.pack, prompt.draft.violation, _ = shown[int(text) - 1]
            return
        narrowed = [row for row in rows if text and text in row[2]]
        if narrowed:
            shown = narrowed
        else:
            say("没有这一项。")


def choose_provisions(prompt: Prompt, standard: Standard) -> None:
    """Ask for the provision that was broken, where the violation leaves it to the case."""
    if prompt.draft.provisions or prompt.draft.violation is None:
        return
    refines = standard.violations[prompt.draft.violation].refines
    if refines.kind not in ("one_of", "any"):
        return
    ids = refines.provisions if refines.kind == "one_of" else tuple(standard.provisions)
    options = tuple(Option(id, standard.provisions[id].label) for id in ids)
    say("违反的条款：")
    for place, option in enumerate(options, 1):
        say(f"{place}. {option.label.text()}（{option.id}）", indent=2, hang=4)
    while True:
        try:
            prompt.draft.provisions = [chosen(prompt.first("条款："), options).id]
        except Unclear as unclear:
            say(f"{unclear}。", indent=2)
        else:
            return


def _where(entry: Entry) -> str:
    """Return the place and the sector of a standard."""
    place = entry.place.text() or ("全国" if entry.rank == "national" else "")
    return f"（{'，'.join(filter(None, [place, entry.sector_name or entry.sector]))}）"
