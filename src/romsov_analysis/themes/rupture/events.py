"""The events of the article by track, and as events of a timeline."""

from __future__ import annotations

import calendar
import datetime

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Event

# Tracks of the register, joined for the reader.
TRACKS = {
    "border": "border",
    "economy": "economy",
    "ideology": "ideology, the pact of 1939",
    "pacts": "ideology, the pact of 1939",
    "politics": "ideology, the pact of 1939",
    "warsaw_treaty": "Warsaw Treaty",
    "letters": "letters, last meeting",
    "december": "December",
}


def events(first: datetime.date, last: datetime.date, *, december: bool) -> pd.DataFrame:
    """The events of the article that begin between two days, in the order of time.

    Parameters
    ----------
    first, last
        Days; an event whose first day is open is left out.
    december
        Whether those of the track `december` are taken, or all others.
    """
    table = evidence.load("events")
    own = table[(table["document"] == "corneanu") & ((table["track"] == "december") == december)]
    begin = pd.Series([dates.parse(date).earliest for date in own["date"]], index=own.index, dtype=object)
    inside = [day is not None and first <= day <= last for day in begin]
    chosen = own[inside].assign(first=begin[inside])
    return chosen.sort_values("first", kind="stable")


def event(name: str, *, with_year: bool = True) -> Event:
    """An event of the article for a timeline, at its first day; hollow where its day, or hour, is open."""
    cells = evidence.row(f"events:{name}")
    span = dates.parse(str(cells["date"]))
    day = span.earliest or datetime.date.min
    exact = span.earliest == span.latest
    hour = evidence.text(cells, "time")[:5]
    at = datetime.datetime.combine(day, datetime.time.fromisoformat(hour) if hour else datetime.time())
    short = f"{day.day} {calendar.month_abbr[day.month]}" + (f" {hour}" if hour else "")
    when = dates.in_words(str(cells["date"])) if with_year else short
    track = TRACKS.get(str(cells["track"]), str(cells["track"]))
    group = _quarter(day) if with_year else f"{day.day} {calendar.month_name[day.month]}"
    vague = not exact or (not with_year and not hour)
    return Event(at, when, str(cells["title"]), track, vague=vague, group=group)


def _quarter(day: datetime.date) -> str:
    names = ("January to March", "April to June", "July to September", "October to December")
    return f"{names[(day.month - 1) // 3]} {day.year}"
