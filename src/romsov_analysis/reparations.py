"""What the reparation goods were worth: price relatives, and the surcharge on 1938 prices.

Terms follow the price-index literature. The *price relative* of a group is its price in a year over its price
in the base year. Goods booked at base-year prices plus a surcharge are worth, in a later year, the relative
divided by one plus the surcharge for every dollar booked: the *net* relative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from romsov_analysis import evidence
from romsov_analysis.estimates import Estimate
from romsov_analysis.results import Result

SURCHARGES = ("reparation_terms:surcharge_other", "reparation_terms:surcharge_transport")


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
    row = f"price_series:{series}/{year}"
    value = float(evidence.row(row)["value"])
    error = float(evidence.row(f"series:{series}")["resolution"]) / 2
    return Estimate(value, value - error, value + error, (row,))


def years_of(series: str) -> list[int]:
    """The years for which a series has a value, in order."""
    prices = evidence.load("price_series")
    return sorted(int(year) for year in prices.loc[prices["series"] == series, "year"])


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


def agreed_surcharge() -> Estimate:
    """The surcharge on base prices in per cent: a range over both rates, since sources differ on the goods."""
    low, high = (Estimate.exactly(float(evidence.row(row)["value"]), row) for row in SURCHARGES)
    return Estimate.between(low, high)


def surcharge(override: float | None) -> Estimate:
    """The surcharge in per cent: as agreed, or the analyst's own where `override` is a number.

    Raises
    ------
    ValueError
        If the override is −100 per cent or less, at which goods would be booked for nothing.
    """
    if override is None:
        return agreed_surcharge()
    if override <= -100:
        raise ValueError(f"a surcharge of {override} % books goods for nothing; accepted: more than -100")
    return Estimate.exactly(float(override), f"parameter:surcharge_percent={override:g}")


def net_of_surcharge(relative: Estimate, percent: Estimate) -> Estimate:
    """The relative divided by one plus the surcharge: what a booked dollar of goods was worth.

    Parameters
    ----------
    relative
        Price relative (ratio).
    percent
        Surcharge in per cent of the base price.
    """
    return relative / (Estimate.exactly(1.0) + percent / 100)


def first_year_at(relatives: Mapping[int, Estimate], threshold: Estimate) -> Estimate | None:
    """The first year in which even the low end of the relative is at least the threshold; None if none is.

    Returns
    -------
    The year as an estimate without range, resting on what the relatives and the threshold rest on.
    """
    for year, relative in sorted(relatives.items()):
        if relative.low >= threshold.high:
            return Estimate.exactly(float(year), *relative.evidence, *threshold.evidence)
    return None


def peak(relatives: Mapping[int, Estimate]) -> Estimate:
    """The highest relative of the years given, by its low end."""
    return max(relatives.values(), key=lambda relative: relative.low)


def relatives(series: str, base: int, years: Sequence[int]) -> dict[int, Estimate]:
    """Year → price relative for every wanted year from the base year on for which there is a value."""
    start = base_year(series, base)
    known = set(years_of(series))
    return {year: price_relative(series, start, year) for year in years if year >= start and year in known}


def relative_results(
    series: str, base: int, years: Sequence[int], percent: Estimate
) -> tuple[dict[int, Result], dict[int, Result]]:
    """Gross and net relatives of one series as results: year → result, for every year there is a value for.

    Ids are ``valuation.<series>_<year>`` and the same with ``_net``.
    """
    title = str(evidence.row(f"series:{series}")["title"])
    start = base_year(series, base)
    gross, net = {}, {}
    for year, relative in relatives(series, base, years).items():
        gross[year] = Result.of(
            f"valuation.{series}_{year}",
            relative,
            unit="times",
            formula=f"price of {year} ÷ price of {start}",
            title=f"{title}, {year} over {start}",
        )
        net[year] = Result.of(
            f"valuation.{series}_{year}_net",
            net_of_surcharge(gross[year].estimate, percent),
            unit="times",
            formula=f"price of {year} ÷ price of {start} ÷ (1 + surcharge)",
            title=f"{title}, {year} over {start}, net of the surcharge",
        )
    return gross, net
