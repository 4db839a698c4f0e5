# SPDX-License-Identifier: Apache-2.0
"""The command lines on the pages are command lines."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "README.md", ROOT / "docs/dialogue.md", ROOT / "docs/write-a-pack.md"]
LINES = [
    line.split("#")[0].strip()
    for page in PAGES
    for block in re.findall(r"^```sh\n(.*?)^```\n", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if line.startswith("cailiang")
]


def test_there_are_lines() -> None:
    assert len(LINES) >= 10


@pytest.mark.parametrize("line", LINES)
def test_line(process, tmp_path: Path, case: Path, own: Path, line: str) -> None:
    (tmp_path / "my").mkdir()
    own.rename(tmp_path / "my/packs")
    _, *arguments = shlex.split(line)
    done = process(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout
