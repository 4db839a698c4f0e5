# SPDX-License-Identifier: Apache-2.0
"""Text for a terminal of 80 columns, on which a Chinese character is two columns wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["WIDTH", "aligned", "hanging", "pad", "width", "wrap"]

WIDTH = 80

# What a line may not begin or end with (行首, 行尾禁则).
_CLOSING = "，。；：、！？）】〕》”’％,.;:!?)]%"
_OPENING = "（【〔《“‘(["


def width(text: str) -> int:
    """Return how many columns a text takes.

    Examples
    --------
    >>> width("罚款 5")
    6
    """
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def pad(text: str, columns: int) -> str:
    """Return the text with the blanks that it lacks."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Return the lines of a text: broken between Chinese characters and at blanks.

    Examples
    --------
    >>> wrap("罚款（元）5,000", 8)
    ['罚款', '（元）', '5,000']
    """
    lines = [""]
    for piece in _pieces(text, columns):
        if lines[-1] and width(lines[-1]) + width(piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    lines[-1] = lines[-1].rstrip()
    return lines


def _pieces(text: str, columns: int) -> Iterator[str]:
    """Yield what stays together on a line."""
    piece = ""
    for each in re.findall(r"[!-~]+|\s+|.", text):
        joins = each[0] in _CLOSING or each.isspace() or (piece and piece[-1] in _OPENING)
        if piece and not joins:
            yield piece
            piece = ""
        if each.isspace():
            piece += each
        else:
            # Longer than any line, such as a path.
            *heads, piece = _cut(piece + each, columns)
            yield from heads
    yield piece


def _cut(text: str, columns: int) -> Iterator[str]:
    """Yield the parts of a text that each fill a line, in one pass."""
    begin = taken = 0
    for end, each in enumerate(text):
        taken += width(each)
        if taken > columns and end > begin:
            yield text[begin:end]
            begin, taken = end, width(each)
    yield text[begin:]


def hanging(head: str, text: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Return a text beside its head, if it has one; further lines begin `hang` columns to the right of the indent.

    Examples
    --------
    >>> hanging("罚款", "5,000元", indent=2, hang=6)
    ['  罚款  5,000元']
    """
    begin, start = " " * indent, " " * (indent + hang)
    if not head:
        # The first line has more room than the others.
        first = wrap(text, WIDTH - indent)[0]
        rest = text[len(first) :].lstrip()
        return [begin + first, *(start + line for line in (wrap(rest, WIDTH - indent - hang) if rest else ()))]
    lines = wrap(text, WIDTH - indent - hang)
    if width(head) < hang:
        return [begin + pad(head, hang) + lines[0], *(start + line for line in lines[1:])]
    return [begin + head, *(start + line for line in lines)]


def aligned(rows: Iterable[Sequence[str]], indent: int = 0, gap: int = 2) -> list[str]:
    """Return rows of cells as columns; the last column takes what is left of the line, and wraps."""
    table = [list(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)][:-1]
    lines = []
    for *cells, last in table:
        head = (" " * gap).join(pad(cell, each) for cell, each in zip(cells, widths, strict=True))
        lines += hanging(head, last, indent, width(head) + gap)
    return [line.rstrip() for line in lines]
