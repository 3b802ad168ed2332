"""What the last month of the quarrel was about: its points in dispute, counted by the quarrel to which they belong."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.rupture import events

# Quarrel of the table → its name; all but the last are tracks of the events.
QUARRELS = {
    "pact": events.PACT,
    "regimes": events.REGIMES,
    "economy": events.ECONOMY,
    "alliance": events.ALLIANCE,
    "border": events.BORDER,
    "malta": events.MALTA,
    "timisoara": "the rising in Timișoara",
}
# Occasion of the table → what it is called, in the order of time.
OCCASIONS = {
    "congress": "congress",
    "letter_23": "Gorbachev’s letter",
    "committee_27": "committee",
    "letter_27": "reply",
    "moscow_4": "Moscow",
    "charge_20": "20 December",
}
# Who speaks, and to whom, as it is drawn.
VOICES = {"bucharest": "Bucharest", "own": "Ceaușescu, to his committee", "moscow": "Moscow"}
STANCES = {"dispute": "in dispute", "agreed": "agreed", "neither": "neither"}
# Ways of counting → what they leave in.
WAYS = {
    "": "points in dispute",
    "_clear": "points in dispute that plainly belong to one quarrel",
    "_wide": "all points but those on which both sides agree",
}


def voice(table: pd.DataFrame) -> pd.Series:
    """Who speaks in each row: a key of `VOICES`."""
    heard = table["side"].map({"romanian": "bucharest", "soviet": "moscow"})
    return heard.mask(table["said_to"] == "own", "own")


def counted(table: pd.DataFrame, way: str) -> pd.Series:
    """Which rows one of the `WAYS` leaves in."""
    if way == "_wide":
        return table["stance"] != "agreed"
    disputed = table["stance"] == "dispute"
    return disputed & (table["clear"] == "yes") if way else disputed


def by_voice() -> dict[str, dict[str, int]]:
    """Quarrel → voice → its points in dispute, the most disputed first."""
    table = evidence.load("quarrels")
    disputed = counted(table, "")
    sums = table[disputed].groupby(["quarrel", voice(table)[disputed]]).size()
    found = {name: {key: int(sums.get((name, key), 0)) for key in VOICES} for name in QUARRELS}
    return dict(sorted(found.items(), key=lambda item: -sum(item[1].values())))


def quarrel_results() -> dict[str, Result]:
    """How often the last month returned to each quarrel, by the last part of the id.

    Results ``quarrel.said``, all points; ``quarrel.dispute``, ``quarrel.agreed`` and ``quarrel.neither``, by what they
    are; ``quarrel.bucharest``, ``quarrel.own`` and ``quarrel.moscow``, those in dispute by who speaks; a quarrel's own
    by each of the `WAYS`, such as ``quarrel.malta``, ``quarrel.malta_clear`` and ``quarrel.malta_wide``, where there
    are any; ``quarrel.all_clear`` and ``quarrel.all_wide``, their sums with what belongs to none, and that,
    ``quarrel.none_wide``; ``quarrel.open``, whether no quarrel leads by all ways.
    """
    table = evidence.load("quarrels")
    disputed, speaks = counted(table, ""), voice(table)

    def points(name: str, chosen: pd.Series, title: str, formula: str) -> Result:
        rows = [f"quarrels:{row}" for row in table.index[chosen]]
        return count(f"quarrel.{name}", rows, title, unit="points", formula=formula)

    found = {
        "said": points("said", disputed | True, "Points of the last month", "rows of the table of quarrels")
    }
    for name, words in STANCES.items():
        found[name] = points(name, table["stance"] == name, f"Of these, {words}", f"rows that are {words}")
    for name, words in VOICES.items():
        found[name] = points(name, disputed & (speaks == name), f"In dispute: {words}", "points in dispute")
    for quarrel, title in QUARRELS.items():
        for way, formula in WAYS.items():
            own = counted(table, way) & (table["quarrel"] == quarrel)
            if own.any():
                found[f"{quarrel}{way}"] = points(f"{quarrel}{way}", own, f"Points on {title}", formula)
    for way in ("_clear", "_wide"):
        found[f"all{way}"] = points(
            f"all{way}", counted(table, way), "Points on any quarrel or none", WAYS[way]
        )
    stray = counted(table, "_wide") & (table["quarrel"] == "none")
    if stray.any():
        found["none_wide"] = points("none_wide", stray, "Points on none of the quarrels", WAYS["_wide"])
    found["open"] = Result.whether(
        "quarrel.open",
        leader(found) is None,
        *(f"quarrels:{row}" for row in table.index),
        formula=f"no quarrel has more than every other by each of these: {'; '.join(WAYS.values())}",
        title="Which quarrel leads depends on the way of counting",
    )
    return found


def first_of(found: Mapping[str, Result], way: str) -> list[str]:
    """The quarrels that have the most points by a way of counting."""
    sums = {name: found[name + way].low for name in QUARRELS if name + way in found}
    return [name for name, points in sums.items() if points == max(sums.values())]


def leader(found: Mapping[str, Result]) -> str | None:
    """The quarrel that has more points than every other by each way of counting, if there is one."""
    leaders = [first_of(found, way) for way in WAYS]
    return leaders[0][0] if all(own == leaders[0] and len(own) == 1 for own in leaders) else None
