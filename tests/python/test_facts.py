# SPDX-License-Identifier: Apache-2.0
"""What a fact may be given as (docs/use-from-python.md), and what is refused."""

from __future__ import annotations

import datetime
import enum
import json
import pickle
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import cailiang as cl
import numpy
import pytest

PACK = {
    "format": "cailiang-pack/1",
    "pack": "example/tables/facts",
    "kind": "standard",
    "version": "1.0.0",
    "title": {"zh": "示例"},
    "rank": "city",
    "in_force": {"from": "2020-01-01"},
    "copy": "invented",
    "facts": {
        "value": {"kind": "money", "label": {"zh": "货值"}, "may_be": ["absent", "unprovable"]},
        "times": {"kind": "count", "label": {"zh": "次数"}},
        "tonnes": {"kind": "quantity", "unit": "t", "label": {"zh": "吨数"}},
        "part": {"kind": "ratio", "label": {"zh": "比例"}},
        "minor": {"kind": "flag", "label": {"zh": "轻微"}},
        "place": {
            "kind": "choice",
            "label": {"zh": "地点"},
            "options": [{"id": "a", "label": {"zh": "甲"}}, {"id": "b", "label": {"zh": "乙"}}],
        },
        "harms": {
            "kind": "choices",
            "label": {"zh": "后果"},
            "options": [{"id": "x", "label": {"zh": "甲"}}, {"id": "y", "label": {"zh": "乙"}}],
        },
        "day": {"kind": "date", "label": {"zh": "日期"}},
    },
    "violations": [
        {
            "id": "v",
            "label": {"zh": "违法行为"},
            "source": {"item": "1"},
            "tables": [
                {
                    "tiers": [
                        {
                            "id": "all",
                            "when": {
                                "value": [{"ge": "0"}, "absent", "unprovable"],
                                "times": {"ge": "0"},
                                "tonnes": {"ge": "0"},
                                "part": {"ge": "0"},
                                "minor": [True, False],
                                "place": ["a", "b"],
                                "harms": ["x", "absent", "y"],
                                "day": {"ge": "1000-01-01"},
                            },
                            "fine": {"eq": "1000"},
                            "source": {"row": "1"},
                        }
                    ]
                }
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> cl.Standard:
    folder: Path = tmp_path_factory.mktemp("packs")
    file = folder / "example/tables/facts/pack.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(PACK, ensure_ascii=False), encoding="utf-8")
    return cl.Catalogue(folder).load("example/tables/facts")


def assess(standard: cl.Standard, facts: Mapping[str, Any]) -> cl.Assessment:
    return standard.assess("v", facts, act_date="2024-05-01")


class Place(enum.StrEnum):
    A = "a"


class NaTType(datetime.datetime):
    """As pandas.NaT, which is a datetime too."""


class NAType:
    """As pandas.NA."""


@pytest.mark.parametrize(
    ("fact", "value", "taken"),
    [
        ("value", 10000, "10000"),
        ("value", Decimal("9999.99"), "9999.99"),
        ("value", Decimal("1E+4"), "10000"),
        ("value", Fraction(1, 4), "0.25"),
        ("value", "9,999.99", "9999.99"),
        ("value", "3.5万", "35000"),
        ("value", "２亿元", "200000000"),
        ("value", "９９９９．９９", "9999.99"),
        ("value", cl.fen(999999), "9999.99"),
        ("value", cl.Money(Fraction(5, 2)), "2.5"),
        ("value", cl.ABSENT, "absent"),
        ("value", "absent", "absent"),
        ("value", cl.UNPROVABLE, "unprovable"),
        ("value", 10**30, "1" + "0" * 30),
        ("times", 3, "3"),
        ("times", "1,350", "1350"),
        ("times", Decimal("3.0"), "3"),
        ("tonnes", 2, "2"),
        ("tonnes", 0.1, "0.1"),
        ("tonnes", 1e-7, "0.0000001"),
        ("tonnes", 3.0, "3"),
        ("tonnes", 1e23, "1" + "0" * 23),
        ("tonnes", Decimal("0.1"), "0.1"),
        ("tonnes", "２．５", "2.5"),
        ("part", "50%", "0.5"),
        ("part", "1/3", "1/3"),
        ("part", Fraction(1, 3), "1/3"),
        ("part", 2, "2"),
        ("minor", True, True),
        ("minor", False, False),
        ("place", "a", "a"),
        ("place", Place.A, "a"),
        ("harms", ["x", "y"], ["x", "y"]),
        ("harms", ("y",), ["y"]),
        ("harms", {"x", "y"}, ["x", "y"]),
        ("harms", "x", ["x"]),
        ("harms", cl.ABSENT, "absent"),
        ("day", datetime.date(2024, 2, 29), "2024-02-29"),
        ("day", "2024-02-29", "2024-02-29"),
        ("value", {"lt": "10000"}, {"min": "0", "max": "10000", "ends": "[)"}),
        ("value", {"gt": 5, "le": Decimal(10)}, {"min": "5", "max": "10", "ends": "(]"}),
        ("value", {"eq": Fraction(5)}, "5"),
        ("value", {"gt": cl.fen(5), "lt": cl.Money(Fraction(10))}, {"min": "0.05", "max": "10", "ends": "()"}),
        ("day", {"ge": datetime.date(2024, 1, 1)}, {"min": "2024-01-01", "ends": "[)"}),
        ("day", {"gt": "2024-02-29", "le": "9999-12-31"}, {"min": "2024-03-01", "max": "9999-12-31", "ends": "[]"}),
        ("day", {"le": numpy.datetime64("2024-02-29")}, {"max": "2024-02-29", "ends": "(]"}),
        ("day", numpy.datetime64("2024-02-29"), "2024-02-29"),
        ("tonnes", {"ge": 2.5, "lt": numpy.float32(3.1)}, {"min": "2.5", "max": "3.1", "ends": "[)"}),
        ("value", {"ge": "1,000元", "lt": "３万"}, {"min": "1000", "max": "30000", "ends": "[)"}),
        ("times", {"le": "1,350"}, {"min": "0", "max": "1350", "ends": "[]"}),
        ("part", {"lt": "５０%"}, {"min": "0", "max": "0.5", "ends": "[)"}),
    ],
)
def test_is_taken(standard: cl.Standard, fact: str, value: Any, taken: Any) -> None:
    in_files = {"value": value, "evidence": "p. 12"}
    for given, evidence in ((value, None), (cl.Fact(value, evidence="p. 12"), "p. 12"), (in_files, "p. 12")):
        (found,) = [f for f in assess(standard, {fact: given}).trace["facts"] if f["id"] == fact]
        assert found.get("value", found.get("bound")) == taken
        assert found.get("evidence") == evidence


def test_a_date_of_which_a_bound_is_known(standard: cl.Standard) -> None:
    assert assess(standard, {})["party"].needs == ("day",)
    assert assess(standard, {"day": {"ge": datetime.date(2024, 1, 1)}})["party"].kind == "point"


@pytest.mark.parametrize("fact", PACK["facts"])
def test_none_is_unknown(standard: cl.Standard, fact: str) -> None:
    assert assess(standard, {fact: None})["party"].needs == assess(standard, {})["party"].needs
    assert assess(standard, {fact: cl.Fact(None, "p. 3")})["party"].needs == assess(standard, {})["party"].needs


@pytest.mark.parametrize(
    ("fact", "value", "error"),
    [
        ("value", 1.5, "float_given"),
        ("times", 1.0, "float_given"),
        ("part", 0.5, "float_given"),
        ("value", float("nan"), "float_given"),
        ("tonnes", float("nan"), "bad_amount_text"),
        ("tonnes", float("inf"), "bad_amount_text"),
        ("tonnes", 1e300, "overflow"),
        ("tonnes", "50%", "fact_kind"),
        ("tonnes", "５０％", "fact_kind"),
        ("tonnes", "x", "bad_amount_text"),
        ("value", True, "fact_kind"),
        ("times", False, "fact_kind"),
        ("minor", 1, "fact_kind"),
        ("minor", "true", "fact_kind"),
        ("minor", 1.0, "fact_kind"),
        ("place", True, "fact_kind"),
        ("place", ["a"], "fact_kind"),
        ("place", "c", "option_unknown"),
        ("place", "甲", "option_unknown"),
        ("harms", [], "empty_list"),
        ("harms", ["x", "x"], "duplicate_option"),
        ("harms", ["z"], "option_unknown"),
        ("harms", [1], "fact_kind"),
        ("value", (3, 5), "fact_kind"),
        ("valeu", (3, 5), "fact_unknown"),
        ("value", "0.001", "not_whole_fen"),
        ("value", Fraction(1, 3), "not_whole_fen"),
        ("value", -1, "negative_amount"),
        ("value", "三十几万", "bad_amount_text"),
        ("value", "13万2", "bad_amount_text"),
        ("value", "约10万", "bad_amount_text"),
        ("value", "①", "bad_amount_text"),
        ("value", "½", "bad_amount_text"),
        ("value", Decimal("NaN"), "bad_amount_text"),
        ("value", Decimal("Infinity"), "bad_amount_text"),
        ("value", Decimal("1E+1000000"), "overflow"),
        ("value", 10**50, "overflow"),
        ("value", -(10**50), "overflow"),
        ("times", "2.5", "not_whole_count"),
        ("times", cl.fen(100), "fact_unit"),
        ("value", cl.Money(Fraction(5), currency="USD"), "fact_unit"),
        ("times", cl.ABSENT, "state_not_allowed"),
        ("day", "2023-02-29", "bad_date"),
        ("day", datetime.datetime(2024, 2, 29), "bad_date"),
        ("times", datetime.date(2024, 2, 29), "fact_kind"),
        ("value", {"below": "3"}, "unknown_key"),
        ("value", {"value": "3"}, "missing_key"),
        ("value", {"evidence": "p. 1"}, "missing_key"),
        ("value", {"value": "3", "evidence": "p. 1", "page": "2"}, "unknown_key"),
        ("value", {"value": "3", "evidence": 1}, "fact_kind"),
        ("value", {"value": {"value": "3", "evidence": "p. 1"}, "evidence": "p. 1"}, "fact_kind"),
        ("value", {"value": cl.Fact("3"), "evidence": "p. 1"}, "fact_kind"),
        ("valeu", {"value": "3", "evidence": "p. 1"}, "fact_unknown"),
        ("value", {"ge": "3", "gt": "4"}, "bad_combination"),
        ("value", {"ge": 1.5}, "float_given"),
        ("tonnes", {"ge": float("nan")}, "bad_amount_text"),
        ("tonnes", {"ge": "三"}, "bad_amount_text"),
        ("times", {"ge": "50%"}, "fact_kind"),
        ("value", {"ge": "50％"}, "fact_kind"),
        ("value", {"ge": 10**50}, "overflow"),
        ("day", {"ge": 1.5}, "fact_kind"),
        ("day", {"ge": datetime.datetime(2024, 2, 29)}, "fact_kind"),
        ("day", {"ge": None}, "fact_kind"),
        ("value", {"ge": b"5"}, "fact_kind"),
        ("value", {"ge": True}, "fact_kind"),
        ("place", {"ge": "3"}, "fact_kind"),
        ("times", {"ge": cl.fen(100)}, "fact_unit"),
        ("value", {"ge": cl.Money(Fraction(5), currency="USD")}, "fact_unit"),
        ("day", NaTType(2024, 2, 29), "fact_kind"),
        ("value", NAType(), "fact_kind"),
        ("day", numpy.datetime64("NaT"), "fact_kind"),
        ("day", numpy.datetime64("2024-02-29T10:00"), "bad_date"),
        ("day", numpy.datetime64("2024-02"), "bad_date"),
        ("day", numpy.datetime64(10**9, "D"), "bad_date"),
        ("value", datetime.datetime(2024, 2, 29), "fact_kind"),
        ("minor", numpy.datetime64("2024-02-29"), "fact_kind"),
        ("place", float("nan"), "fact_kind"),
        ("harms", float("inf"), "fact_kind"),
        ("value", object(), "fact_kind"),
        ("value", b"5", "fact_kind"),
        ("value", 1j, "fact_kind"),
        ("times", numpy.array([1]), "fact_kind"),
        ("times", numpy.timedelta64(1, "D"), "fact_kind"),
        ("harms", numpy.array(["x"]), "fact_kind"),
        ("class", 1.5, "fact_kind"),
        ("class", b"5", "fact_kind"),
        ("class", cl.fen(1), "fact_unit"),
        ("class", datetime.datetime(2024, 2, 29), "fact_kind"),
        ("valeu", None, "fact_unknown"),
        ("valeu", 1.5, "fact_unknown"),
        ("valeu", b"5", "fact_unknown"),
        ("valeu", cl.fen(1), "fact_unknown"),
    ],
)
def test_is_refused(standard: cl.Standard, fact: str, value: Any, error: str) -> None:
    has_evidence = isinstance(value, dict) and not value.keys().isdisjoint({"value", "evidence"})
    for given in (value,) if has_evidence else (value, cl.Fact(value), {"value": value, "evidence": ""}):
        with pytest.raises(cl.Error) as caught:
            assess(standard, {fact: given})
        assert [(f.name, f.where) for f in caught.value.found] == [(error, f"/facts/{fact}")]


class Text(str):
    """Not plainly a text: what has such a name goes through the strict door."""

    __slots__ = ()


class Whole(int):
    """Not plainly a number."""


VALUES = [
    *(True, False, None, 0, 3, -1, 2**63, 10**30, 10**50, Whole(3), 1.5, 3.0, float("nan")),
    *(Decimal("9999.99"), Decimal("1E+4"), Decimal("NaN"), Fraction(1, 4), Fraction(1, 3)),
    *("a", "b", "c", "x", "y", "z", "absent", "unprovable", "", "3", "3.5万", "50%", "1/3", "三", "2024-02-29"),
    *(Place.A, Text("a"), Text("3"), cl.ABSENT, cl.UNPROVABLE, cl.fen(1), cl.Money(Fraction(5), currency="USD")),
    *(["x"], ("x", "y"), {"y"}, [], ["x", "x"], [1], ["a"], {"lt": "10000"}, {"ge": 1.5}, {}),
    *({"value": "a", "evidence": "p. 1"}, {"value": 3}, {"evidence": 3, "value": 3}, numpy.datetime64("2024-02-29")),
    *(datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29), cl.Fact("a", "p. 1"), cl.Fact(3), object(), b"5"),
]


def said(standard: cl.Standard, facts: Mapping[str, Any]) -> Any:
    """Return everything that comes out of facts, or everything that is wrong with them."""
    try:
        assessed = assess(standard, facts)
    except cl.Error as error:
        return type(error), error.found
    except TypeError as error:
        return str(error)
    return assessed.to_dict(), assessed.trace


@pytest.mark.parametrize("fact", [*PACK["facts"], "class", "valeu", "act_date", ""])
def test_the_fast_door_says_what_the_strict_one_says(standard: cl.Standard, fact: str) -> None:
    for value in VALUES:
        strictly = said(standard, {Text(fact): value})
        # The second time the name is expected, and known by its address.
        for name in (fact, fact, "".join(list(fact))):
            assert said(standard, {name: value}) == strictly


def test_the_doors_agree_on_whole_cases(standard: cl.Standard) -> None:
    source = random.Random(7)
    for _ in range(500):
        names = source.sample([*PACK["facts"], "valeu"], source.randrange(9))
        facts = {name: source.choice(VALUES) for name in names}
        through = [{source.choice((str, Text))(name): value for name, value in facts.items()} for _ in range(3)]
        strictly = said(standard, {Text(name): value for name, value in facts.items()})
        assert [said(standard, told) for told in (facts, *through)] == [strictly] * 4


def test_a_name_that_a_dict_holds_twice_counts_once(standard: cl.Standard) -> None:
    class Other(str):
        __slots__ = ()
        __hash__ = object.__hash__

        def __eq__(self, other: object) -> bool:
            return self is other

    for facts in ({"place": "a", Other("place"): "b"}, {Other("place"): "a", "place": "b"}):
        (found,) = [f for f in assess(standard, facts).trace["facts"] if f["id"] == "place"]
        assert found["value"] == "b"


def test_the_message_says_what_to_write(standard: cl.Standard) -> None:
    with pytest.raises(cl.Error, match=r'write "9999\.99" or Decimal\("9999\.99"\)'):
        assess(standard, {"value": 9999.99})
    with pytest.raises(cl.Error, match="write absent"):
        assess(standard, {"harms": []})
    with pytest.raises(cl.Error, match=r"bound, with the keys .* or a value with the keys value and evidence"):
        assess(standard, {"value": {"valeu": "3", "evidense": "p. 1"}})
    with pytest.raises(cl.Error, match=r"value\.tolist\(\)"):
        assess(standard, {"harms": numpy.array(["x"])})
    with pytest.raises(cl.Error, match="leave out an end"):
        assess(standard, {"times": {"ge": 3, "le": None}})


@pytest.mark.parametrize("nothing", [NaTType(2024, 2, 29), NAType(), numpy.datetime64("NaT"), float("nan")])
def test_what_is_written_where_nothing_is_known(standard: cl.Standard, nothing: Any) -> None:
    for fact in PACK["facts"]:
        with pytest.raises(cl.Error, match="write None"):
            assess(standard, {fact: nothing})
    with pytest.raises(TypeError, match=r"act_date: .* write None"):
        standard.assess("v", act_date=nothing)


def test_a_day_of_numpy_is_a_day(standard: cl.Standard) -> None:
    day: Any = numpy.datetime64("2024-05-01")
    assert standard.assess("v", act_date=day).act_date == datetime.date(2024, 5, 1)
    with pytest.raises(TypeError, match=r"act_date: .* time of day"):
        standard.assess("v", act_date=day.astype("datetime64[s]"))
    with pytest.raises(TypeError, match=r"act_date: .* longer than a day"):
        standard.assess("v", act_date=day.astype("datetime64[M]"))


@pytest.mark.parametrize("value", [cl.Fact(cl.Fact(1)), cl.Fact(1, evidence=3)])  # type: ignore[arg-type]
def test_what_is_no_fact_with_its_evidence(standard: cl.Standard, value: Any) -> None:
    with pytest.raises(cl.errors.FactKind, match="evidence"):
        assess(standard, {"value": value})


def test_a_value_of_no_use_hides_nothing_else(standard: cl.Standard) -> None:
    with pytest.raises(cl.Error) as caught:
        standard.assess(
            "w", {"value": b"5", "place": "c"}, act_date="2024-05-01", decided={"party": [1], "x": None, "y": True}
        )
    assert [(f.name, f.where) for f in caught.value.found] == [
        ("unknown_violation", "/violation"),
        ("fact_kind", "/facts/value"),
        ("option_unknown", "/facts/place"),
        ("fact_kind", "/decided/party"),
        ("fact_kind", "/decided/x"),
        ("fact_kind", "/decided/y"),
    ]


@pytest.mark.parametrize("exponent", range(16, 42))
def test_one_number_has_one_answer(standard: cl.Standard, exponent: int) -> None:
    number = 10**exponent
    answers = []
    for value in (number, Decimal(number), Decimal(f"1E+{exponent}"), Fraction(number), str(number), {"eq": number}):
        try:
            (found,) = [f for f in assess(standard, {"value": value}).trace["facts"] if f["id"] == "value"]
            answers.append(found["value"])
        except OverflowError:
            answers.append("overflow")
    assert set(answers) == {str(number) if exponent < 39 else "overflow"}


def test_the_callers_dict_stays_as_it_is(standard: cl.Standard) -> None:
    harms = ["x"]
    facts = {"harms": harms}
    assessed = assess(standard, facts)
    assert facts == {"harms": ["x"]}
    assert facts["harms"] is harms
    harms.append("y")
    assert assessed._case[1] == {"harms": ("x",)}


@pytest.mark.parametrize(
    ("fact", "value", "change"),
    [
        ("harms", ["x"], lambda value: value.append("y")),
        ("harms", {"x"}, lambda value: value.add("y")),
        ("times", {"lt": 5}, lambda value: value.update(lt=3)),
        ("times", {"lt": 5}, lambda value: value.clear()),
    ],
)
def test_what_is_in_a_fact_stays_as_it_was(
    standard: cl.Standard, fact: str, value: Any, change: Callable[[Any], None]
) -> None:
    in_file = {"value": value, "evidence": "p. 1"}
    given = {fact: cl.Fact(value, "p. 1")}
    assessed, from_file = assess(standard, given), assess(standard, {fact: in_file})
    before = assessed.trace
    change(value)
    assert pickle.loads(pickle.dumps(assessed)).trace == assessed.trace == before
    assert given[fact].value is value
    assert pickle.loads(pickle.dumps(from_file)).trace == from_file.trace == before
    assert in_file["value"] is value


def test_a_fact_that_holds_itself_is_refused(standard: cl.Standard) -> None:
    fact: dict[str, Any] = {"evidence": "p. 1"}
    fact["value"] = fact
    with pytest.raises(cl.errors.FactKind, match="within another"):
        assess(standard, {"value": fact})


def test_a_fact_says_which_states_it_takes() -> None:
    """Section 3 of the pack format: a derived fact may be stated, and that it comes to nothing too, unless a flag."""
    packs = cl.Catalogue(Path(__file__).resolve().parents[1] / "conformance/packs")
    seen = set()
    for entry in packs.list():
        standard = packs.load(entry.id)
        violation = next(iter(standard.violations), None)
        for fact in standard.facts.values():
            for state, may in ((cl.ABSENT, fact.may_be_absent), (cl.UNPROVABLE, fact.may_be_unprovable)):
                names = set()
                try:
                    standard.assess(violation, {fact.id: state}, act_date="2024-05-01")
                except cl.Error as error:
                    names = {finding.name for finding in error.found if finding.where.startswith("/facts")}
                assert names == (set() if may else {"state_not_allowed"}), (entry.id, fact.id, state)
            seen.add((fact.kind, fact.derived, fact.may_be_absent))
    for kind in ("money", "count", "quantity", "choice"):
        assert (kind, True, True) in seen and (kind, False, False) in seen
    assert {may for kind, derived, may in seen if kind == "flag" and derived} == {False}


def test_keys_are_texts(standard: cl.Standard) -> None:
    with pytest.raises(TypeError, match="keys"):
        assess(standard, {1: 2})  # type: ignore[dict-item]


def test_numpy(standard: cl.Standard) -> None:
    assess(
        standard,
        {"value": numpy.int64(5), "minor": numpy.bool_(True), "tonnes": numpy.float32(0.1), "place": numpy.str_("a")},
    )
    for tonnes in (numpy.float16(0.1), numpy.float32(0.1), numpy.float64(0.1), numpy.longdouble("0.1")):
        (found,) = [f for f in assess(standard, {"tonnes": tonnes}).trace["facts"] if f["id"] == "tonnes"]
        assert found["value"] == "0.1"
    with pytest.raises(cl.Error, match="float_given"):
        assess(standard, {"value": numpy.float64(0.5)})
    with pytest.raises(cl.Error, match="float_given"):
        assess(standard, {"value": numpy.float32(0.5)})
    with pytest.raises(cl.Error, match="fact_kind"):
        assess(standard, {"value": numpy.bool_(True)})


HALF = "a\ud800"  # half of a character, as a file name of other bytes or a wrongly cut text has it


@pytest.mark.parametrize(
    ("ask", "where"),
    [
        ({"facts": {"value": HALF}}, "/facts/value"),
        ({"facts": {"value": cl.Fact("1", evidence=HALF)}}, "/facts/value"),
        ({"facts": {"harms": [HALF]}}, "/facts/harms"),
        ({"facts": {"times": {"ge": HALF}}}, "/facts/times"),
        ({"facts": {HALF: "1"}}, "/facts"),
        ({"violation": HALF}, "/violation"),
        ({"act_date": HALF}, "/act_date"),
        ({"provisions": [HALF]}, "/provisions"),
        ({"apply": [HALF]}, "/apply"),
        ({"decided": {"party": HALF}}, "/decided/party"),
        ({"decided": {HALF: "1"}}, "/decided"),
    ],
)
def test_half_of_a_character(standard: cl.Standard, ask: dict[str, Any], where: str) -> None:
    with pytest.raises(cl.errors.NotUtf8) as caught:
        standard.assess(**{"violation": "v", "act_date": "2024-05-01", **ask})
    assert caught.value.where == where
    assert "\\ud800" in str(caught.value)


def test_half_of_a_character_in_a_search(standard: cl.Standard) -> None:
    catalogue = cl.Catalogue.shipped()
    for call in (catalogue.find, catalogue.load, catalogue.list, lambda text: standard.violations[text]):
        with pytest.raises(cl.errors.NotUtf8):
            call(HALF)
    assert HALF not in standard.violations
    assert HALF not in assess(standard, {})


def test_a_number_that_python_does_not_write_out(standard: cl.Standard) -> None:
    with pytest.raises(OverflowError, match="/facts/times: 401 overflow: the number is too large"):
        standard.assess("v", {"times": 10**5000}, act_date="2024-05-01")


def test_a_long_value_is_shortened_in_the_message(standard: cl.Standard) -> None:
    for name in ("value", "times", "place", "day"):
        with pytest.raises(cl.Error) as caught:
            standard.assess("v", {name: "9" * 5000}, act_date="2024-05-01")
        assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "number",
    [10**5000, Fraction(10**5000, 3), cl.Money(Fraction(10**5000, 3)), Decimal("1E-50"), Decimal("1E+999999")],
    ids=["int", "fraction", "money", "small", "large"],
)
def test_a_number_beyond_all_bounds_is_said_to_be(standard: cl.Standard, number: Any) -> None:
    """Python does not write out all of them."""
    for arguments in (
        {"facts": {"value": number}},
        {"facts": {"value": {"ge": number}}},
        {"decided": {"party": number}},
    ):
        with pytest.raises(cl.errors.Overflow, match="too large to be computed exactly"):
            standard.assess("v", act_date="2024-05-01", **arguments)


@pytest.mark.parametrize(
    ("number", "same"),
    [
        ("0E-50", 0),
        ("0E+999999", 0),
        ("-0E-50", 0),
        ("1." + "0" * 60, 1),
        ("1E+2", 100),
        ("12" + "0" * 60 + "E-60", 12),
    ],
)
def test_a_decimal_counts_as_what_it_is_worth(standard: cl.Standard, number: str, same: int) -> None:
    found = assess(standard, {"value": Decimal(number)})
    assert found.to_dict() == assess(standard, {"value": same}).to_dict()
