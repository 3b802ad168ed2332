"""Chapter 09 as an object: its parameters, and every result that its notebook stores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import number, one_of, several_of
from romsov_analysis.results import Result
from romsov_analysis.themes.testimony.statements import CODERS, Coder
from romsov_analysis.themes.witnesses import chains, findings, grounds
from romsov_analysis.themes.witnesses.grounds import Conclusion


def known() -> list[str]:
    """The documents, in the order of their register."""
    return [str(name) for name in evidence.load("documents").index]


PARAMETERS = Parameters(
    [
        Parameter(
            "documents", "all", several_of(known, brief='"all", or a list of ids'), "documents looked at"
        ),
        Parameter("coder", "first", one_of(lambda: CODERS), "whose findings"),
        Parameter("hands", 4, number(1, 10, whole=True), "a chain is long from so many hands"),
        Parameter("late", 20, number(0, 200), "told late from so many years on"),
    ]
)


@dataclass(frozen=True, eq=False)
class Chapter:
    """Who tells us, under one choice of documents and reader.

    Attributes
    ----------
    documents, coder, hands, late
        The parameters as read.
    claims
        The claims of these documents with what stands behind each, as `chains.claims` gives them.
    found
        How many are found how, by the last part of the id.
    told
        Voices, hands and years of each document, by the last part of the id.
    behind
        Document and who stands behind → how many claims.
    authors, of_authors
        The two authors on whom most of the article hangs, and how many claims.
    conclusions, grounded
        What the chapters turn on with the voices behind it, and how much of it rests on what.
    sample
        How a second reading of a sample agrees.
    """

    documents: tuple[str, ...]
    coder: Coder
    hands: int
    late: float
    claims: pd.DataFrame
    found: Mapping[str, Result]
    told: Mapping[str, Result]
    behind: Mapping[tuple[str, str], Result]
    authors: list[str]
    of_authors: Result | None
    conclusions: list[Conclusion]
    grounded: Mapping[str, Result]
    sample: Mapping[str, Result]

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result of the chapter."""
        of_authors = () if self.of_authors is None else (self.of_authors,)
        read = (self.found, self.told, self.behind, self.grounded, self.sample)
        return (*of_authors, *(result for results in read for result in results.values()))


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters; the defaults stand where none is given.

    Raises
    ------
    ParameterError
        If a name is unknown or a value is not accepted.
    """
    read = PARAMETERS.read(parameters)
    order = {name: place for place, name in enumerate(known())}
    read["documents"] = tuple(sorted(read["documents"], key=order.__getitem__))
    table = chains.claims(read["documents"], read["coder"])
    authors, of_authors = chains.leading(table)
    points = grounds.conclusions()
    return Chapter(
        **read,
        claims=table,
        found=findings.counted(table),
        told=chains.told(table, read["hands"], read["late"]),
        behind=chains.standing_behind(table),
        authors=authors,
        of_authors=of_authors,
        conclusions=points,
        grounded=grounds.grounded(points),
        sample=findings.agreement(),
    )
