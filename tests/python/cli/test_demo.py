# SPDX-License-Identifier: Apache-2.0
"""`python -m cailiang.demo`: the amounts that the worked cases say."""

from __future__ import annotations

import os
import subprocess
import sys

from cailiang.cli.layout import WIDTH, width


def test_demo() -> None:
    command = [sys.executable, "-W", "error", "-m", "cailiang.demo"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    out = done.stdout.decode()
    # Hunan 2-1, not corrected in time: 50+10+12+6+13 = 91 % of 2 million; 12-3: 50,000 + 79 % of 150,000.
    assert "罚款  1,820,000元" in out and "罚款  168,500元" in out
    # Shenzhen item 2: the heavier of two rows; item 1: 2,000 to 20,000 as long as the count is not known.
    assert "罚款  5,000元" in out
    narrowing = [line for line in out.splitlines() if line.startswith("  →")]
    assert [line.split("，待")[0] for line in narrowing] == [
        "  →  open  2,000元（含）至20,000元（含）",
        "  →  open  10,000元（含）至20,000元（含）",
        "  →  point  10,000元",
    ]
    # Xinjiang 17123: recommended 1,400 of 1,000 to 2,000.
    assert "罚款  1,000元（含）至2,000元（含）\n  建议  1,400元" in out
    # The arithmetic, from the engine's reasons.
    assert out.count("【说理】") == 3
    assert "起点50% + 10% + 12% + 6% + 13% = 91%" in out
    assert "91% × 法定上限2,000,000元 = 1,820,000元" in out
    assert all(width(line) <= WIDTH for line in out.splitlines())
