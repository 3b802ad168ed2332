"""The pictures of chapter 07: what was said in the last month, the road on its tracks, the island; December’s days."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.figures import Event, Word, points
from romsov_analysis.figures.maps import Look, Point
from romsov_analysis.themes.rupture import events
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter
from romsov_analysis.themes.rupture.quarrels import QUARRELS, VOICES, by_voice

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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


def on_the_road(c: Chapter) -> list[Event]:
    """The events of the road, track by track from top to bottom."""
    told = [events.event(str(name)) for name in c.road.index]
    return [event for track in c.tracks for event in told if event.track == track]


def road(c: Chapter) -> Figure:
    """A lane a quarrel, a mark an event at its first day."""
    late = c.first < AUTUMN <= c.last
    shade = (AUTUMN, "from September 1989") if late else None
    figure = figures.lanes_chart(on_the_road(c), c.first, c.last, shade=shade)
    figure.axes[0].text(0.02, 0.135, "● day told, ○ day not told", va="center", fontsize=9, color=figures.INK)
    return figure


# Who speaks → the look of a point.
_LOOKS: dict[str, dict[str, Any]] = {
    "bucharest": {"marker": "s", "color": figures.BLUE},
    "own": {"marker": "s", "color": figures.BLUE, "markerfacecolor": "none"},
    "moscow": {"marker": "o", "color": figures.VERMILLION},
}
_ROW, _STEP = 0.27, 0.25  # inches of a row and from point to point


def disputed(_: Chapter) -> Figure:
    """A row a quarrel, a mark a point in dispute in the last month: who speaks, and to whom."""
    narrow = figures.is_narrow()
    rows = by_voice()
    above = 0.2 if narrow else 0.0  # for the names of the quarrels, which else stand on the left
    left = 0.15 if narrow else 2.55
    legend = list(VOICES.items())
    top = _ROW * (1.75 + len(legend)) if narrow else _ROW * 1.5
    height = top + (_ROW + above) * len(rows)
    with figures.in_style():
        figure, axis = figures.sheet(height)

        def write(x: float, y: float, words: str, **look: Any) -> None:
            axis.text(x, y, words, va="center", **({"fontsize": 9, "ha": "left"} | look))

        def mark(x: float, y: float, who: str) -> None:
            axis.plot([x], [y], markersize=11, linestyle="none", **_LOOKS[who])

        write(
            0.02,
            _ROW * (0.7 if narrow else 0.5),
            "A mark: one thing said against\nthe other side" if narrow else HEAD,
        )
        for number, (who, words) in enumerate(legend):
            x, y = (0.15, _ROW * (2 + number)) if narrow else (4.0, top + _ROW * (number + 3.5))
            mark(x, y, who)
            write(x + 0.17, y, words)
        for number, (quarrel, parts) in enumerate(rows.items()):
            y = top + (_ROW + above) * (number + 0.5) + above / 2
            at = (0.02, y - _ROW / 2 - above / 2 + 0.03, "left") if narrow else (left - 0.22, y, "right")
            write(at[0], at[1], QUARRELS[quarrel], ha=at[2], fontweight="bold")
            heard = [who for who, points in parts.items() for _ in range(points)]
            for place, who in enumerate(heard):
                mark(left + _STEP * place, y, who)
            write(
                left + _STEP * len(heard) - (0.02 if heard else 0.12), y, str(len(heard)) if heard else "none"
            )
    return figure


HEAD = "A mark: one thing said against the other side, 20 November to 20 December 1989"


def delta(_: Chapter) -> Figure:
    """The delta of the Danube, the arm that was the frontier, and the island in it."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox

    lines: list[tuple[list[Point], Look]] = [
        (points("danube"), "river"), (points("danube_sulina"), "river"), (points("danube_george"), "river"),
        (points("coast"), "coast"), (points("danube_chilia"), "frontier"),
    ]  # fmt: skip
    narrow = figures.is_narrow()
    words = [
        Word((29.0, 45.52), "SOVIET UNION", "land"),
        Word((28.68, 45.02), "ROMANIA", "land"),
        Word((29.1, 45.27), "Chilia arm:\nthe frontier", "frontier"),
        Word((28.62, 45.16) if narrow else (28.4, 45.22), "Danube", "river"),
        Word((29.82 if narrow else 29.95, 44.95), "Black Sea", "sea"),
    ]
    window = ((28.5, 44.84), (30.0, 45.6)) if narrow else ((28.2, 44.84), (30.4, 45.6))
    figure = figures.map_chart(window, lines, words)
    axis: Any = figure.axes[0]
    # East of the coast, as far as the corner of its own end and of the window. Cut there: a page that is as narrow as
    # the picture would be wider by what is drawn outside, seen or not.
    shore, south = points("coast"), window[0][1]
    corners = [*shore, (shore[-1][0], south), (shore[0][0], south), shore[0]]
    sea = Path(corners, closed=True).clip_to_bbox(Bbox(window))
    axis.add_patch(PathPatch(sea, color=figures.SKY, alpha=0.25, linewidth=0, zorder=0))
    # On neither bank: the mark is a ring around the arm, at the place on it that is nearest to the island.
    east, north = nearest(points("maican")[0], points("danube_chilia"))
    axis.plot([east], [north], "o", markersize=15, color=figures.INK, markerfacecolor="none")
    name = str(evidence.row("map:maican")["title"])
    place: dict[str, Any] = {"xytext": (0, 11), "textcoords": "offset points", "ha": "center"}
    axis.annotate(f"{name}: whose?", (east, north), color=figures.INK, fontsize=9, **place)
    return figure


def nearest(place: Point, line: Sequence[Point]) -> Point:
    """The point of a line that is nearest to a place, in degrees."""
    found = []
    for one, other in itertools.pairwise(complex(*point) for point in line):
        along = other - one
        share = ((complex(*place) - one) / along).real if along else 0.0
        on = one + along * min(max(share, 0.0), 1.0)
        found.append((abs(complex(*place) - on), (on.real, on.imag)))
    return min(found)[1]


def december_days(c: Chapter) -> list[figures.Event]:
    """The December days of this chapter in the order of time; without an hour last of their day."""
    shown = [events.event(str(name), by_day=True) for name in c.december.index if name not in OF_CHAPTER_08]
    return sorted(shown, key=lambda event: (event.at.date(), event.vague, event.at))
