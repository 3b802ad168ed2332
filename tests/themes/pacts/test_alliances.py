"""Alliances with a clause and without: the contrast and its window by hand, over invented rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import Row, day
from scipy import stats

from romsov_analysis.themes.pacts import alliances

Use = Callable[..., None]
EVE = day("1939-08-31")


def alliance(name: str, clause: str = "", ended: str = "", event: str = "", **more: str) -> Row:
    """A row; with an end it is violated."""
    row = {"id": f"a{name}", "ended": ended, "violated": "true" if ended else "false", "event": event}
    return row | ({clause: "true"} if clause else {}) | more


# With the clause four, one violated; without eight, five violated by three events, one of them later.
ROWS = [
    alliance("1", "nonaggression", "1936"),
    *(alliance(str(n), "nonaggression") for n in (2, 3)),
    alliance("4", "nonaggression", parties="a; germany"),
    alliance("5", "defence", "1935-11-18", "sanctions_1935", parties="a; france"),
    alliance("6", "defence", "1935-11-18", "sanctions_1935", parties="italy; b"),
    alliance("7", "neutrality", "1938-09-30", "munich_1938", parties="italy; b"),
    alliance("8", "neutrality", "1938-09-30", "munich_1938"),
    alliance("9", "consultation", "1939-09", two_party="false"),
    *(alliance(str(n), "offence", parties="a; ussr") for n in (10, 11)),
    alliance("12", "consultation", begun="1940"),
]


def cells(one: alliances.Contrast) -> list[float | None]:
    return [one.violated[0].value, one.begun[0].value, one.violated[1].value, one.begun[1].value]


def test_the_contrast_and_what_one_change_makes_of_it(tables_of: Use) -> None:
    tables_of(alliances=ROWS)
    found = alliances.contrasts(EVE, "by then")
    expected = {
        "eve": [1, 4, 4, 7], "two_party": [1, 4, 4, 6], "y1937": [1, 4, 2, 7], "munich_eve": [1, 4, 2, 7],
        "munich_day": [1, 4, 4, 7], "september": [1, 4, 5, 7], "y1941": [1, 4, 5, 8], "war": [1, 4, 5, 8],
        "sanctions": [1, 4, 2, 5], "munich": [1, 4, 2, 5], "apart": [1, 4, 0, 3], "once": [1, 4, 2, 5],
        "ussr": [1, 4, 4, 5], "germany": [1, 3, 4, 7], "france": [1, 4, 3, 6], "italy": [1, 4, 2, 5],
        "neutral": [3, 6, 2, 5], "help": [1, 4, 2, 4],
    }  # fmt: skip
    assert {name: cells(one) for name, one in found.items()} == expected
    for name, (a, whole, b, other) in expected.items():
        p = stats.fisher_exact([[a, whole - a], [b, other - b]]).pvalue
        assert found[name].p.value == pytest.approx(p)
        assert found[name].within_chance == (p >= 0.05)
        assert found[name].lead == pytest.approx(b / other - a / whole)
    base = found["eve"]
    assert base.violated[0].evidence == ("alliances:a1",)
    assert base.begun[0].evidence == tuple(f"alliances:a{n}" for n in range(1, 5))
    assert found["apart"].violated[1].evidence == ("result:alliances.apart_without_all",)
    assert alliances.events(EVE).value == 2


def test_without_a_row_nothing_differs(tables_of: Use) -> None:
    tables_of(alliances=[alliance("1", "nonaggression", begun="1930")])
    base = alliances.contrasts(day("1929-12-31"), "by then")["eve"]
    assert (cells(base), base.p.value, base.lead) == ([0, 0, 0, 0], 1, 0)
    assert alliances.events(EVE).value == 0
    assert alliances.window(EVE) is None


def test_the_window_holds_the_days_of_a_small_p(tables_of: Use) -> None:
    rows = [alliance(str(n), "nonaggression") for n in range(1, 9)]
    rows += [alliance(str(n), "defence", "1935-05-05") for n in range(11, 19)]
    late = [alliance(str(n), "nonaggression", "1935-05-08") for n in range(21, 29)]
    tables_of(alliances=[*rows, *(row | {"begun": "1935-05-08"} for row in late)])
    found = alliances.window(day("1935-05-31"))
    # From 5 May eight of eight against none of eight; from 8 May eight of eight against eight of sixteen.
    assert found is not None
    first, last, length = found
    p = stats.fisher_exact([[8, 8], [8, 0]]).pvalue
    assert (p < 0.05, first) == (True, day("1935-05-05"))
    assert (last, length.value) == (day("1935-05-31"), 27)
    tables_of(alliances=[*rows, *(row | {"begun": "1935-05-07"} for row in late)])
    assert alliances.window(day("1935-05-06"))[1:2] == (day("1935-05-06"),)  # type: ignore[index]


def test_titles_of_the_treaties_behind_a_count(tables_of: Use) -> None:
    tables_of(alliances=ROWS)
    base = alliances.contrasts(EVE, "by then")["eve"]
    assert alliances.titles(base.violated[0]) == []  # the invented rows name no pact
    assert alliances.titles(base.p) == []


def test_those_violated_with_the_clause_before_the_war() -> None:
    base = alliances.contrasts(EVE, "by then")["eve"]
    assert alliances.titles(base.violated[0]) == [
        "Locarno treaty of mutual guarantee",
        "Italo-Ethiopian treaty of friendship and arbitration",
        "German-Polish declaration of non-aggression",
    ]


def test_the_contrast_by_years_in_force(tables_of: Use) -> None:
    rows = [
        alliance("1", "nonaggression", "1936-01-01", begun="1930-01-01"),
        alliance("2", "nonaggression", begun="1937-09-01"),
        alliance("3", "defence", "1933-01-01", begun="1931-01-01"),
        alliance("4", "defence", "1940-01-01", begun="1939-08-01"),
        alliance("5", "defence", "1945-01-01", begun="1940-01-01"),
    ]
    tables_of(alliances=rows)
    found = alliances.by_years(EVE)
    assert found is not None
    own, other = (2191 + 730) / 365.25, (731 + 31) / 365.25
    assert [rate.value for rate in found[:2]] == pytest.approx([100 / own, 100 / other])
    assert found[2].value == pytest.approx(stats.binomtest(1, 2, own / (own + other)).pvalue)
    tables_of(alliances=rows[:2])
    assert alliances.by_years(EVE) is None
    tables_of(alliances=[*rows[:2], rows[3] | {"begun": "1939-09-01"}])
    assert alliances.by_years(EVE) is None
