"""Price relatives: what a group of goods cost in a year, over what it cost in the base year.

The term is that of the price-index literature. A relative carries the rounding of both printed figures.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from romsov_analysis import evidence
from romsov_analysis.results import Estimate

AMERICAN = "us_wpi_all"  # the prices of all American goods


def observation(series: str, year: int) -> Estimate:
    """The value of a price series in a year, with the rounding error of its print.

    Parameters
    ----------
    series
        Id of a row of the table `series`.
    year
        Calendar year.

    Returns
    -------
    Estimate in the unit of the series. Low and high lie half a step of the last printed digit away: no more
    can be lost when every observation behind a mean was rounded alike.

    Raises
    ------
    evidence.EvidenceError
        If the series has no such year; the message names the nearest rows.
    """
    return _printed(series, f"price_series:{series}/{year}")


def years_of(series: str) -> list[int]:
    """The years for which a series has a value, in order."""
    return list(_years(evidence.state("price_series")).get(series, ()))


@functools.lru_cache(maxsize=4)
def _years(_state: object) -> dict[str, list[int]]:
    """Series → its years, for one state of the table: models ask for them at every step."""
    found: dict[str, list[int]] = {}
    rows = evidence.load("price_series")
    for series, year in zip(rows["series"], rows["year"], strict=True):
        found.setdefault(str(series), []).append(int(year))
    return {series: sorted(years) for series, years in found.items()}


def base_year(series: str, wanted: int) -> int:
    """The base year of a series: the wanted one, or the first after it for which there is a value.

    Raises
    ------
    ValueError
        If the series ends before the wanted year.
    """
    later = [year for year in years_of(series) if year >= wanted]
    if not later:
        raise ValueError(f"{series} has no value in {wanted} or later")
    return later[0]


def price_relative(series: str, base: int, year: int) -> Estimate:
    """Price of a year over price of the base year: a ratio, with the rounding of both ends.

    In the base year itself the relative is one, without error: numerator and denominator are one number.
    """
    if year == base:
        return Estimate.exactly(1.0, f"price_series:{series}/{base}")
    return observation(series, year) / observation(series, base)


def relative(series: str, base: int, year: int) -> Estimate:
    """The price relative where a series may begin after the base year: then its first year stands for it.

    In the base year itself the relative is one whatever year stands for it.
    """
    start = base_year(series, base)
    return price_relative(series, start, start if year == base else year)


def relatives(series: str, base: int, years: Iterable[int]) -> dict[int, Estimate]:
    """Year → price relative for every wanted year for which there is a value."""
    known = set(years_of(series))
    return {year: relative(series, base, year) for year in years if year in known}


def peak(found: Mapping[int, Estimate]) -> int:
    """The year of the highest relative, by its low end."""
    return max(found, key=lambda year: found[year].low)


def in_dollars(local: Estimate, rates: str, base: int, year: int) -> Estimate:
    """The relative of prices in a local currency, turned into dollars by a series of rates for one dollar.

    Had the currency lost as much as prices rose, the goods would cost the same dollars.
    """
    return local / price_relative(rates, base, year)


def month(series: str, name: str) -> Estimate:
    """Index of a month (``YYYY-MM``), with the rounding of its print."""
    return _printed(series, f"price_months:{series}/{name}")


def monthly_relative(series: str, base: int, name: str) -> Estimate:
    """Index of a month (``YYYY-MM``) over the mean of the base year, with the rounding of both."""
    return month(series, name) / observation(series, base_year(series, base))


def _printed(series: str, row: str) -> Estimate:
    value = float(evidence.row(row)["value"])
    error = float(evidence.row(f"series:{series}")["resolution"]) / 2
    return Estimate(value, value - error, value + error, (row,))
