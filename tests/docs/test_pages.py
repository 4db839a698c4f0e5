# SPDX-License-Identifier: Apache-2.0
"""Every program on a page runs and prints the block after it, without the repository beside it."""

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


def programs(language: str) -> list[object]:
    """Return the programs in a language: text, expected output, and the line it stands in as the test's name."""
    found: list[object] = []
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
