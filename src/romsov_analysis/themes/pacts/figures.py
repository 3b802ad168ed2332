"""The figures of chapter 03: life lines, the specification curve, curves of incidence."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


_LANE = 0.175  # inches


@dataclass(frozen=True)
class Lane:
    """A life line: `outcome` is broken, contested, ended or observed, on the day `stop`."""

    label: str
    start: datetime.date
    stop: datetime.date
    outcome: str


_LOOK: dict[str, dict[str, Any]] = {
    "broken": {"color": figures.VERMILLION, "marker": "X", "words": "broken"},
    "contested": {"color": figures.ORANGE, "marker": "X", "words": "broken, contested"},
    "ended": {"color": figures.FAINT, "marker": "|", "words": "ended otherwise"},
    "observed": {"color": figures.BLUE, "marker": ">", "words": "in force"},
}


def swimlanes(
    lanes: Sequence[Lane], marks: Sequence[tuple[datetime.date, str]], last: datetime.date
) -> Figure:
    """One line a treaty from its start to its breach, end or the last day.

    Parameters
    ----------
    lanes
        From top to bottom.
    marks
        Days with a vertical line, and their labels.
    last
        The last day of the axis.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    height = _LANE * len(lanes) + 1.05
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.WIDTH, height))
        for day, label in marks:
            x = day.toordinal()
            axis.axvline(x, color=figures.FAINT, linewidth=0.8, linestyle=":")
            axis.text(x, -1.2, label, fontsize=8.5, ha="right", va="center")
        for number, lane in enumerate(lanes):
            look = _LOOK[lane.outcome]
            ends = [lane.start.toordinal(), lane.stop.toordinal()]
            style = "--" if lane.outcome == "contested" else "-"
            axis.plot(
                ends, [number] * 2, color=look["color"], linewidth=1.8, linestyle=style, solid_capstyle="butt"
            )
            axis.plot(
                ends[1:], [number], color=look["color"], marker=look["marker"], markersize=5, linestyle="none"
            )
        axis.set_yticks(range(len(lanes)), [lane.label for lane in lanes])
        axis.tick_params(axis="y", length=0, labelsize=8.5)
        axis.set_ylim(len(lanes) - 0.4, -1.8)
        axis.set_xlim(min(lane.start for lane in lanes).toordinal() - 90, last.toordinal() + 120)
        years = [1925, 1930, 1935, 1940, 1945]
        axis.set_xticks(
            [datetime.date(year, 1, 1).toordinal() for year in years], [str(year) for year in years]
        )
        axis.spines["left"].set_visible(False)
        used = [name for name in _LOOK if any(lane.outcome == name for lane in lanes)]
        handles = [
            Line2D([], [], color=_LOOK[name]["color"], marker=_LOOK[name]["marker"], linewidth=1.8, markersize=5,
                   linestyle="--" if name == "contested" else "-", label=_LOOK[name]["words"])
            for name in used
        ]  # fmt: skip
        figure.legend(handles=handles, loc="outside lower center", ncols=2, handlelength=1.8)
    return figure


@dataclass(frozen=True)
class Specification:
    """One way to count: its share with the ends of an interval, and the choice made under each heading."""

    share: float
    low: float
    high: float
    choices: tuple[str, ...]


def specification_curve(
    specifications: Sequence[Specification],
    headings: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    *,
    reference: Sequence[tuple[float, str]] = (),
) -> Figure:
    """Every share in the order of size, with the choices behind each as marks below (Simonsohn et al. 2020).

    Parameters
    ----------
    specifications
        In any order.
    headings
        (heading, (key, words) of its choices) from top to bottom; keys are those of `choices`.
    reference
        Levels of the share with a line, and their words.
    """
    import matplotlib.pyplot as plt

    ordered = sorted(specifications, key=lambda item: (item.share, item.choices))
    positions = range(len(ordered))
    lines = sum(len(choices) + 1 for _, choices in headings)
    with figures.in_style():
        figure, (above, below) = plt.subplots(
            2, 1, figsize=(figures.WIDTH, 2.6 + 0.19 * lines), sharex=True, height_ratios=[2.4, 0.19 * lines]
        )
        gaps: tuple[list[float], list[float]] = ([], [])
        for position, item in zip(positions, ordered, strict=True):
            gaps[0].extend([position, position, float("nan")])
            gaps[1].extend([100 * item.low, 100 * item.high, float("nan")])
        above.plot(*gaps, color=figures.SKY, linewidth=0.7)
        above.plot(
            positions,
            [100 * item.share for item in ordered],
            color=figures.BLUE,
            drawstyle="steps-mid",
            linewidth=1.8,
        )
        for level, words in reference:
            above.axhline(100 * level, color=figures.FAINT, linewidth=0.8, linestyle=":")
            above.text(0, 100 * level + 1.5, words, fontsize=8.5, va="bottom")
        above.set_ylabel("broken, % of units")
        above.set_ylim(0, 100)
        row = 0
        labels = []
        for heading, choices in headings:
            labels.append((row, heading, True))
            row += 1
            for key, words in choices:
                taken = [key in item.choices for item in ordered]
                below.plot(*_runs(taken, row), color=figures.INK, linewidth=6, solid_capstyle="butt")
                labels.append((row, words, False))
                row += 1
        below.set_ylim(row - 0.4, -0.5)
        below.set_yticks([place for place, _, _ in labels], [words for _, words, _ in labels])
        for tick, (_, _, bold) in zip(below.get_yticklabels(), labels, strict=True):
            tick.set_fontweight("bold" if bold else "normal")
        below.tick_params(length=0, labelsize=8.5)
        below.set_xticks([])
        for side in below.spines.values():
            side.set_visible(False)
        above.set_xlim(-1, len(ordered))
        above.tick_params(axis="x", length=0)
    return figure


def incidence(curve: pd.DataFrame, kaplan_meier: pd.DataFrame, years: float) -> Figure:
    """Share broken and share ended otherwise by years since the start, with one minus Kaplan–Meier for contrast."""
    import matplotlib.pyplot as plt

    def steps(series: pd.Series[float], start: float) -> tuple[list[float], list[float]]:
        inside = series[series.index <= years]
        values = [start, *inside, inside.iloc[-1] if len(inside) else start]
        return [0.0, *inside.index, years], [100 * value for value in values]

    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.WIDTH, 2.9))
        drawn = (
            ("broken, endings competing", curve["broken"], 0.0, figures.VERMILLION, "-"),
            ("ended otherwise", curve["ended"], 0.0, figures.FAINT, "-"),
            ("1 − Kaplan–Meier", 1 - kaplan_meier["survival"], 0.0, figures.BLUE, "--"),
        )
        for words, series, start, colour, dashes in drawn:
            xs, ys = steps(series, start)
            axis.step(xs, ys, where="post", color=colour, linestyle=dashes, linewidth=1.8, label=words)
        axis.set_xlim(0, years)
        axis.set_ylim(0, None)
        axis.set_xlabel("years since entry into force")
        axis.set_ylabel("% of treaties")
        figure.legend(loc="outside lower center", ncols=2, handlelength=1.8)
    return figure


def _runs(taken: Sequence[bool], height: float) -> tuple[list[float], list[float]]:
    """Neighbouring places that are taken, as one stretch each: a curve of many marks stays a small file."""
    xs: list[float] = []
    start = None
    for place, inside in enumerate([*taken, False]):
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            xs += [start - 0.5, place - 0.5, float("nan")]
            start = None
    return xs, [height] * len(xs)
