"""The life of each treaty to its first attack or ultimatum, and the stretch of time into which most of these fall."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from romsov_analysis.results import Result, count
from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.pacts.spells import Spell, observe_pact
from romsov_analysis.themes.pacts.treaties import Pact, chosen, first_day


@dataclass(frozen=True)
class Life:
    """A treaty from start to first attack or ultimatum, other ending or last day; `doubted` if the act is contested."""

    pact: Pact
    spell: Spell
    doubted: bool


@dataclass(frozen=True)
class Lives:
    """Every treaty by its start, the stretch with most first attacks or ultimatums, and their number."""

    every: tuple[Life, ...]
    crowded: Stretch
    crowd: Result


def lives(last_day: datetime.date, periods: Sequence[Stretch], *, early: bool = False) -> Lives:
    """The lives of all treaties up to a last day; the number is ``pacts.crowded``."""
    found = []
    for pact in sorted(chosen("all"), key=lambda pact: first_day(pact.start)):
        clear, every = (
            observe_pact(pact, "coerced", last_day, contested=also, early=early) for also in (False, True)
        )
        if clear is not None and every is not None:
            doubted = clear.outcome != "broken" and every.outcome == "broken"
            found.append(Life(pact, every if doubted else clear, doubted))
    ends = [life.spell for life in found if life.spell.outcome == "broken"]
    within = {part: [end for end in ends if part.first <= end.stop <= part.last] for part in periods}
    most = max(within, key=lambda part: len(within[part]))
    crowd = count(
        "pacts.crowded",
        [end.evidence[-1] for end in within[most]],
        f"Treaties first attacked or coerced {most.when}",
        unit="treaties",
        formula="treaties whose first attack or ultimatum falls in the stretch, contested acts counted",
    )
    return Lives(tuple(found), most, crowd)
