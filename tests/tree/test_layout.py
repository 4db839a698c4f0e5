# SPDX-License-Identifier: Apache-2.0
"""C++ is laid out as .clang-format says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("include", "src", "python/bindings", "tests", "bench")


def test_cpp_is_laid_out() -> None:
    files = [
        str(file) for folder in FOLDERS for end in ("hpp", "ipp", "cpp") for file in (ROOT / folder).rglob(f"*.{end}")
    ]
    assert len(files) > 100
    tool = Path(sys.executable).with_name("clang-format")
    done = subprocess.run([tool, "--dry-run", "--Werror", *files], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[:4000]
