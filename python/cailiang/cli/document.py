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
        self._standard = standard
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
            fact = self._standard.facts.get(name)
            if fact is not None and fact.follows_from and name not in known:
                found |= dict.fromkeys(self.asked(fact.follows_from, known))
            elif fact is not None:
                found[name] = None
        return list(found)

    def counted(self, violation: str | None, provisions: Iterable[str] = ()) -> Iterator[Raw]:
        """Yield the circumstances that may count, of a violation or under provisions, as the engine takes them."""
        for pack, *place in self._standard._raw.circumstances(violation, provisions):
            found: Any = self._packs[pack]
            for key in place:
                found = found[key]
            yield found

    def circumstances(self) -> Iterator[tuple[str, Raw]]:
        """Yield all circumstances that there are, with the pack that has them."""
        for id, pack in self._packs.items():
            for part in (pack, *pack.get("provisions", ()), *pack.get("violations", ())):
                yield from ((id, each) for each in part.get("circumstances", ()))

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
