# SPDX-License-Identifier: Apache-2.0
"""One outcome out of those of all completions (sections 11 and 12)."""

from .completions import Tree, World, explore
from .conditions import may_and_must
from .fines import Range, changed
from .pack import SMALLEST_UNITS, is_derived
from .terms import term
from .values import ABSENT, Boxed, Interval, known, share_text, text

ROUND_SQUARE = {(True, True): "[]", (True, False): "[)", (False, True): "(]", (False, False): "()"}
KINDS = ("point", "range", "either", "none", "no_penalty", "not_applicable", "gap")


def not_in_force(case, successor):
    result = {"kind": "not_in_force"}
    if successor:
        result["successor"] = list(dict.fromkeys(successor))
    warnings = {"act_date_assumed": "act_date" not in case.written, "not_available": "apply" in case.written}
    if any(warnings.values()):
        result["warnings"] = [name for name, raised in warnings.items() if raised]
    return result


def freeze(case, world, leaf):
    """What merge needs of a completion, taken down while its cells are known."""
    leaf.tracks = [_resolved(world, track) for track in leaf.tracks]
    leaf.result = (leaf.kind, tuple(leaf.tracks))
    forms = [end for track in leaf.tracks for end in track.ends()]
    leaf.varies = frozenset(base[:2] for form in forms for base in form.bases())
    leaf.spans = [_span(world, track) for track in leaf.tracks]
    leaf.limits = [_span(world, track) for track in leaf.legal if isinstance(track, Range)]
    leaf.loose = world.is_loose(
        forms + [end for track in leaf.legal if isinstance(track, Range) for end in track.ends()]
    )
    leaf.undecided = {key[:2] for key in world.undecided}
    leaf.trail = list(world.trail)
    leaf.cells = {key: world.cells[key] for key, _, _ in world.trail}
    leaf.amounts = {key: cell for key, cell in world.cells.items() if _is_amount(key)}
    leaf.share = leaf.share.constant if leaf.share is not None and leaf.share.known() else None
    leaf.listed = [_sanction(case, world, sanction) for sanction in leaf.sanctions]
    return leaf


def _resolved(world, track):
    """The range with the ends that have become one number in the present cells written as that number."""

    def end(form):
        value = None if form is None else world.span(form).point()
        return form if value is None else known(value)

    return changed(track, lower=end(track.lower), upper=end(track.upper), point=end(track.point))


def _span(world, track):
    """The smallest interval that holds every fine of a range whose ends may move."""
    lower = world.span(track.lower) if track.lower is not None else Interval()
    upper = world.span(track.upper) if track.upper is not None else Interval()
    return Interval(lower.lo, lower.lo_in and track.lower_in, upper.hi, upper.hi_in and track.upper_in)


def _hull(spans):
    """The smallest interval that holds them all; an end missing in one is missing."""
    lows, highs = [(s.lo, not s.lo_in) for s in spans], [(s.hi, s.hi_in) for s in spans]
    lo, lo_out = (None, True) if any(end is None for end, _ in lows) else min(lows)
    hi, hi_in = (None, False) if any(end is None for end, _ in highs) else max(highs)
    return Interval(lo, not lo_out, hi, hi_in)


def _shown(span, point=None):
    result = {}
    if span.lo is not None:
        result["min"] = text(span.lo)
    if span.hi is not None:
        result["max"] = text(span.hi)
    result["ends"] = ROUND_SQUARE[span.lo_in, span.hi_in]
    if point is not None:
        result["point"] = text(point)
    return result


def merge(case, leaves, kleene):
    first = leaves[0]
    settled = all(leaf.result == first.result for leaf in leaves) and not any(leaf.varies for leaf in leaves)
    kinds = [kind for kind in KINDS if any(leaf.kind == kind for leaf in leaves)]
    spans = [span for leaf in leaves for span in leaf.spans]
    points = {
        track.point if track.point and track.point.known() else None
        for leaf in leaves
        for track in leaf.tracks or [Range()]
    }
    point = next(iter(points)) if len(points) == 1 else None
    result = {"kind": first.kind if settled else "open"}
    if settled and first.kind == "either":
        result["tracks"] = [
            _shown(span, track.point and track.point.constant)
            for span, track in zip(first.spans, first.tracks, strict=False)
        ]
    elif spans:
        result |= _shown(_hull(spans), point and point.constant)
    _add_way(result, leaves)
    limits = [span for leaf in leaves for span in leaf.limits]
    if limits:
        result["legal"] = _shown(_hull(limits))
    if not settled:
        result["kinds"] = kinds
        result["needs"] = _needs(case, leaves, kleene)
    _add_lists(case, result, leaves)
    _add_warnings(case, result, leaves, kleene)
    return result


def _add_way(result, leaves):
    for key, name in (("branch", "branch"), ("mode", "mode"), ("class", "klass"), ("by", "by"), ("share", "share")):
        values = {getattr(leaf, name) for leaf in leaves} - {None}
        if len(values) == 1 and not (name == "share" and any(leaf.tracks and leaf.share is None for leaf in leaves)):
            value = next(iter(values))
            result[key] = share_text(value) if name == "share" else value
    if result["kind"] == "open":
        result.pop("by", None)
    if result.get("class") == "open":
        del result["class"]
    tiers = list(dict.fromkeys(tier for leaf in leaves for tier in leaf.tiers))
    if len(tiers) == 1 and not any(leaf.added for leaf in leaves):
        result["tier"] = tiers[0]
    elif tiers:
        result["tiers"] = tiers


def _needs(case, leaves, kleene):
    _free_amounts(leaves)
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf.trail, leaf.result)
    unknowns = {key[:2] for leaf in leaves for key, _, _ in leaf.trail} | {
        key for leaf in leaves for key in leaf.varies
    }
    if kleene:
        unknowns |= {key for leaf in leaves for key in leaf.undecided}
    needed = []
    for unknown in sorted(unknowns, key=lambda key: _order(case, key)):
        name = _name(case, unknown)
        if name and (
            any(unknown in leaf.varies for leaf in leaves)
            or (kleene and any(unknown in leaf.undecided for leaf in leaves))
            or any(tree.another(leaf.cells, unknown, leaf.result, _same) for leaf in leaves)
        ):
            needed.append(name)
    return needed


def _is_amount(key):
    return key[0] == "decided" and key[2] == "amount"


def _free_amounts(leaves):
    """What another subject pays is decided freely: two completions are alike in it as far as none cuts between them."""
    cuts = {}
    for leaf in leaves:
        for key, cells, _ in leaf.trail:
            if _is_amount(key) and len(cells) > 1:
                cuts.setdefault(key, set()).update(cell.point() for cell in cells if cell.point() is not None)
    for leaf in leaves:
        wide = {key: _widened(cell, cuts.get(key, ())) for key, cell in sorted(leaf.amounts.items())}
        trail, left = [], dict(wide)
        for key, cells, index in leaf.trail:
            if not _is_amount(key):
                trail.append((key, cells, index))
            elif key in left:
                trail.append((key, [left.pop(key)], 0))
        leaf.trail = trail + [(key, [cell], 0) for key, cell in left.items()]
        leaf.cells |= wide


def _widened(cell, cuts):
    """The cell up to the nearest cuts."""
    if cell.point() in cuts:
        return cell
    lo = max((cut for cut in cuts if cell.lo is not None and cut <= cell.lo), default=None)
    hi = min((cut for cut in cuts if cell.hi is not None and cut >= cell.hi), default=None)
    lo_in = lo is not None and lo == cell.lo and cell.lo_in
    hi_in = hi is not None and hi == cell.hi and cell.hi_in
    return Interval(lo, lo_in, hi, hi_in)


def _same(a, b, cells):
    """Whether two results are one where their numbers lie in these cells; in a cell of one number a form is it."""

    def narrowed(result):
        kind, tracks = result
        return kind, tuple(
            changed(track, lower=_at(track.lower, cells), upper=_at(track.upper, cells), point=_at(track.point, cells))
            for track in tracks
        )

    return a == b or narrowed(a) == narrowed(b)


def _at(form, cells):
    if form is None or form.known() or not form.bases() <= cells.keys():
        return form
    if any(isinstance(atom, Boxed) for atom, _ in form.parts):
        return form
    world = World()
    world.cells = cells
    value = world.span(form).point()
    return form if value is None else known(value)


def _name(case, unknown):
    if unknown[0] == "class":
        return "class"
    if unknown[0] == "decided":
        return f"decided.{unknown[1]}"
    if unknown[0] == "fact" and not (unknown[1] in case.facts and is_derived(case.facts[unknown[1]])):
        return unknown[1]
    return None


def _order(case, unknown):
    places = list(case.facts)
    kind = ("fact", "class", "decided").index(unknown[0]) if unknown[0] in ("fact", "class", "decided") else 3
    if unknown == ("fact", "decision_date"):
        return (1, 1, "")
    return (kind, places.index(unknown[1]) if unknown[0] == "fact" else 0, str(unknown[1:]))


def _add_lists(case, result, leaves):
    sanctions = {}
    for leaf in leaves:
        for written, may, must, amount in leaf.listed:
            if may:
                before = sanctions.get(_written(written))
                sanctions[_written(written)] = (
                    written,
                    must and (before is None or before[1]),
                    amount if before is None else _wider(before[2], amount),
                )
    for leaf in leaves:
        for written, may, _, _ in leaf.listed:
            if not may and _written(written) in sanctions:
                sanctions[_written(written)] = (written, False, sanctions[_written(written)][2])
    lists = {
        "sanctions": [_sanction_shown(*each) for each in sanctions.values()],
        "offers": sorted(set.intersection(*(leaf.offers for leaf in leaves))),
        "not_raised": list(dict.fromkeys(name for leaf in leaves for name in leaf.not_raised)),
        "requires": list(dict.fromkeys(each for leaf in leaves for each in leaf.requires)),
        "human": [],
    }
    for leaf in leaves:
        lists["human"] += [label for label in leaf.human if label not in lists["human"]]
    result |= {key: value for key, value in lists.items() if value}


def _written(sanction):
    """Rows of a table often carry the same sanction: it is one."""
    return repr(sanction)


def _sanction(case, world, written):
    """(sanction, whether it may and must be listed, the hull of its amount)."""
    may, must = may_and_must(case, world, written["when"], {}) if "when" in written else (True, True)
    return written, may, must, _amount(case, world, written.get("amount"))


def _amount(case, world, written):
    """Its lower and upper end and point, each None if missing or absent; what is unknown stays an interval."""
    if written is None:
        return None
    hull = None
    for inner, ends in explore(
        lambda inner: {key: term(case, inner, each, {"pack": case.pack}) for key, each in written.items()},
        parent=world,
        owns=lambda key: True,
        aside=True,
    ):
        ends = {key: value for key, value in ends.items() if value != ABSENT}
        lower, upper = ends.get("ge", ends.get("gt", ends.get("eq"))), ends.get("le", ends.get("lt", ends.get("eq")))
        if ends:
            span = _span(inner, Range(lower, "gt" not in ends, upper, "lt" not in ends))
            point = ends["point"].constant if "point" in ends and ends["point"].known() else None
            hull = (span, point) if hull is None else _wider(hull, (span, point))
    return hull


def _wider(a, b):
    if a is None or b is None:
        return a or b
    return _hull([a[0], b[0]]), a[1] if a[1] == b[1] else None


def _sanction_shown(written, must, amount):
    shown = {key: written[key] for key in ("kind", "label", "mode") if key in written}
    if not must:
        shown["when"] = written["when"]
    if amount:
        span, point = amount
        ends = {}
        if span.point() is not None:
            ends["eq"] = text(span.lo)
        else:
            if span.lo is not None:
                ends["ge" if span.lo_in else "gt"] = text(span.lo)
            if span.hi is not None:
                ends["le" if span.hi_in else "lt"] = text(span.hi)
        if point is not None:
            ends["point"] = text(point)
        if ends:
            shown["amount"] = ends
            if "unit" in written:
                shown["unit"] = written["unit"]
    return shown


def _add_warnings(case, result, leaves, kleene):
    warnings = set().union(*(leaf.warnings for leaf in leaves))
    if kleene or any(leaf.loose for leaf in leaves):
        warnings.add("not_tight")
    parts = SMALLEST_UNITS.get(case.pack.get("currency"), 100)
    amounts = [form.constant for leaf in leaves for track in leaf.tracks for form in track.ends() if form.known()]
    spans = [_hull([span for leaf in leaves for span in leaf.spans])] if any(leaf.spans for leaf in leaves) else []
    amounts += [end for span in spans for end in (span.lo, span.hi) if end is not None]
    if any((amount * parts).denominator != 1 for amount in amounts):
        warnings.add("not_whole_fen")
    if warnings:
        result["warnings"] = sorted(warnings)
