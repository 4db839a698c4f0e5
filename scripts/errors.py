# SPDX-License-Identifier: Apache-2.0
"""Write docs/errors.md from the error table in include/cailiang/error/errc.hpp."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "include/cailiang/error/errc.hpp"
PAGE = ROOT / "docs/errors.md"
FAMILIES = {
    1: ("Reading", "The text of a pack, a case or facts is not in the form that the format asks for."),
    2: ("Meaning of a pack", "The form is right, but names, kinds or rows do not go together."),
    3: ("Facts and questions", "What a case says cannot be so, or the standard does not ask for it."),
    4: ("Evaluation", "The case cannot be computed."),
    5: ("Files", "Packs, indexes and case files on disk."),
}
INTRODUCTION = """# Errors

Every error has a number and a name, the same in C++ (`cailiang::Errc`), in Python (`cl.Error` and one subclass per
code, with `.code`, `.name`, `.where`, `.found`) and on the command line (`file:pointer: number name: text`). Numbers
are never reused. `where` is a JSON Pointer into the pack, the case or the facts; syntax errors carry line and column.
All findings of one reading are reported at once. Treat a number that is not in this table as a failure.

That the law gives no range, or needs a fact it was not told, is no error but an outcome (`gap`, `not_applicable`,
`open`).
"""


def page() -> str:
    """Return the text of the page."""
    text = TABLE.read_text(encoding="utf-8")
    numbers = {name: int(number) for name, number in re.findall(r"^  (\w+) = (\d+),$", text, re.MULTILINE)}
    rows = re.findall(r'ErrcInfo\{Errc::(\w+), "(\w+)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\}', text)
    parts = [INTRODUCTION]
    for family, (title, meaning) in FAMILIES.items():
        parts.append(f"\n## {family}xx {title}\n\n{meaning}\n\n| number | name | what it says |\n|---|---|---|\n")
        for code, name, sentence in rows:
            if numbers[code] // 100 == family:
                joined = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', sentence)).replace('\\"', '"')
                parts.append(f"| {numbers[code]} | `{name}` | {joined} |\n")
    if len(rows) != len(numbers):
        msg = f"{len(numbers)} codes, but {len(rows)} rows of the table"
        raise SystemExit(msg)
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
