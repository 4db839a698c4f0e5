# SPDX-License-Identifier: Apache-2.0
"""The standard: tables, steps and rules on the statute."""

from .draw import label
from .facts import MONEY
from .statute import ACT, FROM, StatuteMaker

CLASSES = ("reduced", "lenient", "standard", "heavier")


class StandardMaker(StatuteMaker):
    def tiers(self, branches, names, stem):
        def make(when):
            amount = {"fine": self.fine()}
            if len(branches) > 1 and self.chance(0.4):
                amount = {"fines": {branch: self.fine() for branch in self.some(branches, 1, len(branches))}}
            return {
                "id": self.id(stem),
                **when,
                **amount,
                **self.sanctions(0.1),
                **self.beside(),
                **({"mode": "may"} if self.chance(0.1) else {}),
                "source": {"row": str(self.ids)},
            }

        made = self.rows(1, 4, make, names)
        if self.chance(0.35):
            for at, tier in enumerate(made):
                tier["grade"] = str(at // 2)
        if self.chance(0.25):
            rest = CLASSES if self.chance(0.5) else CLASSES[1:]
            made = [{**make({}), "when": {"class": name}} for name in rest]
        return {"tiers": made, **({"match": self.pick("unique", "heaviest", "lightest")} if self.chance(0.5) else {})}

    def weights(self, branches, names):
        def weight():
            share = f"{self.random.randint(0, 6) * 5}%" if self.chance(0.85) else self.pick("1/3", "1/8")
            if len(branches) > 1 and self.chance(0.3):
                return {branch: share for branch in self.some(branches, 1, len(branches))}
            return share

        def factor():
            name = self.id("w")
            levels = self.rows(
                1, 3, lambda when: {**when, "weight": weight(), "source": {"level": self.id("")}}, names, 0.8
            )
            return {
                "id": name,
                "label": label(name),
                "source": {"factor": name},
                "levels": levels,
                **({"match": self.pick("heaviest", "lightest", "unique")} if self.chance(0.4) else {}),
            }

        start = (
            {branch: "10%" for branch in branches} if len(branches) > 1 and self.chance(0.4) else self.pick("0%", "20%")
        )
        made = {
            "base": self.pick("range", "maximum", "range", "15000", *MONEY[:1]),
            "start": start,
            "factors": [factor() for _ in range(self.random.randint(1, 3))],
        }
        if self.chance(0.4):
            made["at_most"] = self.pick("60%", "100%")
        if self.chance(0.2):
            made["at_least"] = "15%"
        return {"weights": made}

    def step(self, shift):
        def make(when):
            if shift and self.chance(0.5):
                row = {
                    "shift": self.pick("1", "-1", "2"),
                    **({"at_end": {"eq": "maximum"}} if self.chance(0.3) else {}),
                }
            elif self.chance(0.15):
                row = {"human": label(self.id("由人决定"))}
            else:
                row = {
                    "fine": self.pick(
                        {"eq": {"sum": ["lower", "500"]}},
                        {"ge": "lower", "le": {"product": ["80%", "upper"]}, "at_least": "minimum"},
                        {"ge": "20%", "le": "60%", "base": "range"},
                        {"eq": {"product": ["120%", "upper"]}, "at_most": "maximum"},
                        {
                            "ge": {"round": "lower", "to": "100", "way": "down"},
                            "le": {"round": "upper", "to": "100", "way": "up"},
                        },
                        self.range(),
                    )
                }
            return {
                **when,
                **({"mode": "may"} if self.chance(0.25) else {}),
                **row,
                **({} if "human" in row else self.beside()),
            }

        name = self.id("s")
        names = [*self.all, "class"] if self.chance(0.3) else self.all
        made = {
            "id": name,
            "label": label(name),
            "source": {"article": name},
            "rows": self.rows(1, 2, make, self.all, 0.15, last=True),
        }
        if "class" in names:
            made["rows"][0]["when"] = {"class": self.pick(*CLASSES)}
        return made

    def violation(self, act, general):
        names = self.some(self.all, 2, 4)
        by_article = {each["id"]: each for each in act["provisions"]}
        refines = self.pick(f"{ACT}#1", f"{ACT}#2", {"one_of": [f"{ACT}#1", f"{ACT}#2"]}, "any", None, f"{ACT}#1")
        if self.apart and self.chance(0.5):
            refines = [f"{ACT}#1", f"{ACT}#2"]
        made = {
            "id": self.id("v"),
            "label": label("行为"),
            "source": {"table": "1"},
            **({"refines": refines} if refines else {}),
        }
        branches = (
            [branch["id"] for branch in by_article["1"]["branches"] if branch["subject"] == "party"]
            if refines == f"{ACT}#1"
            else []
        )
        person = (
            [branch["id"] for branch in by_article["1"]["branches"] if branch["subject"] == "person"]
            if refines == f"{ACT}#1"
            else []
        )
        adds = self.chance(0.15)
        weights = self.chance(0.3)
        keyed = branches if len(branches) > 1 and self.chance(0.6) else []

        def table():
            body = self.weights(keyed, names) if weights else self.tiers(keyed, names, "t")
            return {
                **({"branches": keyed} if keyed else {}),
                **body,
                "source": {"note": self.id("n")},
                **({"doubt": label("存疑")} if self.chance(0.04) else {}),
            }

        if self.chance(0.9):
            made["tables"] = [table()] + ([table()] if adds else [])
            if adds:
                made["add_tables"] = True
            if person and self.chance(0.5):
                made["tables"].append(
                    {"branches": person, **self.tiers(person, names, "p"), "source": {"note": self.id("n")}}
                )
        if self.chance(0.3):
            made["steps"] = [
                self.step("tables" in made and not weights and not adds) for _ in range(self.random.randint(1, 2))
            ]
        if self.chance(0.3):
            made["circumstances"] = [self.circumstance()]
        if general and self.chance(0.3):
            made["skip"] = [self.pick(*general)]
        if self.chance(0.1):
            made["in_force"] = {"from": "2023-01-01"}
        return made

    def declare_derived(self, act, standard):
        """Have the standard declare derived facts of the statute anew, often with several options that hold."""
        own = {}
        for name in ("size", "grave", "points"):
            if name not in act["facts"] or self.chance(0.2):
                continue
            own[name] = {**act["facts"][name]}
            if name == "size":
                own[name]["options"] = [
                    {**option, "when": self.condition(self.base[:4], 1)} if self.chance(0.8) else option
                    for option in own[name]["options"]
                ]
                if "match" in own[name] and self.chance(0.6):
                    del own[name]["match"]
        if own:
            standard["facts"] = own
        if self.chance(0.8):
            standard.setdefault("rules", {})["unprovable"] = {"take": "lightest", "source": {"article": "1"}}

    def standard(self, act):
        made = {
            "format": "cailiang-pack/1",
            "pack": "made/tables/standard",
            "kind": "standard",
            "version": "1.0.0",
            "title": label("生成的基准"),
            "rank": "city",
            "currency": self.currency,
            "in_force": {"from": str(FROM), "until": "2025-06-30"},
            "copy": "generated: no law",
            "uses": [ACT],
        }
        if self.chance(0.15):
            made["applies_by"] = "decision"
        source = {"source": {"article": "1"}}
        rules = {
            "match": {"take": self.pick("unique", "heaviest", "lightest")},
            "unprovable": {"take": "lightest"},
            "conflict": {"take": self.pick("lightest", "heaviest", "weigh")},
            "no_circumstance": {"take": "standard"},
            "no_minimum": {"use": self.pick("100", "5000", {"product": ["10%", "upper"]})},
        }
        kept = {name: {**rule, **source} for name, rule in rules.items() if self.chance(0.5)}
        if kept:
            made["rules"] = kept
        if self.chance(0.5):
            made["circumstances"] = [self.circumstance() for _ in range(self.random.randint(1, 2))]
        if self.chance(0.3):
            made["steps"] = [self.step(False)]
        made["violations"] = [self.violation(act, [step["id"] for step in made.get("steps", [])])]
        return made
