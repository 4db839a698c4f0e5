# SPDX-License-Identifier: Apache-2.0
"""Random packs and cases with what the reference says of them, one JSON object a line: {seed, packs, case, expected}.

    python3 -m tests.property.expected 0 500 > expected.jsonl
    python3 -m tests.property.expected 0 500 --cases 8

A line whose outcome carries not_tight may be met by a narrower one.
"""

import argparse
import json
import sys

from tests.reference import Catalogue, assess

from .generate import generate


def lines(first, last, cases):
    for seed in range(first, last):
        made = generate(seed, cases)
        for case in made["cases"]:
            yield {
                "seed": seed,
                "packs": made["packs"],
                "case": case,
                "expected": assess(Catalogue(packs=made["packs"]), case),
            }


def main():
    parser = argparse.ArgumentParser(prog="python3 -m tests.property.expected", description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--cases", type=int, default=4)
    arguments = parser.parse_args()
    for line in lines(arguments.first, arguments.last, arguments.cases):
        json.dump(line, sys.stdout, ensure_ascii=False, separators=(",", ":"))
        print()


if __name__ == "__main__":
    main()
