"""The figures of chapter 05 on wide and narrow screens: words large enough, inside, apart, and those of the results."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.collections import PathCollection
from matplotlib.text import Text

from romsov_analysis import figures
from romsov_analysis.themes.reparations import chapter
from romsov_analysis.themes.reparations import figures as drawings
from romsov_analysis.themes.reparations.chapter import Chapter

CHOICES: dict[str, dict[str, Any]] = {
    "default": {},
    "another base": {"base": 1940, "marked": 1946},
    "one year": {"base": 1944, "marked": 1944, "last": 1944},
    "the first year": {"base": 1938, "marked": 1938, "last": 1938},
    "late": {"base": 1946, "marked": 1950},
    "dear": {"marked": 1951, "surcharge_percent": -20.0},
}
DRAWN = ("yardsticks", "groups", "worth", "burdens")


@pytest.fixture(scope="module", params=CHOICES)
def c(request: pytest.FixtureRequest) -> Chapter:
    return chapter.compute(**CHOICES[request.param])


@pytest.fixture(params=[figures.WIDE, figures.NARROW], ids=["wide", "narrow"])
def inches(request: pytest.FixtureRequest) -> Iterator[float]:
    with figures.drawn(request.param), figures.in_style():
        yield request.param
    plt.close("all")


def words_of(figure: Any) -> list[Text]:
    figure.draw_without_rendering()
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


@pytest.mark.usefixtures("inches")
@pytest.mark.parametrize("name", DRAWN)
def test_words_are_large_enough_inside_and_apart(name: str, c: Chapter) -> None:
    figure = getattr(drawings, name)(c)
    words = words_of(figure)
    assert min(text.get_fontsize() for text in words) >= 9
    boxes = [(text.get_text(), text.get_window_extent()) for text in words]
    whole = figure.bbox
    outside = [
        text
        for text, box in boxes
        if box.x0 < -1 or box.x1 > whole.x1 + 1 or box.y0 < -1 or box.y1 > whole.y1 + 1
    ]
    assert outside == []
    crossing = [(one, two) for (one, a), (two, b) in itertools.combinations(boxes, 2) if a.overlaps(b)]
    assert crossing == []


@pytest.mark.usefixtures("inches")
def test_the_key_picture_shows_every_row_with_its_number(c: Chapter) -> None:
    said = [text.get_text() for text in words_of(drawings.yardsticks(c))]
    said = [text.replace("\n", " ") for text in said]
    groups = drawings.yardstick_groups(c)
    for head, rows in groups.items():
        assert head in said
        for label, result in rows:
            assert label in said
            assert drawings.short(result) in said
    assert (
        next(iter(groups.values()))[0][1] == c.gross["all"][c.marked]
    )  # the claim's own year and money come first


@pytest.mark.usefixtures("inches")
def test_what_is_not_in_dollars_has_no_mark_on_the_axis_of_dollars(c: Chapter) -> None:
    figure = drawings.yardsticks(c)
    labels = [text.get_text().replace("\n", " ") for text in figure.axes[0].get_yticklabels()]
    marked = {float(line.get_ydata()[0]) for line in figure.axes[0].lines}
    dollars = [
        place for label, place in zip(labels, figure.axes[0].get_yticks(), strict=True) if "lei" not in label
    ]
    assert set(dollars) == marked
    beyond = [drawn for drawn in figure.axes[0].collections if isinstance(drawn, PathCollection)]
    lei = c.measures["ro_cpi"].result
    assert len(beyond) == (lei is not None and lei.low > figure.axes[0].get_xlim()[1])


@pytest.mark.usefixtures("inches")
def test_the_price_chart_names_every_group_at_its_last_price(c: Chapter) -> None:
    said = " ".join(text.get_text() for text in words_of(drawings.groups(c)))
    for group, title in (("all", "All goods"), ("grains", "Grain"), ("fuels", "Fuels")):
        assert f"{title} {c.gross[group][c.last].value:.2f}" in said
    assert ("Machinery" in said) == (c.last > 1938)  # its prices begin in 1939


@pytest.mark.usefixtures("inches")
def test_every_payer_has_a_bar_with_its_number() -> None:
    c = chapter.compute()
    figure = drawings.burdens(c)
    said = [text.get_text() for text in words_of(figure)]
    *bars, others = figure.axes[0].patches
    bars = dict(zip(("RO", "FI", "HU"), bars, strict=True))
    part = c.burdens["soviet_HU"]
    assert part.low <= bars["HU"].get_width() <= part.high
    assert others.get_x() == bars["HU"].get_width()
    for country, name in (("RO", "Romania"), ("FI", "Finland"), ("HU", "Hungary")):
        owed = c.burdens[f"head_{country}"]
        assert name in said
        assert [text for text in said if text.startswith(format(owed, "range"))]
        width = bars[country].get_width() + (others.get_width() if country == "HU" else 0)
        assert owed.low <= width <= owed.high


def test_places_are_pushed_apart_from_the_lowest() -> None:
    assert drawings.apart({"a": 1.0, "b": 1.05, "c": 3.0}, 0.2) == {"a": 1.0, "b": 1.2, "c": 3.0}


def test_the_words_of_the_drawings_have_the_apostrophe_of_the_sentences() -> None:
    c = chapter.compute()
    said = [text.get_text() for name in DRAWN for text in words_of(getattr(drawings, name)(c))]
    plt.close("all")
    assert [text for text in said if "\u2019" in text] == []
    assert [text for text in said if "'" in text]
