"""The figures of chapters 03 and 07: life lines, the curve of all ways, incidence, two letters."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import math
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from drawings import downwards, drawn
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from romsov_analysis.figures import LARGEST, svg
from romsov_analysis.themes.pacts import chapter, figures
from romsov_analysis.themes.pacts.figures import Lane, curve_of_ways, incidence_curves, swimlanes
from romsov_analysis.themes.pacts.survival import Share
from romsov_analysis.themes.rupture.figures import Point, side_by_side

HEADINGS = [
    ("First", [("a", "Choice a"), ("b", "Choice b")]),
    ("Second", [("c", "Choice c"), ("d", "Choice d")]),
]

day = datetime.date.fromisoformat


@dataclasses.dataclass(frozen=True)
class Told:
    """As much of a way of counting as the curve draws."""

    measured: Share
    choices: tuple[str, ...]


def curve(years: Sequence[float], **columns: Sequence[float]) -> pd.DataFrame:
    return pd.DataFrame(columns, index=pd.Index(years, name="years"))


def test_life_lines_run_from_start_to_stop_and_end_in_a_form_of_their_own() -> None:
    kinds = ("observed", "contested", "ended", "broken")
    drawing = [
        Lane(f"Lane {kind}", day(f"193{n}-01-01"), day(f"193{n + 3}-05-05"), kind)
        for n, kind in enumerate(kinds)
    ]
    figure = swimlanes(drawing, [(day("1939-09-01"), "War")], day("1945-09-02"))
    axis = figure.axes[0]
    spans = [line for line in axis.lines if line.get_marker() == "None"][1:]
    expected = [[lane.start.toordinal(), lane.stop.toordinal()] for lane in drawing]
    assert [list(line.get_xdata()) for line in spans] == expected
    assert [list(line.get_ydata()) for line in spans] == [[number] * 2 for number in range(4)]
    ends = [line for line in axis.lines if line.get_marker() != "None"]
    assert [list(line.get_xdata()) for line in ends] == [[stop] for _, stop in expected]
    # Without colour: what is contested has the form of a breach, at the end of a broken line.
    assert len({(end.get_marker(), span.get_linestyle()) for end, span in zip(ends, spans, strict=True)}) == 4
    low, high = axis.get_xlim()
    assert low < expected[0][0]
    assert high > day("1945-09-02").toordinal()
    words, _ = drawn(figure)
    assert downwards(words, ["War", *(lane.label for lane in drawing)])
    assert {"broken", "broken, contested", "ended otherwise", "in force", "1930"} <= {
        found.text for found in words
    }


def test_a_legend_of_life_lines_has_only_what_is_drawn() -> None:
    words, _ = drawn(
        swimlanes([Lane("A", day("1930-01-01"), day("1935-01-01"), "ended")], [], day("1945-09-02"))
    )
    texts = {found.text for found in words}
    assert "ended otherwise" in texts
    assert not {"broken", "broken, contested", "in force"} & texts


def test_a_specification_curve_is_ordered_by_share() -> None:
    told = [
        Told(Share(1, 2, 0.4, 0.7), ("a", "c")),
        Told(Share(1, 10, 0, 0.2), ("b", "c")),
        Told(Share(1, 2, 0.3, 0.6), ("a", "b")),
    ]
    figure = curve_of_ways(told, HEADINGS, reference=[(0.5, "one half"), (0.95, "nearly all")])
    above, below = figure.axes
    intervals, shares, *levels = above.lines
    assert list(shares.get_xdata()) == [0, 1, 2]
    assert shares.get_ydata() == pytest.approx([10, 50, 50])
    nan = float("nan")
    assert intervals.get_xdata() == pytest.approx([0, 0, nan, 1, 1, nan, 2, 2, nan], nan_ok=True)
    # Equal shares stand in the order of their choices.
    assert intervals.get_ydata() == pytest.approx([0, 20, nan, 30, 60, nan, 40, 70, nan], nan_ok=True)
    assert [line.get_ydata()[0] for line in levels] == [50, 95]
    stretches = {
        line.get_ydata()[0]: list(line.get_xdata()[:2]) for line in below.lines if len(line.get_xdata())
    }
    # Rows 0 and 3 are headings; nobody chose d.
    assert stretches == {1: [0.5, 2.5], 2: [-0.5, 1.5], 4: [-0.5, 0.5]}
    words, _ = drawn(figure)
    texts = ["First", "Choice a", "Choice b", "Second", "Choice c", "Choice d"]
    assert downwards(words, texts)
    assert [found.bold for found in words if found.text in texts] == [True, False, False] * 2
    assert {"one half", "nearly all", "broken, % of treaties"} <= {found.text for found in words}


@pytest.mark.parametrize(
    ("taken", "ends"),
    [
        ("", []),
        ("000", []),
        ("1", [(-0.5, 0.5)]),
        ("111", [(-0.5, 2.5)]),
        ("1011", [(-0.5, 0.5), (1.5, 3.5)]),
        ("0100", [(0.5, 1.5)]),
    ],
)
def test_neighbours_are_one_stretch(taken: str, ends: list[tuple[float, float]]) -> None:
    xs, ys = figures._runs([sign == "1" for sign in taken], 7)
    assert xs == pytest.approx([x for pair in ends for x in (*pair, float("nan"))], nan_ok=True)
    assert ys == [7] * len(xs)


@given(st.lists(st.booleans(), max_size=40))
def test_stretches_cover_what_is_taken_and_nothing_else(taken: list[bool]) -> None:
    xs, _ = figures._runs(taken, 0)
    stretches = list(zip(xs[::3], xs[1::3], strict=True))
    assert [any(start < place < stop for start, stop in stretches) for place in range(len(taken))] == taken
    assert all(stop < start for (_, stop), (start, _) in itertools.pairwise(stretches))
    assert all(map(math.isnan, xs[2::3]))


def test_curves_of_incidence_step_from_zero_to_the_last_year() -> None:
    broken = curve([1, 2.5, 4, 9], broken=[0.1, 0.2, 0.3, 0.9], ended=[0, 0.25, 0.25, 0.25])
    figure = incidence_curves(broken, curve([2, 4], survival=[0.75, 0.5]), 4)
    found = [(list(line.get_xdata()), line.get_ydata()) for line in figure.axes[0].lines]
    assert found == [
        ([0, 1, 2.5, 4, 4], pytest.approx([0, 10, 20, 30, 30])),
        ([0, 1, 2.5, 4, 4], pytest.approx([0, 0, 25, 25, 25])),
        ([0, 2, 4, 4], pytest.approx([0, 25, 50, 50])),
    ]
    assert {line.get_drawstyle() for line in figure.axes[0].lines} == {"steps-post"}
    texts = {found.text for found in drawn(figure)[0]}
    assert {"broken, endings competing", "ended otherwise", "1 − Kaplan–Meier", "% of treaties"} <= texts
    # A curve that begins after the last year stays at nothing.
    late = incidence_curves(broken, curve([2], survival=[0.5]), 0.5)
    assert [list(line.get_ydata()) for line in late.axes[0].lines] == [[0, 0]] * 3
    plt.close(late)


# --- of the chapter -------------------------------------------------------------------------------------


def texts_of(figure: Figure) -> list[str]:
    return [found.text for found in drawn(figure)[0]]


def test_life_lines_of_the_chapter_follow_its_days() -> None:
    texts = texts_of(figures.life_lines(chapter.compute()))
    assert {"1 Sep 1939", "USSR–Poland 1932", "Litvinov 1929", "1945", "broken, contested"} <= set(texts)
    early = {"last_days": {"x": "1930-06"}, "outbreak": "1929-01-01", "alike": ["lithuania"]}
    texts = texts_of(figures.life_lines(chapter.compute(**early)))
    assert "1 Jan 1929" in texts
    assert "USSR–Lithuania 1926" in texts
    assert not {"1935", "1940", "1945", "1 Sep 1939", "USSR–Poland 1932"} & set(texts)
    # Of observation that ends before the outbreak there is no line for it.
    texts = texts_of(figures.life_lines(chapter.compute(last_days={"peace": "1939-08-31"})))
    assert not [text for text in texts if text.endswith(" 1939") and text[0].isdigit()]


def test_the_curve_of_all_ways_names_the_days_and_the_level_asked_for() -> None:
    texts = texts_of(figures.specification_curve(chapter.compute()))
    assert {"August 1939", "December 1941", "2 September 1945", "more often than not", "two-sided"} <= set(
        texts
    )
    changed = chapter.compute(last_days={"peace": "1938", "later": "1940-06-17"}, regular=0.25)
    texts = texts_of(figures.specification_curve(changed))
    assert {"December 1938", "17 June 1940", "25 %"} <= set(texts)
    assert not {"August 1939", "2 September 1945", "more often than not"} & set(texts)


def test_six_rival_ends_of_observation_can_still_be_drawn() -> None:
    days = {f"d{year}": f"{year}-06" for year in range(1937, 1943)}
    figure = figures.specification_curve(chapter.compute(last_days=days))
    assert len(svg(figure, "Alt").encode()) < LARGEST


def test_rates_of_the_chapter_by_stretch_and_group() -> None:
    texts = texts_of(figures.rates(chapter.compute()))
    assert {
        "1919 to 1932",
        "1942 to 2 September 1945",
        "attacks a hundred treaty-years",
        "with Italy",
    } <= set(texts)
    assert "20.8 (10.0–38.3)" in texts
    assert {"0", "10", "60"} <= set(texts)
    changed = chapter.compute(base_definition="any", periods=["1930/1938"])
    texts = texts_of(figures.rates(changed))
    assert {"1930 to 1938", "breaches a hundred treaty-years"} <= set(texts)
    assert not {"1919 to 1932", "attacks a hundred treaty-years"} & set(texts)


@pytest.mark.parametrize(
    "found", [{}, {"last_days": {"x": "1929"}, "outbreak": "1929-01-01", "alike": ["turkey"]}]
)
def test_curves_of_the_chapter_are_drawn_with_and_without_a_breach(found: dict[str, Any]) -> None:
    broken, _, naive = figures.incidence(chapter.compute(**found)).axes[0].lines
    assert [max(line.get_ydata()) > 0 for line in (broken, naive)] == [not found] * 2


# --- chapter 07 -----------------------------------------------------------------------------------------


def test_letters_stand_side_by_side() -> None:
    told = [
        Point("Both", "left speaks of it", "right speaks of it at such a length that a line breaks"),
        Point("One", "left alone", ""),
        Point("Other", "", "right alone"),
    ]
    words, marks = drawn(side_by_side(told, ("Here", "There"), silence="no word"))
    by_text = {found.text: found for found in words}
    assert downwards(words, ["Here", "Both", "left speaks of it", "One", "left alone", "Other", "not raised"])
    assert downwards(words, ["There", "no word", "right alone"])
    for left, right in (("Here", "There"), ("left alone", "no word"), ("not raised", "right alone")):
        assert by_text[left].y == by_text[right].y
        assert by_text[left].x < by_text[right].x
    right = [found for found in words if found.x == by_text["There"].x]
    assert " ".join(found.text for found in right) == f"There {told[0].right} no word right alone"
    assert max(len(found.text) for found in words) <= 27
    assert {found.text for found in words if found.bold} == {"Here", "There", "Both", "One", "Other"}
    assert {found.text for found in words if found.italic} == {"no word", "not raised"}
    # A disc where both speak, a ring where one does.
    assert [mark.hollow for mark in marks] == [False, True, True]
    assert [mark.y for mark in marks] == pytest.approx(
        [by_text[text].y for text in ("left speaks of it", "left alone", "right alone")], abs=6
    )


def test_silence_has_words_of_its_own() -> None:
    words, _ = drawn(side_by_side([Point("One", "left alone", "")], ("Here", "There")))
    assert "no answer" in {found.text for found in words}
