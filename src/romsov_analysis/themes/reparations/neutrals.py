"""Price levels of neutral countries in dollars, beside the lists of states at war."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import prices, terms

# Series of wholesale prices → its rate for one dollar; the countries for which both were found.
DOLLARS = {"ch_wpi_lon": "chf_per_usd", "pt_wpi_lon": "pte_per_usd", "se_wpi_lon": "sek_per_usd"}
AMERICAN = "us_wpi_all"
YEAR = 1944  # the last year for which the year-books have neutral prices


def known(base: int) -> bool:
    """Whether the neutral price level can be set against a base year."""
    return base <= YEAR


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
    found = level(base, YEAR)
    if not rivals and found.value is not None:
        found = Estimate.exactly(found.value, *found.evidence)
    return found / prices.price_relative(AMERICAN, base, YEAR)


def level_results(base: int, marked: int, percent: Estimate) -> dict[str, Result]:
    """``gross`` and ``net`` of the surcharge, and the year read: ``valuation.neutral_<name>``; empty if unknown."""
    if not known(base):
        return {}
    year = min(marked, YEAR)
    gross = level(base, year)
    where = f"{len(DOLLARS)} neutral countries in dollars, {year} over {base}"
    net = terms.net_of_surcharge(gross, percent)
    rows = Estimate.exactly(float(year), *(f"price_series:{series}/{year}" for series in DOLLARS))
    named: Mapping[str, tuple[Estimate, str, str, str, int]] = {
        "gross": (gross, "times", "middle and span of the countries", f"Wholesale prices of {where}", 2),
        "net": (
            net,
            "times",
            "the same ÷ (1 + surcharge)",
            f"Wholesale prices of {where}, net of the surcharge",
            2,
        ),
        "year": (rows, "year", "last year with prices, up to the one named", "Year of the neutral prices", 0),
    }
    return {
        name: Result.of(
            f"valuation.neutral_{name}", found, unit=unit, formula=formula, title=title, decimals=digits
        )
        for name, (found, unit, formula, title, digits) in named.items()
    }
