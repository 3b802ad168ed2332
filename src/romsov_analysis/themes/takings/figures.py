"""The figures of chapter 06: head upon head against the claim, and other people's totals on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.figures import Interval
from romsov_analysis.themes.takings.chapter import Chapter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 9.5
_ROW, _TALL_ROW = 0.4, 0.56  # inches, with labels beside and above
# Head → its label in the picture.
LABELS = {
    "reparation": "Reparation",
    "restitution": "Goods returned",
    "upkeep": "Keep of Soviet troops",
    "requisitions": "Requisitions",
    "small": "Small items",
    "companies": "Joint companies",
    "booty": "Booty",
}


def steps(c: Chapter) -> list[tuple[str, float, float, float]]:
    """Label, begin, length at least, length at most of each bar from top to bottom; the last is the sum."""
    found, begin = [], 0.0
    for head, estimate in c.counted.items():
        found.append((LABELS[head], begin, estimate.low, estimate.high))
        begin += estimate.high
    found.append(("All that is counted", 0.0, c.whole.low, c.whole.high))
    return found


def stack(c: Chapter) -> Figure:
    """Bars that begin where the one before ends; a line at the claim, and the gap before it hatched."""
    import matplotlib.pyplot as plt

    rows, claim, narrow = steps(c), c.claim.high, figures.is_narrow()
    right = 1.12 * max(claim, max(begin + high for _, begin, _, high in rows))
    with figures.in_style():
        figure, axis = plt.subplots(
            figsize=(figures.width(), (_TALL_ROW if narrow else _ROW) * len(rows) + 0.75)
        )
        axis.set_xlim(0, right)
        axis.set_ylim(len(rows) - (0.1 if narrow else 0.25), -0.95)
        for number, (label, begin, low, high) in enumerate(rows):
            last = number == len(rows) - 1
            at = number + 0.2 if narrow else float(number)
            _bar(axis, at, begin, low, high, last=last)
            if narrow:
                axis.text(0, number - 0.24, label, fontsize=_SMALL, va="center")
            if last:
                axis.text(
                    high,
                    at + 0.27,
                    _words(low, high),
                    fontsize=_SMALL,
                    fontweight="bold",
                    ha="right",
                    va="top",
                )
            else:
                _amount(axis, at, begin, low, high, right)
            if last and high < claim:
                _gap(axis, at, high, claim)
        axis.axvline(claim, color=figures.VERMILLION, linewidth=2, ymax=0.93)
        axis.text(
            claim, -0.62, f"the claim: {c.claim.high:,.0f}", fontsize=_SMALL, fontweight="bold",
            ha="right" if claim > 0.6 * right else "center", va="bottom",
        )  # fmt: skip
        axis.set_yticks([] if narrow else range(len(rows)), [] if narrow else [row[0] for row in rows])
        ticks = [tick for tick in range(0, 10_001, 500) if tick <= right]
        ticks = ticks[:: 1 + len(ticks) // (5 if narrow else 8)]
        axis.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        axis.set_xlabel("million dollars", fontsize=_SMALL)
        axis.tick_params(length=0, labelsize=_SMALL)
        axis.spines[["left", "bottom"]].set_visible(False)
    return figure


def _bar(axis: Any, at: float, begin: float, low: float, high: float, *, last: bool) -> None:
    color = figures.INK if last else figures.BLUE
    axis.barh(at, high, left=begin, height=0.42, color=color, alpha=0.3, linewidth=0)
    axis.barh(at, low, left=begin, height=0.42, color=color, linewidth=0)


def _amount(axis: Any, at: float, begin: float, low: float, high: float, right: float) -> None:
    """The number right of a bar, or left of it where there is no room."""
    left = begin + high > 0.55 * right and begin > 0
    axis.annotate(
        _words(low, high), (begin if left else begin + high, at), xytext=(-6 if left else 6, 0),
        textcoords="offset points", fontsize=_SMALL, fontweight="bold", va="center", ha="right" if left else "left",
    )  # fmt: skip


def _words(low: float, high: float) -> str:
    return f"{low:,.0f}" if round(low) == round(high) else f"{low:,.0f}–{high:,.0f}"


def _gap(axis: Any, at: float, high: float, claim: float) -> None:
    """What is wanting to the claim."""
    axis.barh(
        at, claim - high, left=high, height=0.42, facecolor="none", edgecolor=figures.VERMILLION, hatch="////",
        linewidth=0.8,
    )  # fmt: skip


def rivals(c: Chapter) -> Figure:
    """Other people's totals and ours, the lowest first; the claim as a band."""
    found = []
    for name, result in c.parts["totals"].items():
        if name == "accounts":
            continue
        cells = evidence.row(f"takings_totals:{name}")
        floor = "at least " if cells["floor"] == "yes" else ""
        found.append(
            Interval(_short(str(cells["title"])), result.estimate, f"{floor}{result.high:,.0f}", "stated")
        )
    total = c.parts["sum"]["total"]
    found.append(Interval("Counted here", c.whole, f"{total:range}"))
    found.sort(key=lambda row: (row.estimate.low + row.estimate.high) / 2)
    claim, most = c.claim.high, max(row.estimate.high for row in found)
    limits = (0.0, 1.3 * max(claim, most))
    ticks = [tick for tick in range(0, 10_001, 500) if tick <= limits[1]]
    ticks = ticks[:: 1 + len(ticks) // 6]
    return figures.interval_chart(
        found,
        limits=limits,
        ticks=[(tick, f"{tick:,}") for tick in ticks],
        band=(0.985 * claim, 1.015 * claim),
        band_words=f"the claim: {claim:,.0f}",
    )


def _short(title: str) -> str:
    """The title of a total, broken where a wide picture has it beside the axis."""
    if figures.is_narrow() or len(title) <= 30:
        return title
    who, _, rest = title.partition(", ")
    return f"{who},\n{rest}"
