# SPDX-License-Identifier: Apache-2.0
"""`assess` and `explain`. Amounts: article 23 of the regulation, tables 2-1 and 12-3 of the Hunan standard."""

from __future__ import annotations

import json
import re
from pathlib import Path

import cailiang as cl
import pytest
from cailiang.cases import read_case

HUNAN = ("hunan/ecology/standard_2021", "t2_1")
DATES = ("--act-date", "2024-05-01")


def test_text(cailiang, facts: Path) -> None:
    ran = cailiang("assess", *HUNAN, "--facts", str(facts), *DATES)
    assert (ran.status, ran.err) == (0, "")
    party, person = ran.out.split("\n\n")[1:3]
    assert party.startswith("当事人\n  结果  确定数额 (point)\n  罚款  200,000元\n")
    assert "  法定  200,000元（含）至1,000,000元（含）\n" in party
    assert "  情形  in_time 及时改正（第23条第1款）\n" in party
    assert "  因素  0% 环评文件类别：报告表（表2-1因素1第1级）\n" in party
    assert "  份额  20%（起点 20%）\n" in party
    assert person.startswith("直接负责的主管人员和其他直接责任人员\n  结果    尚待查明；可能为确定数额 (open)\n")
    assert "  罚款    50,000元（含）至87,500元（含）\n" in person
    assert "责任主体：其他直接责任人员" in person and "责任主体：\n          直接负责的主管人员" in person
    assert person.endswith("  待查明  责任主体 (role)")


def test_what_stands_beside_the_fine_on_a_condition_that_is_open(cailiang, tmp_path: Path) -> None:
    """Article 23: production is stopped where it led to major pollution, which is not told."""
    (tmp_path / "facts.json").write_text(json.dumps({"correction": "overdue"}), encoding="utf-8")
    ran = cailiang("assess", *HUNAN, "--facts", str(tmp_path / "facts.json"), *DATES)
    assert "造成重大环境污染或者生态破坏：是，尚待查明）" in re.sub(r"\n +", "", ran.out)


def test_each_branch_that_is_possible_has_its_own_table(cailiang, tmp_path: Path) -> None:
    """Not told whether it was corrected in time: 20 % and seven factors, or 50 % and four."""
    told = {"major_pollution": False, "eia_document": "report", "facility_state": "none_built", "place": "outside"}
    told |= {"pollutant": "ordinary", "duration_months": "7", "violations_2y": "1", "verified_complaint": False}
    (tmp_path / "facts.json").write_text(json.dumps(told), encoding="utf-8")
    party = cailiang("assess", *HUNAN, "--facts", str(tmp_path / "facts.json"), *DATES).out.split("\n\n")[1]
    in_time, overdue = (part.split("\n") for part in party.split("\n  其中    ")[1:])
    assert (in_time[0], overdue[0]) == ("in_time 及时改正（第23条第1款）", "overdue 逾期不改正（第23条第1款）")
    assert [line.split()[1] for line in in_time if "  因素    " in line] == ["5%", "12%", "0%", "5%", "6%", "0%", "0%"]
    assert "  份额    48%（起点 20%）" in in_time
    assert [line.split()[1] for line in overdue if "  因素    " in line] == ["5%", "12%", "0%", "5%"]
    assert "  份额    72%（起点 50%）" in overdue


def test_text_in_english(cailiang, facts: Path) -> None:
    ran = cailiang("assess", *HUNAN, "--facts", str(facts), *DATES, "--lang", "en")
    party, person = ran.out.split("\n\n")[1:3]
    assert party.startswith("the party\n  result   one amount (point)\n  fine     200,000 yuan\n")
    assert "  fine     50,000 yuan (included) to 87,500 yuan (included)\n" in person
    assert person.endswith("  needs    role of the person (role)")


@pytest.mark.parametrize("way", ["arguments", "standard input", "case"])
def test_json_is_the_result_object(cailiang, process, way: str, facts: Path, case: Path) -> None:
    expected = read_case(case).assess(cl.load(HUNAN[0])).to_dict()
    if way == "arguments":
        ran = cailiang("assess", *HUNAN, "--facts", str(facts), *DATES, "--json")
        assert (ran.status, ran.err, json.loads(ran.out)) == (0, "", expected)
    elif way == "case":
        ran = cailiang("assess", "--case", str(case), "--json")
        assert (ran.status, ran.err, json.loads(ran.out)) == (0, "", expected)
    else:
        done = process("assess", *HUNAN, "--facts", "-", *DATES, "--json", given=facts.read_bytes())
        assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, b"", expected)


def test_explain(cailiang, facts: Path, case: Path) -> None:
    assessment = read_case(case).assess(cl.load(HUNAN[0]))
    for extra, text in (
        ((), assessment.explain("zh")),
        (("--lang", "en"), assessment.explain("en")),
        (("--form", "table"), assessment.explain("zh", "table")),
    ):
        asked = cailiang("explain", *HUNAN, "--facts", str(facts), *DATES, *extra)
        assert (asked.status, asked.out, asked.err) == (0, text.rstrip("\n") + "\n", "")
        assert cailiang("explain", "--case", str(case), *extra).out == asked.out


def test_a_statute_pack(cailiang, tmp_path: Path) -> None:
    """Air law, article 98: 20,000 to 200,000."""
    nothing = tmp_path / "nothing.json"
    nothing.write_text("{}", encoding="utf-8")
    air = ("assess", "cn/law/air_2018", "--facts", str(nothing), *DATES, "--provision", "cn/law/air_2018#98")
    assert "罚款  20,000元（含）至200,000元（含）" in cailiang(*air).out
    assert json.loads(cailiang(*air, "--json").out)["provisions"] == ["cn/law/air_2018#98"]


def test_dates_and_powers(cailiang, tmp_path: Path) -> None:
    """Xinjiang, article 4 item 3: after an accident the maximum may be taken; it is only offered until it is."""
    file = tmp_path / "facts.json"
    file.write_text('{"vehicle_class": "small", "caused_accident": true}', encoding="utf-8")
    asked = ("assess", "xinjiang/road_traffic/standard_2025", "c1712", "--facts", str(file), "--json")
    offered = json.loads(cailiang(*asked, "--decision-date", "2025-07-01").out)["outcomes"]["party"]
    assert (offered["kind"], offered["offers"]) == ("range", ["accident_maximum"])
    assert offered["warnings"] == ["act_date_assumed"]
    dates = ("--act-date", "2025-06-01", "--decision-date", "2025-07-01")
    taken = json.loads(cailiang(*asked, *dates, "--apply", "accident_maximum").out)["outcomes"]["party"]
    assert (taken["kind"], taken["min"]) == ("point", "2000")


def test_decided(cailiang, tmp_path: Path) -> None:
    """Tendering law, article 53: the person 5 to 10 % of the unit's fine."""
    file = tmp_path / "facts.json"
    packs = str(Path(__file__).resolve().parents[2] / "conformance/packs")
    worked = json.loads(Path(packs, "cn/law/bidding_2017/cases.json").read_text(encoding="utf-8"))["cases"]
    one = next(each for each in worked if "decided" in each)
    file.write_text(json.dumps(one["facts"]), encoding="utf-8")
    asked = ["assess", "cn/law/bidding_2017", "--packs", packs, "--facts", str(file), "--json"]
    asked += ["--act-date", one["act_date"], "--provision", one["provisions"][0]]
    for subject, amount in one["decided"].items():
        asked += ["--decided", f"{subject}={amount}"]
    outcomes = json.loads(cailiang(*asked).out)["outcomes"]
    for subject, expected in one["expect"].items():
        assert {key: outcomes[subject].get(key) for key in expected} == expected


def test_what_came_after_is_named_where_its_pack_is_at_hand(cailiang, tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("{}", encoding="utf-8")
    packs = str(Path(__file__).resolve().parents[2] / "conformance/packs")
    asked = ("--packs", packs, "--facts", str(tmp_path / "none.json"), "--act-date")
    out = cailiang("assess", "synthetic/tables/asides", "persons", *asked, "2024-03-01").out
    assert "  后续条款  synthetic/law/asides#1  示例旁问法\n" in out
    out = cailiang("assess", "synthetic/tables/structure", "unit_and_person", *asked, "2025-03-01").out
    assert "  后续条款  synthetic/law/next#3\n" in out


def test_every_kind_has_status_0(cailiang, facts: Path) -> None:
    """That nothing was in force is an assessment, and no error."""
    ran = cailiang("assess", *HUNAN, "--facts", str(facts), "--act-date", "2031-01-01")
    assert ran.status == 0
    assert "当日未施行 (not_in_force)" in ran.out
