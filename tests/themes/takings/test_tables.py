"""The tables and the second picture of chapter 06."""

from __future__ import annotations

import itertools
import re

import pytest

from romsov_analysis import evidence, figures
from romsov_analysis.results import plain
from romsov_analysis.themes.takings import chapter, tables
from romsov_analysis.themes.takings import figures as own_figures


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


def test_every_row_stands_in_one_of_the_tables(c: chapter.Chapter) -> None:
    shown = [
        row[0]
        for table in (tables.voices, tables.not_added, tables.back, tables.earlier)
        for row in table(c).rows
    ]
    titles = list(evidence.load("takings")["title"])
    assert sorted(shown) == sorted(titles)


def test_a_row_without_a_number_says_so_and_a_weak_status_is_told(c: chapter.Chapter) -> None:
    rows = {row[0]: row for table in (tables.not_added, tables.back, tables.earlier) for row in table(c).rows}
    for _, cells in evidence.load("takings").iterrows():
        if cells["title"] not in rows:
            continue
        row = rows[cells["title"]]
        assert (row[1] == "no figure") == (cells["low"] != cells["low"])
        assert ("second-hand" in row[2]) == (cells["status"] == "second-hand")


def test_floors_are_called_floors(c: chapter.Chapter) -> None:
    rows = tables.totals(c).rows
    register = evidence.load("takings_totals")
    assert all(row[0].startswith(title) for row, title in zip(rows, register["title"], strict=True))
    for row, floor in zip(rows, register["floor"], strict=True):
        assert plain(row[1]).startswith("at least ") == (floor == "yes")


def test_a_need_is_at_least_what_is_counted_while_the_sum_falls_short(c: chapter.Chapter) -> None:
    for head, result in c.parts["heads"].items():
        need = c.parts["needs"][head]
        assert need.low > result.high
    assert len(tables.needs(c).rows) == len(c.counted)


def test_the_claims_are_those_of_the_takings(c: chapter.Chapter) -> None:
    register = evidence.load("claims")
    assert set(tables.CLAIMS) == set(register.index[register["theme"] == "takings"])
    assert len(tables.claims(c).rows) == len(tables.CLAIMS)


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_the_totals_stand_in_the_picture_with_the_claim(c: chapter.Chapter, inches: float) -> None:
    with figures.drawn(inches):
        drawing = figures.svg(own_figures.rivals(c), "totals")
    assert "the claim: 2,000" in drawing
    assert all(f"{end:,.0f}" in drawing for end in (c.whole.low, c.whole.high))
    for value in evidence.load("takings_totals")["high"]:
        assert f"{value:,.0f}" in drawing


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_floors_and_what_was_never_paid_have_their_own_heading_and_mark(
    c: chapter.Chapter, inches: float
) -> None:
    import matplotlib.pyplot as plt

    with figures.drawn(inches):
        drawing = own_figures.rivals(c)
    drawing.draw_without_rendering()
    (axis,) = drawing.axes
    rows = evidence.load("takings_totals")
    marks = [line for line in axis.lines if line.get_linestyle() == "None" and line.get_marker() != "|"]
    unpaid = rows["measures"].isin(["plan", "damage"])
    floors = ~unpaid & (rows["floor"] == "yes")
    assert sum(line.get_marker() == ">" for line in marks) == floors.sum()
    assert sum(line.get_markerfacecolor() == "none" for line in marks) == unpaid.sum()
    assert len(marks) == len(rows)
    groups = own_figures.rival_groups(c)
    under = {head: {row.label for row in found} for head, found in groups.items()}
    assert under["Accounts that say “at least”"] == set(rows.loc[floors, "title"])
    assert under["Planned or claimed, never paid"] == set(rows.loc[unpaid, "title"])
    assert under["Accounts with a figure"] == set(rows.loc[~unpaid & ~floors, "title"])
    # The numbers stand clear of the claim, and no word crosses another.
    boxes = [text.get_window_extent() for text in drawing.findobj(plt.Text)
             if text.get_visible() and text.get_text().strip()]  # fmt: skip
    assert not [1 for one, two in itertools.combinations(boxes, 2) if one.overlaps(two)]
    at_the_claim = axis.transData.transform((1.015 * c.claim.high, 0))[0]
    numbers = [text for text in axis.texts if re.fullmatch(r"[\d,–\n]+", text.get_text())]
    assert len(numbers) == len(rows) + 1
    assert all(text.get_window_extent().x0 > at_the_claim for text in numbers)
    plt.close(drawing)


def test_lines_of_one_voice_are_striped(c: chapter.Chapter) -> None:
    import matplotlib.pyplot as plt

    with figures.drawn(figures.WIDE):
        drawing = own_figures.stack(c)
    striped = [patch for patch in drawing.axes[0].patches if "\\" in (patch.get_hatch() or "")]
    table = evidence.load("takings").loc[c.rows]
    single = table.groupby("head")["speaker"].nunique()
    assert len(striped) == (single == 1).sum()
    assert {round(patch.get_width()) for patch in striped} == {425, 25, 200}
    plt.close(drawing)
