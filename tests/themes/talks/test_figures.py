"""The figures of chapter 02, wide and narrow: no words over each other, none beside the picture."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.path import Path

from romsov_analysis import evidence
from romsov_analysis import figures as forms
from romsov_analysis.themes.talks import chapter, figures

pytestmark = pytest.mark.usefixtures("fresh_tables")
DRAWN: dict[str, Callable[..., Any]] = {
    "frontiers": figures.frontiers,
    "land": figures.land,
    "years": figures.years,
    "grid": figures.grid,
}
CHOICES: dict[str, dict[str, Any]] = {
    "all": {},
    "verified": {"statuses": ["verified"]},
    "two": {"cases": ["poland", "romania"]},
}


@pytest.mark.parametrize("inches", [forms.WIDE, forms.NARROW])
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", DRAWN)
def test_words_can_be_read(name: str, choice: str, inches: float) -> None:
    with forms.drawn(inches):
        figure = DRAWN[name](chapter.compute(**CHOICES[choice]))
    figure.canvas.draw()
    (axis,) = figure.axes
    words = [*axis.texts, *(axis.get_yticklabels() if axis.axison else [])]
    boxes = [(text.get_text(), text.get_window_extent()) for text in words]
    assert len(boxes) >= 2
    for text in words:
        assert text.get_fontsize() >= 9, text.get_text()
    for said, box in boxes:
        for low, high, end in ((box.x0, box.x1, figure.bbox.x1), (box.y0, box.y1, figure.bbox.y1)):
            assert -1 <= low <= high <= end + 1, said
    over = [(one, other) for (one, here), (other, there) in itertools.combinations(boxes, 2)
            if here.padded(-1).overlaps(there.padded(-1))]  # fmt: skip
    assert over == []
    plt.close(figure)


def test_the_shaded_land_lies_between_the_rivers() -> None:
    figure = figures.land(chapter.compute())
    (ground,) = figure.axes[0].patches
    land = Path(ground.get_xy())
    (town,) = forms.points("chisinau")
    (capital,) = forms.points("bucharest")
    assert land.contains_point(town)
    assert not land.contains_point(capital)
    west, east = (max(point[0] for point in forms.points(river)) for river in ("prut", "dniester"))
    assert land.contains_point(((west + east) / 2, 46.2))
    plt.close(figure)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_cells_with_romania_are_shaded_and_no_other(choice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []
    monkeypatch.setattr(figures, "sorted_chart", lambda rows, *_, **__: drawn.extend(rows))
    figures.frontiers(chapter.compute(**CHOICES[choice]))
    cells = [cell for _, row in drawn for cell in row]
    assert {cell.shaded for cell in cells} == {True, False}
    for cell in cells:
        assert cell.shaded == any(word.startswith("Romania") for word in cell.names)


def test_years_stand_at_their_place() -> None:
    c = chapter.compute()
    wide = figures.years(c)
    places = [line.get_xdata()[0] for line in wide.axes[0].lines if line.get_marker() in ("o", "s")]
    assert places == sorted(places)
    begun = [float(str(evidence.row(f"talks:{name}")["date"])[:4]) for name in figures.on_the_line(c)]
    # A year is as long everywhere: from any mark to any other to within a year.
    year = (places[-1] - places[0]) / (begun[-1] - begun[0])
    for place, at in zip(places, begun, strict=True):
        assert (place - places[0]) / year == pytest.approx(at - begun[0], abs=1.1)
    plt.close(wide)


@pytest.mark.parametrize("inches", [forms.WIDE, forms.NARROW])
def test_what_both_signed_stands_out_of_the_line_of_years(inches: float) -> None:
    with forms.drawn(inches):
        figure = figures.years(chapter.compute())
    axis = figure.axes[0]
    assert len([line for line in axis.lines if line.get_marker() == "s"]) == 2
    bold = [text.get_text() for text in axis.texts if text.get_fontweight() == "bold"]
    assert sorted(text[:4] for text in bold) == ["1929", "1933"]
    plt.close(figure)


def test_the_grid_begins_with_what_no_pact_contradicts() -> None:
    compared = chapter.compute().compared
    order = figures.grid_order(compared)
    free = int(compared.uncontradicted.value or 0)
    features = dict(evidence.load("explanations")["feature"])
    blocked = dict(evidence.load("explanations")["blocks"])
    for rule, feature in features.items():
        spite = ((compared.grid[feature] == blocked[rule]) & (compared.grid["pact"] == "yes")).any()
        assert (order.index(feature) < free) == (not spite)
    assert order[-1] == "pact"
    assert sorted(order) == sorted(compared.grid.columns)
