"""Chapter 01 as an object: its parameters, and every result that its notebook stores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import number, refuse, several_of
from romsov_analysis.results import Result
from romsov_analysis.themes.longquarrel import moments, silence

EARLIEST, LATEST = 1918, 1989
_YEAR = number(EARLIEST, LATEST, whole=True)

PARAMETERS = Parameters(
    [
        Parameter("first", EARLIEST, _YEAR, "first year"),
        Parameter("last", LATEST, _YEAR, "last year"),
        Parameter(
            "tracks", "all", several_of(lambda: list(moments.TRACKS), brief='"all", or a list'), "tracks told"
        ),
        Parameter("widest", 3, number(0, 80), "years that a claim may span to speak of each"),
    ]
)


@dataclass(frozen=True, eq=False)
class Chapter:
    """The long quarrel, under one choice of years and tracks.

    Attributes
    ----------
    first, last, tracks, widest
        The parameters as read.
    moments
        The moments told, in the order of time, as `moments.between` gives them.
    counts
        How many there are, and how often Bessarabia was at stake how.
    held
        Years for which each state held Bessarabia, by state.
    told
        Document → year → claims that speak of it.
    spoken
        How many years the documents speak of, by the last part of the id.
    people
        Whom the quarrel struck where a source counts them, by row of the table `chronicle`.
    """

    first: int
    last: int
    tracks: tuple[str, ...]
    widest: float
    moments: pd.DataFrame
    counts: Mapping[str, Result]
    held: Mapping[str, Result]
    told: Mapping[str, Mapping[int, list[str]]]
    spoken: Mapping[str, Result]
    people: Mapping[str, Result]

    @property
    def silences(self) -> list[tuple[int, int]]:
        """Stretches of years of which no document speaks."""
        heard = {year for own in self.told.values() for year in own}
        return silence.silences(heard, self.first, self.last)

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result of the chapter."""
        read = (self.counts, self.held, self.spoken, self.people)
        return tuple(result for results in read for result in results.values())


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters; the defaults stand where none is given.

    Raises
    ------
    ParameterError
        If a name is unknown, a value is not accepted, or the years end before they begin.
    """
    read = PARAMETERS.read(parameters)
    first, last, widest = read["first"], read["last"], read["widest"]
    if first > last:
        accepted = f"a whole number from {first} to {LATEST}"
        raise refuse("last", last, "lies before first", accepted, str(first))
    read["tracks"] = tuple(name for name in moments.TRACKS if name in read["tracks"])
    table = moments.between(first, last, read["tracks"])
    told = silence.spoken(first, last, widest)
    return Chapter(
        **read,
        moments=table,
        counts=moments.counted(table),
        held=moments.holding(table, last),
        told=told,
        spoken=silence.counted(told, first, last, widest, table),
        people=moments.people(),
    )
