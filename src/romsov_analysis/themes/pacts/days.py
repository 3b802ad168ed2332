"""Days and stretches of the calendar as the parameters of chapter 03 give them, and their words."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from romsov_analysis.evidence import dates


def closing(day: datetime.date) -> str:
    """A day as the end of a stretch, no finer than needed: 31 December 1941 → ``1941``."""
    if day.day < calendar.monthrange(day.year, day.month)[1]:
        return day.isoformat()
    return f"{day:%Y}" if day.month == 12 else f"{day:%Y-%m}"


def opening(day: datetime.date) -> str:
    """A day as the beginning of a stretch, no finer than needed: 1 January 1933 → ``1933``."""
    if day.day > 1:
        return day.isoformat()
    return f"{day:%Y}" if day.month == 1 else f"{day:%Y-%m}"


def in_words(day: datetime.date) -> str:
    """A day in words, to the day."""
    return dates.in_words(day.isoformat())


def end_words(day: datetime.date) -> str:
    """A last day in short words: August 1939 for its 31st."""
    return dates.in_words(closing(day))


@dataclass(frozen=True)
class Stretch:
    """A stretch of the calendar, both days included; `id` is its part of the ids of results."""

    id: str
    first: datetime.date
    last: datetime.date

    @property
    def words(self) -> str:
        """As a heading gives it: 1933 to August 1939."""
        return dates.in_words(f"{opening(self.first)}/{closing(self.last)}")

    @property
    def when(self) -> str:
        """As a sentence gives it: from 1933 to August 1939; in 1936."""
        return f"{'from' if opening(self.first) != closing(self.last) else 'in'} {self.words}"


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
    for place, (first, last) in enumerate(ends):
        following = ends[place + 1][0] - datetime.timedelta(days=1) if place + 1 < len(ends) else final
        alone = sum(other.year == first.year for other, _ in ends) == 1
        name = f"{first:%Y}" if alone else opening(first).replace("-", "_")
        if first <= final:
            found.append(Stretch(name, first, min(last or following, final)))
    return found
