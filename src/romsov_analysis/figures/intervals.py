"""Forms that several chapters share: the interval chart. Each returns a matplotlib figure in the book's style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal

from romsov_analysis.figures import style
from romsov_analysis.results import Estimate

if TYPE_CHECKING:
    from matplotlib.figure import Figure


Kind = Literal["computed", "stated", "floor", "unpaid", "aside"]


# Colour and marker say the same thing twice, so that either is enough.
_LOOK: dict[str, dict[str, Any]] = {
    "computed": {"color": style.BLUE, "marker": "o"},
    "stated": {"color": style.VERMILLION, "marker": "D"},
    "floor": {"color": style.VERMILLION, "marker": ">"},
    "unpaid": {"color": style.VERMILLION, "marker": "s", "markerfacecolor": "none"},
}


_ROW, _TALL_ROW = 0.32, 0.37  # inches, on a wide and on a narrow screen
_LETTERS = 17  # of a label in a line on a narrow screen
_SMALL = 9.5


@dataclass(frozen=True)
class Interval:
    """A row of an interval chart; `shown` is the number as text, formatted where results are formatted.

    What is of another kind of money or measure stands aside: its number at the end of the axis, and where it lies
    beyond that end an open arrowhead, but no mark among the others.
    """

    label: str
    estimate: Estimate
    shown: str
    kind: Kind = "computed"


def interval_chart(
    rows: Sequence[Interval | str],
    *,
    limits: tuple[float, float],
    ticks: Sequence[tuple[float, str]],
    band: tuple[float, float],
    band_words: str,
    log: bool = False,
    column: bool = False,
) -> Figure:
    """Intervals from top to bottom with their labels left of the axis.

    Parameters
    ----------
    rows
        From top to bottom; a text heads the rows below it.
    limits, ticks
        Ends of the axis, and (place, words) on it.
    band, band_words
        A shaded stretch, such as what a claim says, and what is written over it; headings break it.
    log
        Whether equal factors take equal space.
    column
        Whether the numbers stand below each other at the end of the axis, clear of the band, and not at their marks.
    """
    import matplotlib.pyplot as plt

    narrow = style.is_narrow()
    places = {position: row for position, row in enumerate(rows) if isinstance(row, Interval)}
    height = (_TALL_ROW if narrow else _ROW) * len(rows) + 0.75
    with style.in_style():
        figure, axis = plt.subplots(figsize=(style.width(), height))
        axis.set_xscale("log" if log else "linear")
        axis.set_xlim(*limits)
        axis.set_ylim(len(rows) - 0.35, -0.75)
        name_band(axis, band, band_words)
        for position, row in enumerate(rows):
            if isinstance(row, Interval):
                axis.barh(
                    position, band[1] - band[0], 1, left=band[0], color=style.ORANGE, alpha=0.25, linewidth=0
                )
                axis.vlines([place for place, _ in ticks], position - 0.5, position + 0.5, color=style.FAINT,
                            alpha=0.5, linewidth=0.6, zorder=0)  # fmt: skip
                _interval(axis, row, position, limits)
                _number(axis, row, position, limits, log=log, column=column)
            else:
                # As far left as the figure goes; the labels have made the room.
                axis.annotate(row, (0, position), xycoords=("figure fraction", "data"), xytext=(4, 0),
                              textcoords="offset points", fontsize=_SMALL, fontweight="bold", va="center")  # fmt: skip
        axis.set_yticks(
            list(places), [fill(row.label, _LETTERS) if narrow else row.label for row in places.values()]
        )
        axis.set_xticks([place for place, _ in ticks], [words for _, words in ticks])
        axis.set_xticks([], minor=True)
        axis.tick_params(length=0, labelsize=_SMALL)
        axis.spines[["left", "bottom"]].set_visible(False)
    return figure


def name_band(axis: Any, band: tuple[float, float], words: str) -> None:
    """The words at the head of a shaded stretch of the horizontal axis, kept within the drawing."""
    low, high = axis.get_xlim()
    inside = max(band[0], low), min(band[1], high)
    if inside[0] < inside[1]:
        middle = (inside[0] * inside[1]) ** 0.5 if axis.get_xscale() == "log" else sum(inside) / 2
        axis.text(
            middle, -0.62, words, fontsize=_SMALL, fontweight="bold", ha="center", va="bottom", clip_on=False
        )


def _interval(axis: Any, row: Interval, position: float, limits: tuple[float, float]) -> None:
    """The mark of a row within its line; of what stands aside an open arrowhead, where it lies beyond the axis."""
    if row.kind == "aside":
        if row.estimate.low > limits[1]:
            axis.scatter([limits[1]], [position], marker=">", s=36, facecolors="none", edgecolors=style.VERMILLION,
                         clip_on=False)  # fmt: skip
        return
    look = _LOOK[row.kind]
    low, high = max(row.estimate.low, limits[0]), min(row.estimate.high, limits[1])
    axis.plot([low, high], [position] * 2, color=look["color"], linewidth=3, solid_capstyle="butt")
    if row.estimate.value is not None or row.estimate.low == row.estimate.high:
        middle = row.estimate.low if row.estimate.value is None else row.estimate.value
        axis.plot([middle], [position], markersize=6, linestyle="none", **look)
    else:
        # A range without a middle ends in bars, so that a short one is still seen.
        axis.plot(
            [low, high], [position] * 2, color=look["color"], marker="|", markersize=9, linestyle="none"
        )


def _number(
    axis: Any, row: Interval, position: float, limits: tuple[float, float], *, log: bool, column: bool
) -> None:
    """The number of a row: beside its mark where there is room, or at the end of the axis."""
    low, high = max(row.estimate.low, limits[0]), min(row.estimate.high, limits[1])
    left = True
    if row.kind == "aside" or column:
        at, aside = limits[1], -8 if row.kind == "aside" and row.estimate.low > limits[1] else 0
    else:
        left = _along(limits, high, log=log) > 0.8
        at, aside = (low, -8) if left else (high, 8)
    axis.annotate(
        row.shown, (at, position), xytext=(aside, 0), textcoords="offset points", fontsize=_SMALL, fontweight="bold",
        va="center", ha="right" if left else "left",
    )  # fmt: skip


def _along(limits: tuple[float, float], value: float, *, log: bool) -> float:
    """How far along the axis a value lies, from 0 to 1."""
    from math import log as ln

    low, high, at = (ln(number) for number in (*limits, value)) if log else (*limits, value)
    return (at - low) / (high - low)
