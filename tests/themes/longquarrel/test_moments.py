"""The moments: rows of other tables in the order of time, who held the land, and laws over the table."""

from __future__ import annotations

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.longquarrel import moments

pytestmark = pytest.mark.usefixtures("fresh_tables")


def by_hand(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["first", "turn", "holder"])
    return table.assign(first=pd.to_datetime(table["first"]))


def test_who_held_the_land_by_hand() -> None:
    table = by_hand(
        ("1901-01-01", "army", "romania"), ("1902-01-01", "talks", None), ("1903-01-01", "army", "ussr")
    )
    assert moments.held(table, 1909) == [("romania", 1901.0, 1903.0), ("ussr", 1903.0, 1910.0)]
    found = moments.holding(
        table.set_index(pd.Index(["troops_1918", "vienna_1924", "occupation_1940"])), 1909
    )
    assert {state: result.value for state, result in found.items()} == {"romania": 2, "ussr": 7}
    assert moments.held(by_hand(), 1909) == []


def test_decades_without_the_question_by_hand() -> None:
    table = by_hand(("1912-05-01", "talks", None), ("1925-05-01", None, None), ("1931-05-01", "raised", None))
    assert moments.quiet_decades(table, 1910, 1949) == [1920, 1940]
    assert moments.years(table, "talks", "raised") == [1912, 1931]


def test_every_moment_has_a_day_and_those_of_a_kind_are_consistent() -> None:
    table = moments.every()
    assert table["first"].notna().all()
    assert (table["holder"].notna() == (table["turn"] == "army")).all()
    armies = table[table["turn"] == "army"].sort_values("first")
    assert (armies["holder"].to_numpy()[1:] != armies["holder"].to_numpy()[:-1]).all()
    # Between allies: after the first treaty of friendship, and before the alliance ended.
    allied = table.loc["friendship_1948", "first"]
    assert (table.loc[table["turn"] == "raised", "first"] > allied).all()
    assert not (table.loc[table["turn"].isin(["army", "talks"]), "first"] > allied).any()


def test_moments_stand_in_the_order_of_their_last_days() -> None:
    days = [dates.parse(str(date)).latest for date in moments.every()["date"]]
    assert days == sorted(days)  # type: ignore[type-var]


def test_every_step_that_stands_nowhere_else_is_told_or_counted() -> None:
    used = {str(row).removeprefix("chronicle:") for row in evidence.load("moments")["row"]}
    counted = {result.evidence[0].removeprefix("chronicle:") for result in moments.people().values()}
    assert evidence.ids("chronicle") == used & evidence.ids("chronicle") | counted


def test_the_same_day_stands_where_another_table_has_it() -> None:
    steps = evidence.load("chronicle")
    assert steps.loc["declaration_1964", "date"] == evidence.row("events:co.rift_1964")["date"]
    assert str(evidence.row("events:co.august_1968")["date"]).startswith(steps.loc["condemns_1968", "date"])
    assert steps.loc["peace_1947", "date"] == evidence.row("reparation_terms:sum")["date"]
