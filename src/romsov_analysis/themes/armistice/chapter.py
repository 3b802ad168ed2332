"""Chapter 04 as an object: its parameters, and every result that its notebook stores."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import day, number, refuse, several_of
from romsov_analysis.results import Result
from romsov_analysis.themes.armistice import accounts, losses, statements, steps
from romsov_analysis.themes.armistice.accounts import Accounts
from romsov_analysis.themes.armistice.losses import Losses
from romsov_analysis.themes.armistice.statements import Statements
from romsov_analysis.themes.armistice.steps import Road

# Not compared unless it is asked for: a count of something else under a name that does not fit.
LEFT_OUT = ["relabelled"]
EARLIEST, LATEST = "1943-01-01", "1944-12-31"

PARAMETERS = Parameters(
    [
        Parameter(
            "without",
            LEFT_OUT,
            several_of(losses.kinds, least=0, brief="a list"),
            "kinds of count not compared",
        ),
        Parameter("within", 10.0, number(0, 50), "per cent of a count within which a figure is near it"),
        Parameter("first", "1943-11-01", day(EARLIEST, LATEST), "steps shown from"),
        Parameter("last", "1944-09-12", day(EARLIEST, LATEST), "steps shown to"),
    ]
)


@dataclass(frozen=True, eq=False)
class Chapter:
    """The armistice under one choice of counts, margin and days.

    Attributes
    ----------
    without, within, first, last
        The parameters as read: kinds of count not compared, margin in per cent, days of the steps.
    losses, road, accounts, statements
        What each room found.
    """

    without: tuple[str, ...]
    within: float
    first: datetime.date
    last: datetime.date
    losses: Losses
    road: Road
    accounts: Accounts
    statements: Statements

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result that the notebook stores."""
        return (
            *self.losses.results,
            *self.road.results,
            *self.accounts.results,
            *self.statements.results,
        )


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters; the defaults stand where none is given.

    Raises
    ------
    ParameterError
        If a name is unknown, a value is not accepted, or the days end before they begin.
    """
    read = PARAMETERS.read(parameters)
    if read["first"] > read["last"]:
        accepted = f"a day from {read['first']} on"
        raise refuse("last", str(read["last"]), "lies before first", accepted, str(read["first"]))
    changed = [f"parameter:{name}={read[name]}" for name in PARAMETERS.changed(read)]
    counted = losses.measure(read["without"], read["within"], changed)
    return Chapter(
        **read,
        losses=counted,
        road=steps.road(read["first"], read["last"]),
        accounts=accounts.read(),
        statements=statements.read(counted),
    )
