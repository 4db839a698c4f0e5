# SPDX-License-Identifier: Apache-2.0
"""What no tracked file may hold, and what the pages name."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

# Paths of one machine and addresses of package registries; put together here so that this file does not hold them.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"(?<![\w.:/])/(?:work|root|home)/\w",
            r"\.\./" + "shared",
            r"pypi\." + "org",
            r"python" + r"hosted\.org",
            r"npmjs\." + "(?:org|com)",
            r"crates\." + "io",
            r"proxy\.golang\." + "org",
            r"repo\d?\.maven",
            r"deb\.debian\." + "org",
        ]
    )
)
PAGES = [
    name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "data/README.md") if (ROOT / name).exists()
]
CODE = re.compile(r"`([^`\s]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def tracked_files() -> list[Path]:
    """Return the files git tracks; of a tree without git, all but what is built."""
    # The checkout may belong to another user than the one who tests (root, with sudo).
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    try:
        names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
        files = [ROOT / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        files = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file; nothing for one that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_machine_or_a_registry() -> None:
    """A user has neither; lock files are the usual carriers."""
    found = []
    for path in tracked_files():
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if match := FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group()}")
    assert not found


@pytest.mark.parametrize("page", PAGES)
def test_every_path_named_in_a_page_exists(page: str) -> None:
    """A path is code with a slash that begins in a folder of ours; `<...>` in it stands for anything."""
    folder = (ROOT / page).parent
    tops = {path.name for base in (ROOT, folder) for path in base.iterdir()} - NOT_OURS
    text = FENCE.sub("", text_of(ROOT / page))
    missing = []
    for name in CODE.findall(text):
        if "/" not in name or name.split("/")[0] not in tops:
            continue
        pattern = re.sub(r"<[^>]*>", "*", name.split("#")[0]).rstrip("/")
        if not any(next(base.glob(pattern), None) for base in (ROOT, folder)):
            missing.append(name)
    assert not missing


SOURCES = [path for path in tracked_files() if path.suffix in (".cpp", ".hpp", ".ipp", ".py", ".cmake")]


def test_every_source_file_names_its_licence() -> None:
    without = [str(path.relative_to(ROOT)) for path in SOURCES if "SPDX-License-Identifier" not in text_of(path)[:200]]
    assert not without


def test_no_header_is_wider_than_the_house_or_gapes() -> None:
    """What .clang-format says of the width holds, also in comments; one blank line parts things."""
    found = []
    for path in SOURCES:
        if path.suffix not in (".hpp", ".ipp") or not path.is_relative_to(ROOT / "include"):
            continue
        lines = text_of(path).split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > 120 or (line == "" and lines[number : number + 1] == [""] and number < len(lines) - 1):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found
