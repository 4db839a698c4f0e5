# SPDX-License-Identifier: Apache-2.0
"""Expected and found (section 12): kind always, ends as a group, warnings and offers exactly, others if given."""

from .pack import number

SETS = ("tiers", "needs", "kinds", "warnings", "offers", "not_raised", "requires")
AMOUNTS = ("min", "max", "point", "share")


def differences(expected, found):
    """Lines that say what differs between the expected and the found outcomes, by subject."""
    lines = []
    for subject, outcome in expected.items():
        if subject not in found:
            lines.append(f"{subject}: no outcome")
            continue
        lines += [
            f"{subject}.{key}: expected {wanted}, found {got}" for key, wanted, got in _outcome(outcome, found[subject])
        ]
    return lines


def _outcome(expected, found):
    keys = dict.fromkeys(["kind", *expected, "warnings", "offers"])
    if {"min", "max", "ends"} & set(expected):
        keys |= dict.fromkeys(
            ["min", "max", "ends"] if "ends" in expected else [k for k in ("min", "max") if k in expected]
        )
    for key in keys:
        wanted, got = _plain(key, expected.get(key)), _plain(key, found.get(key))
        if wanted != got:
            yield key, expected.get(key), found.get(key)


def _plain(key, value):
    if key in SETS:
        return set(value or [])
    if value is None:
        return None
    if key in AMOUNTS:
        return number(value)
    if key == "legal":
        return {inner: _plain(inner, each) for inner, each in value.items()}
    if key == "tracks":
        return [{inner: _plain(inner, each) for inner, each in track.items()} for track in value]
    if key == "human":
        return sorted(value, key=str)
    if key == "sanctions":
        return sorted({repr(sorted((k, _sanction(k, v)) for k, v in each.items() if k != "source")) for each in value})
    return value


def _sanction(key, value):
    return sorted((end, str(number(each))) for end, each in value.items()) if key == "amount" else str(value)
