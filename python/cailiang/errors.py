# SPDX-License-Identifier: Apache-2.0
"""What can go wrong: one class for each code of the library's error table.

The classes are named after the entries of the table: ``option_unknown`` (302) is ``cailiang.errors.OptionUnknown``.
Each is an `Error`, and also the built-in exception that one expects in Python: `KeyError` where a name was looked up,
`OSError` where a file is the matter, `OverflowError` for a number that is too large, else `ValueError`.

Examples
--------
>>> import cailiang as cl
>>> try:
...     cl.load("hunan/ecology/standard_2021").assess("t2_1", {"correction": "in_tine"}, act_date="2024-05-01")
... except cl.Error as error:
...     print(error.code, error.name, error.where)
302 option_unknown /facts/correction
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from . import _core

__all__ = ["Error", "Finding"]


class Finding(NamedTuple):
    """One thing that is wrong, with its place.

    Attributes
    ----------
    code
        Its number in the error table.
    name
        Its name in the error table.
    where
        JSON Pointer into the pack, the case or the facts; empty: the whole of it.
    text
        What was found, and what to write instead.
    file
        The file that it is in; empty: none.
    line
        From 1; 0: not known.
    column
        From 1, in bytes; 0: not known.
    """

    code: int
    name: str
    where: str
    text: str
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """As the command line prints it."""
        place = f"{self.line}:{self.column}" if not self.where and self.line else self.where
        parts = [":".join(part for part in (self.file, place) if part), f"{self.code} {self.name}", self.text]
        return ": ".join(part for part in parts if part)


class Error(Exception):
    """Bad facts, a bad question, a bad pack or a file that cannot be had.

    That the law gives no range, or that a fact is missing, is never an error: it is an outcome.

    Parameters
    ----------
    found
        All that was found wrong; at least one finding. The class belongs to the first.
    """

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(found)
        self.found: tuple[Finding, ...] = tuple(found)

    @property
    def code(self) -> int:
        """The number of the first finding: 1xx reading, 2xx a pack's meaning, 3xx facts, 4xx evaluation, 5xx files."""
        return self.found[0].code

    @property
    def name(self) -> str:
        """The name of the first finding in the error table."""
        return self.found[0].name

    @property
    def where(self) -> str:
        """The place of the first finding, a JSON Pointer."""
        return self.found[0].where

    def __str__(self) -> str:
        """Every finding, one a line."""
        return "\n".join(str(finding) for finding in self.found)


class _OfFile(Error, OSError):
    """The matter is a file: `filename`, and `errno` where it is known, are those of `OSError`."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(found)
        self.filename = self.found[0].file or None
        self.errno = errno.ENOENT if self.code == 501 else None


# A class for each code, in the order of the table; a test holds them to it.


class JsonSyntax(Error, ValueError):
    """101 json_syntax: The text is not JSON."""


class NotUtf8(Error, ValueError):
    """102 not_utf8: The text is not UTF-8; save the file as UTF-8."""


class ByteOrderMark(Error, ValueError):
    """103 byte_order_mark: The text starts with a byte-order mark; save it without one."""


class TrailingText(Error, ValueError):
    """104 trailing_text: Something follows the end of the JSON value."""


class TooLarge(Error, ValueError):
    """105 too_large: The text is longer than 50 MB."""


class TooDeep(Error, ValueError):
    """106 too_deep: Objects and lists are nested too deeply, or too many facts follow from one another in a row."""


class DuplicateKey(Error, ValueError):
    """107 duplicate_key: A key stands twice in one object; keep one of them."""


class UnknownKey(Error, ValueError):
    """108 unknown_key: The format has no such key here; check its spelling."""


class MissingKey(Error, ValueError):
    """109 missing_key: A required key is not there."""


class NullValue(Error, ValueError):
    """110 null_value: null says nothing; leave the key out."""


class JsonNumber(Error, ValueError):
    """111 json_number: Numbers are written as text, exactly as the law writes them: "0.05"."""


class WrongType(Error, ValueError):
    """112 wrong_type: Another type of JSON value belongs here."""


class BadId(Error, ValueError):
    """113 bad_id: An id is a small letter, then small letters, digits and underscores."""


class BadNumberText(Error, ValueError):
    """114 bad_number_text: Not a number as the format writes it: 200000, 9999.99, 50%, 1/3."""


class BadDateText(Error, ValueError):
    """115 bad_date_text: Not a day of the calendar written as 2026-08-15."""


class BadValue(Error, ValueError):
    """116 bad_value: The word is not in the list that is allowed here."""


class TooFewItems(Error, ValueError):
    """117 too_few_items: The list or object has fewer members than it needs."""


class BadCombination(Error, ValueError):
    """118 bad_combination: These keys do not stand together."""


class RepeatedItem(Error, ValueError):
    """119 repeated_item: A list names the same thing twice; keep one."""


class UnknownReference(Error, ValueError):
    """201 unknown_reference: A reference names something that no pack in use has."""


class UnknownFact(Error, ValueError):
    """202 unknown_fact: A fact is used that no pack in use declares."""


class UnknownOption(Error, ValueError):
    """203 unknown_option: The fact has no such option."""


class KindMismatch(Error, ValueError):
    """204 kind_mismatch: The kinds of the parts do not go together."""


class UnitMismatch(Error, ValueError):
    """205 unit_mismatch: The units of the parts differ; the engine converts none."""


class ReservedName(Error, ValueError):
    """206 reserved_name: The name is reserved by the format."""


class DuplicateId(Error, ValueError):
    """207 duplicate_id: Two things that are told apart by their ids have the same one."""


class Cycle(Error, ValueError):
    """208 cycle: A definition leads back to itself."""


class TwoTablesForBranch(Error, ValueError):
    """209 two_tables_for_branch: Two tables speak of one branch, and the violation does not say add_tables."""


class SeveralOtherwise(Error, ValueError):
    """210 several_otherwise: A list has more than one row without when."""


class OtherwiseNotLast(Error, ValueError):
    """211 otherwise_not_last: In this list the row without when stands last."""


class CrossingEnds(Error, ValueError):
    """212 crossing_ends: The lower end of a range lies above its upper end."""


class CrossingClips(Error, ValueError):
    """213 crossing_clips: at_least lies above at_most."""


class ShiftNotAllowed(Error, ValueError):
    """214 shift_not_allowed: shift needs one list of tiers to move along."""


class ConflictingDeclaration(Error, ValueError):
    """215 conflicting_declaration: Two packs in use declare a fact differently; the standard must declare it itself, and compatibly."""  # noqa: E501


class NotAllowedHere(Error, ValueError):
    """216 not_allowed_here: The word exists, but not in this place."""


class BadTest(Error, ValueError):
    """217 bad_test: A fact of this kind cannot be tested so."""


class CurrencyMismatch(Error, ValueError):
    """218 currency_mismatch: Packs in use together name different currencies."""


class FormatVersion(Error, ValueError):
    """219 format_version: The pack is written in a version of the format not known here."""


class WrongPackId(Error, ValueError):
    """220 wrong_pack_id: The id in the pack is not the folder it lies in."""


class AmbiguousId(Error, ValueError):
    """221 ambiguous_id: Several packs in use have this id; write pack#id."""


class MissingLabel(Error, ValueError):
    """222 missing_label: A label lacks the language that is required here."""


class GradesApart(Error, ValueError):
    """223 grades_apart: Tiers of one grade stand together, with no other tier between them."""


class FactUnknown(Error, KeyError):
    """301 fact_unknown: The standard has no such fact; check its spelling."""


class OptionUnknown(Error, ValueError):
    """302 option_unknown: The fact has no such option; take one of its list."""


class FactKind(Error, ValueError):
    """303 fact_kind: The value is of another kind than the fact."""


class FactUnit(Error, ValueError):
    """304 fact_unit: The value is in another unit than the fact; nothing is converted."""


class NegativeAmount(Error, ValueError):
    """305 negative_amount: The amount is negative."""


class OutsideDomain(Error, ValueError):
    """306 outside_domain: The value lies outside what the fact can be."""


class StateNotAllowed(Error, ValueError):
    """307 state_not_allowed: The fact may not be absent, or not unprovable."""


class NotWholeFen(Error, ValueError):
    """308 not_whole_fen: The amount is no whole number of the currency's smallest unit (fen, 0.01 yuan)."""


class FloatGiven(Error, ValueError):
    """309 float_given: A floating-point number is not exact; give text, for example "9999.99"."""


class BadAmountText(Error, ValueError):
    """310 bad_amount_text: Not an amount: write it as a number, such as 135000 or 13.5万元."""


class EmptyList(Error, ValueError):
    """311 empty_list: The list is empty; if none of the options is there, write absent."""


class BadDate(Error, ValueError):
    """312 bad_date: Not a day of the calendar."""


class UnknownApply(Error, KeyError):
    """313 unknown_apply: apply names a circumstance or step that no pack in use has."""


class UnknownViolation(Error, KeyError):
    """314 unknown_violation: The standard has no such violation."""


class UnknownProvision(Error, KeyError):
    """315 unknown_provision: There is no such provision to choose."""


class ProvisionsRequired(Error, ValueError):
    """316 provisions_required: The case must name the provision under which it is punished."""


class ProvisionsNotAllowed(Error, ValueError):
    """317 provisions_not_allowed: The violation names its provisions itself, or takes exactly one of its list."""


class DateRequired(Error, ValueError):
    """318 date_required: Give the date of the act or of the decision."""


class DecisionBeforeAct(Error, ValueError):
    """319 decision_before_act: The decision lies before the act."""


class UnknownSubject(Error, KeyError):
    """320 unknown_subject: The standard has no such subject."""


class NotWholeCount(Error, ValueError):
    """321 not_whole_count: A count is a whole number."""


class DuplicateOption(Error, ValueError):
    """322 duplicate_option: An option is listed twice."""


class OtherStandard(Error, ValueError):
    """323 other_standard: The facts were set for another standard; set them for the one that is applied."""


class EvidenceAlone(Error, ValueError):
    """324 evidence_alone: Evidence stands beside a value; tell the fact first."""


class Overflow(Error, OverflowError):
    """401 overflow: A number became too large to be computed exactly."""


class WrongCurrency(Error, ValueError):
    """403 wrong_currency: The amount is in another currency."""


class NotFound(_OfFile, FileNotFoundError):
    """501 not_found: There is no such file or folder."""


class Unreadable(_OfFile):
    """502 unreadable: The file cannot be read."""


class PackNotFound(Error, KeyError):
    """503 pack_not_found: No folder of the catalogue has this pack."""


class IndexStale(_OfFile):
    """504 index_stale: The index no longer matches the packs; write it anew."""


class NotWritable(_OfFile):
    """505 not_writable: The file cannot be written."""


_NAMES = {code: name for code, name, _ in _core.error_table()}
_BY_CODE: dict[int, type[Error]] = {
    code: globals().get(name.title().replace("_", ""), Error) for code, name in _NAMES.items()
}
__all__ += sorted(made.__name__ for made in _BY_CODE.values())


def unknown_id(id: object, known: Iterable[str], code: int, what: str) -> Error:
    """Return the exception for an id that was looked up in vain."""
    ids = list(known)
    said = _core.suggestion(id, ids) if isinstance(id, str) else ""
    if not said and 0 < len(ids) <= 8:
        said = f"; there is {', '.join(ids)}"
    return _BY_CODE[code]((Finding(code, _NAMES[code], "", f"no {what} {str(id)[:60]!r}{said}"),))


def error_of(found: Sequence[tuple[int, str, str, str, str, int, int]]) -> Error:
    """Return the exception for findings of the extension module, which raises it."""
    findings = tuple(Finding(*finding) for finding in found)
    return _BY_CODE[findings[0].code](findings)
