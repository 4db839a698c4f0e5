# SPDX-License-Identifier: Apache-2.0
"""A pack, a violation and a provision as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..law import FactInfo, Language
from ..standard import Standard
from .document import Documents, Raw
from .layout import aligned, hanging
from .sentences import Sentences, period_text
from .words import CLASSES, FACT_KINDS, MODES

__all__ = ["Printed"]


class Printed:
    """Lays a standard out for a terminal, in one language."""

    def __init__(self, standard: Standard, lang: Language) -> None:
        self._standard = standard
        self._documents = Documents(standard)
        self._say = Sentences(standard, lang)

    def pack(self) -> list[str]:
        """Return the head of the pack, and what is in it."""
        own, say = self._documents.own, self._say
        lines = self._head()
        for zh, en, listed in (("违法行为", "violations", "violations"), ("条款", "provisions", "provisions")):
            rows = [(each["id"], say.label(each["label"]), say.source(each["source"])) for each in own.get(listed, ())]
            if rows:
                lines += ["", f"{say.of(zh, en)} ({len(rows)})"]
                lines += aligned(((id, f"{label}  {source}") for id, label, source in rows), indent=2)
        return lines + self._circumstances(own.get("circumstances", ())) + self._steps(own.get("steps", ()))

    def violation(self, id: str) -> list[str]:
        """Return a violation of the standard: what it refines, its facts, tables, circumstances and steps."""
        info, say = self._standard.violations[id], self._say
        raw = next(each for each in self._documents.own["violations"] if each["id"] == id)
        lines = [*self._head(), "", *hanging("", f"{id}  {say.label(raw['label'])}  {say.source(raw['source'])}")]
        lines += self._remarks(raw, indent=2)
        lines += self._refines(info.refines.kind, info.refines.provisions)
        lines += self._facts(info.facts.values())
        for table in raw.get("tables", ()):
            lines += self._table(table)
        if raw.get("add_tables"):
            lines += ["", say.of("各表得出的罚款相加。", "The fines of the tables are added.")]
        lines += self._circumstances(self._documents.counted(id))
        return lines + self._steps(self._documents.steps(raw))

    def provision(self, reference: str) -> list[str]:
        """Return a provision of a statute pack: its branches, facts and steps."""
        facts = self._standard.facts_asked(None, [reference])
        lines = [*self._head(), *self._refines("all", (reference,)), *self._facts(facts.values())]
        return lines + self._circumstances(self._documents.counted(None, [reference]))

    # Parts.

    def _head(self) -> list[str]:
        standard, say = self._standard, self._say
        period = period_text(standard.in_force, say.lang)
        lines = hanging("", standard.title.text(say.lang))
        return lines + hanging("", "  ".join(filter(None, [standard.id, standard.version, standard.number, period])))

    def _refines(self, kind: str, provisions: Iterable[str]) -> list[str]:
        say = self._say
        if kind == "any":
            return ["", say.of("依据  案件所指明的条款", "Statute  the provision that the case names")]
        if kind == "nothing":
            return ["", say.of("依据  未收录", "Statute  not at hand")]
        title = say.of("依据", "Statute") + (say.of("（其中之一）", " (one of them)") if kind == "one_of" else "")
        lines = ["", title]
        for reference in provisions:
            raw = self._documents.provision(reference)
            lines += hanging("", f"{reference}  {say.label(raw['label'])}", indent=2, hang=2)
            lines += self._remarks(raw, indent=4)
            for branch in raw["branches"]:
                lines += self._row(branch["id"], branch, [("", branch["fine"])], indent=4)
            for step in raw.get("steps", ()):
                lines += self._step(step, indent=4)
        return lines

    def _facts(self, facts: Iterable[FactInfo]) -> list[str]:
        say = self._say
        lines = ["", say.of("事实", "Facts")]
        for fact in facts:
            name = f"{fact.id}  {fact.label.text(say.lang)}"
            lines += hanging("", f"{name}  [{self._kind(fact)}]", indent=2, hang=2)
            if fact.ask:
                lines += hanging(say.of("问", "ask"), fact.ask.text(say.lang), indent=4, hang=6)
            if fact.proof:
                lines += hanging(say.of("证据", "proof"), fact.proof.text(say.lang), indent=4, hang=6)
            lines += aligned(((option.id, option.label.text(say.lang)) for option in fact.options), indent=6)
        return lines if len(lines) > 2 else []

    def _kind(self, fact: FactInfo) -> str:
        say = self._say
        said = [say.word(FACT_KINDS, fact.kind)]
        if fact.unit:
            said[0] += f" {say.unit_name(fact.unit)}"
        if fact.domain:
            said.append(say.value(fact.id, fact.domain))
        if fact.may_be_absent:
            said.append(say.of("可以不存在", "may be absent"))
        if fact.may_be_unprovable:
            said.append(say.of("可以无法查明", "may be unprovable"))
        if fact.judged:
            said.append(say.of("由办案人员判断", "a judgement"))
        if fact.derived:
            said.append(say.of("由其他事实得出", "follows from other facts"))
        return say.of("，", ", ").join(said)

    def _table(self, table: Raw) -> list[str]:
        say = self._say
        title = [say.of("裁量表", "Table"), say.label(table.get("label")), say.source(table.get("source"))]
        if "branches" in table:
            title.append(say.of("适用于 ", "for ") + say.of("、", ", ").join(table["branches"]))
        lines = ["", *hanging("", "  ".join(filter(None, title)), hang=2), *self._remarks(table, indent=2)]
        if "weights" in table:
            return lines + self._weights(table["weights"])
        for tier in table["tiers"]:
            fines = [("", tier["fine"])] if "fine" in tier else list(tier["fines"].items())
            grade = [say.of(f"档{tier['grade']}", f"grade {tier['grade']}")] if "grade" in tier else []
            lines += self._row("  ".join([tier["id"], *grade]), tier, fines, indent=2)
        return lines

    def _weights(self, weights: Raw) -> list[str]:
        say = self._say
        base = weights["base"]
        on = say.of("法定幅度", "the range") if base == "range" else say.term(base, money=True)
        said = [say.of(f"按{on}的份额", f"shares of {on}")]
        said.append(say.of("起点 ", "start ") + self._weight(weights["start"]))
        for clip, zh, en in (("at_least", "最低 ", "at least "), ("at_most", "最高 ", "at most ")):
            if clip in weights:
                said.append(say.of(zh, en) + weights[clip])
        lines = hanging("", say.of("；", "; ").join(said), indent=2)
        for factor in weights["factors"]:
            lines += hanging("", f"{say.label(factor['label'])}  {say.source(factor['source'])}", indent=2, hang=2)
            lines += aligned(
                ((self._weight(level["weight"]), self._level(level)) for level in factor["levels"]), indent=4
            )
        return lines

    def _weight(self, weight: str | Mapping[str, str]) -> str:
        if isinstance(weight, str):
            return weight
        return self._say.of("、", ", ").join(f"{branch} {each}" for branch, each in weight.items())

    def _level(self, level: Raw) -> str:
        say = self._say
        said = [self._when(level), say.source(level["source"]), say.label(level.get("human")), self._doubt(level)]
        return "  ".join(filter(None, said))

    def _row(self, head: str, row: Raw, fines: Iterable[tuple[str, Any]], indent: int) -> list[str]:
        """Return a branch or a tier: its name, when it holds, and what follows."""
        say = self._say
        names = [head, say.label(row.get("label")), say.source(row.get("source"))]
        if row.get("subject", "party") != "party":
            names.insert(1, say.subject(row["subject"]))
        lines = hanging("", "  ".join(filter(None, names)), indent, hang=2)
        entries = [(say.of("条件", "when"), self._when(row))]
        for branch, fine in fines:
            mode = say.of("可以处", "may be ") if row.get("mode") == "may" and fine != "none" else ""
            name = f"{branch} " if branch else ""
            entries.append((say.of("罚款", "fine"), f"{name}{mode}{say.fine(fine)}"))
        entries += [(say.of("另处", "also"), say.sanction(each)) for each in row.get("sanctions", ())]
        for key, text in entries:
            lines += hanging(key, text, indent + 2, hang=6)
        return lines + self._remarks(row, indent + 2)

    def _when(self, row: Raw) -> str:
        return self._say.condition(row["when"]) if "when" in row else self._say.of("其他情形", "otherwise")

    def _doubt(self, row: Raw) -> str:
        return self._say.of("存疑：", "doubt: ") + self._say.label(row["doubt"]) if "doubt" in row else ""

    def _remarks(self, row: Raw, indent: int) -> list[str]:
        say, lines = self._say, []
        if "requires" in row:
            lines += hanging(say.of("程序", "first"), say.requires(row["requires"]), indent, hang=6)
        if "human" in row:
            lines += hanging(say.of("人定", "left"), say.label(row["human"]), indent, hang=6)
        if "doubt" in row:
            lines += hanging(say.of("存疑", "doubt"), say.label(row["doubt"]), indent, hang=6)
        return lines

    def _circumstances(self, circumstances: Iterable[Raw]) -> list[str]:
        say, lines = self._say, [""]
        lines.append(say.of("情节", "Circumstances"))
        for each in circumstances:
            effects = [each["effect"]] if isinstance(each["effect"], str) else each["effect"]
            effect = say.of("或者", " or ").join(say.word(CLASSES, effect) for effect in effects)
            mode = say.word(MODES, each["mode"])
            lines += hanging("", f"{each['id']}  {say.label(each['label'])}  {say.source(each['source'])}", 2, hang=2)
            lines += hanging(mode, effect + say.of("：", ": ") + self._when(each), indent=4, hang=6)
            for sanction in each.get("sanctions", ()):
                lines += hanging(say.of("另处", "also"), say.sanction(sanction), indent=4, hang=6)
            lines += self._remarks(each, indent=4)
        return lines if len(lines) > 2 else []

    def _steps(self, steps: Iterable[Raw]) -> list[str]:
        lines = [line for step in steps for line in self._step(step, indent=2)]
        return ["", self._say.of("调整规则", "Steps"), *lines] if lines else []

    def _step(self, step: Raw, indent: int) -> list[str]:
        say = self._say
        names = [step["id"], say.label(step["label"]), say.source(step["source"])]
        lines = hanging("", "  ".join(names), indent, hang=2)
        for row in step["rows"]:
            lines += hanging(say.of("条件", "when"), self._when(row), indent + 2, hang=6)
            mode = say.of("可以：", "may: ") if row.get("mode") == "may" else ""
            if "fine" in row:
                lines += hanging("", mode + say.of("罚款 ", "fine ") + say.fine(row["fine"]), indent + 8)
            if "shift" in row:
                end = say.of("；到头时 ", "; at the end ") + say.fine(row["at_end"]) if "at_end" in row else ""
                shift = say.of(f"移动 {row['shift']} 档", f"shift by {row['shift']}")
                lines += hanging("", mode + shift + end, indent + 8)
            lines += self._remarks(row, indent + 2)
        return lines
