"""Breaches by calendar: before and during the war, and a hundred treaty-years in each period."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.specifications import UNITS, Way
from romsov_analysis.themes.pacts.spells import observe
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

POWERS = frozenset({"ussr", "germany"})


def _stretch(first: datetime.date, last: datetime.date) -> str:
    return dates.in_words(f"{first.isoformat()}/{last.isoformat()}")


@dataclass(frozen=True)
class Group:
    """Treaties chosen by their parties: all, with the Soviet Union or Germany, without either."""

    id: str
    title: str
    only: frozenset[str]
    without: frozenset[str]


GROUPS = (
    Group("every", "all", frozenset(), frozenset()),
    Group("with", "with the USSR or Germany", POWERS, frozenset()),
    Group("without", "without either", frozenset(), POWERS),
)


ITALY = Group("italy", "with Italy", frozenset({"italy"}), frozenset())


def rates(
    behind: Way,
    periods: Mapping[str, tuple[datetime.date, datetime.date]],
    groups: Sequence[Group] = GROUPS,
) -> dict[tuple[str, str], Result]:
    """Breaches a hundred years by calendar period and group: (period, group) → result, contested acts left out.

    Ids are ``pacts.rate_<definition>_<universe>_<unit>_<period>_<group>``; a period in which no treaty of a
    group was in force has none.
    """
    definition, universe, unit = behind.definition, behind.universe, behind.unit
    last_day = max(last for _, last in periods.values())
    everything = observe(universe, definition, last_day, unit=unit, early=behind.early)
    found = {}
    for group in groups:
        spells = [
            spell
            for spell in everything
            if (not group.only or spell.parties & group.only) and not spell.parties & group.without
        ]
        for period, rate in survival.rate_by_period(spells, periods).items():
            first, last = periods[period]
            years = f"{rate.years:.1f}"
            found[period, group.id] = Result(
                f"pacts.rate_{definition}_{universe}_{unit}_{period}_{group.id}",
                rate.value,
                rate.low,
                rate.high,
                "per_hundred_years",
                f"{rate.broken} breaches ÷ {years} years of {UNITS[unit]} in force × 100; the range is the exact "
                "Poisson interval of 95 per cent",
                behind.rows,
                f"{DEFINITIONS[definition].title}, {UNIVERSES[universe].short}, {group.title}, "
                f"{_stretch(first, last)}: breaches a hundred years",
                decimals=1,
            )
    return found


def before_and_during(
    universe: str,
    definition: str,
    war: datetime.date,
    last_day: datetime.date,
    *,
    contested: bool,
    early: bool = False,
    suffix: str = "",
) -> list[Result]:
    """Treaties broken before a day among those begun by then, and from that day on among those at risk.

    Ids are ``pacts.before_…`` and ``pacts.during_…``, shares with Wilson's interval, and the counts behind
    them, ``pacts.before_broken_…``, ``pacts.before_begun_…``, ``pacts.during_broken_…``, ``pacts.at_risk_…``.
    """
    eve = war - datetime.timedelta(days=1)
    name = f"{definition}_{universe}" + ("_all" if contested else "") + suffix
    before = observe(universe, definition, eve, contested=contested, early=early)
    alive = {spell.id for spell in before if spell.outcome == "observed"}
    begun = {spell.id for spell in before}
    late = [
        spell
        for spell in observe(universe, definition, last_day, contested=contested, early=early)
        if spell.id in alive or spell.id not in begun
    ]
    found = []
    day = dates.in_words(war.isoformat())
    for part, spells, words in (("before", before, f"before {day}"), ("during", late, f"from {day} on")):
        measured = survival.share(spells)
        rows = tuple(dict.fromkeys(row for spell in spells for row in spell.evidence))
        broken_rows = tuple(row for spell in spells if spell.outcome == "broken" for row in spell.evidence)
        title = f"{DEFINITIONS[definition].title}, {UNIVERSES[universe].short}, {words}"
        count = Result.of(
            f"pacts.{part}_count_{name}",
            Estimate.exactly(float(measured.spells), *rows),
            unit="treaties",
            formula="treaties begun by then"
            if part == "before"
            else "treaties in force on that day or begun later",
            title=f"At risk: {title}",
            decimals=0,
        )
        broken = Result.of(
            f"pacts.{part}_broken_{name}",
            Estimate.exactly(float(measured.broken), *(broken_rows or count.estimate.evidence)),
            unit="treaties",
            formula=DEFINITIONS[definition].rule,
            title=f"Broken: {title}",
            decimals=0,
        )
        share = Result(
            f"pacts.{part}_{name}",
            measured.value,
            measured.low,
            measured.high,
            "ratio",
            "broken ÷ at risk; the range is Wilson's interval of 95 per cent",
            (*broken.estimate.evidence, *count.estimate.evidence),
            f"Share: {title}",
        )
        found += [count, broken, share]
    return found
