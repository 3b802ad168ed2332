"""The pictures of chapter 01: who held Bessarabia and what happened meanwhile; the land that was quarrelled over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from romsov_analysis import evidence, figures
from romsov_analysis.figures import Word, points
from romsov_analysis.figures.maps import Look, Point
from romsov_analysis.themes.longquarrel import moments, silence
from romsov_analysis.themes.longquarrel.chapter import Chapter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# How Bessarabia was at stake → its sign and what is written beside it.
SIGNS: dict[str, tuple[str, str]] = {
    "army": ("^", "an army enters"),
    "talks": ("X", "talks break on it"),
    "raised": ("D", "it comes up between allies"),
}
HOLDERS = {"romania": ("Romania", figures.BLUE), "ussr": ("Soviet Union", figures.VERMILLION)}
DOCUMENTS = {"country_study": "country study", "pact_thread": "thread", "corneanu": "article"}
SILENT = 5  # years from which a silence is shaded

_SIZE = 9.2  # points; on a phone 12 pixels
_LETTER = 0.079  # inches, at most, of a letter of that size on average
_LEFT, _RIGHT = 0.1, 0.12
_STEP = 0.085  # from a mark to the next that stands on it
_ROW = 0.2


def _year(day: pd.Timestamp) -> float:
    return float(day.year + (day.day_of_year - 1) / 366)


def tracks(c: Chapter) -> Figure:
    """Who held Bessarabia, a lane a track with a mark a moment, and the years of which each document speaks."""
    key = 0.25 if not figures.is_narrow() else 0.25 * len(SIGNS)
    lanes = {track: _stacks(c, track) for track in c.tracks}
    tall = {track: _tall(stacks) for track, stacks in lanes.items()}
    height = key + 0.75 + sum(tall.values()) + 0.4 + _ROW * len(DOCUMENTS) + 0.4
    with figures.in_style():
        figure, axis = figures.sheet(height)
        sheet = _Sheet(axis, c)
        floor = height - 0.33
        for begin, end in c.silences:
            if end - begin + 1 >= SILENT:
                sheet.shade(begin, end + 1, key + 0.6, floor)
        sheet.silence(key + 0.7)
        sheet.key()
        sheet.band(key)
        line = key + 0.75
        for track in c.tracks:
            line += tall[track]
            sheet.lane(line - 0.1, line - tall[track] + 0.14, moments.TRACKS[track], lanes[track])
        sheet.documents(line + 0.1)
        sheet.ticks(floor)
    return figure


def _place(c: Chapter, year: float) -> float:
    """Where a year stands, in inches from the left."""
    whole = figures.width() - _LEFT - _RIGHT
    return _LEFT + whole * (year - c.first) / (c.last + 1 - c.first)


_Stack = tuple[float, list[str]]


def _stacks(c: Chapter, track: str) -> list[_Stack]:
    """The moments of a track in stacks, so that no mark covers another: place of each, and the words of its marks."""
    own = c.moments[c.moments["track"] == track].sort_values("first", kind="stable")
    stacks: list[_Stack] = []
    for label, day in zip(own["label"], own["first"], strict=True):
        place = _place(c, _year(day))
        if not stacks or place - stacks[-1][0] >= _STEP:
            stacks.append((place, []))
        stacks[-1][1].append(label if isinstance(label, str) else "")
    return stacks


def _tall(stacks: Sequence[_Stack]) -> float:
    """Inches of a lane: its name, the tallest of its stacks or the words beside them, and some room."""
    most = max((len(labels) for _, labels in stacks), default=1)
    return 0.35 + max(0.16, _STEP * (most - 1) + 0.06)


class _Sheet:
    """An axis in inches whose places are years."""

    def __init__(self, axis: Any, c: Chapter) -> None:
        self.axis, self.c = axis, c

    def place(self, year: float) -> float:
        """Where a year stands, in inches from the left."""
        return _place(self.c, year)

    def write(self, x: float, y: float, words: str, **look: Any) -> None:
        """Words of the least size that a phone shows well."""
        self.axis.text(x, y, words, va="center", **({"fontsize": _SIZE, "ha": "left"} | look))

    def shade(self, begin: float, end: float, top: float, floor: float) -> None:
        """The ground of years of which no document speaks."""
        left, right = self.place(begin), self.place(end)
        corners = ([left, right, right, left], [top, top, floor, floor])
        self.axis.fill(*corners, color=figures.ORANGE, alpha=0.2, linewidth=0)

    def silence(self, y: float) -> None:
        """What the ground of the longest silence means, where it has room for the words."""
        begin, end = silence.longest(self.c.silences) or (0, -1)
        left, right = self.place(begin), self.place(end + 1)
        for words in ("no document speaks", "no document"):
            if end - begin + 1 >= SILENT and right - left > _LETTER * len(words):
                self.write((left + right) / 2, y, words, ha="center", fontstyle="italic")
                break

    def key(self) -> None:
        """The signs on the band, in words."""
        x, y = _LEFT + 0.06, 0.13
        for marker, words in SIGNS.values():
            self._sign(x, y, marker)
            self.write(x + 0.11, y, words)
            x, y = (x, y + 0.23) if figures.is_narrow() else (x + 0.45 + _LETTER * len(words), y)

    def _sign(self, x: float, y: float, marker: str) -> None:
        self.axis.plot([x], [y], marker=marker, markersize=6.5, color=figures.INK, linestyle="none")

    def band(self, top: float) -> None:
        """Who held Bessarabia, with a sign below for each time that it was at stake."""
        middle = top + 0.2
        for holder, begin, end in moments.held(self.c.moments, self.c.last):
            name, colour = HOLDERS[holder]
            left, right = self.place(begin), self.place(end)
            self.axis.barh(middle, right - left, 0.28, left=left, color=colour, alpha=0.3, linewidth=0)
            self.axis.plot([left] * 2, [middle - 0.14, middle + 0.14], color=figures.INK, linewidth=0.8)
            words = f"Bessarabia: {name}" if holder == "romania" else name
            for said in (words, name):
                if _LETTER * len(said) + 0.08 < right - left:
                    self.write((left + right) / 2, middle, said, ha="center", fontweight="bold")
                    break
        for _, cells in self.c.moments[self.c.moments["turn"].notna()].iterrows():
            self._sign(self.place(_year(cells["first"])), top + 0.46, SIGNS[str(cells["turn"])][0])

    def lane(self, line: float, head: float, title: str, stacks: Sequence[_Stack]) -> None:
        """The name of a track, and below it a line with a mark for each of its moments."""
        self.write(_LEFT, head, title, fontweight="bold")
        ends = [self.place(self.c.first), self.place(self.c.last + 1)]
        self.axis.plot(ends, [line] * 2, color=figures.FAINT, linewidth=0.6)
        for place, labels in stacks:
            heights = [line - _STEP * number for number in range(len(labels))]
            self.axis.plot([place] * len(labels), heights, "o", markersize=5, color=figures.BLUE)
        self._labels(line, stacks)

    def _labels(self, line: float, stacks: Sequence[_Stack]) -> None:
        """The words beside marks that have room to the right of them, or else to the left."""
        taken = [(place - 0.05, place + 0.05) for place, _ in stacks]
        for place, labels in stacks:
            for words in filter(None, labels):
                wide = _LETTER * len(words)
                for begin, side in ((place + 0.07, "left"), (place - 0.07 - wide, "right")):
                    inside = begin >= 0.02 and begin + wide <= figures.width() - 0.02
                    if inside and all(begin + wide < left or right < begin for left, right in taken):
                        taken.append((begin, begin + wide))
                        self.write(begin if side == "left" else begin + wide, line - 0.09, words, ha=side)
                        break

    def documents(self, top: float) -> None:
        """A row a document, a bar for each year of which its claims speak."""
        words = "Years of which each document speaks" if figures.is_narrow() else (
            "Years of which the claims of each document speak; shaded: of which none does"
        )  # fmt: skip
        self.write(_LEFT, top + 0.1, words, fontweight="bold")
        for number, (document, name) in enumerate(DOCUMENTS.items()):
            middle = top + 0.33 + _ROW * number
            for year in self.c.told[document]:
                left, right = self.place(year), self.place(year + 1)
                self.axis.barh(middle, right - left, 0.15, left=left, color=figures.GREEN, linewidth=0)
            at = self._free(document, _LETTER * len(name))
            if at is not None:
                self.write(at, middle, name)

    def _free(self, document: str, wide: float) -> float | None:
        """Where a name of some width has room in the row of a document: the first such place from the left."""
        bars = [(self.place(year), self.place(year + 1)) for year in self.c.told[document]]
        tried = [_LEFT + 0.02, *(right + 0.06 for _, right in bars)]
        for begin in tried:
            inside = begin + wide <= figures.width() - 0.02
            if inside and all(begin + wide < left or right < begin for left, right in bars):
                return begin
        return None

    def ticks(self, floor: float) -> None:
        """A line below with the years."""
        self.axis.plot([_LEFT, figures.width() - _RIGHT], [floor] * 2, color=figures.INK, linewidth=0.8)
        years = self.c.last - self.c.first + 1
        step = next(step for step in (1, 2, 5, 10, 20) if years / step <= (6 if figures.is_narrow() else 9))
        for year in range(self.c.first, self.c.last + 1):
            if year % step == 0:
                x = self.place(year)
                self.axis.plot([x] * 2, [floor, floor + 0.05], color=figures.INK, linewidth=0.8)
                self.write(min(max(x, 0.22), figures.width() - 0.22), floor + 0.17, str(year), ha="center")


def land(_: Chapter) -> Figure:
    """The rivers and borders between which the land lay, from Transylvania to the Dniester and the delta."""
    prut, dniester, danube, chilia, coast = (
        points(name) for name in ("prut", "dniester", "danube", "danube_chilia", "coast")
    )
    lines: list[tuple[list[Point], Look]] = [
        (points("dniester_upper"), "river"), (danube, "river"), (chilia, "river"), (points("danube_sulina"), "river"),
        (points("danube_george"), "river"), (coast, "coast"), (points("border_west"), "river"),
        (dniester, "frontier"), (prut, "other frontier"), (points("border_north"), "other frontier"),
    ]  # fmt: skip
    narrow = figures.is_narrow()
    words = [
        Word((24.6, 45.2), "ROMANIA", "land"),
        Word((23.5, 46.55), "Transylvania", "region"),
        Word((20.8, 47.65) if narrow else (20.6, 47.25), "HUNGARY", "land"),
        Word((30.3, 48.9), "SOVIET UNION", "land"),
        Word((31.0 if narrow else 31.4, 44.6), "Black Sea", "sea"),
        Word((29.75, 47.6) if narrow else (29.4, 47.75), "Dniester", "frontier"),
        Word((27.35, 47.0), "Prut", "other frontier"),
        Word(points("bucharest")[0], str(evidence.row("map:bucharest")["title"]), "town"),
    ]
    if not narrow:  # no room beside the name of the land
        words.append(
            Word(points("chisinau")[0], str(evidence.row("map:chisinau")["title"]), "town", below=True)
        )
        words.append(Word((29.2, 46.25), "Bessarabia", "region"))
    window = ((19.5, 43.5), (32.3, 50.2)) if narrow else ((19.4, 43.55), (33.4, 49.65))
    figure = figures.map_chart(window, lines, words, between(prut, dniester, danube, chilia, coast))
    axis: Any = figure.axes[0]
    bold = {"fontsize": 9.5, "fontweight": "bold", "ha": "center", "va": "center", "color": figures.INK}
    pointed = {"arrowstyle": "-", "color": figures.INK, "linewidth": 0.8, "shrinkA": 0}
    axis.annotate("Northern\nBukovina", (25.85, 48.25), (23.6, 48.55), arrowprops=pointed, **bold)
    if narrow:
        axis.text(28.5, 46.85, "Bessarabia", rotation=-62, **bold)
    (maican,) = points("maican")
    axis.plot(*maican, marker="o", markersize=9, color=figures.INK, markerfacecolor="none", linestyle="none")
    axis.annotate(
        str(evidence.row("map:maican")["title"]),
        maican,
        (30.0, 45.42),
        va="center",
        fontsize=9,
        color=figures.INK,
    )
    return figure


def between(*lines: list[Point]) -> list[Point]:
    """Corners of the land between two rivers: down the one, along the Danube to the sea, the coast, up the other."""
    prut, dniester, danube, chilia, coast = lines
    begin, end = (_nearest(coast, river[-1]) for river in (chilia, dniester))
    lower = danube[_nearest(danube, prut[-1]) :]
    return [*prut, *lower, *chilia, *coast[begin : end + 1], *reversed(dniester)]


def _nearest(line: Sequence[Point], to: Point) -> int:
    return min(range(len(line)), key=lambda at: (line[at][0] - to[0]) ** 2 + (line[at][1] - to[1]) ** 2)
