"""The results of chapter 03 in groups, each computed under the parameters when it is first asked for."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from dataclasses import dataclass

from romsov_analysis.results import Result
from romsov_analysis.themes.pacts import dependence, incidence, lives, others, periods, specifications, worth
from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.pacts.periods import GROUPS, ITALY, WITH, Broken, Rates
from romsov_analysis.themes.pacts.specifications import Specification
from romsov_analysis.themes.pacts.spells import UNITS, Unit, observe
from romsov_analysis.themes.pacts.treaties import (
    DEFINITIONS,
    NARROWEST,
    UNIVERSES,
    WIDEST,
    Definition,
    Universe,
)

# With the clause, without it, and the treaties whose violations may be booked on the pacts they replaced.
MOVED = ("atop_nonaggression_by_1945", "atop_no_nonaggression_by_1945", "atop_baltic_1939")


@dataclass(frozen=True)
class Groups:
    """The parameters of chapter 03 as read, and its results in groups.

    `last_days` stand in the order of time; `definition` and `universe` are those of what is shown one way only;
    `periods` end with observation.
    """

    last_days: dict[str, datetime.date]
    outbreak: datetime.date
    definition: Definition
    universe: Universe
    regular: float
    early: bool
    periods: tuple[Stretch, ...]
    seed: int
    draws: int
    least: int
    alike: tuple[str, ...]

    @property
    def last_day(self) -> datetime.date:
        """The latest of the rival ends of observation."""
        return max(self.last_days.values())

    @property
    def eve(self) -> datetime.date:
        """The last day that counts as before."""
        return self.outbreak - datetime.timedelta(days=1)

    @functools.cached_property
    def specifications(self) -> dict[tuple[str, ...], Specification]:
        """Every way of counting, by its choices."""
        found = specifications.specifications(self.last_days, early=self.early)
        return {spec.choices: spec for spec in found}

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
        last = "contested" if contested else "clear"
        chosen = (definition or self.definition.id, universe or self.universe.id)
        return self.specifications[*chosen, day or [*self.last_days][-1], unit, last]

    @property
    def before(self) -> Broken:
        """By the narrowest definition before the war, contested acts left out: the claim at its hardest."""
        return self.halves[NARROWEST, False][0]

    @property
    def widest(self) -> Specification:
        """Any breach by the last day, contested acts counted: the claim at its easiest."""
        return self.way(WIDEST, contested=True)

    @functools.cached_property
    def halves(self) -> dict[tuple[str, bool], tuple[Broken, Broken | None]]:
        """(definition, contested) → broken before the outbreak, and from then on."""
        return {
            (name, also): periods.before_and_during(
                self.way(name, contested=also), self.outbreak, early=self.early
            )
            for name in DEFINITIONS
            for also in (False, True)
        }

    @functools.cached_property
    def other_reading(self) -> tuple[Broken, Broken | None]:
        """The same by the base definition, with the other of two dates where sources conflict on an end."""
        early, base = not self.early, self.way()
        spells = observe(base.universe, base.definition, self.last_day, early=early)
        other = dataclasses.replace(base, spells=tuple(spells))
        return periods.before_and_during(
            other, self.outbreak, early=early, suffix="_early" if early else "_late"
        )

    @functools.cached_property
    def curves(self) -> dict[tuple[str, str, Unit], incidence.Curve]:
        """(definition, universe, unit) → curves to the last day, contested acts left out."""
        return {
            (name, universe, unit): incidence.curve(self.way(name, universe, unit=unit))
            for universe in UNIVERSES
            for unit in UNITS
            for name in DEFINITIONS
        }

    @functools.cached_property
    def rates(self) -> dict[tuple[str, Unit], Rates]:
        """(definition, unit) → rates of the base treaties by stretch and group."""
        ways = [self.way(name, unit=unit) for name in DEFINITIONS for unit in UNITS]
        return {
            (way.definition, way.unit): periods.rates(
                way, self.periods, (*GROUPS, ITALY) if way is self.way() else GROUPS
            )
            for way in ways
        }

    @property
    def base_rates(self) -> Rates:
        """The rates by the definition, the treaties and the unit of what is shown one way only."""
        return self.rates[self.definition.id, "treaty"]

    @property
    def peak(self) -> Stretch:
        """The stretch with the highest of these rates over all treaties."""
        seen = [period for period in self.periods if (period.id, "every") in self.base_rates]
        return max(seen, key=lambda period: self.base_rates[period.id, "every"].value or 0.0)

    @functools.cached_property
    def lives(self) -> lives.Lives:
        """The life of every treaty to its first attack or ultimatum."""
        return lives.lives(self.last_day, self.periods, early=self.early)

    @functools.cached_property
    def level(self) -> Result:
        """The share above which breach is called regular."""
        return specifications.level(self.regular)

    @functools.cached_property
    def acts(self) -> Result:
        """The acts that all ways of counting together rest on."""
        return specifications.acts_counted(self.last_day, early=self.early)

    @functools.cached_property
    def summary(self) -> dict[str, Result]:
        """The spread of all ways of counting, by the last part of the ids."""
        rows = (f"result:{self.coverage[0].id}", f"result:{self.acts.id}")
        return specifications.summary([*self.specifications.values()], self.regular, rows)

    @property
    def effects(self) -> list[str]:
        """The choices that have more than one option, those that move the share most first."""
        found = {
            name: result.value or 0.0 for name, result in self.summary.items() if name.startswith("effect_")
        }
        return [name.removeprefix("effect_") for name in sorted(found, key=lambda name: -abs(found[name]))]

    @functools.cached_property
    def dependence(self) -> dict[str, Result]:
        """What dependence does to the base share, by the last part of the ids."""
        return dependence.dependence(self.way(), WITH, seed=self.seed, draws=self.draws, least=self.least)

    @functools.cached_property
    def attackers(self) -> dict[str, Result]:
        """Who broke the base treaties."""
        return dependence.attackers(self.way())

    @functools.cached_property
    def coded(self) -> dict[tuple[str, str, str], Result]:
        """(data set, universe, day) → the share that others code as violated."""
        return others.coded(self.last_days, {"atop": "ATOP"})

    @functools.cached_property
    def coverage(self) -> tuple[Result, Result]:
        """How many treaties are counted, and how many of them ATOP has."""
        return others.coverage()

    @functools.cached_property
    def alliances(self) -> dict[str, tuple[Result, Result, Result]]:
        """Row of `alliance_counts` → treaties, violated, share."""
        return others.alliance_shares()

    @functools.cached_property
    def moved(self) -> dict[str, Result]:
        """Alliances with and without the clause, by the last part of the ids."""
        return others.moved(*MOVED)

    @functools.cached_property
    def literature(self) -> dict[str, Result]:
        """Row of `literature` → the published rate."""
        return others.published()

    @functools.cached_property
    def worth(self) -> worth.Worth:
        """What became of the pacts most like a Soviet-Romanian one."""
        return worth.worth(self.alike, self.last_day, early=self.early)
