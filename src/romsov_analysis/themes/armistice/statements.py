"""The dated and numbered statements of the page, each with its result; of dates and numbers the result is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Result, count
from romsov_analysis.themes.armistice.losses import Losses

OUTCOMES = {
    "right": "right",
    "partly right": "partly",
    "slip": "slips",
    "not decidable": "open",
}
# How a figure stands against the counts → what becomes of the statement; beyond every count it is a slip.
STANDINGS = {"borne out": "right", "partly": "partly right", "between the counts": "not decidable"}


@dataclass(frozen=True)
class Statements:
    """The statements of the page.

    Attributes
    ----------
    rows
        The table in the order of the page, with ``outcome``: the result as computed, or as read.
    counts
        Last part of the id → number of statements with an outcome.
    bloc
        Whether the day that the page gives the bloc lies before every day that the evidence gives it.
    """

    rows: pd.DataFrame
    counts: Mapping[str, Result]
    bloc: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        return (*self.counts.values(), self.bloc)


def outcome(cells: pd.Series[str], losses: Losses) -> str:
    """What becomes of a statement: days that meet are right, a figure as it stands against the counts."""
    claim = str(cells["claim"])
    if cells["test"] == "date":
        own, other = (str(evidence.row(row)["date"]) for row in (f"claims:{claim}", str(cells["against"])))
        apart = {dates.before(*map(dates.parse, pair)) for pair in ((own, other), (other, own))}
        return "slip" if "yes" in apart else "right"
    if cells["test"] == "number":
        held = losses.held[claim.partition(".")[2]]
        return STANDINGS.get(held.standing, "slip") if held.own else "not decidable"
    return str(cells["result"])


def read(losses: Losses) -> Statements:
    """Read the statements against the counts that are taken."""
    table = evidence.load("page_statements").reset_index().sort_values("order")
    rows = table.assign(outcome=[outcome(cells, losses) for _, cells in table.iterrows()])
    counts = {
        name: count(
            f"armistice.{name}",
            [f"page_statements:{claim}" for claim in rows.loc[rows["outcome"] == kind, "claim"]],
            f"Statements of the page that are {kind}",
            unit="statements",
            formula=f"statements whose result is: {kind}",
        )
        for kind, name in OUTCOMES.items()
    }
    claim, found = "claims:cs.bloc_date", "armistice_steps:bloc"
    earlier = dates.before(*(dates.parse(str(evidence.row(row)["date"])) for row in (claim, found)))
    bloc = Result.whether(
        "armistice.bloc_late",
        earlier == "yes",
        claim,
        found,
        formula="every day of the one date lies before every day of the other",
        title="The bloc was formed later than the page says",
    )
    return Statements(rows, counts, bloc)
