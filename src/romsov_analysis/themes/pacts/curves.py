"""The figure of the workings of chapter 03: every way of counting, as a specification curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures
from romsov_analysis.themes.pacts.days import end_words as short
from romsov_analysis.themes.pacts.treaties import UNIVERSES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from romsov_analysis.themes.pacts.chapter import Chapter
    from romsov_analysis.themes.pacts.specifications import Specification

_CHOICES = {
    "attacked": "attacked",
    "denounced": "+ after notice",
    "coerced": "+ coerced",
    "any": "any breach",
}


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
        above.tick_params(labelsize=9.2)
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
        axis.text(0, 100 * level + (1.5 if level < 0.9 else -1.5), words, fontsize=9.2,
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
    axis.tick_params(length=0, labelsize=9.2)
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
        ("Broken if", [*_CHOICES.items()]),
        ("Which treaties", [(name, kind.choice) for name, kind in UNIVERSES.items()]),
        ("Observed to", [(name, short(day)) for name, day in c.last_days.items()]),
        ("Contested acts", [("clear", "left out"), ("contested", "counted")]),
    ]
    words = "more than half" if c.regular == 0.5 else f"{c.level:percent}"
    if figures.is_narrow():
        words = words.replace(" than", "\nthan")
    return curve_of_ways([*c.specifications.values()], headings, reference=[(c.regular, words)])
