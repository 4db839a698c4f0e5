# SPDX-License-Identifier: Apache-2.0
"""Catalogues and what a standard says about itself."""

from __future__ import annotations

import datetime
import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cailiang as cl
import pytest

ROOT = Path(__file__).resolve().parents[2]
HUNAN = "hunan/ecology/standard_2021"


@pytest.fixture(scope="module")
def standard() -> cl.Standard:
    return cl.load(HUNAN)


def test_shipped_is_what_the_repository_has() -> None:
    packs = sorted(path.parent.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("pack.json"))
    assert [entry.id for entry in cl.Catalogue.shipped().list()] == packs
    assert cl.Catalogue.shipped().findings == ()


def test_own_folders_alone_and_before_the_shipped(tmp_path: Path) -> None:
    assert cl.Catalogue(tmp_path).list() == ()
    with pytest.raises(KeyError, match="pack_not_found"):
        cl.Catalogue(tmp_path).load(HUNAN)
    assert cl.Catalogue(tmp_path, shipped=True).load(HUNAN).id == HUNAN


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not_found"):
        cl.Catalogue(tmp_path / "none")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_folder_can_have_is_said(name: str) -> None:
    with pytest.raises(cl.errors.NotFound) as caught:
        cl.Catalogue(name)
    assert caught.value.filename == str(Path(name).absolute())


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    shutil.copytree(ROOT / "data/cn/law/air_2018", folder / "cn/law/air_2018")
    catalogue = cl.Catalogue(folder)
    assert [entry.folder for entry in catalogue.list()] == [str(folder / "cn/law/air_2018")]
    assert catalogue.load("cn/law/air_2018").id == "cn/law/air_2018"
    elsewhere = (folder / "cn/law/air_2018").rename(folder / os.fsdecode(b"\xfe"))
    catalogue.reload()
    (finding,) = catalogue.findings
    assert (finding.name, finding.file) == ("wrong_pack_id", str(elsewhere / "pack.json"))
    assert r'the folder "\xfe"' in finding.text


def test_reload(tmp_path: Path) -> None:
    catalogue = cl.Catalogue(tmp_path)
    shutil.copytree(ROOT / "data/cn/law/air_2018", tmp_path / "cn/law/air_2018")
    catalogue.reload()
    assert [entry.id for entry in catalogue.list()] == ["cn/law/air_2018"]


AIR = "cn/law/air_2018"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data" / AIR, tmp_path / "packs" / AIR)
    return tmp_path / "packs"


def test_a_pack_that_is_gone_is_said(own: Path) -> None:
    catalogue = cl.Catalogue(own)
    assert catalogue.load(AIR).id == AIR
    (own / AIR / "pack.json").unlink()
    with pytest.raises(cl.errors.PackNotFound):
        catalogue.load(AIR)


def test_a_folder_that_is_gone_is_said(own: Path) -> None:
    catalogue = cl.Catalogue(own)
    assert catalogue.load(AIR).id == AIR
    shutil.rmtree(own)
    with pytest.raises(cl.errors.NotFound):
        catalogue.load(AIR)


def test_a_pack_that_was_rewritten_is_read_anew(own: Path) -> None:
    catalogue = cl.Catalogue(own)
    before = catalogue.load(AIR)
    file = own / AIR / "pack.json"
    file.write_bytes(file.read_bytes() + b"\n")
    after = catalogue.load(AIR)
    assert after.sha256 == hashlib.sha256(file.read_bytes()).hexdigest() != before.sha256
    assert after != before


def test_a_pack_that_is_rewritten_all_the_time(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def rewrite_and_read(file: Path) -> bytes:
        file.write_bytes(read(file) + b"\n")
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", rewrite_and_read)
    with pytest.raises(cl.errors.Unreadable, match=f"{AIR} change while they are read"):
        cl.Catalogue(own).load(AIR)


def test_a_relative_folder_is_that_of_the_beginning(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own.parent)
    catalogue = cl.Catalogue("packs")
    monkeypatch.chdir(ROOT)
    assert catalogue.folders == (str(own),)
    assert catalogue.load(AIR).id == AIR
    catalogue.reload()
    assert [entry.id for entry in pickle.loads(pickle.dumps(catalogue)).list()] == [AIR]
    with pytest.raises(cl.errors.NotFound):
        cl.Catalogue("")


def test_equal_are_the_same_bytes(own: Path) -> None:
    shipped, copied = cl.load(AIR), cl.Catalogue(own).load(AIR)
    assert shipped == cl.load(AIR) == copied
    assert len({shipped, cl.load(AIR), copied}) == 1
    assert shipped != cl.load(HUNAN)
    assert shipped != AIR
    code = "import cailiang, pickle, sys; sys.stdout.buffer.write(pickle.dumps(cailiang.load(sys.argv[1])))"
    elsewhere = subprocess.run([sys.executable, "-c", code, AIR], capture_output=True, check=True).stdout
    assert pickle.loads(elsewhere) == shipped


def test_equal_with_the_packs_in_use(tmp_path: Path) -> None:
    """The bytes of a statute decide what comes out as those of the standard do."""
    shipped = cl.load(HUNAN)
    for id in (HUNAN, *shipped.uses):
        shutil.copytree(ROOT / "data" / id, tmp_path / id)
    assert cl.Catalogue(tmp_path).load(HUNAN) == shipped
    statute = tmp_path / shipped.uses[0] / "pack.json"
    statute.write_bytes(statute.read_bytes() + b"\n")
    other = cl.Catalogue(tmp_path).load(HUNAN)
    assert (other.sha256, other == shipped) == (shipped.sha256, False)
    assert other.assess("t2_1", act_date="2024-05-01") != shipped.assess("t2_1", act_date="2024-05-01")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda catalogue: catalogue.list(place=3), "list: place: a name is expected, as text, not int"),
        (lambda catalogue: catalogue.list(sector=3), "list: sector: a word is expected, as text, not int"),
        (lambda catalogue: catalogue.list(date=3), "list: date: a day is expected, as text, not int"),
        (lambda catalogue: catalogue.list(date=datetime.datetime(2024, 5, 1)), r"write value\.date\(\)"),
        (lambda catalogue: catalogue.find(None), "find: what is looked for is expected, as text, not NoneType"),
        (lambda catalogue: catalogue.load(None), "load: the id of a pack is expected, as text, not NoneType"),
    ],
)
def test_arguments_of_no_use(call: Callable[[cl.Catalogue], object], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        call(cl.Catalogue.shipped())


def test_list() -> None:
    catalogue = cl.Catalogue.shipped()
    (entry,) = catalogue.list(place="湖南", sector="ecology", date=datetime.date(2024, 5, 1))
    assert (entry.id, entry.sector, entry.kind, entry.rank) == (HUNAN, "ecology", "standard", "province")
    assert entry.in_force.contains(datetime.date(2024, 5, 1))
    assert catalogue.list(place="湖南", sector="ecology", date="1990-01-01") == ()
    assert (entry.place.zh, entry.sector_name) == ("湖南省", "生态环境")
    assert [each.sector for each in catalogue.list(sector="交通")] == ["road_traffic"]
    with pytest.raises(ValueError, match="bad_date"):
        catalogue.list(date="2024-5-1")
    with pytest.raises(ValueError, match="bad_value"):
        catalogue.list(place="亚特兰蒂斯")


def test_own_folders_may_name_no_places(own: Path) -> None:
    with pytest.raises(cl.errors.BadValue, match=r"no folder .* places\.json.*region code"):
        cl.Catalogue(own).list(place="深圳")
    for known in (cl.Catalogue(own).list(place="440300"), cl.Catalogue(own, shipped=True).list(place="深圳")):
        assert AIR in [entry.id for entry in known]


def test_find(standard: cl.Standard) -> None:
    violation = standard.violations["t2_1"]
    found = [f for f in cl.Catalogue.shipped().find(violation.label.zh) if f.entry.id == HUNAN]
    assert "t2_1" in [f.violation for f in found]
    assert all(f.label.zh for f in found)


def test_what_a_standard_says(standard: cl.Standard) -> None:
    file = ROOT / "data" / HUNAN / "pack.json"
    assert standard.id == HUNAN
    assert standard.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert standard.in_force.from_ is not None
    assert standard.title.zh
    assert str(standard.title) == standard.title.zh == standard.title.text()
    assert standard.currency == "CNY"
    assert repr(standard) == f"<Standard {HUNAN} {standard.version}>"
    assert all(cl.load(id).kind == "statute" for id in standard.uses)
    assert "responsible_person" in standard.subjects


def test_violations(standard: cl.Standard) -> None:
    assert "t2_1" in standard.violations
    assert "t2_l" not in standard.violations
    with pytest.raises(KeyError, match="t2_1"):
        standard.violations["t2_l"]
    for id, violation in standard.violations.items():
        assert violation.id == id
        assert violation.label.zh
        assert violation.source
        assert set(violation.refines.provisions) <= set(standard.provisions)
    violation = standard.violations["t2_1"]
    assert violation is standard.violations["t2_1"]
    assert {"factor", "level"} <= {row.what for row in violation.rows}
    assert all(row.source for row in violation.rows)
    # Hunan articles 9 and 10 hold for every table.
    assert {row.what for row in standard.rows} == {"circumstance", "step", "row"}
    assert {row.source["article"] for row in standard.rows} == {"9", "10", "9-10"}


@pytest.mark.parametrize(
    ("lookup", "said"),
    [
        (lambda standard: standard.facts["rol"], 'did you mean "role"?'),
        (lambda standard: standard.violations["t2_1"].facts["rol"], 'did you mean "role"?'),
        (lambda standard: standard.provisions["cn/law/eia_2018#31.l"], 'did you mean "cn/law/eia_2018#31.1"?'),
        (lambda standard: standard.subjects["person"], "there is responsible_person"),
        (lambda standard: standard.assess("t2_1", act_date="2024-05-01")["partyy"], 'did you mean "party"?'),
        (lambda standard: standard.assess("t2_1", act_date="2024-05-01")["x"], "there is party, responsible_person"),
    ],
)
def test_what_is_looked_up_in_vain_names_what_there_is(
    standard: cl.Standard, lookup: Callable[[cl.Standard], object], said: str
) -> None:
    with pytest.raises(KeyError) as caught:
        lookup(standard)
    assert isinstance(caught.value, cl.Error)
    assert said in str(caught.value)
    assert standard.facts.get("rol") is None
    assert "rol" not in standard.facts


def test_facts_to_ask(standard: cl.Standard) -> None:
    facts = standard.violations["t2_1"].facts
    place = facts["place"]
    assert place.kind == "choice"
    assert "outside" in [option.id for option in place.options]
    assert place.label.zh
    assert facts["duration_months"].kind in ("count", "quantity")
    assert standard.facts["place"] == place


def test_facts_of_a_provision() -> None:
    statute = cl.load("cn/law/air_2018")
    provision = next(iter(statute.provisions))
    assert set(statute.facts_asked(provisions=[provision])) <= set(statute.facts)
    with pytest.raises(TypeError):
        statute.facts_asked(provisions=provision)
