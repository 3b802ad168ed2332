"""Parameters of a chapter: what is read, what is refused, and with which words."""

from __future__ import annotations

import datetime

import pytest

from romsov_analysis.ledger import Parameter, ParameterError, Parameters
from romsov_analysis.ledger.parameters import day, number, one_of, pair, several_of, switch

STATES = ["poland", "romania", "finland"]


def declared():
    return Parameters(
        [
            Parameter("base", 1938, number(1926, 1952, whole=True), "base year"),
            Parameter("percent", None, number(-99, 1000, optional=True), "surcharge"),
            Parameter("early", False, switch(), "first dates"),
            Parameter("rule", "any", one_of(lambda: ["attacked", "any"]), "definition"),
            Parameter("cases", "all", several_of(lambda: STATES, brief="all, or states"), "cases"),
            Parameter("prior", [0.25, 0.75], pair(0, 1), "probability"),
            Parameter("last", "1945-09-02", day("1919-01-01", "1945-12-31"), "last day"),
        ]
    )


def test_defaults_are_read_where_nothing_is_given():
    assert declared().read({}) == {
        "base": 1938,
        "percent": None,
        "early": False,
        "rule": "any",
        "cases": ("poland", "romania", "finland"),
        "prior": (0.25, 0.75),
        "last": datetime.date(1945, 9, 2),
    }


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("base", 1926, 1926),
        ("base", 1952.0, 1952),
        ("percent", 0, 0.0),
        ("percent", 12.5, 12.5),
        ("early", True, True),
        ("rule", "attacked", "attacked"),
        ("cases", ["finland", "poland"], ("finland", "poland")),
        ("cases", "all", ("poland", "romania", "finland")),
        ("prior", (0, 1), (0.0, 1.0)),
        ("prior", [0.5, 0.5], (0.5, 0.5)),
        ("last", "1939-08-31", datetime.date(1939, 8, 31)),
    ],
)
def test_accepted_values_are_read(name, value, read):
    found = declared().read({name: value})[name]
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("name", "value", "reason", "nearest"),
    [
        ("base", 1925, "lies outside", "1926"),
        ("base", 1953, "lies outside", "1952"),
        ("base", 1938.5, "is not a whole number", "1938"),
        ("base", True, "is not a number", ""),
        ("base", "1938", "is not a number", ""),
        ("base", None, "is not a number", ""),
        ("base", float("nan"), "is not a number", ""),
        ("percent", -100, "lies outside", "-99"),
        ("early", "false", "is neither True nor False", ""),
        ("early", 0, "is neither True nor False", ""),
        ("rule", "attakced", "is none of these", "attacked"),
        ("rule", True, "is none of these", ""),
        ("cases", ["polland"], "'polland' is none of these", "poland"),
        ("cases", [], "names 0, and 1 are needed", ""),
        ("cases", ["poland", "poland"], "names one twice", "['poland']"),
        ("cases", "poland", "is not a list", ""),
        ("prior", [0.75, 0.25], "wrong way round", "[0.25, 0.75]"),
        ("prior", [0.5], "is not a pair", ""),
        ("prior", [0.5, 2], "lies outside", "1"),
        ("last", "1945-02-30", "is no day", ""),
        ("last", "1950-01-01", "lies outside", "1945-12-31"),
        ("last", 1945, "is no day", ""),
    ],
)
def test_a_refusal_names_parameter_value_reason_and_nearest(name, value, reason, nearest):
    with pytest.raises(ParameterError) as caught:
        declared().read({name: value})
    message = str(caught.value)
    assert message.startswith(f"{name}={value!r}: ")
    assert reason in message
    assert "Accepted: " in message
    assert (f"Nearest: {nearest}." in message) if nearest else ("Nearest" not in message)


def test_every_wrong_value_and_name_is_named_at_once():
    with pytest.raises(ParameterError) as caught:
        declared().read({"bsae": 1938, "early": "no", "rule": "none"})
    assert [line.split(":")[0].split("=")[0] for line in str(caught.value).splitlines()] == [
        "no parameter 'bsae'. Accepted",
        "early",
        "rule",
    ]
    assert "Nearest: base." in str(caught.value)


def test_only_what_differs_is_changed():
    values = declared().read({"base": 1940, "cases": list(reversed(STATES))})
    assert declared().changed(values) == {"base": 1940, "cases": ("finland", "romania", "poland")}
    assert declared().changed(declared().read({})) == {}


def test_the_first_cell_assigns_each_with_what_is_accepted():
    cell = declared().cell()
    assert cell.splitlines()[0] == "base = 1938  # base year; a whole number from 1926 to 1952"
    assert 'cases = "all"  # cases; all, or states' in cell
    found: dict[str, object] = {}
    exec(cell, found)
    assert {name: found[name] for name in ("base", "early", "prior")} == {
        "base": 1938,
        "early": False,
        "prior": [0.25, 0.75],
    }
