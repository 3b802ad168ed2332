"""The figures of chapter 05 that no other chapter shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from romsov_analysis import figures
from romsov_analysis.results import Estimate

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def price_relatives_by_group(
    groups: Sequence[tuple[str, Mapping[int, Estimate], Mapping[int, Estimate]]],
    claimed: tuple[float, float],
    marked_year: int,
) -> Figure:
    """Small multiples: one panel a group, gross and net relatives over time, the claim as a band behind.

    Parameters
    ----------
    groups
        (title, year → gross relative, year → net relative) for each panel, in reading order.
    claimed
        Low and high end of the claimed multiple.
    marked_year
        Year of the dotted line and of the value in the title.
    """
    import matplotlib.pyplot as plt

    columns = 2
    rows = -(-(len(groups) + 1) // columns)
    with figures.in_style():
        figure, axes = plt.subplots(
            rows, columns, figsize=(figures.WIDTH, 1.75 * rows), sharex=True, sharey=True, squeeze=False
        )
        panels = list(axes.flat)
        for axis, (title, gross, net) in zip(panels, groups, strict=False):
            years = list(gross)
            axis.axhspan(*claimed, color=figures.ORANGE, alpha=0.25, linewidth=0)
            axis.axvline(marked_year, color=figures.FAINT, linewidth=0.8, linestyle=":")
            axis.axhline(1, color=figures.FAINT, linewidth=0.8)
            axis.fill_between(
                years,
                [net[year].low for year in years],
                [net[year].high for year in years],
                color=figures.VERMILLION,
                alpha=0.45,
                linewidth=0,
            )
            axis.plot(
                years,
                [_middle(gross[year]) for year in years],
                color=figures.BLUE,
                linewidth=1.8,
                marker="o",
                markersize=2.5,
            )
            axis.set_title(f"{title}: {_middle(gross[marked_year]):.2f}")
        last_panel = panels[len(groups)]
        _legend(last_panel, claimed, marked_year)
        for axis in panels[len(groups) + 1 :]:
            axis.set_axis_off()
        # The legend's panel has no axis of its own, so the panel above it keeps the years.
        panels[len(groups) - columns].tick_params(labelbottom=True)
        first = panels[0]
        first.set_xticks([1938, marked_year, 1948, 1952])
        first.set_yticks([1, 2, 3, 4])
        first.set_ylim(0.7, 4.1)
        figure.supylabel("times the price of 1938", fontsize=9, color=figures.INK)
    return figure


def schedules(due: Sequence[tuple[str, Mapping[int, float]]], worth: Mapping[int, Estimate]) -> Figure:
    """Two panels over one time axis: what was due by year under each schedule, and what a dollar was worth.

    Parameters
    ----------
    due
        (title, year → share of the delivered sum) for each schedule, at most four.
    worth
        Year → worth of a booked dollar of the basket, net of the surcharge.
    """
    import matplotlib.pyplot as plt

    looks = [
        (figures.BLUE, "-", "o"),
        (figures.VERMILLION, "--", "s"),
        (figures.GREEN, "-.", "^"),
        (figures.PURPLE, ":", "D"),
    ]
    with figures.in_style():
        figure, (upper, lower) = plt.subplots(
            2, 1, figsize=(figures.WIDTH, 5.2), sharex=True, height_ratios=(3, 2)
        )
        for (title, shares), (colour, dashes, marker) in zip(due, looks, strict=False):
            years = sorted(shares)
            upper.plot(
                years,
                [100 * shares[year] for year in years],
                color=colour,
                linestyle=dashes,
                marker=marker,
                markersize=4,
                linewidth=1.8,
                label=title,
            )
        upper.set_ylim(0, None)
        upper.set_title("Due in the year, per cent of the sum")
        upper.legend(loc="upper center", bbox_to_anchor=(0.5, -0.04), ncols=1)
        years = sorted(worth)
        lower.fill_between(
            years,
            [worth[year].low for year in years],
            [worth[year].high for year in years],
            color=figures.BLUE,
            alpha=0.5,
            linewidth=0.8,
        )
        lower.axhline(1, color=figures.FAINT, linewidth=0.8)
        lower.set_ylim(0.8, None)
        lower.set_title("Worth of a booked dollar of the basket, net")
        lower.set_xticks(years[::2])
    return figure


def _legend(axis: object, claimed: tuple[float, float], marked_year: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    axis.set_axis_off()  # type: ignore[attr-defined]
    axis.legend(  # type: ignore[attr-defined]
        handles=[
            Line2D(
                [], [], color=figures.BLUE, linewidth=1.8, marker="o", markersize=2.5, label="price, gross"
            ),
            Patch(color=figures.VERMILLION, alpha=0.45, linewidth=0, label="net of the surcharge"),
            Patch(
                color=figures.ORANGE,
                alpha=0.25,
                linewidth=0,
                label=f"claim: {claimed[0]:g} to {claimed[1]:g} times",
            ),
            Line2D(
                [], [], color=figures.FAINT, linewidth=0.8, linestyle=":", label=f"{marked_year} (in titles)"
            ),
        ],
        loc="center left",
        borderaxespad=0,
    )


def _middle(estimate: Estimate) -> float:
    return (estimate.low + estimate.high) / 2 if estimate.value is None else estimate.value


def burdens(panels: Sequence[tuple[str, Sequence[tuple[str, Estimate, str]]]]) -> Figure:
    """One panel a measure, one line a country: the burden with the spread of its inputs.

    Parameters
    ----------
    panels
        (title, rows), each row (country, estimate, number as text); every panel has an axis of its own from
        zero, since the measures have different units.
    """
    import matplotlib.pyplot as plt
    from matplotlib.ticker import MultipleLocator, PercentFormatter

    with figures.in_style():
        rows = max(len(rows) for _, rows in panels)
        figure, axes = plt.subplots(
            len(panels), 1, figsize=(figures.WIDTH, (0.42 * rows + 0.75) * len(panels)), squeeze=False
        )
        for axis, (title, lines) in zip(axes.flat, panels, strict=True):
            top = max(estimate.high for _, estimate, _ in lines)
            for position, (country, estimate, shown) in enumerate(lines):
                low, high = estimate.low, estimate.high
                axis.plot([0, low], [position] * 2, color=figures.FAINT, linewidth=0.8, linestyle=":")
                axis.plot([low, high], [position] * 2, color=figures.BLUE, linewidth=4, solid_capstyle="butt")
                axis.plot(
                    [low, high],
                    [position] * 2,
                    color=figures.BLUE,
                    marker="|",
                    markersize=10,
                    linestyle="none",
                )
                axis.text(high + 0.03 * top, position, shown, fontsize=9, va="center")
                axis.text(-0.02 * top, position, country, fontsize=9, va="center", ha="right")
            if top < 1:  # a share
                axis.xaxis.set_major_locator(MultipleLocator(0.05))
                axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
            axis.set_title(title)
            axis.set_xlim(0, 1.32 * top)
            axis.set_ylim(len(lines) - 0.5, -0.6)
            axis.set_yticks([])
            axis.spines["left"].set_visible(False)
    return figure
