"""The timeline that several chapters share: a lane a track, a mark an event at its place on a true axis."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis.figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_LEFT, _RIGHT = 0.3, 0.12  # inches beside the lanes
_TOP, _BELOW = 0.27, 0.34  # for the words on the shade, and for those of the axis
_STEP = 0.088  # from one mark of a stack to the next
_LINE = 0.17  # of words
_GAP = 0.12  # between what does not belong together
_SIZE = 9  # points


@dataclass(frozen=True)
class Event:
    """An event of a timeline; `at` is its place on the axis, `when` its date in words, or nothing.

    A `vague` one has a hollow mark: its place is not known as finely as the others. `group` heads it in a
    table by day, `label` is written beside its mark where there is room.
    """

    at: datetime.datetime
    when: str
    words: str
    track: str
    vague: bool = False
    group: str = ""
    label: str = ""


def lanes_chart(
    events: Sequence[Event],
    first: datetime.date,
    last: datetime.date,
    *,
    shade: tuple[datetime.date, str] | None = None,
) -> Figure:
    """A lane a track in the order in which the tracks come, a mark an event; marks of about one day are stacked.

    Parameters
    ----------
    events
        Each between the two days. Those labels are written that have room beside their marks; of two that are in
        each other's way, the one that comes first.
    first, last
        Ends of the axis.
    shade
        A day from which on the lanes are shaded, and what is written on it.
    """
    end = style.width()
    axis_of = _Axis(first, last, _LEFT, end - _RIGHT)
    tracks = list(dict.fromkeys(event.track for event in events))
    stacks = [_stacked([event for event in events if event.track == track], axis_of) for track in tracks]
    heights = [_GAP + _LINE + max(_LINE, _STEP * max(map(len, own))) + 0.04 for own in stacks]
    floor = _TOP + (sum(heights) or _LINE) + 0.06
    with style.in_style():
        figure, axis = style.sheet(floor + _BELOW)
        if shade:
            begin = axis_of.place(shade[0])
            axis.fill(
                [begin, end, end, begin], [0, 0, floor, floor], color=style.ORANGE, alpha=0.2, linewidth=0
            )
            _write(axis, end - 0.04, _TOP / 2, shade[1], "right")
        line = _TOP
        for height, track, own in zip(heights, tracks, stacks, strict=True):
            _write(axis, axis_of.left, line + _GAP + _LINE / 2, track, "left", bold=True)
            line += height
            _lane(axis, axis_of, line, own)
        _ticks(axis, axis_of, floor)
    return figure


@dataclass(frozen=True)
class _Axis:
    """An axis true to time, between two places in inches."""

    first: datetime.date
    last: datetime.date
    left: float
    right: float

    def place(self, day: datetime.date) -> float:
        days = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (day - self.first).days / days


@dataclass(frozen=True)
class _Stack:
    """Events whose marks stand on each other, and where."""

    place: float
    events: list[Event]

    def __len__(self) -> int:
        return len(self.events)


def _stacked(own: Sequence[Event], axis_of: _Axis) -> list[_Stack]:
    """The events of a lane in stacks, so that no mark covers another; each stands at its first event."""
    stacks: list[_Stack] = []
    for event in sorted(own, key=lambda event: event.at):
        place = axis_of.place(event.at.date())
        if stacks and place - stacks[-1].place < _STEP:
            stacks[-1].events.append(event)
        else:
            stacks.append(_Stack(place, [event]))
    return stacks


def _lane(axis: Any, axis_of: _Axis, line: float, stacks: Sequence[_Stack]) -> None:
    """A line with its marks, and the labels that have room."""
    axis.plot([axis_of.left, axis_of.right], [line] * 2, color=style.FAINT, linewidth=0.6)
    taken = [(stack.place - _STEP / 2, stack.place + _STEP / 2) for stack in stacks]
    for stack in stacks:
        for number, event in enumerate(stack.events):
            axis.plot(
                [stack.place], [line - _STEP * number], marker="o", markersize=5, color=style.BLUE,
                markerfacecolor="none" if event.vague else style.BLUE, linestyle="none",
            )  # fmt: skip
        for event in stack.events:
            room = (
                _room(stack.place, event.label, taken, axis_of.right + _RIGHT - 0.02) if event.label else None
            )
            if room:
                begin, end, side = room
                taken.append((begin, end))
                at = begin if side == "left" else end
                _write(axis, at, line - _LINE / 2 - 0.01, event.label, side)


def _room(
    place: float, label: str, taken: Sequence[tuple[float, float]], limit: float
) -> tuple[float, float, str] | None:
    """From where to where a label stands beside its mark, and its side there: right of it, left of it, or nowhere."""
    wide, beside = _wide(label), _STEP * 0.8
    for begin, side in ((place + beside, "left"), (place - beside - wide, "right")):
        end = begin + wide
        others = [own for own in taken if not own[0] < place < own[1]]
        inside = begin >= 0.02 and end <= limit
        if inside and all(end + 0.04 < left or right + 0.04 < begin for left, right in others):
            return begin, end, side
    return None


def _wide(words: str) -> float:
    """How wide words are at most, in inches, by the outlines of the typeface: the same on every machine."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    outline = TextPath((0, 0), words, size=_SIZE, prop=FontProperties(family="DejaVu Sans"), usetex=False)
    return 1.05 * float(outline.get_extents().x1) / 72


def _write(axis: Any, x: float, y: float, words: str, side: str, *, bold: bool = False) -> None:
    axis.text(x, y, words, fontsize=_SIZE, va="center", ha=side, fontweight="bold" if bold else "normal")


def _ticks(axis: Any, axis_of: _Axis, floor: float) -> None:
    axis.plot([axis_of.left, axis_of.right], [floor] * 2, color=style.INK, linewidth=0.8)
    # A word a tick: so many as are an inch and more apart where a quarter has a name, and four at least of a page.
    days = tick_days(axis_of.first, axis_of.last, int((axis_of.right - axis_of.left) / 0.8))
    for day, words in days:
        place = axis_of.place(day)
        axis.plot([place, place], [floor, floor + 0.05], color=style.INK, linewidth=0.8)
        # No words beside the picture.
        half = _wide(words) / 2
        _write(axis, min(max(place, half + 0.02), style.width() - half - 0.02), floor + 0.15, words, "center")


def tick_days(first: datetime.date, last: datetime.date, most: int) -> list[tuple[datetime.date, str]]:
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
