# SPDX-License-Identifier: Apache-2.0
"""The list of headers and the dependencies between rooms."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Downwards only: a room may include itself and those before it.
# What stands in detail/ belongs to the room it is named for.
ROOMS = ["error", "quantity", "law", "engine", "pack", "check", "explain"]
HEAVY = re.compile(r"^(nlohmann|boost)/")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def headers() -> list[str]:
    """Return every header's path below the root, sorted."""
    found = [path for path in (ROOT / "include").rglob("*") if path.suffix in (".hpp", ".ipp")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def includes(header: str) -> list[str]:
    """Return what a header includes, our own headers as paths below the root."""
    text = (ROOT / header).read_text(encoding="utf-8")
    return [f"include/{name}" if name.startswith("cailiang/") else name for name in INCLUDE.findall(text)]


def reached(header: str) -> dict[str, str]:
    """Return everything a header reaches, each with the header that includes it."""
    by: dict[str, str] = {}
    todo = [header]
    while todo:
        at = todo.pop()
        for name in includes(at):
            if name not in by:
                by[name] = at
                if name.startswith("include/"):
                    todo.append(name)
    return by


def room(header: str) -> str:
    """Return the room of a header; of what serves all of them, its file name."""
    return header.removeprefix("include/cailiang/").removeprefix("detail/").split("/")[0]


def is_public(header: str) -> bool:
    return not header.startswith("include/cailiang/detail/") and room(header) in ROOMS


def test_the_list_is_the_folder() -> None:
    """cmake/headers.cmake lists exactly the headers there are: the public ones, then those below detail/."""
    listed = re.findall(
        r"^  (include/\S+)$", (ROOT / "cmake" / "headers.cmake").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == sorted(headers(), key=lambda header: ("/detail/" in header, header))


def test_the_umbrella_holds_every_public_header() -> None:
    """Room by room, in the order in which they build on each other."""
    public = [h for h in headers() if is_public(h)]
    assert includes("include/cailiang/cailiang.hpp") == sorted(public, key=lambda h: (ROOMS.index(room(h)), h))


@pytest.mark.parametrize("header", [h for h in headers() if room(h) in ROOMS])
def test_rooms_depend_downwards(header: str) -> None:
    """A header reaches no room above its own."""
    allowed = {*ROOMS[: ROOMS.index(room(header)) + 1], "inline.hpp"}
    above = {
        name: by for name, by in reached(header).items() if name.startswith("include/") and room(name) not in allowed
    }
    assert not above


@pytest.mark.parametrize("header", headers())
def test_every_room_is_known(header: str) -> None:
    """A new room takes its place in ROOMS."""
    assert room(header) in {*ROOMS, "inline.hpp", "cailiang.hpp"}


@pytest.mark.parametrize("header", [h for h in headers() if "/detail/" not in h])
def test_only_detail_includes_json_and_boost(header: str) -> None:
    """Each costs seconds of compile time per file that includes it."""
    assert not [name for name in includes(header) if HEAVY.match(name)]


def test_heavy_libraries_have_their_places() -> None:
    """JSON is read in one file and written in another; big numbers are needed in one."""
    users = [h for h in headers() if any(HEAVY.match(name) for name in includes(h))]
    assert users == [
        f"include/cailiang/detail/{name}.ipp" for name in ("pack/json", "pack/result_json", "quantity/ratio")
    ]


@pytest.mark.parametrize("header", [h for h in headers() if room(h) == "engine"])
def test_engine_knows_no_json(header: str) -> None:
    """The engine works on what a pack says, not on how it was written."""
    assert not [name for name in reached(header) if name.startswith("nlohmann/") or "json" in name]
