# SPDX-License-Identifier: Apache-2.0
"""Exact values of facts that may be unknown: intervals, and forms a + b*x + c*y over unknown numbers.

A form is what a term yields in a completion. Where every fact is known it is a plain number. Where a number is unknown
it stands for all values of its present cell at once, and comparing two forms cuts the cell at the crossing
(completions.World.sign), so that on the pieces every amount is one straight line.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

ABSENT = "absent"


class Interval(NamedTuple):
    lo: Fraction | None = None
    lo_in: bool = False
    hi: Fraction | None = None
    hi_in: bool = False

    def point(self):
        return self.lo if self.lo is not None and self.lo == self.hi else None


def point(value):
    return Interval(value, True, value, True)


def meet(a, b, whole=False):
    """The common part, or None if there is none; ends of whole numbers are moved onto whole numbers."""
    lo, lo_in = max(
        (end for end in ((a.lo, a.lo_in), (b.lo, b.lo_in)) if end[0] is not None),
        key=lambda end: (end[0], not end[1]),
        default=(None, False),
    )
    hi, hi_in = min(
        (end for end in ((a.hi, a.hi_in), (b.hi, b.hi_in)) if end[0] is not None),
        key=lambda end: (end[0], end[1]),
        default=(None, False),
    )
    if whole:
        if lo is not None:
            lo, lo_in = Fraction(ceil(lo) if lo_in or lo.denominator > 1 else lo + 1), True
        if hi is not None:
            hi, hi_in = Fraction(floor(hi) if hi_in or hi.denominator > 1 else hi - 1), True
    if lo is not None and hi is not None and (lo > hi or (lo == hi and not (lo_in and hi_in))):
        return None
    return Interval(lo, lo_in, hi, hi_in)


def interval(ends, read):
    """An interval as packs and cases write it: named ends."""
    if "eq" in ends:
        return point(read(ends["eq"]))
    lower, upper = ends.get("ge", ends.get("gt")), ends.get("le", ends.get("lt"))
    return Interval(
        None if lower is None else read(lower), "ge" in ends, None if upper is None else read(upper), "le" in ends
    )


def multiply(a, b):
    """The interval of all products."""
    corners = []
    for x, x_in in ((a.lo, a.lo_in), (a.hi, a.hi_in)):
        for y, y_in in ((b.lo, b.lo_in), (b.hi, b.hi_in)):
            if (x == 0 and x_in) or (y == 0 and y_in):
                corners.append((Fraction(0), True))
            elif x is not None and y is not None:
                corners.append((x * y, x_in and y_in))
    signs = {
        (_sign_of_end(x, up), _sign_of_end(y, other))
        for x, up in ((a.lo, -1), (a.hi, 1))
        for y, other in ((b.lo, -1), (b.hi, 1))
        if x is None or y is None
    }
    lo = None if any(s * t < 0 for s, t in signs) or not corners else min(corners, key=lambda c: (c[0], not c[1]))
    hi = None if any(s * t > 0 for s, t in signs) or not corners else max(corners)
    return Interval(lo and lo[0], bool(lo and lo[1]), hi and hi[0], bool(hi and hi[1]))


def _sign_of_end(end, side):
    return side if end is None else (end > 0) - (end < 0)


@dataclass(frozen=True)
class Form:
    """constant + the sum of coefficient * atom; an atom is an unknown number or a function of a form."""

    constant: Fraction
    parts: tuple = ()

    def known(self):
        return not self.parts

    def __add__(self, other):
        if not other.parts:
            return Form(self.constant + other.constant, self.parts)
        parts = dict(self.parts)
        for atom, factor in other.parts:
            parts[atom] = parts.get(atom, 0) + factor
        return Form(self.constant + other.constant, tuple(sorted(((a, f) for a, f in parts.items() if f), key=repr)))

    def __mul__(self, factor):
        if not factor or not self.parts:
            return Form(self.constant * factor)
        return Form(self.constant * factor, tuple((a, f * factor) for a, f in self.parts))

    def __sub__(self, other):
        return self + other * -1

    def bases(self):
        """Keys of the unknowns on which the form depends."""
        return frozenset().union(*(atom.bases() for atom, _ in self.parts))


def known(value):
    return Form(value if isinstance(value, Fraction) else Fraction(value))


@dataclass(frozen=True)
class Number:
    """An unknown number; its cell is kept by the completion."""

    key: tuple
    whole: bool = False

    def bases(self):
        return frozenset([self.key])

    def span(self, world):
        return world.cell(self.key)

    def side(self, world, at):
        """-1, 0 or 1 as the number lies below, at or above; undecided, the cell is cut there."""
        return world.cut(self.key, at, self.whole)


@dataclass(frozen=True)
class Rounded:
    form: Form
    to: Fraction
    way: str

    def bases(self):
        return self.form.bases()

    def of(self, value, beside=0):
        """The multiple for a value, or for numbers just above (1) or just below it (-1)."""
        steps = value / self.to + (Fraction(1, 2) if self.way == "half_up" else 0)
        if self.way == "up":
            whole = floor(steps) + 1 if beside > 0 else ceil(steps)
        else:
            whole = ceil(steps) - 1 if beside < 0 else floor(steps)
        return whole * self.to

    def span(self, world):
        inner = world.span(self.form)
        lo = None if inner.lo is None else self.of(inner.lo, 0 if inner.lo_in else 1)
        hi = None if inner.hi is None else self.of(inner.hi, 0 if inner.hi_in else -1)
        return Interval(lo, lo is not None, hi, hi is not None)

    def side(self, world, at):
        up, half = self.way == "up", Fraction(1, 2) if self.way == "half_up" else 0
        step = floor(at / self.to)
        above = world.sign(self.form - known((step + (0 if up else 1) - half) * self.to))
        if above > 0 or (above == 0 and not up):
            return 1
        step = ceil(at / self.to)
        below = world.sign(self.form - known((step - (1 if up else 0) - half) * self.to))
        return -1 if below < 0 or (below == 0 and up) else 0


@dataclass(frozen=True)
class Inverse:
    """1 / form, where the form does not change its sign."""

    form: Form

    def bases(self):
        return self.form.bases()

    def span(self, world):
        inner = world.span(self.form)
        hi = None if inner.lo == 0 else Fraction(0) if inner.lo is None else 1 / inner.lo
        lo = None if inner.hi == 0 else Fraction(0) if inner.hi is None else 1 / inner.hi
        return Interval(lo, inner.hi_in and lo is not None, hi, inner.lo_in and hi is not None)

    def side(self, world, at):
        inner = world.span(self.form)
        positive = inner.lo is not None and inner.lo >= 0
        if positive and at <= 0:
            return 1
        if not positive and at >= 0:
            return -1
        return -world.sign(self.form - known(1 / at))


@dataclass(frozen=True)
class Elapsed:
    """Months or years between two days of which one is unknown; the second is not before the first."""

    start: Form
    end: Form
    unit: str

    def bases(self):
        return self.start.bases() | self.end.bases()

    def _moving(self):
        return (self.end, 1) if self.start.known() else (self.start, -1)

    def _at(self, day):
        fixed = (self.start if self.start.known() else self.end).constant
        return elapsed(fixed, day, self.unit) if self.start.known() else elapsed(day, fixed, self.unit)

    def span(self, world):
        form, direction = self._moving()
        inner = world.span(form)
        ends = [None if day is None else self._at(day) for day in (inner.lo, inner.hi)]
        lo, hi = ends if direction > 0 else reversed(ends)
        return Interval(lo, lo is not None, hi, hi is not None)

    def side(self, world, at):
        if at < 0:
            return 1
        form, direction = self._moving()
        fixed = (self.start if self.start.known() else self.end).constant
        first = max(fixed + direction * (int(at) + 2) * 366, 1) if direction < 0 else fixed
        last = fixed if direction < 0 else fixed + (int(at) + 2) * 366

        def day_from(test):
            """The first day of the stretch on which the test holds, which it goes on doing to the end of time."""
            low, high = int(first), int(last) + 1
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if test(self._at(Fraction(middle))) else (middle + 1, high)
            return known(low)

        if direction > 0:
            if world.sign(form - day_from(lambda t: t > at)) >= 0:
                return 1
            return 0 if world.sign(form - day_from(lambda t: t >= at)) >= 0 else -1
        if world.sign(form - day_from(lambda t: t < at)) >= 0:
            return -1
        return 0 if world.sign(form - day_from(lambda t: t <= at)) >= 0 else 1


@dataclass(frozen=True)
class Boxed:
    """A number of which only an interval is known (a product of unknown numbers); it makes the outcome not tight."""

    key: tuple
    over: frozenset

    def bases(self):
        return self.over

    def span(self, world):
        return world.cell(self.key)

    def side(self, world, at):
        return world.cut(self.key, at, False)


def _month_later(day, months):
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue


def elapsed(start, end, unit):
    """Whole units and rest (section 5); end is not before start."""
    if unit == "day":
        return end - start
    first, last = date.fromordinal(int(start)), date.fromordinal(int(end))
    size, rest = (1, 31) if unit == "month" else (12, 366)
    units = ((last.year - first.year) * 12 + last.month - first.month) // size
    if _month_later(first, units * size) > last:
        units -= 1
    return units + Fraction(last.toordinal() - _month_later(first, units * size).toordinal(), rest)


def text(value):
    """Shortest decimal, else a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    shown = str(whole).rjust(digits + 1, "0")
    shown = shown[:-digits] + "." + shown[-digits:] if digits else shown
    return ("-" if value < 0 else "") + shown


def share_text(value):
    shown = text(value * 100)
    return text(value) if "/" in shown else shown + "%"
