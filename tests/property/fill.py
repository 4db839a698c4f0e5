# SPDX-License-Identifier: Apache-2.0
"""Sound, tight or not: whatever unknown facts turn out to be, the outcome lies in the one without them.

    python3 -m tests.property.fill 0 1000 --program build/dev/tests/assess_lines      # random packs
    python3 -m tests.property.fill 0 20 --program build/dev/tests/assess_lines --shipped

Unknown facts are filled in at random, from the numbers with which the packs compare them, numbers between and beside
those, and the states; much more is left unknown than where all completions are gone through.
"""

import argparse
import json
import random
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.reference.facts import domain
from tests.reference.pack import NUMERIC, is_derived, number
from tests.reference.values import interval, meet, point, text

from .generate import generate

SHIPPED = Path(__file__).resolve().parents[2] / "data"
# Raised by what is given rather than by what follows from it.
ASIDE = {"not_tight", "not_whole_fen", "class_not_supported"}


class Program:
    """An evaluator behind a pipe; the packs of a line are sent only if they are not those of the line before."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.packs = None

    def __call__(self, packs, case):
        line = {"case": case} if packs is self.packs else {"packs": packs, "case": case}
        self.packs = packs
        print(json.dumps(line, ensure_ascii=False), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


def facts_of(packs, name):
    """The facts of a pack and those it uses; the nearest declaration counts."""
    by_id = {pack["pack"]: pack for pack in packs}
    found, names = {}, [name]
    for each in names:
        for fact, declared in by_id[each].get("facts", {}).items():
            found.setdefault(fact, declared)
        names += [used for used in by_id[each].get("uses", []) if used not in names]
    return found


def cuts_of(value, cuts):
    """The ends of all intervals that stand under a name anywhere in a pack."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for test in inner if isinstance(inner, list) else [inner]:
                if isinstance(test, dict) and test.keys() <= {"eq", "ge", "gt", "le", "lt"}:
                    cuts.setdefault(name, set()).update(end for end in test.values() if isinstance(end, str))
            cuts_of(inner, cuts)
    elif isinstance(value, list):
        for inner in value:
            cuts_of(inner, cuts)
    return cuts


def is_value(end):
    return end[0].isdigit() or end[0] == "-"


def a_number(fact, bound, cuts, rng):
    """A number of the domain: on a cut, beside it, between two, or anywhere."""
    whole = fact["kind"] in ("count", "date")
    limits = meet(domain(fact), interval(bound or {}, number), whole)
    is_day = fact["kind"] == "date"
    marks = {number(end) for end in cuts if is_value(end)} | {limits.lo, limits.hi} - {None}
    marks = sorted(marks) or [Fraction(each) for each in ([738000] if is_day else [0, 1, 5, 1000, 100000])]
    step = Fraction(1, {"money": 100, "quantity": 1000, "ratio": 1000}.get(fact["kind"], 1))
    for _ in range(20):
        mark, other = rng.choice(marks), rng.choice(marks)
        far = mark + 400 if is_day else mark * rng.choice([2, 3, 10])
        value = rng.choice([mark, mark + step, mark - step, (mark + other) / 2, far])
        value = value // step * step if fact["kind"] in ("money", "count", "date") else value
        if meet(limits, point(value), whole) is not None and not (is_day and not 1 <= value < 3000000):
            return str(date.fromordinal(int(value))) if is_day else text(value)
    return None


def filled(facts, case, cuts, rng, share):
    """The case with some of its unknown facts filled in."""
    given = dict(case["facts"])
    for name, fact in facts.items():
        known = given.get(name)
        is_bound = isinstance(known, dict) and "value" not in known
        if is_derived(fact) or (known is not None and not is_bound) or rng.random() > share:
            continue
        states = fact.get("may_be", []) if known is None else []
        if states and rng.random() < 0.2:
            given[name] = rng.choice(states)
        elif fact["kind"] == "flag":
            given[name] = rng.random() < 0.5
        elif fact["kind"] == "choice":
            given[name] = rng.choice(fact["options"])["id"]
        elif fact["kind"] == "choices":
            listed = [option["id"] for option in fact["options"] if rng.random() < 0.4]
            given[name] = listed or "absent"
        elif fact["kind"] in NUMERIC:
            value = a_number(fact, known, cuts.get(name, ()), rng)
            if value is not None:
                given[name] = value
    return {**case, "facts": given}


def outside(outcome, whole):
    """What of an outcome does not lie in the outcome with less known."""
    if "not_tight" in outcome.get("warnings", []):
        return []  # it may itself be wider than what is reached
    lines = []
    kinds = set(outcome.get("kinds", [outcome["kind"]]))
    if whole["kind"] != "open":
        if outcome["kind"] != whole["kind"]:
            return [f"{outcome['kind']}, but it was settled as {whole['kind']}"]
        for key in ("min", "max", "ends", "tracks", "point"):
            if outcome.get(key) != whole.get(key):
                lines.append(f"{key} is {outcome.get(key)}, but it was settled as {whole.get(key)}")
    elif not kinds <= set(whole["kinds"]):
        lines.append(f"kinds {kinds}, not among {whole['kinds']}")
    if whole["kind"] == "open":
        for track in outcome.get("tracks", [outcome] if "ends" in outcome else []):
            for key, sign, side in (("min", 1, 0), ("max", -1, -1)):
                if key not in whole:
                    continue
                if key not in track:
                    lines.append(f"no {key}, but the hull has {whole[key]}")
                    continue
                beyond = (number(track[key]) - number(whole[key])) * sign
                if beyond < 0 or (beyond == 0 and track["ends"][side] in "[]" and whole["ends"][side] in "()"):
                    lines.append(f"{key} {track[key]} {track['ends']} beyond {whole[key]} {whole['ends']}")
    reached, known = (set(each.get("tiers", [each["tier"]] if "tier" in each else [])) for each in (outcome, whole))
    if not reached <= known:
        lines.append(f"tiers {reached}, not among {known}")
    warnings = set(outcome.get("warnings", [])) - ASIDE - set(whole.get("warnings", []))
    if warnings and "not_tight" not in whole.get("warnings", []):
        lines.append(f"warnings {warnings} are new")
    return lines


def check(assess, packs, case, rng, ways=8):
    """Findings, each with the facts that were filled in."""
    facts, cuts = facts_of(packs, case["pack"]), cuts_of(packs, {})
    whole = assess(packs, case)
    if "errors" in whole:
        return [({}, f"refused: {whole['errors']}")]
    findings = []
    for _ in range(ways):
        more = filled(facts, case, cuts, rng, rng.choice([0.4, 1]))
        result = assess(packs, more)
        if "errors" in result:
            findings.append((more["facts"], f"refused: {result['errors']}"))
            continue
        for subject, outcome in whole["outcomes"].items():
            found = result["outcomes"][subject]
            if outcome.get("not_raised", []) != found.get("not_raised", []):
                continue  # a fact given raises the circumstances that are its own
            findings += [(more["facts"], f"{subject}: {line}") for line in outside(found, outcome)]
    return findings


def random_lines(seed):
    made = generate(seed)
    for case in made["cases"]:
        yield made["packs"], case


def shipped_packs():
    packs = [json.loads(file.read_text(encoding="utf-8")) for file in SHIPPED.rglob("pack.json")]
    return {pack["pack"]: pack for pack in packs}


def shipped_lines(packs):
    """The worked cases beside the packs."""
    for file in sorted(SHIPPED.rglob("cases.json")):
        suite = json.loads(file.read_text(encoding="utf-8"))
        names = [suite["pack"]]
        for name in names:
            names += [used for used in packs[name].get("uses", []) if used not in names]
        used = [packs[name] for name in names]
        for case in suite["cases"]:
            kept = {key: value for key, value in case.items() if key not in ("says", "expect")}
            yield used, {"pack": suite["pack"], **kept}


def lines(first, last, shipped):
    """Seed, random numbers, packs, and a case of which much is left unknown."""
    packs = shipped_packs() if shipped else {}
    for seed in range(first, last):
        rng = random.Random(seed)
        for used, case in shipped_lines(packs) if shipped else random_lines(seed):
            share = rng.choice([0, 0.3, 0.7])
            facts = {name: value for name, value in case["facts"].items() if rng.random() < share}
            yield seed, rng, used, {**case, "facts": facts}


def main():
    parser = argparse.ArgumentParser(prog="python3 -m tests.property.fill", description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--program", required=True)
    parser.add_argument("--shipped", action="store_true", help="the packs that are shipped, instead of random ones")
    arguments = parser.parse_args()
    assess, cases, failed = Program(arguments.program), 0, 0
    for seed, rng, packs, case in lines(arguments.first, arguments.last, arguments.shipped):
        findings = check(assess, packs, case, rng)
        cases, failed = cases + 1, failed + bool(findings)
        for facts, line in findings[:2]:
            print(f"seed {seed} {case['pack']} {case['id']}: {line}", flush=True)
            print(f"    known  {json.dumps(case['facts'])}\n    filled {json.dumps(facts)}", flush=True)
    print(f"{cases} cases, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
