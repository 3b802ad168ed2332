"""The events of the article by track, and as events of a timeline."""

from __future__ import annotations

import calendar
import datetime
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Event

# The quarrels, by the words that the reader sees.
PACT, REGIMES, ECONOMY = "the pact of 1939", "reform and the allied regimes", "trade and hard currency"
ALLIANCE, BORDER, MALTA = "the alliance and its command", "an island in the Danube", "what Malta might settle"
# Tracks of the register, joined for the reader.
TRACKS = {
    "border": BORDER,
    "economy": ECONOMY,
    "pacts": PACT,
    "ideology": REGIMES,
    "politics": REGIMES,
    "warsaw_treaty": ALLIANCE,
    "letters": MALTA,
    "december": "December",
}

# What is written beside an event in the picture of the road; of two in each other's way the earlier stands.
LABELS = {
    "co.commission_session": "whose is Maican?",
    "co.coke_due": "coke for Galați",
    "co.ryzhkov_date": "help asked",
    "co.pact_press_1988": "condemned",
    "co.congress_attack": "undo it",
    "co.gromyko_visit": "Gromyko",
    "co.gdr_anniversary": "East Germany",
    "co.summit_1989": "one command refused",
    "co.letter_23_november": "two letters, last talk",
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
    first_days = begun(own)
    inside = first_days.between(first.isoformat(), last.isoformat())
    chosen = own[inside].assign(first=first_days[inside].dt.date, known=own.loc[inside, "date"].map(_known))
    # What has no month heads its year, what has no day its month.
    return chosen.sort_values(["first", "known"], kind="stable").drop(columns="known")


def begun(table: pd.DataFrame) -> pd.Series[Any]:
    """The first day that the date of each event can mean, by id; missing where its beginning is open."""
    days = [dates.parse(date).earliest for date in table["date"]]
    return pd.Series(days, index=table.index, dtype="datetime64[s]")


def event(name: str, *, by_day: bool = False) -> Event:
    """An event of the article for a timeline, at its first day; hollow where its day, or hour, is open.

    Parameters
    ----------
    name
        Id of the event, without its table.
    by_day
        Whether it stands under the heading of its day, with its hour, or under that of its quarter, with its
        date. What is not known as finely stands under what is known of its date.
    """
    cells = evidence.row(f"events:{name}")
    date = str(cells["date"])
    span = dates.parse(date)
    day = span.earliest or datetime.date.min
    exact = span.earliest == span.latest
    hour = evidence.text(cells, "time")[:5] if by_day else ""
    when = dates.in_words(date)
    if by_day and exact:
        when = f"{day.day} {calendar.month_abbr[day.month]}" + (f" {hour}" if hour else "")
    if _known(date) < (_DAY if by_day else _MONTH):
        group = dates.in_words(date)
    else:
        group = dates.in_words(day.isoformat()) if by_day else _quarter(day)
    at = datetime.datetime.combine(day, datetime.time.fromisoformat(hour) if hour else datetime.time())
    vague = not exact or (by_day and not hour)
    track = TRACKS[str(cells["track"])]
    return Event(at, when, str(cells["title"]), track, vague=vague, group=group, label=LABELS.get(name, ""))


_YEAR, _MONTH, _DAY = 0, 1, 2


def _known(date: str) -> int:
    """How finely the first day of a date is known."""
    first = date.partition("/")[0].rstrip("?~%")
    return first.count("-") if "X" not in first else _YEAR


def _quarter(day: datetime.date) -> str:
    names = ("January to March", "April to June", "July to September", "October to December")
    return f"{names[(day.month - 1) // 3]} {day.year}"
