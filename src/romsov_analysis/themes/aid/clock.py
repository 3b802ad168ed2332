"""The clock of the December days: events of the article and what other sources add, in the order of time."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates

FIRST_DAY, LAST_DAY = datetime.date(1989, 12, 20), datetime.date(1989, 12, 27)

TRACKS = {"article": "the article", "outside": "other sources"}


@dataclass(frozen=True)
class Event:
    """What is told of a moment: where it stands in time, its day and hour in words, and who tells of it."""

    at: datetime.datetime
    day: str
    when: str
    words: str
    track: str


# Stretches that stand in the register for a part of the day given in words.
PARTS_OF_DAY = {
    "12:00/17:59": "afternoon",
    "18:00/23:59": "evening",
    "12:00/15:00": "midday",
    "10:30/12:00": "morning",
    "03:00/04:00": "between three and four at night",
    "06:00/07:00": "about six or seven in the morning",
}

# Events of these days that the clock passes over, by the reason; all of them stand on the page of events.
PASSED_OVER = {
    "no day of its own in the article, or a day taken from another event": (
        "escort",
        "gorbachev_deputies",  # a report of the time stands on the clock instead
        "moldavia",
        "red_cross",
    ),
    "planned or meant; that it was done is not told": ("soviet_side_to_hear", "train"),
    "under way at an hour that another event gives": ("trade_office",),
    "an hour of which the article does not say what happened": ("evening_mark",),
    "of the talks about the charge of 20 December, not of the asking or the answer": (
        "aboimov_verdict",
        "ambassador_away",
        "charge_report",
        "pravda",
    ),
}

EVENING = ("request_passed_on", "refusal_told", "deny_order", "orders_repeated")


def days_in_words() -> str:
    """The stretch of the clock as a reader sees it."""
    return dates.in_words(f"{FIRST_DAY}/{LAST_DAY}")


def clock() -> list[Event]:
    """Every event of the clock in the order of time; what has a day and no hour stands last of its day."""
    passed = {f"co.{name}" for names in PASSED_OVER.values() for name in names}
    table = evidence.load("events")
    found = [
        event_of(table.loc[name], str(table.loc[name, "title"]), "article")
        for name in _of_these_days(table)
        if name not in passed
    ]
    for _, row in evidence.load("clock").iterrows():
        column = "testified" if row["shows"] == "said" else "date"
        found.append(event_of(evidence.row(str(row["statement"])), str(row["title"]), "outside", column))
    return sorted(found, key=lambda event: event.at)


def _of_these_days(events: pd.DataFrame) -> Iterator[str]:
    for name, cells in events[events["track"] == "december"].iterrows():
        span = dates.parse(str(cells["date"]))
        if span.earliest and span.earliest == span.latest and FIRST_DAY <= span.earliest <= LAST_DAY:
            yield str(name)


def event_of(cells: Any, words: str, track: str, column: str = "date") -> Event:
    """A row as an event of the clock.

    Parameters
    ----------
    cells
        A row with a date and, where known, a clock time or a stretch of the day.
    words
        What the clock says.
    track
        A key of `TRACKS`.
    column
        Which of its dates places it.

    Returns
    -------
    An event on its day; without an hour it stands at the end of it.
    """
    day = dates.parse(evidence.text(cells, column)).earliest
    assert day is not None  # the descriptor and the choice of rows see to it
    time = evidence.text(cells, "time")
    hour, _, _ = time.partition("/")
    at = datetime.datetime.combine(day, datetime.time.fromisoformat(hour) if hour else datetime.time(23, 59))
    when = PARTS_OF_DAY.get(time, time.replace("/", "–"))
    return Event(at, f"{day.day} {calendar.month_name[day.month]}", when, words, TRACKS[track])
