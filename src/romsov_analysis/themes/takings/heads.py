"""The heads of the sum: which rows speak of each, in dollars of the day or of one year; the reparation from models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate
from romsov_analysis.themes.reparations import debt, prices, terms

AMERICAN, RATE = "us_wpi_all", "lei_per_usd"
BASE = 1938  # whose prices valued the reparation
# Head → how a sentence names it. The order is that of the sum.
HEADS = {
    "reparation": "the reparation",
    "restitution": "goods returned",
    "upkeep": "the keep of Soviet troops",
    "requisitions": "requisitions and the like",
    "small": "small items",
    "companies": "gains from joint companies",
    "booty": "booty",
}
# May stand within these: it adds nothing for certain where one of them is counted.
WITHIN = {"booty": ("restitution", "requisitions")}
EARLY, WHOLE = "1946-09", "1952-09"
_INSTALMENTS = 2  # years of delivery from September 1944 to September 1946


@dataclass(frozen=True)
class Scope:
    """What the sum takes in.

    Attributes
    ----------
    until
        `EARLY`, what was borne when Thorp spoke, or `WHOLE`, with all that came later.
    dollars
        A year of whose dollars everything is, or None for the dollars of the day.
    statuses
        The rows that speak: how they are known.
    weak
        Whether rows that rest on weak sources alone speak too.
    """

    until: str
    dollars: int | None
    statuses: Sequence[str]
    weak: bool


def rows_of(head: str, scope: Scope) -> list[str]:
    """Ids of the rows that speak of a head within the scope, in the order of the table."""
    table = evidence.load("takings")
    own = table[(table["head"] == head) & (table["direction"] != "back")]
    wanted = "overlap" if head in WITHIN else "yes"
    return [str(name) for name, cells in own[own["counted"] == wanted].iterrows() if speaks(cells, scope)]


def speaks(cells: pd.Series[Any], scope: Scope) -> bool:
    """Whether a row is within the scope: by its status, its source and the end of what it covers."""
    tier = evidence.row(f"sources:{cells['source']}")["tier"]
    end = dates.parse(str(cells["date"])).latest
    early = end is not None and end.year <= int(EARLY[:4])
    return (
        cells["status"] in scope.statuses and (scope.weak or tier != "C") and (early or scope.until == WHOLE)
    )


def in_dollars(name: str, year: int | None) -> Estimate:
    """A row of `takings` in million dollars: of its own day, or of a year by American prices.

    Lei are divided by the rate of the year of their prices. Money whose prices are not stated is left as it is.
    """
    cells = evidence.row(f"takings:{name}")
    found = Estimate.of_row(f"takings:{name}")
    own = [int(part) for part in evidence.text(cells, "prices").split("/") if part]
    if cells["unit"] == "billion_lei":
        found = found * 1000 / prices.observation(RATE, own[0])
    if year is None or not own:
        return found
    relatives = Estimate.spanning(*(prices.price_relative(AMERICAN, first, year) for first in own))
    return found * relatives


def reparation(scope: Scope) -> Estimate:
    """The reparation in million dollars: its central case within the range of schedules, cuts and prices."""
    owed = terms.term("sum")
    if scope.until == EARLY:
        booked = Estimate.spanning(
            *(owed * _INSTALMENTS / terms.term(name) for name in ("term_first", "term_treaty"))
        )
        years = (1945, 1946) if scope.dollars is None else (scope.dollars,)
        computed = booked * Estimate.spanning(*(_worth(year) for year in years))
        return Estimate.spanning(computed, _stated("paid_to_1946", scope.dollars))
    goods = terms.basket(None)
    single, every = debt.variants(None, BASE), debt.combinations(None, BASE)
    kept = [debt.delivered(each) for each in every]
    rows = tuple(dict.fromkeys(row for each in every for row in debt.rows_of(each)))
    if scope.dollars is None:
        central = debt.debt_multipliers(terms.central(goods), BASE, [single[0]], None)[0]
        found = debt.debt_multipliers(goods, BASE, every, None)
    else:
        central = terms.worth(terms.central(goods), BASE, scope.dollars, reading="two rates", percent=None)
        found = [_worth(scope.dollars)] * len(every)
    low = min(each.low * share for each, share in zip(found, kept, strict=True))
    high = max(each.high * share for each, share in zip(found, kept, strict=True))
    evidence_ids = tuple(dict.fromkeys((*central.evidence, *rows)))
    return owed * Estimate(terms.middle(central), low, high, evidence_ids)


def _worth(year: int) -> Estimate:
    """What a booked dollar of the goods owed was worth in a year."""
    return terms.worth(terms.basket(None), BASE, year, reading="two rates", percent=None)


def _stated(term: str, year: int | None) -> Estimate:
    found = terms.term(term)
    if year is None:
        return found
    return found * Estimate.spanning(
        *(prices.price_relative(AMERICAN, first, year) for first in (1945, 1946))
    )


def counted(wanted: Sequence[str], scope: Scope) -> dict[str, Estimate]:
    """Head → million dollars, in the order of the sum; a head without a figure within the scope is left out."""
    found: dict[str, Estimate] = {}
    for head in HEADS:
        if head not in wanted:
            continue
        names = rows_of(head, scope)
        if head == "reparation":
            found[head] = reparation(scope)
        elif names:
            found[head] = Estimate.spanning(*(in_dollars(name, scope.dollars) for name in names))
    for head, others in WITHIN.items():
        if head in found and set(others) & set(found):
            found[head] = Estimate(None, 0.0, found[head].high, found[head].evidence)
    return found


def returned(scope: Scope) -> Estimate:
    """What came back in million dollars, as far as somebody has put it in money; nothing where nobody has."""
    table = evidence.load("takings")
    own = table[(table["direction"] == "back") & (table["counted"] == "yes")]
    names = [str(name) for name, cells in own.iterrows() if speaks(cells, scope)]
    if not names:
        return Estimate.exactly(0.0)
    return Estimate.spanning(*(in_dollars(name, scope.dollars) for name in names))


def total(heads: Mapping[str, Estimate], back: Estimate) -> Estimate:
    """The sum over heads, lowest and highest, less what came back: a range without a middle."""
    found = sum(heads.values(), Estimate.exactly(0.0)) - back
    return Estimate(None, found.low, found.high, found.evidence)


def needed(head: str, heads: Mapping[str, Estimate], whole: Estimate, claim: Estimate) -> Estimate:
    """What a head would have to be for the sum to come to the claim, the others at their highest and lowest."""
    own = heads[head]
    return Estimate(
        None,
        claim.low - (whole.high - own.high),
        claim.high - (whole.low - own.low),
        tuple(dict.fromkeys((*claim.evidence, *whole.evidence))),
    )
