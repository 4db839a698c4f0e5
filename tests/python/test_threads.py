# SPDX-License-Identifier: Apache-2.0
"""One standard among threads: every thread gets what one thread alone would get."""

from __future__ import annotations

import json
import random
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cailiang as cl
import pytest
from cailiang import _core, cases

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


def test_facts_told_in_many_orders() -> None:
    """Which fact is expected next is kept between cases; it must not pass from one thread's case into another's."""
    standard = cl.load(HUNAN)
    facts = {
        "correction": "in_time",
        "eia_document": "report_key",
        "facility_state": "none_built",
        "place": "inside",
        "pollutant": "ordinary",
        "duration_months": 14,
        "violations_2y": 2,
        "verified_complaint": True,
        "harm": "some",
        "role": "manager",
    }
    without = {
        left_out: json.dumps(
            standard.assess(
                "t2_1", {name: facts[name] for name in facts if name != left_out}, act_date="2024-05-01"
            ).to_dict()
        )
        for left_out in facts
    }

    def run(seed: int) -> bool:
        source = random.Random(seed)
        for _ in range(300):
            names = source.sample(list(facts), len(facts))
            told = {name: facts[name] for name in names[1:]}
            if json.dumps(standard.assess("t2_1", told, act_date="2024-05-01").to_dict()) != without[names[0]]:
                return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(run, range(4)))


def test_one_assessment_read_by_many() -> None:
    assessment = CASES[0].assess(cl.load(HUNAN))
    expected = (assessment.to_dict(), assessment.trace, repr(assessment))
    with ThreadPoolExecutor(8) as pool:
        for made in pool.map(lambda _: (assessment.to_dict(), assessment.trace, repr(assessment)), range(64)):
            assert made == expected


DATA = bytes(Path(__file__).resolve().parents[2] / "data")


@pytest.mark.parametrize(
    "call", [lambda: _core.Catalogue([DATA]), _core.Catalogue([DATA]).reload], ids=["open", "reload"]
)
def test_other_threads_run_while_folders_are_searched(call: Callable[[], object]) -> None:
    """Nobody is made to hand over the lock of the interpreter here, so that another thread runs if it is let go of."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e6)
    try:
        held, ran = threading.Lock(), threading.Event()

        def run() -> None:
            with held:
                ran.set()

        with held:
            other = threading.Thread(target=run)
            other.start()
        # Now it may run, and waits for the interpreter.
        for _ in range(100):
            call()
            if ran.is_set():
                break
        assert ran.is_set()
    finally:
        sys.setswitchinterval(interval)
        other.join()


def test_loading_and_reloading() -> None:
    catalogue = cl.Catalogue.shipped()

    def run(i: int) -> str:
        if i % 4 == 0:
            catalogue.reload()
        return catalogue.load(HUNAN).sha256

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(run, range(32)))) == 1
