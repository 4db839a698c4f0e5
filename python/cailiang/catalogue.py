# SPDX-License-Identifier: Apache-2.0
"""The packs in one or more folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from . import _core
from .errors import Finding, error_of
from .files import file_name
from .law import Label, Period
from .mappings import Frozen
from .standard import Standard

__all__ = ["Catalogue", "Entry", "Found", "load"]


def _shipped_folder() -> Path:
    here = Path(__file__).resolve().parent
    installed = here / "data"
    # A package that is used from the checkout has the checkout's own packs.
    return installed if installed.is_dir() else here.parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalogue knows of a pack that it has not read whole.

    Attributes
    ----------
    id
        Place, sector and document: the folder that it lies in.
    kind
        Whether it is a discretion standard, or what standards rest on.
    version
        Of the pack, not of the document.
    title
        Of the document.
    number
        The document number (文号).
    issuer
        Who issued the document.
    rank
        Of the issuer: `national`, `province`, `city`, `county`, `township`.
    region
        A region code, or empty.
    place
        What the region is called; empty if that is not known.
    sector_name
        What the sector is called; empty if that is not known.
    in_force
        The first and the last day of the document.
    sha256
        Of the bytes of its file.
    folder
        Where `pack.json` lies.
    """

    id: str
    kind: Literal["standard", "statute"]
    version: str
    title: Label
    number: str
    issuer: Label
    rank: str
    region: str
    place: Label
    sector_name: str
    in_force: Period
    sha256: str
    folder: str

    @property
    def sector(self) -> str:
        """The middle word of the id: `ecology`, `road_traffic`; `law` for statutes."""
        return self.id.split("/")[1]


@dataclass(frozen=True, slots=True)
class Found:
    """A pack that search words lead to, or one violation in it.

    Attributes
    ----------
    entry
        The pack.
    violation
        The id of the violation; None: the pack itself.
    label
        Of the violation, or else the title of the pack.
    source
        Where the violation stands in print.
    """

    entry: Entry
    violation: str | None
    label: Label
    source: Mapping[str, str]


class Catalogue:
    """The packs in one or more folders, found without reading them and read when asked for.

    Parameters
    ----------
    folders
        A pack ``a/b/c`` is the file ``a/b/c/pack.json`` below a folder. Where two folders have it, the first counts.
        Relative ones are taken from where the process stands now.
    shipped
        Whether the packs that come with the package are searched as well, after the folders.

    Raises
    ------
    cailiang.errors.NotFound
        If a folder is not there. Packs that are not in order do not hinder the others: see `findings`.

    Examples
    --------
    A pack of one's own, here a copy of a shipped one, in a folder of one's own:

    >>> import shutil, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> (shipped,) = [entry for entry in Catalogue.shipped().list() if entry.id == "cn/law/air_2018"]
    >>> _ = shutil.copytree(shipped.folder, f"{folder}/cn/law/air_2018")
    >>> own = Catalogue(folder)
    >>> [entry.id for entry in own.list()], own.findings
    (['cn/law/air_2018'], ())
    >>> own.load("cn/law/air_2018")
    <Standard cn/law/air_2018 1.0.0>
    >>> Catalogue(folder, shipped=True).load("hunan/ecology/standard_2021")
    <Standard hunan/ecology/standard_2021 1.0.0>
    >>> shutil.rmtree(folder)
    """

    def __init__(self, *folders: str | os.PathLike[str], shipped: bool = False) -> None:
        # Packs are read when they are asked for, and the process may stand elsewhere by then. No name is no folder.
        self._own = tuple(os.fspath(folder) and str(Path(folder).absolute()) for folder in folders)
        self._with_shipped = shipped
        self._folders = (*self._own, str(_shipped_folder())) if shipped else self._own
        self._raw = _core.Catalogue(list(map(file_name, self._folders)))

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders in the order in which they are searched."""
        return self._folders

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
        cailiang.errors.Unreadable
            If the packs are written to again and again while they are read.
        cailiang.Error
            With everything that is wrong with the packs.

        Examples
        --------
        >>> Catalogue.shipped().load("hunan/ecology/standard_2021")
        <Standard hunan/ecology/standard_2021 1.0.0>
        """
        _text("load: the id of a pack", id)
        for _ in range(_TRIES):
            raw = self._raw.load(id)
            # The engine does not keep the bytes, which pickles need: they are read once more.
            texts = [self._bytes(pack["id"], pack["sha256"]) for pack in raw.packs()]
            read = tuple(text for text in texts if text is not None)
            if len(read) == len(texts):
                return Standard(raw, read)
            # Rewritten or removed since; searching anew says which.
            self.reload()
        raise error_of([(502, "unreadable", "", f"the packs of {id} change while they are read; try again", "", 0, 0)])

    def _bytes(self, id: str, sha256: str) -> tuple[str, bytes] | None:
        """Return the file of a pack, or None if it is not what the engine read."""
        try:
            text = Path(self._raw.entry(id)["folder"], "pack.json").read_bytes()
        except OSError:
            return None
        return (f"{id}/pack.json", text) if hashlib.sha256(text).hexdigest() == sha256 else None

    def list(
        self, place: str | None = None, sector: str | None = None, date: date | str | None = None
    ) -> tuple[Entry, ...]:
        """Return the packs that apply, by id.

        Parameters
        ----------
        place
            A region code, or a name as printed, with or without its last 省, 市, 区 or 县; the packs of the places it
            lies in, and of the nation, apply in it too. Never guessed from a part of an address. The names are those
            of ``places.json`` in the folders; the shipped one has those of China.
        sector
            The middle word of the id, a synonym of it, or a part of one: 交通 for 道路交通.
        date
            A day on which the pack is in force.

        Raises
        ------
        cailiang.errors.BadValue
            If no place has the name, or more than one, or if no folder names places.
        cailiang.errors.BadDate
            If `date` is a text that is no day written as ``"2024-05-01"``.

        Examples
        --------
        >>> [entry.id for entry in Catalogue.shipped().list(place="湖南", sector="ecology", date="2024-05-01")]
        ['hunan/ecology/standard_2021']
        """
        if place is not None:
            _text("list: place: a name", place)
        if sector is not None:
            _text("list: sector: a word", sector)
        return tuple(map(_entry, self._raw.listed(place or "", sector or "", _day(date))))

    def find(self, words: str) -> tuple[Found, ...]:
        """Return the packs, and the violations in them, in which every one of the words stands, or a synonym of it.

        Examples
        --------
        >>> for found in Catalogue.shipped().find("湖南 未批先建"):
        ...     print(found.entry.id, found.violation, found.label.zh)
        hunan/ecology/standard_2021 t1 未批先建
        """
        _text("find: what is looked for", words)
        found = []
        for raw, violation in self._raw.find(words):
            entry = _entry(raw)
            if violation is None:
                found.append(Found(entry, None, entry.title, Frozen()))
            else:
                found.append(Found(entry, violation[0], Label(*violation[1]), Frozen(violation[2])))
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
        # The shipped packs lie elsewhere where it is opened.
        return _opened, (self._own, self._with_shipped)


def _opened(folders: tuple[str, ...], shipped: bool) -> Catalogue:
    return Catalogue(*folders, shipped=shipped)


_TRIES = 5


def _text(what: str, given: object) -> None:
    if not isinstance(given, str):
        raise TypeError(f"{what} is expected, as text, not {type(given).__name__}")


def _day(given: date | str | None) -> str | None:
    if isinstance(given, datetime):
        raise TypeError("list: date: the value has a time of day, which a date has not; write value.date()")
    if isinstance(given, date):
        return given.isoformat()
    if given is not None:
        _text("list: date: a day", given)
    return given


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
