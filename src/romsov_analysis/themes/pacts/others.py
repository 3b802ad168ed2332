"""What chapter 03 sets beside its own counts: other people's codings and published rates."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.pacts import survival, treaties
from romsov_analysis.themes.pacts.days import Stretch, in_words
from romsov_analysis.themes.pacts.spells import Spell, observe_coded, observe_pact
from romsov_analysis.themes.pacts.treaties import UNIVERSES


def coded(
    days: Mapping[str, datetime.date], data_sets: Mapping[str, str]
) -> dict[tuple[str, str, str], Result]:
    """The share that other people's codings give, by universe and day: (data set, universe, day) → result.

    Only the treaties a data set has are counted; ids are ``pacts.coded_<data set>_<universe>_<day>``.
    """
    found = {}
    last = max(days, key=lambda name: days[name])
    for (data_set, title), universe, day in itertools.product(data_sets.items(), UNIVERSES, days):
        spells = observe_coded(universe, data_set, days[day])
        if not spells:
            continue
        part = survival.share(spells)
        rows = tuple(spell.evidence[0] for spell in spells)
        if day != last:  # what it rests on is listed once
            rows = (f"result:pacts.coded_{data_set}_{universe}_{last}",)
        found[data_set, universe, day] = Result.of(
            f"pacts.coded_{data_set}_{universe}_{day}",
            part.estimate(*rows),
            unit="ratio",
            formula=f"{part.broken} coded as violated ÷ {part.spells} treaties that the data set has; the range is "
            "Wilson's interval of 95 per cent",
            title=f"{title}: {UNIVERSES[universe].title}, to {in_words(days[day])}",
        )
    return found


def coded_rates(universe: str, last: datetime.date, periods: Sequence[Stretch]) -> dict[str, Result]:
    """Violations a hundred treaty-years by the coding of ATOP: stretch → ``pacts.coded_rate_<stretch>``.

    Of the treaties that ATOP has; a stretch in which none was in force by its coding has none.
    """
    spells = observe_coded(universe, "atop", last)
    ends = {period.id: (period.first, period.last) for period in periods}
    rows = tuple(spell.evidence[0] for spell in spells)
    return {
        name: Result.of(
            f"pacts.coded_rate_{name}",
            Estimate(rate.value, rate.low, rate.high, rows),
            unit="per_hundred_years",
            formula=f"{rate.broken} violations ÷ {rate.years:.1f} years of treaties in force × 100; "
            "the range is the exact Poisson interval of 95 per cent",
            title=f"Violations by the coding of ATOP, {UNIVERSES[universe].short}",
            decimals=1,
        )
        for name, rate in survival.rate_by_period(spells, ends).items()
    }


@dataclass(frozen=True)
class Coding:
    """A treaty that somebody holds to be broken: our breach beyond dispute, our first one at all, and two data sets.

    Of ours the spell, of the data sets the rows of `codings`, None where there is none; `violated` says whether
    ATOP codes a violation by the day.
    """

    pact: str
    clear: Spell
    every: Spell
    atop: pd.Series[Any] | None
    bf: pd.Series[Any] | None
    violated: bool


def differences(universe: str, last: datetime.date, *, early: bool) -> list[Coding]:
    """The treaties of a universe that we or a data set hold to be broken by a day, in the order of the table."""
    table, found = evidence.load("codings"), []

    def row(pact: str, data_set: str) -> pd.Series[Any] | None:
        key = f"{pact}/{data_set}"
        return evidence.row(f"codings:{key}") if key in table.index else None

    for pact in treaties.chosen(universe):
        clear, every = (
            observe_pact(pact, treaties.WIDEST, last, contested=also, early=early) for also in (False, True)
        )
        if clear is None or every is None:
            continue
        atop, bf = (row(pact.id, name) for name in ("atop", "berkemeier_fuhrmann"))
        one = Coding(pact.id, clear, every, atop, bf, _violated(atop, last))
        if every.outcome == "broken" or one.violated or (bf is not None and bf["violated"] == "yes"):
            found.append(one)
    return found


def _violated(atop: pd.Series[Any] | None, last: datetime.date) -> bool:
    return (
        atop is not None
        and atop["violated"] == "yes"
        and treaties.first_day(dates.parse(str(atop["end"]))) <= last
    )


@dataclass(frozen=True)
class Agreement:
    """Treaties that we, beyond dispute, or ATOP hold to be broken; those that both do, and either alone.

    Results ``pacts.either``, ``pacts.both``, ``pacts.ours``, ``pacts.theirs``; a treaty that ATOP has not is in none.
    """

    either: Result
    both: Result
    ours: Result
    theirs: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """The four of them."""
        return self.either, self.both, self.ours, self.theirs


def agreement(found: Sequence[Coding]) -> Agreement:
    """How far we and ATOP hold the same treaties to be broken."""
    coded = {one.pact for one in found if one.atop is not None}
    ours = {one.pact for one in found if one.clear.outcome == "broken"} & coded
    theirs = {one.pact for one in found if one.violated}
    groups = {
        "either": ("Treaties held to be broken by us or by ATOP", ours | theirs),
        "both": ("Treaties held to be broken by us and by ATOP", ours & theirs),
        "ours": ("Treaties held to be broken by us and not by ATOP", ours - theirs),
        "theirs": ("Treaties held to be broken by ATOP and not by us", theirs - ours),
    }
    return Agreement(
        *(
            count(
                f"pacts.{name}",
                [f"pacts:{one}" for one in sorted(some)],
                title,
                unit="treaties",
                formula="beyond dispute by the widest definition, or violated",
            )
            for name, (title, some) in groups.items()
        )
    )


def coverage() -> tuple[Result, Result]:
    """How many treaties are counted, and how many of them a data set of alliances has too."""
    counted = [pact.id for pact in treaties.chosen("all")]
    codings = evidence.load("codings")
    return (
        count(
            "pacts.counted",
            [f"pacts:{name}" for name in counted],
            "Treaties counted",
            unit="treaties",
            formula="treaties in force at some time that promise not to attack or to stay neutral",
        ),
        count(
            "pacts.in_atop",
            [f"codings:{name}/atop" for name in counted if f"{name}/atop" in codings.index],
            "Treaties counted that ATOP has",
            unit="treaties",
            formula="of these, with a row in ATOP",
        ),
    )


def published() -> dict[str, Result]:
    """Every published rate, in per cent: row of `literature` → ``literature.<id>``."""
    return {
        str(name): Result.of(
            f"literature.{name}",
            Estimate.of_row(f"literature:{name}"),
            unit="percent",
            formula="as published",
            title=str(cells["title"]),
            decimals=digits_of(float(cells["low"]), float(cells["high"])),
            note=evidence.text(cells, "note"),
        )
        for name, cells in evidence.load("literature").iterrows()
        if not pd.isna(cells["low"])
    }
