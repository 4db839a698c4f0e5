# SPDX-License-Identifier: Apache-2.0
"""data/README.md lists every shipped pack, with the number and the days that the pack itself states, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
PACKS = {
    path.parent.relative_to(DATA).as_posix(): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(DATA.rglob("pack.json"))
}
README = (DATA / "README.md").read_text(encoding="utf-8")
ROWS = {match[1]: match[0] for match in re.finditer(r"^\| `([a-z0-9_]+(?:/[a-z0-9_]+){2})` .*$", README, re.M)}


def test_every_pack_has_its_row() -> None:
    assert sorted(ROWS) == sorted(PACKS)


@pytest.mark.parametrize("name", PACKS)
def test_row_says_what_the_pack_says(name: str) -> None:
    pack, row = PACKS[name], ROWS[name]
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}", row)) == set(pack["in_force"].values())
    if pack["kind"] == "standard":
        assert pack["number"] in row
        assert pack["issuer"]["zh"] in row
