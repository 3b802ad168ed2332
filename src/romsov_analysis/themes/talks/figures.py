"""The figures of chapter 02: who signed over which frontier, the land between the rivers, a line of years, the grid."""

from __future__ import annotations

import datetime
import textwrap
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Cell, Word, matrix_chart, points, sorted_chart, style
from romsov_analysis.figures.maps import Look, Point
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA, Comparison
from romsov_analysis.themes.talks.explanations import FEATURES, NOT_SOUGHT, name_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# What a cell says of the frontier → heading of the row, in the order of the rows.
FRONTIERS = {
    "yes": "Moscow had recognised the frontier",
    "partly": "It had recognised it in part",
    "not applicable": "They had no common frontier",
    "no": "It had not recognised the frontier",
}
# Features as they head the columns of the grid, where there is little room.
_HEADS = FEATURES | {
    "frontier_recognised": "Frontier recognised",
    "fought_1918_21": "Had fought the Soviets",
    "linked": "Tied to another pact",
    "partner_refused": "Refused the last text",
    "pact": "Pact signed",
}
_SIGNS = {
    "yes": "full", "no": "cross", "partly": "half", "not applicable": "dash", "not found": "dot", NOT_SOUGHT: "empty",
}  # fmt: skip
# Rows of the talks on the line of years → what is written of them, and on a wide screen above or below the line and
# on which side of its place.
YEARS = {
    "relations_broken": ("Relations broken off", -1, "left"),
    "chicherin_lausanne": ("Moscow offers a pact", 1, "left"),
    "vienna_fails": ("Vienna: no vote, no peace", -1, "left"),
    "litvinov_protocol": ("Both renounce war", 1, "left"),
    "geneva_breaks": ("Riga, Geneva: no pact", -1, "right"),
    "london_convention": ("Aggression defined", 1, "left"),
    "relations_1934": ("Relations opened", -1, "left"),
    "montreux_protocol": ("Four points on help", 2, "left"),
    "ultimatum": ("Ultimatum", -1, "right"),
    "war_1941": ("War", 1, "right"),
}
# What the two signed with others while the land stayed out of the text.
SIGNED = ("litvinov_protocol", "london_convention")
_FIRST, _LAST = 1917, 1942
_QUIET = 1926.7  # between two marks, room for the words on the band


def frontiers(c: Chapter) -> Figure:
    """The states compared, by what Moscow had said of their frontier and by whether a pact was signed."""
    rows = []
    for value, heading in FRONTIERS.items():
        cells = [over(c.compared, value, signed) for signed in ("yes", "no")]
        if any(cells):
            rows.append(
                (heading, [Cell([_case(case) for case in cell], shaded=bool(_ours(cell))) for cell in cells])
            )
    return sorted_chart(
        rows,
        [("A pact with Moscow", "full"), ("No pact", "cross")],
        shares=(2.6, 1) if figures.is_narrow() else (1.9, 1),
        strong=[_case(case) for case in ("poland", *ROMANIA)],
        label_width=1.6,
    )


def over(compared: Comparison, value: str, signed: str) -> list[str]:
    """The cases of a row of that figure; whoever had no common frontier stands in its own, recognised or not."""
    apart = compared.having(common_frontier="no", pact=signed)
    if value == "not applicable":
        return apart
    return [case for case in compared.having(frontier_recognised=value, pact=signed) if case not in apart]


def _case(case: str) -> str:
    """A state with the year in which it signed; one that did not as the table names it."""
    cells = evidence.row(f"comparison:{case}/pact")
    if cells["value"] == "yes":
        return f"{name_of(case)} {str(cells['date'])[:4]}"
    return name_of(case)


def _ours(cases: list[str]) -> set[str]:
    return set(cases) & set(ROMANIA)


def land(_: Chapter) -> Figure:
    """The land between Prut and Dniester, and who claimed which river as the frontier."""
    prut, dniester, danube, chilia, coast = (
        points(name) for name in ("prut", "dniester", "danube", "danube_chilia", "coast")
    )
    lines: list[tuple[list[Point], Look]] = [
        (points("dniester_upper"), "river"), (danube, "river"), (chilia, "river"), (points("danube_sulina"), "river"),
        (points("danube_george"), "river"), (coast, "coast"), (dniester, "frontier"), (prut, "other frontier"),
    ]  # fmt: skip
    towns = {"bucharest": False, "chisinau": True}
    words = [
        Word((24.4, 45.6), "ROMANIA", "land"),
        Word((24.2, 48.6), "POLAND", "land"),
        Word((30.2, 49.0), "SOVIET UNION", "land"),
        Word((29.2, 46.22), "Bessarabia", "region"),
        Word((31.0, 45.0), "Black Sea", "sea"),
        Word((29.35, 47.85), "Dniester:\nthe line that\nRomania held", "frontier"),
        Word((27.3, 46.95), "Prut:\nthe line behind\nBessarabia", "other frontier"),
        Word((26.45, 45.05), "Danube", "river"),
        *(Word(points(town)[0], str(evidence.row(f"map:{town}")["title"]), "town", below)
          for town, below in towns.items()),
    ]  # fmt: skip
    window = ((23.2, 43.9), (32.2, 50.1)) if figures.is_narrow() else ((20.9, 44.05), (33.4, 49.75))
    return figures.map_chart(window, lines, words, _between(prut, dniester, danube, chilia, coast))


def _between(*lines: list[Point]) -> list[Point]:
    """Corners of the land between two rivers: down the one, along the Danube to the sea, the coast, up the other."""
    prut, dniester, danube, chilia, coast = lines
    lower = danube[_nearest(danube, prut[-1]) :]
    begin, end = (_nearest(coast, river[-1]) for river in (chilia, dniester))
    return [*prut, *lower, *chilia, *coast[begin : end + 1], *reversed(dniester)]


def _nearest(line: list[Point], to: Point) -> int:
    return min(
        range(len(line)), key=lambda number: (line[number][0] - to[0]) ** 2 + (line[number][1] - to[1]) ** 2
    )


def on_the_line(c: Chapter) -> list[str]:
    """The rows of the talks that the line of years shows."""
    return [name for name in YEARS if c.talks.has(name)]


def years(c: Chapter) -> Figure:
    """The years from 1918 to 1941 as a line true to time, from left to right or, on a narrow screen, downwards."""
    narrow = figures.is_narrow()
    height = 3.4 if narrow else 2.15
    with style.in_style():
        figure, axis = figures.sheet(height)
        if narrow:
            _downwards(axis, c, height)
        else:
            _across(axis, c)
    return figure


def _moment(name: str) -> float:
    """A row of the talks in years, at the first day it can mean."""
    day = dates.parse(str(evidence.row(f"talks:{name}")["date"])).earliest or datetime.date(_FIRST, 1, 1)
    return day.year + (day.timetuple().tm_yday - 1) / 365


def _year(name: str) -> str:
    return str(int(_moment(name)))


def _apart(c: Chapter) -> tuple[float, float] | None:
    """Begin and end of the years without relations, where both rows are read."""
    ends = ("relations_broken", "relations_1934")
    return (_moment(ends[0]), _moment(ends[1])) if c.talks.has(*ends) else None


def _mark(name: str) -> dict[str, Any]:
    """The sign of a row; what the two signed with others has one of its own."""
    if name in SIGNED:
        return {"marker": "s", "markersize": 7, "color": style.VERMILLION}
    return {"marker": "o", "markersize": 5, "color": style.BLUE}


def _weight(name: str) -> str:
    return "bold" if name in SIGNED else "normal"


def _across(axis: Any, c: Chapter) -> None:
    """Words above and below a line from left to right."""

    def place(year: float) -> float:
        return (year - _FIRST) / (_LAST - _FIRST) * (figures.width() - 0.3) + 0.1

    middle = 0.85
    axis.plot([place(_FIRST), place(_LAST)], [middle] * 2, color=style.FAINT, linewidth=1)
    if apart := _apart(c):
        ends = [place(year) for year in apart]
        axis.fill_between(ends, middle - 0.12, middle + 0.12, color=style.ORANGE, alpha=0.3, linewidth=0)
        axis.text(place(_QUIET), middle, "no relations", fontsize=9, ha="center", va="center")
    for name in on_the_line(c):
        words, level, side = YEARS[name]
        at, end = place(_moment(name)), middle + (0.3 if abs(level) == 1 else 0.75) * (1 if level > 0 else -1)
        axis.plot([at, at], [middle, end], color=style.FAINT, linewidth=0.7)
        axis.plot([at], [middle], **_mark(name))
        lines = f"{_year(name)}\n{textwrap.fill(words, 9 if name in SIGNED else 14)}"
        axis.text(
            at, end, lines, fontsize=9, va="bottom" if level < 0 else "top", ha=side, fontweight=_weight(name)
        )


def _downwards(axis: Any, c: Chapter, height: float) -> None:
    """Words at the right of a line, pushed apart where they would meet."""

    def place(year: float) -> float:
        return (year - _FIRST) / (_LAST - _FIRST) * (height - 0.3) + 0.1

    axis.plot([0.3] * 2, [place(_FIRST), place(_LAST)], color=style.FAINT, linewidth=1)
    if apart := _apart(c):
        axis.fill_betweenx(
            [place(year) for year in apart], 0.18, 0.42, color=style.ORANGE, alpha=0.3, linewidth=0
        )
        axis.text(0.09, place(_QUIET), "no relations", fontsize=9, rotation=90, ha="center", va="center")
    lowest = 0.0
    for name in on_the_line(c):
        at = place(_moment(name))
        lowest = max(at, lowest + 0.24)
        axis.plot([0.3, 0.62, 0.72], [at, lowest, lowest], color=style.FAINT, linewidth=0.7)
        axis.plot([0.3], [at], **_mark(name))
        told = f"{_year(name)}  {YEARS[name][0]}"
        axis.text(0.77, lowest, told, fontsize=9, va="center", fontweight=_weight(name))


# Features in the order of the grid: those that no pact contradicts, those that pacts contradict, what happened.
def grid_order(compared: Comparison) -> list[str]:
    """The features of the grid: those against which no pact speaks, the others, and last the pact."""
    free = [name for name in compared.rules() if not compared.verdicts[name, "contradicted"].value]
    feature = {name: str(evidence.row(f"explanations:{name}")["feature"]) for name in compared.rules()}
    first = [feature[name] for name in free]
    return [*first, *(name for name in FEATURES if name not in (*first, "pact")), "pact"]


def grid(c: Chapter) -> Figure:
    """The states compared against their features, sorted by the frontier, the pact shaded."""
    features = grid_order(c.compared)
    values = c.compared.grid
    order = list(FRONTIERS)
    cases = sorted(
        c.compared.cases, key=lambda case: order.index(str(values.loc[case, "frontier_recognised"]))
    )
    return matrix_chart(
        [(name_of(case), [_SIGNS[str(values.loc[case, feature])] for feature in features]) for case in cases],
        [_HEADS[feature] for feature in features],
        {
            sign: {"not applicable": "does not apply", "not found": "looked for, not found"}.get(value, value)
            for value, sign in _SIGNS.items()
            if value in values.to_numpy()
        },
        marked=features.index("pact"),
        label_width=1.15 if figures.is_narrow() else 1.9,
        strong=[name_of(case) for case in ROMANIA],
    )
