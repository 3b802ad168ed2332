"""The results of chapter 03 in groups, each computed under the parameters when it is first asked for."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from dataclasses import dataclass

from romsov_analysis.results import Result
from romsov_analysis.themes.pacts import (
    alliances,
    dependence,
    doubts,
    incidence,
    lives,
    others,
    periods,
    specifications,
    worth,
)
from romsov_analysis.themes.pacts.days import Stretch, in_words
from romsov_analysis.themes.pacts.periods import EVERY, GROUPS, ITALY, WITH, WITHOUT, Broken, Rates
from romsov_analysis.themes.pacts.specifications import Specification
from romsov_analysis.themes.pacts.spells import observe
from romsov_analysis.themes.pacts.treaties import (
    DEFINITIONS,
    LAST_DAY,
    WIDEST,
    Definition,
    Universe,
    chosen,
)


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
        contested: bool = False,
    ) -> Specification:
        """A way of counting; where nothing is said the base, the last day, contested acts left out."""
        last = "contested" if contested else "clear"
        chosen = (definition or self.definition.id, universe or self.universe.id)
        return self.specifications[*chosen, day or [*self.last_days][-1], last]

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

    @property
    def extremes(self) -> tuple[Result, Result]:
        """The least and the greatest of these shares."""
        shares = [part.share for parts in self.halves.values() for part in parts if part is not None]
        ordered = sorted(shares, key=lambda share: share.value or 0.0)
        return ordered[0], ordered[-1]

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
    def curves(self) -> dict[str, incidence.Curve]:
        """Definition → curves of the base treaties, contested acts left out."""
        return {name: incidence.curve(self.way(name)) for name in DEFINITIONS}

    @functools.cached_property
    def rates(self) -> dict[str, Rates]:
        """Definition → rates of the base treaties by stretch, by the base definition by group too."""
        return {
            name: periods.rates(
                self.way(name), self.periods, (*GROUPS, ITALY) if name == self.definition.id else (EVERY,)
            )
            for name in DEFINITIONS
        }

    @property
    def base_rates(self) -> Rates:
        """The rates by the definition, the treaties and the unit of what is shown one way only."""
        return self.rates[self.definition.id]

    @property
    def peak(self) -> Stretch:
        """The stretch with the highest of these rates over all treaties."""
        seen = [period for period in self.periods if (period.id, "every") in self.base_rates]
        return max(seen, key=lambda period: self.base_rates[period.id, "every"].value or 0.0)

    @functools.cached_property
    def lives(self) -> list[lives.Life]:
        """The life of every base treaty to its first breach beyond dispute."""
        return lives.lives(self.universe.id, self.last_day, early=self.early)

    @functools.cached_property
    def level(self) -> Result:
        """The share above which breach is called regular."""
        return specifications.level(self.regular)

    @functools.cached_property
    def acts(self) -> Result:
        """The acts that all ways of counting together rest on."""
        return specifications.acts_counted(self.last_day, early=self.early)

    @property
    def spread(self) -> tuple[Specification, Specification]:
        """The ways of counting with the least share and with the greatest."""
        ways = sorted(self.specifications.values(), key=lambda spec: spec.measured.value)
        return ways[0], ways[-1]

    @functools.cached_property
    def kinds(self) -> dict[str, tuple[doubts.Cell, doubts.Cell]]:
        """Kind of act → base treaties against which there was one, before the war and by the end."""
        return doubts.kinds(chosen(self.universe.id), self.eve, self.last_day, early=self.early)

    @functools.cached_property
    def doubted(self) -> dict[str, Result]:
        """What is in doubt → acts under base treaties of which it is."""
        return doubts.doubted(chosen(self.universe.id))

    @functools.cached_property
    def unratified(self) -> Result:
        """Base treaties counted from signature."""
        return doubts.unratified([pact for pact in chosen(self.universe.id) if self._begun(pact.id)])

    def _begun(self, name: str) -> bool:
        return any(spell.id == name for spell in self.way().spells)

    @functools.cached_property
    def variants(self) -> dict[str, doubts.Variant]:
        """The widest count over fewer treaties, and over more."""
        return doubts.variants(chosen(self.universe.id), self.eve, self.last_day, early=self.early)

    @functools.cached_property
    def dependence(self) -> dict[str, Result]:
        """What dependence does to the base share, by the last part of the ids."""
        return dependence.dependence(self.way(), (WITH, WITHOUT), self.peak, seed=self.seed, draws=self.draws)

    @functools.cached_property
    def attackers(self) -> dict[str, Result]:
        """Who broke the base treaties, by the widest definition."""
        return dependence.attackers(self.way(WIDEST))

    @functools.cached_property
    def exposed(self) -> dict[str, Result]:
        """Base treaties of each state that broke any."""
        return dependence.exposed(self.way(WIDEST), self.attackers)

    @functools.cached_property
    def moscow(self) -> dict[str, Result]:
        """Base treaties with Moscow and without, and how many were broken, by the widest definition."""
        return dependence.with_moscow(self.way(WIDEST))

    @functools.cached_property
    def coded(self) -> dict[tuple[str, str, str], Result]:
        """(data set, universe, day) → the share that others code as violated."""
        return others.coded(self.last_days, {"atop": "ATOP"})

    @functools.cached_property
    def coverage(self) -> tuple[Result, Result]:
        """How many treaties are counted, and how many of them ATOP has."""
        return others.coverage()

    @functools.cached_property
    def coded_rates(self) -> dict[str, Result]:
        """Stretch → rate of violations of the base treaties by the coding of ATOP."""
        return others.coded_rates(self.universe.id, self.last_day, self.periods)

    @functools.cached_property
    def codings(self) -> list[others.Coding]:
        """The base treaties that we or a data set hold to be broken."""
        return others.differences(self.universe.id, self.last_day, early=self.early)

    @functools.cached_property
    def agreement(self) -> others.Agreement:
        """Base treaties held to be broken by us or by ATOP, by both, and by either alone."""
        return others.agreement(self.codings)

    @functools.cached_property
    def alliances(self) -> dict[str, alliances.Contrast]:
        """Alliances with the clause and without by the eve of the war, and with one thing changed."""
        return alliances.contrasts(self.eve, f"by {in_words(self.eve)}")

    @functools.cached_property
    def window(self) -> tuple[datetime.date, datetime.date, Result] | None:
        """The days on which that difference is more than chance may give: first, last, how many."""
        return alliances.window(LAST_DAY)

    @functools.cached_property
    def alliance_years(self) -> tuple[Result, Result, Result] | None:
        """The contrast by years in force before the outbreak; None where a kind was never in force."""
        return alliances.by_years(self.eve)

    @functools.cached_property
    def events(self) -> Result:
        """Events behind the violations of alliances without the clause."""
        return alliances.events(self.eve)

    @functools.cached_property
    def literature(self) -> dict[str, Result]:
        """Row of `literature` → the published rate."""
        return others.published()

    @functools.cached_property
    def worth(self) -> worth.Worth:
        """What became of the pacts most like a Soviet-Romanian one."""
        return worth.worth(self.alike, self.last_day, early=self.early)
