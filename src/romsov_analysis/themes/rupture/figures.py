"""The figures of chapter 07: the road, the December days, and two letters side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.ledger import tables
from romsov_analysis.themes.rupture import events
from romsov_analysis.themes.rupture.chapter import Chapter
from romsov_analysis.themes.rupture.letters import LETTERS

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_LINE = 0.15  # inches of one line of text


_GAP = 0.13


_CHARACTERS = 27  # of a column before a line breaks


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


def road(c: Chapter) -> Figure:
    """The events of the road under the headings of their quarters, a column a track."""
    tracks = {words: words for words in dict.fromkeys(events.TRACKS.values()) if words != "December"}
    return figures.timeline([events.event(name) for name in c.road.index], tracks, grouped=True)


def december_days(c: Chapter) -> list[figures.Event]:
    """The December days of this chapter in the order of time; without an hour last of their day."""
    shown = [events.event(str(name), by_day=True) for name in c.december.index if name not in OF_CHAPTER_08]
    return sorted(shown, key=lambda event: (event.at.date(), event.vague, event.at))


def december(c: Chapter) -> Figure:
    """The December days under the headings of their days."""
    return figures.timeline(december_days(c), {"December": "events of the article"}, grouped=True)


def letters(_: Chapter) -> Figure:
    """The two letters side by side, a row a point with text."""
    points = [
        Point(*(evidence.text(cells, name) for name in ("point", "gorbachev_raised", "ceausescu_answered")))
        for _, cells in evidence.load("letters").iterrows()
    ]
    told = [point for point in points if point.left or point.right]
    first, second = (tables.day(evidence.row(f"events:{name}")["date"]) for name in LETTERS)
    return side_by_side(told, (f"Gorbachev, {first}", f"Ceaușescu, {second}"), "no answer in print")


@dataclass(frozen=True)
class Point:
    """A point of two letters: what each says of it; an empty text is silence."""

    topic: str
    left: str
    right: str


def side_by_side(points: Sequence[Point], heads: tuple[str, str], silence: str = "no answer") -> Figure:
    """Two columns of text, a row a point, joined by a line where both letters speak of it.

    Parameters
    ----------
    points
        From top to bottom.
    heads
        What stands above the columns.
    silence
        What stands in the right column where only the left letter speaks; the left column then has a ring,
        and a point of the right letter alone has one at its side.
    """
    import matplotlib.pyplot as plt

    rows: list[tuple[Point, list[str], list[str], int]] = []
    for point in points:
        left, right = (textwrap.wrap(text, _CHARACTERS) for text in (point.left, point.right))
        rows.append((point, left, right, max(len(left), len(right), 1) + 1))
    whole = sum(_LINE * lines + _GAP for *_, lines in rows)
    middle, start, second = figures.width() / 2, 0.02, figures.width() / 2 + 0.14
    with figures.in_style():
        figure = plt.figure(figsize=(figures.width(), whole + 0.45))
        axis: Any = figure.add_subplot()
        axis.set_xlim(0, figures.width())
        axis.set_ylim(whole + 0.02, -0.38)
        axis.set_axis_off()
        for x, head in zip((start, second), heads, strict=True):
            axis.text(x, -0.24, head, fontsize=9.5, fontweight="bold", va="center")
        top = 0.0
        for point, left, right, lines in rows:
            axis.plot([0, figures.width()], [top - _GAP / 2] * 2, color=figures.FAINT, linewidth=0.5)
            axis.text(start, top + _LINE / 2, point.topic, fontsize=8.5, fontweight="bold", va="center")
            for x, column, missing in ((start, left, "not raised"), (second, right, silence)):
                for number, line in enumerate(column or [missing]):
                    axis.text(
                        x,
                        top + _LINE * (number + 1.5),
                        line,
                        fontsize=8.5,
                        va="center",
                        style="normal" if column else "italic",
                        color=figures.INK if column else figures.FAINT,
                    )
            place = top + _LINE * 1.5
            filled = bool(left and right)
            axis.plot(
                [middle + 0.02],
                [place],
                marker="o",
                markersize=5,
                color=figures.BLUE if filled else figures.VERMILLION,
                markerfacecolor=figures.BLUE if filled else "none",
                linestyle="none",
            )
            top += _LINE * lines + _GAP
    return figure
