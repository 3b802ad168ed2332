"""Forms that several chapters share: the interval chart. Each returns a matplotlib figure in the book's style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from romsov_analysis.figures import style
from romsov_analysis.results import Estimate

if TYPE_CHECKING:
    from matplotlib.figure import Figure


Kind = Literal["computed", "stated", "weak"]


# Colour, marker and fill say the same thing three times, so that any one of them is enough.
_LOOK: dict[Kind, dict[str, Any]] = {
    "computed": {"color": style.BLUE, "marker": "o", "markerfacecolor": style.BLUE},
    "stated": {"color": style.VERMILLION, "marker": "D", "markerfacecolor": style.VERMILLION},
    "weak": {"color": style.VERMILLION, "marker": "D", "markerfacecolor": "none"},
}


_ROW = 0.36  # inches


@dataclass(frozen=True)
class Interval:
    """A row of an interval chart; `shown` is the number as text, formatted where results are formatted."""

    label: str
    estimate: Estimate
    shown: str
    kind: Kind = "computed"


def interval_chart(
    groups: Sequence[tuple[str, Sequence[Interval]]],
    *,
    label: str,
    limits: tuple[float, float],
    ticks: Sequence[float],
    band: tuple[float, float] | None = None,
    kinds: Sequence[tuple[Kind, str]] = (),
    zero: float | None = None,
    log: bool = False,
) -> Figure:
    """Intervals in groups, the label of each above its line and its number at the right.

    Parameters
    ----------
    groups
        (heading, intervals) from top to bottom; an empty heading leaves none.
    label, limits, ticks
        Label of the axis, its ends and its ticks.
    band
        A shaded stretch, such as what a claim says.
    kinds
        (kind, words) for the legend below; none leaves it out.
    zero
        Where a reference line stands.
    log
        Whether equal factors take equal space.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    lines = sum(len(rows) + bool(heading) for heading, rows in groups)
    with style.in_style():
        figure, axis = plt.subplots(figsize=(style.width(), _ROW * lines + 0.75 + (0.3 if kinds else 0)))
        if band is not None:
            axis.axvspan(*band, color=style.ORANGE, alpha=0.25, linewidth=0)
        if zero is not None:
            axis.axvline(zero, color=style.FAINT, linewidth=0.8)
        position = 0.0
        for heading, rows in groups:
            if heading:
                axis.text(limits[0], position - 0.1, heading, fontsize=10, fontweight="bold", va="center")
                position += 1
            for row in rows:
                _interval(axis, row, position, limits)
                position += 1
        axis.set_xscale("log" if log else "linear")
        axis.set_ylim(lines - 0.35, -0.75)
        axis.set_xlim(*limits)
        axis.set_yticks([])
        axis.set_xticks(list(ticks), [f"{tick:g}" for tick in ticks])
        axis.set_xticks([], minor=True)
        axis.spines["left"].set_visible(False)
        axis.set_xlabel(label)
        if kinds:
            marks = [
                Line2D([], [], linewidth=2, markersize=5, label=words, **_LOOK[kind]) for kind, words in kinds
            ]
            figure.legend(handles=marks, loc="outside lower center", ncols=len(kinds), handlelength=1.6)
    return figure


def _interval(axis: Any, row: Interval, position: float, limits: tuple[float, float]) -> None:
    look = _LOOK[row.kind]
    low, high = max(row.estimate.low, limits[0]), min(row.estimate.high, limits[1])
    axis.plot([low, high], [position + 0.22] * 2, color=look["color"], linewidth=2.4, solid_capstyle="butt")
    if row.estimate.value is not None or row.estimate.low == row.estimate.high:
        middle = row.estimate.low if row.estimate.value is None else row.estimate.value
        axis.plot([middle], [position + 0.22], markersize=5, linestyle="none", **look)
    else:
        # A range without a middle ends in bars, so that a short one is still seen.
        axis.plot(
            [low, high],
            [position + 0.22] * 2,
            color=look["color"],
            marker="|",
            markersize=8,
            linestyle="none",
        )
    axis.text(limits[0], position - 0.18, row.label, fontsize=9, va="center")
    axis.text(limits[1], position - 0.18, row.shown, fontsize=9, va="center", ha="right")
