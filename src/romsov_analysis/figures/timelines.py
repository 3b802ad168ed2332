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

    width = _CHARACTERS + (10 if grouped else 0)
    texts = [
        textwrap.wrap(f"{event.when}: {event.words}" if event.when else event.words, width)
        for event in events
    ]
    heights = [_LINE * len(lines) + _GAP for lines in texts]
    heads = [
        grouped and (number == 0 or event.group != events[number - 1].group)
        for number, event in enumerate(events)
    ]
    whole = sum(heights) + _HEAD * sum(heads)
    looks = dict(zip(tracks, _LOOKS, strict=False))
    first, last = (ticks[0][0], ticks[-1][0]) if ticks else (events[0].at, events[-1].at)

    def place(moment: datetime.datetime) -> float:
        share = (moment - first) / (last - first) if last > first else 0.0
        return min(max(share, 0.0), 1.0) * whole

    with style.in_style():
        figure = plt.figure(figsize=(style.WIDTH, whole + 0.35 + 0.2 * -(-len(tracks) // 2)))
        axis: Any = figure.add_subplot()
        axis.set_xlim(0, style.WIDTH)
        axis.set_ylim(whole + 0.05, -0.1)
        axis.set_axis_off()
        if not grouped:
            axis.plot([_AXIS] * 2, [0, whole], color=style.FAINT, linewidth=1)
        for moment, label in ticks:
            axis.plot([_AXIS - 0.05, _AXIS], [place(moment)] * 2, color=style.FAINT, linewidth=1)
            axis.text(_AXIS - 0.09, place(moment), label, fontsize=8.5, ha="right", va="center")
        top = 0.0
        step = 0.11
        words_at = 0.16 + step * len(tracks) if grouped else _TEXT
        for event, lines, height, head in zip(events, texts, heights, heads, strict=True):
            if head:
                axis.text(0.02, top + _HEAD / 2, event.group, fontsize=9, fontweight="bold", va="center")
                top += _HEAD
            colour, marker = looks[event.track]
            middle = top + (height - _GAP) / 2
            column = words_at - 0.12 - step * (len(tracks) - 1 - list(tracks).index(event.track))
            if not grouped:
                axis.plot(
                    [_AXIS, words_at - 0.2 - step * (len(tracks) - 1), column],
                    [place(event.at), middle, middle],
                    color=style.FAINT,
                    linewidth=0.5,
                )
            fill = "none" if event.vague else colour
            axis.plot(
                [column],
                [middle],
                marker=marker,
                markersize=4.5,
                color=colour,
                markerfacecolor=fill,
                linestyle="none",
            )
            for number, line in enumerate(lines):
                axis.text(words_at, top + _LINE * (number + 0.5), line, fontsize=8.5, va="center")
            top += height
        handles = [
            Line2D([], [], linestyle="none", marker=looks[name][1], color=looks[name][0], label=words)
            for name, words in tracks.items()
        ]
        figure.legend(
            handles=handles, loc="outside lower center", ncols=2, handletextpad=0.3, columnspacing=1.0
        )
    return figure
