"""Of which years the documents speak: by hand, and over the register."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.longquarrel import chapter, silence

pytestmark = pytest.mark.usefixtures("fresh_tables")


@pytest.mark.parametrize(
    ("date", "widest", "years"),
    [
        ("1944-08-23", 0, [1944]),
        ("1941-06-22/1944-08-24", 3, [1941, 1942, 1943, 1944]),
        ("1941-06-22/1944-08-24", 2.5, []),
        ("../1937", 0, [1937]),
        ("1944/..", 0, [1944]),
        ("../..", 80, []),
        (None, 80, []),
        ("1918/1940", 22, list(range(1918, 1941))),
    ],
)
def test_the_years_of_a_claim(date: str | None, widest: float, years: list[int]) -> None:
    assert silence.years_of(date, widest) == years


def test_silences_by_hand() -> None:
    assert silence.silences([1903, 1904, 1908], 1901, 1910) == [(1901, 1902), (1905, 1907), (1909, 1910)]
    assert silence.silences(range(1901, 1911), 1901, 1910) == []
    assert silence.longest([(1, 2), (4, 6), (8, 10)]) == (4, 6)
    assert silence.longest([]) is None


def test_every_claim_speaks_of_a_year_or_is_counted_as_unplaced() -> None:
    placed = {name for own in silence.spoken(1, 9999, 3).values() for names in own.values() for name in names}
    assert placed | set(silence.unplaced(3)) == set(evidence.load("claims").index)
    assert not placed & set(silence.unplaced(3))


def test_a_wider_claim_breaks_the_silence() -> None:
    assert chapter.compute(widest=80).spoken["silence"].low < chapter.compute().spoken["silence"].low
