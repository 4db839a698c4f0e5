# SPDX-License-Identifier: Apache-2.0
"""The arguments of a command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import NoReturn

__all__ = ["Parser"]


class Parser(ArgumentParser):
    """Says in one line, as of any bad input, what no command takes; `--help` says what it takes."""

    def error(self, message: str) -> NoReturn:
        """End the process with status 2."""
        text = "".join(each if each.isprintable() else repr(each)[1:-1] for each in message)
        print(f"command line: {text}", file=sys.stderr)
        raise SystemExit(2)
