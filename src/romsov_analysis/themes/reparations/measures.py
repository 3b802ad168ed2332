"""The claim's multiple by other prices than the American wholesale prices, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import neutrals, prices
from romsov_analysis.themes.reparations.debt import times

# Series → its rate for one dollar, where prices are in a local currency and a rate was found.
SERIES = {
    "uk_wpi_lon": "gbp_per_usd",
    **neutrals.DOLLARS,
    "ar_wpi_lon": "",
    "tr_wpi_lon": "",
    "crude_oil": "",
    "us_cpi": "",
    "ro_cpi": "lei_per_usd",
    "ro_wpi_lon": "lei_per_usd",
    "fi_wpi_lon": "fim_per_usd",
    "hu_wpi_lon": "",
}
IN_DOLLARS = "turned into dollars at the recorded rate"


@dataclass(frozen=True)
class Measure:
    """A series read for the year a claim names, in its own money or in dollars.

    Attributes
    ----------
    title
        The series in words, without years.
    year
        The year it is read at, the last that it has up to the year wanted; None where it has none.
    result
        The multiple; None where the series cannot answer.
    why
        In words, why it cannot.
    """

    title: str
    year: int | None
    result: Result | None
    why: str = ""

    def after(self, base: int) -> tuple[int, Result] | None:
        """The year and the multiple, where there are prices after the base year."""
        if self.result is None or self.year is None or self.year == base:
            return None
        return self.year, self.result


def measures(base: int, marked: int) -> dict[str, Measure]:
    """Series, and series with ``_usd``, → what it says; ids ``valuation.<series>_<year>`` and ``…_usd``.

    Parameters
    ----------
    base, marked
        The base year, and the year the claim names; a series that ends before it is read at its last year.
    """
    found = {}
    for series, rates in SERIES.items():
        title = str(evidence.row(f"series:{series}")["title"])
        year, why = read_at(series, base, marked)
        result = None
        if year is not None:
            result = times(
                f"valuation.{series}_{year}",
                prices.price_relative(series, base, year),
                f"price of {year} ÷ price of {base}",
                f"{title}, {year} over {base}",
            )
        found[series] = Measure(title, year, result, why)
        if rates:
            found[f"{series}_usd"] = _in_dollars(found[series], series, rates, base)
    return found


def read_at(series: str, base: int, marked: int) -> tuple[int | None, str]:
    """The year at which a series is read, or None and why it cannot answer."""
    known = prices.years_of(series)
    if base not in known:
        return None, f"no price for {base}"
    later = [year for year in known if base < year <= marked]
    if later or marked == base:
        return max(later, default=base), ""
    return None, f"no price after {base}"


def _in_dollars(local: Measure, series: str, rates: str, base: int) -> Measure:
    title = f"{local.title}, {IN_DOLLARS}"
    if local.year is None:
        return Measure(title, None, None, local.why)
    missing = [year for year in dict.fromkeys((base, local.year)) if year not in prices.years_of(rates)]
    if missing:
        return Measure(title, local.year, None, f"no exchange rate for {' and '.join(map(str, missing))}")
    relative = prices.price_relative(series, base, local.year)
    result = times(
        f"valuation.{series}_{local.year}_usd",
        prices.in_dollars(relative, rates, base, local.year),
        f"price relative of {local.year} ÷ relative of the exchange rate",
        f"{local.title}, {local.year} over {base}, {IN_DOLLARS}",
        note=caution(rates, local.year),
    )
    return Measure(title, local.year, result)


def lei_results(base: int, marked: int) -> tuple[dict[int, Result], dict[int, Result]]:
    """Romanian consumer prices in dollars where no rate of the year itself was found.

    Returns
    -------
    Year of the last rate before the marked one → its multiple at that rate, ``valuation.lei_frozen``; empty where
    the marked year has a rate. Later year → its multiple, ``valuation.lei_later_<year>``.
    """
    priced, rated = prices.years_of("ro_cpi"), prices.years_of("lei_per_usd")
    if base not in priced or base not in rated:
        return {}, {}

    def in_dollars(year: int, rate: int) -> Estimate:
        relative = prices.price_relative("ro_cpi", base, year)
        return prices.in_dollars(relative, "lei_per_usd", base, rate)

    formula = "price relative of the year ÷ relative of the exchange rate"
    earlier = max(year for year in rated if year <= max(base, marked - 1))
    frozen = {} if marked in rated or marked not in priced else {
        earlier: times("valuation.lei_frozen", in_dollars(marked, earlier), formula,
                       f"Romanian consumer prices of {marked} over {base}, in dollars at the rate of {earlier}",
                       note=caution("lei_per_usd", earlier))
    }  # fmt: skip
    later = {
        year: times(f"valuation.lei_later_{year}", in_dollars(year, year), formula,
                    f"Romanian consumer prices, {year} over {base}, {IN_DOLLARS}", note=caution("lei_per_usd", year))
        for year in rated
        if year > marked and year in priced
    }  # fmt: skip
    return frozen, later


def caution(rates: str, year: int) -> str:
    """In words, that what rests on a rate of a year is rough, where its row says that it is no mean of that year."""
    rough = "an order of size"
    return rough if rough in evidence.text(evidence.row(f"price_series:{rates}/{year}"), "note") else ""


def rate_results(years: list[int]) -> dict[int, Result]:
    """Year → lei to the dollar, ``valuation.lei_<year>``, for the years that have a rate."""
    known = prices.years_of("lei_per_usd")
    return {
        year: Result.of(
            f"valuation.lei_{year}", prices.observation("lei_per_usd", year), unit="per_usd",
            formula="as recorded", title=f"Lei to the dollar, {year}", decimals=0,
        )
        for year in dict.fromkeys(years) if year in known
    }  # fmt: skip


def frozen_since(rates: str, year: int) -> int:
    """The first year from which a series of rates stood as in a year without moving."""
    rows: dict[int, Estimate] = {known: prices.observation(rates, known) for known in prices.years_of(rates)}
    first = year
    while first - 1 in rows and rows[first - 1].value == rows[year].value:
        first -= 1
    return first
