# SPDX-License-Identifier: Apache-2.0
"""The whole dialogue, on a pseudo-terminal, as an officer would hold it."""

import codecs
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import cailiang as cl
import pytest
from cailiang.cases import read_case
from cailiang.desk.questions import next_question
from cailiang.desk.saved import Draft, load, save


class Terminal:
    """A terminal with the dialogue on it."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.ours, theirs = pty.openpty()
        self.before = termios.tcgetattr(theirs)
        self.theirs = theirs
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cailiang", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, start_new_session=True,
            env={**os.environ, "TERM": "xterm", **environment},
            preexec_fn=lambda: _own_terminal(theirs),
        )  # fmt: skip
        self.screen = ""
        self.bytes = codecs.getincrementaldecoder("utf-8")("replace")

    def prompt(self) -> str:
        """Read until the dialogue waits for an answer."""
        seen = len(self.screen)
        self.until("：")
        while select.select([self.ours], [], [], 0.5)[0] or not self.screen.endswith("："):
            self.screen += self.bytes.decode(os.read(self.ours, 65536))
        return self.screen[seen:]

    def until(self, text: str) -> str:
        """Read until a text stands on the screen."""
        begun, seen = time.monotonic(), len(self.screen)
        while text not in self.screen[seen:]:
            ready, _, _ = select.select([self.ours], [], [], 0.2)
            if ready:
                try:
                    self.screen += self.bytes.decode(os.read(self.ours, 65536))
                except OSError:
                    break
            assert time.monotonic() - begun < 60, f"no {text!r} on the screen:\n{self.screen[seen:]}"
        return self.screen[seen:]

    def type(self, text: str) -> None:
        os.write(self.ours, (text + "\n").encode())

    def end(self) -> int:
        status = self.process.wait(timeout=60)
        assert termios.tcgetattr(self.theirs) == self.before
        os.close(self.ours)
        os.close(self.theirs)
        return status


def _own_terminal(terminal: int) -> None:
    import fcntl

    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    # A shell that runs the tests in the background has its children ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


ANSWERS = {
    "是否在规定期限内改正": "1",
    "造成": "1",
    "在何处": "1",
    "污染物": "1",
    "设施建设情况": "1",
    "环评文件": "1",
    "投诉": "否",
    "持续": "2",
    "环境违法": "1",
    "责任": "1",
}


def test_a_case_from_the_place_to_the_file(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    assert "（湖南省，生态环境）" in terminal.until("查找词：")
    terminal.type("危险废物")
    assert "（湖南省，生态环境）" in terminal.until("重选）：")
    terminal.type("返回")
    terminal.until("查找词：")
    terminal.type("1")
    terminal.until("重选）：")
    terminal.type("建成即")
    terminal.until("重选）：")
    terminal.type("1")
    terminal.until("2026-07-01：")
    terminal.type("昨天")
    assert "请写日期" in terminal.until("2026-07-01：")
    terminal.type("2024年5月1日")
    asked = 0
    text = terminal.prompt()
    while "问）：" in text:
        question = text[text.rindex("─" * 10) :]
        asked += 1
        assert asked < 40, terminal.screen
        if asked == 1:
            terminal.type("？")
            terminal.prompt()
            terminal.type("胡说")
            terminal.prompt()
        if asked == 3:
            terminal.type("返回")
            text = terminal.prompt()
            continue
        told = next((typed for word, typed in ANSWERS.items() if word in question), "1")
        terminal.type(told)
        text = terminal.prompt()
    while "存为文件" not in text:
        terminal.type("")
        text = terminal.prompt()
    assert "200,000" in terminal.screen or "200000" in terminal.screen
    terminal.type("case.json")
    terminal.until("已存")
    assert terminal.end() == 0
    case = read_case(tmp_path / "case.json")
    outcome = case.assess(cl.load(case.pack))["party"]
    assert (outcome.kind, outcome.min.fen) == ("point", 20_000_000)


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "xx_YY.UTF-8", "C", "POSIX"])
def test_chinese_is_typed_whatever_the_locale_of_the_other_side(tmp_path: Path, locale: str) -> None:
    """ssh hands LC_ALL over, and the machine may not have it."""
    terminal = Terminal(tmp_path, LC_ALL=locale)
    terminal.prompt()
    terminal.type("未批先建")
    assert "1. 未批先建" in terminal.prompt()
    terminal.type("退出")
    terminal.until("已退出")
    assert terminal.end() == 0


def test_ctrl_c_keeps_the_case_and_the_terminal(tmp_path: Path) -> None:
    save(Draft(pack="hunan/ecology/standard_2021", violation="t2_1", act_date="2024-05-01"), tmp_path / "half.json")
    terminal = Terminal(tmp_path, "--case", "half.json")
    terminal.until("问）：")
    terminal.type("2")
    terminal.prompt()  # and not sooner: a signal between the prompt and the wait for a key is heeded at the next key
    os.write(terminal.ours, b"\x03")
    terminal.until("已存")
    assert terminal.end() == 130
    assert len(load(str(tmp_path / "half.json")).facts) == 1  # which was asked first depends on how fast the machine is


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_is_ended_keeps_the_case(tmp_path: Path, by: int) -> None:
    save(Draft(pack="hunan/ecology/standard_2021", violation="t2_1", act_date="2024-05-01"), tmp_path / "half.json")
    terminal = Terminal(tmp_path, "--case", "half.json")
    terminal.until("问）：")
    os.write(terminal.ours, b"\xb1\xea\n")
    assert "不是 UTF-8" in terminal.until("问）：")
    terminal.type("2")
    terminal.prompt()
    terminal.process.send_signal(by)
    terminal.until("已存")
    assert terminal.end() == 128 + by
    assert len(load(str(tmp_path / "half.json")).facts) == 1


def test_a_terminal_that_is_closed_keeps_the_case(tmp_path: Path) -> None:
    save(Draft(pack="hunan/ecology/standard_2021", violation="t2_1", act_date="2024-05-01"), tmp_path / "half.json")
    terminal = Terminal(tmp_path, "--case", "half.json")
    terminal.until("问）：")
    terminal.type("2")
    terminal.prompt()
    os.close(terminal.theirs)
    os.close(terminal.ours)
    terminal.process.wait(timeout=60)
    assert len(load(str(tmp_path / "half.json")).facts) == 1


def test_back_from_every_question(tmp_path: Path) -> None:
    """Also from the reason of a judgement, from the grounds and from the last question."""
    standard = "shenzhen/urban_management/standard_2023"
    save(Draft(pack=standard, violation="i9", act_date="2024-05-06"), tmp_path / "half.json")
    terminal = Terminal(tmp_path, "--case", "half.json")
    terminal.until("问）：")
    for answer, shown in (
        ("返回", "已经是第一问"),
        ("是", "向前一周年"),
        ("3", "违法行为轻微？"),
        ("是", "请写理由"),
        ("返回", "违法行为轻微？"),
        ("是", "请写理由"),
        ("当场移走", "及时改正？"),
        ("是", "情节："),
        ("返回", "及时改正？"),
        ("是", "情节："),
        ("", "存为文件"),
        ("返回", "及时改正？"),
    ):
        terminal.type(answer)
        assert shown in terminal.prompt()
    terminal.type("\x04")
    terminal.until("已存")
    assert terminal.end() == 0
    half = load(str(tmp_path / "half.json"))
    assert half.facts == {"refused_to_correct": True, "prior_penalties_1y": "3", "minor_act": True}
    assert half.reasons == {"minor_act": "当场移走"}


def test_what_cannot_be_written_is_asked_again(tmp_path: Path) -> None:
    standard = "shenzhen/urban_management/standard_2023"
    facts = {"minor_act": True, "corrected_in_time": True}
    save(Draft(pack=standard, violation="i9", act_date="2024-05-06", facts=facts), tmp_path / "half.json")
    terminal = Terminal(tmp_path, "--case", "half.json")
    terminal.until("情节：")
    terminal.type("")
    assert "存为文件" in terminal.prompt()
    terminal.type("no/such/folder/case.json")
    asked_again = terminal.prompt()
    assert "不能写入" in asked_again
    assert "存为文件" in asked_again
    terminal.type("是")
    terminal.until("已存：half.json")
    assert terminal.end() == 0


def test_nothing_is_left_of_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        save(Draft(pack="hunan/ecology/standard_2021", violation="t2_1"), tmp_path / "folder")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    draft = Draft(
        pack="shenzhen/urban_management/standard_2023",
        violation="i2",
        act_date="2024-05-01",
        facts={"prior_penalties_1y": "1", "refused_to_correct": True},
        evidence={"prior_penalties_1y": "处罚决定书"},
    )
    save(draft, tmp_path / "case.json")
    assert load(str(tmp_path / "case.json")) == draft


def test_only_what_can_change_the_result_is_asked() -> None:
    standard = cl.load("hunan/ecology/standard_2021")
    facts = {"correction": "overdue", "harm": "no_harm", "role": "manager", "violations_2y": "1"}
    a = standard.assess("t2_1", facts, act_date="2024-05-01")

    def more(id: str, value: object) -> cl.Assessment:
        return standard.assess("t2_1", {**facts, id: value}, act_date="2024-05-01")

    asked = next_question(a, standard.facts, (), more, list)
    # The column of those who did not correct in time has neither duration nor complaints.
    assert asked in a["party"].needs
    assert asked not in {"duration_months", "verified_complaint"}


def test_what_bounds_the_fine_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hunan table 1 takes shares of the investment: while that is not known, no other answer narrows the fine."""
    monkeypatch.setattr("cailiang.desk.questions.BUDGET", 60.0)
    standard = cl.load("hunan/ecology/standard_2021")

    def more(id: str, value: object) -> cl.Assessment:
        return standard.assess("t1", {id: value}, act_date="2024-05-01")

    open_case = standard.assess("t1", act_date="2024-05-01")
    assert next_question(open_case, standard.facts, (), more, list) == "total_investment"
