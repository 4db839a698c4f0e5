# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cailiang.__main__ import main

ROOT = Path(__file__).resolve().parents[3]
BLOCK = re.compile(r"`(example/\S+\.json)`[^\n]*\n(?:[^\n`]+\n)*\n```json\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


class Ran:
    """What a command line printed, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def cailiang(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process."""

    def run(*arguments: str) -> Ran:
        status = main(list(arguments))
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command line as a user does: another process, elsewhere."""

    def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "cailiang", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, input=given, capture_output=True, env={**os.environ, **environment}, check=False
        )

    return run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of packs that docs/write-a-pack.md makes."""
    page = (ROOT / "docs/write-a-pack.md").read_text(encoding="utf-8")
    folder = tmp_path / "packs"
    for name, text in BLOCK.findall(page):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert len(list(folder.rglob("*.json"))) == 5
    return folder


FACTS = """{
  "correction": "in_time", "major_pollution": false, "eia_document": "form", "facility_state": "partly",
  "place": "outside", "pollutant": "no_discharge", "duration_months": "2", "violations_2y": "1",
  "verified_complaint": false, "harm": "no_harm"
}
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Facts on which table 2-1 of Hunan gives the statutory minimum; the role of the person is not told."""
    file = tmp_path / "facts.json"
    file.write_text(FACTS, encoding="utf-8")
    return file


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The same as a case file."""
    file = tmp_path / "case.json"
    head = '{"pack": "hunan/ecology/standard_2021", "violation": "t2_1", "act_date": "2024-05-01", "facts": '
    file.write_text(f"{head}{FACTS}}}\n", encoding="utf-8")
    return file
