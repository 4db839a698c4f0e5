# SPDX-License-Identifier: Apache-2.0
"""Dicts that are handed out and never change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from .errors import unknown_id

__all__ = ["ById", "Frozen"]

_Thing = TypeVar("_Thing")


def _refuse(self: object, *_: object, **__: object) -> NoReturn:
    raise TypeError("what a standard says never changes; change a copy of it: dict(...)")


class Frozen(dict[str, _Thing]):
    """A dict that never changes, so that it has a hash where its values have one; `json.dumps` takes it.

    Examples
    --------
    >>> source = Frozen({"article": "31", "page": "7"})
    >>> source, source == {"page": "7", "article": "31"}, source in {source}
    ({'article': '31', 'page': '7'}, True, True)
    """

    __slots__ = ()

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


class ById(Frozen[_Thing]):
    """Things by id. An id that is looked up in vain is an error that says what there is."""

    __slots__ = ("_code", "_what")

    def __init__(self, things: Iterable[tuple[str, _Thing]], code: int, what: str) -> None:
        super().__init__(things)
        self._code = code
        self._what = what

    def __missing__(self, id: object) -> NoReturn:
        raise unknown_id(id, self, self._code, self._what)

    def __reduce__(self) -> tuple[Any, ...]:
        return ById, (tuple(self.items()), self._code, self._what)
