# SPDX-License-Identifier: Apache-2.0
"""What is read from and written to a terminal of 80 columns."""

from __future__ import annotations

import contextlib
import importlib
import io
import sys

from ..cli.layout import hanging

__all__ = ["Left", "prepare", "read", "rule", "say"]


class Left(Exception):
    """The officer left: end of input, or Ctrl-C."""


def prepare() -> None:
    """Make the terminal fit for Chinese."""
    # Without readline a backspace takes half of a wide character off the screen.
    with contextlib.suppress(ImportError):
        importlib.import_module("readline")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def read(prompt: str) -> str:
    """Return a line as it was typed, without blanks around it.

    Raises
    ------
    Left
        At the end of input, or at Ctrl-C.
    """
    try:
        return input(prompt).strip().strip("\u3000")
    except (EOFError, KeyboardInterrupt):
        print()
        raise Left from None


def say(text: str = "", indent: int = 0, hang: int = 0) -> None:
    """Print a text, wrapped."""
    print("\n".join(hanging("", text, indent, hang)) if text else "")


def rule() -> None:
    """Print a line across."""
    print("─" * 40)
