# SPDX-License-Identifier: Apache-2.0
"""What can go wrong: one class for each code of the library's error table.

The classes are made from the table of the C++ library and named after its entries: ``option_unknown`` (302) is
``cailiang.errors.OptionUnknown``. Each is an `Error`, and also the built-in exception that one expects in Python:
`KeyError` where a name was looked up, `OSError` where a file is the matter, `OverflowError` for a number that is too
large, else `ValueError`.

Examples
--------
>>> import cailiang as cl
>>> try:
...     cl.load("hunan/ecology/standard_2021").assess("t2_1", {"correction": "in_tine"}, act_date="2024-05-01")
... except cl.Error as error:
...     print(error.code, error.name, error.where)
302 option_unknown /facts/correction
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from . import _core

__all__ = ["Error", "Finding"]


class Finding(NamedTuple):
    """One thing that is wrong, with its place."""

    code: int
    """Its number in the error table."""
    name: str
    """Its name in the error table."""
    where: str
    """JSON Pointer into the pack, the case or the facts; empty: the whole of it."""
    text: str
    """What was found, and what to write instead."""
    file: str = ""
    """The file that it is in; empty: none."""
    line: int = 0
    """From 1; 0: not known."""
    column: int = 0
    """From 1, in bytes; 0: not known."""

    def __str__(self) -> str:
        """As the command line prints it."""
        place = f"{self.line}:{self.column}" if not self.where and self.line else self.where
        parts = [":".join(part for part in (self.file, place) if part), f"{self.code} {self.name}", self.text]
        return ": ".join(part for part in parts if part)


class Error(Exception):
    """Bad facts, a bad question, a bad pack or a file that cannot be had.

    That the law gives no range, or that a fact is missing, is never an error: it is an outcome.

    Parameters
    ----------
    found
        All that was found wrong; at least one finding. The class belongs to the first.
    """

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(found)
        self.found: tuple[Finding, ...] = tuple(found)

    @property
    def code(self) -> int:
        """The number of the first finding: 1xx reading, 2xx a pack's meaning, 3xx facts, 4xx evaluation, 5xx files."""
        return self.found[0].code

    @property
    def name(self) -> str:
        """The name of the first finding in the error table."""
        return self.found[0].name

    @property
    def where(self) -> str:
        """The place of the first finding, a JSON Pointer."""
        return self.found[0].where

    def __str__(self) -> str:
        """Every finding, one a line."""
        return "\n".join(str(finding) for finding in self.found)


# Names that were looked up and not found.
_KEYS = {"fact_unknown", "unknown_apply", "unknown_violation", "unknown_provision", "unknown_subject", "pack_not_found"}


def _built_in(code: int, name: str) -> type[Exception]:
    if name in _KEYS:
        return KeyError
    if name == "overflow":
        return OverflowError
    return OSError if code >= 500 else ValueError


def _make(code: int, name: str, meaning: str) -> type[Error]:
    title = name.title().replace("_", "")
    return type(title, (Error, _built_in(code, name)), {"__module__": __name__, "__doc__": f"{code} {name}: {meaning}"})


_BY_CODE = {code: _make(code, name, meaning) for code, name, meaning in _core.error_table()}
_NAMES = {code: name for code, name, _ in _core.error_table()}
for _class in _BY_CODE.values():
    globals()[_class.__name__] = _class
__all__ += sorted(_class.__name__ for _class in _BY_CODE.values())


def __getattr__(name: str) -> type[Error]:
    # Never finds anything. It tells type checkers that the names made above are classes of errors.
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_Thing = TypeVar("_Thing")


class ById(dict[str, _Thing]):
    """Things by id. An id that is looked up in vain is an error that says what there is."""

    def __init__(self, things: Iterable[tuple[str, _Thing]], code: int, what: str) -> None:
        super().__init__(things)
        self._code = code
        self._what = what

    def __missing__(self, id: str) -> _Thing:
        raise unknown_id(id, self, self._code, self._what)


def unknown_id(id: object, known: Iterable[str], code: int, what: str) -> Error:
    """Return the exception for an id that was looked up in vain."""
    ids = list(known)
    said = _core.suggestion(id, ids) if isinstance(id, str) else ""
    if not said and 0 < len(ids) <= 8:
        said = f"; there is {', '.join(ids)}"
    return _BY_CODE[code]((Finding(code, _NAMES[code], "", f"no {what} {str(id)[:60]!r}{said}"),))


def error_of(found: Sequence[tuple[int, str, str, str, str, int, int]]) -> Error:
    """Return the exception for findings of the extension module, which raises it."""
    findings = tuple(Finding(*finding) for finding in found)
    return _BY_CODE[findings[0].code](findings)
