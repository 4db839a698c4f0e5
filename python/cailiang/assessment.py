# SPDX-License-Identifier: Apache-2.0
"""What follows for a case: one outcome for each subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from . import _core
from .errors import unknown_id
from .law import Label, Language
from .notebook import outcomes
from .outcome import Outcome

if TYPE_CHECKING:
    from .standard import Standard

__all__ = ["Assessment", "Warning"]


class Warning(NamedTuple):
    """Something that a user of the result should look at.

    Attributes
    ----------
    name
        As in section 12 of the pack format.
    subject
        Whose outcome it is about.
    where
        JSON Pointer into the result (`Assessment.to_dict`).
    text
        What it means.
    """

    name: str
    subject: str
    where: str
    text: Label


class Assessment(_core.Assessment, Mapping[str, Outcome]):
    """What follows for a case: a mapping from subject to `Outcome`, `party` first.

    Made by `Standard.assess`. A pickle keeps the text of the packs and the case, and is assessed again when it is read.

    Examples
    --------
    >>> import cailiang as cl
    >>> standard = cl.load("hunan/ecology/standard_2021")
    >>> facts = {"waste_tonnes": "0.5", "waste_fate": "not_yet", "disposal_cost": "10万", "duration_months": 1}
    >>> a = standard.assess("t8_1", facts, act_date="2024-05-01")
    >>> for subject, outcome in a.items():
    ...     print(subject, outcome.summary())
    party open [600000, 720000] needs violations_2y, verified_complaint
    """

    __slots__ = ()

    _case: tuple[Any, ...]
    standard: Standard
    """The standard that was applied."""

    def __getitem__(self, subject: str) -> Outcome:
        raw = _core.outcome(self, subject)  # of anything but a text, None
        if raw is None:
            raise unknown_id(subject, self, 320, "subject")
        return Outcome(raw, self)

    def __contains__(self, subject: object) -> bool:
        return subject in _core.subjects(self)

    def __iter__(self) -> Iterator[str]:
        return iter(_core.subjects(self))

    def __len__(self) -> int:
        return len(_core.subjects(self))

    @property
    def violation(self) -> str | None:
        """The id of the violation; None for provisions of a statute pack."""
        violation: str | None = self._case[0]
        return violation

    @property
    def provisions(self) -> tuple[str, ...]:
        """`pack#provision` of what was applied."""
        return _core.provisions(self)

    @property
    def act_date(self) -> date:
        """The day of the act, or the day of the decision that stood in for it."""
        day: date = _core.act_date(self)
        return day

    @property
    def decision_date(self) -> date | None:
        """The day of the decision, if it was given."""
        day: date | None = _core.decision_date(self)
        return day

    @property
    def unused(self) -> tuple[str, ...]:
        """Facts that were given and play no part here."""
        return _core.unused(self)

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """Every warning of every outcome."""
        return tuple(
            Warning(name, subject, f"/outcomes/{subject}", _WARNINGS[name])
            for subject, outcome in self.items()
            for name in outcome.warnings
        )

    def explain(self, lang: Language = "zh", form: Literal["paragraph", "table"] = "paragraph") -> str:
        """Return the reasons (说理), made from the trace, subject by subject.

        Parameters
        ----------
        lang
            ``"zh"`` or ``"en"``. A label that lacks the language falls back on the other.
        form
            ``"paragraph"``: a text with a paragraph for each part of a decision. ``"table"``: line by line.

        Examples
        --------
        >>> import cailiang as cl
        >>> standard = cl.load("hunan/ecology/standard_2021")
        >>> a = standard.assess("t8_1", {"waste_tonnes": "0.5", "waste_fate": "not_yet"}, act_date="2024-05-01")
        >>> print(a.explain("zh").splitlines()[0])
        当事人：危险废物交无证单位经营（违法行为发生日：2024-05-01）
        """
        if lang not in ("zh", "en"):
            raise ValueError(f"lang: zh or en, not {lang!r}")
        if form not in ("paragraph", "table"):
            raise ValueError(f"form: paragraph or table, not {form!r}")
        return _core.explain(self, lang == "zh", form == "table")

    @property
    def trace(self) -> dict[str, Any]:
        """What happened on the way, as plain data that `json.dumps` takes.

        ``facts``: each fact of the violation as it was taken. ``lines``: in order, what the circumstances made of it,
        which branch, tier, factor and level was looked at and what became of it, each step, and the cut to the
        statute, with the range before and after. Where facts are unknown, every way in which they may turn out was
        followed: rows say ``possible``, and ranges are the smallest that hold all.

        Recorded when it is asked for, by evaluating the same case once more with a recorder on.

        Examples
        --------
        >>> import cailiang as cl
        >>> standard = cl.load("hunan/ecology/standard_2021")
        >>> trace = standard.assess("t8_1", {"waste_tonnes": "0.5"}, act_date="2024-05-01").trace
        >>> [fact for fact in trace["facts"] if "value" in fact]
        [{'id': 'waste_tonnes', 'value': '0.5', 'derived': False}]
        >>> list(dict.fromkeys(line["kind"] for line in trace["lines"]))
        ['circumstance', 'class', 'branch', 'factor', 'share', 'step', 'limits']
        """
        return _core.trace(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the result object of section 12 of the pack format, which `json.dumps` takes.

        Examples
        --------
        >>> import cailiang as cl
        >>> standard = cl.load("hunan/ecology/standard_2021")
        >>> result = standard.assess("t8_1", {"waste_tonnes": "0.5"}, act_date="2024-05-01").to_dict()
        >>> result["pack"], result["violation"], result["outcomes"]["party"]["kind"]
        ('hunan/ecology/standard_2021', 't8_1', 'open')
        """
        made: dict[str, Any] = json.loads(_core.to_json(self))
        return made

    def __eq__(self, other: object) -> bool:
        """Whether the same came out of the same bytes of the packs."""
        if not isinstance(other, Assessment):
            return NotImplemented
        return self.standard == other.standard and self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        what = " ".join(filter(None, [self.standard.id, self.violation or " ".join(self.provisions)]))
        return f"<Assessment {what}: " + "; ".join(f"{s} {o.summary()}" for s, o in self.items()) + ">"

    def _repr_html_(self) -> str:
        return outcomes(self, self.values())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _assess_again, (self.standard, self._case)


def _assess_again(standard: Standard, case: tuple[Any, ...]) -> Assessment:
    return standard._assess(standard, *case)


_WARNINGS = {name: Label(*text) for name, text in _core.warning_texts().items()}
