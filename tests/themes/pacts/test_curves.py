"""The specification curve of chapter 03: every way of counting."""

from __future__ import annotations

import dataclasses
import itertools
import math

import pytest
from drawings import downwards, drawn
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from romsov_analysis import figures as style
from romsov_analysis.figures import svg
from romsov_analysis.themes.pacts import chapter, curves
from romsov_analysis.themes.pacts.curves import curve_of_ways
from romsov_analysis.themes.pacts.survival import Share

HEADINGS = [
    ("First", [("a", "Choice a"), ("b", "Choice b")]),
    ("Second", [("c", "Choice c"), ("d", "Choice d")]),
]


@dataclasses.dataclass(frozen=True)
class Told:
    """As much of a way of counting as the curve draws."""

    measured: Share
    choices: tuple[str, ...]


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
    xs, ys = curves._runs([sign == "1" for sign in taken], 7)
    assert xs == pytest.approx([x for pair in ends for x in (*pair, float("nan"))], nan_ok=True)
    assert ys == [7] * len(xs)


@given(st.lists(st.booleans(), max_size=40))
def test_stretches_cover_what_is_taken_and_nothing_else(taken: list[bool]) -> None:
    xs, _ = curves._runs(taken, 0)
    stretches = list(zip(xs[::3], xs[1::3], strict=True))
    assert [any(start < place < stop for start, stop in stretches) for place in range(len(taken))] == taken
    assert all(stop < start for (_, stop), (start, _) in itertools.pairwise(stretches))
    assert all(map(math.isnan, xs[2::3]))


# --- of the chapter -------------------------------------------------------------------------------------


def texts_of(figure: Figure) -> list[str]:
    return [found.text for found in drawn(figure)[0]]


def test_the_curve_of_all_ways_names_the_days_and_the_level_asked_for() -> None:
    texts = texts_of(curves.specification_curve(chapter.compute()))
    assert {"August 1939", "December 1941", "2 September 1945", "more than half", "two-sided"} <= set(texts)
    changed = chapter.compute(last_days={"peace": "1938", "later": "1940-06-17"}, regular=0.25)
    texts = texts_of(curves.specification_curve(changed))
    assert {"December 1938", "17 June 1940", "25 %"} <= set(texts)
    assert not {"August 1939", "2 September 1945", "more often than not"} & set(texts)


def test_six_rival_ends_of_observation_can_still_be_drawn() -> None:
    days = {f"d{year}": f"{year}-06" for year in range(1937, 1943)}
    figure = curves.specification_curve(chapter.compute(last_days=days))
    assert len(svg(figure, "Alt").encode()) < 60_000


def test_on_a_narrow_screen_the_level_breaks_its_line() -> None:
    with style.drawn(style.NARROW):
        texts = texts_of(curves.specification_curve(chapter.compute()))
    assert {"more", "than half"} <= set(texts)
