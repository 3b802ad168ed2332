"""The timeline that several chapters share: every event with its words, beside an axis true to time."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis.figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_LINE = 0.148  # inches of one line of text


_GAP = 0.085  # between two events


_HEAD = 0.24  # of a heading


_AXIS, _TEXT = 0.52, 1.22  # inches from the left: the axis true to time, and the words


_STEP = 0.11  # between the columns of two tracks
_CHARACTERS = 41  # of the words before they break


# Tracks differ by colour, by marker and by place, so that any one of them is enough.
_LOOKS = (
    (style.BLUE, "o"),
    (style.VERMILLION, "D"),
    (style.GREEN, "s"),
    (style.PURPLE, "^"),
    (style.ORANGE, "v"),
    (style.SKY, "P"),
)


@dataclass(frozen=True)
class Event:
    """An event of a timeline; `at` is its place on the axis, `when` its date in words, or nothing.

    A `vague` one has a hollow mark: its place is not known as finely as the others. `group` heads it in a
    grouped timeline.
    """

    at: datetime.datetime
    when: str
    words: str
    track: str
    vague: bool = False
    group: str = ""


def timeline(
    events: Sequence[Event],
    tracks: Mapping[str, str],
    *,
    ticks: Sequence[tuple[datetime.datetime, str]] = (),
    grouped: bool = False,
) -> Figure:
    """Events from top to bottom in the order given, each led by a line from its place on a true axis.

    Parameters
    ----------
    events
        In the order of time.
    tracks
        Track → words for the legend, at most six.
    ticks
        Places on the axis, from first to last, and their labels; the axis runs from the first to the last.
    grouped
        Whether the events stand under the headings of their groups instead of beside an axis, where they crowd
        so that an axis would be a bundle of lines.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    layout = _Layout(events, list(tracks), ticks, grouped)
    looks = dict(zip(tracks, _LOOKS, strict=False))
    with style.in_style():
        figure = plt.figure(figsize=(style.width(), layout.whole + 0.35 + 0.2 * -(-len(tracks) // 2)))
        axis: Any = figure.add_subplot()
        axis.set_xlim(0, style.width())
        axis.set_ylim(layout.whole + 0.05, -0.1)
        axis.set_axis_off()
        if not grouped:
            axis.plot([_AXIS] * 2, [0, layout.whole], color=style.FAINT, linewidth=1)
        for moment, label in ticks:
            place = layout.place(moment)
            axis.plot([_AXIS - 0.05, _AXIS], [place] * 2, color=style.FAINT, linewidth=1)
            axis.text(_AXIS - 0.09, place, label, fontsize=8.5, ha="right", va="center")
        top = 0.0
        for number, event in enumerate(events):
            top = _draw(axis, layout, number, event, top, looks[event.track])
        handles = [
            Line2D([], [], linestyle="none", marker=looks[name][1], color=looks[name][0], label=words)
            for name, words in tracks.items()
        ]
        figure.legend(
            handles=handles, loc="outside lower center", ncols=2, handletextpad=0.3, columnspacing=1.0
        )
    return figure


class _Layout:
    """Where everything of a timeline stands, in inches from the top left."""

    def __init__(
        self,
        events: Sequence[Event],
        tracks: Sequence[str],
        ticks: Sequence[tuple[datetime.datetime, str]],
        grouped: bool,
    ) -> None:
        width = _CHARACTERS + (10 if grouped else 0)
        self.grouped, self.tracks = grouped, tracks
        self.texts = [
            textwrap.wrap(f"{event.when}: {event.words}" if event.when else event.words, width)
            for event in events
        ]
        self.heights = [_LINE * len(lines) + _GAP for lines in self.texts]
        self.heads = [
            grouped and (number == 0 or event.group != events[number - 1].group)
            for number, event in enumerate(events)
        ]
        self.whole = sum(self.heights) + _HEAD * sum(self.heads)
        self.words_at = 0.16 + _STEP * len(tracks) if grouped else _TEXT
        self.moments = [moment for moment, _ in ticks] or [event.at for event in events]

    def place(self, moment: datetime.datetime) -> float:
        """The place of a moment on the axis true to time."""
        first, last = self.moments[0], self.moments[-1]
        share = (moment - first) / (last - first) if last > first else 0.0
        return min(max(share, 0.0), 1.0) * self.whole

    def column(self, track: str) -> float:
        """Where the marks of a track stand."""
        return self.words_at - 0.12 - _STEP * (len(self.tracks) - 1 - list(self.tracks).index(track))


def _draw(axis: Any, layout: _Layout, number: int, event: Event, top: float, look: tuple[str, str]) -> float:
    """Draw one event below `top`; the new top."""
    if layout.heads[number]:
        axis.text(0.02, top + _HEAD / 2, event.group, fontsize=9, fontweight="bold", va="center")
        top += _HEAD
    colour, marker = look
    middle = top + (layout.heights[number] - _GAP) / 2
    column = layout.column(event.track)
    if not layout.grouped:
        bend = layout.words_at - 0.2 - _STEP * (len(layout.tracks) - 1)
        axis.plot(
            [_AXIS, bend, column], [layout.place(event.at), middle, middle], color=style.FAINT, linewidth=0.5
        )
    axis.plot(
        [column],
        [middle],
        marker=marker,
        markersize=4.5,
        color=colour,
        markerfacecolor="none" if event.vague else colour,
        linestyle="none",
    )
    for line_number, line in enumerate(layout.texts[number]):
        axis.text(layout.words_at, top + _LINE * (line_number + 0.5), line, fontsize=8.5, va="center")
    return top + layout.heights[number]
