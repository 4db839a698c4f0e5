# SPDX-License-Identifier: Apache-2.0
"""The smallest packs and case that still fail, so that a person can see why.

python3 -m tests.property.shrink 117 2 --program build/dev/tests/assess_lines     # seed 117, case 2
"""

import argparse
import copy
import json
import time

from .check import Program, by_reference, unlike
from .generate import generate


def smallest(line, fails, seconds=60):
    """Leave out or lift out parts of {"packs", "case"} for as long as fails(line)."""
    end = time.monotonic() + seconds
    shrunk = True
    while shrunk:
        shrunk = False
        for path in list(_paths(line)):
            for smaller in _smaller(line, path):
                if time.monotonic() > end:
                    return line
                if fails(smaller):
                    line, shrunk = smaller, True
                    break
    return line


def _paths(value, path=()):
    keys = list(value) if isinstance(value, dict) else reversed(range(len(value))) if isinstance(value, list) else ()
    for key in keys:
        yield (*path, key)
        yield from _paths(value[key], (*path, key))


def _smaller(line, path):
    """Without what stands at the path; with a part of it in its place."""
    try:
        here = line
        for key in path:
            here = here[key]
    except (KeyError, IndexError, TypeError):
        return  # gone with an earlier step
    if path in (("packs",), ("case",)):
        return
    parts = []
    if isinstance(here, dict) and len(here) == 1:
        (inner,) = here.values()
        parts = inner if isinstance(inner, list) else [inner]
    for part in [None, *parts]:
        made = copy.deepcopy(line)
        holder = made
        for key in path[:-1]:
            holder = holder[key]
        if not isinstance(holder, dict | list):
            return
        if part is None:
            del holder[path[-1]]
        else:
            holder[path[-1]] = part
        yield made


def unlike_reference(program):
    """Whether both evaluators take a line and differ on it."""

    def fails(line):
        found = program(line["packs"], line["case"])
        if "outcomes" not in found:
            return False
        try:
            return bool(unlike(by_reference(line["packs"], line["case"]), found))
        except Exception:  # the reference trusts its packs; what is cut too small may be none
            return False

    return fails


def main():
    parser = argparse.ArgumentParser(prog="python3 -m tests.property.shrink", description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("case", type=int)
    parser.add_argument("--program", required=True)
    arguments = parser.parse_args()
    made = generate(arguments.seed)
    fails = unlike_reference(Program(arguments.program))
    line = smallest({"packs": made["packs"], "case": made["cases"][arguments.case]}, fails)
    print(json.dumps(line, ensure_ascii=False, indent=2))
    print("\n".join(unlike(by_reference(**line), Program(arguments.program)(**line))))


if __name__ == "__main__":
    main()
