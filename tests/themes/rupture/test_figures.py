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
DRAWN: dict[str, Callable[..., Any]] = {
    "disputed": figures.disputed,
    "road": figures.road,
    "delta": figures.delta,
}
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
        # Black is no colour of the book: it would stay black where the page is dark.
        assert text.get_color() != "black", text.get_text()
    for said, box in boxes:
        for low, high, end in ((box.x0, box.x1, figure.bbox.x1), (box.y0, box.y1, figure.bbox.y1)):
            assert -1 <= low <= high <= end + 1, said
    over = [(one, other) for (one, here), (other, there) in itertools.combinations(boxes, 2)
            if here.padded(-1).overlaps(there.padded(-1))]  # fmt: skip
    assert over == []
    # Nor does a mark of the road stand on a word.
    marks = [line.get_window_extent() for line in axis.lines if line.get_marker() in ("o", "s")]
    assert [said for said, box in boxes for mark in marks if box.padded(-1).overlaps(mark.padded(-1))] == []
    plt.close(figure)


@pytest.mark.parametrize("days", DAYS)
def test_the_road_has_a_mark_an_event_and_a_lane_a_track(days: str) -> None:
    c = chapter.compute(**DAYS[days])
    words, marks = drawn(figures.road(c))
    assert len(marks) == len(c.road)
    lanes = [found.text for found in words if found.bold]
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


@pytest.mark.parametrize("inches", [forms.WIDE, forms.NARROW])
def test_each_point_in_dispute_is_a_mark_in_the_row_of_its_quarrel(inches: float) -> None:
    with forms.drawn(inches):
        words, marks = drawn(figures.disputed(chapter.compute()))
    table = evidence.load("quarrels").query("stance == 'dispute'")
    rows = {found.text: found.y for found in words if found.bold}
    assert set(rows) == set(quarrels.QUARRELS.values())
    # In the narrow picture a row stands below its name, in the wide one beside it; the legend is neither.
    said = [found for found in words if found.text in quarrels.VOICES.values()]
    legend = [
        mark for mark in marks if any(abs(mark.y - own.y) < 6 and 0 < own.x - mark.x < 20 for own in said)
    ]
    assert len(legend) == len(quarrels.VOICES) == len({(mark.form, mark.hollow) for mark in marks})
    for name, title in quarrels.QUARRELS.items():
        own = table[table["quarrel"] == name]
        reach = (-10, 10) if inches == forms.WIDE else (0, 30)
        here = [mark for mark in marks if reach[0] < mark.y - rows[title] < reach[1] and mark not in legend]
        assert len(here) == len(own), name
        assert sum(mark.hollow for mark in here) == (own["said_to"] == "own").sum()
        discs = [mark for mark in here if mark.form == legend[-1].form]
        assert len(discs) == (own["side"] == "soviet").sum()
        (total,) = [found.text for found in words if reach[0] < found.y - rows[title] < reach[1] + 2
                    and (found.text.isdigit() or found.text == "none")]  # fmt: skip
        assert total == (str(len(own)) if len(own) else "none")


def test_the_last_month_runs_from_the_congress_to_the_charge() -> None:
    begin = dates.parse(evidence.load("events").loc["co.congress", "date"]).earliest
    end = dates.parse(evidence.load("events").loc["co.timisoara_charge", "date"]).earliest
    assert begin is not None
    assert end is not None
    assert (
        f"{dates.in_words(begin.isoformat()).rsplit(' ', 1)[0]} to {dates.in_words(end.isoformat())}"
        in figures.HEAD
    )


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


def test_the_island_is_marked_on_neither_bank_of_the_arm_that_is_drawn_as_the_frontier() -> None:
    figure = figures.delta(chapter.compute())
    island = forms.points("maican")[0]
    far = {}
    for arm in ("danube_chilia", "danube_sulina", "danube_george"):
        far[arm] = min(_distance(island, *pair) for pair in itertools.pairwise(forms.points(arm)))
    assert min(far, key=far.__getitem__) == "danube_chilia"
    assert far["danube_chilia"] < 0.05
    lines = figure.axes[0].lines
    bold = max(lines, key=lambda line: line.get_linewidth())
    assert list(zip(bold.get_xdata(), bold.get_ydata(), strict=True)) == forms.points("danube_chilia")
    (ring,) = [line for line in lines if line.get_marker() == "o"]
    at = (ring.get_xdata()[0], ring.get_ydata()[0])
    assert ring.get_markerfacecolor() == "none"
    # The sea is tinted, and neither the island nor the arm lies in it.
    (sea,) = figure.axes[0].patches
    assert not sea.get_path().contains_point(island)
    assert sea.get_path().contains_point((30.2, 45.0))
    assert min(_distance(at, *pair) for pair in itertools.pairwise(forms.points("danube_chilia"))) < 1e-9
    assert abs(complex(*at) - complex(*island)) == pytest.approx(far["danube_chilia"])
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
