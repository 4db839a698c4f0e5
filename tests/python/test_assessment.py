# SPDX-License-Identifier: Apache-2.0
"""Assessments and outcomes as Python sees them."""

from __future__ import annotations

import datetime
import gc
import json
import sys
import weakref
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import cailiang as cl
import numpy
import pytest

from tests.python.least_case import LEAST

ROOT = Path(__file__).resolve().parents[2]

CONFORMANCE = Path(__file__).resolve().parents[1] / "conformance/packs"


@pytest.fixture(scope="module")
def standard() -> cl.Standard:
    return cl.load("hunan/ecology/standard_2021")


@pytest.fixture(scope="module")
def assessment(standard: cl.Standard) -> cl.Assessment:
    return standard.assess("t2_1", LEAST, act_date="2024-05-01")


def test_a_point(assessment: cl.Assessment) -> None:
    party = assessment["party"]
    assert (party.subject, party.kind, party.ends) == ("party", "point", "[]")
    assert party.min == party.max == cl.Money(Fraction(200000))
    assert (party.min.yuan, party.min.fen, party.min.exact, party.min.currency) == (
        Decimal("200000.00"),
        20000000,
        200000,
        "CNY",
    )
    assert str(party.min.yuan) == "200000.00"
    assert party.legal is not None
    assert (str(party.legal.min), str(party.legal.max), party.legal.ends) == ("200000", "1000000", "[]")
    assert party.share == Fraction(1, 5)
    assert party.needs == ()


def test_an_open_outcome(assessment: cl.Assessment) -> None:
    person = assessment["responsible_person"]
    assert (person.kind, person.needs) == ("open", ("role",))
    assert person.min is not None
    assert person.max is not None
    assert (person.min.yuan, person.max.yuan) == (Decimal("50000.00"), Decimal("87500.00"))


def test_is_a_mapping(assessment: cl.Assessment) -> None:
    assert list(assessment) == ["party", "responsible_person"]
    assert len(assessment) == 2
    assert "party" in assessment
    assert "nobody" not in assessment
    assert assessment.get("nobody") is None
    thing: Any
    for thing in (3, None, ("party",)):
        assert thing not in assessment
        assert assessment.get(thing) is None
        with pytest.raises(cl.errors.UnknownSubject):
            assessment[thing]
    with pytest.raises(KeyError):
        assessment["nobody"]


def test_an_outcome_outlives_its_assessment(standard: cl.Standard) -> None:
    party = standard.assess("t2_1", LEAST, act_date="2024-05-01")["party"]
    others = [standard.assess("t2_1", {}, act_date="2024-05-01") for _ in range(20)]
    assert party.kind == "point"
    assert {other["party"].kind for other in others} == {"open"}


def test_equality(standard: cl.Standard, assessment: cl.Assessment) -> None:
    again = standard.assess("t2_1", LEAST, act_date="2024-05-01")
    assert again == assessment
    assert again["party"] == assessment["party"]
    assert again["party"] != assessment["responsible_person"]
    assert again["party"].to_dict() == again.to_dict()["outcomes"]["party"]
    assert standard.assess("t2_1", LEAST, act_date="2024-05-02") != assessment
    assert assessment != {"party": 1}


def test_kinds_are_one_object(standard: cl.Standard, assessment: cl.Assessment) -> None:
    again = standard.assess("t2_1", LEAST, act_date="2024-05-01")
    assert again["party"].kind is assessment["party"].kind


def test_to_dict_is_json(assessment: cl.Assessment) -> None:
    result = assessment.to_dict()
    assert json.loads(json.dumps(result)) == result
    assert result["pack"] == "hunan/ecology/standard_2021"
    assert result["outcomes"]["party"]["min"] == "200000"


def test_trace_is_json_and_changes_nothing(assessment: cl.Assessment) -> None:
    before = assessment.to_dict()
    trace = assessment.trace
    assert json.loads(json.dumps(trace)) == trace
    assert {fact["id"] for fact in trace["facts"]} >= set(LEAST)
    assert any(line.get("share") for line in trace["lines"])
    assert assessment.to_dict() == before


@pytest.mark.parametrize(("lang", "word"), [("zh", "罚款"), ("en", "fine")])
@pytest.mark.parametrize("form", ["paragraph", "table"])
def test_explain(assessment: cl.Assessment, lang: Any, word: str, form: Any) -> None:
    assert word in assessment.explain(lang, form=form)


def test_explain_in_no_such_language(assessment: cl.Assessment) -> None:
    with pytest.raises(ValueError, match="zh"):
        assessment.explain("de")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="paragraph"):
        assessment.explain("zh", form="list")  # type: ignore[arg-type]


def test_repr(assessment: cl.Assessment) -> None:
    assert repr(assessment) == (
        "<Assessment hunan/ecology/standard_2021 t2_1: party point 200000; "
        "responsible_person open [50000, 87500] needs role>"
    )
    assert repr(assessment["party"]) == "<Outcome party: point 200000>"
    table = assessment._repr_html_()
    assert "<td>[50000, 87500]</td>" in table
    assert "<td>[50000, 87500]</td>" in assessment["responsible_person"]._repr_html_()
    assert "<td>[50000, 87500]</td>" not in assessment["party"]._repr_html_()
    assert "<td>t2_1</td>" in assessment.standard._repr_html_()
    # A reader of Chinese knows no ids.
    assert "t2_1 配套环保设施未建成即投产使用</caption>" in table
    assert "<th>fine (CNY)</th>" in table
    assert "<td>role 责任主体</td>" in table
    in_common = cl.Catalogue(ROOT / "tests/conformance/packs").load("synthetic/tables/in_common")
    assert "<td>class</td>" in in_common.assess("v", {"ga": True, "gb": True}, act_date="2025-03-01")._repr_html_()


def test_dates(standard: cl.Standard) -> None:
    by_text = standard.assess("t2_1", LEAST, act_date="2024-05-01", decision_date="2024-08-01")
    by_date = standard.assess(
        "t2_1", LEAST, act_date=datetime.date(2024, 5, 1), decision_date=datetime.date(2024, 8, 1)
    )
    assert by_text.to_dict() == by_date.to_dict()
    assert (by_text.act_date, by_text.decision_date) == (datetime.date(2024, 5, 1), datetime.date(2024, 8, 1))


def test_a_decision_date_alone(standard: cl.Standard) -> None:
    assessed = standard.assess("t2_1", LEAST, decision_date="2024-05-01")
    assert [(w.name, w.subject, w.where) for w in assessed.warnings] == [
        ("act_date_assumed", "party", "/outcomes/party"),
        ("act_date_assumed", "responsible_person", "/outcomes/responsible_person"),
    ]
    assert assessed.warnings[0].text
    assert assessed["party"].warnings == ("act_date_assumed",)


@pytest.mark.parametrize(
    ("dates", "error", "where"),
    [
        ({}, "date_required", "/act_date"),
        ({"act_date": "2024-13-01"}, "bad_date", "/act_date"),
        ({"act_date": "2024-05-02", "decision_date": "2024-05-01"}, "decision_before_act", "/decision_date"),
    ],
)
def test_dates_that_are_refused(standard: cl.Standard, dates: dict[str, str], error: str, where: str) -> None:
    with pytest.raises(cl.Error) as caught:
        standard.assess("t2_1", LEAST, **dates)  # type: ignore[arg-type]
    assert (caught.value.name, caught.value.where) == (error, where)


@pytest.mark.parametrize(
    "arguments",
    [
        {"act_date": 20240501},
        {"act_date": datetime.datetime(2024, 5, 1)},
        {"provisions": "cn/law/air_2018#99.2"},
        {"provisions": 3},
        {"apply": [3]},
        {"decided": [80000]},
        {"decided": {3: 80000}},
    ],
)
def test_arguments_of_no_use(standard: cl.Standard, arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        standard.assess("t2_1", LEAST, **{"act_date": "2024-05-01", **arguments})
    with pytest.raises(TypeError):
        standard.assess(3, LEAST, act_date="2024-05-01")  # type: ignore[arg-type]


def test_provisions_are_named_where_they_must(standard: cl.Standard) -> None:
    with pytest.raises(cl.Error, match="provisions_not_allowed"):
        standard.assess("t2_1", LEAST, act_date="2024-05-01", provisions=["cn/law/air_2018#99.2"])
    statute = cl.load("cn/law/air_2018")
    with pytest.raises(cl.Error, match="provisions_required"):
        statute.assess(act_date="2024-05-01")
    assessed = statute.assess(act_date="2024-05-01", provisions=["cn/law/air_2018#99.2"])
    assert assessed.violation is None
    assert assessed.provisions == ("cn/law/air_2018#99.2",)


def test_a_wrong_violation_is_a_key_error(standard: cl.Standard) -> None:
    with pytest.raises(KeyError, match="t2_1"):
        standard.assess("t2_l", {}, act_date="2024-05-01")
    with pytest.raises(cl.Error, match="unknown_violation"):
        standard.assess(None, {}, act_date="2024-05-01")


def test_whatever_is_wrong_with_a_call_is_said_at_once(standard: cl.Standard) -> None:
    with pytest.raises(cl.Error) as caught:
        standard.assess(
            "t2_l",
            {"no_such": 1, "correction": "in_tine"},
            act_date="2024-13-01",
            apply=["nobody"],
            decided={"party": -1},
        )
    assert [(found.name, found.where) for found in caught.value.found] == [
        ("unknown_violation", "/violation"),
        ("fact_unknown", "/facts/no_such"),
        ("option_unknown", "/facts/correction"),
        ("unknown_apply", "/apply/0"),
        ("negative_amount", "/decided/party"),
        ("bad_date", "/act_date"),
    ]


@pytest.mark.parametrize("amount", ["100000", "10万元", 100000, Decimal(100000), cl.fen(10000000)])
def test_decided(amount: Any) -> None:
    packs = cl.Catalogue(CONFORMANCE)
    # 招标投标法 art. 49 and the like: the person's fine is 5 to 10 % of the unit's.
    statute = packs.load("cn/law/bidding_2017")
    provision = next(id for id, p in statute.provisions.items() if p.id.endswith("#53"))
    facts = {name: None for name in statute.facts_asked(provisions=[provision])}
    open_ = statute.assess(None, facts, act_date="2020-01-01", provisions=[provision])
    decided = statute.assess(None, facts, act_date="2020-01-01", provisions=[provision], decided={"party": amount})
    (person,) = [subject for subject in open_ if subject != "party"]
    assert "decided.party" in open_[person].needs
    assert (str(decided[person].min), str(decided[person].max)) == ("5000", "10000")
    with pytest.raises(cl.Error, match="float_given"):
        statute.assess(None, facts, act_date="2020-01-01", provisions=[provision], decided={"party": 1.5})


def test_another_currency() -> None:
    """Section 2 of the pack format: nothing is converted."""
    statute = cl.Catalogue(CONFORMANCE).load("synthetic/law/abroad")
    party = statute.assess(act_date="2025-03-01", provisions=["synthetic/law/abroad#1"])["party"]
    assert party.min is not None
    assert (party.min.exact, party.min.currency, str(party.min)) == (100, "XTS", "100")
    for attribute in ("yuan", "fen"):
        with pytest.raises(cl.Error, match="wrong_currency"):
            getattr(party.min, attribute)


@pytest.mark.parametrize(
    ("pack", "facts", "offered"),
    [
        ("yen", {"gain": "1,235"}, ["124", "617"]),
        ("yen", {"gain": 1230}, ["123", "615"]),
        ("dinar", {"gain": "12.345"}, ["1.235", "6.172"]),
        ("dinar", {"gain": Decimal("12.34")}, ["1.234", "6.170"]),
    ],
)
def test_a_range_is_offered_in_the_smallest_unit(pack: str, facts: dict[str, Any], offered: list[str]) -> None:
    """Section 10 of the pack format: the lower end goes up, the upper end down."""
    statute = cl.Catalogue(CONFORMANCE).load(f"synthetic/law/{pack}")
    party = statute.assess(None, facts, act_date="2025-03-01", provisions=[f"synthetic/law/{pack}#1"])["party"]
    assert [str(end.rounded) for end in (party.min, party.max)] == offered


@pytest.mark.parametrize(
    ("pack", "told", "code"),
    [
        ("yen", {"facts": {"gain": "100.5"}}, "not_whole_fen"),
        ("yen", {"facts": {"gain": Decimal("0.01")}}, "not_whole_fen"),
        ("yen", {"facts": {"gain": cl.Money(Fraction(1, 2), "JPY")}}, "not_whole_fen"),
        ("yen", {"facts": {"gain": "100元"}}, "wrong_currency"),
        ("yen", {"decided": {"party": "100.5"}}, "not_whole_fen"),
        ("yen", {"decided": {"party": "3万元"}}, "wrong_currency"),
        ("dinar", {"facts": {"gain": "0.0005"}}, "not_whole_fen"),
        ("dinar", {"decided": {"party": Decimal("0.0005")}}, "not_whole_fen"),
    ],
)
def test_an_amount_is_told_in_the_smallest_unit(pack: str, told: dict[str, Any], code: str) -> None:
    """Section 3 of the pack format."""
    statute = cl.Catalogue(CONFORMANCE).load(f"synthetic/law/{pack}")
    with pytest.raises(cl.Error) as refused:
        statute.assess(None, act_date="2025-03-01", provisions=[f"synthetic/law/{pack}#1"], **told)
    ((argument, named),) = told.items()
    assert [(each.name, each.where) for each in refused.value.found] == [(code, f"/{argument}/{next(iter(named))}")]


def test_of_no_standard() -> None:
    with pytest.raises(TypeError):
        cl.Assessment()["party"]


def test_in_a_circle_is_collected(standard: cl.Standard) -> None:
    class Text(str):
        pass

    value = Text("in_time")
    value.assessed = standard.assess("t2_1", {"correction": value}, act_date="2024-05-01")  # type: ignore[attr-defined]
    gone = weakref.ref(value)
    del value
    gc.collect()
    assert gone() is None


def test_holds_what_it_was_told_and_no_longer(standard: cl.Standard) -> None:
    value = "in_" + "time"
    facts = {"correction": value, "eia_document": "nonsense"}
    before = sys.getrefcount(value), sys.getrefcount(standard)
    kept = [standard.assess("t2_1", {"correction": value}, act_date="2024-05-01") for _ in range(10)]
    assert sys.getrefcount(value) == before[0] + len(kept)
    for _ in range(10):
        with pytest.raises(cl.Error):
            standard.assess("t2_1", facts, act_date="2024-05-01")
    del kept
    assert (sys.getrefcount(value), sys.getrefcount(standard)) == before


def test_what_is_no_dict_is_said(standard: cl.Standard) -> None:
    for given in ({"facts": [1]}, {"decided": [1]}):
        with pytest.raises(TypeError, match="a dict of values by id is expected, not list"):
            standard.assess("t2_1", act_date="2024-05-01", **given)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the id of a pack is expected"):
        cl.load(3)  # type: ignore[arg-type]
    for argument in ("provisions", "apply"):
        with pytest.raises(TypeError, match=f"{argument}: a list of ids is expected, not NoneType"):
            standard.assess("t2_1", act_date="2024-05-01", **{argument: None})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="provisions: a list of ids is expected, not int"):
        standard.facts_asked("t2_1", 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "instead"),
    [(datetime.datetime(2024, 5, 1), r"value\.date\(\)"), (numpy.datetime64("2024-05-01T10"), r"value\.astype")],
)
def test_a_day_with_a_time_says_what_to_write(standard: cl.Standard, day: Any, instead: str) -> None:
    for dates in ({"act_date": day}, {"act_date": "2024-05-01", "decision_date": day}):
        with pytest.raises(TypeError, match=f"{list(dates)[-1]}: .*{instead}"):
            standard.assess("t2_1", LEAST, **dates)


def test_an_option_like_none_names_what_there_is(standard: cl.Standard) -> None:
    with pytest.raises(cl.Error, match='no option "full"; it is one of form, report, report_key'):
        standard.assess("t2_1", {"eia_document": "full"}, act_date="2024-05-01")


def test_the_reasons_leave_open_the_classes_that_are(standard: cl.Standard) -> None:
    """Article 10: who removed the harm gets a lenient or a reduced penalty, and no other."""
    text = standard.assess("t2_1", {"removed_harm": True}, act_date="2024-05-01").explain("zh")
    assert "裁量等次：【待补：减轻、从轻】" in text.replace("。", "")
