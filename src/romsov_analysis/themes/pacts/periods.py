"""Breaches by calendar: before and during the war, and a hundred treaty-years in each stretch of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from romsov_analysis.results import Result, count
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.days import Stretch, in_words
from romsov_analysis.themes.pacts.specifications import Specification, acts_of
from romsov_analysis.themes.pacts.spells import Spell, observe
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

POWERS = frozenset({"ussr", "germany"})


@dataclass(frozen=True)
class Group:
    """Treaties chosen by their parties: those with a state of `only`, and with none of `without`."""

    id: str
    title: str
    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def holds(self, spell: Spell) -> bool:
        """Whether a treaty is of the group."""
        return (not self.only or bool(spell.parties & self.only)) and not spell.parties & self.without


EVERY = Group("every", "all")
WITH = Group("with", "with the USSR or Germany", only=POWERS)
WITHOUT = Group("without", "without either", without=POWERS)
GROUPS = (EVERY, WITH, WITHOUT)
ITALY = Group("italy", "with Italy", only=frozenset({"italy"}))

Rates = dict[tuple[str, str], Result]


def rates(behind: Specification, periods: Sequence[Stretch], groups: Sequence[Group] = GROUPS) -> Rates:
    """Breaches a hundred years by stretch and group: (stretch, group) → result.

    Ids are ``pacts.rate_<definition>_<universe>_<stretch>_<group>``, the stretch named by its first year; a
    stretch in which no treaty of a group was in force has none.
    """
    ends = {period.id: (period.first, period.last) for period in periods}
    words = {period.id: period.words for period in periods}
    definition, universe = DEFINITIONS[behind.definition], UNIVERSES[behind.universe]
    found = {}
    for group in groups:
        spells = [spell for spell in behind.spells if group.holds(spell)]
        for period, rate in survival.rate_by_period(spells, ends).items():
            found[period, group.id] = behind.result(
                f"rate_{behind.key}_{period}_{group.id}",
                rate.value,
                f"{definition.title}, {universe.short}, {group.title}, {words[period]}: breaches a hundred years",
                unit="per_hundred_years",
                formula=f"{rate.broken} breach{'' if rate.broken == 1 else 'es'} ÷ {rate.years:.1f} years of treaties "
                "in force × 100; "
                "the range is the exact Poisson interval of 95 per cent",
                ends=(rate.low, rate.high),
                decimals=1,
            )
    return found


@dataclass(frozen=True)
class Broken:
    """So many of so many, and the share; the spells they were counted from."""

    count: Result
    broken: Result
    share: Result
    spells: tuple[Spell, ...]


def before_and_during(
    behind: Specification, war: datetime.date, *, early: bool = False, suffix: str = ""
) -> tuple[Broken, Broken | None]:
    """Treaties broken before a day among those begun by then, and from that day on among those at risk.

    Parameters
    ----------
    behind
        The way of counting to the last day.
    war
        The first day that counts as during.
    early
        As for the way of counting.
    suffix
        Set behind the ids, where the same is counted by two readings of the dates.

    Returns
    -------
    Ids are ``pacts.before_<definition>_<universe>`` and ``pacts.during_…``, shares with Wilson's interval, and the
    counts behind them, ``pacts.before_count_…`` and ``pacts.before_broken_…``; with ``_all`` where contested acts
    count. None where no treaty is at risk from that day on up to the last day of observation.
    """
    eve = war - datetime.timedelta(days=1)
    before = observe(behind.universe, behind.definition, eve, contested=behind.contested, early=early)
    gone = {spell.id for spell in before if spell.outcome != "observed"}
    late = [spell for spell in behind.spells if spell.id not in gone]
    rows: tuple[str, ...] = (f"result:{behind.counted.id}",)
    first = _broken(
        "before", behind, before, f"before {in_words(war)}", "treaties begun by then", rows, suffix
    )
    if behind.last_day < war or not late:
        return first, None
    rows += (f"result:{first.broken.id}",)
    formula = "treaties in force on that day or begun later"
    return first, _broken("during", behind, late, f"from {in_words(war)} on", formula, rows, suffix)


def _broken(
    part: str,
    behind: Specification,
    spells: Sequence[Spell],
    when: str,
    formula: str,
    rows: tuple[str, ...],
    suffix: str,
) -> Broken:
    rule = DEFINITIONS[behind.definition]
    name = f"{behind.definition}_{behind.universe}" + ("_all" if behind.contested else "") + suffix
    title = f"{rule.title}, {UNIVERSES[behind.universe].short}, {when}"
    measured = survival.share(spells)
    counted = count(
        f"pacts.{part}_count_{name}",
        rows,
        f"At risk: {title}",
        unit="treaties",
        formula=formula,
        number=len(spells),
    )
    broken = count(
        f"pacts.{part}_broken_{name}",
        acts_of(spells) or (f"result:{counted.id}",),
        f"Broken: {title}",
        unit="treaties",
        formula=rule.rule,
        number=measured.broken,
    )
    share = Result.of(
        f"pacts.{part}_{name}",
        measured.estimate(f"result:{broken.id}", f"result:{counted.id}"),
        unit="ratio",
        formula="broken ÷ at risk; the range is Wilson's interval of 95 per cent",
        title=f"Share: {title}",
    )
    return Broken(counted, broken, share, tuple(spells))
