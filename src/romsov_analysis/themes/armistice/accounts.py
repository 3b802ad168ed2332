"""Who made the coup: whom each account names, in what part, and the order of the hours."""

from __future__ import annotations

from collections.abc import Mapping
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
    lead
        King and Communists → accounts that put them at the head.
    guard_first
        Whether the arrest lies before the hour at which the armed Communists took charge.
    conceded
        Accounts of the party that name palace or army as taking part.
    """

    rows: pd.DataFrame
    hours: pd.DataFrame
    lead: Mapping[str, Result]
    guard_first: Result
    conceded: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        return (*self.lead.values(), self.guard_first, self.conceded)


def read() -> Accounts:
    """Read accounts and hours."""
    rows = evidence.load("coup_schools").sort_values("order")
    hours = evidence.load("coup_hours").sort_values("order")
    order = hours["order"]
    of_party = rows[rows["side"] == "party"]
    giving = of_party.index[(of_party["palace"] == "takes part") | (of_party["army"] == "takes part")]
    return Accounts(
        rows,
        hours,
        {
            actor: count(
                f"armistice.lead_{actor}",
                [f"coup_schools:{name}" for name in rows.index[rows[actor] == "leads"]],
                f"Accounts that put first: {title}",
                unit="statements",
                formula="accounts in which the actor leads",
            )
            for actor, title in ACTORS.items()
            if actor in ("palace", "communists")
        },
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
