"""The figures of chapter 05; labels, ticks and limits follow the parameters."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures
from romsov_analysis.figures import Interval
from romsov_analysis.results import Result
from romsov_analysis.themes.reparations import burden, cut, valuation
from romsov_analysis.themes.reparations.breakeven import LOCAL
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.terms import middle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BAND: Any = {"color": figures.ORANGE, "alpha": 0.25, "linewidth": 0}
_SMALL = 9.5
_APART = 1.25  # a multiple whose ends lie further apart is told by them
# Group of American prices → its line; those that lie close together differ in dash as well.
_LOOKS: dict[str, dict[str, Any]] = {
    "lumber": {"color": figures.GREEN, "linestyle": "-."},
    "grains": {"color": figures.VERMILLION, "linestyle": "-", "linewidth": 2.6},
    "farm": {"color": figures.ORANGE, "linestyle": "--"},
    "all": {"color": figures.INK, "linestyle": "-", "linewidth": 2.6},
    "metals": {"color": figures.PURPLE, "linestyle": "--"},
    "machinery": {"color": figures.SKY, "linestyle": "-."},
    "fuels": {"color": figures.BLUE, "linestyle": "-", "linewidth": 2.6},
}


def plain(result: Result) -> str:
    """The number of a result without its unit."""
    return f"{result:decimals={result.decimals}}"


def short(result: Result) -> str:
    """The number of a result, or its range where rival series lie far apart."""
    if result.high > _APART * result.low:
        return f"{result:decimals=1,range}"
    return f"{result:decimals=0}" if result.value is not None and result.value.is_integer() else plain(result)


def year_ticks(c: Chapter) -> list[int]:
    """Base year, last year, the marked one and that of the cut, as far as their labels leave each other room."""
    room, chosen = 0.25 * (c.last - c.base), [c.base]
    for year in (c.last, c.marked, cut.begin().year):
        if c.base < year <= c.last and all(abs(year - other) >= room for other in chosen):
            chosen.append(year)
    return sorted(chosen)


def factor_ticks(low: float, high: float) -> list[float]:
    """Round numbers on an axis of equal factors: as many as leave each other room."""
    for steps in ((1, 2, 3, 6), (1, 3), (1,)):
        ticks = [step * 10.0**power for power in range(-4, 6) for step in steps]
        inside = [tick for tick in ticks if low < tick < high]
        if len(inside) <= 6:
            break
    return inside


def level_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers on a plain axis, at most so many."""
    for power, step in itertools.product(range(-2, 5), (1, 2, 5)):
        width = step * 10.0**power
        ticks = [width * number for number in range(int(low / width), int(high / width) + 1)]
        inside = [round(tick, 4) for tick in ticks if low <= tick <= high]
        if len(inside) <= most:
            break
    return inside


def yardstick_rows(c: Chapter) -> list[tuple[str, Result]]:
    """The rows of the key picture, the lowest first: label and result."""
    british, lei = c.measures["uk_wpi_lon_usd"], c.measures[LOCAL]
    found = [
        (f"American prices, {c.marked}", c.gross["all"][c.marked]),
        (f"Goods owed, {c.marked}, less surcharge", c.basket_net[c.marked]),
        ("Whole debt, as it fell due", c.whole["baseline"]),
        ("Romania's negotiators said", c.statements["radulescu"]),
    ]
    if c.neutral:
        found.append((f"Neutral Europe, {c.neutral_year}, in dollars", c.neutral["gross"]))
    if british.result is not None:
        found.append((f"Britain, {british.year}, in dollars", british.result))
    if lei.result is not None:
        found.append((f"Romania, {lei.year}, in lei", lei.result))
    return sorted(found, key=lambda row: middle(row[1].estimate))


def yardsticks(c: Chapter) -> Figure:
    """The key picture: every price level against the claim, where equal factors take equal space."""
    rows = yardstick_rows(c)
    ends = [end for _, result in rows for end in (result.low, result.high)]
    limits = min(0.85, 0.9 * min(ends)), max(8.2, 1.3 * max(ends))
    low, high = f"{c.claimed.low:g}", f"{c.claimed.high:g}"
    return figures.interval_chart(
        [
            Interval(
                label,
                result.estimate,
                short(result),
                "stated" if result.id.startswith("statement.") else "computed",
            )
            for label, result in rows
        ],
        limits=limits,
        ticks=[(tick, f"as in {c.base}" if tick == 1 else f"{tick:g} ×") for tick in factor_ticks(*limits)],
        band=(c.claimed.low, c.claimed.high),
        band_words=f"claim: {low}–{high} ×" if figures.is_narrow() else f"the claim: {low} to {high} times",
        log=True,
    )


def groups(c: Chapter) -> Figure:
    """Price relatives of the American groups over time, each named at its end; the claim as a bar in its year."""
    import matplotlib.pyplot as plt

    shown = {
        group: found for group, found in c.gross.items() if found
    }  # a series may begin after the last year
    ends = {group: middle(found[max(found)].estimate) for group, found in shown.items()}
    tops = [middle(result.estimate) for found in shown.values() for result in found.values()]
    limits = min(0.7, 0.95 * min(tops)), max(3.3, 1.05 * max(tops))
    span = max(1, c.last - c.base)
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 3.3))
        axis.set_xlim(c.base, c.base + span * (1.5 if figures.is_narrow() else 1.25))
        axis.set_ylim(*limits)
        axis.axhline(1, color=figures.FAINT, linewidth=0.8)
        axis.plot([c.marked] * 2, [c.claimed.low, c.claimed.high], color=figures.ORANGE, alpha=0.45, linewidth=12,
                  solid_capstyle="butt")  # fmt: skip
        left = c.marked - c.base > 0.35 * span
        axis.annotate(
            f"the claim:\n{c.claimed.low:g} to {c.claimed.high:g} ×", (c.marked, c.claimed.high),
            xytext=(-9 if left else 9, -12 if figures.is_narrow() else 0), textcoords="offset points",
            fontsize=_SMALL, fontweight="bold", ha="right" if left else "left", va="top",
        )  # fmt: skip
        for group, found in shown.items():
            heights = [middle(result.estimate) for result in found.values()]
            look = {"linewidth": 1.7} | _LOOKS[group]
            axis.plot(list(found), heights, **look)
            if c.marked in found:
                axis.plot(
                    [c.marked],
                    [middle(found[c.marked].estimate)],
                    color=look["color"],
                    marker="o",
                    markersize=4,
                )
        room = 0.07 * (limits[1] - limits[0])
        for group, at in apart(ends, room).items():
            axis.text(
                c.last + 0.02 * span, at, f"{valuation.GROUPS[group]} {plain(shown[group][max(shown[group])])}",
                fontsize=_SMALL, va="center", fontweight="bold" if _LOOKS[group].get("linewidth") else "normal",
            )  # fmt: skip
        axis.set_xticks(year_ticks(c))
        axis.set_yticks(ticks := level_ticks(*limits, 6), [f"{tick:g} ×" for tick in ticks])
        axis.spines["left"].set_visible(False)
        axis.tick_params(length=0, labelsize=_SMALL)
    return figure


def apart(places: dict[str, float], room: float) -> dict[str, float]:
    """The places pushed up, from the lowest, until each has its room."""
    found: dict[str, float] = {}
    last = float("-inf")
    for name, place in sorted(places.items(), key=lambda pair: pair[1]):
        last = found[name] = max(place, last + room)
    return found


def worth(c: Chapter) -> Figure:
    """What a booked dollar of the goods owed was worth in each year of delivery, and over the whole debt."""
    import matplotlib.pyplot as plt

    found = {year: result.estimate for year, result in c.delivered.items()}
    ends = [end for estimate in found.values() for end in (estimate.low, estimate.high)]
    top = max(1.1 * max(ends), c.claimed.low * 1.15)
    mean = middle(c.whole["baseline"].estimate)
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 2.7))
        axis.set_ylim(min(0.8, 0.9 * min(ends)), top)
        axis.set_xlim(min(found) - 0.4, max(found) + 0.4)
        axis.axhspan(c.claimed.low, c.claimed.high, **_BAND)
        axis.text(min(found) - 0.3, c.claimed.low + 0.02 * top, f"the claim begins at {c.claimed.low:g} times",
                  fontsize=_SMALL, fontweight="bold", va="bottom")  # fmt: skip
        axis.axhline(1, color=figures.FAINT, linewidth=0.8)
        axis.fill_between(list(found), [e.low for e in found.values()], [e.high for e in found.values()],
                          color=figures.BLUE, alpha=0.2, linewidth=0)  # fmt: skip
        axis.plot(list(found), [middle(e) for e in found.values()], color=figures.BLUE, marker="o", markersize=5,
                  linewidth=2)  # fmt: skip
        axis.axhline(mean, color=figures.VERMILLION, linestyle="--", linewidth=1.4)
        axis.annotate(f"whole debt {plain(c.whole['baseline'])}", (max(found) + 0.3, mean), xytext=(0, -4),
                      textcoords="offset points", fontsize=_SMALL, ha="right", va="top")  # fmt: skip
        for year in (min(found), cut.begin().year, max(found)):
            end, side, va = (
                (found[year].low, -4, "top") if year == max(found) else (found[year].high, 4, "bottom")
            )
            axis.annotate(plain(c.delivered[year]), (year, end), xytext=(0, side), textcoords="offset points",
                          fontsize=_SMALL, fontweight="bold", ha="center", va=va)  # fmt: skip
        axis.set_xticks(list(found)[:: 2 if figures.is_narrow() else 1])
        axis.set_yticks([1], [f"as in {c.base}"])
        axis.spines["left"].set_visible(False)
        axis.tick_params(length=0, labelsize=_SMALL)
    return figure


def burdens(c: Chapter) -> Figure:
    """One panel a measure, one bar a country: the burden with the spread of its inputs."""
    import matplotlib.pyplot as plt

    panels = {
        "head": ("Dollars of debt a head", "range"),
        "income": ("A year's instalment over income", "percent range"),
    }
    height = (0.36 * len(burden.COUNTRIES) + 0.45) * len(panels)
    with figures.in_style():
        figure, axes = plt.subplots(len(panels), 1, figsize=(figures.width(), height), squeeze=False)
        for axis, (quantity, (title, form)) in zip(axes.flat, panels.items(), strict=True):
            lines = [
                (name, c.burdens.get(f"{quantity}_{country}"), form)
                for country, name in burden.COUNTRIES.items()
            ]
            _burden(axis, title, lines)
    return figure


def _burden(axis: Any, title: str, lines: Sequence[tuple[str, Result | None, str]]) -> None:
    top = max(found.high for _, found, _ in lines if found is not None)
    for position, (_, found, form) in enumerate(lines):
        if found is None:
            axis.text(
                0.02 * top, position, "no figure found", fontsize=_SMALL, fontstyle="italic", va="center"
            )
            continue
        axis.barh(position, found.low, height=0.5, color=figures.BLUE)
        if found.high > found.low * 1.02:
            axis.barh(
                position, found.high - found.low, left=found.low, height=0.5, color=figures.BLUE, alpha=0.35
            )
        axis.text(found.high + 0.02 * top, position, format(found, form), fontsize=_SMALL, fontweight="bold",
                  va="center")  # fmt: skip
    axis.set_title(title, fontsize=10)
    axis.set_xlim(0, 1.3 * top)
    axis.set_ylim(len(lines) - 0.5, -0.6)
    axis.set_xticks([])
    axis.set_yticks(range(len(lines)), [name for name, _, _ in lines])
    axis.tick_params(length=0, labelsize=_SMALL)
    axis.spines[["left", "bottom"]].set_visible(False)
