# SPDX-License-Identifier: Apache-2.0
"""Run every cases.json below some folders and print what differs. See the package for how pack authors use it."""

import argparse
import json
import sys
import time
from pathlib import Path

from . import Catalogue, assess
from .compare import differences

ROOT = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(prog="python3 -m tests.reference", description=__doc__)
    parser.add_argument("folders", nargs="*", default=[ROOT / "tests/conformance/packs"])
    parser.add_argument("--show", metavar="CASE", help="print the whole result of the cases with this id")
    parser.add_argument("--slow", action="store_true", help="name the cases that take more than a second")
    arguments = parser.parse_args()
    ran = failed = 0
    for folder in arguments.folders:
        # Packs of the suite and of the shipped data may have one id.
        catalogue = Catalogue(folder, ROOT / "data", ROOT / "tests/conformance/packs")
        for file in sorted(Path(folder).rglob("cases.json")):
            suite = json.loads(file.read_text(encoding="utf-8"))
            for case in suite["cases"]:
                if arguments.show not in (None, case["id"]):
                    continue
                started = time.monotonic()
                try:
                    result = assess(catalogue, {"pack": suite["pack"], **case})
                    lines = differences(case["expect"], result["outcomes"])
                except Exception as error:  # a case that cannot be evaluated must not hide the others
                    if arguments.show:
                        raise
                    result, lines = None, [f"{type(error).__name__}: {error}"]
                ran, failed = ran + 1, failed + bool(lines)
                for line in lines:
                    print(f"{suite['pack']} {case['id']}: {line}")
                if arguments.show:
                    print(json.dumps(result, ensure_ascii=False, indent=2))
                if arguments.slow and time.monotonic() - started > 1:
                    print(f"{suite['pack']} {case['id']}: {time.monotonic() - started:.1f} s")
    print(f"{ran} cases, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
