"""The talks step by step: rows of the statuses asked for, stretches between two of them, treaties of both."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.spells import YEAR

# Name → (first row, last row, title, unit).
STRETCHES = {
    "years_apart": ("relations_broken", "relations_1934", "Years without relations", "years"),
    "poland_to_break": ("poland_signs", "geneva_breaks", "From the Polish signature to the break", "days"),
    "offer_to_riga": ("chicherin_lausanne", "sturdza_calls", "From the first offer found to Riga", "years"),
}


def statuses() -> list[str]:
    """The statuses that rows of the talks have, in the order of the descriptor."""
    present = set(evidence.load("talks")["status"])
    accepted = evidence.table("talks").fields["status"]["constraints"]["enum"]
    return [str(status) for status in accepted if status in present]


def rows(status: Collection[str]) -> pd.DataFrame:
    """The table of talks in the order of time, rows of other statuses left out.

    Returns
    -------
    pandas.DataFrame
        The columns of the table, and ``first``: the first day of the date; what has an open beginning comes
        first and has none.
    """
    table = evidence.load("talks")
    table = table[table["status"].isin(list(status))]
    first = pd.Series(
        [dates.parse(date).earliest for date in table["date"]], index=table.index, dtype="datetime64[s]"
    )
    return table.assign(first=first).sort_values("first", kind="stable", na_position="first")


def stretch(name: str) -> Result:
    """The time between two rows of the talks, ``talks.<name>``, in days or years; a range where a day is open.

    Parameters
    ----------
    name
        A key of `STRETCHES`.

    Raises
    ------
    ValueError
        If either date has an open end.
    """
    first, last, title, unit = STRETCHES[name]
    begin, end = (dates.parse(str(evidence.row(f"talks:{row}")["date"])) for row in (first, last))
    if begin.earliest is None or begin.latest is None or end.earliest is None or end.latest is None:
        raise ValueError(f"{first} or {last} has no first or last day")
    least, most = (end.earliest - begin.latest).days, (end.latest - begin.earliest).days
    scale = 1 if unit == "days" else YEAR
    length = Estimate(
        most / scale if least == most else None,
        least / scale,
        most / scale,
        (f"talks:{first}", f"talks:{last}"),
    )
    formula = f"from the one date to the other, in {unit}"
    return Result.of(f"talks.{name}", length, unit=unit, formula=formula, title=title, decimals=0)


@dataclass(frozen=True)
class Bargaining:
    """The rows of the talks that are read, and what was counted over them.

    Attributes
    ----------
    rows
        As `rows` gives them.
    steps, verified
        Rows with a round; of these, read at the address of the work.
    stretches
        Name → time between two rows, whether they are read or not: the story names them.
    substitutes
        Treaties that bound both states not to attack each other.
    """

    rows: pd.DataFrame
    steps: Result
    verified: Result
    stretches: Mapping[str, Result]
    substitutes: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        return (*self.stretches.values(), self.steps, self.verified, self.substitutes)

    @property
    def whole(self) -> bool:
        """Whether no row is left out."""
        return len(self.rows) == len(evidence.ids("talks"))

    @property
    def bargaining(self) -> pd.DataFrame:
        """The steps of the bargaining: rows with a round."""
        return self.rows[self.rows["round"].notna()]

    def has(self, *names: str) -> bool:
        """Whether all these rows are read."""
        return set(names) <= set(self.rows.index)

    def when(self, name: str) -> str:
        """The date of a row as it stands in a sentence."""
        return dates.when(str(self.rows.loc[name, "date"]))

    def years(self, *names: str) -> list[str]:
        """The years of those of some rows that are read, each once."""
        chosen = self.rows.loc[[name for name in names if self.has(name)], "first"].dropna()
        return [str(year) for year in sorted(set(chosen.dt.year))]


def bargain(status: Collection[str]) -> Bargaining:
    """Read the rows of some statuses and count over them."""
    read = rows(status)
    steps = read[read["round"].notna()]
    return Bargaining(
        read,
        count(
            "talks.steps",
            [f"talks:{name}" for name in steps.index],
            "Steps of the bargaining of 1931 and 1932",
            unit="steps",
            formula="rows with a round",
        ),
        count(
            "talks.verified",
            [f"talks:{name}" for name in steps.index[steps["status"] == "verified"]],
            "Steps read at the address of the work",
            unit="steps",
            formula="rows with a round whose status is verified",
        ),
        {name: stretch(name) for name in STRETCHES},
        count(
            "talks.substitutes",
            [f"pacts:{name}" for name in both_bound()],
            "Treaties that bound both not to attack each other",
            unit="treaties",
            formula="treaties of chapter 03 with both as parties",
        ),
    )


def both_bound() -> list[str]:
    """Ids of the treaties that bound the Soviet Union and Romania to each other."""
    pair = frozenset({"ussr", "romania"})
    return [pact.id for pact in treaties.load() if pair in pact.pairs]
