"""The picture of chapter 07, the road on its tracks, and the events of the December days."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures
from romsov_analysis.themes.rupture import events
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter

if TYPE_CHECKING:
    from matplotlib.figure import Figure


# Events of December that belong to the question of chapter 08: asking, answer, and the army.
OF_CHAPTER_08 = (
    "co.request_passed_on",
    "co.refusal_told",
    "co.deny_order",
    "co.orders_repeated",
    "co.iliescu_call",
    "co.units_subordinated",
    "co.gusa_informs",
    "co.night_worse",
    "co.front_wishes",
    "co.no_concentrations_call",
    "co.no_training_call",
    "co.evening_mark",
)


_MARKS = 11  # marks beside each other in an inch


@dataclass(frozen=True)
class Lane:
    """A track with the first days of its events, each as a number of days, and whether the day is known."""

    title: str
    days: tuple[tuple[float, bool], ...]


def lanes(c: Chapter) -> list[Lane]:
    """The tracks of the road from top to bottom, those without an event left out."""
    found: dict[str, list[tuple[float, bool]]] = {track: [] for track in c.tracks}
    for name in c.road.index:
        event = events.event(str(name))
        found[event.track].append((float(event.at.toordinal()), not event.vague))
    return [Lane(track, tuple(days)) for track, days in found.items()]


def road(c: Chapter) -> Figure:
    """A lane a track, a mark an event at its first day; hollow where the day is not known."""
    import matplotlib.pyplot as plt

    found = lanes(c)
    step, below = 0.82, 0.5
    height = step * max(len(found), 1) + below
    with figures.in_style():
        figure = plt.figure(figsize=(figures.width(), height), layout="none")
        axis: Any = figure.add_axes((0.08, below / height, 0.89, 1 - below / height))
        for number, lane in enumerate(found):
            axis.axhline(number + 0.2, color=figures.FAINT, linewidth=0.6)
            axis.text(
                0, number - 0.3, lane.title, fontsize=9, va="center", transform=axis.get_yaxis_transform()
            )
            for day, rise, known in _stacked(lane, (c.last - c.first).days / figures.width() / _MARKS):
                axis.plot(
                    [_date(day)], [number + 0.2 - rise], marker="o", markersize=5, color=figures.BLUE,
                    markerfacecolor=figures.BLUE if known else "none", linestyle="none", clip_on=False,
                )  # fmt: skip
        axis.set_xlim(_date(c.first.toordinal()), _date(c.last.toordinal() + 1))
        axis.set_ylim(max(len(found), 1) - 0.7, -0.75)
        axis.set_yticks([])
        axis.spines["left"].set_visible(False)
        ticks = _ticks(c.first, c.last, 4 if figures.is_narrow() else 7)
        axis.set_xticks([_date(day.toordinal()) for day, _ in ticks], [words for _, words in ticks])
        if c.first < AUTUMN <= c.last:
            late = (_date(AUTUMN.toordinal()), _date(c.last.toordinal() + 1))
            axis.axvspan(*late, color=figures.ORANGE, alpha=0.2, linewidth=0)
            axis.text(late[0], -0.6, "from September ", fontsize=9, va="center", ha="right")
    return figure


def _ticks(first: datetime.date, last: datetime.date, most: int) -> list[tuple[datetime.date, str]]:
    """First days of months or years, at most so many, with their words; of less than two months both ends."""
    months = [
        datetime.date(year, month, 1)
        for year in range(first.year, last.year + 2)
        for month in range(1, 13)
        if first <= datetime.date(year, month, 1) <= last
    ]
    if len(months) < 2:
        return [(day, f"{day.day} {calendar.month_abbr[day.month]}") for day in dict.fromkeys((first, last))]
    for step in (1, 3, 6, 12, 24, 60, 120, 240):
        found = [day for day in months if (12 * day.year + day.month - 1) % step == 0]
        if len(found) <= most:
            break
    return [
        (day, str(day.year) if step >= 12 else f"{calendar.month_abbr[day.month]} {day.year}")
        for day in found
    ]


def _date(ordinal: float) -> datetime.datetime:
    return datetime.datetime.fromordinal(int(ordinal))


def _stacked(lane: Lane, room: float) -> list[tuple[float, float, bool]]:
    """The events of a lane: day, how high it stands above the line, whether the day is known; none covers another.

    Parameters
    ----------
    lane
        The lane.
    room
        Days that a mark takes; what is nearer to the first of a stack stands on it.
    """
    found: list[tuple[float, float, bool]] = []
    start, number = float("-inf"), 0
    for day, known in sorted(lane.days):
        start, number = (day, 0) if day - start >= room else (start, number + 1)
        found.append((start, 0.088 * number, known))
    return found


def december_days(c: Chapter) -> list[figures.Event]:
    """The December days of this chapter in the order of time; without an hour last of their day."""
    shown = [events.event(str(name), by_day=True) for name in c.december.index if name not in OF_CHAPTER_08]
    return sorted(shown, key=lambda event: (event.at.date(), event.vague, event.at))
