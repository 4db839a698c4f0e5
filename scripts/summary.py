# SPDX-License-Identifier: Apache-2.0
"""One summary of all steps of scripts/test: counts what their JUnit reports hold, exits with 1 if anything failed."""

import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Count:
    """What ran, by outcome."""

    passed: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        """Add the cases of another report."""
        self.passed += other.passed
        self.skipped += other.skipped
        self.failed += other.failed


def read(report: Path) -> Count:
    """Count a report; a ctest test that is a GoogleTest program counts by the cases of its own report beside it."""
    count = Count()
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        names = list(dict.fromkeys(filter(None, (case.get("classname"), case.get("name")))))
        cases = report.parent / f"{names[0]}.xml"
        inner = read(cases) if report.name == "ctest.xml" and cases.exists() else None
        if inner:
            count.add(inner)
        if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
            if not (inner and inner.failed):
                count.failed.append(".".join(names))
        elif case.find("skipped") is not None:
            count.skipped += 1
        elif not inner:
            count.passed += 1
    return count


def count_step(reports: str, status: int) -> Count:
    """Count a step; without reports it is one test itself, and one that ran nothing or broke off has failed."""
    if reports == "-":
        return Count(failed=["exit status"] if status else [], passed=0 if status else 1)
    count = Count()
    try:
        for name in ("ctest.xml", "pytest.xml"):
            if (report := Path(reports) / name).exists():
                count.add(read(report))
    except ElementTree.ParseError as error:
        count.failed.append(f"unreadable report: {error}")
    if status and not count.failed:
        count.failed.append(f"ended with status {status}")
    if not count.passed and not count.failed:
        count.failed.append("no test ran")
    return count


def main(steps: Path) -> int:
    """Print the table, the failed tests and the closing line."""
    total = Count()
    seconds_in_all = 0
    print(f"\n{'step':<10}{'passed':>8}{'failed':>8}{'skipped':>8}{'seconds':>9}")
    for line in steps.read_text(encoding="utf-8").splitlines():
        step, reports, status, seconds = line.split("\t")
        count = count_step(reports, int(status))
        print(f"{step:<10}{count.passed:>8}{len(count.failed):>8}{count.skipped:>8}{seconds:>9}")
        total.add(Count(count.passed, count.skipped, [f"{step}: {name}" for name in count.failed]))
        seconds_in_all += int(seconds)
    print(f"{'all':<10}{total.passed:>8}{len(total.failed):>8}{total.skipped:>8}{seconds_in_all:>9}\n")
    for name in total.failed:
        print(f"FAILED {name}")
    print(f"{total.passed} passed, {len(total.failed)} failed")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
