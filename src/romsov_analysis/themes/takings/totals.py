"""Other people's totals on one scale, and all of it against the national product."""

from __future__ import annotations

from collections.abc import Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.reparations import prices
from romsov_analysis.themes.takings import heads

# What is told of the past: everything but plans and claims for damage.
ACCOUNTS = ("borne", "gained", "unclear")
DAY = (1944, 1945, 1946)  # the years of most of the sums: their dollars are those of the day
_YEARS = (1945, 1946)  # the two years of Thorp's account for which a product is known


def total_results() -> dict[str, Result]:
    """Every total of the table, ``takings.by_<id>``."""
    return {
        str(name): Result.of(
            f"takings.by_{name}",
            Estimate.of_row(f"takings_totals:{name}"),
            unit="million_usd",
            formula="as stated" if cells["derivation"] == "stated" else str(cells["derivation"]),
            title=str(cells["title"]),
            decimals=0,
            note=evidence.text(cells, "note"),
        )
        for name, cells in evidence.load("takings_totals").iterrows()
    }


def of(measures: Sequence[str]) -> list[str]:
    """Ids of the totals that measure one of these, in the order of the table."""
    table = evidence.load("takings_totals")
    return [str(name) for name in table.index[table["measures"].isin(measures)]]


def reaching(claim: Estimate, measures: Sequence[str]) -> list[str]:
    """Those of them whose high end comes up to the claim."""
    return [name for name in of(measures) if Estimate.of_row(f"takings_totals:{name}").high >= claim.low]


def floors() -> list[str]:
    """Ids of the accounts that are a floor by their words, or whose list goes on."""
    table = evidence.load("takings_totals")
    return [name for name in of(ACCOUNTS) if table.loc[name, "floor"] == "yes"]


def account_results() -> dict[str, Result]:
    """How many accounts of what was taken there are, and how many of them name a figure or a floor."""
    every = of(ACCOUNTS)
    named = {
        "accounts": (every, "", "totals that are neither a plan nor a claim for damage"),
        "figures": ([name for name in every if name not in floors()], " that name a figure",
                    "accounts that are no floor"),
        "floors": (floors(), " that are floors", "accounts that are a floor by their words"),
    }  # fmt: skip
    return {
        name: count(
            f"takings.{name}",
            [f"takings_totals:{row}" for row in rows],
            f"Accounts of what was taken{which}",
            unit="statements",
            formula=formula,
        )
        for name, (rows, which, formula) in named.items()
    }


def product(year: int) -> Estimate:
    """The Romanian product of a year in million dollars at the rate of that year."""
    lei = prices.observation("ro_product", year)
    return lei * 1000 / prices.observation(heads.RATE, year)


def at_prices_of(year: int) -> Estimate:
    """The product of 1938 in million dollars of a year, by American prices."""
    return product(heads.BASE) * prices.price_relative(heads.AMERICAN, heads.BASE, year)


def share_results(whole: Estimate, claim: Estimate, dollars: int | None) -> dict[str, Result]:
    """Sum and claim over the product of 1938, and Thorp's account over the product of its two years."""
    yardstick = Estimate.spanning(*(at_prices_of(year) for year in (DAY if dollars is None else (dollars,))))
    thorp = Estimate.of_row("takings_totals:thorp")
    years = sum((product(year) for year in _YEARS), Estimate.exactly(0.0))
    formula = f"sum ÷ product of 1938, in dollars of {dollars or f'{DAY[0]} to {DAY[-1]}'}"

    def share(name: str, found: Estimate, title: str, how: str = formula) -> Result:
        return Result.of(f"takings.{name}", found, unit="ratio", formula=how, title=title)

    return {
        "share": share("share", whole / yardstick, "What can be counted, over the product of 1938"),
        "claim_share": share("claim_share", claim / yardstick, "The claim, over the product of 1938"),
        "thorp_share": share(
            "thorp_share",
            thorp / years,
            "Thorp’s account to September 1946, over the products of 1945 and 1946",
            "his total ÷ sum of the two products in dollars; the rates are orders of size",
        ),
    }
