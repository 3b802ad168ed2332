"""The interval chart: labels beside their marks or above them, the band named, numbers where there is room."""

from __future__ import annotations

from typing import Any

import pytest
from drawings import drawn

from romsov_analysis import figures
from romsov_analysis.figures import Interval, interval_chart
from romsov_analysis.results import Estimate

ROWS = [
    Interval("First", Estimate(1.1, 1.0, 1.2), "1.10"),
    Interval("Second", Estimate(None, 1.5, 2.2), "1.5–2.2"),
    Interval("Third", Estimate.exactly(3.0), "3", "stated"),
    Interval("Fourth", Estimate.exactly(7.0), "7.00"),
]


def chart(**more: Any) -> Any:
    settings: dict[str, Any] = {
        "limits": (0.8, 8.0),
        "ticks": [(1, "as before"), (2, "2 ×")],
        "band": (2.0, 3.0),
    }
    return interval_chart(ROWS, **settings | {"band_words": "the claim", "log": True} | more)


def placed(inches: float) -> tuple[dict[str, Any], list[Any]]:
    with figures.drawn(inches):
        words, marks = drawn(chart())
    return {found.text: found for found in words}, marks


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_labels_stand_left_of_the_axis(inches: float) -> None:
    words, marks = placed(inches)
    left = min(mark.x for mark in marks)
    for row in ROWS:
        assert words[row.label].x < left
        assert any(abs(words[row.label].y - mark.y) < 8 for mark in marks)


def test_a_heading_breaks_the_band_and_what_stands_aside_has_no_mark() -> None:
    rows = ["A heading", ROWS[0], "Another", Interval("Aside", Estimate.exactly(2.5), "2.5", "aside")]
    plain, other = (interval_chart(found, limits=(0.8, 8.0), ticks=[], band=(2.0, 3.0), band_words="claim")
                    for found in (rows, rows[:2]))  # fmt: skip
    # A piece of the band for each row.
    assert [len(chart.axes[0].patches) for chart in (plain, other)] == [2, 1]
    assert len(plain.axes[0].lines) == len(other.axes[0].lines)
    words, _ = drawn(plain)
    assert {"A heading", "Another", "Aside", "2.5"} <= {found.text for found in words}


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_numbers_stand_right_of_their_mark_but_at_the_edge(inches: float) -> None:
    words, marks = placed(inches)
    for row, left in zip(ROWS, (False, False, False, True), strict=True):
        near = [mark for mark in marks if abs(mark.y - words[row.shown].y) < 8]
        assert near
        assert all((words[row.shown].x < mark.x) == left for mark in near)


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_the_band_is_named_over_its_middle(inches: float) -> None:
    words, marks = placed(inches)
    assert words["the claim"].y < min(mark.y for mark in marks)
    assert words["2 ×"].x < words["the claim"].x


def test_a_band_outside_the_axis_is_not_named() -> None:
    words, _ = drawn(chart(band=(20.0, 30.0)))
    assert "the claim" not in {found.text for found in words}


def test_what_was_said_has_another_form_than_what_was_computed() -> None:
    _, marks = placed(figures.WIDE)
    assert len({mark.form for mark in marks}) >= 3  # circle, diamond, bar
