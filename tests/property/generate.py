# SPDX-License-Identifier: Apache-2.0
"""Random valid packs and cases, the same for the same seed.

Every construct of the format may come up: branches, tiers under the three matches and with grades, weights in columns,
steps, circumstances, class rows, derived facts, terms, tracks, another subject's fine, positions in a range, rules.
Few facts are left unknown in a case, so that all completions can be gone through.
"""

import json
import sys

from .random_packs.cases import CaseMaker

OWN_FACTS = 1_000_000
"""From this seed on the standard declares derived facts itself, so that its rules hold within them."""


def generate(seed, cases=4):
    """{"packs": [statute, standard], "cases": [...]}"""
    maker = CaseMaker(seed)
    act = maker.statute(maker.facts())
    packs = [act, maker.standard(act)]
    if seed >= OWN_FACTS:
        maker.declare_derived(*packs)
    return {"packs": packs, "cases": [maker.case(number, packs) for number in range(cases)]}


if __name__ == "__main__":
    json.dump(generate(int(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=2)
