"""Figures that chapters share: same bytes for the same input, words as text, forms that do without colour."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest
from drawings import ALT, downwards, drawn

from romsov_analysis import figures
from romsov_analysis.figures import SIGNS, Cell, Event, matrix_chart, sorted_chart, timeline
from romsov_analysis.themes.pacts.figures import Lane, Rule, rules_chart, swimlanes

day = datetime.date.fromisoformat


# --- figures of a realistic size, for what holds of all --------------------------------------------------


def events(count: int = 50) -> list[Event]:
    start = datetime.datetime(1989, 12, 20)
    return [
        Event(
            start + number * datetime.timedelta(hours=3),
            f"{20 + number // 8} Dec {number % 8 * 3:02}:00",
            f"event{number} is told of in some words which are many enough for two lines",
            ("article", "outside")[number % 2],
            vague=number % 3 == 0,
        )
        for number in range(count)
    ]


TICKS = [(datetime.datetime(1989, 12, number), f"{number} Dec") for number in range(20, 29)]
TRACKS = {"article": "the article", "outside": "other sources"}


def lanes(count: int = 60) -> list[Lane]:
    outcomes = ("broken", "ended", "observed")
    return [
        Lane(f"Lane {number}", day("1925-01-01"), day("1939-09-01"), outcomes[number % 3], day("1933-03-03"))
        for number in range(count)
    ]


def matrix(count: int = 32) -> Any:
    signs = itertools.cycle(["plus", "dot", "dot", "cross", "dot", "full", "half"])
    rows = [(f"Row {number}", [next(signs) for _ in range(5)]) for number in range(count)]
    legend = {name: f"Sign {name}" for name in SIGNS}
    heads = {0: "First group", 9: "Second group"}
    return matrix_chart(rows, [f"Column {number}" for number in range(5)], legend, marked=2, groups=heads)


def cells() -> Any:
    few, many = (
        Cell(["Alone", "A far longer name"], shaded=True),
        Cell([f"Name {number}" for number in range(12)]),
    )
    rows = [("First heading", [many, few]), ("A second, longer heading", [Cell([]), many])]
    return sorted_chart(rows, [("Signed", "full"), ("Not signed", "cross")], shares=(2, 1))


def rules() -> Any:
    shares = ((0.0, 40.0), (60.0, 100.0))
    return rules_chart(
        [Rule(f"Rule {number} in words", shares) for number in range(6)], ("then", "now"), 50, "claim"
    )


WHOLE: dict[str, Callable[[], Any]] = {
    "timeline": lambda: timeline(events(), TRACKS, ticks=TICKS),
    "matrix": matrix,
    "sorted": cells,
    "swimlanes": lambda: swimlanes(
        [("group", lanes())], [("1 of 2", "then"), ("3 of 4", "now")], day("1939-09-01"), day("1945-09-02")
    ),
    "rules": rules,
}


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
@pytest.mark.parametrize("name", WHOLE)
def test_the_same_input_gives_the_same_bytes(name: str, inches: float) -> None:
    with figures.drawn(inches):
        _same_bytes(name, inches)


def _same_bytes(name: str, inches: float) -> None:
    open_before = plt.get_fignums()
    first = figures.svg(WHOLE[name](), ALT)
    with plt.rc_context({"font.size": 30, "svg.fonttype": "path"}):
        assert figures.svg(WHOLE[name](), ALT) == first
    assert plt.get_fignums() == open_before
    width = re.search(r'<svg [^>]*width="([\d.]+)pt"', first)
    assert width is not None
    assert float(width[1]) == pytest.approx(72 * inches, abs=1)


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_drawn_beside_the_picture(name: str, inches: float) -> None:
    with figures.drawn(inches):
        _nothing_beside(name)


def _nothing_beside(name: str) -> None:
    root = ET.fromstring(figures.svg(WHOLE[name](), ALT))
    _, _, width, height = map(float, root.get("viewBox", "").split())
    words, marks = drawn(WHOLE[name]())
    for found in (*words, *marks):
        assert 0 <= found.x <= width
        assert 0 <= found.y <= height


# --- timeline -------------------------------------------------------------------------------------------


def test_a_timeline_has_every_word_from_top_to_bottom() -> None:
    told = events()
    words, marks = drawn(timeline(told, TRACKS, ticks=TICKS))
    lines = [found for found in words if found.text not in {*TRACKS.values(), *(label for _, label in TICKS)}]
    assert all(above.y < below.y for above, below in itertools.pairwise(lines))
    assert " ".join(found.text for found in lines) == " ".join(
        f"{event.when}: {event.words}" for event in told
    )
    assert max(len(found.text) for found in lines) <= 41
    assert len({found.x for found in lines}) == 1
    assert downwards(words, [label for _, label in TICKS])
    assert {*TRACKS.values()} <= {found.text for found in words}
    # Between two events there is more room than between two lines of one.
    steps = [(below.y - above.y, ": event" in below.text) for above, below in itertools.pairwise(lines)]
    assert (
        max(step for step, begins in steps if not begins) < min(step for step, begins in steps if begins) - 3
    )
    assert max(found.x for found in words if found.text.endswith(" Dec")) < lines[0].x
    # A mark stands at the height of its words; those of the legend come last.
    own = marks[: len(told)]
    assert [mark.hollow for mark in own] == [event.vague for event in told]
    starts = [number for number, found in enumerate(lines) if ": event" in found.text]
    for mark, start, end in zip(own, starts, [*starts[1:], len(lines)], strict=True):
        middle = (lines[start].y + lines[end - 1].y) / 2
        assert mark.y == pytest.approx(middle, abs=4)


def test_tracks_differ_by_form_and_by_place() -> None:
    tracks = {name: f"Track {name}" for name in "abcdef"}
    at = datetime.datetime(1989, 12, 22)
    words, marks = drawn(timeline([Event(at, "when", "words", name) for name in tracks], tracks, ticks=TICKS))
    own, legend = marks[:6], marks[6:]
    assert len({mark.form for mark in own}) == 6
    assert [mark.form for mark in own] == [mark.form for mark in sorted(own, key=lambda mark: mark.x)]
    assert len({mark.x for mark in own}) == 6
    assert len(legend) == 6
    assert {found.text for found in words} >= {*tracks.values()}
    # A vague event of a track keeps its form.
    alone = {"a": "A"}
    _, pair = drawn(
        timeline([Event(at, "w", "w", "a", vague) for vague in (False, True)], alone, ticks=TICKS)
    )
    assert (pair[0].form, pair[0].hollow, pair[1].hollow) == (pair[1].form, False, True)


def test_a_track_without_a_form_is_refused() -> None:
    seven = dict.fromkeys("abcdefg", "words")
    for tracks in ({"a": "A"}, seven):
        with pytest.raises(KeyError, match="g"):
            timeline([Event(datetime.datetime(1989, 12, 22), "when", "words", "g")], tracks, ticks=TICKS)
    plt.close("all")


def test_the_axis_of_a_timeline_is_true_to_time() -> None:
    ticks = [TICKS[0], TICKS[-1]]
    first, last = ticks[0][0], ticks[1][0]
    moments = [first - (last - first), first, first + (last - first) / 4, last, last + (last - first)]
    figure = timeline([Event(at, "when", "words", "article") for at in moments], TRACKS, ticks=ticks)
    lines = [line for line in figure.axes[0].lines if line.get_marker() == "None"]
    axis, *leads = lines
    ends = axis.get_ydata()
    # What lies outside of the axis stands at its ends.
    shares = [(line.get_ydata()[0] - ends[0]) / (ends[1] - ends[0]) for line in leads]
    assert shares == pytest.approx([0, 1, 0, 0, 0.25, 1, 1])  # two ticks, then the events
    plt.close(figure)


def test_a_longer_timeline_is_a_taller_one() -> None:
    heights = [timeline(events(count), TRACKS, ticks=TICKS).get_figheight() for count in (10, 20, 30)]
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1], abs=0.5)
    assert heights[0] < heights[1] - 1
    plt.close("all")


def test_a_grouped_timeline_has_headings_instead_of_an_axis() -> None:
    at = datetime.datetime(1989, 12, 22)
    told = [
        Event(
            at, "10:00", "a long way to say that television was on the air", "article", group="22 December"
        ),
        Event(at, "", "without an hour", "outside", vague=True, group="22 December"),
        Event(at, "10:30", "asks", "article", group="23 December"),
    ]
    figure = timeline(told, TRACKS, grouped=True)
    assert [line for line in figure.axes[0].lines if line.get_marker() == "None"] == []
    plain = timeline(told, TRACKS, ticks=TICKS)
    assert figure.get_figheight() > plain.get_figheight()
    # Beside an axis groups change nothing.
    alone = timeline([dataclasses.replace(event, group="") for event in told], TRACKS, ticks=TICKS)
    assert figures.svg(plain, ALT) == figures.svg(alone, ALT)
    words, marks = drawn(figure)
    # An event without a date in words has its own words alone; lines have room for more.
    texts = ["22 December", "10:00: a long way to say that television was on the", "air", "without an hour"]
    assert downwards(words, [*texts, "23 December", "10:30: asks", "the article"])
    assert {found.text for found in words if found.bold} == {"22 December", "23 December"}
    assert [mark.hollow for mark in marks[:3]] == [False, True, False]
    assert marks[0].x == marks[2].x < marks[1].x < min(found.x for found in words if found.text in texts[1:])
    plt.close("all")


def test_an_axis_without_ticks_runs_from_the_first_event_to_the_last() -> None:
    moments = [datetime.datetime(1989, 12, number) for number in (20, 21, 24)]
    figure = timeline([Event(at, "when", "words", "article") for at in moments], TRACKS)
    axis, *leads = [line for line in figure.axes[0].lines if line.get_marker() == "None"]
    whole = axis.get_ydata()[1]
    assert [line.get_ydata()[0] / whole for line in leads] == pytest.approx([0, 0.25, 1])
    plt.close(figure)


def test_a_single_event_needs_no_ticks() -> None:
    figure = timeline([Event(datetime.datetime(1989, 12, 22), "when", "words", "article")], TRACKS)
    assert {"when: words"} <= {found.text for found in drawn(figure)[0]}
