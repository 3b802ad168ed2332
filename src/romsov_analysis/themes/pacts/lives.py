"""The life of each treaty to its first breach beyond dispute, with the first disputed one on its way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from romsov_analysis.themes.pacts.spells import Spell, observe_pact
from romsov_analysis.themes.pacts.treaties import WIDEST, Pact, chosen, first_day


@dataclass(frozen=True)
class Life:
    """A treaty from its start to its first breach beyond dispute, other ending or last day.

    `disputed` is the day of its first disputed breach, where that came first; else None.
    """

    pact: Pact
    spell: Spell
    disputed: datetime.date | None


def lives(universe: str, last_day: datetime.date, *, early: bool = False) -> list[Life]:
    """The lives of the treaties of a universe up to a last day, in the order in which they began."""
    found = []
    for pact in sorted(chosen(universe), key=lambda pact: first_day(pact.start)):
        clear, every = (
            observe_pact(pact, WIDEST, last_day, contested=also, early=early) for also in (False, True)
        )
        if clear is not None and every is not None:
            doubted = every.outcome == "broken" and every.act != clear.act
            found.append(Life(pact, clear, every.stop if doubted else None))
    return found
