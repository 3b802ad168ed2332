"""The figures of chapter 04: losses beside the page's figures, what became of the prisoners, the road out."""

from __future__ import annotations

import datetime
import textwrap
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures
from romsov_analysis.evidence import dates
from romsov_analysis.figures import style
from romsov_analysis.results import Result
from romsov_analysis.themes.armistice.chapter import Chapter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Heading → counts of the army, each with its word and colour, and figures of the page, each with its word. No man is
# in two of these counts.
FRONTS: dict[str, tuple[dict[str, tuple[str, str]], dict[str, str]]] = {
    "Against the Soviet Union, 1941 to 1944": (
        {
            "east_killed": ("killed", style.VERMILLION),
            "east_wounded": ("wounded", style.ORANGE),
            "east_missing": ("missing", style.SKY),
        },
        {"killed": "killed", "missing": "missing or captured"},
    ),
    "Disarmed after the change of side": (
        {"disarmed": ("taken prisoner", style.BLUE)},
        {"transported": "taken to the Soviet Union"},
    ),
    "Against Germany and Hungary, 1944 to 1945": (
        {
            "west_dead": ("killed", style.VERMILLION),
            "west_wounded": ("wounded", style.ORANGE),
            "west_missing": ("missing", style.SKY),
        },
        {"perished": "“perished”"},
    ),
}
_COLOURS = {
    "killed": style.VERMILLION,
    "perished": style.VERMILLION,
    "missing": style.SKY,
    "transported": style.BLUE,
}
# What each word of the picture of losses is drawn in.
KEY = {
    "killed": style.VERMILLION, "wounded": style.ORANGE, "missing": style.SKY, "taken prisoner": style.BLUE,
}  # fmt: skip
# Heading → the men of a side, and what the other side's files tell of them, each with words and colour.
FATES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "Romanians missing or disarmed": (
        "lost_track",
        {
            "returned_1945": ("sent home in 1945", style.GREEN),
            "camps_1946": ("in camps in 1946", style.BLUE),
            "volunteers": ("joined a division", style.PURPLE),
            "died_official": ("dead, by Russia’s count", style.VERMILLION),
            "untold": ("in files, fate not told", style.FAINT),
            "unfiled": ("in no Soviet file", style.FAINT),
        },
    ),
    "Soviet soldiers captured": (
        "sp_taken",
        {
            "sp_released": ("let go", style.GREEN),
            "sp_present": ("in Romania in August 1944", style.BLUE),
            "sp_escaped": ("escaped", style.PURPLE),
            "sp_died": ("dead, by Romania’s count", style.VERMILLION),
            "soviet_rest": ("in no count of a camp", style.FAINT),
        },
    ),
}
PALE = ("unfiled", "soviet_rest")  # of whom the captor knows nothing; greys are for what is not told
ABOUT = ("camps_1946", "untold")  # numbers that rest on a round one
# Steps of the road → what is written, and on which side: the government's on the left, the opposition's on the right.
SHOWN = {
    "madrid_1943": ("Madrid: ready to talk of surrender", "left"),
    "maniu_message": ("Maniu would send a delegate", "right"),
    "stockholm_approach": ("a Soviet diplomat calls", "left"),
    "stockholm_january": ("Moscow will not say what it wants", "left"),
    "cairo_opens": ("Știrbey talks at Cairo", "right"),
    "message_antonescu": ("Moscow offers to deal with Antonescu", "left"),
    "april_terms": ("Soviet terms handed over", "right"),
    "refusal": ("Antonescu refuses", "left"),
    "stockholm_may": ("better terms, says a diplomat", "left"),
    "bloc": ("Four parties form a bloc", "right"),
    "maniu_plan": ("Maniu accepts the terms", "right"),
    "coup": ("The coup", "right"),
    "signed": ("The armistice", "right"),
}
# Where the front stood from each row on, the first from the beginning; and how dark.
FRONT = {
    "": ("front in the Ukraine", 0.08),
    "prut": ("front at Iași", 0.2),
    "offensive": ("", 0.38),
    "bucharest": ("", 0.55),
}


def numbers(c: Chapter) -> dict[str, Result]:
    """Counts and sums by the last part of their ids."""
    return {**c.losses.counts, **c.losses.sums}


def losses(c: Chapter) -> Figure:
    """A bar a front, its losses side by side, and below it the figures of the page on the same scale."""
    known = numbers(c)
    step, margin, key = 1.06, 0.04, 0.3
    height = key + step * len(FRONTS)
    most = max(
        [*(_total(known, heading) for heading in FRONTS), *(one.value for one in c.losses.held.values())]
    )
    with style.in_style():
        figure, axis = figures.sheet(height)
        scale = (figures.width() - 2 * margin) / most
        for place, (word, colour) in enumerate(KEY.items()):
            at = margin + place * (0.78 if figures.is_narrow() else 1.1)
            axis.barh([0.15], [0.12], left=[at], height=0.12, color=colour)
            axis.text(at + 0.16, 0.15, word, fontsize=9, va="center")
        for number, (heading, (counts, figures_)) in enumerate(FRONTS.items()):
            top = key + number * step
            axis.text(margin, top + 0.13, heading, fontsize=9.5, fontweight="bold", va="center")
            parts = [(known[name].low, word, colour) for name, (word, colour) in counts.items()]
            _bar(axis, margin, top + 0.25, scale, parts, filled=True)
            said = [(c.losses.held[name].value, word, _COLOURS[name]) for name, word in figures_.items()]
            _bar(axis, margin, top + 0.65, scale, said, filled=False)
    return figure


def _total(known: dict[str, Result], heading: str) -> float:
    return sum(known[name].low for name in FRONTS[heading][0])


def _bar(
    axis: Any, left: float, top: float, scale: float, parts: list[tuple[float, str, str]], *, filled: bool
) -> None:
    """Parts side by side with a line of words below: filled for the army, in outline for the page."""
    at = left
    for value, _, colour in parts:
        axis.barh(
            [top + 0.08], [value * scale], left=[at], height=0.16, linewidth=1.4,
            color=colour, alpha=None if filled else 0.25, edgecolor="white",
        )  # fmt: skip
        if not filled:
            axis.barh(
                [top + 0.08], [value * scale], left=[at], height=0.16, linewidth=1.4, color="none",
                edgecolor=style.INK, linestyle=(0, (3, 1.5)),
            )  # fmt: skip
        at += value * scale
    words = ", ".join(f"{value:,.0f} {word}" for value, word, _ in parts)
    page = "Study" if figures.is_narrow() else "Country study"
    axis.text(left, top + 0.25, words if filled else f"{page}: {words}", fontsize=9, va="center")


def about(name: str) -> str:
    """What stands before a number that rests on a round one."""
    return "about " if name in ABOUT else ""


def fates(c: Chapter) -> Figure:
    """A bar a side on one scale, parted by what the captor's files tell; a line of words for each part below it."""
    known, narrow = numbers(c), figures.is_narrow()
    columns = 1 if narrow else 2
    lines = {heading: -(-len(parts) // columns) for heading, (_, parts) in FATES.items()}
    height = sum(0.68 + 0.19 * many for many in lines.values())
    with style.in_style():
        figure, axis = figures.sheet(height)
        scale = (figures.width() - 0.08) / max(known[whole].low for whole, _ in FATES.values())
        top = 0.0
        for heading, (whole, parts) in FATES.items():
            title = f"{heading}: {known[whole].low:,.0f}"
            axis.text(0.04, top + 0.13, title, fontsize=9.5, fontweight="bold", va="center")
            at = 0.04
            for place, (name, (words, colour)) in enumerate(parts.items()):
                wide = known[name].low * scale
                look = {"color": colour, "alpha": 0.35 if name in PALE else None}
                axis.barh(
                    [top + 0.37], [wide], left=[at], height=0.2, edgecolor="white", linewidth=0.8, **look
                )
                at += wide
                left = 0.04 + place // lines[heading] * figures.width() / 2
                down = top + 0.62 + 0.19 * (place % lines[heading])
                axis.barh([down], [0.12], left=[left], height=0.12, **look)
                axis.text(left + 0.17, down, f"{_amount(known, name)} {words}", fontsize=9, va="center")
            top += 0.68 + 0.19 * lines[heading]
    return figure


def _amount(known: dict[str, Result], name: str) -> str:
    """A number as the picture has it: round where it rests on a round one."""
    return f"about {round(known[name].low, -3):,.0f}" if name in ABOUT else f"{known[name].low:,.0f}"


def on_the_road(c: Chapter) -> list[str]:
    """The steps that the picture of the road shows."""
    return [name for name in c.road.rows.index if name in SHOWN]


def road(c: Chapter) -> Figure:
    """Days downwards; the government's steps on the left, the opposition's on the right, the front behind."""
    height = 5.8 if figures.is_narrow() else 3.65
    span = max((c.last - c.first).days, 1)
    middle = figures.width() / 2

    def place(day: datetime.date) -> float:
        return 0.45 + (min(max(day, c.first), c.last) - c.first).days / span * (height - 0.65)

    with style.in_style():
        figure, axis = figures.sheet(height)
        _front(axis, c, place, middle)
        narrow = figures.is_narrow()
        heads = (
            (middle - 0.3, "right", "Government" if narrow else "Antonescu’s government"),
            (
                middle + 0.3,
                "left",
                "Opposition, king" if narrow else "Opposition, king, new government",
            ),
        )
        for at, side, words in heads:
            axis.text(at, 0.15, words, fontsize=9.5, fontweight="bold", ha=side, va="center")
        lowest = {"left": 0.25, "right": 0.25}
        room = 19 if narrow else 40
        year = {"left": "", "right": ""}
        for name in on_the_road(c):
            words, side = SHOWN[str(name)]
            date = str(c.road.rows.loc[name, "date"])
            told = day_of(date) if year[side] == date[:4] else f"{day_of(date)} {date[:4]}"
            year[side] = date[:4]
            lines = textwrap.wrap(f"{told}: {words}", room)
            at = place(_begun(c, str(name)))
            tall = 0.165 * len(lines)
            centre = max(at, lowest[side] + tall / 2 + 0.06)
            lowest[side] = centre + tall / 2
            sign = -1 if side == "left" else 1
            axis.plot(
                [middle + sign * 0.17, middle + sign * 0.27], [at, centre], color=style.FAINT, linewidth=0.8
            )
            axis.plot([middle + sign * 0.17], [at], marker="o", markersize=5, color=style.BLUE)
            axis.text(
                middle + sign * 0.3, centre, "\n".join(lines), fontsize=9, va="center",
                ha="right" if side == "left" else "left",
            )  # fmt: skip
    return figure


def _front(axis: Any, c: Chapter, place: Any, middle: float) -> None:
    """The front as bands behind the lanes, darker as it comes nearer, with words along the middle."""
    begun: list[str] = [name for name in FRONT if not name or name in c.road.rows.index]
    days = [_begun(c, name) for name in begun]
    for name, begin, end in zip(begun, days, [*days[1:], c.last], strict=True):
        words, dark = FRONT[name]
        top, bottom = place(begin), place(end)
        axis.fill_between([0, figures.width()], top, bottom, color=style.ORANGE, alpha=dark, linewidth=0)
        if words and bottom - top > 0.068 * len(words):
            axis.text(middle, (top + bottom) / 2, words, fontsize=9, rotation=90, ha="center", va="center")


def _begun(c: Chapter, row: str) -> datetime.date:
    """The first day of a step; of no step, the first day shown."""
    day = dates.parse(str(c.road.rows.loc[row, "date"])).earliest if row else None
    return day or c.first


def day_of(date: str) -> str:
    """A date of the picture: the day and the month, the month alone where no day is known."""
    return dates.in_words(date.rstrip("~")).rsplit(" ", 1)[0]
