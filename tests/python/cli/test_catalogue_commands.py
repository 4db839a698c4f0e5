# SPDX-License-Identifier: Apache-2.0
"""`list`, `find` and `index`."""

from __future__ import annotations

from pathlib import Path

from cailiang import Catalogue

ROOT = Path(__file__).resolve().parents[3]


def ids(out: str) -> list[str]:
    return [line for line in out.splitlines() if line and not line.startswith(" ")]


def test_list(cailiang) -> None:
    everything = cailiang("list")
    assert everything.status == 0
    assert ids(everything.out) == [entry.id for entry in Catalogue.shipped().list()]
    for place in ("湖南", "湖南省", "430000"):
        asked = cailiang("list", "--place", place, "--sector", "ecology", "--date", "2024-05-01")
        assert ids(asked.out) == ["hunan/ecology/standard_2021"]
    number = "  湖南省生态环境保护行政处罚裁量权基准规定（2021版）  湘环发〔2022〕8号\n    2022-03-02 至 2027-03-01\n"
    assert number in asked.out
    assert "Hunan discretion benchmarks" in cailiang("list", "--place", "湖南", "--lang", "en").out


def test_list_by_day(cailiang) -> None:
    """湘环发〔2022〕8号 is in force for five years from 2022-03-02."""
    for day, there in (("2022-03-01", False), ("2022-03-02", True), ("2027-03-01", True), ("2027-03-02", False)):
        assert ("hunan/ecology/standard_2021" in ids(cailiang("list", "--date", day).out)) is there


def test_find(cailiang) -> None:
    found = cailiang("find", "未批先建")
    assert ids(found.out) == ["hunan/ecology/standard_2021"]
    assert "    t1  未批先建\n" in found.out
    assert cailiang("find", "湖南", "未批先建").out == cailiang("find", "湖南 未批先建").out
    assert "xinjiang/road_traffic/standard_2025" in ids(cailiang("find", "1712").out)


def test_nothing_found(cailiang) -> None:
    ran = cailiang("find", "没有这样的违法行为")
    assert (ran.status, ran.out, ran.err) == (0, "没有找到。\n", "")
    assert cailiang("list", "--date", "1900-01-01", "--lang", "en").out == "Nothing found.\n"


def test_packs_of_ones_own_come_first(cailiang, own: Path) -> None:
    for arguments in (("--packs", str(own), "find", "停泊"), ("find", "停泊", "--packs", str(own))):
        assert "  示例县湖泊停泊裁量基准  示湖发〔2024〕1号" in cailiang(*arguments).out
    assert "hunan/ecology/standard_2021" in ids(cailiang("list", "--packs", str(own)).out)


def test_a_pack_that_is_not_in_order_hinders_no_other(cailiang, own: Path) -> None:
    file = own / "example/law/lakes_2020/pack.json"
    file.write_text("{", encoding="utf-8")
    ran = cailiang("list", "--packs", str(own))
    assert ran.status == 0
    assert "example/water/mooring_2024" in ids(ran.out)
    assert ran.err.startswith(f"{file}:1:2: 101 json_syntax: ")


def test_index(cailiang, own: Path) -> None:
    assert not (own / "index.json").exists()
    ran = cailiang("index", str(own))
    assert (ran.status, ran.out, ran.err) == (0, f"{own / 'index.json'}\n", "")
    written = (own / "index.json").read_bytes()
    assert [entry.id for entry in Catalogue(own).list()] == ["example/law/lakes_2020", "example/water/mooring_2024"]
    cailiang("index", str(own))
    assert (own / "index.json").read_bytes() == written


def test_index_of_packs_that_are_not_in_order(cailiang, own: Path) -> None:
    (own / "example/law/lakes_2020/pack.json").write_text("{}", encoding="utf-8")
    ran = cailiang("index", str(own))
    assert (ran.status, ran.out) == (2, "")
    assert not (own / "index.json").exists()
    assert all("pack.json:" in line and " 109 missing_key: " in line for line in ran.err.splitlines())
