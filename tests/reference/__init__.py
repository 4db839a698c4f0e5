# SPDX-License-Identifier: Apache-2.0
"""A second, slow and plain evaluator of the pack format: the executable half of docs/pack-format.md.

It shares nothing with the library. It trusts the packs it loads (the library's reader is the judge of them) and follows
the text of the format notion by notion, one file each. Section numbers in comments are those of the format.

Pack authors run it on their packs while they write them (from the root of the repository):

    python3 -m tests.reference data                      # every cases.json below data/
    python3 -m tests.reference data/hunan/ecology        # one folder; packs it uses are found in data/ and the suite
    python3 -m tests.reference data/x/y/z --show CASE    # the whole result of one case, as JSON

A case in which a dozen facts are unknown goes through thousands of completions and may take a minute; --slow names it.
"""

from .evaluate import assess
from .pack import Catalogue

__all__ = ["Catalogue", "assess"]
