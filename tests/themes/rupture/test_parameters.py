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
from romsov_analysis.themes.rupture import chapter, events, quarrels, words

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
    finding = shown(name).texts("answer")[1]
    road = events_between(first, last, december=False)
    assert dates.in_words(first.isoformat()) in finding
    assert dates.in_words(last.isoformat()) in finding
    if not road:
        assert finding.startswith("The article dates no event")
        return
    assert f"dates {len(road)} event" in finding
    autumn = sum(day >= datetime.date(1989, 9, 1) for _, day in road)
    said = f"{autumn} of them from September 1989 on" in finding
    assert said == (first < datetime.date(1989, 9, 1) <= last)
    tracks = {track for track, _ in road}
    for said, names in (
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
        told = within(names, first, last) or (said == "the pact of 1939" and "pacts" in tracks)
        assert (said in finding) == told, said
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
    told = 0
    for said, names in (
        ("Malta", {"letter_23_november", "letter_27_november"}),
        ("money", {"premiers_asked", "ryzhkov_date", "dascalescu_request"}),
        ("the pact of 1939", {"pact_press_1988", "gorbachev_on_pact", "pact_1989", "congress_attack"}),
        (
            "the allied regimes",
            {"coups_speech", "committee_12_october", "committee_13_november", "committee_16_november"},
        ),
    ):
        inside = within(names, first, last)
        told += inside
        assert (said in verdict) == inside
    # Where none of the four is told, what else stands on the road is named.
    assert ("reform" in verdict) == (name in ("one track", "projects alone"))
    talk = within({"last_meeting"}, first, last)
    assert ("Eight hours in Moscow" in verdict) == (told == 4 and talk)
    # An island is not what they quarrelled over: whose meeting it was is said where the name comes first.
    assert verdict.count("Malta") == verdict.count("the Soviet-American summit at Malta")
    # A part of the road is said to be one.
    assert (dates.in_words(first.isoformat()) in verdict) == ("Eight hours" not in verdict)


def test_the_eight_hours_are_those_of_the_source() -> None:
    assert "eight hours in Moscow" in evidence.load("sources").loc["evz_4_december", "note"]


def test_the_marks_say_what_the_letters_and_the_points_say() -> None:
    letters = evidence.load("letters")
    raised = letters["gorbachev_raised"].notna()
    answered = raised & letters["ceausescu_answered"].notna()
    points = evidence.load("quarrels").query("stance == 'dispute'")["quarrel"]
    first, second, third = shown("default").marks()
    of = f"none has clearly the most of {len(points)} things said"
    assert first == ("open", "undecided", f"which quarrel weighed most: {of}")
    of = f"the reply, as printed, takes up {answered.sum()} of Gorbachev’s {raised.sum()} points"
    assert second == ("partly", "past each other", f"the last letters: {of}")
    assert third[:2] == ("partly", "no threat")
    # By whose account: the row of the columnist is second-hand, and the interpreter has other words and a reading.
    assert evidence.load("testimony").loc["remark_minutes", "status"] == "second-hand"
    assert "as a columnist quotes it" in third[2]
    assert "interpreter" in third[2]


@pytest.mark.parametrize("name", DAYS)
def test_the_answer_is_three_short_paragraphs(name: str) -> None:
    told = shown(name).texts("answer")
    assert len(told) == 3
    assert all(len(sentence.split()) <= 40 for text in told for sentence in text.split(". "))
    assert "eight hours in Moscow" in told[0]
    assert "says which quarrel was decisive" in told[1]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        # Gromyko's visit alone; the package and the coke alone; a letter and the invitation alone.
        ("one track", "on one matter: reform. The historian Constantin Corneanu, whose article this chapter "
                      "follows and tests, dates 5 events from 1 May 1988 to 30 June 1988."),
        ("projects alone", ": reform and joint projects. The historian"),
        ("one day", ": what might be settled at Malta. The historian"),
    ],
)  # fmt: skip
def test_a_track_without_its_dispute_is_named_by_what_stands_on_it(name: str, rest: str) -> None:
    assert rest in shown(name).texts("answer")[1]


@pytest.mark.parametrize("name", DAYS)
def test_title_caption_and_alt_text_speak_of_the_days_chosen(name: str) -> None:
    first, last, *_ = days_of(DAYS[name])
    alt, caption, title = (
        told[-1] for told in (shown(name).alts(), shown(name).texts("caption"), shown(name).texts("title"))
    )
    road = events_between(first, last, december=False)
    assert dates.in_words(first.isoformat()) in alt
    assert dates.in_words(last.isoformat()) in alt
    assert ("no event" in caption) == (not road)
    told = {events.TRACKS[track] for track, _ in road}
    assert {track for track in events.TRACKS.values() if f"{track}: " in alt} == told
    late = first < datetime.date(1989, 9, 1) <= last
    autumn = sum(day >= datetime.date(1989, 9, 1) for _, day in road)
    assert (f"Of {len(road)} events {autumn} fall after August 1989" in title) == (late and bool(road))
    days = {date for date in evidence.load("events").query("document == 'corneanu' and track != 'december'")["date"]
            if (day := dates.parse(date).earliest) and first <= day <= last}  # fmt: skip
    assert f"stand on {len(days)} date" in caption or not road
    rising = dates.parse(evidence.load("events").loc["co.unrest", "date"]).earliest
    assert rising is not None
    assert ("The rising in Timișoara came after" in caption) == (bool(road) and last < rising)
    drawing = shown(name).drawings()[-1]
    assert ("from September" in drawing) == late


@pytest.mark.parametrize("name", DAYS)
def test_the_picture_of_the_last_month_is_the_same_whatever_the_days(name: str) -> None:
    table = evidence.load("quarrels").query("stance == 'dispute'")
    alt, title = shown(name).alts()[0], shown(name).texts("title")[0]
    most = (table["quarrel"] == "malta").sum()
    assert title.startswith(
        f"Malta came first in Ceaușescu’s last month, with {most} of {len(table)} points in dispute"
    )
    plain = table.query("clear == 'yes'")["quarrel"].value_counts()
    level = plain["malta"] == plain["regimes"] == plain.max()
    assert ("but without those that fit two quarrels it ties with the allied regimes" in title) == level
    caption = shown(name).texts("caption")[0]
    silent = [said for key, said in words.NICKNAMES.items() if key not in set(table["quarrel"])]
    assert silent == ["the Danube island"]
    assert "it reports none on the Danube island" in caption
    for key, name_ in quarrels.QUARRELS.items():
        own = table[table["quarrel"] == key]
        (told,) = [part for part in alt.rstrip(".").split("; ") if f"{name_}:" in part]
        parts = {"Bucharest": ((own["side"] == "romanian") & (own["said_to"] != "own")).sum(),
                 "Ceaușescu, to his committee": (own["said_to"] == "own").sum(),
                 "Moscow": (own["side"] == "soviet").sum()}  # fmt: skip
        heard = ", ".join(f"{who} {number}" for who, number in parts.items() if number)
        assert told.endswith(f"{name_}: {heard or 'none'}")


def test_a_road_of_one_day_runs_from_no_day_to_itself() -> None:
    told = shown("one day")
    for text in (told.texts("answer")[1], told.alts()[-1]):
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
