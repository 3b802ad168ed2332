"""Chapter 07 under other days: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import ParameterError
from romsov_analysis.themes.rupture import chapter, events, quarrels

DAYS = {
    "default": {},
    "the autumn": {"first": "1989-09-01"},
    "before the autumn": {"last": "1989-08-31"},
    "one track": {"first": "1988-05-01", "last": "1988-06-30"},
    "projects alone": {"first": "1988-10-01", "last": "1988-12-31"},
    "one day": {"first": "1989-11-23", "last": "1989-11-23"},
    "nothing": {"first": "1986-01-01", "last": "1986-02-01"},
    "everything": {
        "first": "1961-01-01",
        "last": "2022-12-31",
        "opening": "1961-01-01",
        "close": "2022-12-31",
    },
    "one December day": {"opening": "1989-12-20", "close": "1989-12-20"},
    "a late December": {"opening": "1990-01-01", "close": "1990-01-31"},
    "no December": {"opening": "1990-01-20", "close": "1990-01-21"},
}


@cache
def shown(name: str) -> Shown:
    return run("07", **DAYS[name])


def days_of(values: dict[str, str]) -> tuple[datetime.date, ...]:
    defaults = {"first": "1988-01-01", "last": "1989-12-15", "opening": "1989-12-16", "close": "1989-12-22"}
    return tuple(datetime.date.fromisoformat(day) for day in (defaults | values).values())


def events_between(
    first: datetime.date, last: datetime.date, *, december: bool
) -> list[tuple[str, datetime.date]]:
    """Independently of the chapter: title and first day of the article's events."""
    table = evidence.load("events")
    found = []
    for _, cells in table[table["document"] == "corneanu"].iterrows():
        day = dates.parse(cells["date"]).earliest
        if day is not None and first <= day <= last and (cells["track"] == "december") == december:
            found.append((str(cells["track"]), day))
    return found


def within(names: set[str], first: datetime.date, last: datetime.date) -> bool:
    """Whether any of these events of the article begins between two days."""
    begun = [dates.parse(str(evidence.row(f"events:co.{name}")["date"])).earliest for name in names]
    return any(first <= day <= last for day in begun if day is not None)


@pytest.mark.parametrize("name", DAYS)
def test_the_finding_counts_what_the_days_hold(name: str) -> None:
    first, last, *_ = days_of(DAYS[name])
    finding = shown(name).texts("answer")[0]
    road = events_between(first, last, december=False)
    assert dates.in_words(first.isoformat()) in finding
    assert dates.in_words(last.isoformat()) in finding
    if not road:
        assert finding.startswith("The article dates no event")
        return
    assert f"dates {len(road)} event" in finding
    table = evidence.load("events").query("document == 'corneanu' and track != 'december'")
    days_of_road = {
        date for date in table["date"] if (day := dates.parse(date).earliest) and first <= day <= last
    }
    assert f" on {len(days_of_road)} date" in finding
    autumn = sum(day >= datetime.date(1989, 9, 1) for _, day in road)
    said = f"{autumn} of them from September 1989 on" in finding
    assert said == (first < datetime.date(1989, 9, 1) <= last)
    tracks = {track for track, _ in road}
    for words, names in (
        ("an island in the Danube", {"commission_session", "maican_report", "maican_order"}),
        ("trade in hard currency", {"premiers_asked", "ryzhkov_date", "dascalescu_request"}),
        ("the pact of 1939", {"pact_press_1988", "gorbachev_on_pact", "pact_1989", "congress_attack"}),
        ("the fate of the allied regimes", {
            "coups_speech", "committee_12_october", "committee_13_november", "committee_16_november",
        }),
        ("the command of the alliance", {
            "summit_1989", "proposals_again", "reform_proposals_1988", "law_1972",
        }),
        ("what might be settled at Malta", {"letter_23_november", "letter_27_november"}),
    ):  # fmt: skip
        told = within(names, first, last) or (words == "the pact of 1939" and "pacts" in tracks)
        assert (words in finding) == told, words
    without = sum(not tracks & own for own in (
        {"border"}, {"economy"}, {"pacts"}, {"ideology", "politics"}, {"warsaw_treaty"}, {"letters"},
    ))  # fmt: skip
    assert ("about everything at once" in finding) == (without == 0)


@pytest.mark.parametrize("name", DAYS)
def test_the_verdict_names_what_the_days_hold(name: str) -> None:
    first, last, *_ = days_of(DAYS[name])
    (verdict,) = shown(name).texts("verdict")
    assert len(verdict.split()) <= 25
    if not events_between(first, last, december=False):
        assert verdict.startswith("The article dates no quarrel from")
        return
    for words, names in (
        ("an island", {"commission_session", "maican_report", "maican_order"}),
        ("hard currency", {"premiers_asked", "ryzhkov_date", "dascalescu_request"}),
        ("the pact of 1939", {"pact_press_1988", "gorbachev_on_pact", "pact_1989", "congress_attack"}),
    ):
        assert (words in verdict) == within(names, first, last), words
    regimes = {"coups_speech", "committee_12_october", "committee_13_november", "committee_16_november"}
    fallen = within(regimes, first, last)
    assert verdict.endswith("over the fate of the allied regimes.") == fallen
    # Without what weighed most the verdict is one of these days alone.
    assert (dates.in_words(first.isoformat()) in verdict) == (not fallen)


def test_the_marks_say_what_the_letters_and_the_points_say() -> None:
    letters = evidence.load("letters")
    raised = letters["gorbachev_raised"].notna()
    answered = raised & letters["ceausescu_answered"].notna()
    points = evidence.load("quarrels")["quarrel"]
    first, second, third = shown("default").marks()
    of = f"{(points == 'regimes').sum()} of the {len(points)} points of Ceaușescu’s last month"
    assert first == ("yes", "most often", f"reform and the allied regimes: {of}")
    of = f"Ceaușescu took up {answered.sum()} of Gorbachev’s {raised.sum()} points in print"
    assert second == ("partly", "past each other", f"the last letters: {of}")
    assert third[:2] == ("no", "no threat")


@pytest.mark.parametrize("name", DAYS)
def test_the_answer_weighs_by_the_points_of_the_last_month(name: str) -> None:
    weighed = shown(name).texts("answer")[1]
    sums = evidence.load("quarrels")["quarrel"].value_counts()
    assert f"reports {sums.sum()} points. Of these {sums['regimes']} are about reform" in weighed
    (second, number), *_ = sums.drop("regimes").items()
    assert f"The next, {quarrels.QUARRELS[second]}, has {number}" in weighed
    silent = [words for key, words in quarrels.QUARRELS.items() if key not in sums]
    assert silent == ["an island in the Danube"]
    assert "and an island in the Danube is not raised at all" in weighed


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        # Gromyko's visit alone; the package and the coke alone; a letter and the invitation alone.
        ("one track", "on one matter: reform. The historian Constantin Corneanu, whose article this chapter "
                      "follows and tests, dates 5 events on 2 dates from 1 May 1988 to 30 June 1988."),
        ("projects alone", ": reform and joint projects. The historian"),
        ("one day", ": what might be settled at Malta. The historian"),
    ],
)  # fmt: skip
def test_a_track_without_its_dispute_is_named_by_what_stands_on_it(name: str, rest: str) -> None:
    assert rest in shown(name).texts("answer")[0]


@pytest.mark.parametrize("name", DAYS)
def test_title_caption_and_alt_text_speak_of_the_days_chosen(name: str) -> None:
    first, last, *_ = days_of(DAYS[name])
    alt, caption, title = (
        told[0] for told in (shown(name).alts(), shown(name).texts("caption"), shown(name).texts("title"))
    )
    road = events_between(first, last, december=False)
    assert dates.in_words(first.isoformat()) in alt
    assert dates.in_words(last.isoformat()) in alt
    assert ("no event" in caption) == (not road)
    told = {events.TRACKS[track] for track, _ in road}
    assert {track for track in events.TRACKS.values() if f"{track}: " in alt} == told
    late = first < datetime.date(1989, 9, 1) <= last
    autumn = sum(day >= datetime.date(1989, 9, 1) for _, day in road)
    whole = len(told) == len(set(events.TRACKS.values())) - 1
    points = evidence.load("quarrels")["quarrel"]
    most = f"most to reform and the allied regimes: {(points == 'regimes').sum()} of {len(points)} points"
    assert (most in title) == ("bars count" in caption) == ("Beside it bars" in alt) == whole
    assert (f"Of {len(road)} events {autumn} fall after August 1989" in title) == (late and not whole)
    drawing = shown(name).drawings()[0]
    assert ("from September" in drawing) == late


def test_a_road_of_one_day_runs_from_no_day_to_itself() -> None:
    told = shown("one day")
    for text in (told.texts("answer")[0], told.alts()[0]):
        assert "within the one day of 23 November 1989" in text
        assert "from 23 November" not in text


@pytest.mark.parametrize("name", DAYS)
def test_the_tables_hold_the_events_of_the_days(name: str) -> None:
    first, last, opening, close = days_of(DAYS[name])
    tables = shown(name).tables()
    (road,) = [rows for caption, rows in tables.items() if caption.startswith("The road ")]
    assert len(road) == len(events_between(first, last, december=False))
    (days,) = [rows for caption, rows in tables.items() if caption.endswith("event by event")]
    titles = set(evidence.load("events")["title"])
    inside = events_between(opening, close, december=True)
    assert len(days) <= len(inside)
    assert all(row[1] in titles for row in days)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"first": "1988-02-30"}, r"first='1988-02-30': is no day.*Accepted: a day from"),
        ({"first": 1988}, r"first=1988: is no day"),
        ({"first": "1950-01-01"}, r"first='1950-01-01': lies outside.*Nearest: 1961-01-01"),
        ({"last": "2030-01-01"}, r"Nearest: 2022-12-31"),
        ({"first": "1989-12-16"}, r"last='1989-12-15': lies before first.*Nearest: 1989-12-16"),
        ({"opening": "1989-12-25"}, r"close='1989-12-22': lies before opening"),
        ({"days": ["1989-12-16", "1989-12-22"]}, r"no parameter 'days'"),
        ({"frist": "1988-01-01"}, r"no parameter 'frist'.*Nearest: first"),
    ],
)
def test_wrong_values_are_refused_before_anything_is_computed(values: dict[str, Any], message: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("romsov_analysis.themes.rupture.events.events", None)
        with pytest.raises(ParameterError, match=message):
            chapter.compute(**values)
