# SPDX-License-Identifier: Apache-2.0
"""The package as a whole: its names, its version, and what it says when it is not built."""

from __future__ import annotations

import pydoc
import re
import shutil
import subprocess
import sys
from pathlib import Path

import cailiang as cl

ROOT = Path(__file__).resolve().parents[2]


def test_names() -> None:
    assert dir(cl) == sorted(cl.__all__)
    assert all(hasattr(cl, name) for name in cl.__all__)


def test_help_says_what_every_field_is() -> None:
    classes = [each for each in vars(cl).values() if isinstance(each, type)]
    fields = {each: [*getattr(each, "__dataclass_fields__", ()), *getattr(each, "_fields", ())] for each in classes}
    assert sum(map(bool, fields.values())) > 12
    for each, names in fields.items():
        said = pydoc.render_doc(each, renderer=pydoc.plaintext)
        for name in names:
            assert name.startswith("_") or f"\n |  {name}\n |      " in said, (each, name)


def test_version_is_that_of_the_project() -> None:
    project = re.search(r"project\(cailiang VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
    assert project is not None
    assert cl.__version__ == project[1]


def test_is_typed() -> None:
    assert (ROOT / "python/cailiang/py.typed").exists()


def test_without_the_extension_it_says_what_to_do(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "python/cailiang", tmp_path / "cailiang", ignore=shutil.ignore_patterns("*.so", "__pycache__")
    )
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import cailiang"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert ran.returncode == 1
    assert "No module named 'cailiang._core'" in ran.stderr
    assert "pip install ." in ran.stderr
    said = "cailiang's extension module is not built: run 'pip install .' in the checkout, outside python/.\n"
    script = tmp_path / "bin" / "cailiang"
    script.parent.mkdir()
    script.write_text("import sys\nfrom cailiang.__main__ import main\nsys.exit(main())\n", encoding="utf-8")
    for program in (["-m", "cailiang"], [str(script)]):
        command = [sys.executable, "-S", *program, "list"]
        environment = {"PYTHONPATH": str(tmp_path)}
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment)
        assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", said)


def test_importing_takes_in_no_more_than_it_needs() -> None:
    """A command that starts for every case should start at once."""
    ran = subprocess.run(
        [sys.executable, "-c", "import cailiang, sys; print(*sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert not {"numpy", "pandas", "rich", "jinja2"} & set(ran.stdout.split())
