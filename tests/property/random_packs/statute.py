# SPDX-License-Identifier: Apache-2.0
"""The statute: provisions with their branches; circumstances, which the standard has too."""

from datetime import date

from .amounts import AmountMaker
from .draw import label
from .facts import FLAGS

ACT = "made/law/act"
FROM, UNTIL = date(2022, 1, 1), date(2025, 12, 31)


class StatuteMaker(AmountMaker):
    def __init__(self, seed):
        super().__init__(seed)
        self.waived = False
        # The smallest unit of the dinar is a thousandth.
        self.currency = "KWD" if seed % 2 else "CNY"

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
            "currency": self.currency,
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
