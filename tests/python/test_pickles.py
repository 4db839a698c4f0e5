# SPDX-License-Identifier: Apache-2.0
"""Pickles keep the text of the packs: they are read where the packs are others, or none."""

from __future__ import annotations

import copy
import gc
import multiprocessing
import pickle
import shutil
from pathlib import Path

import cailiang as cl
import pytest
from cailiang import catalogue
from cailiang import standard as module

ROOT = Path(__file__).resolve().parents[2]
HUNAN = "hunan/ecology/standard_2021"
KEPT = Path(__file__).parent / "pickles"
FACTS = {
    "waste_tonnes": "0.5",
    "waste_fate": "not_yet",
    "disposal_cost": cl.Fact(cl.fen(1000000), "p. 1"),
    "duration_months": 1,
}


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_comes_out_the_same(protocol: int) -> None:
    assessment = cl.load(HUNAN).assess("t8_1", FACTS, act_date="2024-05-01", decision_date="2024-06-01")
    again = pickle.loads(pickle.dumps(assessment, protocol))
    assert again.to_dict() == assessment.to_dict()
    assert again.trace == assessment.trace
    assert again.standard.sha256 == assessment.standard.sha256
    assert pickle.loads(pickle.dumps(assessment["party"], protocol)) == assessment["party"]


def test_needs_no_packs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/conformance/packs/cn/law", tmp_path / "cn/law")
    standard = cl.Catalogue(tmp_path).load("cn/law/food_2025")
    provision = next(iter(standard.provisions))
    assessment = standard.assess(None, {}, act_date="2026-01-01", provisions=[provision])
    expected, text, hashes = assessment.to_dict(), pickle.dumps(assessment), standard._hashes
    shutil.rmtree(tmp_path / "cn")
    del assessment, standard
    gc.collect()
    assert hashes not in module._alive
    assert pickle.loads(text).to_dict() == expected


def test_one_standard_is_compiled_once() -> None:
    standard = cl.load(HUNAN)
    first, second = (
        pickle.loads(pickle.dumps(standard.assess("t8_1", FACTS, act_date="2024-05-01"))) for _ in range(2)
    )
    assert first.standard is second.standard is standard


def test_copies() -> None:
    assessment = cl.load(HUNAN).assess("t8_1", FACTS, act_date="2024-05-01")
    for again in (copy.copy(assessment), copy.deepcopy(assessment)):
        assert again.to_dict() == assessment.to_dict()


def assess(standard: cl.Standard) -> cl.Assessment:
    return standard.assess("t8_1", FACTS, act_date="2024-05-01")


def test_between_processes() -> None:
    standard = cl.load(HUNAN)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(assess, (standard,)).to_dict() == assess(standard).to_dict()


def test_catalogue_and_errors() -> None:
    again = pickle.loads(pickle.dumps(cl.Catalogue(ROOT / "data")))
    assert again.load(HUNAN).id == HUNAN


def test_the_shipped_packs_are_those_of_where_a_catalogue_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    shutil.copytree(ROOT / "data/cn/law/air_2018", tmp_path / "elsewhere/cn/law/air_2018")
    texts = [pickle.dumps(made) for made in (cl.Catalogue.shipped(), cl.Catalogue(tmp_path / "own", shipped=True))]
    monkeypatch.setattr(catalogue, "_shipped_folder", lambda: tmp_path / "elsewhere")
    shipped, both = map(pickle.loads, texts)
    assert shipped.folders == (str(tmp_path / "elsewhere"),)
    assert both.folders == (str(tmp_path / "own"), str(tmp_path / "elsewhere"))
    assert [entry.id for entry in both.list()] == ["cn/law/air_2018"]


@pytest.mark.parametrize("file", sorted(KEPT.glob("*.pickle")), ids=lambda file: file.stem)
def test_pickles_of_old_versions_are_read(file: Path) -> None:
    """Made by the version that the file is named after, and kept."""
    assert pickle.loads(file.read_bytes())["party"].min.fen == 60000000
