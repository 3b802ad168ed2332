"""The figures of chapter 05."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from romsov_analysis import figures
from romsov_analysis.estimates import Estimate

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
    with figures.style():
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
