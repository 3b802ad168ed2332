"""Who made the coup: whom each account names, in what part, and the order of the hours."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Result, count

ACTORS = {
    "palace": "The king",
    "army": "The army",
    "parties": "Other parties",
    "communists": "Communists",
    "red_army": "Red Army",
}


@dataclass(frozen=True)
class Accounts:
    """The accounts of the coup and its hours.

    Attributes
    ----------
    rows, hours
        Accounts and hours in the order of time.
    number
        How many accounts there are.
    party_first, party_alone
        Accounts that put the Communists first, and whether all of them are the party's own.
    guard_first
        Whether the arrest lies before the hour at which the armed Communists took charge.
    conceded
        Accounts of the party that name palace or army as taking part.
    """

    rows: pd.DataFrame
    hours: pd.DataFrame
    number: Result
    party_first: Result
    party_alone: Result
    guard_first: Result
    conceded: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        return (self.number, self.party_first, self.party_alone, self.guard_first, self.conceded)


def read() -> Accounts:
    """Read accounts and hours."""
    rows = evidence.load("coup_schools").sort_values("order")
    hours = evidence.load("coup_hours").sort_values("order")
    order = hours["order"]
    leading = rows.index[rows["communists"] == "leads"]
    first = [f"coup_schools:{name}" for name in leading]
    of_party = rows[rows["side"] == "party"]
    giving = of_party.index[(of_party["palace"] == "takes part") | (of_party["army"] == "takes part")]
    return Accounts(
        rows,
        hours,
        count(
            "armistice.accounts",
            [f"coup_schools:{name}" for name in rows.index],
            "Accounts of the coup that are compared",
            unit="statements",
            formula="rows of the table",
        ),
        count(
            "armistice.party_first",
            first,
            "Accounts that put the Communists first",
            unit="statements",
            formula="accounts in which the Communists lead",
        ),
        Result.whether(
            "armistice.party_alone",
            set(rows.loc[leading, "side"]) == {"party"},
            *first,
            formula="every account in which the Communists lead comes from the party",
            title="Only the party’s own accounts put the Communists first",
        ),
        Result.whether(
            "armistice.guard_first",
            bool(order["arrest"] < order["patrascanu"] < order["custody"]),
            *(f"coup_hours:{name}" for name in ("arrest", "patrascanu", "custody")),
            formula="the arrest stands before the first Communist at the palace, and he before the armed men",
            title="The guard made the arrest before the Communists came",
        ),
        count(
            "armistice.conceded",
            [f"coup_schools:{name}" for name in giving],
            "Accounts of the party that grant palace or army a part",
            unit="statements",
            formula="accounts of the party in which the palace or the army takes part",
        ),
    )
