# SPDX-License-Identifier: Apache-2.0
"""The command line: one file for each command. `cailiang.__main__` reads the arguments and prints."""

from . import assess, cases, explain, find, index, list, show

__all__ = ["COMMANDS"]

COMMANDS = (
    list.COMMAND,
    find.COMMAND,
    show.COMMAND,
    assess.COMMAND,
    explain.COMMAND,
    cases.COMMAND,
    index.COMMAND,
)
