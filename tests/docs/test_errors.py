# SPDX-License-Identifier: Apache-2.0
"""docs/errors.md is what the error table says."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "scripts/errors.py"))["page"]()
    assert (ROOT / "docs/errors.md").read_text(encoding="utf-8") == page, "run scripts/errors.py"
