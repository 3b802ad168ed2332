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
from romsov_analysis.themes.rupture import chapter

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


def begin_known(days: list[datetime.date | None]) -> list[datetime.date]:
    return [day for day in days if day is not None]


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
    assert f"tells in {len(road)} event" in finding
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
        ("a frontier line at an island", {"commission_session", "maican_report", "maican_order"}),
        ("trade in hard currency", {"premiers_asked", "ryzhkov_date", "dascalescu_request"}),
        ("the pact of 1939", {"pact_press_1988", "gorbachev_on_pact", "pact_1989", "congress_attack"}),
        ("the changes in the allied states", {
            "coups_speech", "committee_12_october", "committee_13_november", "committee_16_november",
        }),
        ("the command of the alliance", {
            "summit_1989", "proposals_again", "reform_proposals_1988", "law_1972",
        }),
        ("the letters on Malta", {"letter_23_november", "letter_27_november"}),
        ("a last meeting", {"last_meeting"}),
    ):  # fmt: skip
        begun = [dates.parse(str(evidence.row(f"events:co.{row}")["date"])).earliest for row in names]
        assert (words in finding) == any(first <= day <= last for day in begin_known(begun)), words
    joined = 5 - sum(not tracks & own for own in (
        {"border"}, {"economy"}, {"ideology", "pacts", "politics"}, {"warsaw_treaty"}, {"letters"},
    ))  # fmt: skip
    assert ("on every track at once" in finding) == (joined == 5)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        # Gromyko's visit alone; the package and the coke alone; a letter and the invitation alone.
        ("one track", "on one track, which the article tells in 5 events on 2 dates from 1 May 1988 to 30 June 1988: "
                      "restructuring and the line of the party."),
        ("projects alone", ": joint projects and restructuring and the line of the party."),
        ("one day", ": the letters on Malta."),
    ],
)  # fmt: skip
def test_a_track_without_its_dispute_is_named_by_what_stands_on_it(name: str, rest: str) -> None:
    assert shown(name).texts("answer")[0].endswith(rest)


@pytest.mark.parametrize("name", DAYS)
def test_captions_and_alt_texts_speak_of_the_days_chosen(name: str) -> None:
    first, last, opening, close = days_of(DAYS[name])
    road_alt, _, december_alt = shown(name).alts()
    road_caption, _, december_caption = shown(name).texts("caption")
    assert dates.in_words(first.isoformat()) in road_alt
    assert dates.in_words(last.isoformat()) in road_alt
    count = len(events_between(first, last, december=False))
    assert ("no event" in road_caption) == (count == 0)
    if first < datetime.date(1989, 9, 1) <= last and count:
        assert f"Of {count} events" in road_caption
    else:
        assert "September" not in road_caption.split(".")[1]
    # No day is made of a month, and no quarter of a year.
    road, _, december = shown(name).drawings()
    assert ("January to March 1988" in road) == any(
        datetime.date(1988, 1, 1) <= day <= datetime.date(1988, 3, 31)
        for row, cells in evidence.load("events").query("document == 'corneanu'").iterrows()
        if cells["track"] != "december" and len(str(cells["date"])) > 4
        and (day := dates.parse(cells["date"]).earliest) and first <= day <= last
    )  # fmt: skip
    assert ">1 December 1989<" not in december
    words = dates.in_words(f"{opening}/{close}")
    assert words in december_alt
    assert words in december_caption


@pytest.mark.parametrize("name", DAYS)
def test_only_events_of_the_days_are_drawn(name: str) -> None:
    first, last, opening, close = days_of(DAYS[name])
    table = evidence.load("events")
    own = table[table["document"] == "corneanu"]
    road, _, december = shown(name).drawings()
    for _, cells in own.iterrows():
        day = dates.parse(cells["date"]).earliest
        opened = str(cells["title"]).split()[:2]
        if day is None:
            continue
        drawing, inside = (
            (december, opening <= day <= close)
            if cells["track"] == "december"
            else (road, first <= day <= last)
        )
        if inside and cells["track"] != "december":
            assert all(word.replace("&", "&amp;") in drawing for word in opened), cells["title"]


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
