# SPDX-License-Identifier: Apache-2.0
"""Bad input: status 2, every finding on standard error, one a line, and nothing on standard output."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cailiang import Error, Finding, load
from cailiang.__main__ import printing

HUNAN = ("hunan/ecology/standard_2021", "t2_1")
ASSESS = ("assess", *HUNAN, "--act-date", "2024-05-01", "--facts")


def lines(ran) -> list[str]:
    assert (ran.status, ran.out) == (2, "")
    return ran.err.splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"correction": "in_tine", "duration_months": "两个月", "nonsense": "1"}',
            [
                ":/correction: 302 option_unknown: ",
                ":/duration_months: 310 bad_amount_text: ",
                ":/nonsense: 301 fact_unknown: ",
            ],
        ),
        ('{"duration_months": 2}', [":/duration_months: 111 json_number: "]),
        ('{"duration_months": "1,000"}', [":/duration_months: 310 bad_amount_text: "]),
        ('{"duration_months": null, "harm": 3}', [":/duration_months: 110 null_value: ", ":/harm: 111 json_number: "]),
        ('{"duration_months": 2, "harm": "sone"}', [":/duration_months: 111 json_number: ", ":/harm: 302 option_un"]),
        ('{"harm": "some", "harm": "some"}', [":/harm: 107 duplicate_key: "]),
        ('{"harm": "some"\n "place": "core"}', [":2:2: 101 json_syntax: "]),
        ('{"harm": "some"} x', [":1:18: 104 trailing_text: "]),
        ("", [":1:1: 101 json_syntax: "]),
        ("[]", [":1:1: 112 wrong_type: "]),
    ],
)
def test_facts(cailiang, tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")
    found = lines(cailiang(*ASSESS, str(file)))
    assert len(found) == len(expected)
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(f"{file}{start}")


def test_what_can_be_read_of_a_case_is_checked_too(cailiang, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    stated = {
        "pack": "hunan/ecology/standard_2021", "violation": "t1", "act_date": "2024-5-1", "says": 1,
        "facts": {"place": "x", "zz": 1, "violations_2y": "-1"}, "apply": ["nobody"], "decided": {"prty": "8"},
    }  # fmt: skip
    file.write_text(json.dumps(stated), encoding="utf-8")
    found = lines(cailiang("assess", "--case", str(file)))
    assert [line.removeprefix(f"{file}:").split(":")[0] for line in found] == [
        "/act_date", "/says", "/facts/zz", "/facts/place", "/facts/violations_2y", "/apply/0", "/decided/prty",
    ]  # fmt: skip


def test_what_is_beside_the_facts_is_checked_too(cailiang, tmp_path: Path) -> None:
    """Whatever form the facts have; file by file."""
    file = tmp_path / "facts.json"
    file.write_text('{"corection": "x", "harm": null}', encoding="utf-8")
    asked = ("--facts", str(file), "--act-date", "2024-05-41", "--decided", "party", "--decided", "prty=8")
    found = lines(cailiang("assess", HUNAN[0], "t2_l", *asked, "--apply", "nobody"))
    places = [line.split(": ")[0] for line in found]
    assert sorted(places[:5]) == [
        f"command line:/{where}" for where in ("act_date", "apply/0", "decided", "decided/prty", "violation")
    ]
    assert places[5:] == [f"{file}:/harm", f"{file}:/corection"]
    found = lines(cailiang("assess", "no/such/pack", *asked[:2]))
    assert [line.split(": ")[:2] for line in found] == [
        ["command line:/pack", "503 pack_not_found"],
        [f"{file}:/harm", "110 null_value"],
    ]
    found = lines(cailiang("assess", "no/such/pack", "--facts", "no_such.json"))
    assert [line.split(":")[0] for line in found] == ["no_such.json", "command line"]


def test_facts_from_standard_input_that_is_closed() -> None:
    command = f'exec "{sys.executable}" -m cailiang {" ".join(ASSESS)} - <&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "-: 502 unreadable: standard input cannot be read\n"


def test_facts_from_standard_input(process) -> None:
    done = process(*ASSESS, "-", given=b'{"correction": "in_tine"}')
    assert (done.returncode, done.stdout) == (2, b"")
    text = b'-:/correction: 302 option_unknown: no option "in_tine"; did you mean "in_time"?\n'
    assert done.stderr == text


def test_bytes_that_are_no_text(process) -> None:
    done = process(*ASSESS, "-", given='{"harm": "严重"}'.encode("gbk"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"-:1:11: 102 not_utf8: ")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--act-date", "2024-5-1"), ["command line:/act_date: 312 bad_date: "]),
        (("--act-date", "2024-02-30"), ["command line:/act_date: 312 bad_date: "]),
        ((), ["command line:/act_date: 318 date_required: "]),
        (
            ("--act-date", "2024-05-02", "--decision-date", "2024-05-01", "--apply", "nothing"),
            ["command line:/decision_date: 319 decision_before_act: ", "command line:/apply/0: 313 unknown_apply: "],
        ),
        (
            ("--act-date", "2024-05-01", "--decided", "nobody=1"),
            ["command line:/decided/nobody: 320 unknown_subject: "],
        ),
        (
            ("--act-date", "2024-05-01", "--decided", "party=8万"),
            ["command line:/decided/party: 310 bad_amount_text: "],
        ),
        (
            ("--act-date", "2024-05-01", "--provision", "cn/law/air_2018#98"),
            ["command line:/provisions: 317 provisions_not_allowed: "],
        ),
    ],
)
def test_arguments(cailiang, facts: Path, arguments: tuple[str, ...], expected: list[str]) -> None:
    found = lines(cailiang("assess", *HUNAN, "--facts", str(facts), *arguments))
    assert len(found) == len(expected)
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("show", "no/such/pack"), 'command line:/pack: 503 pack_not_found: no pack "no/such/pack" in '),
        (("cases", "no/such/pack"), 'command line:/pack: 503 pack_not_found: no pack "no/such/pack" in '),
        (("show", HUNAN[0], "t99"), "command line:/violation: 314 unknown_violation: "),
        (("show", "cn/law/air_2018", "999"), "command line:/provision: 315 unknown_provision: "),
        (("cases", "cn/law/administrative_penalty_2021"), "cases.json: 501 not_found: there is no such file"),
        (("list", "--place", "不存在的地方"), "command line:/place: 116 bad_value: no place is known "),
        (("list", "--date", "今天"), "command line:/date: 312 bad_date: "),
        (("list", "--packs", "no/such/folder"), "no/such/folder: 501 not_found: there is no such folder of packs"),
        (("--packs", "no/such/folder", "list"), "no/such/folder: 501 not_found: there is no such folder of packs"),
        (
            ("list", "--packs", str(Path(__file__).parent)),
            "503 pack_not_found: no pack in this folder: a pack a/b/c is ",
        ),
        (("index", "no/such/folder"), "no/such/folder: 501 not_found: there is no such folder of packs"),
        ((*ASSESS, "no_such.json"), "no_such.json: 501 not_found: there is no such file"),
        ((*ASSESS, "."), ".: 502 unreadable: the file cannot be read"),
        (("explain", "--case", "no_such.json"), "no_such.json: 501 not_found: there is no such file"),
    ],
)
def test_one_finding(cailiang, arguments: tuple[str, ...], expected: str) -> None:
    (line,) = lines(cailiang(*arguments))
    assert expected in line


def test_a_case(cailiang, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text('{"pack": "no/such/pack", "act_date": "2024-05-01", "facts": {}}', encoding="utf-8")
    (line,) = lines(cailiang("assess", "--case", str(file)))
    assert line.startswith(f'{file}:/pack: 503 pack_not_found: no pack "no/such/pack" in ')
    head = '{"pack": "hunan/ecology/standard_2021", "violation": "t2_1", '
    file.write_text(head + '"act_date": "2024-13-01", "fact": {}}', encoding="utf-8")
    found = lines(cailiang("assess", "--case", str(file)))
    assert sorted(line.removeprefix(str(file)).split(" ")[2] for line in found) == [
        "bad_date_text:",
        "missing_key:",
        "unknown_key:",
    ]
    file.write_text(head + '"decision_date": "2024-05-01", "facts": {"correction": "x"}}', encoding="utf-8")
    assert lines(cailiang("assess", "--case", str(file))) == [
        f'{file}:/facts/correction: 302 option_unknown: no option "x"; it is one of in_time, overdue'
    ]


def test_a_pack_of_ones_own(cailiang, own: Path) -> None:
    """Every finding, with the file it is in."""
    file = own / "example/water/mooring_2024/pack.json"
    text = file.read_text(encoding="utf-8").replace('"length": { "lt": "10" }', '"lenght": { "lt": "10" }')
    file.write_text(text.replace('"times": { "eq": "2" }', '"times": { "eq": true }'), encoding="utf-8")
    found = lines(cailiang("cases", "example/water/mooring_2024", "--packs", str(own)))
    assert len(found) >= 1
    assert all(line.startswith(f"{file}:/violations/0/tables/0/tiers/") for line in found)


def test_one_finding_is_one_line(cailiang, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"correction": "a\\nb"}', encoding="utf-8")
    assert len(lines(cailiang(*ASSESS, str(file)))) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("assess", *HUNAN), ":/facts: 109 missing_key: --facts is missing; give PACK and --facts, or --case"),
        (("assess", "--facts", "a"), ":/pack: 109 missing_key: PACK is missing; give PACK and --facts, or --case"),
        (
            ("assess", "--case", "a.json", "--act-date", "2024-05-01"),
            ":/case: 118 bad_combination: --case states the whole case; leave out act_date",
        ),
        (("explain", HUNAN[0], "--case", "a.json"), ":/case: 118 bad_combination: --case states the whole case; "),
        (("--case", "a.json", "list"), ":/case: 118 bad_combination: --case before a command opens the dialogue; "),
        (("list", "--place", ""), ":/place: 116 bad_value: --place is empty; "),
        (("list", "--sector", ""), ":/sector: 116 bad_value: --sector is empty; "),
        (("list", "--date", ""), ":/date: 116 bad_value: --date is empty; "),
        (("list", "--packs", ""), ":/packs: 116 bad_value: --packs is empty; "),
        (("--packs", "", "list"), ":/packs: 116 bad_value: --packs is empty; "),
        (("find", ""), ":/words: 116 bad_value: WORDS is empty; say which"),
        (("find", "湖南", " "), ":/words: 116 bad_value: WORDS is empty; say which"),
        (("show", ""), ":/pack: 116 bad_value: PACK is empty; say which"),
        (("index", ""), ":/folder: 116 bad_value: FOLDER is empty; say which"),
        (("assess", *HUNAN, "--facts", ""), ":/facts: 116 bad_value: --facts is empty; "),
        (("assess", "--case", ""), ":/case: 116 bad_value: --case is empty; "),
        (("--case", ""), ":/case: 116 bad_value: --case is empty; "),
    ],
)
def test_what_does_not_stand_together(cailiang, arguments: tuple[str, ...], expected: str) -> None:
    (line,) = lines(cailiang(*arguments))
    assert line.startswith("command line" + expected)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (["party"], ":/decided: 116 bad_value: "),
        (["=1"], ":/decided: 116 bad_value: "),
        (["party="], ":/decided: 116 bad_value: "),
        (["party=1", "party=1"], ":/decided/party: 119 repeated_item: "),
        (["party=50%"], ":/decided/party: 310 bad_amount_text: "),
    ],
)
def test_decided(cailiang, facts: Path, decided: list[str], expected: str) -> None:
    more = [part for each in decided for part in ("--decided", each)]
    (line,) = lines(cailiang("assess", *HUNAN, "--act-date", "2024-05-01", "--facts", str(facts), *more))
    assert line.startswith("command line" + expected)


def test_everything_that_is_missing_or_wrong(cailiang) -> None:
    for arguments, pointers in (
        (("assess",), ["/pack", "/facts"]),
        (("list", "--date", "", "--place", " "), ["/place", "/date"]),
        (("list", "--date", "今天", "--place", "无此地"), ["/place", "/date"]),
    ):
        found = lines(cailiang(*arguments))
        assert [line.removeprefix("command line:").split(":")[0] for line in found] == pointers


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("frobnicate",), ":/command: 116 bad_value: COMMAND: invalid choice: 'frobnicate'"),
        (("a\nb",), ":/command: 116 bad_value: "),
        (("show",), ":/pack: 109 missing_key: PACK is missing"),
        (("find",), ":/words: 109 missing_key: WORDS is missing"),
        (("list", "--place"), ":/place: 109 missing_key: --place: expected one argument"),
        (("assess", "--act-date"), ":/act_date: 109 missing_key: --act-date: expected one argument"),
        (("list", "--nothing"), ": 108 unknown_key: unrecognized arguments: --nothing"),
        (("show", "a", "b", "c"), ": 108 unknown_key: unrecognized arguments: c"),
        (("explain", *HUNAN, "--form", "x"), ":/form: 116 bad_value: --form: invalid choice: 'x'"),
    ],
)
def test_what_no_command_takes(cailiang, arguments: tuple[str, ...], expected: str) -> None:
    (line,) = lines(cailiang(*arguments))
    assert line.startswith("command line" + expected)


def test_the_findings_of_a_file_stand_together(cailiang, own: Path) -> None:
    """A standard, and the law that it uses."""
    law, standard = (own / f"example/{each}/pack.json" for each in ("law/lakes_2020", "water/mooring_2024"))
    for file in (law, standard):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"label": {', '"lable": {', 3), encoding="utf-8")
    found = lines(cailiang("show", "example/water/mooring_2024", "--packs", str(own)))
    files = [line.partition(".json:")[0] for line in found]
    assert len(set(files)) == 2
    assert files == sorted(files, key=files.index)


def test_findings_are_sorted_by_file(capsys) -> None:
    """In the order in which the files were read first."""

    def run() -> int:
        raise Error([Finding(108, "unknown_key", f"/{i}", "", file) for i, file in enumerate("baab")])

    assert printing(run) == 2
    found = [line.split(" ")[0] for line in capsys.readouterr().err.splitlines()]
    assert found == ["b:/0:", "b:/3:", "a:/1:", "a:/2:"]


def test_the_examples_of_the_help_are_there(process) -> None:
    text = process("assess", "--help").stdout.decode()
    (provision,) = set(re.findall(r"cn/law/\w+#[\w.]+", text))
    pack = re.search(r"如\s+(\w+/\w+/\w+)", text)[1]
    standard = load(pack)
    assert provision in standard.provisions


@pytest.mark.parametrize(
    ("option", "name", "pointer"),
    [("--apply", "ppl_merit", "/apply/1"), ("--provision", "cn/law/air_2018#98", "/provisions/1")],
)
def test_what_is_named_twice(cailiang, facts: Path, option: str, name: str, pointer: str) -> None:
    facts.write_text("{}", encoding="utf-8")
    more = ("--provision", "cn/law/air_2018#98") * (option == "--apply")
    asked = ("assess", HUNAN[0], "t13", "--act-date", "2024-05-01", "--facts", str(facts), *more)
    (line,) = lines(cailiang(*asked, option, name, option, name))
    assert line.startswith(f"command line:{pointer}: 119 repeated_item: ")
