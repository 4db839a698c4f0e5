# SPDX-License-Identifier: Apache-2.0
"""``python -m cailiang.demo``: the main job on the packs that come with the package, without a question asked.

The cases are worked cases of the packs. What is printed is what the engine says of them: the assessment, and the
reasons that it makes from its trace, with every step of the arithmetic and where it is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from . import __version__
from .__main__ import printing
from .assessment import Assessment
from .cases import Case, read_cases
from .catalogue import Catalogue
from .cli.layout import WIDTH, aligned, hanging
from .cli.result import described
from .cli.sentences import Sentences
from .standard import Standard

__all__ = ["main"]

_SHOWN = (
    ("hunan/ecology/standard_2021", "t2_1_overdue", "一 单位和责任人员：裁量起点加百分值"),
    ("shenzhen/urban_management/standard_2023", "i2_first_with_assault", "二 两档同时符合：取较重的一档"),
    ("xinjiang/road_traffic/standard_2025", "drink_small", "三 幅度之内的建议数额，以及罚款以外的处罚"),
)
# The same act, of which more and more is known.
_NARROWED = (
    "shenzhen/urban_management/standard_2023",
    ("i1_count_unknown", "i1_count_at_least_one", "i1_second"),
    "四 事实没有查清：幅度随所查明的收窄",
)


def main() -> int:
    """Print the demonstration and return the exit status."""
    return printing(_print)


def _print() -> int:
    print("\n".join(_lines()))
    return 0


def _lines() -> Iterator[str]:
    packs = Catalogue.shipped()
    entries = packs.list()
    standards = sum(entry.kind == "standard" for entry in entries)
    yield f"裁量 (Cailiang) {__version__}：{standards} 部裁量基准，{len(entries) - standards} 部法律法规"
    for pack, id, title in _SHOWN:
        standard, cases = _worked(packs, pack)
        case = cases[id]
        assessment = case.assess(standard)
        yield from _titled(title)
        yield from _part("事实")
        yield from _facts(standard, case)
        yield from _part("结果")
        yield from described(assessment, "zh", packs)
        yield from _part("说理")
        yield from _reasons(assessment)
    pack, ids, title = _NARROWED
    standard, cases = _worked(packs, pack)
    yield from _titled(title)
    say = Sentences(standard, "zh")
    for id in ids:
        party = cases[id].assess(standard)["party"]
        yield from hanging("", cases[id].says.zh)
        yield from _facts(standard, cases[id])
        fine = "" if party.range is None else say.range(party.range)
        needs = "，待查明：" + "、".join(map(say.fact, party.needs)) if party.needs else ""
        yield from hanging("  →", f"{party.kind}  {fine}{needs}", hang=5)
        yield ""


def _worked(packs: Catalogue, id: str) -> tuple[Standard, dict[str, Case]]:
    folder = next(entry.folder for entry in packs.list() if entry.id == id)
    return packs.load(id), {case.id: case for case in read_cases(Path(folder, "cases.json"))}


def _facts(standard: Standard, case: Case) -> list[str]:
    say = Sentences(standard, "zh")
    return aligned(((say.fact(id), say.value(id, value)) for id, value in case.facts.items()), indent=2)


def _reasons(assessment: Assessment) -> Iterator[str]:
    """Yield the reasons paragraph, each sentence on a line of its own."""
    for part in assessment.explain("zh").splitlines():
        first, *rest = part.split("。")
        yield from hanging("", first)
        for sentence in rest:
            if sentence:
                yield from hanging("", sentence + "。", indent=2, hang=2)


def _titled(title: str) -> tuple[str, ...]:
    return "", "", "━" * WIDTH, title


def _part(title: str) -> tuple[str, ...]:
    return "", f"【{title}】"


if __name__ == "__main__":
    sys.exit(main())
