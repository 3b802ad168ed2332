"""Events of the article between two days, and as events of a timeline."""

from __future__ import annotations

import datetime

import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.rupture import events


@pytest.mark.parametrize(
    ("first", "last"),
    [("1988-01-01", "1989-12-15"), ("1989-09-01", "1989-09-30"), ("1961-01-01", "2022-12-31")],
)
@pytest.mark.parametrize("december", [False, True])
def test_events_begin_within_the_days_and_stand_in_order(first: str, last: str, december: bool) -> None:
    begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    found = events.events(begin, end, december=december)
    table = evidence.load("events")
    own = table[table["document"] == "corneanu"]
    expected = {
        name
        for name, cells in own.iterrows()
        if (cells["track"] == "december") == december
        and (day := dates.parse(cells["date"]).earliest) is not None
        and begin <= day <= end
    }
    assert set(found.index) == expected
    assert list(found["first"]) == sorted(found["first"])


def test_an_event_without_a_single_day_is_hollow() -> None:
    table = evidence.load("events")
    own = table[(table["document"] == "corneanu") & (table["track"] != "december")]
    for name, cells in own.iterrows():
        span = dates.parse(cells["date"])
        if span.earliest is not None:
            shown = events.event(str(name))
            assert shown.vague == (span.earliest != span.latest)
            assert shown.at.date() == span.earliest
            assert shown.track in events.TRACKS.values()


def test_without_the_year_a_day_has_its_month_and_its_hour() -> None:
    shown = events.event("co.aboimov_bucur", with_year=False)
    assert shown.group == "21 December"
    assert shown.when.startswith("21 Dec")


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("1988-01-01", "January to March 1988"),
        ("1989-06-30", "April to June 1989"),
        ("1989-12-15", "October to December 1989"),
    ],
)
def test_quarters(day: str, quarter: str) -> None:
    assert events._quarter(datetime.date.fromisoformat(day)) == quarter
