"""What would have to be true for a claimed multiple: solved, not guessed.

Each function turns the question round: given the multiple, which year, which share of a good, which price
level or which exchange rate gives it? An answer that no share or year can give is None.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import prices, terms
from romsov_analysis.themes.reparations.debt import times
from romsov_analysis.themes.reparations.measures import Measure
from romsov_analysis.themes.reparations.terms import Good

LOCAL = "ro_cpi"  # the Romanian prices that reach the year of the claim


def price_level(multiple: Estimate, surcharge_percent: Estimate) -> Estimate:
    """The gross price relative that leaves the multiple after the surcharge."""
    return multiple * (1 + surcharge_percent / 100)


def share_needed(multiple: float, dear: Estimate, rest: Estimate) -> Estimate | None:
    """The share of the dearer good in a basket of two that gives the multiple.

    Parameters
    ----------
    multiple
        The multiple to reach.
    dear, rest
        Worth of a booked dollar of the dearer good and of all the rest; `dear` lies above `rest`.

    Returns
    -------
    The share, a ratio from zero to one, over the ranges of both; None if even a basket of nothing but the
    dearer good stays below the multiple at the top of its range.
    """
    if dear.high < multiple:
        return None
    ends = [
        min(1.0, max(0.0, (multiple - low) / (high - low)))
        for high in (dear.low, dear.high)
        for low in (rest.low, rest.high)
        if high > low
    ]
    value = None
    if dear.value is not None and rest.value is not None and dear.value >= multiple:
        value = (multiple - rest.value) / (dear.value - rest.value)
        ends.append(value)
    return Estimate(value, min(ends), max(ends), tuple(dict.fromkeys(dear.evidence + rest.evidence)))


def first_year(worths: Mapping[int, Estimate], multiple: float) -> tuple[int | None, int | None]:
    """The first year in which the multiple may be reached (high end) and in which it surely is (low end)."""
    may = next((year for year, worth in sorted(worths.items()) if worth.high >= multiple), None)
    surely = next((year for year, worth in sorted(worths.items()) if worth.low >= multiple), None)
    return may, surely


def exchange_rate(multiple: float, local: Estimate, base_rate: Estimate) -> Estimate:
    """The rate (local currency for a dollar) at which a local price relative gives the multiple in dollars."""
    return base_rate * local / multiple


def penalty_factor(months: float, percent: Estimate, *, compound: bool) -> Estimate:
    """By how much a delivery grows when it is so many months overdue, simple or compound."""

    def grown(rate: float) -> float:
        return float((1 + rate / 100) ** months if compound else 1 + rate / 100 * months)

    value = None if percent.value is None else grown(percent.value)
    return Estimate(value, grown(percent.low), grown(percent.high), percent.evidence)


def months_overdue(multiple: float, percent: Estimate, *, compound: bool) -> Estimate:
    """The months of delay after which the penalty alone gives the multiple."""

    def months(rate: float) -> float:
        return math.log(multiple) / math.log(1 + rate / 100) if compound else (multiple - 1) / (rate / 100)

    value = None if percent.value is None else months(percent.value)
    return Estimate(value, months(percent.high), months(percent.low), percent.evidence)


def need_results(
    goods: Sequence[Good], base: int, marked: int, local: Measure, claimed: Estimate, percent: float | None
) -> dict[str, Result | str]:
    """What would have to be true for each end of the claim, or in words why nothing gives it.

    Parameters
    ----------
    goods, base, marked
        The basket, the base year and the year the claim names.
    local
        Romanian consumer prices as they can be read.
    claimed
        The claim, its low and high end taken one by one.
    percent
        A surcharge of the analyst's own, or None.

    Returns
    -------
    By name, ``level_<end>``, ``share_<end>``, ``rate_<end>``, ``months_<end>``; ids ``valuation.need_<name>``.
    """
    found: dict[str, Result | str] = {}
    for end in ("low", "high"):
        multiple = getattr(claimed, end)
        given = Estimate.exactly(multiple, *claimed.evidence)
        found[f"level_{end}"] = times(
            f"valuation.need_level_{end}",
            price_level(given, terms.surcharge(percent)),
            "multiple × (1 + surcharge)",
            f"Gross price relative that leaves the {end} end of the claim after the surcharge",
        )
        found[f"share_{end}"] = _share(goods, base, marked, multiple, end)
        found[f"rate_{end}"] = _rate(local, base, multiple, end)
        penalty = terms.term("penalty")
        months = (months_overdue(multiple, penalty, compound=compound) for compound in (True, False))
        found[f"months_{end}"] = Result.of(
            f"valuation.need_months_{end}",
            Estimate.spanning(*months),
            unit="months",
            formula="ln multiple ÷ ln (1 + rate) compound; (multiple − 1) ÷ rate simple",
            title=f"Months overdue after which the penalty alone gives the {end} end of the claim",
            decimals=0,
        )
    return found


def _share(goods: Sequence[Good], base: int, marked: int, multiple: float, end: str) -> Result | str:
    others = [good for good in goods if good.id != "farm_timber"]
    whole = sum((good.share for good in others), Estimate.exactly(0.0))
    if whole.low <= 0:
        return "no other goods to set against"
    rest = sum((good.share * good.relative(base, marked) for good in others), Estimate.exactly(0.0)) / whole
    grains = prices.relative("us_wpi_grains", base, marked)
    if rest.low >= multiple:
        return "the other goods alone give it"
    share = share_needed(multiple, grains, rest)
    if share is None:
        return "no share gives it"
    return Result.of(
        f"valuation.need_share_{end}",
        share,
        unit="ratio",
        formula="(multiple − rest) ÷ (grains − rest), gross",
        title=f"Share of grains that gives the {end} end of the claim at prices of {marked}, gross",
    )


def _rate(local: Measure, base: int, multiple: float, end: str) -> Result | str:
    if local.result is None or local.year is None:
        return local.why
    if base not in prices.years_of("lei_per_usd"):
        return f"no exchange rate for {base}"
    relative = prices.price_relative(LOCAL, base, local.year)
    return Result.of(
        f"valuation.need_rate_{end}",
        exchange_rate(multiple, relative, prices.observation("lei_per_usd", base)),
        unit="per_usd",
        formula="rate of the base year × local price relative ÷ multiple",
        title=f"Lei to the dollar at which Romanian consumer prices of {local.year} give the {end} end of the claim",
        decimals=0,
    )


def penalty_results() -> list[Result]:
    """The penalty, and what it makes of a delivery six months late: ``valuation.penalty``, ``…_six_months``."""
    rate = terms.term("penalty")
    grown = (penalty_factor(6, rate, compound=compound) for compound in (False, True))
    return [
        Result.of("valuation.penalty", rate, unit="percent_month", formula="as reported",
                  title="Penalty on overdue deliveries", decimals=0),
        times("valuation.penalty_six_months", Estimate.spanning(*grown),
              "1 + 6 × rate simple; (1 + rate) to the power of 6 compound",
              "What a delivery six months overdue grows to"),
        Result.of("valuation.oil_price_1941", terms.term("oil_trade_1941"), unit="usd_tonne",
                  formula="value of all goods ÷ tonnes of gasoline", decimals=0,
                  title="Gasoline in the Soviet-Romanian trade agreement of 1941, at most"),
    ]  # fmt: skip
