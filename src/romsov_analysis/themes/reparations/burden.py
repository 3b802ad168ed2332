"""The burden of reparation on three countries.

Inputs are rows of `comparators`, and Romanian series; where sources differ, the input spans them, and so does what
is computed from it.
"""

from __future__ import annotations

from typing import Any

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import prices

COUNTRIES = {"RO": "Romania", "FI": "Finland", "HU": "Hungary"}


PRICE_BASE = 1938
PRODUCT_YEARS = (1938, 1944, 1945, 1946)


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


def real_product(year: int) -> Estimate:
    """Romanian product of a year over that of 1938, at the prices of 1938: a ratio, by consumer prices."""
    nominal = prices.price_relative("ro_product", PRICE_BASE, year)
    return nominal / prices.price_relative("ro_cpi", PRICE_BASE, year)


def share_of_product(year: int) -> Estimate:
    """The yearly instalment over the Romanian product of a year, both at the prices of 1938, a ratio."""
    at_1938 = prices.observation("ro_product", PRICE_BASE) / prices.observation("lei_per_usd", PRICE_BASE)
    return spanned("RO", "sum") / spanned("RO", "years") / (at_1938 * 1000 * real_product(year))


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
    add(
        "delivered",
        "FI",
        spanned("FI", "sum delivered"),
        "as reported",
        "sum delivered after the cut of 1948",
        unit="million_usd",
        decimals=1,
    )
    for year in PRODUCT_YEARS:
        formula = "product of the year ÷ product of 1938 ÷ consumer prices of the year over 1938"
        title = f"Romania: product of {year} over that of 1938, at prices of 1938"
        found[f"real_{year}"] = Result.of(
            f"burden.real_{year}", real_product(year), unit="ratio", formula=formula, title=title
        )
        formula = "sum ÷ years ÷ (product of 1938 in dollars × product of the year over that of 1938)"
        title = f"Romania: yearly reparation as share of the product of {year}, both at prices of 1938"
        found[f"constant_{year}"] = Result.of(
            f"burden.constant_{year}",
            share_of_product(year),
            unit="ratio",
            formula=formula,
            title=title,
            decimals=3,
        )
    return found
