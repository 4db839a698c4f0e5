# SPDX-License-Identifier: Apache-2.0
"""Cases of which few facts are unknown, so that all completions can be gone through."""

from datetime import date, timedelta

from .facts import MONEY, size_of
from .standard import CLASSES, StandardMaker
from .statute import ACT, FROM, UNTIL


class CaseMaker(StandardMaker):
    def value(self, name, fact, some_known):
        """A value, a state, or a bound; within the domain."""
        states = fact.get("may_be", []) + (["absent"] if fact["kind"] == "choices" else [])
        if states and self.chance(0.15):
            return self.pick(*states)
        if fact["kind"] == "flag":
            return self.chance(0.5)
        if fact["kind"] == "choice":
            return self.pick("inside", "border", "outside")
        if fact["kind"] == "choices":
            return self.some(("smoke", "noise", "dust"), 1, 3)
        if fact["kind"] == "date":
            listed = ("2023-05-31", "2023-06-01", "2024-01-31", "2024-02-29", "2025-03-01", "2025-03-02", "2025-04-30")
        elif name in MONEY:
            listed = ("0", "1000", "3000", "10000.01", "50000", "199999.99", "200000.5", "300000")
        elif name == "rate":
            listed = ("0", "10%", "1/3", "0.4", "50%")
        else:
            listed = ("1", "2", "3", "4", "6") if fact["kind"] == "count" else ("0", "2", "2.5", "3", "5", "7.25")
        if some_known or self.chance(0.85):
            return self.pick(*listed)
        low, high = sorted(self.some(listed, 2, 2), key=size_of)
        return self.pick({"ge": low, "le": high}, {"ge": low, "lt": high}, {"le": high}, {"ge": low})

    def case(self, number, packs):
        act, standard = packs
        violation = standard["violations"][0]
        unknown = set(self.some(self.base, 0, 3))
        facts = {name: self.value(name, act["facts"][name], False) for name in self.base if name not in unknown}
        for fact in ("grave", "points"):
            if fact in act["facts"] and self.chance(0.1):
                facts[fact] = self.pick(True, False) if fact == "grave" else "2"
        if self.chance(0.2):
            facts["class"] = self.pick(*CLASSES)
        day = date(2024, 3, 1)
        if self.chance(0.4):
            day = self.pick(
                *[FROM + timedelta(days=n) for n in (-1, 0, 364, 365, 1096)],
                date(2025, 6, 30),
                date(2025, 7, 1),
                UNTIL,
                UNTIL + timedelta(days=1),
            )
        made = {"id": f"case{number}", "facts": facts}
        if self.chance(0.95):
            made["act_date"] = str(day)
        if self.chance(0.3) or "act_date" not in made:
            made["decision_date"] = str(day + timedelta(days=self.pick(0, 30, 90)))
        if self.chance(0.15):
            return {**made, "pack": ACT, "provisions": self.some([f"{ACT}#1", f"{ACT}#2"], 1, 2 if self.apart else 1)}
        made |= {"pack": standard["pack"], "violation": violation["id"]}
        refines = violation.get("refines")
        if refines == "any" or isinstance(refines, dict):
            made["provisions"] = [f"{ACT}#{self.pick('1', '2')}"]
        named = [
            each["id"]
            for pack in packs
            for holder in [pack, *pack.get("violations", []), *pack.get("provisions", [])]
            for each in holder.get("circumstances", []) + holder.get("steps", [])
        ]
        if named and self.chance(0.5):
            made["apply"] = self.some(named, 1, 2)
        if self.chance(0.15):
            made["decided"] = {"party": self.pick("12345", "3333.33")}
        return made
