"""What chapter 03 sets beside its counts: codings of others, published rates."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links, numbers, wilson

from romsov_analysis.themes.pacts import others
from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.talks import steps

Use = Callable[..., None]


def test_only_treaties_that_a_data_set_has_are_counted(tables_of: Use) -> None:
    tables = bound(p="a; b", q="b; c", lone="c; d", s="a; c", t="b; d", m="a; b; c")
    tables["pact_dates"][4]["date"] = "1940-01-01"  # t begins later
    ends = {"p/atop": "1935", "q/atop": "1935", "s/atop": "", "t/atop": "", "m/cow": "1936"}
    violated = {"p/atop": "yes", "m/cow": "yes"}
    rows = [
        dict(zip(("pact", "data_set"), key.split("/"), strict=True))
        | {"end": end, "violated": violated.get(key, "no")}
        for key, end in ends.items()
    ]
    tables_of(**tables, codings=rows)
    days = {"end": LAST, "start": day("1934-12-31")}  # the last day is the latest, not the last named
    names = {"atop": "ATOP", "cow": "COW", "berkemeier_fuhrmann": "BF"}
    found = others.coded(days, names)
    every = ("bilateral", "neutrality", "explicit", "all")
    expected = {("atop", universe, when) for universe in every for when in days}
    assert set(found) == expected | {("cow", universe, when) for universe in every[2:] for when in days}
    for (data_set, universe, when), result in found.items():
        assert result.id == f"pacts.coded_{data_set}_{universe}_{when}"
        assert result.title.startswith(f"{names[data_set]}: ")
        if when == "start":
            assert result.evidence == (f"result:pacts.coded_{data_set}_{universe}_end",)
    late, early = found["atop", "all", "end"], found["atop", "all", "start"]
    # A violation without an end breaks nothing; before 1935 none of the three that had begun was broken.
    assert (late.value, late.low, late.high) == (0.25, *map(pytest.approx, wilson(1, 4)))
    assert (early.value, early.low, early.high) == (0, pytest.approx(0), pytest.approx(wilson(0, 3)[1]))
    assert (late.unit, late.decimals) == ("ratio", 2)
    assert late.evidence == tuple(f"codings:{name}/atop" for name in "pqst")
    assert [found["cow", "all", when].value for when in days] == [1, 0]


def test_coverage(tables_of: Use) -> None:
    tables = bound(p="a; b", q="b; c", m="a; b; c")
    tables_of(**tables, codings=[{"pact": "m", "data_set": "atop"}, {"pact": "q", "data_set": "cow"}])
    found = others.coverage()
    assert numbers(found) == {"pacts.counted": 3, "pacts.in_atop": 1}
    assert [result.evidence for result in found] == [("pacts:p", "pacts:q", "pacts:m"), ("codings:m/atop",)]


# --- published rates ---------------------------------------------------------------------------------


def test_published_rates(tables_of: Use) -> None:
    rate = {"unit": "percent", "low": "9", "high": "12.5"}
    rows = [
        {"id": "a", "note": "n", "value": "11"} | rate,
        {"id": "b"} | rate | {"low": "10", "high": "12"},
        {"id": "never", "unit": ""},
    ]
    tables_of(literature=rows)
    found = others.published()
    assert list(found) == ["a", "b"]
    assert numbers(list(found.values())) == {"literature.a": 11, "literature.b": None}
    # As many digits as the finer end has.
    assert [(rate.low, rate.high, rate.decimals, rate.note) for rate in found.values()] == [
        (9, 12.5, 1, "n"),
        (10, 12, 0, ""),
    ]


def test_treaties_that_bound_both(tables_of: Use) -> None:
    tables = bound(both="ussr; romania", one="romania; a", three="a; romania; ussr", apart="a; romania; ussr")
    tables["pacts"][3]["pairs"] = "a-romania; a-ussr"
    tables_of(**tables)
    assert steps.both_bound() == ["both", "three"]


def test_rates_and_agreement_with_others(tables_of: Use) -> None:
    tables = bound(p="a; b", q="b; c", r="c; d", s="a; d") | {
        "acts": [deed("x", "1935-01-01", "a", "b"), deed("y", "1936-01-01", "c", "d")],
        "pact_acts": links("p/x", "r/y?"),
    }
    told = {"p": ("1934-12-31", "yes"), "q": ("1932-01-01", "yes"), "r": ("", "no"), "s": ("1950", "yes")}
    tables["codings"] = [
        {"pact": pact, "data_set": "atop", "end": end, "violated": broken}
        for pact, (end, broken) in told.items()
    ]
    tables_of(**tables)
    found = others.differences("all", LAST, early=False)
    # s is coded as violated after the last day, which tells nothing; r is broken only if contested acts count.
    assert [(one.pact, one.clear.outcome, one.every.outcome, one.violated) for one in found] == [
        ("p", "broken", "broken", True),
        ("q", "observed", "observed", True),
        ("r", "observed", "broken", False),
    ]
    agreed = others.agreement(found)
    assert [result.value for result in agreed.results] == [2, 1, 0, 1]
    assert [result.id for result in agreed.results] == [
        "pacts.either", "pacts.both", "pacts.ours", "pacts.theirs",
    ]  # fmt: skip
    assert (agreed.both.evidence, agreed.theirs.evidence) == (("pacts:p",), ("pacts:q",))
    stretch = Stretch("t", day("1931-01-01"), day("1934-12-31"))
    rate = others.coded_rates("all", LAST, [stretch])["t"]
    # Two violations; in force 1460 days (p to its violation), 365 (q), 1461 (r) and 1461 (s).
    assert rate.value == pytest.approx(100 * 2 / ((1460 + 365 + 1461 + 1461) / 365.25))
