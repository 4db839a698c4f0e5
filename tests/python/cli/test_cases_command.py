# SPDX-License-Identifier: Apache-2.0
"""`cases`: the worked cases of docs/write-a-pack.md."""

from __future__ import annotations

from pathlib import Path

import pytest

PACK = "example/water/mooring_2024"


def test_all_pass(cailiang, own: Path) -> None:
    ran = cailiang("cases", PACK, "--packs", str(own))
    assert (ran.status, ran.out, ran.err) == (0, "7 件案例，全部相符 (all 7 cases passed)\n", "")
    assert cailiang("cases", "example/law/lakes_2020", "--packs", str(own)).status == 0
    assert cailiang("cases", "hunan/ecology/standard_2021").status == 0


def test_what_differs(cailiang, own: Path) -> None:
    file = own / PACK / "cases.json"
    text = file.read_text(encoding="utf-8")
    text = text.replace('"tier": "r1", "min": "1000", "max": "3000"', '"tier": "r2", "min": "1000.00", "max": "2999"')
    text = text.replace('"kind": "not_in_force"', '"kind": "gap"')
    file.write_text(text, encoding="utf-8")
    ran = cailiang("cases", PACK, "--packs", str(own))
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"{file}:/cases/0 short_first: 9.9 米，第一次：第 1 行。",
        "  party.tier: expected 'r2', found 'r1'",
        "  party.max: expected '2999', found '3000'",
        f"{file}:/cases/6 day_after: 有效期届满后不再适用。",
        "  party.kind: expected 'gap', found 'not_in_force'",
        "7 件案例，2 件不符 (2 of 7 cases failed)",
    ]


@pytest.mark.parametrize(
    ("third", "found"),
    [
        ('"length": "12", "times": "0"', ["2/facts/times 306 outside_domain"]),
        ('"length": null, "times": "0"', ["2/facts/length 110 null_value", "2/facts/times 306 outside_domain"]),
    ],
    ids=["in_meaning", "in_form_too"],
)
def test_cases_that_cannot_be_assessed(cailiang, own: Path, third: str, found: list[str]) -> None:
    """All of them, not only the first; a slip of form hides nothing."""
    file = own / PACK / "cases.json"
    text = file.read_text(encoding="utf-8").replace('"length": "9.9", "times": "1"', '"lenght": "9.9", "times": "1"')
    file.write_text(text.replace('"length": "12", "times": "3"', third), encoding="utf-8")
    ran = cailiang("cases", PACK, "--packs", str(own))
    assert (ran.status, ran.out) == (2, "")
    assert sorted(" ".join(line.split(": ")[:2]) for line in ran.err.splitlines()) == [
        f"{file}:/cases/{each}" for each in ["0/facts/lenght 301 fact_unknown", *found]
    ]


def test_cases_of_another_pack(cailiang, own: Path) -> None:
    file = own / PACK / "cases.json"
    file.write_bytes((own / "example/law/lakes_2020/cases.json").read_bytes())
    ran = cailiang("cases", PACK, "--packs", str(own))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"{file}:/pack: 220 wrong_pack_id: these are cases of example/law/lakes_2020, not of {PACK}\n"
