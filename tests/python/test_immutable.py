# SPDX-License-Identifier: Apache-2.0
"""What a standard says cannot be changed through what it hands out; it can be kept, copied, and put in a set."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Mapping
from typing import Any

import cailiang as cl
import pytest
from cailiang.mappings import Frozen

HUNAN = "hunan/ecology/standard_2021"
STANDARD = cl.load(HUNAN)
VIOLATION = STANDARD.violations["t2_1"]
PROVISION = STANDARD.provisions["cn/law/air_2018#108.5"]
(FOUND,) = cl.Catalogue.shipped().find("湖南 未批先建")
MAPPINGS = {
    "violation.source": VIOLATION.source,
    "violation.facts": VIOLATION.facts,
    "row.source": VIOLATION.rows[0].source,
    "fact.domain": STANDARD.facts["duration_months"].domain,
    "fact.source": STANDARD.facts["place"].source,
    "provision.source": PROVISION.source,
    "found.source": FOUND.source,
    "violations": STANDARD.violations,
    "facts": STANDARD.facts,
    "provisions": STANDARD.provisions,
    "subjects": STANDARD.subjects,
    "facts_asked": STANDARD.facts_asked("t2_1"),
}
THINGS = {
    "standard": STANDARD,
    "violation": VIOLATION,
    "row": VIOLATION.rows[0],
    "fact": STANDARD.facts["place"],
    "provision": PROVISION,
    "entry": FOUND.entry,
    "found": FOUND,
}
CHANGES: list[Callable[[Any], object]] = [
    lambda mapping: mapping.__setitem__("x", "y"),
    lambda mapping: mapping.__delitem__(next(iter(mapping), "x")),
    lambda mapping: mapping.update(x="y"),
    lambda mapping: mapping.__ior__({"x": "y"}),
    lambda mapping: mapping.setdefault("x", "y"),
    lambda mapping: mapping.pop("x", None),
    lambda mapping: mapping.popitem(),
    lambda mapping: mapping.clear(),
]


@pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=MAPPINGS)
def test_no_mapping_can_be_changed(mapping: Mapping[str, Any]) -> None:
    before = dict(mapping)
    for change in CHANGES:
        with pytest.raises((TypeError, AttributeError)):
            change(mapping)
    assert dict(mapping) == before


@pytest.mark.parametrize("name", [*vars(STANDARD), "facts", "violations", "anything"])
def test_no_attribute_of_a_standard_can_be_set(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(STANDARD, name, None)
    with pytest.raises(AttributeError):
        delattr(STANDARD, name)


@pytest.mark.parametrize("thing", [*MAPPINGS.values(), *THINGS.values()], ids=[*MAPPINGS, *THINGS])
def test_can_be_kept_copied_and_put_in_a_set(thing: Any) -> None:
    for again in (pickle.loads(pickle.dumps(thing)), copy.copy(thing), copy.deepcopy(thing)):
        assert type(again) is type(thing)
        assert again == thing
        assert hash(again) == hash(thing)
    assert thing in {thing}


def test_a_copy_still_says_what_there_is() -> None:
    facts = pickle.loads(pickle.dumps(VIOLATION.facts))
    with pytest.raises(cl.errors.FactUnknown, match='did you mean "place"'):
        facts["plcae"]


def test_is_shown_and_written_as_a_dict() -> None:
    assert repr(VIOLATION.source) == "{'table': '2-1'}"
    assert json.dumps(VIOLATION.source) == '{"table": "2-1"}'
    assert VIOLATION.source == {"table": "2-1"}


def test_what_is_no_id_is_not_there() -> None:
    for mapping in MAPPINGS.values():
        thing: Any
        for thing in (3, None, ("t2_1",)):
            assert thing not in mapping
            assert mapping.get(thing) is None
            with pytest.raises(KeyError):
                mapping[thing]


def test_a_changed_copy_is_a_dict() -> None:
    source = Frozen({"table": "2-1"})
    changed = source | {"page": "3"}
    assert type(changed) is dict
    assert (source, changed) == ({"table": "2-1"}, {"table": "2-1", "page": "3"})
