"""What the goods were worth by American prices, and what others said: the chapter's first results, named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.reparations import prices, terms
from romsov_analysis.themes.reparations.debt import AFTER_DECONTROL, BEFORE_DECONTROL, times, with_range
from romsov_analysis.themes.reparations.terms import Good, net_of_surcharge

# The groups of American prices that the chapter shows: series us_wpi_<group> → words.
GROUPS = {
    "all": "All goods",
    "farm": "Farm products",
    "grains": "Grain",
    "lumber": "Lumber",
    "fuels": "Fuels",
    "metals": "Metals",
    "machinery": "Machinery",
}
DECONTROLLED = ("all", "grains", "fuels")
# Terms of the story; shares are told as parts.
_TOLD = ("wheat_sown", "wagons", "ships", "grain_lent")


def reading_results(claimed: Estimate) -> list[Result]:
    """The two ways to read the claim's sentence, ``valuation.reading_times`` and ``…_more``."""
    return [
        times("valuation.reading_times", claimed, "as printed, read as so many times as much",
              "The claim read as times as much", decimals=0),
        times("valuation.reading_more", claimed + 1, "as printed plus one, read as so many times more than the same",
              "The claim read as times more", decimals=0),
    ]  # fmt: skip


def surcharge_results(percent: float | None) -> list[Result]:
    """The surcharge computed with, the one agreed, and the cut granted to Finland: ``valuation.<name>``."""
    named = {
        "surcharge": (
            terms.surcharge(percent),
            "as agreed, or the parameter",
            "Surcharge on base-year prices",
        ),
        "surcharge_agreed": (terms.surcharge(None), "as reported", "Surcharge agreed in January 1945"),
        "cut": (
            terms.term("cut_1948_fi"),
            "as reported for Finland",
            "Share of the balance cancelled in 1948",
        ),
    }
    return [
        Result.of(f"valuation.{name}", found, unit="percent", formula=formula, title=title,
                  decimals=digits_of(found.low, found.high))
        for name, (found, formula, title) in named.items()
    ]  # fmt: skip


def told_results() -> list[Result]:
    """What the story tells of the terms, ``valuation.<term>``; a share as a ratio."""
    found = []
    for name in _TOLD:
        row = evidence.row(f"reparation_terms:{name}")
        share = row["unit"] == "percent"
        found.append(
            Result.of(
                f"valuation.{name}",
                terms.term(name) / 100 if share else terms.term(name),
                unit="ratio" if share else str(row["unit"]),
                formula="as reported",
                title=str(row["title"]),
                decimals=2 if share else 0,
            )
        )
    return found


def assumption_results(
    goods: Sequence[Good], percent: float | None, weights: Mapping[str, float] | None
) -> list[Result]:
    """Whether the chapter computes as the sources have it, for the sentences that say so."""
    rows = terms.surcharge(percent).evidence
    shares = tuple(dict.fromkeys(row for good in goods for row in good.share.evidence))
    rivals = any(len(good.series) > 1 and good.share.high > 0 for good in goods)
    named = {
        "surcharge_as_agreed": (percent is None, rows, "The surcharge is that agreed, with its range"),
        "shares_as_reported": (weights is None, shares, "The shares of the goods are those of the report"),
        "range_spans_all": (
            percent is None and rivals,
            (*rows, *shares),
            "The worth of the goods spans rounding, rival series and the open surcharge",
        ),
    }
    return [
        Result.whether(
            f"valuation.{name}",
            holds,
            *evidence_ids,
            formula="whether no parameter says otherwise",
            title=title,
        )
        for name, (holds, evidence_ids, title) in named.items()
    ]


def relative_results(
    series: str, base: int, years: Iterable[int], percent: Estimate
) -> tuple[dict[int, Result], dict[int, Result]]:
    """Gross and net relatives of one series as results: year → result, for every year there is a value for.

    Ids are ``valuation.<series>_<year>`` and the same with ``_net``.
    """
    title = str(evidence.row(f"series:{series}")["title"])
    start = prices.base_year(series, base)
    gross, net = {}, {}
    for year, relative in prices.relatives(series, base, years).items():
        named, formula = f"{title}, {year} over {start}", f"price of {year} ÷ price of {start}"
        gross[year] = times(f"valuation.{series}_{year}", relative, formula, named)
        net[year] = times(
            f"valuation.{series}_{year}_net",
            net_of_surcharge(gross[year].estimate, percent),
            f"{formula} ÷ (1 + surcharge)",
            f"{named}, net of the surcharge",
        )
    return gross, net


def peak_results(gross: Mapping[int, Result], net: Mapping[int, Result]) -> dict[str, Result]:
    """When all goods stood highest, and how high: ``valuation.peak_<name>``."""
    year = prices.peak({known: result.estimate for known, result in gross.items()})
    found = Estimate.exactly(float(year), f"result:{gross[year].id}")
    return {
        "year": Result.of("valuation.peak_year", found, unit="year", formula="year of the highest relative",
                          title="Year in which all goods stood highest, of the years shown", decimals=0),
        "gross": times("valuation.peak_gross", gross[year].estimate, "highest relative of the years shown",
                       "Highest relative of all goods, before the surcharge"),
        "net": times("valuation.peak_net", net[year].estimate, "the same ÷ (1 + surcharge)",
                     "Highest relative of all goods, net of the surcharge"),
    }  # fmt: skip


def good_results(
    goods: Sequence[Good], base: int, years: Sequence[int]
) -> tuple[dict[str, Result], dict[str, dict[int, Result]]]:
    """Good → share, ``valuation.share_<good>``, and good → year → relative, ``valuation.good_<good>_<year>``."""
    formula = "least and greatest relative of the series that may stand for the good"
    shares = {
        good.id: Result.of(
            f"valuation.share_{good.id}",
            good.share,
            unit="ratio",
            formula="as reported, the rest by difference; or the parameter",
            title=f"Share of the booked sum: {good.title.lower()}",
        )
        for good in goods
    }
    relatives = {
        good.id: {
            year: times(f"valuation.good_{good.id}_{year}", good.relative(base, year), formula,
                        f"{good.title}, {year} over {base}")
            for year in years
        }
        for good in goods
    }  # fmt: skip
    return shares, relatives


def basket_results(
    goods: Sequence[Good], base: int, years: Iterable[int], percent: float | None
) -> tuple[dict[int, Result], dict[int, Result]]:
    """Year → gross and net worth of a booked dollar of the basket: the central case within its range.

    Ids are ``valuation.basket_<year>`` and ``…_net``.
    """
    formula, centre = "Σ share × price relative", terms.central(goods)

    def net_worth(of: Sequence[Good], year: int) -> Estimate:
        return terms.worth(of, base, year, reading="two rates", percent=percent)

    gross, net = {}, {}
    for year in years:
        gross[year] = times(
            f"valuation.basket_{year}",
            with_range(terms.gross_worth(centre, base, year), terms.gross_worth(goods, base, year)),
            f"{formula}, over the goods of the basket",
            f"Basket of the debt, {year} over {base}",
        )
        net[year] = times(
            f"valuation.basket_{year}_net",
            with_range(net_worth(centre, year), net_worth(goods, year)),
            f"{formula} ÷ (1 + surcharge)",
            f"Worth of a booked dollar of the basket, {year}",
        )
    return gross, net


def statement_results() -> dict[str, Result]:
    """Every statement that carries a number, ``statement.<id>``, in the order of the table."""
    table = evidence.load("valuation_statements")
    return {
        str(name): times(
            f"statement.{name}",
            Estimate.of_row(f"valuation_statements:{name}"),
            "as stated" if cells["derivation"] == "stated" else str(cells["derivation"]),
            str(cells["title"]),
            note=evidence.text(cells, "note"),
        )
        for name, cells in table[table["low"].notna()].iterrows()
    }


def decontrol_results() -> dict[str, Result]:
    """Group → how far its prices rose in the half year in which the controls of the United States ended."""
    found: dict[str, Any] = {}
    for group in DECONTROLLED:
        series = f"us_wpi_{group}"
        found[group] = Result.of(
            f"valuation.decontrol_{series}",
            prices.month(series, AFTER_DECONTROL) / prices.month(series, BEFORE_DECONTROL),
            unit="ratio",
            formula="index of December 1946 ÷ index of June 1946",
            title=f"{evidence.row(f'series:{series}')['title']}, December over June 1946",
        )
    return found


def base_1939_result(year: int) -> Result:
    """The relative had 1939 been the base, as was first reported for Romania."""
    return times(
        f"valuation.base_1939_{year}",
        prices.price_relative(prices.AMERICAN, 1939, year),
        f"price of {year} ÷ price of 1939",
        f"United States wholesale prices, all commodities, {year} over 1939",
    )
