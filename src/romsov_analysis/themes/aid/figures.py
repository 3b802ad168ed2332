"""The pictures of chapter 08: who says so and who denies it, and the hours of the two days that decide."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import interests

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LINE, _GAP, _HEAD = 0.175, 0.15, 0.26  # inches of a name, between two rows, of the heads of the columns

_ROWS = {
    "military_sounding": "The army sounded Moscow out",
    "political_request": "The new leaders asked",
    "refused": "Moscow refused when asked",
    "offer_of_force": "Moscow offered troops unasked",
    "rumour_only": "It was all a rumour",
}


@dataclass(frozen=True)
class Row:
    """A row of the picture: who says so and who denies it, each with whether his side gains by it."""

    title: str
    known: str
    yes: tuple[tuple[str, bool], ...]
    no: tuple[tuple[str, bool], ...]


def rows(c: Chapter) -> list[Row]:
    """The rows of the picture, top to bottom."""
    found = []
    for name, title in _ROWS.items():
        if name == "refused":
            found.append(Row(title, "", tuple(_refusing(c)), ()))
            continue
        part = c.parts[name]
        sides = (_speakers(c, part, reading) for reading in ("supports", "against"))
        found.append(Row(title, part.grade.replace("without", "no"), *sides))
    return found


def _refusing(c: Chapter) -> Iterator[tuple[str, bool]]:
    """Who tells of a refusal when asked; to have refused serves the side that would be charged with troops offered."""
    for voice in judgements.voices_of(judgements.refusals(c.heard)):
        side = str(evidence.row(f"voices:{voice}")["interest"])
        yield _name(voice), interests.weight(side, judgements.FORCE, "against") == "own"


def _speakers(c: Chapter, part: Part, reading: str) -> tuple[tuple[str, bool], ...]:
    """Who speaks so, and whether all he says of it serves his own side."""
    said = c.heard.on(part.id)
    said = said[said["reading"] == reading]
    gains = (said["weight"] == "own").groupby(said["voice"], sort=False).all()
    return tuple((_name(str(voice)), bool(own)) for voice, own in gains.items())


def _name(voice: str) -> str:
    return str(evidence.row(f"voices:{voice}")["name"])


def who(c: Chapter) -> Figure:
    """A row a question: on the left who says so, on the right who denies it.

    A full disc is a voice with nothing to gain by its words, a ring one whose side gains by them.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    narrow, width = figures.is_narrow(), figures.width()
    found = rows(c)
    columns = (0.02, width / 2) if narrow else (0.34 * width, 0.70 * width)
    heights = [_height(row, narrow) for row in found]
    whole = _HEAD + sum(heights)
    with figures.in_style():
        figure = plt.figure(figsize=(width, whole + 0.3), layout="none")
        axis: Any = figure.add_axes((0, 0.3 / (whole + 0.3), 1, whole / (whole + 0.3)))
        axis.set_xlim(0, width)
        axis.set_ylim(whole, 0)
        axis.set_axis_off()
        for place, head in zip(columns, ("say so", "deny it"), strict=True):
            axis.text(place, _HEAD / 2, head, fontsize=9, va="center", color=figures.INK)
        top = _HEAD
        for row, height in zip(found, heights, strict=True):
            _draw(axis, row, top, columns, narrow)
            top += height
        marks = {"nothing to gain by it": figures.BLUE, "his side gains by it": "none"}
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                markersize=6,
                color=figures.BLUE,
                markerfacecolor=fill,
                label=label,
            )
            for label, fill in marks.items()
        ]
        figure.legend(handles=handles, loc="lower center", ncols=2, handletextpad=0.2, borderaxespad=0.1)
    return figure


def _titles(row: Row, narrow: bool) -> list[str]:
    return [row.title] if narrow else textwrap.wrap(row.title, 22)


def _height(row: Row, narrow: bool) -> float:
    names = max(len(row.yes), len(row.no), 1)
    titles = len(_titles(row, narrow)) + bool(row.known)
    return _LINE * (names + titles + 0.2 if narrow else max(names, titles)) + _GAP


def _draw(axis: Any, row: Row, top: float, columns: Sequence[float], narrow: bool) -> None:
    axis.plot([0, axis.get_xlim()[1]], [top, top], color=figures.FAINT, linewidth=0.5)
    start = top + _GAP / 2
    for number, line in enumerate(_titles(row, narrow)):
        axis.text(0.02, start + _LINE * (number + 0.5), line, fontsize=9.5, fontweight="bold", va="center")
    lines = len(_titles(row, narrow))
    if row.known:
        axis.text(0.02, start + _LINE * (lines + 0.5), row.known, fontsize=9, va="center")
    first = start + (_LINE * (lines + bool(row.known) + 0.2) if narrow else 0)
    for place, side in zip(columns, (row.yes, row.no), strict=True):
        for number, (name, gains) in enumerate(side or (("nobody", None),)):
            middle = first + _LINE * (number + 0.5)
            if gains is not None:
                axis.plot(
                    [place + 0.06], [middle], marker="o", markersize=6, color=figures.BLUE,
                    markerfacecolor="none" if gains else figures.BLUE, linestyle="none",
                )  # fmt: skip
            axis.text(place + (0.17 if gains is not None else 0), middle, name, fontsize=9, va="center")


# Events of the two days that decide who could have answered whom, in the words of the picture.
HOURS = {
    "co.iliescu_call": "Iliescu rings the Soviet embassy",
    "co.no_concentrations_call": "Moscow rings: no troops massed, help in any field",
    "co.request_passed_on": "a request in Iliescu's name is passed on",
    "co.refusal_told": "the embassy learns that Moscow will not engage",
    "co.kulikov": "Moscow repeats: nothing under way at the border",
    "co.tv_broadcast": "television: the embassy promises military aid",
    "co.dumitru_call": "Colonel Dumitru asks Moscow, on a general's order",
}
_FROM, _TO = datetime.datetime(1989, 12, 22, 12), datetime.datetime(1989, 12, 23, 18)
_TICKS = (0, 6, 12, 18, 24, 30)  # hours after the first


@dataclass(frozen=True)
class Stretch:
    """When something happened: from the first hour to the last that its row allows, in hours of the picture."""

    words: str
    start: float
    end: float


def stretches() -> Iterator[Stretch]:
    """The events of the picture, in the order of their first hour."""
    found = []
    for name, words in HOURS.items():
        cells = evidence.row(f"events:{name}")
        day = datetime.date.fromisoformat(str(cells["date"]))
        first, _, last = str(cells["time"]).partition("/")
        ends = [
            (datetime.datetime.combine(day, datetime.time.fromisoformat(hour)) - _FROM).total_seconds() / 3600
            for hour in (first, last or first)
        ]
        found.append(Stretch(words, *ends))
    yield from sorted(found, key=lambda stretch: (stretch.start, stretch.end))


def hours(_: Chapter) -> Figure:
    """A line an event: a disc at its hour, or a bar over the part of the day that is all that is told."""
    import matplotlib.pyplot as plt

    found, step = list(stretches()), 0.46
    length, below = (_TO - _FROM).total_seconds() / 3600, 0.55
    height = step * len(found) + below
    with figures.in_style():
        figure = plt.figure(figsize=(figures.width(), height), layout="none")
        axis: Any = figure.add_axes((0.03, below / height, 0.94, 1 - below / height))
        for number, one in enumerate(found):
            if one.start == one.end:
                axis.plot(
                    [one.start], [number], marker="o", markersize=7, color=figures.BLUE, linestyle="none"
                )
            else:
                axis.plot(
                    [one.start, one.end], [number, number], color=figures.VERMILLION, linewidth=6,
                    solid_capstyle="butt", alpha=0.75,
                )  # fmt: skip
            axis.text(0, number - 0.4, one.words, fontsize=9, va="center")
        axis.axvline(_TICKS[2], ymax=0.03, color=figures.FAINT, linewidth=0.8)
        axis.set_xlim(-0.4, length + 0.4)
        axis.set_ylim(len(found) - 0.55, -0.8)
        axis.set_yticks([])
        axis.spines["left"].set_visible(False)
        axis.set_xticks(_TICKS, ["noon", "six", "midnight", "six", "noon", "six"])
        for place, day in ((_TICKS[1], "22 December"), (_TICKS[3] + 3, "23 December")):
            axis.text(
                place, -0.4 / height, day, fontsize=9, ha="center", transform=axis.get_xaxis_transform()
            )
    return figure
