"""The figures of chapter 08, wide and narrow: words large enough, inside, apart; hours where rows put them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

from romsov_analysis import evidence, figures
from romsov_analysis.themes.aid import chapter
from romsov_analysis.themes.aid import figures as drawings
from romsov_analysis.themes.aid.chapter import Chapter

CHOICES: dict[str, dict[str, Any]] = {
    "default": {},
    "second coder": {"coder": "second"},
    "the article": {"outside": False},
    "nobody": {"bases": []},
}


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
@pytest.mark.parametrize("name", ["voices", "hours"])
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
def test_every_voice_has_a_disc_inside(c: Chapter) -> None:
    figure = drawings.voices(c)
    (axis,) = figure.axes
    discs = [line for line in axis.lines if line.get_marker() == "o"]
    told = [voice for row in drawings.rows(c) for side in (row.yes, row.no) for voice, _ in side]
    assert len(discs) == len(told) + 2  # and those of the key
    assert all(0 < line.get_xdata()[0] < figures.width() for line in discs)
    hollow = sum(line.get_markerfacecolor() == "none" for line in discs) - 1
    assert hollow == sum(
        serves for row in drawings.rows(c) for side in (row.yes, row.no) for _, serves in side
    )


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ("events:co.iliescu_call", (0, 5 + 59 / 60)),
        ("events:co.no_concentrations_call", (6 + 40 / 60, 6 + 40 / 60)),
        ("events:co.deny_order", (6, 11 + 59 / 60)),
        ("testimony:dinu_hour", (15, 16)),
        ("testimony:sarbu_nicolaescu", (18, 19)),
        ("testimony:gusa_militaru_phone", (24, 24)),
        ("testimony:gusa_film_words", (12, 35 + 59 / 60)),
        ("events:co.tv_broadcast", (22.5, 22.5)),
        ("testimony:gorbachev_congress_23", (12, 35 + 59 / 60)),
    ],
)
def test_hours_from_noon_by_hand(row: str, ends: tuple[float, float]) -> None:
    assert drawings.stretch(row) == pytest.approx(ends)


@pytest.mark.usefixtures("inches")
def test_a_bar_is_said_to_be_no_duration_and_soviet_calls_are_not_the_armys(c: Chapter) -> None:
    said = {text.get_text() for text in words_of(drawings.hours(c))}
    assert {"in these hours", "that day", "then"} <= said
    assert not any("staff" in words.casefold() for words in drawings.HOURS["The army"].values())


@pytest.mark.usefixtures("inches")
def test_who_only_hands_on_a_word_of_moscow_is_marked_so() -> None:
    said = " ".join(text.get_text() for text in words_of(drawings.voices(chapter.compute())))
    assert said.replace("\N{NO-BREAK SPACE}", " ").count("Colonel Dumitru (Moscow’s word)") == 1


def test_every_hour_of_the_picture_stands_in_a_register() -> None:
    told = [row for lane in drawings.HOURS.values() for row in lane]
    assert len(told) == len(set(told))
    assert all(len(evidence.row(row)) for row in told)
    assert all(0 <= drawings.stretch(row)[0] <= 36 for row in told)
