# SPDX-License-Identifier: Apache-2.0
"""From the facts of a case to an outcome for each subject (section 10)."""

from fractions import Fraction

from . import circumstances, outcome, rows
from .case import Case
from .completions import LIMIT, explore
from .facts import unknown_number
from .fines import NONE, Gap, Range, fine, limits_of
from .leaf import Leaf, Way
from .limits import conclude, limited
from .pack import in_force
from .steps import after_step
from .tables import after_tables
from .values import ABSENT, Interval, known


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
    conclude(case, world, leaf, results)


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


def _through(case, world, subject, leaf, provision, branch, track, env):
    """One statutory range through table, steps and limits: a list of ranges, gaps and NONE."""
    env = env | limits_of(track) | limits_of(track, "minimum", "maximum") | {"range": track}
    states = after_tables(case, world, subject, leaf, branch, env)
    for step, pack in case.steps():
        states = [new for value, way in states for new in after_step(case, world, leaf, step, pack, value, way)]
    legal = track
    if provision:
        for step in provision[1].get("steps", []):
            states = [
                new for value, way in states for new in after_step(case, world, leaf, step, provision[0], value, way)
            ]
            (stepped, _), *_ = after_step(case, world, leaf, step, provision[0], legal, Way(env))
            legal = stepped if isinstance(stepped, Range) else legal
        leaf.legal.append(legal)
    for _, way in [state for state in states if not isinstance(state[0], Gap)] or states:
        _report(case, leaf, way)
    return [limited(case, world, leaf, value, way, legal) for value, way in states]


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
