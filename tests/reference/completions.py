# SPDX-License-Identifier: Apache-2.0
"""Facts that are not known (section 11): one world per completion, and how to walk through all of them.

An evaluation runs in a World. Whenever it meets something that is not known it asks the world to choose among cells;
the world takes the first, remembers what else there was, and explore() runs it again for each of the others.
A choice is named by a key; choices that belong to one unknown share the first two parts of their keys:

    ("fact", id) ("fact", id, "number")   an unknown fact: its state or option; its number
    ("unprovable", id, ...)               the value of a fact that cannot be ascertained
    ("class",)                            an open class
    ("row", ...)                          one of the rows of a list of which several hold
    ("decided", subject, ...)             the amount of another subject that is not decided
"""

import contextlib
from fractions import Fraction

from .values import Boxed, Form, Interval, meet, multiply, point

LIMIT = 65536


class Impossible(Exception):
    """The cells chosen exclude one another."""


class World:
    def __init__(self, prefix=(), parent=None, owns=None, kleene=False, apart=False, aside=False):
        self.prefix, self.parent, self.owns, self.apart, self.aside = prefix, parent, owns, apart, aside
        self.cells, self.trail = {}, []
        self.root = parent.root if parent else self
        if not parent:
            self.kleene = kleene
            self.looked = set()  # unknown facts met on the way
            self.undecided = set()  # three-valued: what left a row open
            self.loose = False  # a product of unknowns was taken by intervals
            self.memo = {}  # outcomes of other subjects in this completion

    def home(self, key):
        """The world that keeps this cell: a world within a row list keeps its own values of unprovable facts."""
        return self if self.parent is None or self.owns(key) else self.parent.home(key)

    def cell(self, key):
        world = self
        while True:
            if key in world.cells:
                return world.cells[key]
            if world.parent is None or (world.owns(key) and key[0] == "unprovable" and world.apart):
                return None
            world = world.parent

    def keeps(self, key):
        """Whether this world, or one it stands in, is within a row list that keeps such values to itself."""
        return self.parent is not None and ((self.apart and self.owns(key)) or self.parent.keeps(key))

    def note(self, name):
        """An unknown fact is looked at for the outcome (asides, as what is only offered, do not count)."""
        world = self
        while world.parent is not None:
            if world.aside:
                return
            world = world.parent
        world.looked.add(name)

    def start(self, key, cell):
        """The cell of a key, which is the given one when it is met for the first time."""
        if self.cell(key) is None:
            self.home(key).cells[key] = cell
        return self.cell(key)

    def choose(self, key, cells):
        """The index of the cell taken; what was chosen once stays chosen."""
        if len(cells) == 1:
            return 0
        if self.cell(key) in cells:
            return cells.index(self.cell(key))
        world = self.home(key)
        at = len(world.trail)
        index = world.prefix[at] if at < len(world.prefix) else 0
        world.trail.append((key, cells, index))
        world.cells[key] = cells[index]
        return index

    def is_in(self, key, part):
        """Whether what the key stands for is in a part of its (finite) cell; None if three-valued and undecided."""
        cell = self.cell(key)
        inside, outside = cell & part, cell - part
        if not inside or not outside:
            self.look(key, cell)
            return bool(inside)
        if self.root.kleene:
            self.root.undecided.add(key)
            return None
        return self.choose(key, [inside, outside]) == 0

    def look(self, key, cell):
        """A cell that is not split is one of several values all the same: another completion need not have them."""
        world = self.home(key)
        if len(cell) > 1 and key in world.cells and all(key != other for other, _, _ in world.trail):
            world.trail.append((key, [cell], 0))

    def settle(self, key, part):
        """As is_in, but both are gone through even where three values are enough for conditions."""
        inside, outside = self.cell(key) & part, self.cell(key) - part
        return bool(inside) if not inside or not outside else self.choose(key, [inside, outside]) == 0

    def cut(self, key, at, whole):
        """-1, 0 or 1 as the number lies below, at or above."""
        pieces = [
            (sign, meet(self.cell(key), part, whole))
            for sign, part in ((-1, Interval(hi=at)), (0, point(at)), (1, Interval(lo=at)))
        ]
        pieces = [(sign, piece) for sign, piece in pieces if piece]
        if not pieces:
            raise Impossible
        return pieces[self.choose(key, [piece for _, piece in pieces])][0]

    def span(self, form):
        """The interval of the values of a form in the present cells."""
        total = point(form.constant)
        for atom, factor in form.parts:
            each = multiply(atom.span(self), point(factor))
            total = Interval(
                None if total.lo is None or each.lo is None else total.lo + each.lo,
                total.lo_in and each.lo_in,
                None if total.hi is None or each.hi is None else total.hi + each.hi,
                total.hi_in and each.hi_in,
            )
        if len(form.parts) > 1:
            scale = form.parts[0][1]
            narrowed = self.cell(_sum_key(form))
            if narrowed:
                moved = multiply(narrowed, point(scale))
                moved = Interval(
                    None if moved.lo is None else moved.lo + form.constant,
                    moved.lo_in,
                    None if moved.hi is None else moved.hi + form.constant,
                    moved.hi_in,
                )
                total = meet(total, moved)
                if total is None:
                    raise Impossible
        return total

    def sure_sign(self, form):
        """The sign of a form if it is the same in the whole of the present cells, else None."""
        span = self.span(form)
        if span.point() == 0:
            return 0
        if span.hi is not None and (span.hi < 0 or (span.hi == 0 and not span.hi_in)):
            return -1
        if span.lo is not None and (span.lo > 0 or (span.lo == 0 and not span.lo_in)):
            return 1
        return None

    def sign(self, form):
        """The sign of a form; where it is undecided the cells are cut at the crossing."""
        sure = self.sure_sign(form)
        if sure is not None:
            return sure
        scale = form.parts[0][1]
        at = -form.constant / scale
        if len(form.parts) == 1:
            side = form.parts[0][0].side(self, at)
        else:
            # A sum of several unknowns: its own interval is cut, theirs are not; one used twice is taken too widely.
            bases = [base for atom, _ in form.parts for base in atom.bases()]
            self.root.loose = self.root.loose or len(bases) > len(set(bases))
            key = _sum_key(form)
            self.start(key, self.span(Form(Fraction(0), form.parts) * (1 / scale)))
            side = self.cut(key, at, False)
        return side if scale > 0 else -side

    def product(self, a, b):
        """The product of two forms; of two unknown numbers only the interval."""
        if a.known() or b.known():
            return b * a.constant if a.known() else a * b.constant
        return self.boxed(
            ("product", *sorted((a, b), key=repr)), multiply(self.span(a), self.span(b)), a.bases() | b.bases()
        )

    def boxed(self, key, cell, over):
        self.root.loose = True
        self.start(key, cell)
        return Form(Fraction(0), ((Boxed(key, over), Fraction(1)),))

    def is_loose(self, forms):
        """Whether the ends of these forms may be wider than what is reached: one unknown used twice over."""
        if self.root.loose:
            return True
        sums = {key: frozenset().union(*(atom.bases() for atom, _ in key[1])) for key in self.cells if key[0] == "sum"}
        for form in forms:
            bases = [base for atom, _ in form.parts for base in atom.bases()]
            if len(bases) > len(set(bases)):
                return True
            own = _sum_key(form) if len(form.parts) > 1 else None
            if any(key != own and sums[key] & set(bases) for key in sums):
                return True
        keys = list(sums)
        return any(sums[a] & sums[b] for i, a in enumerate(keys) for b in keys[:i])


def _sum_key(form):
    scale = form.parts[0][1]
    return ("sum", tuple((atom, factor / scale) for atom, factor in form.parts))


def explore(run, **how):
    """Every completion in turn: pairs (world, what run returned in it)."""
    prefix = ()
    while prefix is not None:
        world = World(prefix, **how)
        with contextlib.suppress(Impossible):
            yield world, run(world)
        indices = [index for _, _, index in world.trail]
        while indices and indices[-1] + 1 == len(world.trail[len(indices) - 1][1]):
            indices.pop()
        prefix = (*indices[:-1], indices[-1] + 1) if indices else None


def all_of(parent, holds):
    """(whether a condition may hold, whether it must), over all that is still open, without opening anything."""
    may, must = False, True
    undecided = set(parent.root.undecided)
    for _, truth in explore(holds, parent=parent, owns=lambda key: True, aside=True):
        may, must = may or truth is not False, must and truth is True
    parent.root.undecided = undecided
    return may, must


class Tree:
    """The completions by the choices made on the way, to find two that differ in one unknown alone."""

    def __init__(self):
        self.key, self.children, self.result = None, {}, None

    def add(self, trail, result):
        node = self
        for key, cells, index in trail:
            node.key = key
            node = node.children.setdefault(cells[index], Tree())
        node.result = result

    def another(self, cells, unknown, result, same):
        """Whether some completion like these cells, but for one unknown, has another result: not the same in cells that
        both have."""
        if self.key is None:
            return self.result is not None and not same(self.result, result, cells)
        for cell, child in self.children.items():
            free = self.key[:2] == unknown or self.key not in cells
            if not free and not _overlap(cells[self.key], cell):
                continue
            both = {**cells, self.key: cell} if free else {**cells, self.key: _common(cells[self.key], cell)}
            if child.another(both, unknown, result, same):
                return True
        return False


def _overlap(a, b):
    return bool(_common(a, b))


def _common(a, b):
    return a & b if isinstance(a, frozenset) else meet(a, b)
