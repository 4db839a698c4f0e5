# SPDX-License-Identifier: Apache-2.0
"""A case, and what it says with its packs before anything is evaluated."""

from . import circumstances
from .pack import in_force, number, of_condition, of_fact, of_rows, of_steps, of_table, of_term, refined
from .values import interval


class Case:
    """A case, the packs it is judged by, and what both together say without evaluating anything."""

    def __init__(self, catalogue, written):
        self.catalogue, self.written = catalogue, written
        self.packs = catalogue.in_use(written["pack"])
        self.pack = self.packs[0]
        self.violation = None
        if "violation" in written:
            self.violation = next(v for v in self.pack["violations"] if v["id"] == written["violation"])
        refines = (self.violation or {}).get("refines")
        named = self.violation is None or isinstance(refines, dict) or refines == "any"
        self.references = written["provisions"] if named else refined(self.violation)
        self.provisions = [(catalogue[ref.partition("#")[0]], catalogue.provision(ref)) for ref in self.references]
        self.facts, self.home = {}, {}
        for pack in self.packs:
            for name, fact in pack.get("facts", {}).items():
                if name not in self.facts:
                    self.facts[name], self.home[name] = fact, pack
        self.given = {
            name: value["value"] if isinstance(value, dict) and "value" in value else value
            for name, value in written["facts"].items()
        }
        # Whether any fact is, or may turn out to be, one that cannot be ascertained.
        self.unprovable = any(
            self.given.get(name, "unprovable") == "unprovable"
            for name, fact in self.facts.items()
            if name in self.given or "unprovable" in fact.get("may_be", [])
        )
        self.decision_date = written.get("decision_date")
        self.act_date = written.get("act_date", self.decision_date)
        self.decided = {subject: number(amount) for subject, amount in written.get("decided", {}).items()}
        self.seen = set()
        self.warnings = set()
        self.may_hold = {}
        self._count_ids()
        self.circumstances = circumstances.in_use(self)
        self.tests = self._tests()

    def warn(self, name):
        self.warnings.add(name)

    def day_of(self, pack):
        return (self.decision_date if pack.get("applies_by") == "decision" else None) or self.act_date

    def provision_in_force(self, pack, provision):
        return in_force(pack, self.act_date) and in_force(provision, self.act_date)

    def tables(self):
        return (self.violation or {}).get("tables", [])

    def steps(self):
        """The steps of the violation, then of its pack: pairs (step, pack)."""
        if self.violation is None:
            return []
        skipped = self.violation.get("skip", [])
        general = [step for step in self.pack.get("steps", []) if step["id"] not in skipped]
        return [(step, self.pack) for step in self.violation.get("steps", []) + general]

    # Ids of circumstances and steps: bare where unique among the packs in use, else pack#id (9.7).

    def _count_ids(self):
        self.ids = {}
        for pack in self.packs:
            for holder in [pack, *pack.get("violations", []), *pack.get("provisions", [])]:
                for each in holder.get("circumstances", []) + holder.get("steps", []):
                    self.ids[each["id"]] = self.ids.get(each["id"], 0) + 1

    def name_of(self, pack, each):
        return each["id"] if self.ids[each["id"]] == 1 else f"{pack['pack']}#{each['id']}"

    def names(self, pack, each):
        """Whether the case applies a circumstance or step."""
        applied = self.written.get("apply", [])
        return self.name_of(pack, each) in applied or f"{pack['pack']}#{each['id']}" in applied

    # What conditions and terms mention, followed through derived facts.

    def with_operands(self, mentioned):
        found = list(dict.fromkeys(name for name, _ in mentioned))
        for name in found:
            if name in self.facts:
                found += [inner for inner, _ in of_fact(self.facts[name]) if inner not in found]
        return set(found)

    def names_class(self, row):
        return "class" in self.with_operands(of_condition(row.get("when", {})))

    def _tests(self):
        """The tests made of each fact: they cut its domain into cells."""
        mentioned = []
        for _, provision in self.provisions:
            mentioned += [*of_rows(provision["branches"]), *of_steps(provision.get("steps", []))]
        for table in self.tables():
            mentioned += of_table(table)
        mentioned += of_steps(step for step, _ in self.steps())
        for each in self.circumstances:
            mentioned += of_condition(each.rule["when"])
        for holder in [
            *(each.rule for each in self.circumstances),
            *(p for _, p in self.provisions),
            *(t for table in self.tables() for t in table.get("tiers", [])),
        ]:
            for row in holder.get("branches", [holder]):
                for sanction in row.get("sanctions", []):
                    mentioned += of_condition(sanction.get("when", {}))
        for pack in self.packs:
            for rule in [pack.get("rules", {}).get("no_minimum")]:
                mentioned += of_term(rule["use"]) if rule else []
        for fact in self.facts.values():
            mentioned += of_fact(fact)
        tests = {name: [] for name in (*self.facts, "decision_date")}
        for name, test in mentioned:
            if name in tests and test is not None:
                tests[name].append(test)
        return tests

    def cells(self, name):
        """Into how many cells an unknown fact falls (section 11)."""
        fact = self.facts.get(name, {"kind": "date"})
        states = len(fact.get("may_be", []))
        if fact["kind"] == "flag":
            return 2 + states
        if fact["kind"] in ("choice", "choices"):
            values = len(fact["options"])
            if fact["kind"] == "choices":
                values = 2 ** len(set(self.tests[name]) & {option["id"] for option in fact["options"]})
            return values + states
        cuts = {
            end
            for test in self.tests[name]
            if isinstance(test, dict)
            for end in (interval(test, number).lo, interval(test, number).hi)
            if end is not None
        }
        return 2 * len(cuts) + 1 + states
