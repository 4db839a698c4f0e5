# SPDX-License-Identifier: Apache-2.0
"""`show`: what is printed is compared with the packs by hand; every pack there is can be shown."""

from __future__ import annotations

from pathlib import Path

import cailiang as cl
import pytest
from cailiang.cases import read_cases
from cailiang.cli.layout import WIDTH, width
from cailiang.cli.printed import Printed
from cailiang.cli.result import described

ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = [cl.Catalogue(ROOT / "data"), cl.Catalogue(ROOT / "tests/conformance/packs")]
PACKS = [pytest.param(catalogue, entry, id=entry.id) for catalogue in CATALOGUES for entry in catalogue.list()]


def test_weights(cailiang) -> None:
    """Table 2-1 of Hunan, factor 5: the duration counts in the column of those who corrected in time only."""
    ran = cailiang("show", "hunan/ecology/standard_2021", "t2_1")
    assert (ran.status, ran.err) == (0, "")
    for part in (
        "t2_1  配套环保设施未建成即投产使用  表2-1\n",
        "    in_time  及时改正\n      条件  改正情况：限期内改正\n      罚款  200,000元（含）至1,000,000元（含）\n",
        "    问    应当报批的环评文件是哪一类？\n    证据  环评分类管理名录、排污许可分类管理名录\n",
        "      form        报告表\n",
        "  duration_months  违法行为持续时间（月）  [数量 个月]\n",
        "裁量表  适用于 in_time、overdue\n  按法定最高额的份额；起点 in_time 20%、overdue 50%\n",
        "  违法行为持续时间  因素5\n    in_time 0%   违法行为持续时间（月）低于6  第1级\n",
        "    in_time 6%   违法行为持续时间（月）不低于6、低于12  第2级\n",
        "  class  从重、从轻、减轻  第9-10条\n",
        "罚款 原下限（含）至原上限 + 20% × 法定最高额（含），且不超过法定最高额\n",
        "  ppl_under_14  不满十四周岁  第30条\n    应当  不予处罚：行为时年龄（周岁）低于14\n",
    ):
        assert part in ran.out


def test_tiers(cailiang, own: Path) -> None:
    """The table of docs/write-a-pack.md."""
    ran = cailiang("show", "example/water/mooring_2024", "closed_water", "--packs", str(own))
    assert "\n  人定  载运危险货物的，由主管部门酌情决定（第七条）\n" in ran.out
    tiers = ran.out[ran.out.index("裁量表") :]
    assert tiers == (
        "裁量表\n"
        "  r1  第1行\n"
        "    条件  船长低于10米，且一年内第几次为1\n"
        "    罚款  1,000元（含）至3,000元（不含）\n"
        "  r2  第2行\n"
        "    条件  船长不低于10米，或者一年内第几次为2\n"
        "    罚款  3,000元（含）至6,000元（不含）\n"
        "  r3  第3行\n"
        "    条件  一年内第几次不低于3\n"
        "    罚款  6,000元（含）至10,000元（含）\n"
    )
    english = cailiang("show", "example/water/mooring_2024", "closed_water", "--packs", str(own), "--lang", "en").out
    assert "    when  length of the boat at least 10 m or which time within a year is 2\n" in english
    assert "    fine  3,000 yuan (included) to 6,000 yuan (excluded)\n" in english


def test_a_pack_and_a_provision(cailiang) -> None:
    pack = cailiang("show", "cn/law/air_2018").out
    assert pack.startswith("大气污染防治法（2018年修正）\ncn/law/air_2018  1.0.0  2018-10-26 至 2026-08-14\n\n条款 (")
    assert "  98     拒不接受检查，或者受检时弄虚作假  第98条\n" in pack or "  98  " in pack
    provision = cailiang("show", "cn/law/air_2018", "98").out
    assert "      罚款  20,000元（含）至200,000元（含）\n      另处  应当：责令改正\n" in provision


@pytest.mark.parametrize(("catalogue", "entry"), PACKS)
def test_every_pack(catalogue: cl.Catalogue, entry: cl.Entry) -> None:
    """In 80 columns, with wide characters counted as two."""
    standard = catalogue.load(entry.id)
    worked = Path(entry.folder, "cases.json")
    cases = read_cases(worked)[:20] if worked.exists() else ()
    for lang in ("zh", "en"):
        printed = Printed(standard, lang)
        lines = printed.pack()
        for id in standard.violations:
            lines += printed.violation(id)
        for reference in standard.provisions:
            if reference.startswith(f"{standard.id}#"):
                lines += printed.provision(reference)
        for case in cases:
            lines += described(case.assess(standard), lang, catalogue)
        assert [line for line in lines if width(line) > WIDTH or line != line.rstrip()] == []
