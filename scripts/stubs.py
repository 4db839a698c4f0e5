# SPDX-License-Identifier: Apache-2.0
"""Write python/cailiang/_core.pyi from the installed extension module; --check: only say whether it is current."""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

STUB = Path(__file__).resolve().parent.parent / "python" / "cailiang" / "_core.pyi"


def generate() -> str:
    """Return the stub of the module as it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pybind11_stubgen", "cailiang._core", "--exit-code", "-o", folder]
        subprocess.run(command, check=True, cwd=folder)
        return (Path(folder) / "cailiang" / "_core.pyi").read_text(encoding="utf-8")


def main() -> int:
    """Compare or write."""
    new = generate()
    old = STUB.read_text(encoding="utf-8") if STUB.exists() else ""
    if "--check" not in sys.argv[1:]:
        STUB.write_text(new, encoding="utf-8")
        return 0
    difference = list(difflib.unified_diff(old.splitlines(), new.splitlines(), "committed", "generated", lineterm=""))
    print("\n".join([*difference, "run scripts/stubs.py and commit"]) if difference else "current")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
