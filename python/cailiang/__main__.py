# SPDX-License-Identifier: Apache-2.0
"""The command line: ``cailiang``, also ``python -m cailiang``.

Exit status: 0 an assessment was made, whatever its kind; 1 cases failed; 2 bad input, or what is to be written
cannot be. Then every finding stands on standard error, one a line, ``file:pointer: code name: text``, those of a
file together; with bad input nothing is on standard output.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from . import __version__
from .cli import COMMANDS
from .cli.arguments import Parser
from .errors import Error, Finding

__all__ = ["main", "printing"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default that of the process, and return the exit status."""
    return printing(lambda: _run(sys.argv[1:] if arguments is None else arguments))


def printing(run: Callable[[], int]) -> int:
    """Run something that prints: in any encoding, until nobody reads on or Ctrl-C is typed."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal without Chinese gets question marks, not an exception.
        sys.stdout.reconfigure(errors="replace")
    try:
        status = run()
        if sys.stdout is not None:  # it was closed by who ran this
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Nobody reads on, as with head.
        _give_up_printing()
        return 128 + signal.SIGPIPE
    except Error as error:
        files = list(dict.fromkeys(finding.file for finding in error.found))
        for finding in sorted(error.found, key=lambda each: files.index(each.file)):
            _complain(finding)
        return 2
    except OSError as error:
        _give_up_printing()
        _complain(Finding(505, "not_writable", "", error.strerror or str(error), "standard output"))
        return 2
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _give_up_printing() -> None:
    """See that what is still to be written is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    try:
        given = parser.parse_args(list(map(_text, arguments)))
        given.packs = [*given.packs_before, *getattr(given, "packs", ())]
        parser.refuse_empty(given)
        if given.command is None:
            return _dialogue(parser, given)
        given.parser.refuse_empty(given)
        if given.desk_case is not None:
            said = "--case before a command opens the dialogue; write it after the command"
            raise Error([Finding(118, "bad_combination", "/case", said)])
        answer = given.command.run(given)
    except SystemExit as finished:
        # Help was printed.
        return int(finished.code or 0)
    for note in answer.notes:
        print(note, file=sys.stderr)
    print(answer.text)
    return int(answer.status)


def _text(argument: str) -> str:
    """Return an argument as it was typed: a locale without Chinese hands out its bytes one by one."""
    try:
        return argument if argument.isascii() else argument.encode(errors="surrogateescape").decode()
    except UnicodeError:
        raise Error([Finding(102, "not_utf8", "", f"{argument!r} is not UTF-8")]) from None


def _dialogue(parser: ArgumentParser, given: Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        parser.print_help()
        return 0
    from .desk import run

    return run(case=given.desk_case, packs=given.packs)


def _complain(finding: Finding) -> None:
    placed = finding if finding.file else finding._replace(file="command line")
    text = str(placed)
    if not text.isprintable():
        # One a line, whatever was quoted.
        text = "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
    print(text, file=sys.stderr)


def _parser() -> Parser:
    parser = Parser(
        prog="cailiang",
        description="行政处罚裁量权基准：算出罚款的幅度，说明理由。(Discretion standards.) "
        "在终端上不带命令运行，为询问式办案。(On a terminal, without a command: the officer's dialogue.)",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--case", metavar="FILE", dest="desk_case", help="接着办一件存下的案件 (a case taken up again)")
    _add_packs(parser, "packs_before", [])
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="命令 (commands)", metavar="COMMAND")
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help, description=command.help)
        command.options(own)
        _add_packs(own, "packs", [])
        own.set_defaults(command=command, parser=own)
    return parser


def _add_packs(parser: ArgumentParser, to: str, default: list[str]) -> None:
    parser.add_argument(
        "--packs",
        metavar="FOLDER",
        dest=to,
        action="append",
        default=default,
        help="自备的数据包目录，先于随附的查找；可以多次 (a folder of packs of one's own, searched first)",
    )


if __name__ == "__main__":
    sys.exit(main())
