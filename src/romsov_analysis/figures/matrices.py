"""The matrix that several chapters share: rows against columns, a sign in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from romsov_analysis.figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_ROW = 0.27  # inches


# A sign is told by its form alone; colour repeats it.
SIGNS: dict[str, dict[str, Any]] = {
    "full": {"marker": "o", "color": style.BLUE},
    "half": {"marker": "o", "color": style.BLUE, "fillstyle": "left", "markerfacecoloralt": "none"},
    "empty": {"marker": "o", "color": style.BLUE, "markerfacecolor": "none"},
    "cross": {"marker": "X", "color": style.VERMILLION, "markeredgewidth": 0.4},
    "plus": {"marker": "P", "color": style.BLUE, "markeredgewidth": 0.4},
    "dash": {"marker": "_", "color": style.FAINT},
    "dot": {"marker": ".", "color": style.FAINT, "markersize": 3},
}


def matrix_chart(
    rows: Sequence[tuple[str, Sequence[str]]],
    columns: Sequence[str],
    legend: Mapping[str, str],
    *,
    marked: int | None = None,
    label_width: float = 1.15,
    groups: Mapping[int, str] | None = None,
) -> Figure:
    """Signs in a grid, the columns' names standing on their heads above it.

    Parameters
    ----------
    rows
        (name, a key of `SIGNS` a column) from top to bottom.
    columns
        Names of the columns.
    legend
        Sign → what it means.
    marked
        Position of a column with a shaded ground.
    label_width
        Inches kept for the names of the rows.
    groups
        Position of a row → heading that stands above it.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    headings = groups or {}
    places = _places(len(rows), headings)
    position = places[-1] + 1 if places else 0.0
    head = 0.072 * max(len(name) for name in columns) * 0.87 + 0.1
    legend_lines = -(-len(legend) // 2)
    height = _ROW * (position + 0.3) + head + 0.24 * legend_lines + 0.1
    with style.in_style():
        figure = plt.figure(figsize=(style.width(), height), layout="none")
        base, left = (0.24 * legend_lines + 0.08) / height, label_width / style.width()
        axis: Any = figure.add_axes((left, base, 1 - left - 0.09, 1 - base - head / height))
        axis.set_xlim(-0.6, len(columns) - 0.4)
        axis.set_ylim(position - 0.4, -0.7)
        axis.set_xticks([])
        axis.set_yticks(places, [name for name, _ in rows])
        axis.tick_params(length=0, labelsize=8.5)
        axis.spines[:].set_visible(False)
        if marked is not None:
            axis.axvspan(marked - 0.5, marked + 0.5, color=style.ORANGE, alpha=0.22, linewidth=0)
        _ruled(axis, places, columns, headings)
        for (_, signs), place in zip(rows, places, strict=True):
            for number, sign in enumerate(signs):
                axis.plot([number], [place], **_look(sign))
        figure.legend(
            handles=[Line2D([], [], label=words, **_look(sign)) for sign, words in legend.items()],
            loc="lower center",
            ncols=2,
            handletextpad=0.3,
            columnspacing=1.0,
            borderaxespad=0.1,
        )
    return figure


def _places(rows: int, headings: Mapping[int, str]) -> list[float]:
    """Where each row stands, counted in rows from the top; a heading takes a little less than a row."""
    return [number + 0.9 * sum(heading <= number for heading in headings) for number in range(rows)]


def _ruled(axis: Any, places: Sequence[float], columns: Sequence[str], headings: Mapping[int, str]) -> None:
    """Lines between the rows, headings above their groups, the columns' names on their heads."""
    for place in places:
        axis.axhline(place + 0.5, color=style.FAINT, linewidth=0.3)
    for number, words in headings.items():
        axis.text(-0.6, places[number] - 0.85, words, fontsize=9, fontweight="bold", va="center")
    for number, name in enumerate(columns):
        axis.text(
            number, -0.8, name, fontsize=8.5, rotation=60, ha="left", va="bottom", rotation_mode="anchor"
        )


def _look(sign: str) -> dict[str, Any]:
    return {"markersize": 7, "linestyle": "none"} | SIGNS[sign]
