"""The pictures of chapter 07, the road on its tracks and the island, and the events of the December days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence, figures
from romsov_analysis.figures import Event, Word, points
from romsov_analysis.figures.maps import Look, Point
from romsov_analysis.themes.rupture import events
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter
from romsov_analysis.themes.rupture.quarrels import QUARRELS

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
    """A lane a quarrel, a mark an event at its first day, and how often the last month returned to it."""
    late = c.first < AUTUMN <= c.last
    shade = (AUTUMN, "from September 1989") if late else None
    bars = {QUARRELS[name]: int(c.quarrels[name].low) for name in QUARRELS if name in c.quarrels}
    beside = (bars, "raised in the\nlast month") if whole(c) else None
    return figures.lanes_chart(on_the_road(c), c.first, c.last, shade=shade, bars=beside)


def whole(c: Chapter) -> bool:
    """Whether the road has every quarrel, so that those of the last month can be set beside each other."""
    return set(QUARRELS.values()) == set(c.tracks)


def delta(_: Chapter) -> Figure:
    """The delta of the Danube, the arm that was the frontier, and the island in it."""
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
        Word(points("maican")[0], str(evidence.row("map:maican")["title"]), "town"),
    ]
    window = ((28.5, 44.84), (30.0, 45.6)) if narrow else ((28.2, 44.84), (30.4, 45.6))
    return figures.map_chart(window, lines, words)


def december_days(c: Chapter) -> list[figures.Event]:
    """The December days of this chapter in the order of time; without an hour last of their day."""
    shown = [events.event(str(name), by_day=True) for name in c.december.index if name not in OF_CHAPTER_08]
    return sorted(shown, key=lambda event: (event.at.date(), event.vague, event.at))
