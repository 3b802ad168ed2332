"""The figures of chapter 05; labels, ticks and limits follow the parameters."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures
from romsov_analysis.figures import Interval
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import burden, debt, valuation
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.debt import middle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BAND: Any = {"color": figures.ORANGE, "alpha": 0.25, "linewidth": 0}
# Measures that the chart of statements draws, by its group.
_WORLD = {
    "uk_wpi_lon_usd": "British prices {}, in dollars",
    "se_wpi_lon_usd": "Swedish prices {}, in dollars",
    "ch_wpi_lon_usd": "Swiss prices {}, in dollars",
    "pt_wpi_lon_usd": "Portuguese prices {}, in dollars",
}
_LOCAL = {
    "ro_cpi": "Romania {}, consumer prices, lei",
    "ro_cpi_usd": "Romania {}, consumer prices, in dollars",
    "ro_wpi_lon": "Romania {}, wholesale, lei",
    "ro_wpi_lon_usd": "Romania {}, wholesale, in dollars",
    "fi_wpi_lon": "Finland {}, marks",
    "hu_wpi_lon": "Hungary {}, pengő",
}
_LOOKS: tuple[dict[str, Any], ...] = (
    {"color": figures.BLUE, "linestyle": "-", "marker": "o"},
    {"color": figures.VERMILLION, "linestyle": "--", "marker": "s"},
    {"color": figures.GREEN, "linestyle": "-.", "marker": "^"},
    {"color": figures.PURPLE, "linestyle": ":", "marker": "D"},
    {"color": figures.ORANGE, "linestyle": (0, (5, 1)), "marker": "v"},
)


def plain(result: Result) -> str:
    """The number of a result without its unit."""
    return f"{result:decimals={result.decimals}}"


def year_ticks(c: Chapter) -> list[int]:
    """Base year, last year, the marked one and that of the cut, as far as their labels leave each other room."""
    room, chosen = 0.25 * (c.last - c.base), [c.base]
    for year in (c.last, c.marked, debt.CUT_FROM.year):
        if c.base < year <= c.last and all(abs(year - other) >= room for other in chosen):
            chosen.append(year)
    return sorted(chosen)


def factor_ticks(low: float, high: float) -> list[float]:
    """Round numbers on an axis of equal factors: as many as leave each other room."""
    for steps in ((1, 1.5, 2, 3, 4, 6), (1, 2, 5), (1,)):
        ticks = [step * 10.0**power for power in range(-4, 6) for step in steps]
        inside = [tick for tick in ticks if low < tick < high]
        if len(inside) <= 7:
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


def statement_groups(c: Chapter) -> list[tuple[str, list[Interval]]]:
    """Every statement with a number beside what can be computed, by what they measure; one row an origin."""

    def computed(title: str, result: Result) -> Interval:
        return Interval(title, result.estimate, plain(result))

    def measured(labels: dict[str, str]) -> list[Interval]:
        found = ((c.measures[name], words) for name, words in labels.items())
        return [computed(words.format(at.year), at.result) for at, words in found if at.result is not None]

    def said(measures: str) -> list[Interval]:
        chosen = ((c.statements[name], weak) for name, weak in valuation.origins(measures).items())
        return [
            Interval(result.title, result.estimate, plain(result), "weak" if weak else "stated")
            for result, weak in chosen
        ]

    owed = [year for year in (c.marked, c.later) if year is not None]
    return [
        ("Prices of the world, by rival lists",
         [computed(f"American prices {c.marked}", c.gross["all"][c.marked]), *measured(_WORLD),
          *(computed(f"Goods owed {year}, American prices, after the surcharge", c.basket_net[year]) for year in owed),
          computed("Whole debt, central case", c.whole["baseline"]), *said("world prices")]),
        ("What was paid against what was due", said("payments")),
        ("Prices or rates in local currency", [*measured(_LOCAL), *said("local prices")]),
        ("All transfers, not the debt alone", said("all transfers")),
        ("Unclear what is compared", said("unclear")),
    ]  # fmt: skip


def statements(c: Chapter) -> Figure:
    """The chart of statements, where equal factors take equal space."""
    groups = statement_groups(c)
    ends = [end for _, rows in groups for row in rows for end in (row.estimate.low, row.estimate.high)]
    limits = min(0.85, 0.9 * min(ends)), max(8.2, 1.3 * max(ends))
    return figures.interval_chart(
        groups,
        label="times (equal factors take equal space)",
        limits=limits,
        ticks=factor_ticks(*limits),
        band=(c.claimed.low, c.claimed.high),
        kinds=[("computed", "computed"), ("stated", "stated"), ("weak", "stated, weak")],
        zero=1,
        log=True,
    )


def whole_debt(c: Chapter) -> Figure:
    """What moves the multiplier of the whole debt."""
    titles = {variant.name: variant.title for variant in debt.variants(c.percent, c.base)}
    single = titles | {"baseline": "central case"}
    rows = [Interval(title, c.whole[name].estimate, plain(c.whole[name])) for name, title in single.items()]
    every = c.whole["envelope"]
    limits = min(0.95, 0.9 * every.low), max(3.1, 1.1 * every.high)
    return figures.interval_chart(
        [
            ("One assumption changed at a time", rows),
            (
                "The outermost",
                [Interval("all combinations of the assumptions", every.estimate, plain(every))],
            ),
        ],
        label="multiplier of the whole debt",
        limits=limits,
        ticks=level_ticks(*limits, 5),
        band=(c.claimed.low, c.claimed.high),
        zero=1,
    )


def groups(c: Chapter) -> Figure:
    """Small multiples: one panel a group, gross and net relatives over time, the claim as a band behind."""
    import matplotlib.pyplot as plt

    rows = -(-(len(valuation.GROUPS) + 1) // 2)
    ends = [end for side in (c.gross, c.net) for found in side.values() for result in found.values()
            for end in (result.low, result.high)]  # fmt: skip
    limits = min(0.7, 0.9 * min(ends)), max(4.1, 1.01 * max(ends))
    with figures.in_style():
        figure, axes = plt.subplots(
            rows, 2, figsize=(figures.width(), 1.75 * rows), sharex=True, sharey=True, squeeze=False
        )
        panels = list(axes.flat)
        for axis, (group, title) in zip(panels, valuation.GROUPS.items(), strict=False):
            gross, net = c.gross[group], c.net[group]
            axis.axhspan(c.claimed.low, c.claimed.high, **_BAND)
            axis.axvline(c.marked, color=figures.FAINT, linewidth=0.8, linestyle=":")
            axis.axhline(1, color=figures.FAINT, linewidth=0.8)
            _stretch(axis, {year: result.estimate for year, result in net.items()}, figures.VERMILLION)
            heights = [middle(result.estimate) for result in gross.values()]
            axis.plot(list(gross), heights, color=figures.BLUE, linewidth=1.8, marker="o", markersize=2.5)
            axis.set_title(f"{title}: {plain(gross[c.marked]) if c.marked in gross else 'no price'}")
        _legend(panels[len(valuation.GROUPS)], c)
        # The legend's panel has no axis of its own, so the panel above it keeps the years.
        panels[len(valuation.GROUPS) - 2].tick_params(labelbottom=True)
        panels[0].set_xticks(year_ticks(c))
        panels[0].set_ylim(*limits)
        panels[0].set_yticks(level_ticks(max(limits[0], 0.5), limits[1], 4))
        figure.supylabel(f"times the price of {c.base}", fontsize=9, color=figures.INK)
    return figure


def _stretch(axis: Any, found: dict[int, Estimate], colour: str) -> None:
    """A band from low to high over years; over a single year a bar."""
    years, lows = list(found), [estimate.low for estimate in found.values()]
    highs = [estimate.high for estimate in found.values()]
    if len(years) == 1:
        axis.vlines(years, lows, highs, color=colour, alpha=0.45, linewidth=4)
    axis.fill_between(years, lows, highs, color=colour, alpha=0.45, linewidth=0)


def _legend(axis: Any, c: Chapter) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    claim = f"claim: {c.claimed.low:g} to {c.claimed.high:g} times"
    axis.set_axis_off()
    axis.legend(
        handles=[
            Line2D(
                [], [], color=figures.BLUE, linewidth=1.8, marker="o", markersize=2.5, label="price, gross"
            ),
            Patch(color=figures.VERMILLION, alpha=0.45, linewidth=0, label="net of the surcharge"),
            Patch(label=claim, **_BAND),
            Line2D(
                [], [], color=figures.FAINT, linewidth=0.8, linestyle=":", label=f"{c.marked} (in titles)"
            ),
        ],
        loc="center left",
        borderaxespad=0,
    )


def schedules(c: Chapter) -> Figure:
    """Two panels over one time axis: what was due by year under each schedule, and what a dollar was worth."""
    import matplotlib.pyplot as plt

    with figures.in_style():
        figure, (upper, lower) = plt.subplots(
            2, 1, figsize=(figures.width(), 5.2), sharex=True, height_ratios=(3, 2)
        )
        for (name, title), look in zip(debt.SCHEDULES.items(), _LOOKS, strict=True):
            due = {year: 100 * result.low for year, result in c.due[name].items()}
            upper.plot(list(due), list(due.values()), markersize=4, linewidth=1.8, label=title, **look)
        upper.set_ylim(0, None)
        upper.set_title("Due in the year, per cent of the sum")
        upper.legend(loc="upper center", bbox_to_anchor=(0.5, -0.04), ncols=1)
        _stretch(lower, {year: worth.estimate for year, worth in c.delivered.items()}, figures.BLUE)
        lower.axhline(1, color=figures.FAINT, linewidth=0.8)
        lower.set_ylim(min(0.8, 0.9 * min(worth.low for worth in c.delivered.values())), None)
        lower.set_title("Worth of a booked dollar of the basket, net")
        lower.set_xticks(list(c.delivered)[::2])
    return figure


def burdens(c: Chapter) -> Figure:
    """One panel a measure, one line a country: the burden with the spread of its inputs."""
    import matplotlib.pyplot as plt

    panels = {
        "head": ("Dollars of the debt a head", "range"),
        "year": ("Dollars of the debt a head and year", "range"),
        "income": ("Yearly instalment, share of national income", "percent range"),
    }
    height = (0.42 * len(burden.COUNTRIES) + 0.75) * len(panels)
    with figures.in_style():
        figure, axes = plt.subplots(len(panels), 1, figsize=(figures.width(), height), squeeze=False)
        for axis, (quantity, (title, form)) in zip(axes.flat, panels.items(), strict=True):
            lines = [
                (name, c.burdens[key].estimate, format(c.burdens[key], form))
                for country, name in burden.COUNTRIES.items()
                if (key := f"{quantity}_{country}") in c.burdens
            ]
            _burden(axis, title, lines)
    return figure


def _burden(axis: Any, title: str, lines: Sequence[tuple[str, Estimate, str]]) -> None:
    from matplotlib.ticker import MultipleLocator, PercentFormatter

    top = max(estimate.high for _, estimate, _ in lines)
    for position, (country, estimate, shown) in enumerate(lines):
        ends, at = [estimate.low, estimate.high], [position] * 2
        axis.plot([0, estimate.low], at, color=figures.FAINT, linewidth=0.8, linestyle=":")
        axis.plot(ends, at, color=figures.BLUE, linewidth=4, solid_capstyle="butt")
        axis.plot(ends, at, color=figures.BLUE, marker="|", markersize=10, linestyle="none")
        axis.text(estimate.high + 0.03 * top, position, shown, fontsize=9, va="center")
        axis.text(-0.02 * top, position, country, fontsize=9, va="center", ha="right")
    if top < 1:  # a share
        axis.xaxis.set_major_locator(MultipleLocator(0.05))
        axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    axis.set_title(title)
    axis.set_xlim(0, 1.32 * top)
    axis.set_ylim(len(lines) - 0.5, -0.6)
    axis.set_yticks([])
    axis.spines["left"].set_visible(False)
