"""The map that several chapters share: coast, rivers and towns of the table `map`, and what is written on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from romsov_analysis import evidence
from romsov_analysis.figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Point = tuple[float, float]
Look = Literal["coast", "river", "frontier", "other frontier", "town", "land", "sea", "region"]

# Frontiers differ by dashes and width as well as by colour.
_LINES: dict[str, dict[str, Any]] = {
    "coast": {"color": style.INK, "linewidth": 0.9},
    "river": {"color": style.SKY, "linewidth": 0.9},
    "frontier": {"color": style.VERMILLION, "linewidth": 2.6},
    "other frontier": {"color": style.BLUE, "linewidth": 2.2, "linestyle": (0, (4, 2))},
}
_WORDS: dict[str, dict[str, Any]] = {
    "frontier": {"color": style.VERMILLION, "fontweight": "bold"},
    "other frontier": {"color": style.BLUE, "fontweight": "bold", "ha": "right"},
    "river": {},
    "sea": {"fontstyle": "italic", "ha": "center"},
    "land": {"fontsize": 10, "ha": "center"},
    "region": {"fontsize": 9.5, "fontweight": "bold", "ha": "center"},
    "town": {},
}


@dataclass(frozen=True)
class Word:
    """Words on a map: where in degrees east and north, what, how they look; of a town, whether below its mark."""

    at: Point
    text: str
    look: Look
    below: bool = False


def points(name: str) -> list[Point]:
    """The points of a row of the table `map`, in degrees east and north."""
    pairs = (pair.split() for pair in str(evidence.row(f"map:{name}")["points"]).split(";"))
    return [(float(east), float(north)) for east, north in pairs]


def map_chart(
    window: tuple[Point, Point],
    lines: Sequence[tuple[Sequence[Point], Look]],
    words: Sequence[Word],
    ground: Sequence[Point] = (),
) -> Figure:
    """Lines and words on a map without a frame, degrees east drawn as long as they are in its middle.

    Parameters
    ----------
    window
        South-west and north-east corner, in degrees east and north.
    lines
        (points, look) from below to above.
    words
        What is written; a town has its mark there and its name beside it.
    ground
        Corners of a shaded ground.
    """
    import matplotlib.pyplot as plt

    (west, south), (east, north) = window
    shrunk = math.cos(math.radians((south + north) / 2))
    height = style.width() * (north - south) / ((east - west) * shrunk)
    with style.in_style():
        figure = plt.figure(figsize=(style.width(), height), layout="none")
        axis: Any = figure.add_axes((0, 0, 1, 1))
        axis.set_xlim(west, east)
        axis.set_ylim(south, north)
        axis.set_axis_off()
        if ground:
            axis.fill(*zip(*ground, strict=True), color=style.ORANGE, alpha=0.25, linewidth=0)
        for line, look in lines:
            axis.plot(*zip(*line, strict=True), **_LINES[look], solid_capstyle="round")
        for word in words:
            _write(axis, word)
    return figure


def _write(axis: Any, word: Word) -> None:
    place: dict[str, Any] = {"va": "center"}
    if word.look == "town":
        axis.plot(*word.at, marker="o", markersize=4, color=style.INK, linestyle="none")
        place = {"textcoords": "offset points"}
        place |= (
            {"xytext": (0, -4), "ha": "center", "va": "top"}
            if word.below
            else {"xytext": (5, 0), "va": "center"}
        )
    axis.annotate(word.text, word.at, **{"fontsize": 9, "linespacing": 1.15} | place | _WORDS[word.look])
