# SPDX-License-Identifier: Apache-2.0
"""The packs in use as their files write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..standard import Standard

__all__ = ["Documents"]

Raw = Mapping[str, Any]


class Documents:
    """The pack of a standard, and those that it uses, as plain data. They were read and checked when it was loaded."""

    def __init__(self, standard: Standard) -> None:
        packs = [json.loads(text) for _, text in standard._texts]
        self.own: Raw = packs[0]
        self._packs: dict[str, Raw] = {pack["pack"]: pack for pack in packs}

    def provision(self, reference: str) -> Raw:
        """Return the provision called `pack#provision`."""
        pack, _, id = reference.partition("#")
        return next(each for each in self._packs[pack]["provisions"] if each["id"] == id)

    def circumstances(self, violation: Raw | None = None) -> Iterator[tuple[str, Raw]]:
        """Yield the circumstances with the pack that has them.

        Those of the violation, of its provisions and of its pack; those of the laws in use as a whole; and those of
        other packs' violations on the same provisions. Without a violation: all there are.
        """
        refined = None if violation is None else _refined(violation)
        for id, pack in self._packs.items():
            if pack is self.own or pack["kind"] == "statute" or refined is None:
                yield from ((id, each) for each in pack.get("circumstances", ()))
            for provision in pack.get("provisions", ()):
                if refined is None or f"{id}#{provision['id']}" in refined:
                    yield from ((id, each) for each in provision.get("circumstances", ()))
            for other in pack.get("violations", ()):
                same = refined is not None and pack is not self.own and refined & _refined(other)
                if refined is None or other is violation or same:
                    yield from ((id, each) for each in other.get("circumstances", ()))

    def steps(self, violation: Raw | None = None) -> Iterator[Raw]:
        """Yield the steps that follow the tables of a violation, in order; without a violation, those of the pack."""
        if violation is not None:
            yield from violation.get("steps", ())
        skipped = () if violation is None else violation.get("skip", ())
        yield from (step for step in self.own.get("steps", ()) if step["id"] not in skipped)

    def labels(self) -> dict[str, Raw]:
        """Return the labels of what `apply` may name, by id and by `pack#id`."""
        found: dict[str, Raw] = {}
        for pack, each in self.circumstances():
            found[each["id"]] = found[f"{pack}#{each['id']}"] = each["label"]
        for pack, written in self._packs.items():
            parts = [written, *written.get("violations", ()), *written.get("provisions", ())]
            for step in (step for part in parts for step in part.get("steps", ())):
                found[step["id"]] = found[f"{pack}#{step['id']}"] = step["label"]
        return found


def _refined(violation: Raw) -> set[str]:
    refines = violation.get("refines", [])
    if isinstance(refines, Mapping):
        refines = refines["one_of"]
    return {refines} if isinstance(refines, str) else set(refines)
