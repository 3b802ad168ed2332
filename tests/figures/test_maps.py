"""The map: lines at their places, towns under their marks, degrees east no longer than they are."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from drawings import ALT, drawn

from romsov_analysis import evidence, figures
from romsov_analysis.figures import Word, map_chart, points

WINDOW = ((20.0, 40.0), (30.0, 50.0))
WORDS = [
    Word((22.0, 48.0), "North", "land"),
    Word((28.0, 42.0), "South", "sea"),
    Word((25.0, 45.0), "Beside", "town"),
    Word((25.0, 44.0), "Below", "town", below=True),
    Word((21.0, 46.0), "The river", "other frontier"),
]


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_a_map_is_as_wide_as_it_is_asked_to_be_and_as_high_as_its_land(inches: float) -> None:
    with figures.drawn(inches):
        figure = map_chart(WINDOW, [([(20, 40), (30, 50)], "coast")], WORDS)
    width, height = figure.get_size_inches()
    assert width == inches
    # In its middle, at 45 degrees, a degree east is shorter by the cosine.
    assert height / width == pytest.approx(1 / math.cos(math.radians(45)))
    plt.close(figure)


def test_words_and_marks_stand_where_they_are_put() -> None:
    figure = map_chart(WINDOW, [], WORDS)
    width, height = (72 * inches for inches in figure.get_size_inches())
    words, marks = drawn(figure)
    # Two towns have marks, and each name its place beside or below.
    assert [(mark.x, mark.y) for mark in marks] == [
        pytest.approx((width * 0.5, height * share), abs=1) for share in (0.5, 0.6)
    ]
    by_text = {found.text: found for found in words}
    assert by_text["Beside"].x > marks[0].x
    assert by_text["Beside"].y == pytest.approx(marks[0].y, abs=5)
    assert by_text["Below"].y > marks[1].y + 5
    assert by_text["North"].y < by_text["South"].y
    assert by_text["The river"].bold
    assert by_text["South"].italic


def test_frontiers_differ_by_more_than_colour() -> None:
    line = [(20.0, 40.0), (30.0, 50.0)]
    figure = map_chart(
        WINDOW, [(line, "coast"), (line, "river"), (line, "frontier"), (line, "other frontier")], []
    )
    looks = [(drawn_line.get_linestyle(), drawn_line.get_linewidth()) for drawn_line in figure.axes[0].lines]
    plt.close(figure)
    coast, river, frontier, other = looks
    assert coast == river
    assert len({coast, frontier, other}) == 3
    assert other[0] != frontier[0]


def test_a_ground_is_shaded() -> None:
    corners = [(22.0, 42.0), (26.0, 42.0), (26.0, 46.0)]
    figure = map_chart(WINDOW, [], [], corners)
    (patch,) = figure.axes[0].patches
    assert [tuple(corner) for corner in patch.get_xy()[:3]] == corners
    assert ET.fromstring(figures.svg(figure, ALT)).tag.endswith("svg")


def test_lines_of_the_table_are_read_as_pairs() -> None:
    for name, row in evidence.load("map").iterrows():
        found = points(str(name))
        assert len(found) == row["points"].count(";") + 1
        assert (len(found) == 1) == (row["kind"] == "place")
        assert all(20 < east < 40 and 40 < north < 52 for east, north in found)


@pytest.mark.parametrize("arm", ["danube_chilia", "danube_sulina", "danube_george"])
def test_arms_of_the_delta_begin_where_the_river_ends(arm: str) -> None:
    assert points(arm)[0] == points("danube")[-1]


def test_rivers_end_at_the_sea_or_in_each_other() -> None:
    assert points("dniester_upper")[-1] == points("dniester")[0]
    coast, danube = points("coast"), points("danube")
    for end, line in (("dniester", coast), ("danube_chilia", coast), ("prut", danube)):
        assert min(math.dist(points(end)[-1], point) for point in line) < 0.03, end
