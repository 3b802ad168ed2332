"""What would have to be true for a claimed multiple: solved, not guessed.

Each function turns the question round: given the multiple, which year, which share of a good, which price
level or which exchange rate gives it? An answer that no share or year can give is None.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from romsov_analysis.results import Estimate


def verdict(found: Estimate, low: float, high: float) -> str:
    """How a number stands to a claimed stretch: below, in part within, within, in part above, above, around."""
    if found.high < low:
        return "below"
    if found.low > high:
        return "above"
    if low <= found.low and found.high <= high:
        return "within"
    if found.low < low and found.high > high:
        return "around"
    return "reaches in from below" if found.low < low else "reaches out above"


def price_level(multiple: Estimate, surcharge_percent: Estimate) -> Estimate:
    """The gross price relative that leaves the multiple after the surcharge."""
    return multiple * (Estimate.exactly(1.0) + surcharge_percent / 100)


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


def months_overdue(multiple: float, percent: Estimate, *, compound: bool) -> Estimate:
    """The months of delay after which the penalty alone gives the multiple."""

    def months(rate: float) -> float:
        return math.log(multiple) / math.log(1 + rate / 100) if compound else (multiple - 1) / (rate / 100)

    value = None if percent.value is None else months(percent.value)
    return Estimate(value, months(percent.high), months(percent.low), percent.evidence)
