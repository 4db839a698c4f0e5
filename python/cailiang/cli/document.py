# SPDX-License-Identifier: Apache-2.0
"""The packs in use as their files write them."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from ..law import Label
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

    def title(self, pack: str) -> str:
        """Return what a document is called in Chinese, without the state and the edition: 《行政处罚法》."""
        title = Label(**{"zh": "", "en": ""} | dict(self._packs[pack]["title"])).text()
        return f"《{re.sub(r'（[^）]*[0-9]{4}[^）]*）$', '', title).removeprefix('中华人民共和国')}》"

    def declares(self, fact: str) -> str:
        """Return the pack whose declaration of a fact counts."""
        return next((id for id, pack in self._packs.items() if fact in pack.get("facts", {})), "")

    def asked(self, names: Iterable[str], known: Container[str] = ()) -> list[str]:
        """Return the facts to ask for: instead of a derived one that is not known, what its definition names."""
        found: dict[str, None] = {}
        for name in names:
            fact = self._packs[pack]["facts"][name] if (pack := self.declares(name)) else {}
            operands = list(self._operands([fact.get("is"), [each.get("when") for each in fact.get("options", ())]]))
            if operands and name not in known:
                found |= dict.fromkeys(self.asked(operands, known))
            elif fact:
                found[name] = None
        return list(found)

    def _operands(self, definition: Any) -> Iterator[str]:
        """Yield the facts that a condition or a term names."""
        if isinstance(definition, str):
            yield from (definition,) if self.declares(definition) else ()
        elif isinstance(definition, Mapping):
            for key, value in definition.items():
                # What a fact is tested for is no fact.
                yield from (key,) if self.declares(key) else self._operands(value)
        elif isinstance(definition, list):
            for each in definition:
                yield from self._operands(each)

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
