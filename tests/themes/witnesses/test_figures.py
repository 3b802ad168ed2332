"""The pictures of chapter 09, wide and narrow: words that can be read, a bar and a sign for each."""

from __future__ import annotations

import itertools
from typing import Any

import matplotlib.pyplot as plt
import pytest

from romsov_analysis import figures as forms
from romsov_analysis.themes.witnesses import chapter, figures

pytestmark = pytest.mark.usefixtures("fresh_tables")
DRAWN: dict[str, Any] = {"standing": figures.standing, "interests": figures.interests}
CHOSEN: dict[str, dict[str, Any]] = {
    "default": {},
    "the thread": {"documents": ["pact_thread"]},
    "the country study": {"documents": ["country_study"], "coder": "second"},
}


@pytest.mark.parametrize("inches", [forms.WIDE, forms.NARROW])
@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("name", DRAWN)
def test_words_can_be_read(name: str, chosen: str, inches: float) -> None:
    with forms.drawn(inches):
        figure = DRAWN[name](chapter.compute(**CHOSEN[chosen]))
    figure.canvas.draw()
    (axis,) = figure.axes
    boxes = [(text.get_text(), text.get_window_extent()) for text in axis.texts]
    for text in axis.texts:
        assert text.get_fontsize() >= 9, text.get_text()
    for said, box in boxes:
        assert -1 <= box.x0 <= box.x1 <= figure.bbox.x1 + 1, said
        assert -1 <= box.y0 <= box.y1 <= figure.bbox.y1 + 1, said
    over = [(one, other) for (one, here), (other, there) in itertools.combinations(boxes, 2)
            if here.padded(-1).overlaps(there.padded(-1))]  # fmt: skip
    assert over == []
    marks = [bar.get_window_extent() for bar in axis.patches] + [
        line.get_window_extent() for line in axis.lines if line.get_marker() in ("o", "D", "x")
    ]
    assert [said for said, box in boxes for mark in marks if box.padded(-1).overlaps(mark.padded(-1))] == []
    plt.close(figure)


def test_bars_are_as_long_as_the_claims_are_many() -> None:
    c = chapter.compute()
    figure = figures.standing(c)
    told = [counts for _, parts in figures.bars(c.claims) for _, counts in parts]
    bars = [bar for bar in figure.axes[0].patches if bar.get_height() == pytest.approx(0.2)]
    parts = [many for counts in told for many in counts.values() if many]
    assert len(bars) == len(parts)
    scales = [bar.get_width() / many for bar, many in zip(bars, parts, strict=True)]
    assert max(scales) == pytest.approx(min(scales))
    assert sum(parts) == len(c.claims)
    plt.close(figure)


def test_a_sign_a_voice_by_side_and_gain() -> None:
    c = chapter.compute()
    figure = figures.interests(c)
    lines = [line for line in figure.axes[0].lines if line.get_marker() in ("o", "D", "x")][
        len(figures.SIGNS) :
    ]
    voices = [voice for one in c.conclusions for stand in ("for", "against") for voice in one.on(stand)]
    assert len(lines) == len(voices)
    for line, voice in zip(lines, voices, strict=True):
        marker, filled, _ = figures.SIGNS[voice.gain]
        assert line.get_marker() == marker
        assert (line.get_markerfacecolor() != "none") == filled
        assert line.get_color() == (forms.BLUE if voice.stand == "for" else forms.VERMILLION)
    marked = [line for line in figure.axes[0].lines if line.get_marker() == ">"]
    assert len(marked) == c.grounded["free_two"].value
    plt.close(figure)
