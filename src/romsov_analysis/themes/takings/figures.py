"""The figures of chapter 06: head upon head against the claim, and other people's totals on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.evidence import dates
from romsov_analysis.themes.takings import facts, heads
from romsov_analysis.themes.takings.chapter import Chapter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALL = 9.5
_ROW, _TALL_ROW = 0.36, 0.54  # inches, with labels beside and above
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


def one_voice(c: Chapter, head: str) -> bool:
    """Whether a head rests on one voice alone."""
    return len(facts.speakers(head, c.scope)) == 1


def ends(c: Chapter, head: str) -> int:
    """The last year of a head; of the reparation, that of the scope."""
    if head == "reparation":
        return int(c.scope.until[:4])
    spans = [
        dates.parse(str(evidence.row(f"takings:{name}")["date"])) for name in heads.rows_of(head, c.scope)
    ]
    return max(span.latest.year for span in spans if span.latest)


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

    rows, claim, narrow, order = steps(c), c.claim.high, figures.is_narrow(), list(c.counted)
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
            _bar(axis, at, begin, low, high, last=last, striped=not last and one_voice(c, order[number]))
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


def _bar(axis: Any, at: float, begin: float, low: float, high: float, *, last: bool, striped: bool) -> None:
    color = figures.INK if last else figures.BLUE
    axis.barh(at, high, left=begin, height=0.42, color=color, alpha=0.3, linewidth=0)
    look = {"hatch": "\\\\\\\\", "edgecolor": "white"} if striped else {}
    axis.barh(at, low, left=begin, height=0.42, facecolor=color, linewidth=0, **look)


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


# What a total measures → its mark; open where nothing was paid.
MARKS = {
    "plan": {"marker": "s", "markerfacecolor": "none"},
    "damage": {"marker": "^", "markerfacecolor": "none"},
}


def rivals(c: Chapter) -> Figure:
    """Other people's totals and ours, the lowest first; the claim as a band; floors with an arrow."""
    import matplotlib.pyplot as plt

    claim, narrow = c.claim.high, figures.is_narrow()
    found = [(float(result.high), name) for name, result in c.parts["totals"].items()]
    rows: list[tuple[float, str]] = sorted([*found, ((c.whole.low + c.whole.high) / 2, "")])
    right = 1.3 * max(claim, rows[-1][0], c.whole.high)
    with figures.in_style():
        figure, axis = plt.subplots(
            figsize=(figures.width(), (_TALL_ROW if narrow else _ROW) * len(rows) + 0.75)
        )
        axis.set_xlim(0, right)
        axis.set_ylim(len(rows) - 0.35, -0.75)
        axis.axvspan(0.985 * claim, 1.015 * claim, color=figures.ORANGE, alpha=0.25, linewidth=0)
        axis.text(
            claim,
            -0.62,
            f"the claim: {claim:,.0f}",
            fontsize=_SMALL,
            fontweight="bold",
            ha="center",
            va="bottom",
        )
        labels = []
        for place, (middle, name) in enumerate(rows):
            at = place + 0.18 if narrow else float(place)
            label = (
                "Counted here" if not name else _short(str(evidence.row(f"takings_totals:{name}")["title"]))
            )
            labels.append(label)
            if narrow:
                axis.text(0, place - 0.22, label, fontsize=_SMALL, va="center")
            _total(axis, c, name, middle, at)
        axis.set_yticks([] if narrow else range(len(rows)), [] if narrow else labels)
        ticks = [tick for tick in range(0, 10_001, 500) if tick <= right]
        ticks = ticks[:: 1 + len(ticks) // 6]
        axis.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        axis.set_xlabel("million dollars", fontsize=_SMALL)
        axis.tick_params(length=0, labelsize=_SMALL)
        axis.spines[["left", "bottom"]].set_visible(False)
    return figure


def _total(axis: Any, c: Chapter, name: str, middle: float, at: float) -> None:
    """A total as its mark, an arrow where it is a floor, and the number beside it; ours as a bar."""
    right, shown, floor = middle, f"{middle:,.0f}", False
    if not name:
        right, shown = c.whole.high, f"{c.parts['sum']['total']:range}"
        axis.barh(
            at, c.whole.high - c.whole.low, left=c.whole.low, height=0.2, color=figures.BLUE, linewidth=0
        )
    else:
        cells = evidence.row(f"takings_totals:{name}")
        look = {"marker": "D", "markerfacecolor": figures.VERMILLION} | MARKS.get(str(cells["measures"]), {})
        axis.plot([middle], [at], markersize=6, linestyle="none", color=figures.VERMILLION, **look)
        floor = cells["floor"] == "yes"
    if floor:
        axis.annotate(
            "", (middle, at), xytext=(24, 0), textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": figures.VERMILLION, "linewidth": 1.4},
        )  # fmt: skip
    axis.annotate(
        shown, (right, at), xytext=(28 if floor else 8, 0), textcoords="offset points", fontsize=_SMALL,
        fontweight="bold", va="center", ha="left",
    )  # fmt: skip


def _short(title: str) -> str:
    """The title of a total, broken where a wide picture has it beside the axis."""
    if figures.is_narrow() or len(title) <= 30:
        return title
    who, _, rest = title.partition(", ")
    return f"{who},\n{rest}"
