"""Who in Moscow would have given Bessarabia up: statements counted, and how late each was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count


@dataclass(frozen=True)
class Moscow:
    """The statements on who would have recognised the loss.

    Attributes
    ----------
    rows
        By person, and in the order of time.
    lags
        Statement → years to the telling, ``split.lag_<id>``, where both dates are known.
    willing, against, both
        Persons and bodies of whom a statement has them ready to recognise the loss, against it, and both.
    firsthand
        Statements by the person whose stance it is.
    """

    rows: pd.DataFrame
    lags: Mapping[str, Result]
    willing: Result
    against: Result
    both: Result
    firsthand: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        return (*self.lags.values(), self.willing, self.against, self.both, self.firsthand)


def split() -> Moscow:
    """Read the statements and count them."""
    table = evidence.load("moscow_split")

    stances = {
        name: set(table.loc[table["stance"] == stance, "about"])
        for name, stance in (("willing", "would recognise"), ("against", "against"))
    }
    stances["both"] = stances["willing"] & stances["against"]

    def people(name: str, title: str) -> Result:
        rows = table[table["about"].isin(stances[name]) & (table["stance"] != "unclear")]
        return count(
            f"split.{name}",
            [f"moscow_split:{row}" for row in rows.index] or [f"moscow_split:{row}" for row in table.index],
            title,
            unit="people",
            formula="different persons or bodies whose stance is told",
            number=len(stances[name]),
        )

    first = [dates.parse(date).earliest if isinstance(date, str) else None for date in table["date"]]
    begun = pd.Series(first, index=table.index, dtype="datetime64[s]")
    return Moscow(
        table.assign(first=begun).sort_values(["about", "first"], kind="stable"),
        lags(),
        people("willing", "Persons and bodies of whom it is told that they would recognise the loss"),
        people("against", "Persons and bodies of whom it is told that they were against"),
        people("both", "Of these, those of whom both is told"),
        count(
            "split.firsthand",
            [f"moscow_split:{row}" for row in table.index[table["basis"] == "firsthand"]],
            "Statements by the person whose stance it is",
            unit="statements",
            formula="statements whose basis is firsthand",
        ),
    )


def lags() -> dict[str, Result]:
    """Years from a stance to the telling, ``split.lag_<id>``; none without dates or out of documents."""
    found = {}
    for name, cells in evidence.load("moscow_split").iterrows():
        if cells["basis"] == "inference":
            continue
        told = [evidence.text(cells, column) for column in ("date", "testified")]
        years = dates.lag(*told) if all(told) else None
        if years is None:
            continue
        found[str(name)] = Result.of(
            f"split.lag_{name}",
            Estimate.exactly(max(years, 0.0), f"moscow_split:{name}"),
            unit="years",
            formula="from the middle of the one date to the middle of the other",
            title=f"{cells['about']}: {cells['stance']}, years to the telling",
            decimals=0,
        )
    return found
