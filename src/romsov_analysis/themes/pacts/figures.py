"""The figures of chapter 03: life lines, the specification curve, curves of incidence, rates.

Each has a form that takes plain data, and a function that draws it for the chapter under its parameters.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.figures import Interval, interval_chart
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.days import end_words as short
from romsov_analysis.themes.pacts.periods import GROUPS, ITALY
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES, Pact
from romsov_analysis.themes.pacts.words import often

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from romsov_analysis.themes.pacts.chapter import Chapter
    from romsov_analysis.themes.pacts.specifications import Specification

_LANE = 0.175  # inches
_WIDEST = 60  # breaches a hundred years: one interval runs far beyond; its numbers say so
_YEARS = 15  # of the curves: few treaties were followed longer
_SHORT = {"ussr": "USSR", "uk": "UK"}


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

    begin = min(lane.start for lane in lanes) - datetime.timedelta(days=90)
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), _LANE * len(lanes) + 1.05))
        for day, label in marks:
            axis.axvline(day.toordinal(), color=figures.FAINT, linewidth=0.8, linestyle=":")
            axis.text(day.toordinal(), -1.2, label, fontsize=8.5, ha="right", va="center")
        for number, lane in enumerate(lanes):
            look, ends = _LOOK[lane.outcome], [lane.start.toordinal(), lane.stop.toordinal()]
            dashes = "--" if lane.outcome == "contested" else "-"
            axis.plot(
                ends,
                [number] * 2,
                color=look["color"],
                linewidth=1.8,
                linestyle=dashes,
                solid_capstyle="butt",
            )
            end = {"color": look["color"], "marker": look["marker"], "markersize": 5, "linestyle": "none"}
            axis.plot(ends[1:], [number], **end)
        axis.set_yticks(range(len(lanes)), [lane.label for lane in lanes])
        axis.tick_params(axis="y", length=0, labelsize=8.5)
        axis.set_ylim(len(lanes) - 0.4, -1.8)
        axis.set_xlim(begin.toordinal(), last.toordinal() + 120)
        span = range(begin.year + 1, last.year + 1)
        years = [year for year in span if year % 5 == 0] or list(span)
        axis.set_xticks(
            [datetime.date(year, 1, 1).toordinal() for year in years], [str(year) for year in years]
        )
        axis.spines["left"].set_visible(False)
        handles = [
            Line2D([], [], color=look["color"], marker=look["marker"], linewidth=1.8, markersize=5,
                   linestyle="--" if name == "contested" else "-", label=look["words"])
            for name, look in _LOOK.items() if any(lane.outcome == name for lane in lanes)
        ]  # fmt: skip
        figure.legend(handles=handles, loc="outside lower center", ncols=2, handlelength=1.8)
    return figure


def _label(pact: Pact) -> str:
    """A treaty in few letters: its two states and the year of signature, or its name."""
    if not pact.bilateral:
        return pact.id.replace("_", " ").title()
    states = {
        party: _SHORT.get(party, str(evidence.row(f"states:{party}")["name"])) for party in pact.parties
    }
    named = sorted(states.values(), key=lambda name: (name != "USSR", name))
    return f"{'–'.join(named)} {str(evidence.row(f'pact_dates:{pact.id}/signed')['date'])[:4]}"


def life_lines(c: Chapter) -> Figure:
    """The life of every treaty, up to its first attack or ultimatum, another ending or the last day."""
    lanes = [
        Lane(
            _label(life.pact),
            life.spell.start,
            life.spell.stop,
            "contested" if life.doubted else life.spell.outcome,
        )
        for life in c.lives.every
    ]
    day = c.outbreak
    label = f"{day.day} {day:%B} {day.year}" if len(f"{day:%B}") < 5 else f"{day.day} {day:%b} {day.year}"
    return swimlanes(lanes, [(day, label)] if day <= c.last_day else [], c.last_day)


def curve_of_ways(
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
        (heading, (key, words) of its choices) from top to bottom; keys are those of `Specification.choices`.
    reference
        Levels of the share with a line, and their words.
    """
    import matplotlib.pyplot as plt

    ordered = sorted(specifications, key=lambda spec: (spec.measured.value, spec.choices))
    lines = sum(len(choices) + 1 for _, choices in headings)
    with figures.in_style():
        figure, (above, below) = plt.subplots(
            2,
            1,
            figsize=(figures.width(), 2.6 + 0.19 * lines),
            sharex=True,
            height_ratios=[2.4, 0.19 * lines],
        )
        _shares(above, ordered, reference)
        _grid(below, ordered, headings)
        above.set_xlim(-1, len(ordered))
        above.tick_params(axis="x", length=0)
    return figure


def _shares(axis: Any, ordered: Sequence[Specification], reference: Sequence[tuple[float, str]]) -> None:
    """The shares as steps, with their intervals and the levels they are held against."""
    nan = float("nan")
    parts = [spec.measured for spec in ordered]
    places = [x for place in range(len(ordered)) for x in (place, place, nan)]
    ends = [100 * y for part in parts for y in (part.low, part.high, nan)]
    axis.plot(places, ends, color=figures.SKY, linewidth=0.7)
    values = [100 * part.value for part in parts]
    axis.plot(range(len(ordered)), values, color=figures.BLUE, drawstyle="steps-mid", linewidth=1.8)
    for level, words in reference:
        axis.axhline(100 * level, color=figures.FAINT, linewidth=0.8, linestyle=":")
        axis.text(0, 100 * level + (1.5 if level < 0.9 else -1.5), words, fontsize=8.5,
                  va="bottom" if level < 0.9 else "top")  # fmt: skip
    axis.set_ylabel("broken, % of treaties")
    axis.set_ylim(0, 100)


def _grid(
    axis: Any, ordered: Sequence[Specification], headings: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> None:
    """A row a choice under its heading, marked where it was made."""
    labels: list[tuple[str, str]] = []  # words and weight
    for heading, choices in headings:
        labels.append((heading, "bold"))
        for key, words in choices:
            taken = [key in spec.choices for spec in ordered]
            axis.plot(*_runs(taken, len(labels)), color=figures.INK, linewidth=6, solid_capstyle="butt")
            labels.append((words, "normal"))
    axis.set_ylim(len(labels) - 0.4, -0.5)
    axis.set_yticks(range(len(labels)), [words for words, _ in labels])
    for tick, (_, weight) in zip(axis.get_yticklabels(), labels, strict=True):
        tick.set_fontweight(weight)
    axis.tick_params(length=0, labelsize=8.5)
    axis.set_xticks([])
    for side in axis.spines.values():
        side.set_visible(False)


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


def specification_curve(c: Chapter) -> Figure:
    """The share under every way of counting."""
    headings = [
        ("Broken if", [(name, rule.title.lower()) for name, rule in DEFINITIONS.items()]),
        ("Which treaties", [(name, kind.choice) for name, kind in UNIVERSES.items()]),
        ("Observed to", [(name, short(day)) for name, day in c.last_days.items()]),
        ("Contested acts", [("clear", "left out"), ("contested", "counted")]),
    ]
    words = often(c)[0] if c.regular == 0.5 else f"{c.level:percent}"
    return curve_of_ways([*c.specifications.values()], headings, reference=[(c.regular, words)])


def incidence_curves(curve: pd.DataFrame, kaplan_meier: pd.DataFrame, years: float) -> Figure:
    """Share broken and share ended otherwise by years since the start, with one minus Kaplan–Meier for contrast."""
    import matplotlib.pyplot as plt

    def steps(series: pd.Series[float]) -> tuple[list[float], list[float]]:
        inside = series[series.index <= years]
        values = [0.0, *inside, inside.iloc[-1] if len(inside) else 0.0]
        return [0.0, *inside.index, years], [100 * value for value in values]

    drawn = (
        ("broken, endings competing", curve["broken"], figures.VERMILLION, "-"),
        ("ended otherwise", curve["ended"], figures.FAINT, "-"),
        ("1 − Kaplan–Meier", 1 - kaplan_meier["survival"], figures.BLUE, "--"),
    )
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 2.9))
        for words, series, colour, dashes in drawn:
            xs, ys = steps(series)
            axis.step(xs, ys, where="post", color=colour, linestyle=dashes, linewidth=1.8, label=words)
        axis.set_xlim(0, years)
        axis.set_ylim(0, None)
        axis.set_xlabel("years since entry into force")
        axis.set_ylabel("% of treaties")
        figure.legend(loc="outside lower center", ncols=2, handlelength=1.8)
    return figure


def incidence(c: Chapter) -> Figure:
    """The curves of the way of counting that is shown alone."""
    spells = c.way().spells
    return incidence_curves(survival.cumulative_incidence(spells), survival.kaplan_meier(spells), _YEARS)


def rates(c: Chapter) -> Figure:
    """The rates by stretch of time and group of treaties."""
    found = c.base_rates
    groups = [
        (
            period.words,
            [
                Interval(group.title, rate.estimate, f"{rate:with-range}", "computed")
                for group in (*GROUPS, ITALY)
                if (rate := found.get((period.id, group.id))) is not None
            ],
        )
        for period in c.periods
    ]
    highest = max(rate.value or 0.0 for rate in found.values())
    top = min(max(rate.high for rate in found.values()), max(_WIDEST, 1.1 * highest))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if top / step <= 8)
    return interval_chart(
        [(words, rows) for words, rows in groups if rows],
        label=f"{c.definition.deeds} a hundred treaty-years",
        limits=(0, 1.02 * top),
        ticks=list(range(0, int(top) + 1, step)),
    )
