"""From the facts of a case to an outcome for each subject (section 10)."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from . import circumstances, conditions, outcome, rows
from .completions import LIMIT, explore
from .facts import unknown_number
from .fines import NONE, Gap, Range, arriving, changed, fine, heavier, limit, missing, position, sum_of, tidy
from .pack import (
    as_list,
    in_force,
    number,
    of_condition,
    of_fact,
    of_rows,
    of_steps,
    of_table,
    of_term,
    refined,
)
from .terms import term
from .values import ABSENT, Form, Interval, interval, known


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


def assess(catalogue, written):
    """The result object of section 12."""
    case = Case(catalogue, written)
    result = {"pack": case.pack["pack"], "version": case.pack["version"]}
    if case.violation:
        result["violation"] = case.violation["id"]
    result |= {"provisions": case.references, "act_date": case.act_date}
    if case.decision_date:
        result["decision_date"] = case.decision_date
    subjects = ["party"] + [branch["subject"] for _, provision in case.provisions for branch in provision["branches"]]
    result["outcomes"] = {subject: outcome_of(case, subject) for subject in dict.fromkeys(subjects)}
    unused = [name for name in written["facts"] if name != "class" and name not in case.seen]
    return result | ({"unused": unused} if unused else {})


def outcome_of(case, subject):
    there = in_force(case.pack, case.day_of(case.pack)) and in_force(case.violation or {}, case.day_of(case.pack))
    concerned = [
        (pack, provision)
        for pack, provision in case.provisions
        if any(branch["subject"] == subject for branch in provision["branches"])
    ] or case.provisions
    ended = [provision for pack, provision in concerned if not case.provision_in_force(pack, provision)]
    if not there or (ended and len(ended) == len(concerned)):
        return outcome.not_in_force(case, [each for provision in ended for each in provision.get("successor", [])])
    for kleene in (False, True):
        leaves, looked = [], set()
        for world, leaf in explore(lambda world: leaf_of(case, world, subject), kleene=kleene):
            leaves.append(outcome.freeze(case, world, leaf))
            looked |= world.looked
            if not kleene and _product(case.cells(name) for name in looked) > LIMIT:
                break
        else:
            return outcome.merge(case, leaves, kleene)


def _product(numbers):
    result = 1
    for each in numbers:
        result *= each
    return result


def leaf_of(case, world, subject):
    """The outcome of a subject in this completion, found once."""
    if subject not in world.root.memo:
        leaf, outer = Leaf(), case.warnings
        case.warnings = leaf.warnings
        _evaluate(case, world, subject, leaf)
        if "act_date" not in case.written:
            case.warn("act_date_assumed")
        if any(not _was_applied(case, name, leaf) for name in case.written.get("apply", [])):
            case.warn("not_available")
        case.warnings = outer
        cell = world.cell(("class",))
        leaf.klass = cell and (next(iter(cell)) if len(cell) == 1 else "open")
        world.root.memo[subject] = leaf
    return world.root.memo[subject]


def _was_applied(case, name, leaf):
    return name in leaf.applied or name.partition("#")[2] in leaf.applied


def _evaluate(case, world, subject, leaf):
    end = circumstances.settle(case, world, leaf)
    if end:
        leaf.kind, leaf.by, leaf.offers = "no_penalty", end.name, set()
        leaf.use(end.rule)
        leaf.sanctions = end.rule.get("sanctions", [])
        return
    leaf.use(case.violation or {})
    provision = branch = None
    tracks = [None]
    env = {
        "lower": ABSENT,
        "upper": ABSENT,
        "minimum": ABSENT,
        "maximum": ABSENT,
        "range": None,
        "pack": case.pack,
        "unlimited": not case.references,
        "fine_of": lambda other: _fine_of(case, world, other),
    }
    if case.references:
        provision, branch = _branch(case, world, subject, env)
        if branch is None:
            leaf.kind = "not_applicable"
            return
        leaf.branch, leaf.mode, leaf.sanctions = branch["id"], branch["mode"], branch.get("sanctions", [])
        leaf.use(provision[1])
        leaf.use(branch)
        tracks = fine(case, world, branch["fine"], env | {"pack": provision[0]})
    else:
        case.warn("no_limits")
    if tracks == NONE:
        leaf.kind = NONE
        return
    results = []
    for track in tracks:
        results += (
            [track] if isinstance(track, Gap) else _through(case, world, subject, leaf, provision, branch, track, env)
        )
    _conclude(case, world, leaf, results)


def _branch(case, world, subject, env):
    """The branch of a subject, and its provision with its pack."""
    listed = [
        (each, branch)
        for each in case.provisions
        if case.provision_in_force(*each)
        for branch in each[1]["branches"]
        if branch["subject"] == subject
    ]
    if not listed:
        return None, None
    found = rows.candidates(case, world, [branch for _, branch in listed], "unique", listed[0][0][0], env)
    row = rows.take(case, world, found, ("row", "branch", subject))
    return (None, None) if row is None else listed[row]


def _fine_of(case, world, subject):
    """The fine of another subject: as decided, else some amount of its range (section 5, 11)."""
    if subject in case.decided:
        return known(case.decided[subject])
    tracks = leaf_of(case, world.root, subject).tracks
    if not tracks:
        return ABSENT
    at = world.choose(("decided", subject, "track"), [frozenset([at]) for at in range(len(tracks))])
    track = tracks[at]
    if track.lower is not None and track.lower == track.upper:
        return track.lower
    if track.lower is None and track.upper is not None and world.sign(track.upper) <= 0:
        return ABSENT  # any amount above 0, but nothing lies above it
    lower = world.span(track.lower) if track.lower else Interval(Fraction(0), False)
    upper = world.span(track.upper) if track.upper else Interval()
    limits = Interval(lower.lo, lower.lo_in and track.lower_in, upper.hi, upper.hi_in and track.upper_in)
    return unknown_number(world, ("decided", subject, "amount"), limits, False)


def _limits_of(track, name_lower="lower", name_upper="upper"):
    def end(value):
        return ABSENT if value is None else value

    return {name_lower: end(track and track.lower), name_upper: end(track and track.upper)}


def _through(case, world, subject, leaf, provision, branch, track, env):
    """One statutory range through table, steps and limits: a list of ranges, gaps and NONE."""
    env = env | _limits_of(track) | _limits_of(track, "minimum", "maximum") | {"range": track}
    states = _tables(case, world, subject, leaf, branch, env)
    for step, pack in case.steps():
        states = [new for value, way in states for new in _step(case, world, leaf, step, pack, value, way)]
    legal = track
    if provision:
        for step in provision[1].get("steps", []):
            states = [new for value, way in states for new in _step(case, world, leaf, step, provision[0], value, way)]
            (stepped, _), *_ = _step(case, world, leaf, step, provision[0], legal, Way(env))
            legal = stepped if isinstance(stepped, Range) else legal
        leaf.legal.append(legal)
    for _, way in [state for state in states if not isinstance(state[0], Gap)] or states:
        _report(case, leaf, way)
    return [_limited(case, world, leaf, value, way, legal) for value, way in states]


def _report(case, leaf, way):
    """What the rows in force say beside their amounts."""
    leaf.tiers += [tier["id"] for tier in way.tiers if tier["id"] not in leaf.tiers]
    leaf.added |= len(way.tiers) > 1
    for tier in way.tiers:
        leaf.mode = tier.get("mode", leaf.mode)
        kinds = [sanction["kind"] for sanction in tier.get("sanctions", [])]
        kept = [each for each in leaf.sanctions if each["kind"] not in kinds or each in tier["sanctions"]]
        leaf.sanctions = kept + [each for each in tier.get("sanctions", []) if each not in kept]
    for row in way.tiers + way.levels + way.used:
        leaf.use(row)
    leaf.share = way.share if way.share is not None else leaf.share


def _tables(case, world, subject, leaf, branch, env):
    """Pairs (value, way); without a table the statutory range goes on."""
    tables = [
        table
        for table in case.tables()
        if (branch and branch["id"] in table.get("branches", [])) or ("branches" not in table and subject == "party")
    ]
    if not tables:
        return [(env["range"] or Gap("no_limits"), Way(env))]
    states = _table(case, world, leaf, branch, tables[0], 0, env)
    for at, table in enumerate(tables[1:], 1):
        more = _table(case, world, leaf, branch, table, at, env)
        states = [([*as_list(a), *as_list(b)], _joined(way, other)) for a, way in states for b, other in more]
    return [(_added(world, leaf, value) if isinstance(value, list) else value, way) for value, way in states]


def _joined(a, b):
    return Way(a.env, a.tiers + b.tiers, [], a.levels + b.levels, a.share if b.share is None else b.share)


def _added(world, leaf, values):
    gaps = [value for value in values if isinstance(value, Gap)]
    if gaps:
        leaf.left_out |= {gap.warning for gap in gaps if gap.warning}
        return gaps[0]
    return NONE if NONE in values else tidy(world, sum_of(world, values))


def _amounts(case, world, written, env):
    found = fine(case, world, written, env)
    return [NONE] if found == NONE else found


def _for_branch(written, branch):
    """An amount that may be keyed by branch; None if it has no key for this one."""
    if not isinstance(written, dict):
        return written
    return written.get(branch["id"]) if branch else None


def _tier_fine(tier, branch):
    return tier["fine"] if "fine" in tier else _for_branch(tier["fines"], branch)


def _table(case, world, leaf, branch, table, at, env):
    match = table.get("match", case.pack.get("rules", {}).get("match", {}).get("take", "unique"))
    if "weights" in table:
        leaf.use(table)
        return [_weights(case, world, leaf, branch, table["weights"], at, env)]
    tiers = [tier for tier in table["tiers"] if _tier_fine(tier, branch) is not None]

    def better(of_one_grade, direction):
        return _extreme(case, world, tiers, branch, of_one_grade, direction, env)

    found = rows.candidates(case, world, tiers, match, case.pack, env, better=better)
    row = rows.take(case, world, found, ("row", "table", at, branch and branch["id"]))
    if row is None:
        if any(case.names_class(tier) for tier in tiers) and world.settle(("class",), frozenset(["reduced"])):
            return [(env["range"] or Gap("no_limits"), Way(env))]
        leaf.use(table)
        return [(Gap(), Way(env))]
    leaf.use(table)
    return [
        (value, Way(env, [tiers[row]], tiers)) for value in _amounts(case, world, _tier_fine(tiers[row], branch), env)
    ]


def _extreme(case, world, tiers, branch, places, direction, env):
    """Of tiers of one grade the heaviest (1; the later of equals) or the lightest (-1; the earlier)."""
    fines = {at: fine(case, world, _tier_fine(tiers[at], branch), env) for at in places}
    best = places[0]
    for at in places[1:]:
        sign = heavier(world, fines[at], fines[best]) * direction
        if sign > 0 or (sign == 0 and direction > 0):
            best = at
    return best


def _weights(case, world, leaf, branch, weights, at, env):
    way = Way(env)
    rule = case.pack.get("rules", {}).get("match", {}).get("take", "unique")
    share = known(number(_for_branch(weights["start"], branch) or "0"))
    for factor in weights["factors"]:
        levels = [level for level in factor["levels"] if _for_branch(level["weight"], branch) is not None]
        if not levels:
            continue
        each = [number(_for_branch(level["weight"], branch)) for level in levels]
        found = rows.candidates(case, world, levels, factor.get("match", rule), case.pack, env, weigh=each.__getitem__)
        key = ("row", "factor", at, factor["id"])
        if world.root.kleene and len(found.rows) > 1 and not found.several:
            there = frozenset(found.rows) - {None}
            parts = [part for part in (there, frozenset(found.rows) - there) if part]
            if parts[world.choose(key, parts)] != there:
                return Gap(), way
            reached = [each[row] for row in there]
            share = share + world.boxed(
                ("weight", *key), Interval(min(reached), True, max(reached), True), found.undecided
            )
            continue
        row = rows.take(case, world, found, key)
        if row is None:
            return Gap(), way
        way.levels.append(levels[row])
        share = share + known(each[row])
    for name, direction in (("at_least", 1), ("at_most", -1)):
        if name in weights and world.sign(known(number(weights[name])) - share) * direction > 0:
            share = known(number(weights[name]))
    way.share = share
    return _weighed(case, world, weights["base"], share, env), way


def _weighed(case, world, base, share, env):
    if base != "range":
        amount = term(case, world, base, env)
        if amount == ABSENT:
            return Gap(missing(env, {name for name, _ in of_term(base)}))
        amount = world.product(share, amount)
        return Range(amount, True, amount, True)
    here = arriving(case, world, env)
    if isinstance(here, Gap):
        return here
    if world.sign(here.upper - here.lower) == 0:
        return changed(here, point=None)
    return tidy(world, position(world, here, Range(share, True, share, True)))


def _step(case, world, leaf, step, pack, value, way):
    """The states after a step (9.6)."""
    if isinstance(value, Gap) or value is None or (value == NONE and not any("shift" in row for row in step["rows"])):
        return [(value, way)]
    env = way.env | {"pack": pack}
    if value != NONE:
        env |= _limits_of(value) | {"range": value}
    named = case.names(pack, step)
    live = [row for row in step["rows"] if named or row.get("mode") != "may"]
    found = rows.candidates(case, world, live, "lightest", pack, env)
    taken = rows.take(case, world, found, ("row", "step", pack["pack"], step["id"], _which(value)))
    row = None if taken is None else live[taken]
    _offer(case, world, leaf, step, pack, row, value, env, named)
    if row is None or (value == NONE and "shift" not in row):
        return [(value, way)]
    if row.get("mode") == "may" or all(each.get("mode") != "may" for each in step["rows"]):
        leaf.applied.add(case.name_of(pack, step))
    way = replace(way, used=[*way.used, row])
    if "shift" in row:
        return _shift(case, world, row, value, way, leaf.branch)
    way = replace(way, spoken=way.spoken or case.names_class(row))
    if "fine" not in row:
        return [(value, way)]
    return [(new, way) for new in _amounts(case, world, row["fine"], env)]


def _which(value):
    """Sets apart the ranges of several tracks: a row of the same step is chosen for each."""
    return value if value == NONE else repr(value)


def _offer(case, world, leaf, step, pack, row, value, env, named):
    for each in step["rows"]:
        if each is row and "when" in each:
            return
        if named or each.get("mode") != "may" or (value == NONE and "shift" not in each):
            continue
        reached = row is None or "when" in each
        if reached and conditions.may_and_must(case, world, each.get("when", {}), env)[1]:
            leaf.offers.add(case.name_of(pack, step))


def _shift(case, world, row, value, way, branch):
    """By grades along the tiers, from the one in force."""
    if len(way.tiers) != 1 or not way.ladder:
        return [(value, way)]
    branch = branch and {"id": branch}
    grades = []
    for at, tier in enumerate(way.ladder):
        same = grades and tier.get("grade") is not None and tier["grade"] == way.ladder[grades[-1][-1]].get("grade")
        grades[-1].append(at) if same else grades.append([at])
    here = next(i for i, grade in enumerate(grades) if way.ladder.index(way.tiers[0]) in grade)
    move = int(row["shift"])
    if 0 <= here + move < len(grades):
        place = _extreme(case, world, way.ladder, branch, grades[here + move], -1 if move > 0 else 1, way.env)
    elif "at_end" in row:
        env = way.env | (_limits_of(value) | {"range": value} if value != NONE else {})
        way = replace(way, spoken=way.spoken or case.names_class(row))
        return [(new, way) for new in _amounts(case, world, row["at_end"], env)]
    else:
        place = len(way.ladder) - 1 if move > 0 else 0
    way = replace(way, used=[*way.tiers, *way.used], tiers=[way.ladder[place]], spoken=case.names_class(row))
    return [(new, way) for new in _amounts(case, world, _tier_fine(way.ladder[place], branch), way.env)]


def _limited(case, world, leaf, value, way, legal):
    """Step 8; under class reduced the lower limit is not applied. A track that ends without an amount is left out with
    what it would warn of, unless all are."""
    if not isinstance(value, Range) or not isinstance(legal, Range):
        return value
    outer, case.warnings = case.warnings, set()
    value = _within_limits(case, world, value, way, legal)
    (leaf.left_out if isinstance(value, Gap) else outer).update(case.warnings)
    case.warnings = outer
    return value


def _within_limits(case, world, value, way, legal):
    reduced = legal.lower is not None and world.settle(("class",), frozenset(["reduced"]))
    if reduced:
        sign = None if value.upper is None else world.sign(value.upper - legal.lower)
        below = sign is not None and (sign < 0 or (sign == 0 and not value.upper_in))
        if way.spoken or any(case.names_class(row) for row in way.tiers + way.levels):
            if not below:
                case.warn("not_below_minimum")
        elif not below:
            case.warn("reduced_without_rule")
            value = Range(None, False, legal.lower, False)
    return limit(world, value, legal, case.warn, lower_too=not reduced)


def _conclude(case, world, leaf, results):
    """The kind: tracks that come out equal are one, one without an amount is left out."""
    for value in results:
        if isinstance(value, Range):
            value = changed(value, point=None) if _is_single(world, value) else value
            if not any(_same(world, value, other) for other in leaf.tracks):
                leaf.tracks.append(value)
    if leaf.tracks:
        leaf.kind = "either" if len(leaf.tracks) > 1 else "point" if _is_single(world, leaf.tracks[0]) else "range"
    elif NONE in results:
        leaf.kind = NONE
    else:
        leaf.kind = "gap"
        case.warnings |= leaf.left_out
        for gap in results:
            if gap.warning:
                case.warn(gap.warning)


def _is_single(world, value):
    return value.lower is not None and value.upper is not None and world.sign(value.upper - value.lower) == 0


def _same(world, a, b):
    if (a.lower_in, a.upper_in) != (b.lower_in, b.upper_in):
        return False
    pairs = [(a.lower, b.lower), (a.upper, b.upper), (a.point, b.point)]
    return all((x is None) == (y is None) for x, y in pairs) and all(
        x is None or world.sign(x - y) == 0 for x, y in pairs
    )
