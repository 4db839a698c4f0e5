# SPDX-License-Identifier: Apache-2.0
"""One standard among threads: every thread gets what one thread alone would get."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cailiang as cl
from cailiang import cases

HUNAN = "hunan/ecology/standard_2021"
CASES = cases.read_cases(Path(__file__).resolve().parents[2] / "data" / HUNAN / "cases.json")


def test_many_threads() -> None:
    standard = cl.load(HUNAN)
    expected = [json.dumps(case.assess(standard).to_dict()) for case in CASES]

    def run(start: int) -> bool:
        order = [(start * 7 + i) % len(CASES) for i in range(len(CASES))]
        return all(json.dumps(CASES[i].assess(standard).to_dict()) == expected[i] for i in order)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(run, range(16)))


def test_one_assessment_read_by_many() -> None:
    assessment = CASES[0].assess(cl.load(HUNAN))
    expected = (assessment.to_dict(), assessment.trace, repr(assessment))
    with ThreadPoolExecutor(8) as pool:
        for made in pool.map(lambda _: (assessment.to_dict(), assessment.trace, repr(assessment)), range(64)):
            assert made == expected


def test_loading_and_reloading() -> None:
    catalogue = cl.Catalogue.shipped()

    def run(i: int) -> str:
        if i % 4 == 0:
            catalogue.reload()
        return catalogue.load(HUNAN).sha256

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(run, range(32)))) == 1
