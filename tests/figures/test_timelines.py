"""Lanes of a timeline: a mark an event at its place, no mark over another, labels where there is room."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import matplotlib.pyplot as plt
import pytest
from drawings import drawn

from romsov_analysis import figures
from romsov_analysis.figures import Event, lanes_chart

FIRST, LAST = datetime.date(1988, 1, 1), datetime.date(1989, 12, 31)


def at(day: str, track: str = "a lane", label: str = "", *, vague: bool = False) -> Event:
    return Event(datetime.datetime.fromisoformat(day), day, day, track, vague=vague, label=label)


def test_marks_stand_at_their_day_on_a_true_axis() -> None:
    events = [at("1988-01-01"), at("1988-07-01", vague=True), at("1989-12-31")]
    _, marks = drawn(lanes_chart(events, FIRST, LAST))
    first, middle, last = (mark.x for mark in marks)
    # 182 and 730 of the 731 days have passed.
    assert (middle - first) / (last - first) == pytest.approx(182 / 730, abs=0.002)
    # The last day stands at the end of the picture, not before it.
    assert last > 0.97 * 72 * figures.WIDE
    assert [mark.hollow for mark in marks] == [False, True, False]
    assert len({mark.y for mark in marks}) == 1


def test_what_falls_together_is_stacked_so_that_no_mark_covers_another() -> None:
    events = [at(f"1989-11-{day:02}") for day in range(1, 30)]
    for inches in (figures.WIDE, figures.NARROW):
        with figures.drawn(inches):
            _, marks = drawn(lanes_chart(events, FIRST, LAST))
        assert len(marks) == len(events)
        for one, other in itertools.combinations(marks, 2):
            assert max(abs(one.x - other.x), abs(one.y - other.y)) > 5


def test_lanes_come_in_the_order_of_their_tracks_with_bold_titles() -> None:
    words, marks = drawn(lanes_chart([at("1989-01-01", "first"), at("1988-01-01", "second")], FIRST, LAST))
    titles = [found for found in words if found.bold]
    assert [found.text for found in titles] == ["first", "second"]
    assert titles[0].y < marks[0].y < titles[1].y < marks[1].y


def test_a_label_stands_beside_its_mark_or_not_at_all() -> None:
    near = [at("1988-06-01", label="the first of them"), at("1988-08-01", label="the second of them")]
    words, marks = drawn(lanes_chart(near, FIRST, LAST))
    by_text = {found.text: found for found in words}
    # The first has no room to its right, where the second mark stands, and goes to the left.
    assert by_text["the first of them"].x < marks[0].x
    assert by_text["the second of them"].x > marks[1].x
    crowd = [at(f"1988-{month:02}-01", label="far too long a label") for month in range(1, 13)]
    written = [found for found in drawn(lanes_chart(crowd, FIRST, LAST))[0] if "label" in found.text]
    assert 1 <= len(written) < 12


def test_the_shade_runs_from_its_day_to_the_end_and_has_words() -> None:
    begin = datetime.date(1989, 9, 1)
    figure = lanes_chart([at("1989-09-01"), at("1989-12-31")], FIRST, LAST, shade=(begin, "late"))
    words, _ = drawn(figure)
    assert "late" in {found.text for found in words}
    bare = lanes_chart([at("1989-09-01")], FIRST, LAST)
    assert not list(bare.axes[0].patches)
    again = lanes_chart([at("1989-09-01")], FIRST, LAST, shade=(begin, "late"))
    (shade,) = again.axes[0].patches
    edges: Any = shade.get_path().get_extents()
    line = next(line for line in again.axes[0].lines if line.get_marker() == "o")
    assert edges.x0 == pytest.approx(line.get_xdata()[0])
    assert edges.x1 == figures.WIDE
    plt.close("all")


def test_an_axis_without_events_still_has_its_days() -> None:
    words, marks = drawn(lanes_chart([], FIRST, LAST))
    assert marks == []
    assert [found.text for found in words] == ["Jan 1988", "Jul 1988", "Jan 1989", "Jul 1989"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1988-01-01", "1989-12-15", ["Jan 1988", "Jul 1988", "Jan 1989", "Jul 1989"]),
        ("1989-11-23", "1989-11-23", ["23 Nov"]),
        ("1989-11-23", "1989-12-20", ["23 Nov", "20 Dec"]),
        ("1961-01-01", "2022-12-31", ["1970", "1980", "1990", "2000", "2010", "2020"]),
    ],
)
def test_the_ticks_are_few_and_begin_a_month_or_a_year(first: str, last: str, words: list[str]) -> None:
    ends = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    found = [mark.text for mark in drawn(lanes_chart([], *ends))[0]]
    assert found == words
