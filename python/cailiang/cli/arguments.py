# SPDX-License-Identifier: Apache-2.0
"""The arguments of a command line."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any, NoReturn

from .. import errors

__all__ = ["Parser"]

_Finding = tuple[int, str, str, str, str, int, int]

_POINTERS = {"desk_case": "case", "packs_before": "packs", "provision": "provisions"}
"""Where another name is used than that of the option."""


class Parser(ArgumentParser):
    """Raises what no command takes as findings, as of any bad input; `--help` says what it takes."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._taken: list[Action] = []
        super().__init__(*arguments, **options)

    def add_argument(self, *names: Any, **options: Any) -> Action:
        """Add an argument, as `ArgumentParser` does."""
        action = super().add_argument(*names, **options)
        self._taken.append(action)
        return action

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments.

        Raises
        ------
        cailiang.Error
            Always.
        """
        raise errors.error_of(list(_findings(message)))

    def refuse_empty(self, given: Namespace) -> None:
        """See that nothing was given that says nothing, as an unset variable of a shell does.

        Raises
        ------
        cailiang.Error
            With everything that is empty.
        """
        found: list[_Finding] = []
        for action in self._taken:
            value = getattr(given, action.dest, None)
            if any(isinstance(each, str) and not each.strip() for each in (value if type(value) is list else [value])):
                name = action.option_strings[0] if action.option_strings else str(action.metavar)
                said = "say which" if action.required else "leave it out, or say which"
                found.append((116, "bad_value", _pointer(action.dest), f"{name} is empty; {said}", "", 0, 0))
        if found:
            raise errors.error_of(found)


def _pointer(name: str) -> str:
    """Return the place of an argument; `name` as it is typed, or of its metavar."""
    name = name.split("/")[-1].lstrip("-").replace("-", "_").lower()
    return "/" + _POINTERS.get(name, name)


def _findings(message: str) -> Iterator[_Finding]:
    """Yield what a message of argparse says, each with a code of the table."""
    what, _, rest = message.partition(": ")
    if what == "the following arguments are required":
        for name in rest.split(", "):
            yield 109, "missing_key", _pointer(name), f"{name} is missing", "", 0, 0
    elif what.startswith("argument "):
        name = what.removeprefix("argument ")
        code, of_table = (109, "missing_key") if rest.startswith("expected ") else (116, "bad_value")
        yield code, of_table, _pointer(name), f"{name}: {rest}", "", 0, 0
    elif what in ("unrecognized arguments", "ambiguous option"):
        yield 108, "unknown_key", "", message, "", 0, 0
    else:
        yield 118, "bad_combination", "", message, "", 0, 0
