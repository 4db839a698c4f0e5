# SPDX-License-Identifier: Apache-2.0
"""Packs on disk, and what can be read off them without a case (sections 2, 3, 8, 9)."""

import json
import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

NUMBER = re.compile(r"^(-?(0|[1-9][0-9]*)(\.[0-9]+)?%?|-?[1-9][0-9]*/[1-9][0-9]*)$")
DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
LIMITS = ("lower", "upper", "minimum", "maximum")
RESERVED = ("class", "act_date", "decision_date", *LIMITS)
NUMERIC = ("money", "count", "quantity", "ratio", "date")
LIST_OPERATIONS = ("sum", "product", "minus", "divide", "larger_of", "smaller_of", "elapsed")
# How many of its smallest unit make one unit of a currency, where that is not a hundred (ISO 4217).
SMALLEST_UNITS = {
    code: units
    for units, codes in {
        1: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
        1000: "BHD IQD JOD KWD LYD OMR TND",
        10000: "CLF UYW",
    }.items()
    for code in codes.split()
}


@cache
def number(text):
    """A number as the law writes it, or a date as its day number."""
    if DATE.match(text):
        return Fraction(date.fromisoformat(text).toordinal())
    assert NUMBER.match(text), text
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def is_number(term):
    return isinstance(term, str) and not term[0].islower()


def as_list(value):
    return value if isinstance(value, list) else [value]


class Catalogue:
    """Packs found below some folders by their ids; earlier folders win."""

    def __init__(self, *folders, packs=()):
        self.packs = {pack["pack"]: pack for pack in packs}
        for folder in folders:
            for file in sorted(Path(folder).rglob("pack.json")):
                pack = json.loads(file.read_text(encoding="utf-8"))
                self.packs.setdefault(pack["pack"], pack)

    def __getitem__(self, name):
        return self.packs[name]

    def in_use(self, name):
        """The pack and those it uses, transitively, nearest first."""
        found = [name]
        for each in found:
            found += [used for used in self[each].get("uses", []) if used not in found]
        return [self[each] for each in found]

    def provision(self, reference):
        pack, _, article = reference.partition("#")
        return next(p for p in self[pack]["provisions"] if p["id"] == article)


def in_force(holder, day):
    period = holder.get("in_force")
    return period is None or period["from"] <= day <= period.get("until", "9999-12-31")


def refined(violation):
    """The provisions a violation may refine: of a list all, of one_of each."""
    refines = violation.get("refines", [])
    if isinstance(refines, dict):
        return refines["one_of"]
    return [] if refines == "any" else as_list(refines)


# What conditions, terms and fines mention: pairs (fact, test), where an operand of a term has the test None.


def of_condition(condition):
    for name, test in condition.items():
        if name in ("any", "none"):
            for inner in test:
                yield from of_condition(inner)
        else:
            for each in as_list(test):
                yield name, each


def of_term(term):
    if isinstance(term, str):
        if not is_number(term) and term != "range":
            yield term, None
        return
    for name, inner in term.items():
        if name in LIST_OPERATIONS:
            for each in inner:
                yield from of_term(each)
        elif name == "round":
            yield from of_term(inner)
        elif name == "count":
            for each in inner:
                yield from of_condition(each)
        elif name == "choose":
            for row in inner:
                yield from of_condition(row.get("when", {}))
                yield from of_term(row["then"])


def of_fine(fine):
    if fine == "none":
        return
    for track in fine.get("either", [fine]):
        for term in track.values():
            yield from of_term(term)


def of_rows(rows):
    """Conditions and fines of branches, tiers, levels or step rows (sanctions are not looked at)."""
    for row in rows:
        yield from of_condition(row.get("when", {}))
        fines = [row[key] for key in ("fine", "at_end") if key in row] + list(row.get("fines", {}).values())
        for fine in fines:
            yield from of_fine(fine)


def of_table(table):
    yield from of_rows(table.get("tiers", []))
    if "weights" in table:
        yield from of_term(table["weights"]["base"])
        for factor in table["weights"]["factors"]:
            yield from of_rows(factor["levels"])


def of_steps(steps):
    for step in steps:
        yield from of_rows(step["rows"])


def of_fact(fact):
    """What the definition of a derived fact mentions."""
    if "is" in fact:
        yield from (of_condition if fact["kind"] == "flag" else of_term)(fact["is"])
    for option in fact.get("options", []):
        yield from of_condition(option.get("when", {}))


def is_derived(fact):
    return "is" in fact or any("when" in option for option in fact.get("options", []))
