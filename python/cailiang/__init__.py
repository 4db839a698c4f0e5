# SPDX-License-Identifier: Apache-2.0
"""Discretion standards for administrative penalties (行政处罚裁量权基准): exact fine ranges with their reasons.

A *standard* is loaded, a *violation* is assessed on *facts* and dates, and the *assessment* holds one *outcome* for
each subject. What the words mean is said in docs/pack-format.md.

Examples
--------
>>> import cailiang as cl
>>> standard = cl.load("hunan/ecology/standard_2021")
>>> facts = {"waste_tonnes": "0.5", "waste_fate": "not_yet", "disposal_cost": "10万", "duration_months": 1}
>>> facts |= {"violations_2y": 1, "verified_complaint": False}
>>> party = standard.assess("t8_1", facts, act_date="2024-05-01")["party"]
>>> party.kind, party.min.yuan
('point', Decimal('600000.00'))
"""

try:
    from ._core import __version__
except ImportError as error:
    if error.name in ("cailiang._core", None):
        import os
        import sys

        said = "cailiang's extension module is not built: run 'pip install .' in the checkout, outside python/."
        program = os.path.basename("".join(sys.argv[:1]))
        as_module = program == "-m" and any(each.split(".")[0] == "cailiang" for each in sys.orig_argv[1:])
        if as_module or os.path.splitext(program)[0] == "cailiang":
            # As the command line: nobody who types a command has use for where the package fails.
            print(said, file=sys.stderr)
            raise SystemExit(2) from None
        error.add_note(said)
    raise

from .assessment import Assessment, Warning
from .cases import Case, read_case
from .catalogue import Catalogue, Entry, Found, load
from .errors import Error, Finding
from .law import FactInfo, Label, Option, Period, Provision, Refines, Row, Violation
from .outcome import Outcome, Range, Sanction
from .standard import Standard
from .values import ABSENT, UNPROVABLE, Fact, Money, fen

__all__ = [
    "ABSENT",
    "UNPROVABLE",
    "Assessment",
    "Case",
    "Catalogue",
    "Entry",
    "Error",
    "Fact",
    "FactInfo",
    "Finding",
    "Found",
    "Label",
    "Money",
    "Option",
    "Outcome",
    "Period",
    "Provision",
    "Range",
    "Refines",
    "Row",
    "Sanction",
    "Standard",
    "Violation",
    "Warning",
    "__version__",
    "fen",
    "load",
    "read_case",
]


def __dir__() -> list[str]:
    return __all__
