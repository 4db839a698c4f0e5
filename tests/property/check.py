# SPDX-License-Identifier: Apache-2.0
"""What must hold of any evaluator, asked of one through assess(packs, case) -> result object.

    python3 -m tests.property.check 0 200                      # the reference itself
    python3 -m tests.property.check 0 200 --program build/assess_lines

With a program, each line {"packs": [...], "case": {...}} written to it is answered by a line with the result object;
its results are compared with the reference's as well.

Sound and tight: an unknown fact is split into parts that together are all it can be (a bound below a number, that
number, a bound above it; the options; the states). The outcome of the whole is then exactly what the outcomes of the
parts give together: the hull of the ranges, the kinds, the rows, the warnings; what is settled stays settled.
Followed down to cases in which every fact is given, that says both that nothing reached lies outside the hull, and
that it is reached.
"""

import argparse
import json
import random
import subprocess
import sys
from fractions import Fraction

from tests.reference import Catalogue
from tests.reference import assess as reference
from tests.reference.compare import differences
from tests.reference.facts import domain
from tests.reference.pack import NUMERIC, is_derived, number
from tests.reference.values import interval, meet, text

from .generate import generate

EXACT = (
    "kind",
    "min",
    "max",
    "ends",
    "tracks",
    "point",
    "branch",
    "tier",
    "tiers",
    "share",
    "class",
    "mode",
    "legal",
    "kinds",
    "needs",
    "by",
    "sanctions",
    "offers",
    "not_raised",
    "requires",
    "human",
    "successor",
    "warnings",
)

# An open outcome has more ends than those shown; a circumstance that may hold supports a class until it does not.
NOT_TOGETHER = {"not_whole_fen", "class_not_supported"}


def by_reference(packs, case):
    return reference(Catalogue(packs=packs), case)


class Program:
    """Another evaluator behind a pipe, a line in, a line out; started anew when it dies."""

    def __init__(self, path):
        self.path, self.process = path, None

    def __call__(self, packs, case):
        if self.process is None:
            self.process = subprocess.Popen([self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        print(json.dumps({"packs": packs, "case": case}, ensure_ascii=False), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if answer:
            return json.loads(answer)
        status, self.process = self.process.wait(), None
        return {"errors": [f"the program died, status {status}"], "outcomes": {}}


# Parts of an unknown fact.


def parts(fact, value, at):
    """Values that together are all a fact given as value (None, or a bound) can be."""
    states = fact.get("may_be", []) if value is None else []
    if fact["kind"] == "flag":
        return [True, False, *states]
    if fact["kind"] == "choice":
        return [option["id"] for option in fact["options"]] + states
    if fact["kind"] == "choices":
        options = [option["id"] for option in fact["options"]]
        subsets = [[o for n, o in enumerate(options) if mask >> n & 1] for mask in range(1, 2 ** len(options))]
        return [*subsets, "absent", *states]
    whole = fact["kind"] in ("count", "date")
    limits = meet(domain(fact), interval(value or {}, number), whole)
    numbers = []
    for part in ({"lt": at}, {"eq": at}, {"gt": at}):
        inside = meet(limits, interval(part, number), whole)
        if inside is None:
            continue
        if inside.point() is not None:
            numbers.append(_text(fact, inside.lo))
            continue
        bound = {}
        if inside.lo is not None:
            bound["ge" if inside.lo_in else "gt"] = _text(fact, inside.lo)
        if inside.hi is not None:
            bound["le" if inside.hi_in else "lt"] = _text(fact, inside.hi)
        numbers.append(bound)
    return numbers + states


def _text(fact, value):
    if fact["kind"] == "date":
        from datetime import date

        return str(date.fromordinal(int(value)))
    return text(value)


def cut_of(fact, value, rng):
    """A number somewhere in what is left of the domain."""
    limits = meet(domain(fact), interval(value or {}, number), fact["kind"] in ("count", "date"))
    if fact["kind"] == "date":
        lo = limits.lo if limits.lo is not None else (limits.hi or number("2024-06-01")) - 400
        hi = limits.hi if limits.hi is not None else lo + 800
        return _text(fact, Fraction(rng.randint(int(lo), int(hi))))
    lo = limits.lo or Fraction(0)
    hi = limits.hi if limits.hi is not None else max(lo * 2, {"money": Fraction(300000)}.get(fact["kind"], Fraction(8)))
    steps = {"money": 100, "count": 1}.get(fact["kind"], 4)
    least, most = -(-lo * steps // 1), hi * steps // 1
    return _text(fact, Fraction(rng.randint(least, most), steps) if least <= most else (lo + hi) / 2)


def facts_of(packs):
    found = {}
    for pack in reversed(packs):
        for name, fact in pack.get("facts", {}).items():
            found.setdefault(name, fact)
    return found


def open_facts(packs, case):
    return [
        name
        for name, fact in facts_of(packs).items()
        if not is_derived(fact)
        and (
            name not in case["facts"] or (isinstance(case["facts"][name], dict) and "value" not in case["facts"][name])
        )
    ]


# Putting outcomes together again.


def _end(outcome, key, side):
    """(value or None, included): the lower or upper end of what is fined at all."""
    spans = outcome.get("tracks") or ([outcome] if "ends" in outcome else [])
    ends = []
    for span in spans:
        ends.append((None if key not in span else number(span[key]), span["ends"][side] in "[]"))
    return ends


def together(outcomes):
    """Hull, kinds, rows and warnings of several outcomes."""
    made = {}
    for key, side in (("min", 0), ("max", -1)):
        ends = [end for outcome in outcomes for end in _end(outcome, key, side)]
        if ends:
            values = [value for value, _ in ends]
            best = None if None in values else (min if key == "min" else max)(values)
            made[key] = (best, best is not None and any(included for value, included in ends if value == best))
    made["kinds"] = {kind for outcome in outcomes for kind in outcome.get("kinds", [outcome["kind"]])}
    made["tiers"] = {tier for outcome in outcomes for tier in outcome.get("tiers", [outcome.get("tier")]) if tier}
    made["warnings"] = {warning for outcome in outcomes for warning in outcome.get("warnings", [])} - NOT_TOGETHER
    made["offers"] = set.intersection(*(set(outcome.get("offers", [])) for outcome in outcomes))
    return made


def split_findings(assess, packs, case, name, at):
    """What does not add up when one unknown fact is split; and the parts, for going on."""
    fact = facts_of(packs)[name]
    whole = assess(packs, case)
    cases = [{**case, "facts": {**case["facts"], name: part}} for part in parts(fact, case["facts"].get(name), at)]
    results = [assess(packs, each) for each in cases]
    findings = [f"{name} at {at}: {error}" for result in [whole, *results] for error in result.get("errors", [])]
    if findings:
        return findings, cases
    for subject, outcome in whole["outcomes"].items():
        pieces = [result["outcomes"][subject] for result in results]
        raised = {tuple(sorted(piece.get("not_raised", []))) for piece in [outcome, *pieces]}
        loose = any("not_tight" in piece.get("warnings", []) for piece in [outcome, *pieces])
        if len(raised) > 1 or loose or outcome["kind"] == "not_in_force":
            continue  # giving a fact raises a circumstance; an outcome that is not tight may be wider
        wanted, found = together(pieces), together([outcome])
        for key in wanted:
            if wanted[key] != found.get(key):
                findings.append(
                    f"{subject}.{key} of {name} at {at}: the parts give {wanted[key]}, the whole {found.get(key)}"
                )
        unsettled = set().union(*(piece.get("needs", []) for piece in pieces)) - {name}
        if not unsettled <= set(outcome.get("needs", [])):
            findings.append(
                f"{subject}.needs of {name} at {at}: the parts need {unsettled}, the whole {outcome.get('needs')}"
            )
    return findings, cases


def check(assess, packs, case, rng, depth=4):
    """Split an unknown fact, then one of the parts, and so on down."""
    findings = []
    for _ in range(depth):
        unknown = open_facts(packs, case)
        if not unknown:
            break
        needed = {name for outcome in assess(packs, case)["outcomes"].values() for name in outcome.get("needs", [])}
        name = rng.choice([each for each in unknown if each in needed] or unknown)
        fact = facts_of(packs)[name]
        at = cut_of(fact, case["facts"].get(name), rng) if fact["kind"] in NUMERIC else None
        found, cases = split_findings(assess, packs, case, name, at)
        findings += found
        case = rng.choice(cases)
    return findings


def _is_left_open(warnings):
    """Not tight: how much wider an outcome is, is not said."""
    return "not_tight" in warnings


def _left_open(outcome):
    """Warnings of which the format does not quite say where they stand."""
    return (
        {"not_available"}
        | ({"not_whole_fen"} if outcome["kind"] == "open" else set())
        | ({"no_amount"} if "no_limits" in outcome.get("warnings", []) else set())
    )


def unlike(expected, found):
    """Where another evaluator's result is not the reference's, every key compared; not tight ones are left out."""
    lines = []
    several = any("several_match" in outcome.get("warnings", []) for outcome in expected["outcomes"].values())
    for subject, outcome in expected["outcomes"].items():
        other = found.get("outcomes", {}).get(subject)
        if other is None:
            lines.append(f"{subject}: no outcome, {found}")
        elif not any(_is_left_open(each.get("warnings", [])) for each in (outcome, other)):
            wanted, got = (
                {**each, "warnings": sorted(set(each.get("warnings", [])) - _left_open(outcome))}
                for each in (outcome, other)
            )
            if several:
                # Whether a fact that leaves one of several rows is needed, where the rows alone differ, is not said.
                wanted["needs"], got["needs"] = [], []
            lines += differences({subject: {**dict.fromkeys(EXACT), **wanted}}, {subject: got})
    if not set(found.get("unused", [])) <= set(expected.get("unused", [])):
        lines.append(f"unused: a fact that was looked at is in {found.get('unused')}")
    return lines


def main():
    parser = argparse.ArgumentParser(prog="python3 -m tests.property.check", description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--cases", type=int, default=4)
    parser.add_argument("--program", help="the evaluator to ask instead of the reference")
    arguments = parser.parse_args()
    assess = Program(arguments.program) if arguments.program else by_reference
    failed = 0
    for seed in range(arguments.first, arguments.last):
        made, rng = generate(seed, arguments.cases), random.Random(seed)
        for case in made["cases"]:
            found = assess(made["packs"], case)
            if "errors" in found:
                lines = [f"refused: {error}" for error in found["errors"]]
            else:
                lines = unlike(by_reference(made["packs"], case), found) if arguments.program else []
                lines += [] if lines else check(assess, made["packs"], case, rng)
            failed += bool(lines)
            for line in lines:
                print(f"seed {seed} {case['id']}: {line}", flush=True)
    print(f"{(arguments.last - arguments.first) * arguments.cases} cases, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
