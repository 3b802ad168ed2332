"""Events of the article between two days, and as events of a timeline."""

from __future__ import annotations

import datetime

import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.rupture import chapter, events


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


@pytest.mark.parametrize(
    ("name", "when", "group", "vague"),
    [
        # A day without an hour is hollow, one with an hour is not.
        ("co.aboimov_bucur", "21 Dec", "21 December 1989", True),
        ("co.charge_summoned", "20 Dec 20:00", "20 December 1989", False),
        ("co.entry_limited", "from 17 December 1989 on", "17 December 1989", True),
        # Of a month alone no day is made.
        ("co.le_monde", "about December 1989", "about December 1989", True),
        ("co.shevardnadze_letter", "5 Jan", "5 January 1990", True),
    ],
)
def test_under_its_day_an_event_has_its_hour(name: str, when: str, group: str, vague: bool) -> None:
    shown = events.event(name, by_day=True)
    assert (shown.when, shown.group, shown.vague) == (when, group, vague)


@pytest.mark.parametrize(
    ("name", "when", "group"),
    [
        ("co.maican_report", "19 April 1989", "April to June 1989"),
        ("co.coke_due", "December 1988", "October to December 1988"),
        # Of a year alone no quarter is made.
        ("co.reform_proposals_1988", "1988", "1988"),
    ],
)
def test_an_event_stands_under_what_is_known_of_its_date(name: str, when: str, group: str) -> None:
    shown = events.event(name)
    assert (shown.when, shown.group) == (when, group)


def test_what_has_no_month_heads_its_year() -> None:
    found = events.events(datetime.date(1988, 1, 1), datetime.date(1988, 1, 31), december=False)
    assert list(found.index) == ["co.reform_proposals_1988", "co.gorbachev_on_pact", "co.pact_press_1988"]


def test_first_days_are_missing_where_the_beginning_is_open() -> None:
    table = evidence.load("events").loc[["co.hard_currency", "co.gromyko_visit", "co.border_treaty"]]
    days = events.begun(table)
    assert days.isna().tolist() == [True, False, False]
    assert [f"{day:%Y-%m-%d}" for day in days.dropna()] == ["1988-05-10", "1961-01-01"]


def test_the_days_accepted_are_those_that_the_events_span() -> None:
    own = evidence.load("events").query("document == 'corneanu'")
    spans = [dates.parse(date) for date in own["date"]]
    assert min(span.earliest for span in spans if span.earliest).isoformat() == chapter.EARLIEST
    assert max(span.latest for span in spans if span.latest).isoformat() == chapter.LATEST


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
