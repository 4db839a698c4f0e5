# SPDX-License-Identifier: Apache-2.0
"""Amounts, and what stands beside them."""

from .draw import label
from .facts import MEASURES, MONEY, FactMaker

SANCTIONS = ("warning", "criticism", "suspend_business", "revoke_licence", "close", "order", "refer")


class AmountMaker(FactMaker):
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
