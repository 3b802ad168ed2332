"""Chapter 07 as an object: its parameters, and every result that its notebook stores."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis.evidence import dates
from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import day, refuse
from romsov_analysis.results import Result, count, figure_results
from romsov_analysis.themes.rupture import days, events, letters, quarrels

# The days that the events of the article span.
EARLIEST, LATEST = "1961-01-01", "2022-12-31"
AUTUMN = datetime.date(1989, 9, 1)
# The numbers of the package of October 1988 that the chapter speaks of.
PACKAGE = ("projects", "project_term", "coke")

_DAY = day(EARLIEST, LATEST)

PARAMETERS = Parameters(
    [
        Parameter("first", "1988-01-01", _DAY, "road from"),
        Parameter("last", "1989-12-15", _DAY, "road to"),
        Parameter("opening", "1989-12-16", _DAY, "December days from"),
        Parameter("close", "1989-12-22", _DAY, "December days to"),
    ]
)


@dataclass(frozen=True, eq=False)
class Chapter:
    """The road to the break, under one choice of days.

    Attributes
    ----------
    first, last, opening, close
        The parameters as read: the days of the road and the December days.
    road, december
        Events of the article outside and within the track of December, in the order of time.
    on_road, in_autumn, on_dates
        How many events the road has, how many of them begin in September 1989 or later, and on how many dates.
    package, letters, quarrels, victims, judged
        Numbers of the package of 1988, what the letters have in common, what the last month was about, who was shot
        in Timișoara, and what may be said of the talks of December, by the last part of their ids.
    """

    first: datetime.date
    last: datetime.date
    opening: datetime.date
    close: datetime.date
    road: pd.DataFrame
    december: pd.DataFrame
    on_road: Result
    in_autumn: Result
    on_dates: Result
    package: Mapping[str, Result]
    letters: Mapping[str, Result]
    quarrels: Mapping[str, Result]
    victims: Mapping[str, Result]
    judged: Mapping[str, Result]

    @property
    def tracks(self) -> list[str]:
        """The tracks on which the road has events, each after those that had begun before it at the latest."""
        latest = {name: dates.parse(str(self.road.loc[name, "date"])).latest for name in self.road.index}
        begun = sorted(self.road.index, key=lambda name: latest[name] or datetime.date.max)
        return list(dict.fromkeys(events.TRACKS[str(self.road.loc[name, "track"])] for name in begun))

    @property
    def counts(self) -> tuple[Result, ...]:
        """What is counted on the road, and the package."""
        return (self.on_road, self.in_autumn, self.on_dates, *self.package.values())

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result that the notebook stores."""
        read = (self.letters, self.quarrels, self.victims, self.judged)
        return (*self.counts, *(result for results in read for result in results.values()))


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters; the defaults stand where none is given.

    Raises
    ------
    ParameterError
        If a name is unknown, a value is not accepted, or a stretch ends before it begins.
    """
    read = PARAMETERS.read(parameters)
    for begin, end in (("first", "last"), ("opening", "close")):
        if read[begin] > read[end]:
            accepted = f"a day from {read[begin]} on"
            raise refuse(end, str(read[end]), f"lies before {begin}", accepted, str(read[begin]))
    road = events.events(read["first"], read["last"], december=False)
    autumn = [name for name in road.index if road.loc[name, "first"] >= AUTUMN]
    package = {result.id.partition(".")[2]: result for result in figure_results("rupture", "rupture")}
    stretch = f"between {read['first']} and {read['last']}"
    return Chapter(
        **read,
        road=road,
        december=events.events(read["opening"], read["close"], december=True),
        on_road=count(
            "rupture.road",
            [f"events:{name}" for name in road.index],
            "Events on the road",
            unit="events",
            formula=f"events outside December {stretch}",
        ),
        in_autumn=count(
            "rupture.autumn",
            [f"events:{name}" for name in autumn],
            "Of these, from September 1989 on",
            unit="events",
            formula="events that begin in September 1989 or later",
        ),
        on_dates=count(
            "rupture.dates",
            [f"events:{name}" for name in road.index],
            "Dates of the events on the road",
            unit="plain",
            formula="different dates as the register has them; several entries may be of one day",
            number=road["date"].nunique(),
        ),
        package={name: package[name] for name in PACKAGE},
        letters=letters.letter_results(),
        quarrels=quarrels.quarrel_results(),
        victims=days.victims(),
        judged=days.day_judgements(),
    )
