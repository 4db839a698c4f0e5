# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema for editors accepts every pack, case and coverage file we ship, and is closed."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "data/schema/pack.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
FOLDERS = [ROOT / "data", ROOT / "tests/conformance/packs"]
FILES = sorted(
    path for folder in FOLDERS for name in ("pack.json", "cases.json", "coverage.json") for path in folder.rglob(name)
)


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def findings(document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:300]}" for error in VALIDATOR.iter_errors(document)]


def complete_files_in(page: Path) -> list[str]:
    """The ```json blocks of a page are whole files; fragments stand in ```jsonc blocks."""
    return re.findall(r"^```json\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_there_are_files_to_look_at() -> None:
    assert {path.name for path in FILES} == {"pack.json", "cases.json", "coverage.json"}
    for folder in FOLDERS:
        assert any(folder in path.parents for path in FILES), f"no pack under {short(folder)}"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_file_is_valid(path: Path) -> None:
    assert findings(json.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=short)
def test_examples_in_the_documentation_are_valid(page: Path) -> None:
    for text in complete_files_in(page):
        assert findings(json.loads(text)) == []


PACK = {
    "format": "cailiang-pack/1",
    "pack": "example/tables/shops",
    "kind": "standard",
    "version": "1.0.0",
    "title": {"zh": "示例"},
    "rank": "city",
    "in_force": {"from": "2020-01-01"},
    "copy": "invented",
    "facts": {"area": {"kind": "quantity", "unit": "m2", "label": {"zh": "面积"}}},
    "violations": [
        {
            "id": "a",
            "label": {"zh": "甲"},
            "source": {"item": "1"},
            "tables": [
                {"tiers": [{"id": "r1", "when": {"area": {"ge": "3"}}, "fine": {"eq": "5"}, "source": {"row": "1"}}]}
            ],
        }
    ],
}
TIER = ("violations", 0, "tables", 0, "tiers", 0)


def test_the_sample_is_valid() -> None:
    assert findings(PACK) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        pytest.param(("colour",), "red", id="unknown key"),
        pytest.param(("version",), None, id="null"),
        pytest.param(("version",), "1.0", id="version of two numbers"),
        pytest.param(("pack",), "example/law/shops", id="a standard in a law folder"),
        pytest.param(("facts", "upper"), {"kind": "money", "label": {"zh": "上限"}}, id="reserved fact name"),
        pytest.param(("facts", "area", "unit"), 3, id="a unit that is a number"),
        pytest.param((*TIER, "fine"), {"eq": 5}, id="a JSON number"),
        pytest.param((*TIER, "fine"), {"eq": "5万"}, id="万"),
        pytest.param((*TIER, "fine"), {"eq": "5", "le": "6"}, id="eq beside another end"),
        pytest.param((*TIER, "fine"), {"ge": "5", "gt": "6"}, id="two lower ends"),
        pytest.param((*TIER, "fine"), {"base": "area"}, id="no end at all"),
        pytest.param((*TIER, "when"), {}, id="an empty condition"),
        pytest.param((*TIER, "when"), {"any": [{"area": {"ge": "3"}}]}, id="any of one"),
        pytest.param((*TIER, "source"), {"chapter": "1"}, id="an unknown source key"),
    ],
)
def test_a_wrong_pack_is_refused(where: tuple[str | int, ...], value: Any) -> None:
    pack: Any = copy.deepcopy(PACK)
    inner = pack
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    assert findings(pack)
