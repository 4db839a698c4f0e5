# SPDX-License-Identifier: Apache-2.0
"""What the dialogue asks, and what it makes of the answers. Articles: see the packs, each question cites its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import cailiang as cl
import pytest
from cailiang.desk.saved import load

HUNAN = "hunan/ecology/standard_2021"
SHENZHEN = "shenzhen/urban_management/standard_2023"
XINJIANG = "xinjiang/road_traffic/standard_2025"
T1 = {
    "total_investment": "10000000",
    "eia_document": "form",
    "place": "outside",
    "construction_stage": "foundation",
    "duration_months": "2",
    "violations_2y": "3",
    "verified_complaint": True,
}


def hunan_t1(file, **more: object) -> str:
    return file(**{"pack": HUNAN, "violation": "t1", "act_date": "2024-05-01", "facts": T1, **more})


def question(screen: str, answer: str) -> str:
    """Return what stood on the screen before an answer, from the line across."""
    before = screen.split(f"：{answer}\n")[0]
    return before[before.rindex("─" * 40) :]


def test_a_ratio_without_its_sign_is_asked_back(talk, file) -> None:
    """Hunan table 6-2: 60 once became 6,000 %."""
    case = file(pack=XINJIANG, violation="c6091", act_date="2025-06-01", facts={"passenger_car_size": "small"})
    screen = talk("5", "5万", "5%", case=case)
    assert "5 有两种读法，请写明是 5%，还是 500%（5倍）" in screen
    assert load(case).facts["passenger_excess"] == "5%"


def test_a_circumstance_that_was_raised_and_is_not_known_leaves_the_result_open(talk, file) -> None:
    """行政处罚法 33(2): no fault. It was raised, so it takes part, and still does when the case is taken up again."""
    case = hunan_t1(file)
    screen = talk("24", "不清楚", "", "", case=case)
    result = screen[screen.index("结果  ") :]
    assert result.startswith("结果    尚待查明；可能为确定数额；不予处罚 (open)")
    assert "没有主观过错" not in result[result.index("没有提出、未予审查的情节") : result.index("───")]
    assert load(case).apply == ["ppl_no_fault"]
    screen = talk("否", "", "", "", case=case)
    assert "当事人有足够证据证明没有主观过错？" in screen
    assert "结果  确定数额 (point)\n  罚款  165,000元" in screen
    assert (load(case).apply, load(case).facts["no_fault_proven"]) == ([], False)


def test_a_number_is_no_yes_or_no_where_no_list_is_shown(talk, file) -> None:
    """Hunan table 1, factor 7: complaints that were verified raise the fine."""
    facts = {id: value for id, value in T1.items() if id != "verified_complaint"}
    case = hunan_t1(file, facts=facts)
    screen = talk("2", "1", "", "是", case=case)
    assert screen.count("这里没有序号，也不问次数，请答 是 或 否；不知道就答 不清楚。") == 2
    assert "请答：是 或者 否；还不知道答 不清楚。" in screen
    assert load(case).facts["verified_complaint"] is True


@pytest.mark.parametrize(("fact", "typed", "value"), [("duration_months", "7个月", "7"), ("violations_2y", "2次", "2")])
def test_a_unit_behind_a_number(talk, file, fact: str, typed: str, value: str) -> None:
    case = hunan_t1(file, facts={id: told for id, told in T1.items() if id != fact})
    talk(typed, case=case)
    assert load(case).facts[fact] == value


def test_unknown_is_not_no_where_circumstances_are_asked_for(talk, file) -> None:
    case = hunan_t1(file)
    screen = talk("不清楚", "不知道", "24", "不清楚", case=case)
    assert screen.count("不清楚 不当作没有。有可能的，写它的序号提出来") == 2
    assert load(case).apply == ["ppl_no_fault"]


def test_the_questions_of_circumstances_are_counted(talk, file) -> None:
    """行政处罚法 33(1) names three facts."""
    screen = talk("22 1", "不清楚", "不清楚", "不清楚", "不清楚", case=hunan_t1(file))
    assert [f"还可能有 {left} 问" in screen for left in (4, 3, 2, 1)] == [True] * 4


def test_a_circumstance_that_fails_is_asked_for_no_further(talk, file) -> None:
    screen = talk("22", "否", "", "", "", case=hunan_t1(file))
    assert "违法行为轻微？" in question(screen, "否")
    assert "存为文件" in screen and "造成危害后果？" not in screen


def test_only_classes_that_are_still_open_are_offered(talk, file) -> None:
    """Hunan article 10: whoever removed the harm is dealt with leniently or below the minimum, never more heavily."""
    case = hunan_t1(file)
    screen = talk("7", "是", "3", "从重", "返回", "2", case=case)
    menu = screen[screen.index("决定按哪一等次") :]
    assert menu.startswith("决定按哪一等次？\n  1. 减轻\n  2. 从轻\n[序号]")
    assert "请写 1 至 2" in menu
    assert "现有情节不支持“从重”" in menu
    assert load(case).facts["class"] == "lenient"


def test_no_class_is_offered_that_rests_on_nothing(talk, file) -> None:
    """行政处罚法 30: from 14 to 18 is lenient or below the minimum; whether it is so is not known."""
    facts = {"vehicle_class": "small"}
    case = file(pack=XINJIANG, violation="c1902", act_date="2025-06-01", facts=facts)
    screen = talk("2", "不清楚", "从重", "返回", "2", case=case)
    menu = screen[screen.index("提出的情节还没有查明。已经决定的，按哪一等次？") :]
    assert "\n  1. 减轻\n  2. 从轻\n  3. 一般\n[序号]" in menu
    assert "情节允许选择" not in screen
    assert "现有情节不支持“从重”" in menu
    assert load(case).facts["class"] == "lenient"


def test_what_stands_beside_the_fine_is_asked_for_last_and_may_be_passed_over(talk, file) -> None:
    """Xinjiang article 4: after an accident the maximum may be taken; it decides no fine by itself."""
    case = file(pack=XINJIANG, violation="c1712", act_date="2025-06-01", facts={})
    screen = talk("2", "", "", "", "是", "是", "", case=case)
    asked = screen[screen.index("情节：") :]
    assert asked.count("只关系到罚款以外的处罚，或者可以适用的规定") == 3
    assert "违法行为引发交通事故？（第4条第3项）\n[是/否；回车跳过]（还可能有 1 问）：是\n" in asked
    assert "罚款  2,000元" in screen
    assert load(case).apply == ["accident_maximum"]


@pytest.mark.parametrize(
    ("pack", "violation", "facts", "asked"),
    [
        (SHENZHEN, "i58", {"sorting_serious": False, "prior_penalties_1y": "0"}, "违法所得？"),
        (HUNAN, "t1", T1, "造成重大突发环境事件或者重大社会影响？"),
    ],
)
def test_facts_of_sanctions_and_powers(talk, file, pack: str, violation: str, facts: dict, asked: str) -> None:
    case = file(pack=pack, violation=violation, act_date="2024-05-01", facts=facts)
    assert asked in question(talk("", "不清楚", "否", case=case), "不清楚")


def test_nothing_beside_the_fine_is_asked_where_nothing_depends_on_it(talk, file) -> None:
    """Xinjiang 6091 speaks of less than 20 %: with 60 % no row fits, whatever the size of the car."""
    facts = {"passenger_excess": "60%"}
    case = file(pack=XINJIANG, violation="c6091", act_date="2025-06-01", facts=facts)
    assert "载客汽车大小" not in talk("", "否", case=case).split("档次")[0]


def test_a_bound_is_asked_for_once_more_and_then_left(talk, file) -> None:
    """Hunan table 1: shares of the investment."""
    facts = {id: value for id, value in T1.items() if id != "total_investment"}
    case = hunan_t1(file, facts=facts)
    screen = talk("不足0", "不足1000万", "至少1亿", "至少100万", "", "", "", case=case)
    assert "超出可能的范围：至少0。" in screen
    assert "已记下：低于10,000,000元。" in screen
    assert "且已记下低于10,000,000元" in screen
    assert load(case).facts["total_investment"] == {"lt": "10000000", "ge": "1000000"}


def test_unknown_after_a_bound_keeps_it_on_the_way_back(talk, file) -> None:
    case = hunan_t1(file, facts={**T1, "total_investment": {"lt": "10000000"}})
    talk("不清楚", "返回", "不清楚", case=case)
    assert load(case).facts["total_investment"] == {"lt": "10000000"}


def test_the_recommended_amount_is_shown(talk, file) -> None:
    case = file(pack=XINJIANG, violation="c1712", act_date="2025-06-01", facts={"vehicle_class": "small"})
    assert "▸ 当事人：罚款幅度；1,000元（含）至2,000元（含）；建议1,400元" in talk(case=case)


def test_citations_name_the_document_where_it_is_not_the_standard(talk, file) -> None:
    screen = talk("13", case=hunan_t1(file))
    assert "1. 阻挠调查，或者威胁、报复有关人员（第9条第1项）" in screen
    assert "13. 不满十四周岁（《行政处罚法》第30条）" in screen
    assert "（《行政处罚法》第30条）\n[" in screen


def test_circumstances_by_blanks_and_semicolons(talk, file) -> None:
    case = hunan_t1(file)
    talk("1 2；3,4", "不清楚", "不清楚", "不清楚", "不清楚", case=case)
    assert load(case).apply == ["obstructs", "grave_pollution", "public_outcry", "alert_exceedance"]


# Choosing.


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("湖南", "湖南省生态环境保护行政处罚裁量权基准规定（2021版）"),
        ("深圳", "深圳市城市管理行政处罚裁量权实施标准（2023年版）"),
        ("道路交通", "自治区道路交通违法行为行政处罚裁量权基准"),
    ],
)
def test_a_standard_is_found_by_its_place_or_sector(talk, words: str, title: str) -> None:
    listed = talk(words).split(f"{words}\n")[1]
    assert f"1. {title}" in listed
    assert "2. " not in listed


def test_a_question_has_the_article_or_the_factor_beside_it(talk, file) -> None:
    """The fine of 环境影响评价法 art. 31 is a share of the investment; other questions are factors of table 1."""
    screen = talk("不清楚", "不清楚", case=hunan_t1(file, facts={})).replace("\n", "")
    assert "总投资额是多少元？（《环境影响评价法》第31条第1-2款）" in screen
    assert "环评文件是哪一类？（表1因素1）" in screen


def test_a_note_is_no_part_of_a_citation(talk, file) -> None:
    case = hunan_t1(file, facts={})
    assert "direct" not in talk(*["不清楚"] * 12, case=case)


def test_the_list_of_violations_is_searched_as_the_catalogue_is(talk) -> None:
    """By printed numbers and by synonyms, within the standard; only what is shown can be chosen by its number."""
    screen = talk("1", "2-1", "返回", "3", "99", "1712", "1", "返回")
    hunan = screen[screen.index("违法行为（序号") :].split("\n")
    assert "（表2-1）" in hunan[1]
    xinjiang = screen.split("：3\n")[1]
    assert "以上为前 40 项" in xinjiang
    assert "饮酒后驾驶机动车（代码1712）" in xinjiang.split("：1712\n")[1].split("\n")[0]


def test_a_printed_number_is_that_number(talk) -> None:
    """2-1 is no part of 12-1; the whole list comes back."""
    screen = talk("1", "2-1", "全部", "表１２－１", "", "机动车", "返回", "2-1")
    lists = [text.split("\n违法行为（")[0] for text in screen.split("：2-1\n")[1:]]
    assert all(each.startswith("  1. 配套环保设施未建成即投产使用") and "2. " not in each for each in lists)
    assert screen.split("：表１２－１\n")[1].startswith("  1. 机动车检验机构伪造结果、出具虚假报告（表12-1）\n违法")
    assert "全部 重列 28 项；返回 重选）：" in screen
    for whole in ("：全部\n", "28 项；返回 重选）：\n"):
        assert screen.split(whole)[1].startswith("  1. 未批先建（表1）\n")


def test_the_whole_list_of_standards_comes_back(talk) -> None:
    screen = talk("湖南", "全部", "湖南", "")
    assert "（全部 重列各基准）" in screen
    assert "没有找到" not in screen
    for answer in ("：全部\n", "：\n"):
        assert "3. 自治区道路交通" in screen.split(f"基准或查找词{answer}")[1]


def provisions(file) -> str:
    """A case of Hunan's general table, which is for any provision."""
    return file(pack=HUNAN, violation="t13", act_date="2024-05-01", facts={})


def test_a_provision_is_chosen_by_its_article(talk, file) -> None:
    screen = talk("？", "第99999条", "第98条", case=provisions(file))
    assert "《大气污染防治法》第98条　" in screen
    assert "cn/law/air_2018#98" not in screen.split("第98条\n")[0]
    assert "写序号，或者条文号" in screen
    assert load("k.json").provisions == ["cn/law/air_2018#98"]


def test_articles_of_several_laws_are_shown(talk, file) -> None:
    screen = talk("第99条", "全部", "第99条", "2", case=provisions(file))
    shown = screen.split("：第99条\n")[1]
    number = int(re.search(r"不止一条，有 (\d+) 条；请写序号：", shown)[1])
    rows = shown.split("\n条款（全部 重列 ")[0]
    assert number > 1 and f"\n  {number}. 《" in rows and f"\n  {number + 1}. 《" not in rows
    assert len(re.findall(r"》第99条", rows)) == number
    assert f"  {number + 1}. 《" in screen.split("：全部\n")[1]
    (id,) = load("k.json").provisions
    assert cl.load(HUNAN).provisions[id].source["article"] == "99"


def test_a_number_that_is_no_row_is_an_article(talk, file) -> None:
    """Table 4-1 is for three laws."""
    case = file(pack=HUNAN, violation="t4_1", act_date="2024-05-01", facts={})
    assert "2. 《水污染防治法》第81条　" in talk("81", case=case)
    assert load(case).provisions == ["cn/law/water_2017#81"]


def test_the_day_of_the_act_is_checked_against_the_decision(talk, file) -> None:
    case = file(pack=HUNAN, violation="t1", decision_date="2024-05-01", facts=T1)
    screen = talk("2024-05-02", "？", "2024-04-01", case=case)
    assert "不能晚于决定日期 2024-05-01" in screen
    assert "写年月日" in screen
    assert load(case).act_date == "2024-04-01"


# The way back.


def test_back_as_far_as_the_standard(talk) -> None:
    screen = talk("未批先建", "1", "返回", "1", "2024-05-01", "返回", "返回", "返回", "返回")
    assert "收回：违法行为日期" in screen
    assert screen.count("收回：违法行为。\n  1. 未批先建") == 2  # the list that it was chosen from
    assert screen.count("裁量基准（写序号选择") == screen.count("基准或查找词：") - 1 == 2
    assert "已经是第一问" in screen


def test_what_a_case_brought_along_can_be_taken_back(talk, file) -> None:
    facts = {**T1, "removed_harm": True, "class": "lenient"}
    case = hunan_t1(file, facts=facts, apply=["obstructs"])
    screen = talk("返回", "返回", "返回", "否", "", case=case)
    assert [line for line in screen.split("\n") if "收回" in line] == [
        "  收回：阻挠调查，或者威胁、报复有关人员。",
        "  收回：裁量等次。",
        "  收回：主动消除或者减轻危害后果。",
    ]
    kept = load(case)
    assert (kept.apply, kept.facts) == ([], {**T1, "removed_harm": False})


def test_back_from_the_provision_to_the_violations(talk) -> None:
    screen = talk("1", "28", "返回", "返回")
    assert screen.count("收回：违法行为。\n  1. 未批先建（表1）\n") == 1
    assert screen.count("裁量基准（写序号选择") == 2


def test_it_is_said_what_cannot_be_taken_back(talk, file) -> None:
    assert "违法行为和日期不在这里改" in talk("返回", case=hunan_t1(file, facts={}))


# Evidence and reasons.


def test_a_reason_and_its_evidence_are_both_kept(talk, file) -> None:
    """A reason is no evidence: the decision prints it apart."""
    told = {"prior_penalties_1y": "3", "refused_to_correct": True}
    case = file(pack=SHENZHEN, violation="i9", act_date="2024-05-06", facts=told)
    screen = talk("是", "当场移走", "证据：笔录第2页", "证据：照片", "是", "", "", case=case)
    written = json.loads(Path(case).read_text(encoding="utf-8"))["facts"]["minor_act"]
    assert written == {"value": True, "evidence": "理由：当场移走；证据：笔录第2页；照片"}
    assert "（证据：笔录第2页；照片）" in screen.replace("\n", "")
    assert "判断的理由。“违法行为轻微”为是：当场移走" in screen
    again = load(case)
    assert (again.reasons["minor_act"], again.evidence["minor_act"]) == ("当场移走", "笔录第2页；照片")


def test_evidence_is_of_the_question_just_answered(talk, file) -> None:
    """What the file brought along was not answered just now."""
    case = file(pack=SHENZHEN, violation="i9", act_date="2024-05-06", facts={"refused_to_correct": True})
    screen = talk("证据：笔录", "3", "证据：决定书", "返回", "证据：笔录", "2", "证据：另一决定书", case=case)
    assert screen.count("证据记在刚答的一问：先回答") == 2
    assert load(case).evidence == {"prior_penalties_1y": "另一决定书"}


@pytest.mark.parametrize(
    ("typed", "helped"),
    [
        (("？",), "写基准的序号"),
        (("1", "？"), "返回 重选基准"),
        (("1", "1", "？"), "写年月日"),
    ],
)
def test_help_at_the_beginning(talk, typed: tuple[str, ...], helped: str) -> None:
    assert helped in talk(*typed)


def test_help_further_on(talk, file) -> None:
    screen = talk("？", "7", "是", "？", case=hunan_t1(file))
    assert "几项用“、”或者空格隔开" in screen
    assert "列出的是现有情节所支持的等次" in screen
    facts = {"vehicle_class": "small", "caused_accident": True, "clear_malice": False, "grave_result": False}
    case = file(pack=XINJIANG, violation="c1712", act_date="2025-06-01", facts=facts)
    assert "适用与否由办案人员决定" in talk("", "？", case=case)


def test_a_decided_amount_is_an_amount(talk, file) -> None:
    """Tendering law, article 53: the person 5 to 10 % of the unit's fine."""
    packs = Path(__file__).parents[2] / "conformance/packs"
    law = "cn/law/bidding_2017"
    worked = json.loads((packs / law / "cases.json").read_text(encoding="utf-8"))["cases"]
    one = next(each for each in worked if "decided" in each)
    case = {key: one[key] for key in ("provisions", "act_date", "facts")}
    screen = talk("？", "50%", "-1", "8万", "", case=file(pack=law, **case), packs=(str(packs),))
    assert "写对其决定的罚款数额" in screen
    assert "请写准确的数字" in screen
    assert "不能是负数" in screen
    assert load("k.json").decided == {"party": "80000"}


def test_the_class_is_asked_anew_where_a_power_that_is_applied_opens_others(talk, file) -> None:
    """Hunan article 9 lets who obstructs the inquiry be fined more heavily, article 10 who was coerced, less."""
    told = {"coerced": True, "obstructs": True, "major_incident": False}
    case = hunan_t1(file, facts={**T1, **told})
    screen = talk("", "2", "是", "1", case=case)
    first, again = screen.split("适用以后，等次须重新决定。")
    assert "\n  1. 减轻\n  2. 从轻\n[序号]" in first
    assert "\n  2. 从轻\n  3. 一般\n  4. 从重\n[序号]" in again
