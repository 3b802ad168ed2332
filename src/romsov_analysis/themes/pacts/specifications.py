"""Every way of counting: choices, count, breaches, share. The ways are nested, so that they are no votes.

Ids name the choices behind a number: ``pacts.share_<definition>_<universe>_<day>``, with ``_all`` where
contested acts count. Days bear the names that the parameters cell gives them.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.spells import Spell, observe
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES, WIDEST, breaches, chosen, day_of


@dataclass(frozen=True)
class Specification:
    """One way of counting: the choices, the spells they lead to, and three results, made when asked for."""

    definition: str
    universe: str
    day: str
    last_day: datetime.date
    contested: bool
    spells: tuple[Spell, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices as keys of the specification curve."""
        last = "contested" if self.contested else "clear"
        return (self.definition, self.universe, self.day, last)

    @property
    def key(self) -> str:
        """Its part of the ids of what is computed from the same spells, but for the day: rates and curves."""
        return f"{self.definition}_{self.universe}"

    @property
    def title(self) -> str:
        """Definition and treaties in words."""
        return f"{DEFINITIONS[self.definition].title}, {UNIVERSES[self.universe].short}"

    @property
    def rows(self) -> tuple[str, ...]:
        """Evidence of what is computed from the same spells: what was counted, and what was broken."""
        return (f"result:{self.counted.id}", f"result:{self.broken.id}")

    @functools.cached_property
    def measured(self) -> survival.Share:
        """The share broken with Wilson's interval."""
        return survival.share(self.spells)

    @functools.cached_property
    def counted(self) -> Result:
        """``pacts.count_<universe>_<day>``; it lists the treaties."""
        return count(
            f"pacts.count_{self.universe}_{self.day}",
            tuple(f"pacts:{spell.id}" for spell in self.spells),
            f"{UNIVERSES[self.universe].title}: treaties (to {in_words(self.last_day)})",
            unit="treaties",
            formula=f"number of treaties bound on or before {self.last_day}",
            number=len(self.spells),
        )

    @functools.cached_property
    def broken(self) -> Result:
        """``pacts.broken_…``; it lists the acts behind the breaches."""
        rule = DEFINITIONS[self.definition]
        acts = acts_of(self.spells)
        also = ", contested acts counted" if self.contested else ""
        title, _, what = self.counted.title.partition(": ")
        return count(
            f"pacts.broken_{self._name}",
            acts or (f"result:{self.counted.id}",),
            f"{rule.title}{also}: {title}, {what}",
            unit="treaties",
            formula=rule.rule,
            number=self.measured.broken,
        )

    @functools.cached_property
    def share(self) -> Result:
        """``pacts.share_…``: broken over counted, with Wilson's interval."""
        part = self.measured
        return Result.of(
            f"pacts.share_{self._name}",
            part.estimate(f"result:{self.broken.id}", f"result:{self.counted.id}"),
            unit="ratio",
            formula="broken ÷ all; the range is Wilson's interval of 95 per cent, as if treaties were independent",
            title=f"Share: {self.broken.title}",
        )

    def result(
        self,
        name: str,
        value: float,
        title: str,
        *,
        unit: str,
        formula: str,
        ends: tuple[float, float] | None = None,
        decimals: int = 2,
    ) -> Result:
        """A result ``pacts.<name>`` computed from the same spells: it rests on what was counted and what was broken."""
        low, high = ends or (value, value)
        estimate = Estimate(value, low, high, self.rows)
        return Result.of(
            f"pacts.{name}", estimate, unit=unit, formula=formula, title=title, decimals=decimals
        )

    @property
    def _name(self) -> str:
        *chosen, contested = self.choices
        return "_".join(chosen) + ("_all" if contested == "contested" else "")


def acts_of(spells: Sequence[Spell]) -> tuple[str, ...]:
    """The rows of the acts behind the breaches, each once."""
    return tuple(dict.fromkeys(spell.evidence[-1] for spell in spells if spell.outcome == "broken"))


def specifications(days: Mapping[str, datetime.date], *, early: bool = False) -> list[Specification]:
    """Every way to count: definitions × universes × last days × contested acts left out or counted.

    Parameters
    ----------
    days
        Name → last day of observation, in the order of time.
    early
        Where sources conflict on the end of a treaty: whether the first date counts.
    """
    return [
        Specification(
            definition,
            universe,
            day,
            last_day,
            contested,
            tuple(observe(universe, definition, last_day, contested=contested, early=early)),
        )
        for universe in UNIVERSES
        for day, last_day in days.items()
        for contested in (False, True)
        for definition in DEFINITIONS
    ]


def level(regular: float) -> Result:
    """The mark beside which shares of breach are set, ``pacts.regular``."""
    return Result.of(
        "pacts.regular",
        Estimate.exactly(regular, f"parameter:regular={regular:g}"),
        unit="ratio",
        formula="as the parameter has it",
        title="The mark beside which shares of breach are set",
        decimals=max(digits_of(regular), 2),
    )


def acts_counted(last_day: datetime.date, *, early: bool = False) -> Result:
    """Every act that breaks a treaty in some way of counting, ``pacts.acts_counted``: listed once for all of them."""
    rows = [
        act.evidence
        for pact in chosen("all")
        for act in breaches(pact, WIDEST, contested=True, early=early)
        if day_of(pact, act) <= last_day
    ]
    return count(
        "pacts.acts_counted",
        rows,
        "Acts that break a treaty in some way of counting",
        unit="acts",
        formula="rows of the table pact_acts that count by the widest definition, contested ones counted",
    )
