"""The burden of reparation on three countries, and a sum of the time in money of today.

Every input is a row of `comparators` or `today`; where sources differ, the input spans them, and so does what
is computed from it.
"""

from __future__ import annotations

from typing import Any

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import prices, terms
from romsov_analysis.themes.reparations.terms import term

COUNTRIES = {"RO": "Romania", "FI": "Finland", "HU": "Hungary"}


BARREL_SERIES = "crude_oil"


def of(country: str, quantity: str) -> list[str]:
    """Ids of the rows of a country that give a quantity and rest on more than a weak source (tier C)."""
    rows = evidence.load("comparators")
    fitting = rows[(rows["country"] == country) & (rows["quantity"] == quantity)]
    return [
        str(name)
        for name, source in fitting["source"].items()
        if evidence.row(f"sources:{source}")["tier"] != "C"
    ]


def spanned(country: str, quantity: str) -> Estimate:
    """A quantity of a country over all its rows: one row as it stands, several as the range they span.

    Raises
    ------
    LookupError
        If no row gives it.
    """
    names = of(country, quantity)
    if not names:
        raise LookupError(f"no {quantity} of {COUNTRIES[country]} among the comparators")
    return Estimate.spanning(*(Estimate.of_row(f"comparators:{name}") for name in names))


def per_head(country: str) -> Estimate:
    """The sum imposed over the population, in dollars of the debt a head."""
    return spanned(country, "sum") * 1000 / spanned(country, "population")


def per_head_and_year(country: str) -> Estimate:
    """The same for each year of the term, over the terms of six and of eight years."""
    return per_head(country) / spanned(country, "years")


def income(country: str) -> Estimate:
    """National income in million dollars, over all rows: a sum, or an amount a head times the population.

    Raises
    ------
    LookupError
        If no row gives it.
    """
    found = []
    for name in of(country, "income"):
        estimate = Estimate.of_row(f"comparators:{name}")
        if evidence.row(f"comparators:{name}")["unit"] == "usd_head":
            estimate = estimate * spanned(country, "population") / 1000
        found.append(estimate)
    if not found:
        raise LookupError(f"no income of {COUNTRIES[country]} among the comparators")
    return Estimate.spanning(*found)


def share_of_income(country: str) -> Estimate:
    """The yearly instalment over the national income, a ratio."""
    return spanned(country, "sum") / spanned(country, "years") / income(country)


def today(sum_due: Estimate, base: int, year: int) -> dict[str, Estimate]:
    """A sum in million dollars of the debt, in million dollars of today, by measure.

    Parameters
    ----------
    sum_due
        The sum, booked at prices of `base`.
    base, year
        Base year of the debt, and the year the claim names.

    Returns
    -------
    ``consumer_base`` and ``consumer_year``: consumer prices from either year; ``producer``: producer prices
    from the base year; ``gold``: ounces at the parity of the treaty, at the price of gold; ``oil``: barrels
    at the crude price of the base year, at the price of crude.
    """
    latest = prices.years_of("us_cpi")[-1]
    ounces = sum_due / term("gold_parity")
    barrels = sum_due / prices.observation(BARREL_SERIES, base)
    return {
        "consumer_base": sum_due * prices.price_relative("us_cpi", base, latest),
        "consumer_year": sum_due * prices.price_relative("us_cpi", year, latest),
        "producer": sum_due * Estimate.of_row("today:ppi_2023") / prices.observation("us_wpi_all", base),
        "gold": ounces * Estimate.of_row("today:gold_2025"),
        "oil": barrels * Estimate.of_row("today:brent_2025"),
    }


def burden_results() -> dict[str, Result]:
    """Burden a head, a head and year, and as share of income, by country: ``burden.<quantity>_<country>``."""
    found = {}

    def add(quantity: str, country: str, estimate: Estimate, formula: str, title: str, **more: Any) -> None:
        found[f"{quantity}_{country}"] = Result.of(
            f"burden.{quantity}_{country.lower()}",
            estimate,
            **{"unit": "usd_head", "formula": formula, "title": f"{COUNTRIES[country]}: {title}"} | more,
        )

    for country in COUNTRIES:
        add("head", country, per_head(country), "sum ÷ population", "reparation a head", decimals=0)
        yearly = per_head_and_year(country)
        add("year", country, yearly, "sum ÷ population ÷ years", "reparation a head and year", decimals=1)
        if of(country, "sum to the Soviet Union"):
            part = spanned(country, "sum to the Soviet Union") * 1000 / spanned(country, "population")
            title = "reparation a head due to the Soviet Union alone"
            add("soviet", country, part, "part due to the Soviet Union ÷ population", title, decimals=0)
        if of(country, "income"):
            title = "yearly reparation as share of national income"
            add("income", country, share_of_income(country), "sum ÷ years ÷ income", title, unit="ratio")
        planned = f"{country.lower()}_income_maisky"
        if planned in of(country, "income"):
            share = yearly / Estimate.of_row(f"comparators:{planned}")
            formula = "sum ÷ population ÷ years ÷ income a head as planned in 1944"
            title = "yearly reparation as share of the income a Soviet commission reckoned"
            add("planned", country, share, formula, title, unit="ratio")
    return found


def measure_words(base: int, year: int) -> dict[str, str]:
    """Measure → its words, with the years it runs from and to."""

    def of_today(name: str) -> str:
        return dates.in_words(str(evidence.row(f"today:{name}")["date"]))

    words = {
        "consumer_base": f"American consumer prices since {base}",
        "consumer_year": f"American consumer prices since {year}",
        "producer": f"American producer prices since {base}, to {of_today('ppi_2023')}",
        "gold": f"Gold, at the parity of the treaty and the price of {of_today('gold_2025')}",
        "oil": f"Crude oil, at the prices of {base} and {of_today('brent_2025')}",
    }
    if base == year:
        del words["consumer_year"]
    return words


def today_results(base: int, year: int) -> dict[str, Result]:
    """The booked sum in money of today, by measure: ``today.<measure>``."""
    found = today(terms.term("sum"), base, year)
    return {
        name: Result.of(
            f"today.{name}",
            found[name] / 1000,
            unit="billion_usd",
            formula="sum × price of today ÷ price of the base year",
            title=f"The sum of the debt in money of today. {words}",
            decimals=1,
        )
        for name, words in measure_words(base, year).items()
    }
