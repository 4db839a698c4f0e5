# SPDX-License-Identifier: Apache-2.0
"""Every code of the C++ table has its class, and errors carry code, name, place and all findings."""

from __future__ import annotations

import errno
import pickle
import re
from pathlib import Path

import cailiang as cl
import pytest
from cailiang import _core, errors

ROOT = Path(__file__).resolve().parents[2]
TABLE = _core.error_table()
KEYS = ["fact_unknown", "unknown_apply", "unknown_violation", "unknown_provision", "unknown_subject", "pack_not_found"]


def class_of(name: str) -> type[cl.Error]:
    return getattr(errors, name.title().replace("_", ""))  # type: ignore[no-any-return]


def test_table_is_that_of_the_header() -> None:
    header = (ROOT / "include/cailiang/error/errc.hpp").read_text(encoding="utf-8")
    written = re.findall(r"^  (\w+) = (\d{3}),$", header, re.M)
    assert [(int(code), name) for name, code in written] == [(code, name) for code, name, _ in TABLE]


@pytest.mark.parametrize(("code", "name", "meaning"), TABLE)
def test_each_code_has_its_class(code: int, name: str, meaning: str) -> None:
    made = errors.error_of([(code, name, "/a", "text", "", 0, 0)])
    assert type(made) is class_of(name)
    assert (made.code, made.name, made.where) == (code, name, "/a")
    assert type(made).__doc__ == f"{code} {name}: {meaning}"
    assert name.title().replace("_", "") in errors.__all__


@pytest.mark.parametrize(("code", "name", "meaning"), TABLE)
def test_each_is_the_built_in_that_one_expects(code: int, name: str, meaning: str) -> None:
    expected: type[Exception] = ValueError
    if name in KEYS:
        expected = KeyError
    elif name == "overflow":
        expected = OverflowError
    elif code >= 500:
        expected = OSError
    assert issubclass(class_of(name), (cl.Error, expected))
    assert [b for b in (ValueError, KeyError, OSError, OverflowError) if issubclass(class_of(name), b)] == [expected]


def test_text_is_every_finding_a_line() -> None:
    made = errors.error_of(
        [(108, "unknown_key", "/a", "what", "f.json", 3, 4), (101, "json_syntax", "", "", "f.json", 7, 2)]
    )
    assert str(made) == "f.json:/a: 108 unknown_key: what\nf.json:7:2: 101 json_syntax"


def test_all_findings_of_one_call() -> None:
    standard = cl.load("hunan/ecology/standard_2021")
    with pytest.raises(cl.Error) as caught:
        standard.assess("t2_1", {"correction": "in_tine", "plcae": "outside", "violations_2y": 1.5}, apply=("nothing",))
    assert [(f.name, f.where) for f in caught.value.found] == [
        ("option_unknown", "/facts/correction"),
        ("fact_unknown", "/facts/plcae"),
        ("float_given", "/facts/violations_2y"),
        ("date_required", "/act_date"),
        ("unknown_apply", "/apply/0"),
    ]
    assert "in_time" in caught.value.found[0].text
    assert "place" in caught.value.found[1].text


def test_errors_travel_between_processes() -> None:
    with pytest.raises(cl.Error) as caught:
        cl.load("no/such/pack")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is type(caught.value)
    assert again.found == caught.value.found
    assert isinstance(again, KeyError)


def test_a_file_is_named_as_python_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        cl.Catalogue(tmp_path / "none")
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert (error.filename, error.errno) == (str(tmp_path / "none"), errno.ENOENT)
        assert isinstance(error, cl.errors.NotFound)


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError):
        errors.NoSuchError  # noqa: B018
