"""Every way of counting: choices, count, breaches, share, and which choice moves the share most.

Ids name the choices behind a number: ``pacts.share_<definition>_<universe>_<day>_<unit>``, with ``_all`` where
contested acts count. Days bear the names that the parameters cell gives them.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.spells import Spell, Unit, observe
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

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


def _acts(spells: Iterable[Spell]) -> tuple[str, ...]:
    """The rows of the acts behind the breaches, each once."""
    return tuple(dict.fromkeys(spell.evidence[-1] for spell in spells if spell.outcome == "broken"))


_CHOICES = ("definition", "universe", "day", "unit", "contested")


def summary(ways: Sequence[Way], regular: float) -> list[Result]:
    """How the share is spread over all ways of counting, and which choice moves it most.

    Ids: ``pacts.ways``, ``pacts.ways_above`` (with a share above `regular`), ``pacts.least_share``,
    ``pacts.greatest_share``, and ``pacts.effect_<choice>``: the mean, over all other choices, of the difference
    between the last and the first option of a choice, as a ratio.
    """
    ordered = sorted(ways, key=lambda way: way.share.value or 0.0)
    rows = tuple(dict.fromkeys(f"result:{way.counted.id}" for way in ways))
    found = [
        Result.of(
            "pacts.ways",
            Estimate.exactly(float(len(ways)), *rows),
            unit="ways",
            formula="definitions × universes × units × last days × contested acts left out or counted",
            title="Ways of counting",
            decimals=0,
        ),
        Result.of(
            "pacts.ways_above",
            Estimate.exactly(float(sum((way.share.value or 0.0) > regular for way in ways)), *rows),
            unit="ways",
            formula=f"ways with a share above {regular:g}",
            title="Ways of counting in which breach is more often than not",
            decimals=0,
        ),
    ]
    for name, way in (("least", ordered[0]), ("greatest", ordered[-1])):
        found.append(
            Result.of(
                f"pacts.{name}_share",
                way.share.estimate,
                unit="ratio",
                formula=f"{name} share over all ways of counting: {', '.join(way.choices)}",
                title=f"The {name} share",
            )
        )
    for choice in _CHOICES:
        options = list(dict.fromkeys(getattr(way, choice) for way in ways))
        found.append(
            Result.of(
                f"pacts.effect_{choice}",
                Estimate.exactly(_effect(ways, choice, options[0], options[-1]), *rows),
                unit="ratio",
                formula=f"mean over all other choices of share({options[-1]}) − share({options[0]})",
                title=f"What the choice of {choice} moves",
            )
        )
    return found


def _effect(ways: Sequence[Way], choice: str, first: object, last: object) -> float:
    others = [name for name in _CHOICES if name != choice]
    by = {(getattr(way, choice), *(getattr(way, name) for name in others)): way.share.value for way in ways}
    return statistics.fmean(
        (by[last, *rest] or 0.0) - (value or 0.0) for (option, *rest), value in by.items() if option == first
    )
