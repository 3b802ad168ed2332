"""The figures of chapter 06: head upon head against the claim, and other people's totals on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Interval, Kind
from romsov_analysis.themes.takings import facts, heads, totals
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


def rival_groups(c: Chapter) -> dict[str, list[Interval]]:
    """Ours, and the totals of others under their headings: accounts with a figure, floors, what was never paid."""
    table = evidence.load("takings_totals")
    floors = totals.floors()

    def rows(names: Sequence[str], kind: Kind) -> list[Interval]:
        found = sorted((c.parts["totals"][name] for name in names), key=lambda result: result.high)
        return [Interval(result.title, result.estimate, f"{result:decimals=0}", kind) for result in found]

    told, ours = totals.of(totals.ACCOUNTS), f"{c.parts['sum']['total']:range}"
    if figures.is_narrow():
        ours = ours.replace("–", "–\n")
    return {
        "Counted here": [Interval("Item by item", c.whole, ours)],
        "Accounts with a figure": rows([name for name in told if name not in floors], "stated"),
        "Accounts that say “at least”": rows(floors, "floor"),
        "Planned or claimed, never paid": rows([name for name in table.index if name not in told], "unpaid"),
    }


def rivals(c: Chapter) -> Figure:
    """Other people's totals and ours in groups, the lowest of each first; the claim as a band."""
    groups, claim = rival_groups(c), c.claim.high
    right = 1.4 * max(claim, *(row.estimate.high for rows in groups.values() for row in rows))
    lines: list[Interval | str] = []
    for head, rows in groups.items():
        lines += [head, *rows]
    ticks = range(0, int(right / 1.2), 1000 if figures.is_narrow() else 500)
    figure = figures.interval_chart(
        lines,
        limits=(0, right),
        ticks=[(tick, f"{tick:,}") for tick in ticks],
        band=(0.985 * claim, 1.015 * claim),
        band_words=f"the claim: {claim:,.0f}",
        column=True,
    )
    figure.axes[-1].set_xlabel("million dollars", fontsize=_SMALL)
    return figure
