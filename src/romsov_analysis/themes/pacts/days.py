"""Days and stretches of the calendar as the parameters of chapter 03 give them, and their words."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from romsov_analysis.evidence import dates


def _ends_month(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def in_words(day: datetime.date) -> str:
    """A day in words, to the day."""
    return dates.in_words(day.isoformat())


def end_words(day: datetime.date) -> str:
    """A last day in short words: August 1939 for its 31st."""
    return f"{day:%B %Y}" if _ends_month(day) else in_words(day)


@dataclass(frozen=True)
class Stretch:
    """A stretch of the calendar, both days included; `id` is its part of the ids of results."""

    id: str
    first: datetime.date
    last: datetime.date

    @property
    def words(self) -> str:
        """As a heading gives it, no finer than needed: 1933 to August 1939."""
        first, last = self.first.isoformat(), self.last.isoformat()
        whole = self.first.month == self.first.day == 1, self.last.month == 12 and _ends_month(self.last)
        # Within one year months are named, or 1939 would begin in September and end in 1939.
        years = self.first.year < self.last.year or all(whole)
        if self.first.day == 1:
            first = first[:4] if years and whole[0] else first[:7]
        if _ends_month(self.last):
            last = last[:4] if years and whole[1] else last[:7]
        return dates.in_words(first if first == last else f"{first}/{last}")

    @property
    def when(self) -> str:
        """As a sentence gives it: from 1933 to August 1939; in 1936."""
        if " to " in self.words:
            return f"from {self.words}"
        return f"{'on' if self.first.month == self.last.month and len(self.words.split()) > 2 else 'in'} {self.words}"


def stretches(ends: list[tuple[datetime.date, datetime.date | None]], final: datetime.date) -> list[Stretch]:
    """Stretches up to the last day of observation; those that begin after it are not observed and left out.

    Parameters
    ----------
    ends
        First days, rising, each with the last day of its stretch; None for the day before the next one.
    final
        The last day of observation.
    """
    found = []
    years = [first.year for first, _ in ends]
    months = [(first.year, first.month) for first, _ in ends]
    for place, (first, last) in enumerate(ends):
        following = ends[place + 1][0] - datetime.timedelta(days=1) if place + 1 < len(ends) else final
        form = "%Y" if years.count(first.year) == 1 else "%Y_%m"
        form += "_%d" if months.count((first.year, first.month)) > 1 else ""
        if first <= final:
            found.append(Stretch(f"{first:{form}}", first, min(last or following, final)))
    return found
