"""The matrices that several chapters share: a sign in each cell, or the names that fall into it."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis.figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_ROW = 0.27  # inches, as all that follows
_LINE = 0.17  # of a name below another
_LETTER = 0.072  # mean width of a letter of nine points
_EDGE = 0.09
_SIGN = 0.29  # of a sign before a name, and of the room behind it
_UPRIGHT = 0.62  # a column narrower than this has its name standing on its head


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
    strong: Collection[str] = (),
) -> Figure:
    """Signs in a grid, the columns' names level above it where there is room, else upright.

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
        Inches kept for the names of the rows, which break where they are longer.
    groups
        Position of a row → heading that stands above it.
    strong
        Names of rows that are set in bold.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    headings = groups or {}
    names = [_broken(name, label_width - 0.1) for name, _ in rows]
    places = _places([name.count("\n") for name in names], headings)
    position = places[-1] + 1 if places else 0.0
    step = (style.width() - label_width - _EDGE) / len(columns)
    heads = _Heads.over(columns, step)
    below = 0.24 * -(-len(legend) // 2) + 0.08
    height = _ROW * (position + 0.3) + heads.height + below
    with style.in_style():
        figure = plt.figure(figsize=(style.width(), height), layout="none")
        left, share = label_width / style.width(), 1 - (label_width + _EDGE) / style.width()
        axis: Any = figure.add_axes((left, below / height, share, 1 - (below + heads.height) / height))
        axis.set_xlim(-0.5, len(columns) - 0.5)
        axis.set_ylim(position - 0.4, -0.7)
        axis.set_xticks([])
        axis.set_yticks(places, names)
        axis.tick_params(length=0, labelsize=9)
        axis.spines[:].set_visible(False)
        if marked is not None:
            axis.axvspan(marked - 0.5, marked + 0.5, color=style.ORANGE, alpha=0.22, linewidth=0)
        _ruled(axis, places, headings, -0.5 - label_width / step)
        heads.draw(axis)
        _signed(axis, rows, places, strong)
        marks = [Line2D([], [], label=words, **_look(sign)) for sign, words in legend.items()]
        where: dict[str, Any] = {"loc": "lower center", "ncols": 2, "borderaxespad": 0.1}
        figure.legend(handles=marks, handletextpad=0.3, columnspacing=1.0, **where)
    return figure


@dataclass(frozen=True)
class _Heads:
    """The names of the columns: lines of each, whether they stand on their heads, inches from top to bottom."""

    lines: tuple[str, ...]
    upright: bool
    height: float

    @classmethod
    def over(cls, columns: Sequence[str], step: float) -> _Heads:
        upright = step < _UPRIGHT
        lines = tuple(_standing(name, step) if upright else _broken(name, step - 0.06) for name in columns)
        longest = max(len(line) for name in lines for line in name.split("\n"))
        most = max(name.count("\n") + 1 for name in lines)
        return cls(lines, upright, 0.12 + (longest * _LETTER if upright else most * _LINE))

    def draw(self, axis: Any) -> None:
        turned = 90 if self.upright else 0
        for number, name in enumerate(self.lines):
            axis.text(number, -0.8, name, fontsize=9, rotation=turned, ha="center", va="bottom")


def _broken(words: str, inches: float) -> str:
    """Words in lines that are no longer than so many inches; one that is longer stays whole."""
    return textwrap.fill(
        words, max(1, int(inches / _LETTER + 1e-6)), break_long_words=False, break_on_hyphens=False
    )


def _standing(name: str, step: float) -> str:
    """A name that stands on its head, in as many lines as a column has room for, each as short as can be."""
    shortest = max(map(len, name.split()))
    tries = (_broken(name, width * _LETTER) for width in range(shortest, len(name) + 1))
    return next(words for words in tries if words.count("\n") < max(1, int(step / _LINE)))


def _places(breaks: Sequence[int], headings: Mapping[int, str]) -> list[float]:
    """Where each row stands, in rows from the top: a heading takes a little less than a row, a line less."""
    places, top = [], 0.0
    for number, more in enumerate(breaks):
        top += 0.9 * (number in headings) + 0.3 * more
        places.append(top)
        top += 1 + 0.3 * more
    return places


def _ruled(axis: Any, places: Sequence[float], headings: Mapping[int, str], left: float) -> None:
    """Lines between the rows, and headings above their groups from the left edge on."""
    for above, below in itertools.pairwise([*places, *(place + 1 for place in places[-1:])]):
        axis.axhline((above + below) / 2, color=style.FAINT, linewidth=0.3)
    for number, words in headings.items():
        axis.text(left, places[number] - 0.85, words, fontsize=9, fontweight="bold", va="center")


def _signed(
    axis: Any, rows: Sequence[tuple[str, Sequence[str]]], places: Sequence[float], strong: Collection[str]
) -> None:
    """The signs of every row, and the names of some rows in bold."""
    for label, place, (name, signs) in zip(axis.get_yticklabels(), places, rows, strict=True):
        label.set_fontweight("bold" if name in strong else "normal")
        for number, sign in enumerate(signs):
            axis.plot([number], [place], **_look(sign))


def _look(sign: str) -> dict[str, Any]:
    return {"markersize": 7, "linestyle": "none"} | SIGNS[sign]


@dataclass(frozen=True)
class Cell:
    """A cell of a `sorted_chart`: the names that fall into it, and whether the eye is to go there first."""

    names: Sequence[str]
    shaded: bool = False


def sorted_chart(
    rows: Sequence[tuple[str, Sequence[Cell]]],
    columns: Sequence[tuple[str, str]],
    *,
    shares: Sequence[float],
    strong: Collection[str] = (),
    label_width: float = 1.6,
) -> Figure:
    """Names sorted into the cells of a table, each behind the sign of its column.

    Parameters
    ----------
    rows
        (heading, a cell a column) from top to bottom. On a narrow screen the heading stands above its cells.
    columns
        (heading, a key of `SIGNS`) a column.
    shares
        How the columns share the width, and so how many names stand beside each other.
    strong
        Names set in bold.
    label_width
        Inches kept for the headings of the rows where they stand at the left.
    """
    left = 0.0 if style.is_narrow() else label_width
    ends = [
        left,
        *(left + (style.width() - left) * part / sum(shares) for part in itertools.accumulate(shares)),
    ]
    spans = list(itertools.pairwise(ends))
    heads = [_broken(name, high - low) for (name, _), (low, high) in zip(columns, spans, strict=True)]
    bands = [_Band.of(heading, cells, spans, label_width) for heading, cells in rows]
    top = _LINE * max(name.count("\n") + 1 for name in heads) + 0.1
    whole = top + sum(band.height for band in bands)
    with style.in_style():
        figure, axis = style.sheet(whole)
        for name, (low, _) in zip(heads, spans, strict=True):
            axis.text(low + 0.06, 0.03, name, fontsize=9, fontweight="bold", va="top")
        for band, (_, cells) in zip(bands, rows, strict=True):
            axis.plot([0, style.width()], [top, top], color=style.FAINT, linewidth=0.5)
            axis.text(0.04, top + 0.06, band.heading, fontsize=9, va="top", fontstyle="italic")
            for cell, grid, span, (_, sign) in zip(cells, band.grids, spans, columns, strict=True):
                if cell.shaded:
                    ground = {"color": style.ORANGE, "alpha": 0.25, "linewidth": 0}
                    low, high = top + band.begin, top + band.height
                    axis.fill([span[0], span[1], span[1], span[0]], [low, low, high, high], **ground)
                _filled(axis, grid, (span[0], top + band.begin), sign, strong)
            top += band.height
    return figure


@dataclass(frozen=True)
class _Band:
    """A row of a sorted chart: its heading in lines, where its cells begin and end, and their names in columns."""

    heading: str
    begin: float
    height: float
    grids: list[list[list[str]]]

    @classmethod
    def of(
        cls, heading: str, cells: Sequence[Cell], spans: Sequence[tuple[float, float]], label_width: float
    ) -> _Band:
        grids = [_in_columns(cell.names, high - low) for cell, (low, high) in zip(cells, spans, strict=True)]
        narrow = style.is_narrow()
        words = _broken(heading, style.width() if narrow else label_width - 0.1)
        head = _LINE * (words.count("\n") + 1) + 0.08
        begin = head if narrow else 0.0
        tallest = max(
            (_LINE * _lines(column) + 0.05 * len(column) for grid in grids for column in grid), default=0
        )
        return cls(words, begin, max(begin + tallest + 0.12, head + 0.06), grids)


def _in_columns(names: Sequence[str], inches: float) -> list[list[str]]:
    """Names in as many columns as have room, from top to bottom; one that is too long breaks."""
    longest = max(map(len, names), default=1) * _LETTER + _SIGN
    beside = max(1, int(inches / longest))
    broken = [_broken(name, inches / beside - _SIGN) for name in names]
    length = -(-len(broken) // beside)
    return [broken[number : number + length] for number in range(0, len(broken), length or 1)]


def _lines(names: Sequence[str]) -> int:
    return sum(name.count("\n") + 1 for name in names)


def _filled(
    axis: Any, grid: list[list[str]], corner: tuple[float, float], sign: str, strong: Collection[str]
) -> None:
    """The names of a cell, each behind its sign."""
    for number, column in enumerate(grid):
        widest = max(len(line) for names in grid for name in names for line in name.split("\n"))
        left, top = corner[0] + 0.14 + number * (widest * _LETTER + _SIGN), corner[1] + 0.06
        for name in column:
            weight = "bold" if name.replace("\n", " ") in strong else "normal"
            axis.plot([left], [top + 0.075], **_look(sign))
            axis.text(left + 0.1, top, name, fontsize=9, fontweight=weight, va="top")
            top += _LINE * (name.count("\n") + 1) + 0.05
