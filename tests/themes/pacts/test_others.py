"""What chapter 03 sets beside its counts: codings of others, alliances, published rates."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, numbers, wilson

from romsov_analysis.themes.pacts import others
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


# --- alliances and published rates ----------------------------------------------------------------------

CLAUSES = [
    {"id": name, "title": f"Of {name}", "treaties": treaties, "violated": violated}
    for name, treaties, violated in (
        ("with", "4", "0"),
        ("without", "4", "4"),
        ("odd", "2", "1"),
        ("even", "2", "0"),
    )
]


def test_alliances_by_hand(tables_of: Use) -> None:
    tables_of(alliance_counts=CLAUSES)
    found = others.alliance_shares()
    assert list(found) == ["with", "without", "odd", "even"]
    assert numbers([result for part in found.values() for result in part]) == {
        f"alliances.{name}{part}": value
        for name, *values in (("with", 4, 0, 0), ("without", 4, 4, 1), ("odd", 2, 1, 0.5), ("even", 2, 0, 0))
        for part, value in zip(("_treaties", "_violated", ""), values, strict=True)
    }
    *_, odd = found["odd"]
    assert (odd.low, odd.high, odd.evidence) == (*map(pytest.approx, wilson(1, 2)), ("alliance_counts:odd",))


def test_violations_moved_by_hand(tables_of: Use) -> None:
    tables_of(alliance_counts=CLAUSES)
    found = others.moved("with", "without", "odd")
    assert numbers([result for result in found.values() if result.unit != "truth"]) == {
        "alliances.with_moved": 1 / 4,
        "alliances.without_moved": 3 / 4,
        # Four and four, four of them violated: of 70 ways one has none with the clause, 16 have one.
        "alliances.fisher": pytest.approx(2 / 70),
        "alliances.fisher_moved": pytest.approx(34 / 70),
    }
    assert [bool(found[name]) for name in ("not_worse", "within_chance")] == [True, False]
    assert found["fisher"].title == "p of the difference"
    assert found["fisher_moved"].title == "p of the difference, violations moved"
    behind = tuple(f"alliance_counts:{name}" for name in ("with", "without", "odd"))
    assert {found[name].evidence for name in found if name != "within_chance"} == {behind}
    assert found["within_chance"].evidence == ("result:alliances.fisher", "result:alliances.fisher_moved")
    assert ["+" in found["with_moved"].formula, "−" in found["without_moved"].formula] == [True, True]


def test_judgements_of_alliances_follow_the_counts(tables_of: Use) -> None:
    worse = [row | {"violated": "1"} if row["id"] == "with" else row for row in CLAUSES]
    level = [row | {"violated": "0"} if row["id"] == "without" else row for row in worse]
    tables_of(alliance_counts=level)
    found = others.moved("with", "without", "even")
    assert [bool(found[name]) for name in ("not_worse", "within_chance")] == [False, True]
    tables_of(alliance_counts=worse)
    assert bool(others.moved("with", "without", "even")["not_worse"])
    even = [row | {"violated": "1"} if row["id"] in ("with", "without") else row for row in CLAUSES]
    tables_of(alliance_counts=even)
    assert bool(others.moved("with", "without", "even")["not_worse"])  # as often is not more often


def test_moving_no_violation_moves_no_share(tables_of: Use) -> None:
    tables_of(alliance_counts=CLAUSES)
    found = others.moved("with", "without", "even")
    assert found["fisher"].value == found["fisher_moved"].value
    assert [found[name].value for name in ("with_moved", "without_moved")] == [0, 1]


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
