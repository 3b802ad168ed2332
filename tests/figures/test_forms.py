"""Figures that chapters share: same bytes for the same input, words as text, forms that do without colour."""

from __future__ import annotations

import datetime
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest
from drawings import ALT, drawn

from romsov_analysis import figures
from romsov_analysis.figures import SIGNS, Cell, Event, lanes_chart, matrix_chart, sorted_chart
from romsov_analysis.themes.pacts.figures import Lane, Rule, rules_chart, swimlanes

day = datetime.date.fromisoformat


# --- figures of a realistic size, for what holds of all --------------------------------------------------


def events(count: int = 50) -> list[Event]:
    start = datetime.datetime(1988, 1, 1)
    return [
        Event(
            start + number * datetime.timedelta(days=13),
            "",
            "",
            f"Lane {number % 6}",
            number % 3 == 0,
            label=f"Label {number}",
        )
        for number in range(count)
    ]


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
    "lanes": lambda: lanes_chart(
        events(), day("1988-01-01"), day("1989-12-31"), shade=(day("1989-09-01"), "late")
    ),
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
