# SPDX-License-Identifier: Apache-2.0
"""Encodings, pipes, Ctrl-C, and the dialogue."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest
from cailiang.__main__ import main

HUNAN = ("hunan/ecology/standard_2021", "t2_1")
LATIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_locale_c(process) -> None:
    """Python takes UTF-8 by itself."""
    done = process("list", "--place", "湖南", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "湖南省生态环境保护行政处罚裁量权基准规定" in done.stdout.decode()


def test_locale_without_chinese(process) -> None:
    """Question marks are printed; what was typed is still understood."""
    done = process("list", "--place", "湖南", "--sector", "ecology", **LATIN)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"hunan/ecology/standard_2021\n  ?????")
    unknown = process("list", "--place", "无此地", **LATIN)
    assert (unknown.returncode, unknown.stdout) == (2, b"")
    assert unknown.stderr.startswith(b'command line:/place: 116 bad_value: no place is known by the name "\\u65e0')


def test_gbk(process, facts: Path) -> None:
    done = process("show", *HUNAN, PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "湘环发〔2022〕8号" in done.stdout.decode("gbk")
    asked = ("assess", *HUNAN, "--facts", str(facts), "--act-date", "2024-05-01", "--json")
    in_gbk, in_utf8 = process(*asked, PYTHONIOENCODING="gbk").stdout, process(*asked, PYTHONIOENCODING="utf-8").stdout
    assert json.loads(in_gbk.decode("gbk")) == json.loads(in_utf8.decode())
    assert in_gbk.isascii() and not in_utf8.isascii()


def test_what_gbk_lacks_is_no_exception(process, own: Path) -> None:
    file = own / "example/law/lakes_2020/pack.json"
    file.write_text(file.read_text(encoding="utf-8").replace("责令驶离", "责令驶离 SO₂ ✓"), encoding="utf-8")
    done = process("show", "example/law/lakes_2020", "20", "--packs", str(own), PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "责令驶离 SO? ?" in done.stdout.decode("gbk")


def test_an_argument_that_is_no_text(process, cailiang) -> None:
    done = process("show", os.fsdecode(b"\xff"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is not UTF-8" in done.stderr
    ran = cailiang("index", "a\ud800b")
    assert (ran.status, ran.out, ran.err) == (2, "", "command line: 102 not_utf8: 'a\\ud800b' is not UTF-8\n")


def test_a_folder_in_a_locale_without_chinese(process, own: Path) -> None:
    folder = str(own.rename(own.with_name("数据包")))
    for command in (("list", "--packs", folder), ("index", folder)):
        done = process(*command, **LATIN)
        assert (done.returncode, done.stderr) == (0, b"")


def test_nobody_reads_on() -> None:
    command = [sys.executable, "-m", "cailiang", "show", *HUNAN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_a_full_disk() -> None:
    command = [sys.executable, "-m", "cailiang", "show", *HUNAN]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"standard output: 505 not_writable: No space left on device\n"


def test_standard_output_that_is_closed() -> None:
    command = f'exec "{sys.executable}" -m cailiang list >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Typed:
        class buffer:
            @staticmethod
            def read() -> bytes:
                raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Typed)
    assert main(["assess", *HUNAN, "--act-date", "2024-05-01", "--facts", "-"]) == 130
    assert capsys.readouterr() == ("", "")


def test_without_a_terminal_it_says_how_it_is_used(process) -> None:
    for arguments in ((), ("--case", "case.json")):
        done = process(*arguments)
        assert (done.returncode, done.stderr) == (0, b"")
        out = done.stdout.decode()
        assert out.startswith("usage: cailiang ")
        for command in ("list", "find", "show", "assess", "explain", "cases", "index"):
            assert f"\n    {command} " in out


def test_on_a_terminal_it_opens_the_dialogue(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    desk = types.ModuleType("cailiang.desk")
    desk.run = lambda case=None, packs=(): opened.append((case, list(packs))) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cailiang.desk", desk)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main([]) == 7
    assert main(["--case", "case.json", "--packs", "mine", "--packs", "theirs"]) == 7
    assert opened == [(None, []), ("case.json", ["mine", "theirs"])]


def test_help_and_version(process) -> None:
    assert process("--version").stdout == b"0.1.0\n"
    for command in ("list", "find", "show", "assess", "explain", "cases", "index"):
        assert process(command, "--help").stdout.startswith(f"usage: cailiang {command} ".encode())
