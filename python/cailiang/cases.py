# SPDX-License-Identifier: Apache-2.0
"""Case files, and what they expect (sections 3 and 12 of the pack format).

Files are read strictly by the library: unknown and repeated keys, nulls and JSON numbers are errors, and amounts have
the plain form of the format, without 万 and thousands commas.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from . import _core, errors
from .assessment import Assessment
from .files import file_name
from .law import Label
from .standard import Standard
from .values import Fact

__all__ = ["Case", "differences", "parse_case", "parse_facts", "read_case", "read_cases", "read_facts"]


@dataclass(frozen=True)
class Case:
    """A case as its file states it: what the dialogue and the command line read and write.

    Made by `read_case`. Texts are in the plain form of files: without 万 and thousands commas.

    Attributes
    ----------
    pack
        The id of the standard or statute pack.
    violation
        None for a statute pack.
    facts
        By id, as `Standard.assess` takes them; those with evidence are `Fact`.
    act_date
        The day of the act; None: not stated.
    decision_date
        The day of the decision; None: not stated.
    provisions
        `pack#provision` under which it is punished.
    apply
        Circumstances and steps that are taken among those offered.
    decided
        Amounts that were decided for other subjects.
    id
        Of a worked case beside a pack.
    says
        The case as a sentence; of a worked case.
    expect
        What must come out, by subject; None if the file does not say.
    where
        JSON Pointer into the file; empty for a single case.

    Examples
    --------
    >>> from datetime import date
    >>> import cailiang as cl
    >>> case = cl.Case("cn/law/air_2018", provisions=("cn/law/air_2018#108.5",), act_date=date(2024, 5, 1))
    >>> case.assess(cl.load(case.pack))
    <Assessment cn/law/air_2018 cn/law/air_2018#108.5: party range [20000, 200000]>
    """

    pack: str
    violation: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    act_date: date | None = None
    decision_date: date | None = None
    provisions: tuple[str, ...] = ()
    apply: tuple[str, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    says: Label = Label("", "")  # noqa: RUF009
    expect: Mapping[str, Any] | None = None
    where: str = ""

    def assess(self, standard: Standard) -> Assessment:
        """Return what follows for the case under a standard, its `pack` as a rule.

        Raises
        ------
        cailiang.Error
            With everything that is wrong; `where` is a pointer into the case.
        """
        if not isinstance(standard, Standard):
            raise TypeError(
                f"assess: a standard is expected, such as load({self.pack!r}), not {type(standard).__name__}"
            )
        return standard._assess(
            standard,
            self.violation,
            dict(self.facts),
            self.act_date,
            self.decision_date,
            self.provisions,
            self.apply,
            dict(self.decided),
            True,
        )


def read_case(path: str | os.PathLike[str]) -> Case:
    """Return the single case of a file, such as the dialogue saves: ``cailiang assess --case`` from Python.

    Examples
    --------
    >>> import tempfile
    >>> import cailiang as cl
    >>> text = '{"pack": "cn/law/air_2018", "provisions": ["cn/law/air_2018#108.5"], "facts": {}}'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "case.json")
    ...     _ = file.write_text(text, encoding="utf-8")
    ...     case = cl.read_case(file)
    >>> case.pack, case.provisions, case.act_date
    ('cn/law/air_2018', ('cn/law/air_2018#108.5',), None)

    Raises
    ------
    cailiang.Error
        With everything that is wrong in it.
    """
    return parse_case(_bytes(path), os.fspath(path))


def parse_case(text: bytes, file: str = "") -> Case:
    """Return the single case of a text; `file` is only repeated in errors."""
    return _case(_core.read_case(text, file_name(file)))


def read_cases(path: str | os.PathLike[str]) -> tuple[Case, ...]:
    """Return the worked cases of a `cases.json`.

    Raises
    ------
    cailiang.Error
        With everything that is wrong in it.
    """
    return tuple(map(_case, _core.read_cases(_bytes(path), file_name(path))))


def read_facts(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the facts of a file that holds nothing else.

    Raises
    ------
    cailiang.Error
        With everything that is wrong in it.
    """
    return parse_facts(_bytes(path), os.fspath(path))


def parse_facts(text: bytes, file: str = "") -> dict[str, Any]:
    """Return the facts of a text; `file` is only repeated in errors."""
    return _facts(_core.read_facts(text, file_name(file)))


def differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs between the outcomes that are expected and those of a result, a line each.

    `kind` is compared always; `min`, `max` and `ends` as a group; `warnings` and `offers` exactly; other keys where
    they are given. Amounts are compared as numbers.

    Examples
    --------
    >>> found = {"party": {"kind": "point", "min": "5000", "max": "5000", "ends": "[]"}}
    >>> list(differences({"party": {"kind": "point", "min": "5000.00"}}, found))
    []
    >>> list(differences({"party": {"kind": "range"}}, found))
    ["party.kind: expected 'range', found 'point'"]
    """
    for subject, outcome in expected.items():
        if subject not in found:
            yield f"{subject}: no outcome"
            continue
        keys = ["kind", *outcome, "warnings", "offers"]
        if "ends" in outcome:
            keys += ["min", "max"]
        for key in dict.fromkeys(keys):
            wanted, got = outcome.get(key), found[subject].get(key)
            if _comparable(key, wanted) != _comparable(key, got):
                yield f"{subject}.{key}: expected {wanted!r}, found {got!r}"


_SETS = {"tiers", "needs", "kinds", "warnings", "offers", "not_raised", "requires"}
_AMOUNTS = {"min", "max", "point", "share", "eq", "ge", "gt", "le", "lt"}


def _comparable(key: str, value: Any) -> Any:
    if key in _SETS:
        return frozenset(value or ())
    if key in _AMOUNTS and isinstance(value, str):
        return Fraction(value[:-1]) / 100 if value.endswith("%") else Fraction(value)
    if key == "sanctions":
        # In any order.
        return sorted((_comparable("", each) for each in value or ()), key=repr)
    if key == "when":
        return value
    if isinstance(value, Mapping):
        return {inner: _comparable(inner, each) for inner, each in value.items()}
    if isinstance(value, list):
        return [_comparable("", each) for each in value]
    return value


def _bytes(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except (FileNotFoundError, ValueError):  # no file has a name that the system does not take
        code, name, text = 501, "not_found", "there is no such file"
    except OSError:
        code, name, text = 502, "unreadable", "the file cannot be read"
    raise errors.error_of([(code, name, "", text, os.fspath(path), 0, 0)])


def _facts(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        id: Fact(fact["value"], fact["evidence"]) if fact["evidence"] else fact["value"] for id, fact in raw.items()
    }


def _case(raw: Mapping[str, Any]) -> Case:
    return Case(
        pack=raw["pack"],
        violation=raw["violation"] or None,
        facts=_facts(raw["facts"]),
        act_date=raw["act_date"],
        decision_date=raw["decision_date"],
        provisions=raw["provisions"],
        apply=raw["apply"],
        decided=raw["decided"],
        id=raw["id"],
        says=Label(*raw["says"]),
        expect=json.loads(raw["expect_json"]) if raw["expect_json"] else None,
        where=raw["where"],
    )
