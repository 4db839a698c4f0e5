# SPDX-License-Identifier: Apache-2.0
"""What one call through Python costs, beside the same table as an if-chain and beside a bare call of an extension.

`python bench/python_call.py [OUT]` writes medians in the form of Google Benchmark, to OUT or to standard output.
"""

import importlib.util
import json
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import cailiang

REPETITIONS = 9
MANY = 1024
DATE = "2024-05-06"

Facts = dict[str, Any]
# A fact that the fines of table 2-1 do not hang on, left out so that there are ten: major_pollution.
CHOICES: dict[str, list[Any]] = {
    "correction": ["in_time", "overdue"],
    "eia_document": ["form", "report", "report_key"],
    "facility_state": ["partly", "none_built"],
    "place": ["outside", "inside", "core"],
    "pollutant": ["no_discharge", "ordinary", "toxic"],
    "duration_months": list(range(18)),
    "violations_2y": [1, 2, 3, 4, 5],
    "verified_complaint": [False, True],
    "harm": ["no_harm", "some", "serious"],
    "role": ["other_direct", "manager"],
}


def if_chain(facts: Facts) -> tuple[int, int]:
    """Return what table 2-1 and table 12-3 of Hunan say, in fen: the party's fine, the person's."""
    in_time = facts["correction"] == "in_time"
    percent = 20 if in_time else 50
    most = 100_000_000 if in_time else 200_000_000
    if facts["eia_document"] == "report":
        percent += 5
    elif facts["eia_document"] == "report_key":
        percent += 10
    if facts["facility_state"] == "none_built":
        percent += 12
    if facts["place"] == "inside":
        percent += 6
    elif facts["place"] == "core":
        percent += 15
    if facts["pollutant"] == "ordinary":
        percent += 5
    elif facts["pollutant"] == "toxic":
        percent += 13
    times = facts["violations_2y"]
    if in_time:
        if facts["duration_months"] >= 12:
            percent += 11
        elif facts["duration_months"] >= 6:
            percent += 6
        if times >= 4:
            percent += 14
        elif times == 3:
            percent += 8
        elif times == 2:
            percent += 4
        if facts["verified_complaint"]:
            percent += 5
    party = min(max(most * percent // 100, 20_000_000 if in_time else 100_000_000), most)
    percent = 0
    if facts["harm"] == "some":
        percent += 19
    elif facts["harm"] == "serious":
        percent += 40
    if facts["role"] == "manager":
        percent += 25
    if times >= 3:
        percent += 35
    elif times == 2:
        percent += 16
    return party, 5_000_000 + 15_000_000 * percent // 100


# Reads as many values out of a dict as the assessment does, and does nothing with them.
BARE_CALL = r"""
#include <pybind11/pybind11.h>
namespace py = pybind11;
PYBIND11_MODULE(bare_call, module) {
  module.def("bare_call", [](const py::dict& facts) {
    long sum = 0;
    for (const auto& [name, value] : facts) {
      Py_ssize_t size = 0;
      sum += PyUnicode_AsUTF8AndSize(name.ptr(), &size)[0];
      sum += PyUnicode_Check(value.ptr()) ? PyUnicode_AsUTF8AndSize(value.ptr(), &size)[0] : PyLong_AsLong(value.ptr());
    }
    return sum;
  });
}
"""


def bare_module(folder: str) -> ModuleType | None:
    """Return an extension with one function, built now; None without pybind11 or a compiler."""
    if importlib.util.find_spec("pybind11") is None:
        return None
    import pybind11

    source = Path(folder) / "bare_call.cpp"
    source.write_text(BARE_CALL, encoding="utf-8")
    target = Path(folder) / "bare_call.so"
    includes = [f"-I{pybind11.get_include()}", f"-I{sysconfig.get_paths()['include']}"]
    command = ["c++", "-std=c++20", "-O3", "-shared", "-fPIC", *includes, str(source), "-o", str(target)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    spec = importlib.util.spec_from_file_location("bare_call", target)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def draw(source: random.Random) -> Facts:
    """Return some case of ten facts."""
    return {fact: source.choice(options) for fact, options in CHOICES.items()}


def timed(work: Callable[[], object], calls: int) -> float:
    """Return the processor time of one call in nanoseconds, of `calls` that `work` makes."""
    rounds = 1
    while True:
        begun = time.process_time_ns()
        for _ in range(rounds):
            work()
        spent = time.process_time_ns() - begun
        if spent > 50_000_000:
            return spent / (rounds * calls)
        rounds *= 2


def main() -> None:
    """Check the answers, then time."""
    standard = cailiang.load("hunan/ecology/standard_2021")
    source = random.Random(20240506)
    cases = [draw(source) for _ in range(MANY)]
    for facts in cases:
        found = standard.assess("t2_1", facts, act_date=DATE)
        party, person = if_chain(facts)
        for subject, fine in (("party", party), ("responsible_person", person)):
            outcome = found[subject]
            if (outcome.kind, outcome.min.fen, outcome.max.fen) != ("point", fine, fine):
                sys.exit(f"wrong answer, nothing is timed: {facts} {subject} {fine}")

    one = {
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
    without_role = {fact: value for fact, value in one.items() if fact != "role"}
    assess = standard.assess

    def repeat(call: Callable[[Facts], object], facts: Facts) -> Callable[[], object]:
        def work() -> None:
            for _ in range(MANY):
                call(facts)

        return work

    def each(call: Callable[[Facts], object]) -> Callable[[], object]:
        def work() -> None:
            for facts in cases:
                call(facts)

        return work

    def call(facts: Facts) -> object:
        return assess("t2_1", facts, act_date=DATE)

    with tempfile.TemporaryDirectory() as folder:
        scenarios = {
            "if_chain": repeat(if_chain, one),
            "if_chain_many": each(if_chain),
            "assess": repeat(call, one),
            "assess_many": each(call),
            "assess_open": repeat(call, without_role),
        }
        bare = bare_module(folder)
        if bare is not None:
            scenarios["bare_call"] = repeat(bare.bare_call, one)
        # Taken in turn, so that a busy machine is busy for all of them.
        times: dict[str, list[float]] = {name: [] for name in scenarios}
        for _ in range(REPETITIONS):
            for name, work in scenarios.items():
                times[name].append(timed(work, MANY))

    report = json.dumps(
        {
            "benchmarks": [
                {
                    "run_name": name,
                    "aggregate_name": "median",
                    "cpu_time": statistics.median(values),
                    "time_unit": "ns",
                }
                for name, values in times.items()
            ]
        },
        indent=1,
    )
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(report + "\n", encoding="utf-8")
    else:
        print(report)


if __name__ == "__main__":
    main()
