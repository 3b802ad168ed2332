"""What the tests of figures share: the words and signs of a picture, read from its SVG, without colour."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from romsov_analysis import figures

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
ALT = "What <is> drawn, “in words” & signs"


@dataclass(frozen=True)
class Mark:
    """A sign as it is drawn, without its colour."""

    x: float
    y: float
    form: str
    hollow: bool


@dataclass(frozen=True)
class Words:
    """A text with its place; y grows downwards."""

    text: str
    x: float
    y: float
    bold: bool
    italic: bool


def drawn(figure: Any) -> tuple[list[Words], list[Mark]]:
    """Every text and every sign of a figure, in the order in which they are drawn."""
    root = ET.fromstring(figures.svg(figure, ALT))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == ALT
    words = []
    for text in root.iter(f"{SVG}text"):
        look = text.get("style", "") + text.get("font", "")
        # A line of several is moved to its place.
        moved = re.match(r"translate\(([\d.-]+) ([\d.-]+)\)", text.get("transform", ""))
        at = moved.groups() if moved else (text.get("x", "nan"), text.get("y", "nan"))
        place = float(at[0]), float(at[1])
        words.append(
            Words("".join(text.itertext()), *place, "bold" in look or "700" in look, "italic" in look)
        )
    forms = {path.get("id"): path.get("d", "") for path in root.iter(f"{SVG}path")}
    marks = [
        Mark(
            float(use.get("x", "nan")),
            float(use.get("y", "nan")),
            # The forms of hollow and filled marks begin at other ends of the same zero.
            re.sub(r"-0(?![.\d])", "0", forms[use.get(LINK, "").removeprefix("#")]),
            "fill: none" in use.get("style", "") or "fill-opacity: 0" in use.get("style", ""),
        )
        for use in root.iter(f"{SVG}use")
    ]
    return words, marks


def downwards(words: Sequence[Words], wanted: Sequence[str]) -> bool:
    """Whether some texts stand one below the other, each once."""
    places = [[found.y for found in words if found.text == text] for text in wanted]
    assert [len(place) for place in places] == [1] * len(wanted)
    return all(above[0] < below[0] for above, below in itertools.pairwise(places))
