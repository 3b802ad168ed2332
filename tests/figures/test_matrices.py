"""Matrices: a sign in each cell, names sorted into cells; forms alone tell them apart."""

from __future__ import annotations

import itertools

import matplotlib.pyplot as plt
import pytest
from drawings import Mark, Words, downwards, drawn

from romsov_analysis import figures
from romsov_analysis.figures import SIGNS, Cell, matrix_chart, sorted_chart


def test_signs_differ_by_form_alone() -> None:
    found: dict[str, list[tuple[str, bool]]] = {}
    for name in SIGNS:
        _, marks = drawn(matrix_chart([("row", [name])], ["column"], {name: "words"}))
        forms = [(mark.form, mark.hollow) for mark in marks]
        half = len(forms) // 2
        assert forms[:half] == forms[half:]  # in the grid and in the legend; a halved sign is two
        found[name] = forms[:half]
    assert all(found[one] != found[two] for one, two in itertools.combinations(SIGNS, 2))
    with pytest.raises(KeyError, match="wave"):
        matrix_chart([("row", ["wave"])], ["column"], {})
    plt.close("all")


def test_a_matrix_has_every_word_and_sign_at_its_place() -> None:
    names = ["Row z", "Row y", "Row x"]
    rows = [(name, ["cross", "full", "dot", "cross"]) for name in names]
    columns = ["One", "Two", "A far longer name", "Four"]
    legend = {"cross": "against", "plus": "supports"}
    words, marks = drawn(matrix_chart(rows, columns, legend, groups={0: "Above", 2: "Between"}))
    assert downwards(words, ["Above", "Row z", "Row y", "Between", "Row x"])
    assert {"against", "supports", *columns} <= {found.text for found in words}
    by_text = {found.text: found for found in words}
    assert all(by_text[name].y < by_text["Above"].y for name in columns)
    heads = [by_text[name].x for name in columns]
    assert heads == sorted(heads)
    grid, key = marks[:12], marks[12:]
    assert len({mark.y for mark in grid}) == 3
    assert [mark.x for mark in grid[:4]] == sorted({mark.x for mark in grid})
    for name, mark in zip(names, grid[::4], strict=True):
        assert mark.y == pytest.approx(by_text[name].y, abs=6)
    # The rows lie a step apart, but where a heading stands between.
    assert grid[8].y - grid[4].y == pytest.approx(1.9 * (grid[4].y - grid[0].y), abs=0.05)
    assert [mark.form == grid[0].form for mark in (*grid, *key)] == [True, False, False, True] * 3 + [
        True,
        False,
    ]


def test_a_marked_column_is_shaded() -> None:
    shades = []
    for marked in (None, 0, 2):
        figure = matrix_chart([("a", ["dot"] * 3)], ["x", "y", "z"], {"dot": "neutral"}, marked=marked)
        shades.append([patch.get_extents().transformed(figure.axes[0].transData.inverted()).intervalx.tolist()
                       for patch in figure.axes[0].patches])  # fmt: skip
        plt.close(figure)
    assert shades == [[], [pytest.approx([-0.5, 0.5])], [pytest.approx([1.5, 2.5])]]


def test_columns_are_headed_level_where_there_is_room_and_else_upright() -> None:
    columns = ["One word", "A far longer name of four lines"]
    row = ("row", ["full"] * 2)
    level = matrix_chart([row], columns, {})
    assert {text.get_rotation() for text in level.axes[0].texts} == {0}
    with figures.drawn(figures.NARROW):
        upright = matrix_chart(
            [("row", ["full"] * 9)], [*columns, *(f"Column {number}" for number in range(7))], {}
        )
    texts = upright.axes[0].texts
    assert {text.get_rotation() for text in texts} == {90}
    # No column is wide enough for two lines beside each other, so that none runs into the next.
    assert all("\n" not in text.get_text() for text in texts)
    assert " ".join(level.axes[0].texts[1].get_text().split()) == columns[1]
    plt.close("all")


def test_a_row_may_be_strong_and_its_name_may_break() -> None:
    words, marks = drawn(
        matrix_chart([("Short", ["full"]), ("A name of several words", ["full"]), ("Last", ["full"])], ["C"], {},
                     strong=["Last"], label_width=1.0)
    )  # fmt: skip
    assert [found.text for found in words if found.bold] == ["Last"]
    assert "A name of several words" not in {found.text for found in words}
    # A row whose name takes two lines is the taller one.
    assert marks[1].y - marks[0].y > 19.5
    assert marks[2].y - marks[1].y == pytest.approx(marks[1].y - marks[0].y, abs=0.1)


def sorted_names(inches: float) -> tuple[list[Words], list[Mark]]:
    rows = [
        ("Known", [Cell([f"Name {letter}" for letter in "abcdefgh"]), Cell(["Alone"])]),
        ("Unknown", [Cell([]), Cell(["Us", "A name that is far too long for its cell"], shaded=True)]),
    ]
    with figures.drawn(inches):
        return drawn(sorted_chart(rows, [("Signed", "full"), ("Not", "cross")], shares=(2, 1), strong=["Us"]))


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_names_stand_in_their_cell_behind_the_sign_of_its_column(inches: float) -> None:
    words, marks = sorted_names(inches)
    by_text = {found.text: found for found in words}
    assert downwards(words, ["Signed", "Known", "Unknown"])
    forms = {mark.form for mark in marks[:8]}
    assert len(forms) == 1
    assert len(marks) == 11
    assert {mark.form for mark in marks[8:]}.isdisjoint(forms)
    names = [by_text[f"Name {letter}"] for letter in "abcdefgh"] + [by_text["Alone"], by_text["Us"]]
    for name, mark in zip(names, marks, strict=False):
        assert 0 < name.x - mark.x < 15
        assert name.y == pytest.approx(mark.y, abs=5)
    assert all(by_text[f"Name {letter}"].x < by_text["Alone"].x for letter in "abcdefgh")
    assert by_text["Us"].y > by_text["Unknown"].y - 1
    assert [found.text for found in words if found.bold] == ["Signed", "Not", "Us"]
    # A name that is too long breaks.
    assert "A name that is far too long for its cell" not in by_text


def test_names_stand_beside_each_other_where_there_is_room() -> None:
    beside = {
        inches: len({mark.x for mark in sorted_names(inches)[1][:8]})
        for inches in (figures.WIDE, figures.NARROW)
    }
    assert beside[figures.WIDE] > beside[figures.NARROW] >= 1


def test_a_cell_may_be_shaded() -> None:
    figure = sorted_chart(
        [("a", [Cell(["x"], shaded=True), Cell(["y"])])], [("One", "full"), ("Two", "cross")], shares=(1, 1)
    )
    assert len(figure.axes[0].patches) == 1
    plt.close(figure)
