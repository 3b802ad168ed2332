"""Spells: how long a treaty was under observation, and how that ended.

A spell runs from the day a treaty bound its parties to its first breach by a definition, to another ending, or
to the last day of observation. Rules and treaties come from `treaties`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.pacts.treaties import Pact, breaches, chosen, day_of, end_of, first_day

YEAR = 365.25  # days


@dataclass(frozen=True)
class Spell:
    """A stretch under observation: a treaty from its start to breach, end or last day.

    `outcome` is broken, ended (otherwise) or observed (still in force on the last day); `act` names the
    evidence of a breach. Both days are included in the reading of the sources, so a stretch of one day has
    length zero.
    """

    id: str
    start: datetime.date
    stop: datetime.date
    outcome: Literal["broken", "ended", "observed"]
    parties: frozenset[str]
    act: str | None
    evidence: tuple[str, ...]

    @property
    def years(self) -> float:
        """Length in years of 365.25 days."""
        return (self.stop - self.start).days / YEAR


def frame(spells: Sequence[Spell]) -> pd.DataFrame:
    """The spells as a table, one row each, to be counted in view.

    Returns
    -------
    Index id; columns start, stop (days), years (of 365.25 days), outcome (broken, ended or observed), act (id of
    the act that broke it, else missing), parties (ids of states, separated by ``; ``).
    """
    return pd.DataFrame(
        {
            "start": pd.to_datetime([spell.start for spell in spells]),
            "stop": pd.to_datetime([spell.stop for spell in spells]),
            "years": pd.Series([spell.years for spell in spells], dtype=float),
            "outcome": pd.Series([spell.outcome for spell in spells], dtype=str),
            "act": pd.Series([spell.act for spell in spells], dtype=str),
            "parties": pd.Series(["; ".join(sorted(spell.parties)) for spell in spells], dtype=str),
        }
    ).set_axis(pd.Index([spell.id for spell in spells], name="id", dtype=str))


def observe_pact(
    pact: Pact, definition: str, last_day: datetime.date, *, contested: bool, early: bool = False
) -> Spell | None:
    """One treaty as a spell up to the last day; None if it began after that day.

    Parameters
    ----------
    pact, definition, contested, early
        As in `breaches`.
    last_day
        End of observation.
    """
    start = first_day(pact.start)
    if start > last_day:
        return None
    row = (f"pacts:{pact.id}",)
    acts = breaches(pact, definition, contested=contested, early=early)
    if acts and day_of(pact, acts[0]) <= last_day:
        stop = day_of(pact, acts[0])
        return Spell(pact.id, start, stop, "broken", pact.parties, acts[0].id, (*row, acts[0].evidence))
    ended = end_of(pact, definition, early=early)
    if ended is not None and ended <= last_day:
        return Spell(pact.id, start, max(start, ended), "ended", pact.parties, None, row)
    return Spell(pact.id, start, last_day, "observed", pact.parties, None, row)


def observe(
    universe: str,
    definition: str,
    last_day: datetime.date,
    *,
    contested: bool = False,
    without: Iterable[str] = (),
    early: bool = False,
) -> list[Spell]:
    """The spells of a universe, one a treaty; treaties with a state of `without` are left out."""
    found = (
        observe_pact(pact, definition, last_day, contested=contested, early=early)
        for pact in chosen(universe, without)
    )
    return [spell for spell in found if spell is not None]


def observe_coded(universe: str, data_set: str, last_day: datetime.date) -> list[Spell]:
    """The treaties of a universe as a data set codes them: broken where it codes a violation.

    A treaty that the data set does not have is left out. A data set that states no cause of ending breaks
    nothing.

    Raises
    ------
    ValueError
        If a treaty is coded as violated without a day.
    """
    table = evidence.load("codings")
    found = []
    for pact in chosen(universe):
        key = f"{pact.id}/{data_set}"
        if key not in table.index:
            continue
        cells = table.loc[key]
        end = first_day(dates.parse(str(cells["end"]))) if isinstance(cells["end"], str) else None
        start = first_day(pact.start)
        if start > last_day:
            continue
        rows = (f"codings:{key}",)
        if end is None and cells["violated"] == "yes":
            raise ValueError(f"codings:{key} is coded as violated, but not when")
        if end is None or end > last_day:
            found.append(Spell(pact.id, start, last_day, "observed", pact.parties, None, rows))
        else:
            outcome: Literal["broken", "ended"] = "broken" if cells["violated"] == "yes" else "ended"
            found.append(Spell(pact.id, start, max(start, end), outcome, pact.parties, None, rows))
    return found
