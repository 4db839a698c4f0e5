# SPDX-License-Identifier: Apache-2.0
"""The packs in one or more folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from . import _core
from .errors import Finding
from .law import Label, Period
from .standard import Standard

__all__ = ["Catalogue", "Entry", "Found", "load"]


def _shipped_folder() -> Path:
    here = Path(__file__).resolve().parent
    installed = here / "data"
    # A package that is used from the checkout has the checkout's own packs.
    return installed if installed.is_dir() else here.parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalogue knows of a pack that it has not read whole."""

    id: str
    kind: Literal["standard", "statute"]
    version: str
    title: Label
    number: str
    """The document number (文号)."""
    issuer: Label
    rank: str
    region: str
    """A region code, or empty."""
    place: Label
    """What the region is called; empty if that is not known."""
    sector_name: str
    """What the sector is called; empty if that is not known."""
    in_force: Period
    sha256: str
    """Of the bytes of its file."""
    folder: str
    """Where `pack.json` lies."""

    @property
    def sector(self) -> str:
        """The middle word of the id: `ecology`, `road_traffic`; `law` for statutes."""
        return self.id.split("/")[1]


@dataclass(frozen=True, slots=True)
class Found:
    """A pack that search words lead to, or one violation in it."""

    entry: Entry
    violation: str | None
    """The id of the violation."""
    label: Label
    """Of the violation, or else the title of the pack."""
    source: Mapping[str, str]
    """Where the violation stands in print."""


class Catalogue:
    """The packs in one or more folders, found without reading them and read when asked for.

    Parameters
    ----------
    folders
        A pack ``a/b/c`` is the file ``a/b/c/pack.json`` below a folder. Where two folders have it, the first counts.
    shipped
        Whether the packs that come with the package are searched as well, after the folders.

    Raises
    ------
    cailiang.errors.NotFound
        If a folder is not there. Packs that are not in order do not hinder the others: see `findings`.
    """

    def __init__(self, *folders: str | os.PathLike[str], shipped: bool = False) -> None:
        self.folders: tuple[str, ...] = tuple(os.fspath(folder) for folder in folders)
        """The folders in the order in which they are searched."""
        if shipped:
            self.folders += (str(_shipped_folder()),)
        self._raw = _core.Catalogue(list(self.folders))

    @classmethod
    def shipped(cls) -> Catalogue:
        """Return the catalogue of the packs that come with the package; the same one each time."""
        return _shipped()

    def load(self, id: str) -> Standard:
        """Return a standard or statute pack, compiled with all that it uses.

        Raises
        ------
        cailiang.errors.PackNotFound
            A `KeyError`, if no folder has it, or something that it uses.
        cailiang.Error
            With everything that is wrong with the packs.

        Examples
        --------
        >>> Catalogue.shipped().load("hunan/ecology/standard_2021")
        <Standard hunan/ecology/standard_2021 1.0.0>
        """
        if not isinstance(id, str):
            raise TypeError(f"load: the id of a pack is expected, as text, not {type(id).__name__}")
        for _ in range(3):
            raw = self._raw.load(id)
            texts = tuple(self._text(pack["id"], pack["sha256"]) for pack in raw.packs())
            if all(texts):
                return Standard(raw, tuple(text for text in texts if text))
            # Written to in this very moment.
            self.reload()
        raise RuntimeError(f"{id}: the packs change while they are read")

    def _text(self, id: str, sha256: str) -> tuple[str, bytes] | None:
        text = Path(self._raw.entry(id)["folder"], "pack.json").read_bytes()
        return (f"{id}/pack.json", text) if hashlib.sha256(text).hexdigest() == sha256 else None

    def list(
        self, place: str | None = None, sector: str | None = None, date: date | str | None = None
    ) -> tuple[Entry, ...]:
        """Return the packs that apply, by id.

        Parameters
        ----------
        place
            A region code, or a name as printed, with or without its last 省, 市, 区 or 县; the packs of the places it
            lies in, and of the nation, apply in it too. Never guessed from a part of an address.
        sector
            The middle word of the id, a synonym of it, or a part of one: 交通 for 道路交通.
        date
            A day on which the pack is in force.

        Raises
        ------
        cailiang.errors.BadValue
            If no place has the name, or more than one.
        """
        day = date if date is None or isinstance(date, str) else date.isoformat()
        return tuple(map(_entry, self._raw.listed(place or "", sector or "", day)))

    def find(self, words: str) -> tuple[Found, ...]:
        """Return the packs, and the violations in them, in which every one of the words stands, or a synonym of it."""
        found = []
        for raw, violation in self._raw.find(words):
            entry = _entry(raw)
            if violation is None:
                found.append(Found(entry, None, entry.title, {}))
            else:
                found.append(Found(entry, violation[0], Label(*violation[1]), violation[2]))
        return tuple(found)

    def reload(self) -> None:
        """Search the folders again. Standards that were loaded stay as they are."""
        self._raw.reload()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is not in order in the folders, such as packs that cannot be read."""
        return tuple(Finding(*finding) for finding in self._raw.findings())

    def __repr__(self) -> str:
        return f"Catalogue({', '.join(map(repr, self.folders))})"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return Catalogue, self.folders


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        **{
            **raw,
            "title": Label(*raw["title"]),
            "issuer": Label(*raw["issuer"]),
            "place": Label(*raw["place"]),
            "in_force": Period(*raw["in_force"]),
        }
    )


@cache
def _shipped() -> Catalogue:
    return Catalogue(shipped=True)


def load(id: str) -> Standard:
    """Return a shipped standard, compiled: ``Catalogue.shipped().load(id)``.

    Examples
    --------
    >>> load("hunan/ecology/standard_2021").violations["t8_1"].source["table"]
    '8-1'
    """
    return Catalogue.shipped().load(id)
