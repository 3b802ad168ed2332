"""The results of chapter 03: every number of the chapter with its name, built from spells.

Ids name the choices behind a number: ``pacts.share_<definition>_<universe>_<day>_<unit>``, with ``_all`` where
contested acts count. Days bear the names that the parameters cell gives them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis import dates, evidence, survival
from romsov_analysis.estimates import Estimate
from romsov_analysis.pacts import DEFINITIONS, UNIVERSES
from romsov_analysis.results import Result
from romsov_analysis.spells import Spell, Unit, observe

UNITS: dict[Unit, str] = {"treaty": "treaties", "pair": "pairs"}


@dataclass(frozen=True)
class Way:
    """One way to count: the choices, and the three results they lead to."""

    definition: str
    universe: str
    day: str
    unit: Unit
    contested: bool
    counted: Result
    broken: Result
    share: Result
    early: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """Evidence of what is computed from the same spells."""
        return (*self.counted.estimate.evidence, *self.broken.estimate.evidence)

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices as keys of the specification curve."""
        last = "contested" if self.contested else "clear"
        return (self.definition, self.universe, self.day, self.unit, last)


def ways(days: Mapping[str, datetime.date], *, early: bool = False) -> list[Way]:
    """Every way to count: definitions × universes × units × last days × contested acts left out or counted.

    Parameters
    ----------
    days
        Name → last day of observation.
    early
        Where sources conflict on the end of a treaty: whether the first date counts.
    """
    found = []
    for universe in UNIVERSES:
        for unit in UNITS:
            for day, last_day in days.items():
                counted = _counted(universe, unit, day, last_day)
                for contested in (False, True):
                    for definition in DEFINITIONS:
                        spells = observe(
                            universe, definition, last_day, unit=unit, contested=contested, early=early
                        )
                        name = "_".join((definition, universe, day, unit)) + ("_all" if contested else "")
                        broken, part = _share(name, spells, counted, definition, unit, contested)
                        found.append(
                            Way(definition, universe, day, unit, contested, counted, broken, part, early)
                        )
    return found


def _counted(universe: str, unit: Unit, day: str, last_day: datetime.date) -> Result:
    spells = observe(universe, "attacked", last_day, unit=unit)
    rows = tuple(dict.fromkeys(row for spell in spells for row in spell.evidence if row.startswith("pacts:")))
    return Result.of(
        f"pacts.count_{universe}_{day}_{unit}",
        Estimate.exactly(float(len(spells)), *rows),
        unit=UNITS[unit],
        formula=f"number of {UNITS[unit]} bound on or before {last_day}",
        title=f"{UNIVERSES[universe].title}: {UNITS[unit]} ({day_words(last_day)})",
        decimals=0,
    )


def _share(
    name: str,
    spells: Sequence[Spell],
    counted: Result,
    definition: str,
    unit: Unit,
    contested: bool,
) -> tuple[Result, Result]:
    rule = DEFINITIONS[definition]
    acts = _acts(spells)
    also = ", contested acts counted" if contested else ""
    broken = Result.of(
        f"pacts.broken_{name}",
        Estimate.exactly(
            float(sum(spell.outcome == "broken" for spell in spells)), *(acts or counted.estimate.evidence)
        ),
        unit=UNITS[unit],
        formula=rule.rule,
        title=f"{rule.title}{also}: {counted.title.partition(': ')[0]}, {counted.title.partition(': ')[2]}",
        decimals=0,
    )
    part = survival.share(spells)
    share = Result(
        f"pacts.share_{name}",
        part.value,
        part.low,
        part.high,
        "ratio",
        "broken ÷ all; the range is Wilson's interval of 95 per cent, as if treaties were independent",
        (*broken.estimate.evidence, *counted.estimate.evidence),
        f"Share: {broken.title}",
        decimals=2,
    )
    return broken, share


def day_words(day: datetime.date) -> str:
    """A last day of observation as titles give it."""
    return f"to {dates.in_words(day.isoformat())}"


_COUNTS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    8: "eight",
    10: "ten",
    12: "twelve",
}


def curves(
    behind: Way,
    last_day: datetime.date,
    *,
    years: Iterable[int],
) -> list[Result]:
    """Cumulative incidence, one minus Kaplan–Meier, and the median, contested acts left out.

    Parameters
    ----------
    behind
        The way to count; its results are the evidence.
    last_day
        Its last day.
    years
        Years since the start at which the curves are read.

    Ids are ``pacts.incidence_<definition>_<universe>_<unit>_<years>``, ``pacts.one_minus_km_…`` and
    ``pacts.median_…``. Without a breach there is no curve and no result; a median that is not reached has none.
    """
    definition, universe, unit = behind.definition, behind.universe, behind.unit
    spells = observe(universe, definition, last_day, unit=unit, early=behind.early)
    if not any(spell.outcome == "broken" for spell in spells):
        return []
    name = f"{definition}_{universe}_{unit}"
    where = f"{DEFINITIONS[definition].title}, {UNIVERSES[universe].short}, {UNITS[unit]}"
    rows = behind.rows
    incidence, survivors = survival.cumulative_incidence(spells), survival.kaplan_meier(spells)
    found = []
    for count in years:
        broken, low, high = (survival.at(incidence, end, count, 0.0) for end in ("broken", "low", "high"))
        words = _COUNTS.get(count, count)
        found.append(
            Result(
                f"pacts.incidence_{name}_{count}",
                broken,
                low,
                high,
                "ratio",
                "cumulative incidence of a breach, other endings competing (Aalen–Johansen); the range is a "
                "pointwise interval of 95 per cent on the log-log scale",
                rows,
                f"Broken within {words} years: {where}",
            )
        )
        found.append(
            Result.of(
                f"pacts.at_risk_{name}_{count}",
                Estimate.exactly(float(survival.at_risk(spells, count)), *rows),
                unit=UNITS[unit],
                formula="still observed after that time",
                title=f"At risk after {words} years: {where}",
                decimals=0,
            )
        )
        low, high = (1 - survival.at(survivors, end, count, 1.0) for end in ("high", "low"))
        value = 1 - survival.at(survivors, "survival", count, 1.0)
        found.append(
            Result(
                f"pacts.one_minus_km_{name}_{count}",
                value,
                low,
                high,
                "ratio",
                "one minus Kaplan–Meier, other endings taken as censored; the range is a pointwise interval of "
                "95 per cent on the log-log scale",
                rows,
                f"One minus Kaplan–Meier after {words} years: {where}",
            )
        )
    middle = survival.median(survivors)
    if middle is not None:
        found.append(
            Result(
                f"pacts.median_{name}",
                middle,
                middle,
                middle,
                "years",
                "years at which the Kaplan–Meier curve falls to one half",
                rows,
                f"Median life: {where}",
                decimals=1,
            )
        )
    return found


def _acts(spells: Iterable[Spell]) -> tuple[str, ...]:
    """The rows of the acts behind the breaches, each once."""
    return tuple(dict.fromkeys(spell.evidence[-1] for spell in spells if spell.outcome == "broken"))


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


def dependence(
    behind: Way,
    powers: frozenset[str],
    last_day: datetime.date,
    *,
    seed: int,
    draws: int,
    least: int,
) -> list[Result]:
    """What dependence does to the share: acts behind it, bootstrap by state, rank of the two powers, log-rank.

    Parameters
    ----------
    behind
        The way to count, with treaties as units and contested acts left out.
    powers
        The states that are set apart.
    last_day
        Its last day.
    seed, draws
        Of the bootstrap.
    least
        Treaties a pair of states must have to be ranked.
    """
    definition, universe = behind.definition, behind.universe
    spells = observe(universe, definition, last_day, early=behind.early)
    rows = behind.rows
    broken = [spell for spell in spells if spell.outcome == "broken"]
    acts = sorted({spell.act for spell in broken if spell.act})
    actors = {evidence.row(f"acts:{act}")["actor"] for act in acts}
    low, high = survival.state_bootstrap(spells, seed=seed, draws=draws)
    own = survival.share(spells)
    rank = survival.rank_of_states(spells, powers, least=least)
    chi, p = survival.log_rank(
        [spell for spell in spells if spell.parties & powers],
        [spell for spell in spells if not spell.parties & powers],
    )
    title = f"{DEFINITIONS[definition].title}, {UNIVERSES[universe].short}"

    def exactly(name: str, value: float, unit: str, formula: str, what: str, decimals: int = 0) -> Result:
        return Result.of(
            f"pacts.{name}",
            Estimate.exactly(value, *rows),
            unit=unit,
            formula=formula,
            title=f"{what}: {title}",
            decimals=decimals,
        )

    return [
        exactly("acts_behind", len(acts), "acts", "different acts that broke a treaty", "Acts behind the breaches"),
        exactly("actors_behind", len(actors), "states", "different attackers, joint ones as one", "Attackers"),
        Result(
            "pacts.bootstrap", own.value, low, high, "ratio",
            f"broken ÷ all; the range is the percentile interval of {draws:,} draws of states, seed {seed}",
            rows, f"Share, states drawn: {title}",
        ),
        exactly("powers_share", rank.share, "ratio", "broken ÷ all", "Share, with the USSR or Germany", 2),
        exactly("others_share", rank.others, "ratio", "broken ÷ all", "Share, without either", 2),
        exactly("groups_as_high", rank.as_high, "groups", "couples of other states with a share as high",
                "Couples of states with as high a share"),
        exactly("groups_ranked", rank.groups, "groups", f"couples of other states with {least} treaties or more",
                "Couples of states ranked"),
        exactly("log_rank_chi", chi, "ratio", "log-rank test, one degree of freedom", "Chi-square", 1),
        exactly("log_rank_p", p, "ratio", "log-rank test, treaties taken as independent of each other", "p", 4),
    ]  # fmt: skip
