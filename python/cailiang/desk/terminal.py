# SPDX-License-Identifier: Apache-2.0
"""What is read from and written to a terminal of 80 columns, and how it is left."""

from __future__ import annotations

import contextlib
import importlib
import io
import locale
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType

from ..cli.layout import hanging

__all__ = ["Left", "heed_no_signal", "leaving", "prepare", "read", "rule", "say"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Left(Exception):
    """The officer left, or was made to: 退出, end of input, Ctrl-C, a terminal that is closed."""

    def __init__(self, by: int = 0) -> None:
        super().__init__()
        self.status = 128 + by if by else 0
        """The exit status: that of a process that a signal ended, where one did."""


def prepare() -> None:
    """Make the terminal fit for Chinese."""
    _have_utf8()
    # Without readline a backspace takes half of a wide character off the screen.
    with contextlib.suppress(ImportError):
        importlib.import_module("readline")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        # So that a wrong byte is answered by `read`, and does not end the dialogue.
        sys.stdin.reconfigure(errors="surrogateescape")


def _have_utf8() -> None:
    """Have readline take bytes together to characters, where the locale is not installed, or knows no characters.

    ssh hands over the locale of the other side. readline asks the environment, and takes what it does not know for
    ASCII, in which the bytes of Chinese are commands to it.
    """
    try:
        locale.setlocale(locale.LC_CTYPE, "")
        if locale.nl_langinfo(locale.CODESET) not in ("ANSI_X3.4-1968", "US-ASCII", "646"):
            return
    except locale.Error:
        pass
    os.environ["LC_ALL"] = "C.UTF-8"
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")


@contextlib.contextmanager
def leaving() -> Iterator[None]:
    """Have the signals that end a process raise `Left`."""

    def leave(by: int, _: FrameType | None) -> None:
        raise Left(by)

    before = {each: signal.signal(each, leave) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def heed_no_signal() -> None:
    """See that what has to be done before the end is done."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)


def read(prompt: str) -> str:
    """Return a line as it was typed, without blanks around it.

    Raises
    ------
    Left
        At the end of input, and at a signal.
    """
    while True:
        try:
            text = input(prompt)
        except (EOFError, Left) as end:
            with contextlib.suppress(OSError):
                print()
            raise (end if isinstance(end, Left) else Left()) from None
        try:
            # A locale without Chinese hands out its bytes one by one.
            return text.encode(errors="surrogateescape").decode().strip()
        except UnicodeDecodeError:
            say("有不能识别的字符（不是 UTF-8），请重新输入。", indent=2)


def say(text: str = "", indent: int = 0, hang: int = 0) -> None:
    """Print a text, wrapped."""
    print("\n".join(hanging("", text, indent, hang)) if text else "")


def rule() -> None:
    """Print a line across."""
    print("─" * 40)
