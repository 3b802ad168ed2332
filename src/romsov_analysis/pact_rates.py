"""Breaches a hundred years by calendar period, for all treaties and for those of some states."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis import dates, survival
from romsov_analysis.pact_results import UNITS, Way
from romsov_analysis.pacts import DEFINITIONS, UNIVERSES
from romsov_analysis.results import Result
from romsov_analysis.spells import observe

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
