# SPDX-License-Identifier: Apache-2.0
"""How notebooks show things."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assessment import Assessment
    from .outcome import Outcome

__all__ = ["outcomes", "table"]


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as HTML.

    Examples
    --------
    >>> table("A & B", (), [("1", "2")])
    '<table><caption>A &amp; B</caption><thead><tr></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
    """
    titles = _row("th", head)
    body = "".join(_row("td", row) for row in rows)
    return f"<table><caption>{html.escape(caption)}</caption><thead>{titles}</thead><tbody>{body}</tbody></table>"


def outcomes(assessment: Assessment, shown: Iterable[Outcome]) -> str:
    """Return outcomes of an assessment as an HTML table, a row each."""
    title = " ".join(filter(None, [str(assessment.standard.title), assessment.violation]))
    return table(title, ("subject", "kind", "fine", "legal", "needs", "warnings"), map(_cells, shown))


def _cells(outcome: Outcome) -> tuple[str, ...]:
    fines = [own for own in (outcome.range, *outcome.tracks) if own is not None]
    return (
        outcome.subject,
        outcome.kind,
        " / ".join(map(str, fines)),
        "" if outcome.legal is None else str(outcome.legal),
        ", ".join(outcome.needs),
        ", ".join(outcome.warnings),
    )


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"
