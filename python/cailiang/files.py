# SPDX-License-Identifier: Apache-2.0
"""Names of files, which need be no text."""

from __future__ import annotations

import os
from contextlib import suppress

from .errors import error_of

__all__ = ["file_name"]


def file_name(path: str | os.PathLike[str]) -> bytes:
    """Return a name as the system has it.

    Raises
    ------
    cailiang.errors.NotFound
        If no file can have it.
    """
    name = os.fspath(path)
    # A locale without Chinese has no bytes for what was typed in UTF-8.
    for encoded in (os.fsencode, str.encode):
        with suppress(UnicodeEncodeError):
            if "\0" not in name:
                return encoded(name)
    raise error_of([(501, "not_found", "", "no file can have this name", name, 0, 0)])
