# SPDX-License-Identifier: Apache-2.0
"""How notebooks show things."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assessment import Assessment
    from .law import FactInfo
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
    standard, violation = assessment.standard, assessment.violation
    labels = [standard.violations[violation].label] if violation else []
    title = " ".join(filter(None, [str(standard.title), violation, *map(str, labels)]))
    amounts = (f"{what} ({standard.currency})" for what in ("fine", "legal"))
    rows = (_cells(outcome, standard.facts) for outcome in shown)
    return table(title, ("subject", "kind", *amounts, "needs", "warnings"), rows)


def _cells(outcome: Outcome, facts: Mapping[str, FactInfo]) -> tuple[str, ...]:
    fines = [own for own in (outcome.range, *outcome.tracks) if own is not None]
    # The class is no fact of a pack, and has no label.
    needs = (f"{id} {facts[id].label}" if id in facts else id for id in outcome.needs)
    return (
        outcome.subject,
        outcome.kind,
        " / ".join(map(str, fines)),
        "" if outcome.legal is None else str(outcome.legal),
        ", ".join(needs),
        ", ".join(outcome.warnings),
    )


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"
