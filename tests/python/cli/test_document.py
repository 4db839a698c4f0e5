# SPDX-License-Identifier: Apache-2.0
"""What `show` and the dialogue take from the packs is what the engine takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cailiang as cl
import pytest
from cailiang.cli.document import Documents

LAW, LIST, OWN = "example/law/act", "example/water/waivers", "example/water/own"


def circumstance(id: str, label: str) -> dict[str, Any]:
    return {
        "id": id,
        "label": {"zh": label},
        "effect": "no_penalty",
        "mode": "may",
        "when": {"harm_done": False},
        "source": {"article": "1"},
    }


def violation(id: str, label: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "label": {"zh": "违法"},
        "source": {"item": id},
        "circumstances": [circumstance("x", label)],
        **more,
    }


def flag(label: str, **more: Any) -> dict[str, Any]:
    return {"kind": "flag", "label": {"zh": label}, **more}


PROVISION = {
    "id": "1",
    "label": {"zh": "违法"},
    "source": {"article": "1"},
    "branches": [{"id": "b", "subject": "party", "mode": "shall", "fine": {"ge": "100", "le": "500"}}],
}
ROWS = [{"when": {"serious": True}, "then": "2", "label": {"zh": "harm_done"}}, {"then": "1"}]
PACKS: dict[str, dict[str, Any]] = {
    LAW: {
        "kind": "statute",
        "facts": {"harm_done": flag("有危害")},
        "circumstances": [circumstance("law", "法律的情节")],
        "provisions": [PROVISION],
    },
    LIST: {
        "kind": "standard",
        "uses": [LAW],
        "circumstances": [circumstance("list", "清单的情节")],
        "violations": [
            violation("v1", "同条的情节", refines=f"{LAW}#1"),
            violation("v2", "别条的情节"),
        ],
    },
    OWN: {
        "kind": "standard",
        "uses": [LIST],
        "facts": {
            "serious": flag("严重"),
            "year": flag("跨年"),
            "begun": {"kind": "date", "label": {"zh": "开始"}},
            "grade": {"kind": "quantity", "unit": "1", "label": {"zh": "等级"}, "is": {"choose": ROWS}},
            "years": {
                "kind": "quantity",
                "unit": "year",
                "label": {"zh": "年数"},
                "is": {"elapsed": ["begun", "act_date"], "unit": "year"},
            },
            "grave": flag("情节严重", **{"is": {"grade": {"ge": "2"}, "years": {"ge": "1"}, "harm_done": True}}),
        },
        "circumstances": [circumstance("own", "自己的情节")],
        "violations": [
            violation("v1", "第一项的情节", refines=f"{LAW}#1"),
            violation("v2", "第二项的情节"),
        ],
    },
}


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    head = {
        "format": "cailiang-pack/1",
        "version": "1.0.0",
        "title": {"zh": "示例"},
        "rank": "city",
        "in_force": {"from": "2020-01-01"},
        "copy": "invented",
    }
    for id, pack in PACKS.items():
        file = tmp_path / id / "pack.json"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({**head, "pack": id, **pack}, ensure_ascii=False), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("pack", "what", "shown"),
    [
        (OWN, "v1", ["第一项的情节", "自己的情节", "清单的情节", "同条的情节", "法律的情节"]),
        (OWN, "v2", ["第二项的情节", "自己的情节", "清单的情节", "法律的情节"]),
        (LAW, "1", ["法律的情节"]),
    ],
)
def test_every_circumstance_that_may_count_is_shown(
    cailiang: Callable[..., Any], packs: Path, pack: str, what: str, shown: list[str]
) -> None:
    """Those of a standard in use as a whole too: a waiver list (不罚清单) decides although no violation is named."""
    out = cailiang("show", pack, what, "--packs", str(packs)).out
    lines = out[out.index("\n情节\n") :].splitlines()
    assert [line.split()[1] for line in lines if line.endswith("第1条")] == shown


def test_what_counts_is_what_the_engine_says(packs: Path) -> None:
    assessment = cl.Catalogue(packs).load(OWN).assess("v1", {"harm_done": False}, act_date="2024-05-01")
    assert {offer.removeprefix(f"{OWN}#") for offer in assessment["party"].offers} == {
        *("own", "list", "law", "x", f"{LIST}#x"),
    }


def test_only_what_a_definition_tests_is_asked_for(packs: Path) -> None:
    """Not what the label of a row or the unit of a time is called."""
    standard = cl.Catalogue(packs).load(OWN)
    assert {id: fact.follows_from for id, fact in standard.facts.items() if fact.derived} == {
        "grade": ("serious",),
        "years": ("begun",),
        "grave": ("grade", "years", "harm_done"),
    }
    documents = Documents(standard)
    assert documents.asked(["grade", "years"]) == ["serious", "begun"]
    assert documents.asked(["grave"], {"grade"}) == ["grade", "begun", "harm_done"]
    assert documents.asked(["year", "nothing"]) == ["year"]
