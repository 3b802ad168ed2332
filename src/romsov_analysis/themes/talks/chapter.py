"""Chapter 02 as an object: its parameters, and every result that its notebook stores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import several_of
from romsov_analysis.results import Result
from romsov_analysis.themes.talks import comparison, explanations, moscow, steps
from romsov_analysis.themes.talks.comparison import Comparison
from romsov_analysis.themes.talks.moscow import Moscow
from romsov_analysis.themes.talks.steps import Bargaining


def _cases() -> list[str]:
    return [str(case) for case in explanations.values().index]


PARAMETERS = Parameters(
    [
        Parameter(
            "statuses",
            "all",
            several_of(steps.statuses, brief='"all", or a list'),
            "status of the rows of the talks",
        ),
        Parameter(
            "cases",
            "all",
            several_of(_cases, brief='"all", or a list of ids of states'),
            "states to compare",
        ),
    ]
)


@dataclass(frozen=True)
class Chapter:
    """The talks as read, the states compared, and who in Moscow would have given Bessarabia up."""

    statuses: tuple[str, ...]
    talks: Bargaining
    compared: Comparison
    moscow: Moscow

    @property
    def counts(self) -> tuple[Result, ...]:
        """What was counted over the talks and the states."""
        return (*self.compared.results, *self.talks.results)

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result that the notebook stores."""
        return (*self.counts, *self.moscow.results)


def compute(**parameters: Any) -> Chapter:
    """Compute the chapter.

    Parameters
    ----------
    parameters
        As `PARAMETERS` declares them; the defaults where none is given.

    Raises
    ------
    ParameterError
        If a value is not accepted: name, value, what is accepted, the nearest.
    """
    values = PARAMETERS.read(parameters)
    return Chapter(
        values["statuses"],
        steps.bargain(values["statuses"]),
        comparison.compare(values["cases"]),
        moscow.split(),
    )
