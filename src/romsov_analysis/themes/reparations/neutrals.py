"""Price levels of neutral countries in dollars, beside the lists of states at war."""

from __future__ import annotations

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import prices, terms

# Series of wholesale prices → its rate for one dollar; the countries for which both were found.
DOLLARS = {"ch_wpi_lon": "chf_per_usd", "pt_wpi_lon": "pte_per_usd", "se_wpi_lon": "sek_per_usd"}


def last() -> int:
    """The last year in which every neutral country has prices and a rate."""
    known = (set(prices.years_of(name)) for pair in DOLLARS.items() for name in pair)
    return max(set.intersection(*known))


def known(base: int) -> bool:
    """Whether the neutral price level can be set against a base year."""
    return base <= last()


def relatives(base: int, year: int) -> dict[str, Estimate]:
    """Series → price relative in dollars of a year, by the recorded rate."""
    return {
        series: prices.in_dollars(prices.price_relative(series, base, year), rates, base, year)
        for series, rates in DOLLARS.items()
    }


def level(base: int, year: int) -> Estimate:
    """The neutral price level in dollars: the middle country, within the span of all."""
    found = sorted(relatives(base, year).values(), key=lambda relative: relative.value or relative.low)
    span = Estimate.spanning(*found)
    return Estimate(found[len(found) // 2].value, span.low, span.high, span.evidence)


def over_american(base: int, *, rivals: bool) -> Estimate:
    """The neutral over the American price level of the last neutral year: all countries, or the middle one."""
    found = level(base, last())
    if not rivals and found.value is not None:
        found = Estimate.exactly(found.value, *found.evidence)
    return found / prices.price_relative(prices.AMERICAN, base, last())


def level_results(base: int, marked: int, percent: Estimate) -> dict[str, Result]:
    """``gross`` and ``net`` of the surcharge, ``valuation.neutral_<name>``; empty where no level is known.

    Parameters
    ----------
    base, marked
        The base year, and the year the claim names; the level is read at the last neutral year up to it.
    percent
        Surcharge in per cent of the base price.
    """
    if not known(base):
        return {}
    year = min(marked, last())
    gross = level(base, year)
    where = f"Wholesale prices of neutral countries in dollars, {year} over {base}"
    named = {
        "gross": (gross, "middle and span of the countries", where),
        "net": (
            terms.net_of_surcharge(gross, percent),
            "the same ÷ (1 + surcharge)",
            f"{where}, net of the surcharge",
        ),
    }
    return {
        name: Result.of(f"valuation.neutral_{name}", found, unit="times", formula=formula, title=title)
        for name, (found, formula, title) in named.items()
    }
