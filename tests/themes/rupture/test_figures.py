"""The pictures of chapter 07, wide and narrow: a mark an event, words that can be read, the island on its arm."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest
from drawings import drawn

from romsov_analysis import evidence
from romsov_analysis import figures as forms
from romsov_analysis.evidence import dates
from romsov_analysis.themes.rupture import chapter, events, figures, quarrels

pytestmark = pytest.mark.usefixtures("fresh_tables")
DRAWN: dict[str, Callable[..., Any]] = {"road": figures.road, "delta": figures.delta}
DAYS: dict[str, dict[str, str]] = {
    "default": {},
    "the autumn": {"first": "1989-09-01"},
    "one day": {"first": "1989-11-23", "last": "1989-11-23"},
    "nothing": {"first": "1986-01-01", "last": "1986-02-01"},
    "everything": {"first": "1961-01-01", "last": "2022-12-31"},
}


@pytest.mark.parametrize("inches", [forms.WIDE, forms.NARROW])
@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("name", DRAWN)
def test_words_can_be_read(name: str, days: str, inches: float) -> None:
    with forms.drawn(inches):
        figure = DRAWN[name](chapter.compute(**DAYS[days]))
    figure.canvas.draw()
    (axis,) = figure.axes
    boxes = [(text.get_text(), text.get_window_extent()) for text in axis.texts]
    assert boxes
    for text in axis.texts:
        assert text.get_fontsize() >= 9, text.get_text()
    for said, box in boxes:
        for low, high, end in ((box.x0, box.x1, figure.bbox.x1), (box.y0, box.y1, figure.bbox.y1)):
            assert -1 <= low <= high <= end + 1, said
    over = [(one, other) for (one, here), (other, there) in itertools.combinations(boxes, 2)
            if here.padded(-1).overlaps(there.padded(-1))]  # fmt: skip
    assert over == []
    # Nor does a mark of the road stand on a word.
    marks = [line.get_window_extent() for line in axis.lines if line.get_marker() == "o"]
    assert [said for said, box in boxes for mark in marks if box.padded(-1).overlaps(mark.padded(-1))] == []
    plt.close(figure)


@pytest.mark.parametrize("days", DAYS)
def test_the_road_has_a_mark_an_event_and_a_lane_a_track(days: str) -> None:
    c = chapter.compute(**DAYS[days])
    words, marks = drawn(figures.road(c))
    assert len(marks) == len(c.road)
    lanes = [found.text for found in words if found.bold and not found.text.isdigit()]
    table = evidence.load("events")
    assert set(lanes) == {events.TRACKS[track] for track in table.loc[c.road.index, "track"]}
    # From top to bottom the marks of a lane are as many as its events.
    heights = [found.y for found in words if found.text in lanes]
    for lane, top, bottom in zip(lanes, heights, [*heights, float("inf")][1:], strict=True):
        own = sum(events.TRACKS[track] == lane for track in table.loc[c.road.index, "track"])
        assert sum(top < mark.y < bottom for mark in marks) == own


@pytest.mark.parametrize("days", DAYS)
def test_the_lanes_come_in_the_order_in_which_the_quarrels_had_begun(days: str) -> None:
    c = chapter.compute(**DAYS[days])
    table = evidence.load("events").loc[c.road.index]
    latest: dict[str, datetime.date] = {}
    for _, cells in table.iterrows():
        day = dates.parse(cells["date"]).latest or datetime.date.max
        lane = events.TRACKS[cells["track"]]
        latest[lane] = min(latest.get(lane, day), day)
    assert [latest[lane] for lane in c.tracks] == sorted(latest.values())


@pytest.mark.parametrize("days", DAYS)
def test_bars_beside_the_lanes_count_the_points_of_the_last_month(days: str) -> None:
    c = chapter.compute(**DAYS[days])
    words, _ = drawn(figures.road(c))
    heights = {found.text: found.y for found in words if found.bold and not found.text.isdigit()}
    counts = [(found.text, found.y) for found in words if found.bold and found.text.isdigit()]
    if days not in ("default", "everything"):
        assert counts == []
        return
    table = evidence.load("quarrels")
    for name, lane in quarrels.QUARRELS.items():
        below = min([y for y in heights.values() if y > heights[lane]], default=float("inf"))
        (said,) = [text for text, y in counts if heights[lane] < y < below]
        assert int(said) == (table["quarrel"] == name).sum()


def test_hollow_are_the_events_without_a_day() -> None:
    c = chapter.compute()
    _, marks = drawn(figures.road(c))
    spans = [dates.parse(str(evidence.row(f"events:{name}")["date"])) for name in c.road.index]
    assert sum(mark.hollow for mark in marks) == sum(span.earliest != span.latest for span in spans)


def test_the_wide_road_names_what_the_story_tells() -> None:
    for name in events.LABELS:
        assert evidence.row(f"events:{name}")["document"] == "corneanu"
    words = {found.text for found in drawn(figures.road(chapter.compute()))[0]}
    assert set(events.LABELS.values()) <= words


def test_the_island_stands_on_the_arm_that_is_drawn_as_the_frontier() -> None:
    figure = figures.delta(chapter.compute())
    island = forms.points("maican")[0]
    nearest = {}
    for arm in ("danube_chilia", "danube_sulina", "danube_george"):
        nearest[arm] = min(_distance(island, *pair) for pair in itertools.pairwise(forms.points(arm)))
    assert min(nearest, key=nearest.__getitem__) == "danube_chilia"
    assert nearest["danube_chilia"] < 0.05
    bold = max(figure.axes[0].lines, key=lambda line: line.get_linewidth())
    assert list(zip(bold.get_xdata(), bold.get_ydata(), strict=True)) == forms.points("danube_chilia")
    plt.close(figure)


def _distance(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """From a point to a piece of a line."""
    along = complex(*other) - complex(*one)
    share = ((complex(*point) - complex(*one)) / along).real if along else 0.0
    return abs(complex(*one) + along * min(max(share, 0.0), 1.0) - complex(*point))


def test_december_comes_in_the_order_of_time_without_the_next_chapter() -> None:
    told = figures.december_days(chapter.compute())
    assert [event.at.date() for event in told] == sorted(event.at.date() for event in told)
    assert told[0].at.date() == datetime.date(1989, 12, 16)
    titles = {str(evidence.row(f"events:{name}")["title"]) for name in figures.OF_CHAPTER_08}
    assert not titles & {event.words for event in told}
