# SPDX-License-Identifier: Apache-2.0
"""Circumstances (9.5): whether there is a penalty at all, and the fact class."""

from dataclasses import dataclass

from . import conditions
from . import pack as packs
from .completions import explore
from .pack import as_list, in_force, of_condition, of_rows, of_steps, of_table, refined

CLASSES = ("reduced", "lenient", "standard", "heavier")


@dataclass
class Circumstance:
    name: str
    rule: dict
    takes_part: bool
    named: bool


def in_use(case):
    """Those of the packs in use, of the violation, of its provisions, and of other packs' violations on these."""
    found = []
    for pack in case.packs:
        if not in_force(pack, case.day_of(pack)):
            continue
        found += [(pack, each) for each in pack.get("circumstances", [])]
        for violation in pack.get("violations", []):
            same = violation is case.violation if pack is case.pack else set(refined(violation)) & set(case.references)
            if same and in_force(violation, case.day_of(pack)):
                found += [(pack, each) for each in violation.get("circumstances", [])]
    for pack, provision in case.provisions:
        if case.provision_in_force(pack, provision):
            found += [(pack, each) for each in provision.get("circumstances", [])]
    looked = case.with_operands(_looked_at(case))
    return [_circumstance(case, pack, each, looked) for pack, each in found]


def _looked_at(case):
    """The facts at which a branch, table or step of the violation looks in a condition or fine."""
    for _, provision in case.provisions:
        yield from of_rows(provision["branches"])
        yield from of_steps(provision.get("steps", []))
    for table in case.tables():
        yield from of_table(table)
    yield from of_steps(step for step, _ in case.steps())


def _circumstance(case, pack, rule, looked):
    own = case.with_operands(of_condition(rule["when"])) - looked - set(packs.RESERVED)
    named = case.names(pack, rule)
    raised = rule.get("examine") or named or not own or any(fact in case.given for fact in own)
    return Circumstance(case.name_of(pack, rule), rule, bool(raised), named)


def settle(case, world, leaf):
    """Set the class; return the circumstance that ends the matter, if one does."""
    parts = [each for each in case.circumstances if each.takes_part]
    leaf.not_raised = [each.name for each in case.circumstances if not each.takes_part]
    for each in parts:
        if each.rule["effect"] == "no_penalty" and _counts(case, world, each, leaf):
            leaf.applied |= {
                other.name for other in parts if conditions.may_and_must(case, world, other.rule["when"], {})[0]
            }
            return each
    others = [each for each in parts if each.rule["effect"] != "no_penalty"]
    effects = [set(as_list(each.rule["effect"])) for each in others if _counts(case, world, each, leaf, use=True)]
    world.start(("class",), frozenset(_classes(case, effects)))
    if "class" in case.given and not _is_supported(case, world, others):
        case.warn("class_not_supported")
    return None


def _counts(case, world, each, leaf, use=False):
    """Whether it holds and is applied; a may one that is not taken is offered if it must hold."""
    if each.rule["mode"] == "may" and not each.named:
        if conditions.may_and_must(case, world, each.rule["when"], {})[1]:
            leaf.offers.add(each.name)
        return False
    if not conditions.decide(case, world, each.rule["when"], {}, ("row", "circumstance", each.name)):
        return False
    leaf.applied.add(each.name)
    if use:
        leaf.use(each.rule)
    return True


def _is_supported(case, world, others):
    chosen = case.given["class"]
    setting = any(each.rule["effect"] != "no_penalty" for each in case.circumstances)
    return (
        not setting
        or chosen == "standard"
        or any(chosen in as_list(each.rule["effect"]) and _may_hold(case, world.root.kleene, each) for each in others)
    )


def _may_hold(case, kleene, each):
    """In some completion at all, whatever this one has chosen."""
    key = (each.name, kleene)
    if key not in case.may_hold:
        outer, case.warnings = case.warnings, set()
        truths = explore(lambda world: conditions.holds(case, world, each.rule["when"], {}), kleene=kleene)
        case.may_hold[key] = any(truth is not False for _, truth in truths)
        case.warnings = outer
    return case.may_hold[key]


def _classes(case, effects):
    """The values the class may take."""
    rules = case.pack.get("rules", {})
    if "class" in case.given:
        return [case.given["class"]]
    if not effects:
        return ["standard"] if "no_circumstance" in rules else CLASSES[1:]
    common = set.intersection(*effects)
    if common:
        return common
    pointed = sorted(set.union(*effects), key=CLASSES.index)
    take = rules.get("conflict", {}).get("take", "weigh")
    if take == "weigh":
        between = CLASSES[CLASSES.index(pointed[0]) : CLASSES.index(pointed[-1]) + 1]
        return {*between, "standard"}
    return [pointed[0] if take == "lightest" else pointed[-1]]
