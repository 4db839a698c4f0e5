# SPDX-License-Identifier: Apache-2.0
"""The case is kept, whatever happens, and nobody else's file is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import cailiang as cl
import pytest
from cailiang.__main__ import main
from cailiang.desk import run
from cailiang.desk.saved import free_name, load

HUNAN = "hunan/ecology/standard_2021"
BEGUN = ("未批先建", "1", "2024-05-01")
"""Table 1 of Hunan, and the day of the act."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question comes first, however slow the machine is: a number."""
    monkeypatch.setattr("cailiang.desk.questions.BUDGET", 60.0)


@pytest.mark.parametrize("name", [".", "/", "..", "\0", "no/such/folder/x.json", "x" * 300])
def test_what_is_no_file_name_loses_nothing(talk, name: str) -> None:
    screen = talk(*BEGUN, f"保存 {name}", "1000000", "退出")
    assert "不能写入" in screen
    assert load("hunan-t1-2024_05_01.json").facts == {"total_investment": "1000000"}
    assert [each.name for each in Path().iterdir()] == ["hunan-t1-2024_05_01.json"]


def test_bytes_that_are_no_text_are_asked_again(talk) -> None:
    wrong = os.fsdecode("证据：笔录".encode("gbk"))
    screen = talk(*BEGUN, "1000000", wrong, "证据：笔录第2页", "退出")
    assert "不是 UTF-8" in screen
    assert load("hunan-t1-2024_05_01.json").evidence == {"total_investment": "笔录第2页"}


def test_text_of_a_locale_without_chinese_is_understood(talk) -> None:
    assert "已退出" in talk(os.fsdecode("退出".encode()))


@pytest.mark.parametrize("raised", [RuntimeError("unforeseen"), MemoryError(), KeyboardInterrupt()])
def test_the_case_is_kept_before_an_error_is_shown(talk, raised: BaseException) -> None:
    with pytest.raises(type(raised)):
        talk(*BEGUN, "1000000", raised)
    assert load("hunan-t1-2024_05_01.json").facts == {"total_investment": "1000000"}


@pytest.mark.parametrize("end", ["退出", EOFError()])
def test_nobody_elses_file_is_overwritten(talk, end: str | BaseException) -> None:
    Path("hunan-t1-2024_05_01.json").write_text("another party", encoding="utf-8")
    talk(*BEGUN, "1000000", end)
    assert Path("hunan-t1-2024_05_01.json").read_text(encoding="utf-8") == "another party"
    assert load("hunan-t1-2024_05_01-2.json").facts == {"total_investment": "1000000"}


def test_a_name_that_is_taken_gets_a_number_and_stays_its_own(talk) -> None:
    Path("p.json").write_text("another party", encoding="utf-8")
    screen = talk(*BEGUN, "保存 p.json", "1000000", "保存", "退出")
    assert "p.json 已有，不覆盖。\n已存：p-2.json" in screen
    assert screen.count("已存：p-2.json") == 2
    assert Path("p.json").read_text(encoding="utf-8") == "another party"
    assert load("p-2.json").facts == {"total_investment": "1000000"}


def test_names_that_are_free(tmp_path: Path) -> None:
    name = str(tmp_path / "p.json")
    assert free_name(name, set()) == name
    Path(name).touch()
    assert free_name(name, {os.path.realpath(name)}) == name
    (tmp_path / "p-2.json").symlink_to("nothing")
    assert free_name(name, set()) == str(tmp_path / "p-3.json")


def test_what_is_kept_goes_elsewhere_if_it_must(talk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home, cannot = tmp_path / "home", tmp_path / "file"
    home.mkdir()
    cannot.touch()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("cailiang.desk.prompt.proposed_name", lambda draft: str(cannot / "case.json"))
    screen = "".join(talk(*BEGUN, "1000000", "退出").split())
    assert f"不能写入{cannot}/case.json：没有这个目录" in screen
    assert f"已存：{home}/case.json" in screen
    assert load(str(home / "case.json")).facts == {"total_investment": "1000000"}
    monkeypatch.setenv("HOME", str(cannot))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(cannot))
    assert '"total_investment": "1000000"' in talk(*BEGUN, "1000000", "退出")


def test_a_file_keeps_what_else_it_says(talk, file) -> None:
    more = {"id": "one", "says": {"zh": "甲公司"}, "expect": {"party": {"kind": "open"}}}
    case = file(pack=HUNAN, violation="t1", act_date="2024-05-01", facts={}, **more)
    talk("1000000", case=case)
    written = json.loads(Path(case).read_text(encoding="utf-8"))
    assert {key: written[key] for key in more} == more
    assert written["facts"] == {"total_investment": "1000000"}


def test_a_link_stays_a_link(talk, file) -> None:
    case = file("real.json", pack=HUNAN, violation="t1", act_date="2024-05-01", facts={})
    Path("link.json").symlink_to(case)
    talk("1000000", case="link.json")
    assert Path("link.json").is_symlink()
    assert load(case).facts == {"total_investment": "1000000"}


def test_nothing_is_written_before_a_violation_is_chosen(talk) -> None:
    assert "没有可存的" in talk("保存", "保存 x.json", "退出")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("command", ["保存　x.json", "保存：x.json", "保存:x.json", "保存 x.json"])
def test_forms_of_the_command(talk, command: str) -> None:
    assert "已存：x.json" in talk(*BEGUN, command)


def test_the_hint_can_be_typed(talk, tmp_path: Path) -> None:
    folder = tmp_path / "own packs"
    (entry,) = (each for each in cl.Catalogue.shipped().list() if each.id == "cn/law/air_2018")
    shutil.copytree(entry.folder, folder / "cn/law/air_2018")
    screen = talk(*BEGUN, "保存 我的 案件.json", packs=(str(folder),))
    case = f"--packs '{folder}' --case '我的 案件.json'\n"
    assert f"\n再办：cailiang {case}结果：cailiang assess {case}" in screen


def test_a_folder_without_packs_is_refused(talk, tmp_path: Path) -> None:
    """As on the command line: what is meant for packs of one's own is not answered from those that are shipped."""
    with pytest.raises(cl.errors.PackNotFound, match="503 pack_not_found: no pack in this folder"):
        talk(packs=(str(tmp_path),))


def test_a_command_is_on_one_line(talk) -> None:
    """However long: it is copied from the screen."""
    name = "案件" * 30 + ".json"
    assert f"已存：{name}\n再办：cailiang --case {name}\n" in talk(*BEGUN, f"保存 {name}")


@pytest.mark.parametrize("typed", [("1", "1"), ("1", "28")])
def test_only_what_can_be_assessed_is_offered_for_it(talk, typed: tuple[str, ...]) -> None:
    """Without a date, or a provision, there is no result yet."""
    screen = talk(*typed)
    assert "\n再办：cailiang --case hunan-t1" in screen
    assert "cailiang assess" not in screen


def test_the_first_lines_are_not_wrapped(talk) -> None:
    assert talk().startswith(
        "裁量：询问式办案。随时可以答“保存”或者“退出”。\n结果不是法律意见，数据包不是官方文本。\n裁量基准（"
    )


def test_at_the_end(talk, file) -> None:
    facts = {"minor_act": True, "corrected_in_time": True}
    case = {"pack": "shenzhen/urban_management/standard_2023", "violation": "i9", "act_date": "2024-05-06"}
    screen = talk("", "1", "不清楚", "？", "保存 p.json", "", case=file(**case, facts=facts))
    assert screen.count("请写文件名，如 case.json") == 2
    assert "已有的别的文件不会被覆盖" in screen
    assert screen.count("已存：p.json") == 2
    assert "不存 答 否" in talk("", "n", case="p.json")


def test_what_is_wrong_in_a_case_is_said_with_its_place(file, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    case = file(pack=HUNAN, violation="t1", act_date="2024-05-01", facts={"place": "nowhere"})
    before = Path(case).read_text(encoding="utf-8")
    with pytest.raises(cl.Error) as wrong:
        run(case=case)
    assert str(wrong.value).startswith("k.json:/facts/place: 302 option_unknown: ")
    assert Path(case).read_text(encoding="utf-8") == before


def test_everything_that_is_wrong_in_a_case_is_said(
    file, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys
) -> None:
    """As `assess --case` says it: of the form, and what the standard says of the rest; and nothing is begun."""
    monkeypatch.chdir(tmp_path)
    facts = {"place": "nowhere", "zz": 1}
    case = file(pack=HUNAN, violation="t1", act_date="2024-5-1", facts=facts, apply=["nobody"])
    with pytest.raises(cl.Error) as wrong:
        run(case=case)
    said = str(wrong.value).splitlines()
    assert [line.split(": ")[0] for line in said] == [
        f"k.json:/{where}" for where in ("act_date", "facts/zz", "facts/place", "apply/0")
    ]
    assert main(["assess", "--case", case]) == 2
    assert capsys.readouterr() == ("", "".join(f"{line}\n" for line in said))


def test_a_pack_that_is_not_there_is_wrong_in_the_file(file, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cl.Error, match=r"^k\.json:/pack: 503 pack_not_found: "):
        run(case=file(pack="no/such/pack", act_date="2024-05-01", facts={}))


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_while_something_is_computed(monkeypatch: pytest.MonkeyPatch, file, tmp_path: Path, by: int) -> None:
    monkeypatch.chdir(tmp_path)
    case = file(pack=HUNAN, violation="t1", act_date="2024-05-01", facts={})
    handlers = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    monkeypatch.setattr("builtins.input", lambda prompt: "1000000")
    asked = []

    def compute(*_: object) -> None:
        asked.append(1)
        if len(asked) == 2:
            os.kill(os.getpid(), by)

    monkeypatch.setattr("cailiang.desk.dialogue.next_question", compute)
    monkeypatch.setattr("cailiang.desk.case.needed", lambda assessment: ["total_investment"])
    assert run(case=case) == 128 + by
    assert load(case).facts == {"total_investment": "1000000"}
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == handlers
