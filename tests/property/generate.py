"""Random valid packs and cases, the same for the same seed.

Every construct of the format may come up: branches, tiers under the three matches and with grades, weights in columns,
steps, circumstances, class rows, derived facts, terms, tracks, another subject's fine, positions in a range, rules.
Few facts are left unknown in a case, so that all completions can be gone through.
"""

import json
import random
import sys
from datetime import date, timedelta

FLAGS = ("flag_a", "flag_b", "flag_c")
MONEY = ("money_a", "money_b")
MEASURES = ("count_a", "count_b", "weight")
CLASSES = ("reduced", "lenient", "standard", "heavier")
SANCTIONS = ("warning", "criticism", "suspend_business", "revoke_licence", "close", "order", "refer")
ACT = "made/law/act"
FROM, UNTIL = date(2022, 1, 1), date(2025, 12, 31)


def label(text):
    return {"zh": text}


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids = 0
        self.waived = False

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *listed):
        return self.random.choice(listed)

    def some(self, listed, least, most):
        return self.random.sample(listed, min(len(listed), self.random.randint(least, most)))

    def id(self, stem):
        self.ids += 1
        return f"{stem}{self.ids}"

    # Facts: a fixed set of names, so that conditions and terms can be made without looking them up.

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
        self.kinds = {name: fact["kind"] for name, fact in facts.items()}
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
            key=_size,
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

    # Terms of money, and fines.

    def money(self, depth=1, operands=MONEY):
        if not depth or self.chance(0.3):
            return self.pick(str(self.random.randint(1, 40) * 500), self.pick(*operands))
        inner = [self.money(depth - 1, operands) for _ in range(2)]
        return self.pick(
            {"sum": inner},
            {"minus": [str(self.random.randint(20, 60) * 1000), inner[0]]},
            {"larger_of": inner},
            {"smaller_of": inner},
            {"product": [self.pick("50%", "2", "1/3"), inner[0]]},
            {"product": [self.pick("300", "1000"), self.pick(*MEASURES)]},
            {"divide": [inner[0], self.pick("2", "3", "0")]},
            {"product": [str(self.random.randint(1, 9) * 10000), "rate"]},
            {"round": inner[0], "to": self.pick("100", "1000"), "way": self.pick("up", "down", "half_up")},
            {
                "choose": [
                    {"when": self.condition(self.base, 1), "then": inner[0]},
                    *([{"then": inner[1]}] if self.chance(0.7) else []),
                ]
            },
        )

    def numbers(self, least, most, unit):
        a, b = sorted((self.random.randint(least, most), self.random.randint(least, most)))
        return f"{a * unit}", f"{b * unit}"

    def ends(self, a, b):
        if a == b or self.chance(0.15):
            return {"eq": b}
        return self.pick(
            {"ge": a, "le": b}, {"ge": a, "lt": b}, {"gt": a, "le": b}, {"ge": a, "lt": b}, {"le": b}, {"ge": a}
        )

    def range(self, standard=True):
        way = self.random.random()
        if way < 0.45 or (not standard and way < 0.7):
            a, b = self.numbers(0, 60, 1000)
            fine = self.ends(a, b)
            if {"ge", "le"} <= set(fine) and self.chance(0.3):
                fine["point"] = str((int(a) + int(b)) // 2)
        elif way < 0.6 and standard:
            a, b = self.numbers(0, 10, 10)
            fine = {**self.ends(f"{a}%", f"{b}%"), "base": self.pick("range", "range", "maximum", "minimum")}
        elif way < 0.75:
            a, b = self.numbers(0, 5, 1)
            fine = {**self.ends(a, b), "base": self.pick(*MONEY, {"larger_of": [self.pick(*MONEY), "10000"]})}
        else:
            operands = MONEY + (("minimum", "maximum", "upper", "lower") if standard else ())
            fine = {self.pick("eq", "eq", "le", "ge"): self.money(2, operands)}
        if self.chance(0.25):
            fine["at_most"] = self.pick("30000", "55000")
        if self.chance(0.2):
            fine["at_least"] = self.pick("1000", "12000")
        return fine

    def fine(self, standard=True):
        if self.chance(0.06):
            return "none"
        if self.chance(0.05):
            return {"either": [self.range(standard), self.range(standard)]}
        return self.range(standard)

    def sanctions(self, share=0.2):
        if not self.chance(share):
            return {}
        listed = [{"kind": kind, "mode": self.pick("shall", "may", "instead")} for kind in self.some(SANCTIONS, 1, 2)]
        if self.chance(0.3):
            listed[0]["when"] = self.condition(self.all, 1)
        if self.chance(0.2):
            listed.append({"kind": "confiscate_gains", "mode": "shall", "amount": {"eq": "money_a"}, "unit": "money"})
        return {"sanctions": listed}

    def beside(self):
        made = {}
        if self.chance(0.05):
            made["doubt"] = label("存疑")
        if self.chance(0.08):
            made["human"] = label(self.id("由人决定"))
        if self.chance(0.08):
            made["requires"] = [self.pick("reasons", "hearing", "legal_review")]
        return made

    def rows(self, least, most, make, names, otherwise=0.6, last=False):
        """Rows with conditions, perhaps with one otherwise row (which may have to stand last)."""
        made = [make({"when": self.condition(names)}) for _ in range(self.random.randint(least, most))]
        if made and self.chance(otherwise):
            at = len(made) if last else self.random.randint(0, len(made))
            made.insert(at, make({}))
        return made

    # The statute.

    def branch(self, subject, when):
        return {
            "id": self.id("b"),
            "subject": subject,
            **when,
            "mode": self.pick("shall", "may"),
            "fine": self.fine(False),
            **self.sanctions(),
            **self.beside(),
            "source": {"item": str(self.ids)},
        }

    def provision(self, article):
        """The second one may concern the person alone: then both may be applied together."""
        names = self.base if self.chance(0.8) else FLAGS
        apart = article == "2" and self.apart
        branches = (
            self.rows(1, 2, lambda when: self.branch("party", when), names)
            if self.chance(0.6)
            else [self.branch("party", {})]
        )
        branches = [] if apart else branches
        if apart or (self.chance(0.35) and not self.apart):
            person = self.branch("person", {})
            if self.chance(0.6):
                person["fine"] = {"ge": "5%", "le": "10%", "base": {"fine_of": "party"}}
            branches.append(person)
        made = {"id": article, "label": label(article), "source": {"article": article}, "branches": branches}
        if self.chance(0.2):
            rows = [
                {
                    "when": self.condition(self.all, 1),
                    **({"mode": "may"} if self.chance(0.2) else {}),
                    "fine": self.pick(
                        {"ge": {"product": ["2", "lower"]}, "le": {"product": ["5", "upper"]}},
                        {"eq": {"product": ["2", "upper"]}},
                    ),
                }
            ]
            made["steps"] = [{"id": self.id("ps"), "label": label("加倍"), "source": {"paragraph": "2"}, "rows": rows}]
        if self.chance(0.15):
            made["in_force"] = {"from": str(FROM), "until": "2024-12-31"}
            if self.chance(0.5):
                made["successor"] = ["made/law/next#1"]
        if self.chance(0.2):
            made["circumstances"] = [self.circumstance()]
        return made

    def statute(self, facts):
        self.apart = self.chance(0.3)
        made = {
            "format": "cailiang-pack/1",
            "pack": ACT,
            "kind": "statute",
            "version": "1.0.0",
            "title": label("生成的法"),
            "rank": "national",
            "in_force": {"from": str(FROM), "until": str(UNTIL)},
            "copy": "generated: no law",
            "subjects": {"person": label("人员")},
            "facts": facts,
            "provisions": [self.provision(str(n + 1)) for n in range(2)],
        }
        if self.chance(0.3):
            made["circumstances"] = [self.circumstance() for _ in range(self.random.randint(1, 2))]
        return made

    def circumstance(self):
        # One at most ends the matter: nothing says which of several does.
        waives = not self.waived and self.chance(0.3)
        self.waived |= waives
        effect = "no_penalty" if waives else self.pick("reduced", "lenient", "heavier", ["lenient", "reduced"])
        name = self.id("k")
        return {
            "id": name,
            "label": label(name),
            "effect": effect,
            "mode": self.pick("shall", "shall", "may"),
            "when": self.condition(self.all, 1),
            "source": {"item": name},
            **({"examine": True} if self.chance(0.3) else {}),
            **(self.sanctions(0.3) if effect == "no_penalty" else {}),
            **self.beside(),
        }

    # The standard.

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

    def standard(self, act):
        made = {
            "format": "cailiang-pack/1",
            "pack": "made/tables/standard",
            "kind": "standard",
            "version": "1.0.0",
            "title": label("生成的基准"),
            "rank": "city",
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

    # Cases.

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
        low, high = sorted(self.some(listed, 2, 2), key=_size)
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


def _size(text):
    from fractions import Fraction

    if "-" in text:
        return date.fromisoformat(text)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def generate(seed, cases=4):
    """{"packs": [statute, standard], "cases": [...]}"""
    maker = Maker(seed)
    act = maker.statute(maker.facts())
    packs = [act, maker.standard(act)]
    return {"packs": packs, "cases": [maker.case(number, packs) for number in range(cases)]}


if __name__ == "__main__":
    json.dump(generate(int(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=2)
