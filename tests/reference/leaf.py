# SPDX-License-Identifier: Apache-2.0
"""What the evaluation of one subject gathers in one completion, and how an amount was reached."""

from dataclasses import dataclass, field

from .values import Form


@dataclass
class Leaf:
    """The outcome of one subject in one completion."""

    kind: str = "gap"
    tracks: list = field(default_factory=list)
    legal: list = field(default_factory=list)
    branch: str | None = None
    tiers: list = field(default_factory=list)
    added: bool = False
    share: Form | None = None
    klass: str | None = None
    mode: str | None = None
    by: str | None = None
    sanctions: list = field(default_factory=list)
    offers: set = field(default_factory=set)
    applied: set = field(default_factory=set)
    not_raised: list = field(default_factory=list)
    requires: list = field(default_factory=list)
    human: list = field(default_factory=list)
    warnings: set = field(default_factory=set)
    left_out: set = field(default_factory=set)

    def use(self, holder):
        """What a row, table, violation, provision or circumstance says beside its amount."""
        self.requires += [each for each in holder.get("requires", []) if each not in self.requires]
        if "human" in holder and holder["human"] not in self.human:
            self.human.append(holder["human"])
        if "doubt" in holder:
            self.warnings.add("doubt")


@dataclass
class Way:
    """How an amount was reached: the table's rows in force, and whether the document has spoken of the class."""

    env: dict
    tiers: list = field(default_factory=list)  # tiers in force, in the order of their tables
    ladder: list = field(default_factory=list)  # the tiers of the table among which a shift moves
    levels: list = field(default_factory=list)
    share: Form | None = None
    used: list = field(default_factory=list)  # step rows that counted
    spoken: bool = False  # a step row after the tier names class
