"""The results of chapter 05: every number of the chapter with its name, built from the models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import breakeven, prices, terms
from romsov_analysis.themes.reparations.debt import AFTER_DECONTROL, BEFORE_DECONTROL
from romsov_analysis.themes.reparations.terms import Good, net_of_surcharge


def relative_results(
    series: str, base: int, years: Sequence[int], percent: Estimate
) -> tuple[dict[int, Result], dict[int, Result]]:
    """Gross and net relatives of one series as results: year → result, for every year there is a value for.

    Ids are ``valuation.<series>_<year>`` and the same with ``_net``.
    """
    title = str(evidence.row(f"series:{series}")["title"])
    start = prices.base_year(series, base)
    gross, net = {}, {}
    for year, relative in prices.relatives(series, base, years).items():
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


def dollar_result(series: str, rates: str, base: int, year: int) -> Result:
    """The relative of local prices turned into dollars, ``valuation.<series>_<year>_usd``."""
    title = str(evidence.row(f"series:{series}")["title"])
    return Result.of(
        f"valuation.{series}_{year}_usd",
        prices.in_dollars(prices.price_relative(series, base, year), rates, base, year),
        unit="times",
        formula=f"price relative of {year} ÷ relative of the exchange rate",
        title=f"{title}, {year} over {base}, turned into dollars at the recorded rate",
    )


def basket_results(
    goods: Sequence[Good], base: int, years: Iterable[int], percent: float | None
) -> tuple[dict[int, Result], dict[int, Result]]:
    """Year → gross and net worth of a booked dollar of the basket.

    The net worth spans both readings of the surcharge. Ids are ``valuation.basket_<year>`` and ``…_net``.
    """
    gross, net = {}, {}
    for year in years:
        gross[year] = Result.of(
            f"valuation.basket_{year}",
            terms.gross_worth(goods, base, year),
            unit="times",
            formula="Σ share × price relative, over the goods of the basket",
            title=f"Basket of the debt, {year} over {base}",
        )
        net[year] = Result.of(
            f"valuation.basket_{year}_net",
            Estimate.spanning(
                terms.worth(goods, base, year, reading="two rates", percent=percent),
                terms.worth(goods, base, year, reading="one rate", percent=percent),
            ),
            unit="times",
            formula="Σ share × price relative ÷ (1 + surcharge), over both readings of the surcharge",
            title=f"Worth of a booked dollar of the basket, {year}",
        )
    return gross, net


def statement_results() -> dict[str, Result]:
    """Every statement that carries a number, ``statement.<id>``, in the order of the table."""
    found = {}
    for name, cells in evidence.load("valuation_statements").iterrows():
        if pd.isna(cells["low"]):
            continue
        found[str(name)] = Result.of(
            f"statement.{name}",
            Estimate.of_row(f"valuation_statements:{name}"),
            unit="times",
            formula="as stated" if cells["derivation"] == "stated" else str(cells["derivation"]),
            title=str(cells["title"]),
            note="" if pd.isna(cells["note"]) else str(cells["note"]),
        )
    return found


def measure_results(base: int, year: int) -> list[Result]:
    """The claim's multiple by other prices than the American: British, crude oil, consumer and local prices.

    A series that ends before the year is read at its last year, which its title names.
    """
    found = []
    for series, rates in (
        ("uk_wpi_lon", "gbp_per_usd"),
        ("crude_oil", None),
        ("us_cpi", None),
        ("ro_wpi_lon", "lei_per_usd"),
        ("fi_wpi_lon", "fim_per_usd"),
        ("hu_wpi_lon", None),
    ):
        last = min(year, max(y for y in prices.years_of(series) if y <= year))
        title = str(evidence.row(f"series:{series}")["title"])
        found.append(
            Result.of(
                f"valuation.{series}_{last}",
                prices.price_relative(series, base, last),
                unit="times",
                formula=f"price of {last} ÷ price of {base}",
                title=f"{title}, {last} over {base}",
            )
        )
        if rates is not None:
            found.append(dollar_result(series, rates, base, last))
    return found


def decontrol_results() -> dict[str, Result]:
    """How far prices rose in the half year in which the controls of the United States ended, by group."""
    found = {}
    for series in ("us_wpi_all", "us_wpi_grains", "us_wpi_fuels", "us_wpi_metals", "us_wpi_machinery"):
        title = str(evidence.row(f"series:{series}")["title"])
        start = prices.base_year(series, 1938)
        rise = prices.monthly_relative(series, start, AFTER_DECONTROL) / prices.monthly_relative(
            series, start, BEFORE_DECONTROL
        )
        found[series] = Result.of(
            f"valuation.decontrol_{series}",
            rise,
            unit="ratio",
            formula="index of December 1946 ÷ index of June 1946",
            title=f"{title}, December over June 1946",
        )
    return found


def breakeven_results(
    goods: Sequence[Good], base: int, year: int, multiples: Mapping[str, Estimate], percent: float | None
) -> dict[str, Result | None]:
    """What would have to be true for each end of the claim; None where nothing gives it.

    Parameters
    ----------
    goods, base, year
        The basket, the base year and the year the claim names.
    multiples
        Name of the end (``low``, ``high``) → multiple.
    percent
        A surcharge of the analyst's own, or None.

    Returns
    -------
    Results by name: ``level_<end>``, ``share_<end>``, ``rate_<end>``, ``months_<end>``; ids
    ``valuation.need_<name>``.
    """
    found: dict[str, Result | None] = {}
    grains = prices.price_relative("us_wpi_grains", base, year)
    rest = [good for good in goods if good.id != "farm_timber"]
    whole = rest[0].share + rest[1].share
    others = (
        rest[0].share * rest[0].relative(base, year) + rest[1].share * rest[1].relative(base, year)
    ) / whole
    local = prices.price_relative("ro_wpi_lon", base, prices.years_of("ro_wpi_lon")[-1])
    base_rate = prices.observation("lei_per_usd", base)
    for end, multiple in multiples.items():
        found[f"level_{end}"] = Result.of(
            f"valuation.need_level_{end}",
            breakeven.price_level(multiple, terms.surcharge(percent)),
            unit="times",
            formula="multiple × (1 + surcharge)",
            title=f"Gross price relative that leaves the {end} end of the claim after the surcharge",
        )
        share = breakeven.share_needed(multiple.low, grains, others)
        found[f"share_{end}"] = (
            None
            if share is None
            else Result.of(
                f"valuation.need_share_{end}",
                share,
                unit="ratio",
                formula="(multiple − rest) ÷ (grains − rest), gross",
                title=f"Share of grains that gives the {end} end of the claim at prices of {year}, gross",
            )
        )
        found[f"rate_{end}"] = Result.of(
            f"valuation.need_rate_{end}",
            breakeven.exchange_rate(multiple.low, local, base_rate),
            unit="per_usd",
            formula="rate of the base year × local price relative ÷ multiple",
            title=f"Lei to the dollar at which Romanian prices of 1941 give the {end} end of the claim",
            decimals=0,
        )
        penalty = terms.term("penalty")
        months = Estimate.spanning(
            breakeven.months_overdue(multiple.low, penalty, compound=True),
            breakeven.months_overdue(multiple.low, penalty, compound=False),
        )
        found[f"months_{end}"] = Result.of(
            f"valuation.need_months_{end}",
            months,
            unit="months",
            formula="ln multiple ÷ ln (1 + rate) compound; (multiple − 1) ÷ rate simple",
            title=f"Months overdue after which the penalty alone gives the {end} end of the claim",
            decimals=0,
        )
    return found


def base_1939_result(year: int) -> Result:
    """The relative had 1939 been the base, as was first reported for Romania."""
    return Result.of(
        f"valuation.base_1939_{year}",
        prices.price_relative("us_wpi_all", 1939, year),
        unit="times",
        formula=f"price of {year} ÷ price of 1939",
        title=f"United States wholesale prices, all commodities, {year} over 1939",
    )
