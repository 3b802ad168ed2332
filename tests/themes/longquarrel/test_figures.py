"""The pictures of chapter 01, wide and narrow: words that can be read, a mark a moment, the band true to time."""

from __future__ import annotations

import itertools
from typing import Any

import matplotlib.pyplot as plt
import pytest

from romsov_analysis import figures as forms
from romsov_analysis.themes.longquarrel import chapter, figures, moments

pytestmark = pytest.mark.usefixtures("fresh_tables")
CHOSEN: dict[str, dict[str, Any]] = {
    "default": {},
    "the last year": {"first": 1989},
    "a silent year": {"first": 1950, "last": 1950},
    "money alone": {"tracks": ["economy"]},
    "the war": {"first": 1939, "last": 1947},
}
both = pytest.mark.parametrize("inches", [forms.WIDE, forms.NARROW])


@both
@pytest.mark.parametrize("name", CHOSEN)
def test_words_on_the_tracks_can_be_read(name: str, inches: float) -> None:
    with forms.drawn(inches):
        figure = figures.tracks(chapter.compute(**CHOSEN[name]))
    readable(figure)
    plt.close(figure)


@both
def test_words_on_the_map_can_be_read(inches: float) -> None:
    with forms.drawn(inches):
        figure = figures.land(chapter.compute())
    readable(figure)
    said = {text.get_text().replace("\n", " ") for text in figure.axes[0].texts}
    assert {"Dniester", "Prut", "Maican", "Northern Bukovina", "Transylvania", "Bessarabia"} <= said
    plt.close(figure)


@both
@pytest.mark.parametrize("name", ["default", "a silent year", "the war"])
def test_the_ground_of_a_long_silence_is_named(name: str, inches: float) -> None:
    c = chapter.compute(**CHOSEN[name])
    with forms.drawn(inches):
        figure = figures.tracks(c)
    said = [text.get_text() for text in figure.axes[0].texts if text.get_text().startswith("no document")]
    long = any(end - begin + 1 >= 5 for begin, end in c.silences)
    assert said == ["no document speaks" if inches == forms.WIDE else "no document"] * long
    plt.close(figure)


def readable(figure: Any) -> None:
    figure.canvas.draw()
    (axis,) = figure.axes
    boxes = [(text.get_text(), plt.Text.get_window_extent(text)) for text in axis.texts]
    for text in axis.texts:
        assert text.get_fontsize() >= 9, text.get_text()
        # Ink of its own stays black in the dark.
        assert text.get_color() in (forms.INK, forms.VERMILLION, forms.BLUE), text.get_text()
    for said, box in boxes:
        assert -1 <= box.x0 <= box.x1 <= figure.bbox.x1 + 1, said
        assert -1 <= box.y0 <= box.y1 <= figure.bbox.y1 + 1, said
    over = [(one, other) for (one, here), (other, there) in itertools.combinations(boxes, 2)
            if here.padded(-1).overlaps(there.padded(-1))]  # fmt: skip
    assert over == []
    marks = [line.get_window_extent() for line in axis.lines if line.get_marker() in ("o", "^", "X", "D")]
    assert [said for said, box in boxes for mark in marks if box.padded(-2).overlaps(mark.padded(-1))] == []


@both
def test_a_mark_a_moment_and_a_sign_a_turn(inches: float) -> None:
    c = chapter.compute()
    with forms.drawn(inches):
        figure = figures.tracks(c)
    (axis,) = figure.axes
    marks = [line for line in axis.lines if line.get_marker() == "o"]
    assert sum(len(line.get_xdata()) for line in marks) == len(c.moments)
    for turn, (marker, _) in figures.SIGNS.items():
        drawn = [line for line in axis.lines if line.get_marker() == marker]
        assert len(drawn) == (c.moments["turn"] == turn).sum() + 1  # and one in the key
    plt.close(figure)


def test_the_band_is_true_to_time() -> None:
    c = chapter.compute()
    figure = figures.tracks(c)
    rectangles = [patch for patch in figure.axes[0].patches if isinstance(patch, plt.Rectangle)]
    bars = [bar for bar in rectangles if bar.get_height() == pytest.approx(0.28)]
    held = moments.held(c.moments, c.last)
    assert len(bars) == len(held) == 4
    scale = [bar.get_width() / (end - begin) for bar, (_, begin, end) in zip(bars, held, strict=True)]
    assert max(scale) == pytest.approx(min(scale))
    years = [bar for bar in rectangles if bar.get_height() == pytest.approx(0.15)]
    assert len(years) == sum(map(len, c.told.values()))
    plt.close(figure)
