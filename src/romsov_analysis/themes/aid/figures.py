"""The figures of chapter 08: who says yes and who says no, and the hours of 22 and 23 December."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.answers import ARMY, FORCE, agreed, called, refusing
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import LEADERS, Part
from romsov_analysis.themes.testimony import interests, statements

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 9.5
_LEAST = 9.2  # points; on a phone 12 pixels
_LINE = 0.165  # inches
_CHARACTER = 0.072  # inches, of the small text

QUESTIONS = {
    ARMY: "The army sounded Moscow out",
    LEADERS: "The new leaders asked outright",
    "refused": "Moscow promised force",
    FORCE: "Troops offered unasked",
}
# Voices by what they were; a reader meets them here first.
_SHORT = {
    "cornel_dinu": "coach\N{NO-BREAK SPACE}Dinu",
    "stefan_dinu": "Admiral\N{NO-BREAK SPACE}Dinu",
    "soviet_public_line": "Soviet\N{NO-BREAK SPACE}ministry",
    "dumitru": "Colonel\N{NO-BREAK SPACE}Dumitru",
    "lapshin": "diplomat\N{NO-BREAK SPACE}Lapshin",
    "iliescu": "Iliescu",
    "gorbachev": "Gorbachev",
    "aboimov": "diplomat Aboimov",
    "ryzhkov_corridor": "Premier\N{NO-BREAK SPACE}Ryzhkov",
    "gusa": "General\N{NO-BREAK SPACE}Gușă",
    "militaru": "General\N{NO-BREAK SPACE}Militaru",
    "indictment": "prosecutors",
}


@dataclass(frozen=True)
class Row:
    """A question of the key picture: what it is called, and (voice, serves the side whose word it is) on either side.

    `handed` are the voices that only hand on words of Moscow there.
    """

    words: str
    known: str
    yes: tuple[tuple[str, bool], ...]
    no: tuple[tuple[str, bool], ...]
    handed: frozenset[str] = frozenset()


def rows(c: Chapter) -> list[Row]:
    """The questions of the key picture; who can be quoted both ways stands on both sides."""

    def said(part: Part, voices: Sequence[str], reading: str) -> tuple[tuple[str, bool], ...]:
        words = c.heard.on(part.id)
        words = words[words["reading"] == reading]
        return tuple(
            (voice, bool((words.loc[words["voice"] == voice, "weight"] == "own").all())) for voice in voices
        )

    found = []
    for name, words in QUESTIONS.items():
        if name == "refused":
            told = refusing(c)
            known = "not, in accounts of both sides" if agreed(c) else ""
            found.append(Row(words, known, (), tuple((v, _serves(c, v)) for v in told)))
            continue
        part = c.parts[name]
        yes = said(part, (*part.supports, *part.both), "supports")
        no = said(part, (*part.against, *part.both), "against")
        found.append(Row(words, called(part), yes, no, _handed(c, name)))
    return found


def _handed(c: Chapter, part: str) -> frozenset[str]:
    said, own = c.heard.on(part), evidence.load("voices")["interest"]
    soviet = (said["side"] == "soviet").groupby(said["voice"]).all()
    return frozenset(str(voice) for voice in soviet.index[soviet] if own[voice] != "soviet")


def _serves(c: Chapter, voice: str) -> bool:
    """Whether all that a voice tells of a refusal are words of a side that gains by having held back."""
    known, sides = statements.statements(), statements.sides()
    own = [name for name in judgements.refusals(c.heard) if known[name].voice == voice]
    return all(interests.weight(sides(name, FORCE), FORCE, "against") == "own" for name in own)


def voices(c: Chapter) -> Figure:
    """Of each question a disc for every voice, those that say yes right of the line, those that say no left of it."""
    asked, wide = rows(c), not figures.is_narrow()
    left, middle, right = (2.45, 4.65, 6.3) if wide else (0.05, 1.5, 3.5)
    told = [
        [
            _wrapped(side, row.handed, inches)
            for side, inches in ((row.no, middle - left), (row.yes, right - middle))
        ]
        for row in asked
    ]
    heights = [
        max(0.26 + _LINE * max(len(no), len(yes)) + 0.1, 0.55) + (0.0 if wide else 0.36) for no, yes in told
    ]
    height = sum(heights) + 0.55
    with figures.in_style():
        figure, axis = figures.sheet(height)
        for place, words, side in ((middle - 0.12, "say no", "right"), (middle + 0.12, "say yes", "left")):
            axis.text(place, 0.37, words, fontsize=_SMALL, fontweight="bold", ha=side, va="center")
        _key(axis, 0.12, left=0.12)
        top = 0.55
        for row, (no, yes), tall in zip(asked, told, heights, strict=True):
            axis.axhline(top, color=figures.FAINT, linewidth=0.4)
            _question(axis, row, top, wide)
            base = top + (0.16 if wide else 0.5)
            axis.plot([middle] * 2, [base - 0.08, top + tall - 0.06], color=figures.FAINT, linewidth=1)
            _discs(axis, row.no, middle, base, -1)
            _discs(axis, row.yes, middle, base, 1)
            for lines, side, place in ((no, "right", middle - 0.1), (yes, "left", middle + 0.1)):
                for number, words in enumerate(lines):
                    axis.text(
                        place, base + 0.2 + _LINE * number, words, fontsize=_LEAST, ha=side, va="center"
                    )
            top += tall
    return figure


def _wrapped(side: Sequence[tuple[str, bool]], handed: frozenset[str], inches: float) -> list[str]:
    named = ", ".join(
        (_SHORT.get(voice) or str(evidence.row(f"voices:{voice}")["name"]))
        + (" (Moscow’s\N{NO-BREAK SPACE}word)" if voice in handed else "")
        for voice, _ in side
    )
    return textwrap.wrap(named, int((inches - 0.1) / _CHARACTER), break_long_words=False) if named else []


def _question(axis: Any, row: Row, top: float, wide: bool) -> None:
    if wide:
        axis.text(0.05, top + 0.16, row.words, fontsize=10, fontweight="bold", va="center")
        axis.text(0.05, top + 0.35, row.known, fontsize=_SMALL, va="center")
        return
    axis.text(0.05, top + 0.14, row.words, fontsize=_SMALL, fontweight="bold", va="center")
    axis.text(0.05, top + 0.31, row.known, fontsize=_LEAST, va="center")


def _discs(axis: Any, side: Sequence[tuple[str, bool]], middle: float, base: float, way: int) -> None:
    colour = figures.BLUE if way > 0 else figures.VERMILLION
    for number, (_, serves) in enumerate(side if way > 0 else reversed(side)):
        place = middle + way * (0.18 + 0.2 * number)
        face = "none" if serves else colour
        axis.plot(
            [place], [base], "o", markersize=8.5, color=colour, markerfacecolor=face, markeredgewidth=1.8
        )


def _key(axis: Any, base: float, left: float) -> None:
    for place, face, words in (
        (left, "none", "serves their own side"),
        (left + 1.75, figures.INK, "does not"),
    ):
        axis.plot(
            [place], [base], "o", markersize=7, color=figures.INK, markerfacecolor=face, markeredgewidth=1.5
        )
        axis.text(place + 0.12, base, words, fontsize=_LEAST, va="center")


# Lane → (row of evidence, words): what the hours of two days hold.
HOURS: dict[str, dict[str, str]] = {
    "The new leaders": {
        "events:co.iliescu_call": "Iliescu rings the Soviet embassy",
        "events:co.request_passed_on": "Lapshin: a request in his name",
        "testimony:dinu_hour": "Coach Dinu: a call in the night",
        "testimony:sarbu_nicolaescu": "Sârbu: Iliescu is pressed to ring",
    },
    "The army": {
        "events:co.dumitru_call": "Dumitru puts the question",
        "testimony:gusa_militaru_phone": "Gușă: Militaru rings Moscow",
        "testimony:gusa_film_words": "Gușă has help declined",
    },
    "Moscow": {
        "testimony:soviet_reply_22": "Reply to Ceaușescu’s charges",
        "events:co.no_concentrations_call": "Staff: help “in any field”",
        "events:co.no_training_call": "Staff: no exercises",
        "events:co.deny_order": "Embassy told to deny any aid",
        "events:co.kulikov": "Staff: no action",
        "testimony:gorbachev_congress_23": "Gorbachev tells the Congress",
    },
    "On the air": {"events:co.radio_broadcast": "Radio: help was asked for"},
}
BROADCAST = "events:co.tv_broadcast"
ORDER = "events:co.deny_order"  # drawn in the colour of the broadcast, whose order the title tells
_SOME_TIME = 12  # hours; what may lie in as many says no more than the day
_FULL, _HATCHED = (
    {"alpha": 0.5, "linewidth": 0.0},
    {"fill": False, "hatch": "////", "linewidth": 0.0, "alpha": 0.4},
)
_FIRST = datetime.datetime(1989, 12, 22, 12)
_LAST = datetime.datetime(1989, 12, 24)


def stretch(row: str) -> tuple[float, float]:
    """From when to when a row may lie, in hours from noon of 22 December; a clock time is a point."""
    cells = evidence.row(row)
    column = "testified" if row == "testimony:gorbachev_congress_23" else "date"
    day = evidence.text(cells, column).rpartition("/")[2]
    first, _, last = (evidence.text(cells, "time") or "00:00/23:59").partition("/")
    ends = (datetime.datetime.fromisoformat(f"{day}T{hour}") for hour in (first, last or first))
    start, end = ((moment - _FIRST).total_seconds() / 3600 for moment in ends)
    return start, end


def hours(_: Chapter) -> Figure:
    """The two days hour by hour, in the lanes of those who rang and answered; the broadcast as a line."""
    import matplotlib.pyplot as plt

    wide = not figures.is_narrow()
    step, left = (0.235, 2.62) if wide else (0.4, 0.1)
    lines = sum(len(lane) for lane in HOURS.values())
    height = step * lines + 0.3 * len(HOURS) + 1.17
    last = (_LAST - _FIRST).total_seconds() / 3600
    with figures.in_style():
        figure = plt.figure(figsize=(figures.width(), height), layout="none")
        axis: Any = figure.add_axes(
            (left / figures.width(), 0.65 / height, 1 - (left + 0.12) / figures.width(), 1 - 1.1 / height)
        )
        axis.set_xlim(0, last)
        axis.set_ylim(step * lines + 0.3 * len(HOURS) + 0.06, 0)
        axis.spines[:].set_visible(False)
        axis.set_yticks([])
        ticks = {0: "noon", 6: "18:00", 12: "midnight", 18: "06:00", 24: "noon", 30: "18:00"}
        said = [words if wide or words[0] != "1" else "" for words in ticks.values()]
        labels = axis.set_xticks(list(ticks), said)
        axis.tick_params(labelsize=_LEAST)
        labels[0].label1.set_horizontalalignment("left")
        for hour in ticks:
            axis.axvline(hour, color=figures.FAINT, linewidth=0.8 if hour == 12 else 0.3)
        at = stretch(BROADCAST)[0]
        axis.axvline(at, color=figures.VERMILLION, linewidth=1.8)
        axis.text(at, -0.02, "television, 10:30", fontsize=_LEAST, ha="center", va="bottom",
                  color=figures.VERMILLION, fontweight="bold")  # fmt: skip
        axis.text(0, -0.2, "22 December", fontsize=_LEAST, va="bottom", fontweight="bold")
        axis.text(12, -0.2, "23 December", fontsize=_LEAST, va="bottom", fontweight="bold")
        _lanes(axis, step, wide)
        _hours_key(figure, height)
    return figure


def _hours_key(figure: Any, height: float) -> None:
    key: Any = figure.add_axes((0, 0, 1, 0.24 / height))
    key.set_xlim(0, figures.width())
    key.set_ylim(0, 1)
    key.axis("off")
    for place, vague, words in ((0.12, False, "in these hours"), (1.5, True, "that day")):
        _bar(key, place, place + 0.33, 0.5, 0.4, figures.BLUE, vague=vague)
        key.text(place + 0.4, 0.5, words, fontsize=_LEAST, va="center")
    key.plot([2.6], [0.5], "o", color=figures.BLUE, markersize=7)
    key.text(2.72, 0.5, "then", fontsize=_LEAST, va="center")


def _bar(
    axis: Any, start: float, end: float, middle: float, tall: float, colour: str, *, vague: bool
) -> None:
    look: dict[str, Any] = _HATCHED if vague else _FULL
    axis.barh([middle], [end - start], height=tall, left=start, facecolor=colour, edgecolor=colour, **look)


def _lanes(axis: Any, step: float, wide: bool) -> None:
    top, outside = 0.0, axis.get_yaxis_transform()
    for lane, told in HOURS.items():
        axis.text(-0.02 if wide else 0, top + 0.18, lane, fontsize=_SMALL, fontweight="bold", va="center",
                  ha="right" if wide else "left", transform=outside)  # fmt: skip
        top += 0.3
        for row, words in told.items():
            start, end = stretch(row)
            place = top + (step / 2 if wide else step - 0.1)
            colour = figures.VERMILLION if row == ORDER else figures.BLUE
            if end > start:
                _bar(axis, max(start, 0), end, place, 0.1, colour, vague=end - start >= _SOME_TIME)
            else:
                axis.plot([start], [place], "o", color=colour, markersize=7)
            at = (-0.02, place, "right") if wide else (0, top + 0.1, "left")
            axis.text(at[0], at[1], words, fontsize=_LEAST, va="center", ha=at[2], transform=outside,
                      color=colour if row == ORDER else figures.INK,
                      fontweight="bold" if row == ORDER else "normal")  # fmt: skip
            top += step
