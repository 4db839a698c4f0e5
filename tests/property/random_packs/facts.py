# SPDX-License-Identifier: Apache-2.0
"""Facts, and what is asked of them."""

from datetime import date
from fractions import Fraction

from .draw import Draw, label

# A fixed set of names, so that conditions and terms can be made without looking them up.
FLAGS = ("flag_a", "flag_b", "flag_c")
MONEY = ("money_a", "money_b")
MEASURES = ("count_a", "count_b", "weight")


def size_of(text):
    """A number or a day as a text, to be put in order."""
    if "-" in text:
        return date.fromisoformat(text)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


class FactMaker(Draw):
    def facts(self):
        def states(*which):
            listed = [state for state in which if self.chance(0.4)]
            return {"may_be": listed} if listed else {}

        def options(*names):
            return {"options": [{"id": name, "label": label(name)} for name in names]}

        facts = {name: {"kind": "flag", **states("unprovable")} for name in FLAGS}
        facts["place"] = {"kind": "choice", **options("inside", "border", "outside"), **states("absent", "unprovable")}
        facts["signs"] = {"kind": "choices", **options("smoke", "noise", "dust"), **states("unprovable")}
        for name in MONEY:
            facts[name] = {"kind": "money", **states("absent", "unprovable")}
        facts["count_a"] = {"kind": "count", **states("unprovable")}
        facts["count_b"] = {"kind": "count", "in": self.pick({"le": "9"}, {"ge": "1", "lt": "7"}, {"gt": "0"})}
        facts["weight"] = {"kind": "quantity", "unit": "t", **states("absent", "unprovable")}
        facts["rate"] = {"kind": "ratio", "in": {"le": self.pick("1", "50%", "3")}, **states("absent")}
        facts["begun"] = {"kind": "date", **states("absent")}
        facts["ended"] = {"kind": "date"}
        base = list(facts)
        self.states = {
            name: fact.get("may_be", []) + (["absent"] if fact["kind"] == "choices" else [])
            for name, fact in facts.items()
        }
        if self.chance(0.5):
            facts["grave"] = {"kind": "flag", "is": self.condition(base, 1)}
        if self.chance(0.5):
            facts["points"] = {
                "kind": "count",
                "is": {"count": [self.condition(base, 1) for _ in range(self.random.randint(2, 3))]},
            }
        if self.chance(0.5):
            facts["lasted"] = {
                "kind": "quantity",
                "unit": "month",
                "is": {
                    "elapsed": self.pick(["begun", "ended"], ["begun", "act_date"], ["act_date", "decision_date"]),
                    "unit": self.pick("day", "month", "month", "year"),
                },
            }
        if self.chance(0.4):
            facts["share"] = {
                "kind": "ratio",
                "is": {
                    "divide": self.pick(
                        ["money_a", "money_b"], ["money_a", "200000"], ["money_b", {"sum": ["money_a", "money_b"]}]
                    )
                },
            }
        if self.chance(0.5):
            facts["size"] = {
                "kind": "choice",
                "options": [
                    {
                        "id": name,
                        "label": label(name),
                        **({} if name == "small" and self.chance(0.5) else {"when": self.condition(base, 1)}),
                    }
                    for name in ("small", "middle", "large")
                ],
                **({"match": self.pick("unique", "heaviest", "lightest")} if self.chance(0.7) else {}),
            }
        for name, fact in facts.items():
            fact["label"] = label(name)
        self.base, self.all = base, list(facts)
        return facts

    def condition(self, names, depth=2):
        if depth and self.chance(0.15):
            return {"any": [self.condition(names, depth - 1) for _ in range(2)]}
        if depth and self.chance(0.1):
            return {"none": [self.condition(names, depth - 1)]}
        return {name: self.tests(name) for name in self.some(names, 1, 2 if self.chance(0.3) else 1)}

    def tests(self, name):
        return [self.test(name), self.test(name)] if self.chance(0.12) else self.test(name)

    def test(self, name):
        if name in FLAGS or name == "grave":
            return "unprovable" if self.states.get(name) and self.chance(0.1) else self.chance(0.6)
        states = self.states.get(name) or (["absent"] if name in ("lasted", "share") else [])
        if states and self.chance(0.15):
            return self.pick(*states)
        if name in ("place", "signs", "size"):
            options = {
                "place": ("inside", "border", "outside"),
                "signs": ("smoke", "noise", "dust"),
                "size": ("small", "middle", "large"),
            }
            return self.pick(*options[name])
        levels = {
            "rate": ("10%", "1/3", "50%"),
            "share": ("5%", "1/4", "1"),
            "begun": ("2023-06-01", "2024-02-29", "2025-03-01"),
            "ended": ("2023-07-31", "2024-03-31", "2025-03-02"),
            "points": ("1", "2", "3"),
            "lasted": ("1", "3", "40"),
        }
        small, large = sorted(
            self.some(
                (levels.get(name) or (("1000", "50000", "200000.5") if name in MONEY else ("2", "3", "5"))), 2, 2
            ),
            key=size_of,
        )
        return self.pick(
            {"lt": small},
            {"le": small},
            {"ge": large},
            {"gt": large},
            {"ge": small, "lt": large},
            {"gt": small, "le": large},
            {"eq": small},
        )
