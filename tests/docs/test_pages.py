# SPDX-License-Identifier: Apache-2.0
"""Every program on a page runs and prints the block after it, without the repository beside it; mypy accepts it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]
PROGRAM = re.compile(r"^```(cpp|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
CMAKE = re.compile(r"^```cmake\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def programs(language: str) -> list[pytest.ParameterSet]:
    """Return the programs in a language: text, expected output, and the line it stands in as the test's name."""
    found: list[pytest.ParameterSet] = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in PROGRAM.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            if match[1] == language:
                found.append(pytest.param(match[2], match[3], id=f"{page.name}:{line}"))
    return found


@pytest.mark.parametrize(("program", "printed"), programs("python"))
def test_python(program: str, printed: str | None, tmp_path: Path) -> None:
    """As a user's own file, with the installed package."""
    command = [sys.executable, "-I", "-W", "error", "-c", program]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert printed is None or ran.stdout == printed


# What a user writes who goes by the pages, and what a checker should stop.
TYPED = """
import cailiang as cl
import numpy as np
from fractions import Fraction

facts = {"correction": "in_time", "major_pollution": False, "duration_months": 2, "place": cl.Fact("outside", "p. 3")}
standard = cl.load("hunan/ecology/standard_2021")
a = standard.assess("t2_1", facts, act_date="2024-05-01", decided={"party": np.int64(80000)})
standard.assess("t2_1", {"duration_months": np.int64(2), "disposal_cost": cl.fen(np.int64(5))}, act_date="2024-05-01")
print(a["party"].range.min.yuan, a["party"].legal.max.fen, a["party"].min < a["party"].legal.max)
try:
    standard.facts["place"]
except cl.errors.FactUnknown as error:
    key: KeyError = error
    print(error.found[0].text)
except cl.errors.NotFound as error:
    missing: FileNotFoundError = error
"""
MISTAKES = """
import cailiang as cl

cl.errors.AnyTypo
standard = cl.load("hunan/ecology/standard_2021")
standard.currency = "USD"
standard.violations["t2_1"].source["x"] = "y"
standard.assess("t2_1", act_date="2024-05-01")["party"].min.yaun
"""


def mypy(folder: Path, *texts: str) -> list[str]:
    """Return what a strict mypy says of programs, a line each, `program_0.py:1: error: ...`."""
    for i, text in enumerate(texts):
        (folder / f"program_{i}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", "--no-error-summary", "--cache-dir"]
    # With the package of the checkout: an installed one that is found by PYTHONPATH alone mypy does not see.
    environment = {**os.environ, "MYPYPATH": str(ROOT / "python")}
    command += [str(ROOT / "build" / "mypy"), *(f"program_{i}.py" for i in range(len(texts)))]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_a_checker_accepts_the_programs(tmp_path: Path) -> None:
    texts = [str(param.values[0]) for param in programs("python")]
    assert len(texts) > 4
    assert mypy(tmp_path, *texts, TYPED) == []


def test_a_checker_finds_mistakes(tmp_path: Path) -> None:
    said = mypy(tmp_path, MISTAKES)
    assert [line.split(" error: ")[0] for line in said] == [f"program_0.py:{n}:" for n in (4, 6, 7, 8)], said


@pytest.mark.parametrize(("program", "printed"), programs("cpp"))
def test_cpp(program: str, printed: str | None, tmp_path: Path) -> None:
    """As a user's own project: the CMake file that docs/embed-in-cpp.md shows, on the installed library."""
    prefix = ROOT / "build" / "dev" / "consumer" / "prefix"
    assert prefix.exists(), "run cmake --workflow --preset dev first: its tests install the library there"
    project = CMAKE.search((ROOT / "docs" / "embed-in-cpp.md").read_text(encoding="utf-8"))
    assert project is not None
    (tmp_path / "CMakeLists.txt").write_text(project[1], encoding="utf-8")
    (tmp_path / "main.cpp").write_text(program, encoding="utf-8")
    configure = ["cmake", "-S", ".", "-B", "build", f"-DCMAKE_PREFIX_PATH={prefix}"]
    subprocess.run(configure, cwd=tmp_path, check=True, env={**os.environ, "CXX": "g++", "CMAKE_GENERATOR": "Ninja"})
    subprocess.run(["cmake", "--build", "build"], cwd=tmp_path, check=True)
    ran = subprocess.run([tmp_path / "build" / "my_program"], capture_output=True, encoding="utf-8")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert printed is None or ran.stdout == printed
