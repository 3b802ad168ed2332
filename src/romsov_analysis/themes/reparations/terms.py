"""What the reparation goods were worth: surcharge, basket, schedule, and the whole debt.

The goods were booked at base-year prices plus a surcharge. A booked dollar of a good is worth, in a later
year, its price relative divided by one plus the surcharge. The *implied multiplier* of the whole debt is the
mean of that worth over goods (the basket) and years (the schedule), weighted by booked dollars.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from romsov_analysis import evidence
from romsov_analysis.results import Estimate
from romsov_analysis.shown import shown
from romsov_analysis.themes.reparations.prices import monthly_relative, relative

START = datetime.date(1944, 9, 12)  # the term of years runs from the armistice (peace treaty, art. 22)

Reading = Literal["two rates", "one rate", "lower rate"]
Profile = Literal["equal", "front-loaded", "back-loaded"]


def term(name: str) -> Estimate:
    """A row of the table `reparation_terms` as an estimate."""
    return Estimate.of_row(f"reparation_terms:{name}")


def middle(found: Estimate) -> float:
    """The value, or the middle of a range that has none."""
    return (found.low + found.high) / 2 if found.value is None else found.value


# --- surcharge --------------------------------------------------------------------------------------------


def surcharge(override: float | None) -> Estimate:
    """The surcharge in per cent whatever the goods: the agreed range, or the analyst's own.

    Raises
    ------
    ValueError
        If the override is −100 per cent or less, at which goods would be booked for nothing.
    """
    if override is None:
        return term("surcharge")
    if override <= -100:
        raise ValueError(f"a surcharge of {override} % books goods for nothing; accepted: more than -100")
    return Estimate.exactly(float(override), f"parameter:surcharge_percent={override:g}")


def net_of_surcharge(relative: Estimate, percent: Estimate) -> Estimate:
    """The relative divided by one plus the surcharge: what a booked dollar of goods was worth.

    Parameters
    ----------
    relative
        Price relative (ratio).
    percent
        Surcharge in per cent of the base price.
    """
    return relative / (1 + percent / 100)


# --- basket -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Good:
    """A part of the basket: its share of the booked sum and the price series that may stand for it."""

    id: str
    title: str
    share: Estimate
    series: tuple[str, ...]
    rate: str

    def relative(self, base: int, when: int | str) -> Estimate:
        """Range over the series that may stand for the good; a value only where there is one series.

        Parameters
        ----------
        base
            Base year.
        when
            A year, or a month as ``YYYY-MM``.
        """
        return Estimate.spanning(
            *(
                monthly_relative(name, base, when) if isinstance(when, str) else relative(name, base, when)
                for name in self.series
            )
        )


def basket(weights: Mapping[str, float] | None = None) -> list[Good]:
    """The goods of the debt with their shares.

    Parameters
    ----------
    weights
        Share of each good in the booked sum, by id of the table `basket`, summing to one. None takes the
        composition as reported: a share in oil, a sum in grain, animals and timber, the rest in transport
        and plant.

    Raises
    ------
    ValueError
        If the ids are not those of the table, a share is negative, or they do not sum to one.
    """
    rows = evidence.load("basket")
    if weights is None:
        whole = term("sum")
        oil = term("oil_share") / 100
        farm = term("farm_timber_sum") / whole
        shares = {"oil": oil, "farm_timber": farm, "transport_plant": 1 - oil - farm}
    else:
        _check_shares(weights, [str(name) for name in rows.index])
        shares = {
            name: Estimate.exactly(float(share), f"parameter:weights.{name}={share:g}")
            for name, share in weights.items()
        }
    return [
        Good(
            str(name),
            str(cells["title"]),
            shares[str(name)],
            tuple(cells["series"].split(";")),
            cells["surcharge"],
        )
        for name, cells in rows.iterrows()
    ]


def _check_shares(weights: Mapping[str, float], goods: Sequence[str]) -> None:
    """Refuse what are no shares; the error carries the reason and, where there is one, the nearest."""
    if not isinstance(weights, Mapping):
        raise ValueError("is no table of shares")
    for name in weights:
        if name not in goods:
            raise ValueError(f"{shown(name)} is none of the goods", evidence.nearest(str(name), goods))
    if missing := [name for name in goods if name not in weights]:
        raise ValueError(f"names no share of {', '.join(missing)}")
    shares = list(weights.values())
    if any(isinstance(share, bool) or not isinstance(share, int | float) for share in shares):
        raise ValueError("holds a share that is not a number")
    whole = sum(shares)
    if not min(shares) >= 0 or not abs(whole - 1) <= 1e-9:
        near = {name: share / whole for name, share in weights.items()} if min(shares) >= 0 < whole else ""
        raise ValueError(f"comes to {whole:g} in all, the least share being {min(shares):g}", near)


def central(goods: Sequence[Good]) -> list[Good]:
    """The goods of the central case: of rival series the first, of a range of shares the value.

    Where a range of surcharges is open for a good, it bears the higher, as metal goods and ships did in the
    Finnish agreement that was the model.
    """
    return [
        replace(
            good,
            share=good.share
            if good.share.value is None
            else Estimate.exactly(good.share.value, *good.share.evidence),
            series=good.series[:1],
            rate=good.rate if term(good.rate).value is not None else "surcharge_transport",
        )
        for good in goods
    ]


def rate_of(good: Good, reading: Reading) -> Estimate:
    """The surcharge in per cent that a good bears under a reading of the agreement."""
    whole = {"one rate": "surcharge_transport", "lower rate": "surcharge_other"}
    return term(whole.get(reading, good.rate))


def readings(percent: float | None) -> tuple[Reading, ...]:
    """The readings that a hull goes over: both, or one where the analyst's own surcharge takes their place."""
    return ("two rates", "one rate") if percent is None else ("two rates",)


def worth(
    goods: Sequence[Good], base: int, when: int | str, *, reading: Reading, percent: float | None
) -> Estimate:
    """What a booked dollar of the basket was worth in a year or month.

    Parameters
    ----------
    goods
        The basket.
    base, when
        Base year of the relatives, and the year (or month as ``YYYY-MM``) of delivery.
    reading
        ``two rates``: to each good the surcharge that the table `basket` gives it; ``one rate`` and ``lower
        rate``: the higher or the lower on everything.
    percent
        A surcharge of the analyst's own for all goods; None keeps the reading.
    """
    own = None if percent is None else surcharge(percent)
    parts = (
        good.share * net_of_surcharge(good.relative(base, when), own or rate_of(good, reading))
        for good in goods
    )
    return sum(parts, Estimate.exactly(0.0))


def gross_worth(goods: Sequence[Good], base: int, year: int) -> Estimate:
    """The relative of the basket before any surcharge."""
    return sum((good.share * good.relative(base, year) for good in goods), Estimate.exactly(0.0))


# --- schedule ---------------------------------------------------------------------------------------------


def schedule(
    years: int, profile: Profile, *, cut: float = 0.0, cut_from: datetime.date | None = None
) -> dict[int, float]:
    """Calendar year → share of the delivered sum, deliveries even within each year of the term.

    Parameters
    ----------
    years
        Length of the term, from 12 September 1944.
    profile
        ``equal`` instalments; ``front-loaded``: falling by equal steps, the last a step above nothing (the
        sum-of-the-years'-digits rule); ``back-loaded``: the same in reverse.
    cut
        Share of what is still due that is cancelled on `cut_from`, 0 to 1.
    cut_from
        First day after the cut; needed where `cut` is not zero.

    Raises
    ------
    ValueError
        If a length or share is out of range, or a cut has no day.
    """
    if years < 1 or not 0 <= cut < 1:
        raise ValueError(
            f"{years} years with a cut of {cut}; accepted: one year or more, a cut from 0 to below 1"
        )
    if cut and cut_from is None:
        raise ValueError("a cut needs the day from which it holds")
    shares = _shares_of_sum(years, profile, cut, cut_from)
    delivered = sum(shares.values())
    return {year: share / delivered for year, share in shares.items()}


def delivered_share(years: int, profile: Profile, *, cut: float, cut_from: datetime.date) -> float:
    """The part of the sum imposed that is delivered in spite of a cut, 0 to 1."""
    return sum(_shares_of_sum(years, profile, cut, cut_from).values())


def _shares_of_sum(
    years: int, profile: Profile, cut: float, cut_from: datetime.date | None
) -> dict[int, float]:
    """Calendar year → share of the sum imposed that falls due and is not cancelled."""
    shares: dict[int, float] = {}
    falling = [float(years - number) for number in range(years)]
    weights = {"equal": [1.0] * years, "front-loaded": falling, "back-loaded": falling[::-1]}[profile]
    for number, weight in enumerate(weights):
        begin = START.replace(year=START.year + number)
        end = START.replace(year=START.year + number + 1)
        daily = weight / sum(weights) / (end - begin).days
        for part_begin, part_end in _pieces(begin, end, cut_from):
            kept = 1 - cut if cut_from is not None and part_begin >= cut_from else 1.0
            share = daily * (part_end - part_begin).days * kept
            shares[part_begin.year] = shares.get(part_begin.year, 0.0) + share
    return shares


def _pieces(
    begin: datetime.date, end: datetime.date, cut_from: datetime.date | None
) -> list[tuple[datetime.date, datetime.date]]:
    """The stretch cut at New Year and at the day of the cut."""
    marks = {begin, end, datetime.date(end.year, 1, 1)}
    if cut_from is not None and begin < cut_from < end:
        marks.add(cut_from)
    inside = sorted(mark for mark in marks if begin <= mark <= end)
    return list(itertools.pairwise(inside))


def implied_multiplier(shares: Mapping[int, float], worths: Mapping[int, Estimate]) -> Estimate:
    """The mean worth of a booked dollar over the schedule: the multiplier of the whole debt.

    Raises
    ------
    ValueError
        If a year with deliveries has no worth.
    """
    missing = sorted(set(shares) - set(worths))
    if missing:
        raise ValueError(
            f"no prices for {', '.join(map(str, missing))}; accepted: a schedule within the series"
        )
    return sum((worths[year] * share for year, share in shares.items()), Estimate.exactly(0.0))
