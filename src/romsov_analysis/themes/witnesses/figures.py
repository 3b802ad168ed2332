"""The pictures of chapter 09: what stands behind the claims, what is found of them, who gains by what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from romsov_analysis import evidence, figures
from romsov_analysis.themes.witnesses import findings
from romsov_analysis.themes.witnesses.chains import NO_WORK, UNKNOWN
from romsov_analysis.themes.witnesses.chapter import Chapter
from romsov_analysis.themes.witnesses.grounds import Conclusion, Gain

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 9.5
_LEAST = 9.2  # points; on a phone 12 pixels
_LABELS = 2.5  # inches beside the bars, on a wide screen
_POINTS = 3.55  # inches beside the signs

# Group of findings → how its part of a bar looks; a pattern or an empty ground says what colour says.
LOOK: Mapping[str, dict[str, Any]] = {
    "borne": {"facecolor": figures.BLUE, "edgecolor": figures.BLUE},
    "one_voice": {"facecolor": "none", "edgecolor": figures.BLUE, "hatch": "|||"},
    "against": {"facecolor": "none", "edgecolor": figures.VERMILLION, "hatch": "////"},
    "undecided": {"facecolor": figures.FAINT, "edgecolor": figures.FAINT},
}
UNNAMED = (NO_WORK, UNKNOWN)  # stand below who is named
SIGNS: Mapping[Gain, tuple[str, bool, str]] = {
    "none": ("o", True, "nothing to gain"),
    "loses": ("D", True, "against their own side"),
    "gains": ("o", False, "their side gains"),
    "itself": ("x", True, "tested here: no voice"),
}


def bars(table: pd.DataFrame) -> list[tuple[str, list[tuple[str, dict[str, int]]]]]:
    """Document → who stands behind → group of findings → claims; those named first, by claims."""
    groups = table["finding"].map(findings.group_of)
    found = []
    for document in dict.fromkeys(table["document"]):
        own = table["document"] == document
        order = sorted(table.loc[own, "behind"].value_counts().index, key=UNNAMED.__contains__)
        parts = [
            (
                str(who),
                {name: int((own & (table["behind"] == who) & (groups == name)).sum()) for name in LOOK},
            )
            for who in order
        ]
        found.append((str(evidence.row(f"documents:{document}")["short"]), parts))
    return found


def standing(c: Chapter) -> Figure:
    """A bar for each that stands behind claims, as long as the claims are many, in parts by what is found of them."""
    told, wide = bars(c.claims), not figures.is_narrow()
    step = 0.29 if wide else 0.47
    lines = sum(len(parts) for _, parts in told)
    key = 0.34 if wide else 0.56
    height = step * lines + 0.3 * len(told) + key
    left = _LABELS if wide else 0.05
    most = max(sum(counts.values()) for _, parts in told for _, counts in parts)
    scale = (figures.width() - left - 0.5) / most
    with figures.in_style():
        figure, axis = figures.sheet(height)
        top = 0.0
        for document, parts in told:
            axis.text(
                0.05, top + 0.17, evidence.capital(document), fontsize=10, fontweight="bold", va="center"
            )
            top += 0.3
            for who, counts in parts:
                at = top + (step / 2 if wide else step - 0.17)
                axis.text(left - 0.1 if wide else left, at if wide else top + 0.12, who, fontsize=_SMALL,
                          va="center", ha="right" if wide else "left")  # fmt: skip
                _bar(axis, counts, left, at, scale)
                top += step
        _key_of_groups(axis, height - key + 0.17, wide)
    return figure


def _bar(axis: Any, counts: Mapping[str, int], left: float, at: float, scale: float) -> None:
    place = left
    for name, many in counts.items():
        if not many:
            continue
        axis.barh(at, many * scale, 0.2, left=place, linewidth=1.2, **LOOK[name])
        place += many * scale
    axis.text(place + 0.07, at, str(sum(counts.values())), fontsize=_SMALL, fontweight="bold", va="center")


def _key_of_groups(axis: Any, base: float, wide: bool) -> None:
    for number, (name, look) in enumerate(LOOK.items()):
        column, line = (number, 0) if wide else (number % 2, number // 2)
        place = 0.08 + column * (1.6 if wide else 1.75)
        axis.barh(base + 0.22 * line, 0.22, 0.14, left=place, linewidth=1.2, **look)
        axis.text(place + 0.3, base + 0.22 * line, findings.TITLES[name], fontsize=_LEAST, va="center")


def interests(c: Chapter) -> Figure:
    """A line for each point on which a chapter turns: the voices for it to the right, those against it to the left."""
    wide = not figures.is_narrow()
    step = 0.32 if wide else 0.54
    chapters = list(dict.fromkeys(one.notebook for one in c.conclusions))
    key = 0.34 if wide else 0.56
    height = 0.3 + step * len(c.conclusions) + 0.28 * len(chapters) + key
    most = max(len(one.on("against")) for one in c.conclusions)
    middle = (_POINTS if wide else 0.3) + 0.24 * most + 0.1
    with figures.in_style():
        figure, axis = figures.sheet(height)
        _key_of_signs(axis, 0.14, wide)
        for place, words, side in ((middle - 0.1, "deny it", "right"), (middle + 0.1, "say so", "left")):
            axis.text(place, key + 0.14, words, fontsize=_SMALL, fontweight="bold", ha=side, va="center")
        top = key + 0.3
        for chapter in chapters:
            axis.text(
                0.05, top + 0.14, f"Chapter {int(chapter)}", fontsize=_SMALL, fontweight="bold", va="center"
            )
            top += 0.28
            for one in c.conclusions:
                if one.notebook != chapter:
                    continue
                at = top + (step / 2 if wide else step - 0.16)
                line = at if wide else top + 0.12
                axis.text(0.18, line, one.words, fontsize=_LEAST, va="center")
                if one.free > 1:  # those that the title counts
                    axis.plot([0.08], [line], ">", markersize=5, color=figures.INK)
                axis.plot([middle] * 2, [at - 0.14, at + 0.14], color=figures.FAINT, linewidth=1)
                _signs(axis, one, middle, at)
                top += step
    return figure


def _signs(axis: Any, one: Conclusion, middle: float, at: float) -> None:
    for stand, way, colour in (("for", 1, figures.BLUE), ("against", -1, figures.VERMILLION)):
        for number, voice in enumerate(one.on(stand)):
            _sign(axis, middle + way * (0.2 + 0.24 * number), at, voice.gain, colour)


def _sign(axis: Any, place: float, at: float, gain: Gain, colour: str) -> None:
    marker, filled, _ = SIGNS[gain]
    size = 8.5 if marker == "o" else 7.0
    face = colour if filled else "none"
    axis.plot([place], [at], marker, markersize=size, color=colour, markerfacecolor=face, markeredgewidth=1.7)


def _key_of_signs(axis: Any, base: float, wide: bool) -> None:
    places: Sequence[tuple[float, int]] = ((0.15, 0), (1.55, 0), (3.35, 0), (4.8, 0))
    if not wide:
        places = ((0.15, 0), (1.75, 0), (0.15, 1), (1.75, 1))
    for (place, line), (gain, (_, _, words)) in zip(places, SIGNS.items(), strict=True):
        _sign(axis, place, base + 0.22 * line, gain, figures.INK)
        axis.text(place + 0.14, base + 0.22 * line, words, fontsize=_LEAST, va="center")
