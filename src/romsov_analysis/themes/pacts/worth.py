"""What became of the pacts that are most like a Soviet-Romanian one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.spells import Spell, observe_pact
from romsov_analysis.themes.pacts.treaties import Pact


@dataclass(frozen=True)
class Fate:
    """A pact, its spell up to the first attack or ultimatum of a partner, and its years in force till then."""

    pact: Pact
    spell: Spell
    years: Result


@dataclass(frozen=True)
class Worth:
    """What became of some pacts; `longest` is None where none was attacked or coerced."""

    fates: tuple[Fate, ...]
    pacts: Result
    attacked: Result
    coerced: Result
    longest: Result | None

    @property
    def results(self) -> list[Result]:
        """All of them."""
        last = [] if self.longest is None else [self.longest]
        return [*(fate.years for fate in self.fates), self.pacts, self.attacked, self.coerced, *last]


def worth(names: Sequence[str], last_day: datetime.date, *, early: bool = False) -> Worth:
    """What became of some pacts: how long each was in force before the first attack or ultimatum of a partner.

    Parameters
    ----------
    names
        Ids of treaties that had begun by the last day.
    last_day, early
        As for a way of counting; contested acts are left out.

    Returns
    -------
    Ids: ``worth.years_<pact>`` (of one that was neither attacked nor coerced, to its end or the last day),
    ``worth.pacts``, ``worth.attacked``, ``worth.coerced`` (an ultimatum and no attack), ``worth.longest``.
    """
    models: Mapping[str, Pact] = {pact.id: pact for pact in treaties.load()}
    fates = []
    for name in names:
        spell = observe_pact(models[name], "coerced", last_day, contested=False, early=early)
        if spell is None:
            raise LookupError(f"{name} had not begun by {last_day}")
        until = "the act" if spell.act else "its end or the last day of observation"
        years = Result.of(
            f"worth.years_{name}",
            Estimate.exactly(spell.years, *spell.evidence),
            unit="years",
            formula=f"days from entry into force to {until} ÷ 365.25",
            title=f"{models[name].title}: years in force" + (" before the act" if spell.act else ""),
            decimals=1,
        )
        fates.append(Fate(models[name], spell, years))
    kinds = [str(evidence.row(f"acts:{fate.spell.act}")["kind"]) for fate in fates if fate.spell.act]
    rows = tuple(row for fate in fates for row in fate.spell.evidence)

    def number(name: str, value: int, title: str) -> Result:
        formula = "counted, by the first act of a partner that is not contested"
        return count(f"worth.{name}", rows, title, unit="treaties", formula=formula, number=value)

    longest = max(
        (fate.years for fate in fates if fate.spell.act), key=lambda years: years.high, default=None
    )
    return Worth(
        tuple(fates),
        number("pacts", len(fates), "Pacts compared"),
        number("attacked", kinds.count("attack"), "Of these, attacked"),
        number("coerced", kinds.count("coercion"), "Of these, ended under an ultimatum"),
        None
        if longest is None
        else Result.of(
            "worth.longest",
            longest.estimate,
            unit="years",
            formula="longest of them",
            title="Longest time in force before the act",
            decimals=1,
        ),
    )
