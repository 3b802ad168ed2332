"""The burden of reparation on three countries, and a sum of the time in money of today.

Every input is a row of `comparators` or `today`; where sources differ, the input spans them, and so does what
is computed from it.
"""

from __future__ import annotations

from romsov_analysis import evidence, prices
from romsov_analysis.estimates import Estimate
from romsov_analysis.reparations import term

COUNTRIES = {"RO": "Romania", "FI": "Finland", "HU": "Hungary"}
BARREL_SERIES = "crude_oil"


def of(country: str, quantity: str) -> list[str]:
    """Ids of the rows of a country that give a quantity and rest on more than a weak source (tier C)."""
    rows = evidence.load("comparators")
    tiers = rows["source"].map(evidence.load("sources")["tier"])
    fitting = (rows["country"] == country) & (rows["quantity"] == quantity) & (tiers != "C")
    return [str(name) for name in rows.index[fitting]]


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
    whole = Estimate.of_row(f"comparators:{names[0]}")
    for name in names[1:]:
        whole = Estimate.between(whole, Estimate.of_row(f"comparators:{name}"))
    return whole


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
    whole = found[0]
    for estimate in found[1:]:
        whole = Estimate.between(whole, estimate)
    return whole


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
