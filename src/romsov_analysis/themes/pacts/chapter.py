"""Chapter 03 as an object: every result that its notebook stores, computed under its parameters."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.pacts import dependence, incidence, others, periods, specifications, worth
from romsov_analysis.themes.pacts.days import Stretch, stretches
from romsov_analysis.themes.pacts.incidence import Curve
from romsov_analysis.themes.pacts.parameters import PARAMETERS, check
from romsov_analysis.themes.pacts.periods import GROUPS, ITALY, WITH, Broken, Rates
from romsov_analysis.themes.pacts.specifications import Specification
from romsov_analysis.themes.pacts.spells import Spell, Unit, observe, observe_pact
from romsov_analysis.themes.pacts.stored import stored
from romsov_analysis.themes.pacts.treaties import (
    DEFINITIONS,
    NARROWEST,
    UNIVERSES,
    WIDEST,
    Definition,
    Pact,
    Universe,
    breaches,
    chosen,
    day_of,
    first_day,
)

__all__ = ["PARAMETERS", "Chapter", "compute"]

DATA_SETS = {"atop": "ATOP"}
# With the clause, without it, and the treaties whose violations may be booked on the pacts they replaced.
MOVED = ("atop_nonaggression_by_1945", "atop_no_nonaggression_by_1945", "atop_baltic_1939")


@dataclass(frozen=True)
class Life:
    """A treaty from start to first attack or ultimatum, other ending or last day; `doubted` if the act is contested."""

    pact: Pact
    spell: Spell
    doubted: bool


@dataclass(frozen=True)
class Chapter:
    """The results of chapter 03, and the parameters as read.

    Keys of the groups: `halves` (definition, contested) → before and during; `curves` (definition, universe,
    unit); `rates` (definition, unit); `summary`, `dependence`, `moved` the last part of an id; `coded` (data set,
    universe, day). `stored` has the results that the notebook stores, by section, in the order of its cells.
    """

    last_days: Mapping[str, datetime.date]
    outbreak: datetime.date
    definition: Definition
    universe: Universe
    regular: float
    early: bool
    periods: tuple[Stretch, ...]
    specifications: tuple[Specification, ...]
    halves: Mapping[tuple[str, bool], tuple[Broken, Broken | None]]
    other_reading: tuple[Broken, Broken | None]
    curves: Mapping[tuple[str, str, Unit], Curve]
    rates: Mapping[tuple[str, Unit], Rates]
    lives: tuple[Life, ...]
    level: Result
    acts: Result
    crowded: Result | None
    summary: Mapping[str, Result]
    dependence: Mapping[str, Result]
    attackers: Mapping[str, Result]
    coded: Mapping[tuple[str, str, str], Result]
    coverage: tuple[Result, Result]
    alliances: Mapping[str, tuple[Result, Result, Result]]
    moved: Mapping[str, Result]
    literature: Mapping[str, Result]
    worth: worth.Worth

    @property
    def last_day(self) -> datetime.date:
        """The latest of the rival ends of observation."""
        return max(self.last_days.values())

    @property
    def eve(self) -> datetime.date:
        """The last day that counts as before."""
        return self.outbreak - datetime.timedelta(days=1)

    @property
    def before(self) -> Broken:
        """By the narrowest definition before the war, contested acts left out: the claim at its hardest."""
        return self.halves[NARROWEST, False][0]

    @property
    def widest(self) -> Specification:
        """Any breach by the last day, contested acts counted: the claim at its easiest."""
        return self.way(WIDEST, contested=True)

    @property
    def base_rates(self) -> Rates:
        """The rates by the definition, the treaties and the unit of the figures that show one way only."""
        return self.rates[self.definition.id, "treaty"]

    @property
    def peak(self) -> Stretch:
        """The stretch with the highest of these rates over all treaties."""
        seen = [period for period in self.periods if (period.id, "every") in self.base_rates]
        return max(seen, key=lambda period: _value(self.base_rates[period.id, "every"]))

    @property
    def strongest(self) -> str:
        """The choice that moves the share most."""
        return self.effects[0]

    @property
    def effects(self) -> list[str]:
        """The choices that there are, those that move the share most first."""
        found = [name for name in self.summary if name.startswith("effect_")]
        ordered = sorted(found, key=lambda name: -abs(_value(self.summary[name])))
        return [name.removeprefix("effect_") for name in ordered]

    def way(
        self,
        definition: str = "",
        universe: str = "",
        *,
        day: str = "",
        unit: Unit = "treaty",
        contested: bool = False,
    ) -> Specification:
        """A way of counting; where nothing is said the base, the last day, treaties, contested acts left out."""
        wanted = (
            definition or self.definition.id,
            universe or self.universe.id,
            day or [*self.last_days][-1],
            unit,
            "contested" if contested else "clear",
        )
        (found,) = (spec for spec in self.specifications if spec.choices == wanted)
        return found

    @functools.cached_property
    def stored(self) -> dict[str, list[Result]]:
        """Section → the results that something in the notebook names, or that such a result rests on."""
        return stored(self)

    @property
    def results(self) -> list[Result]:
        """Every result that the notebook stores, in its order."""
        return [result for section in self.stored.values() for result in section]


def _value(result: Result) -> float:
    return result.value or 0.0


def compute(**parameters: Any) -> Chapter:
    """The results of the chapter.

    Parameters
    ----------
    **parameters
        As in `PARAMETERS`; the default where none is given.

    Raises
    ------
    ParameterError
        If the tables cannot answer for a value; before anything is computed.
    """
    read = PARAMETERS.read(parameters)
    definition, universe = DEFINITIONS[read["base_definition"]], UNIVERSES[read["base_universe"]]
    final = max(read["last_days"].values())
    found = tuple(stretches(read["periods"], final))
    check(read, parameters, universe.id, found)
    early: bool = read["early"]
    days = read["last_days"]
    specs = tuple(specifications.specifications(days, early=early))
    last = [spec for spec in specs if spec.last_day == final]
    base = [spec for spec in last if spec.universe == universe.id]
    clear = {(spec.definition, spec.universe, spec.unit): spec for spec in last if not spec.contested}
    behind = clear[definition.id, universe.id, "treaty"]
    flipped = observe(universe.id, definition.id, final, early=not early)
    other = Specification(
        definition.id, universe.id, behind.day, final, "treaty", contested=False, spells=tuple(flipped)
    )
    acts = _acts(final, early)
    coverage = others.coverage()
    lives = _lives(final, early)
    rows = (f"result:{coverage[0].id}", f"result:{acts.id}")
    rates = {
        (spec.definition, spec.unit): periods.rates(
            spec, found, (*GROUPS, ITALY) if spec is behind else GROUPS
        )
        for spec in base
        if not spec.contested
    }
    return Chapter(
        days,
        read["outbreak"],
        definition,
        universe,
        read["regular"],
        early,
        found,
        specs,
        {
            (spec.definition, spec.contested): periods.before_and_during(spec, read["outbreak"], early=early)
            for spec in sorted(base, key=lambda spec: [*DEFINITIONS].index(spec.definition))
            if spec.unit == "treaty"
        },
        periods.before_and_during(
            other, read["outbreak"], early=not early, suffix="_late" if early else "_early"
        ),
        {key: incidence.curve(spec) for key, spec in clear.items()},
        rates,
        lives,
        _level(read["regular"]),
        acts,
        _crowded(lives, found),
        specifications.summary(specs, read["regular"], rows),
        dependence.dependence(behind, WITH, seed=read["seed"], draws=read["draws"], least=read["least"]),
        dependence.attackers(behind),
        others.coded(days, DATA_SETS),
        coverage,
        others.alliance_shares(),
        others.moved(*MOVED),
        others.published(),
        worth.worth(read["alike"], final, early=early),
    )


def _level(regular: float) -> Result:
    row = f"parameter:regular={regular:g}"
    return Result.of(
        "pacts.regular",
        Estimate.exactly(regular, row),
        unit="ratio",
        formula="as the parameter has it",
        title="The share above which breach is called regular",
        decimals=max(digits_of(regular), 2),
    )


def _acts(final: datetime.date, early: bool) -> Result:
    """Every act that breaks a treaty in some way of counting: what all ways together rest on, listed once."""
    rows = [
        act.evidence
        for pact in chosen("all")
        for act in breaches(pact, WIDEST, contested=True, early=early)
        if day_of(pact, act) <= final
    ]
    return count(
        "pacts.acts_counted",
        rows,
        "Acts that break a treaty in some way of counting",
        unit="acts",
        formula="rows of the table pact_acts that count by the widest definition, contested ones counted",
    )


def _lives(final: datetime.date, early: bool) -> tuple[Life, ...]:
    found = []
    for pact in sorted(chosen("all"), key=lambda pact: first_day(pact.start)):
        clear, every = (
            observe_pact(pact, "coerced", final, contested=also, early=early) for also in (False, True)
        )
        if clear is not None and every is not None:
            doubted = clear.outcome != "broken" and every.outcome == "broken"
            found.append(Life(pact, clear if clear.outcome == "broken" else every, doubted))
    return tuple(found)


def _crowded(lives: tuple[Life, ...], found: tuple[Stretch, ...]) -> Result | None:
    """The first attacks and ultimatums of the stretch that has most; None if there are none."""
    rows = {
        part: [
            life.spell.evidence[-1]
            for life in lives
            if life.spell.outcome == "broken" and part.first <= life.spell.stop <= part.last
        ]
        for part in found
    }
    most = max(rows, key=lambda part: len(rows[part]))
    if not rows[most]:
        return None
    return count(
        "pacts.crowded",
        rows[most],
        f"Treaties first attacked or coerced, {most.words}",
        unit="treaties",
        formula="treaties whose first attack or ultimatum falls in the stretch, contested acts counted",
    )
