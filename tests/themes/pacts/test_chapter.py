"""The chapter as an object: its groups, its defaults, the order of what is stored."""

from __future__ import annotations

import pytest

from romsov_analysis.themes.pacts import chapter


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


def test_a_way_of_counting_is_asked_for_by_what_differs_from_the_base(c: chapter.Chapter) -> None:
    assert c.way().choices == ("denounced", "bilateral", "war", "clear")
    assert c.way("any", "all", day="peace", contested=True).choices == (
        "any", "all", "peace", "contested",
    )  # fmt: skip
    with pytest.raises(KeyError):
        c.way("attakced")


def test_what_is_stored_stands_once_and_in_sections(c: chapter.Chapter) -> None:
    assert list(c.stored) == [
        "definitions", "before_and_during", "doubts", "curves_and_rates", "dependence", "coded", "alliances", "others",
        "worth", "shares",
    ]  # fmt: skip
    ids = [result.id for result in c.results]
    assert len(ids) == len(set(ids))
    assert all(c.stored.values())
    assert ids == [result.id for section in c.stored.values() for result in section]


def test_groups_are_computed_once(c: chapter.Chapter) -> None:
    assert c.specifications is c.specifications
    assert c.rates is c.rates


def test_the_peak_is_the_stretch_with_the_highest_rate(c: chapter.Chapter) -> None:
    assert c.peak.id == "1939"
    assert chapter.compute(periods=["1930/1934", "1935/1936", "1937/1938"]).peak.id == "1935"
