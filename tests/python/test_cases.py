# SPDX-License-Identifier: Apache-2.0
"""The worked cases beside every pack, through Python; and the files that hold cases."""

from __future__ import annotations

import json
import os
from pathlib import Path

import cailiang as cl
import pytest
from cailiang import cases

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "data", ROOT / "tests/conformance/packs"]
SUITES = [
    (folder, file.parent.relative_to(folder).as_posix())
    for folder in FOLDERS
    for file in sorted(folder.rglob("cases.json"))
]
CATALOGUES = {folder: cl.Catalogue(folder, *FOLDERS) for folder in FOLDERS}


def test_there_are_cases() -> None:
    assert len(SUITES) > 50
    assert {folder for folder, _ in SUITES} == set(FOLDERS)


@pytest.mark.parametrize(("folder", "pack"), SUITES, ids=[f"{folder.name}-{pack}" for folder, pack in SUITES])
def test_cases_of(folder: Path, pack: str) -> None:
    standard = CATALOGUES[folder].load(pack)
    found = []
    for case in cases.read_cases(folder / pack / "cases.json"):
        assert case.pack == pack
        assert case.expect is not None
        outcomes = case.assess(standard).to_dict()["outcomes"]
        found += [f"{case.id} {line}" for line in cases.differences(case.expect, outcomes)]
    assert not found


def test_one_case_and_bare_facts(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(
        '{"pack": "a/b/c", "facts": {"x": {"value": "3", "evidence": "p. 1"}, "y": true}}', encoding="utf-8"
    )
    case = cases.read_case(file)
    assert (case.pack, case.violation, case.act_date, case.expect) == ("a/b/c", None, None, None)
    assert case.facts == {"x": cl.Fact("3", "p. 1"), "y": True}
    file.write_text('{"x": "3", "y": ["a", "b"], "z": {"lt": "5"}}', encoding="utf-8")
    assert cases.read_facts(file) == {"x": "3", "y": ["a", "b"], "z": {"lt": "5"}}


def test_files_are_read_strictly(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"x": 3, "x": null}', encoding="utf-8")
    with pytest.raises(cl.Error) as caught:
        cases.read_facts(file)
    assert {f.name for f in caught.value.found} == {"json_number", "duplicate_key", "null_value"}
    assert caught.value.found[0].file == str(file)
    with pytest.raises(OSError, match="not_found"):
        cases.read_facts(tmp_path / "none.json")
    with pytest.raises(OSError, match="unreadable"):
        cases.read_facts(tmp_path)


def test_files_take_only_the_plain_form() -> None:
    """Section 2 of the pack format: no 万, no separators; what people type is for people."""
    standard = cl.load("hunan/ecology/standard_2021")
    facts = {"disposal_cost": "10万"}
    assert standard.assess("t8_1", facts, act_date="2024-05-01")
    case = cases.Case("hunan/ecology/standard_2021", "t8_1", facts, act_date=standard.in_force.from_)
    with pytest.raises(cl.Error, match="bad_amount_text"):
        case.assess(standard)


def test_what_the_dialogue_saves_is_assessed(tmp_path: Path) -> None:
    facts = {"waste_tonnes": {"value": "0.5", "evidence": "p. 12"}, "disposal_cost": "100000"}
    file = tmp_path / "case.json"
    told = {"pack": "hunan/ecology/standard_2021", "violation": "t8_1", "act_date": "2024-05-01", "facts": facts}
    file.write_text(json.dumps(told), encoding="utf-8")
    case = cl.read_case(file)
    standard = cl.load(case.pack)
    assessed = case.assess(standard)
    assert assessed == standard.assess("t8_1", facts, act_date="2024-05-01")
    assert {"id": "waste_tonnes", "value": "0.5", "derived": False, "evidence": "p. 12"} in assessed.trace["facts"]
    with pytest.raises(TypeError, match=r"such as load\('hunan/ecology/standard_2021'\), not str"):
        case.assess(case.pack)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_said(name: str) -> None:
    for read in (cases.read_case, cases.read_cases, cases.read_facts):
        with pytest.raises(cl.errors.NotFound) as caught:
            read(name)
        assert caught.value.found[0].file == name


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.json")
    file.write_text(
        '{"pack": "cn/law/air_2018", "provisions": ["cn/law/air_2018#108.5"], "facts": {}}', encoding="utf-8"
    )
    assert cl.read_case(file).pack == "cn/law/air_2018"
    file.write_text("{}", encoding="utf-8")
    for read in (cases.read_case, cases.read_cases):
        with pytest.raises(cl.errors.MissingKey) as caught:
            read(file)
        assert {finding.file for finding in caught.value.found} == {str(file)}
