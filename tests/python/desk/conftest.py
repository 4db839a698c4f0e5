# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cailiang.desk import run


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., str]:
    """Hold the dialogue in this process, with what is typed; return the screen. An exception among it is raised."""
    monkeypatch.chdir(tmp_path)

    def hold(*typed: str | BaseException, case: str | None = None, packs: tuple[str, ...] = ()) -> str:
        left = list(typed)

        def answer(prompt: str) -> str:
            print(prompt, end="")
            if not left:
                raise EOFError
            text = left.pop(0)
            if isinstance(text, BaseException):
                raise text
            print(text.encode("utf-8", "replace").decode())
            return text

        monkeypatch.setattr("builtins.input", answer)
        run(case=case, packs=packs)
        screen = capsys.readouterr().out
        assert not left, f"nobody asked for {left}:\n{screen}"
        return screen

    return hold


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Write a case file, as by hand."""

    def write(name: str = "k.json", **case: Any) -> str:
        (tmp_path / name).write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        return name

    return write
