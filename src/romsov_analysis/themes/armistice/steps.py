"""The steps to the armistice between two days, and the days between them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count

# Name → (first row, last row, title).
STRETCHES = {
    "prut_to_terms": ("prut", "april_terms", "From the statement on the Prut to the terms handed over"),
    "terms_to_refusal": ("april_terms", "refusal", "From the terms to Antonescu’s refusal"),
    "refusal_to_coup": ("refusal", "coup", "From the refusal to the coup"),
    "coup_to_signed": ("coup", "signed", "From the coup to the armistice"),
}
# Who acts, in the order of the picture; the front stands behind.
LANES = {
    "government": "Antonescu’s government",
    "opposition": "The opposition and the king",
    "Allies": "The Allies",
}
FRONT = "front"


@dataclass(frozen=True)
class Road:
    """The steps between two days.

    Attributes
    ----------
    rows
        Steps in the order of time, with ``first``: the first day of the date.
    stretches
        Name → days between two rows, whether they are shown or not: the story names them.
    by_government, by_opposition
        Steps of the one and of the other.
    soviet_draft
        Whether the terms that the Romanians were shown were a Soviet draft handed to the Allies before.
    """

    rows: pd.DataFrame
    stretches: Mapping[str, Result]
    by_government: Result
    by_opposition: Result
    soviet_draft: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        return (*self.stretches.values(), self.by_government, self.by_opposition, self.soviet_draft)


def road(first: datetime.date, last: datetime.date) -> Road:
    """The steps that begin between two days, both included."""
    table = evidence.load("armistice_steps")
    begun = pd.Series(
        [dates.parse(date).earliest for date in table["date"]], index=table.index, dtype="datetime64[s]"
    )
    inside = begun.between(first.isoformat(), last.isoformat())
    rows = table[inside].assign(first=begun[inside].dt.date).sort_values("first", kind="stable")

    def steps(lane: str) -> Result:
        return count(
            f"armistice.by_{lane}",
            [f"armistice_steps:{name}" for name in rows.index[rows["lane"] == lane]],
            f"Steps of the {lane}",
            unit="steps",
            formula=f"steps of this lane between {first} and {last}",
        )

    draft, shown = (dates.parse(str(table.loc[name, "date"])) for name in ("draft", "presented"))
    return Road(
        rows,
        {name: stretch(name) for name in STRETCHES},
        steps("government"),
        steps("opposition"),
        Result.whether(
            "armistice.soviet_draft",
            dates.before(draft, shown) == "yes",
            "armistice_steps:draft",
            "armistice_steps:presented",
            formula="the Soviet draft lies before the day on which the terms were shown to the Romanians",
            title="The terms were a Soviet draft",
        ),
    )


def stretch(name: str) -> Result:
    """The days between two rows, ``armistice.<name>``; a range where a day is open."""
    begin, end, title = STRETCHES[name]
    spans = [dates.parse(str(evidence.row(f"armistice_steps:{row}")["date"])) for row in (begin, end)]
    least, most = (_days(spans[0].latest, spans[1].earliest), _days(spans[0].earliest, spans[1].latest))
    rows = (f"armistice_steps:{begin}", f"armistice_steps:{end}")
    estimate = Estimate(float(most) if least == most else None, float(least), float(most), rows)
    return Result.of(
        f"armistice.{name}",
        estimate,
        unit="days",
        formula="from the one date to the other",
        title=title,
        decimals=0,
    )


def _days(begin: datetime.date | None, end: datetime.date | None) -> int:
    if begin is None or end is None:
        raise ValueError("a step has no first or last day")
    return (end - begin).days
