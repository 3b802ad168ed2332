"""The moments of the long quarrel: rows of many tables on one axis of time, and how Bessarabia was at stake in them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count

# Track of the register → what a reader sees, from top to bottom.
TRACKS = {
    "frontier": "The frontier",
    "treaties": "Treaties and relations",
    "war": "War and violence",
    "economy": "Money and goods",
    "alliance": "The alliance",
}
# How Bessarabia was at stake in a moment → id and title of the count.
TURNS = {
    "army": ("armies", "Times that an army entered Bessarabia"),
    "talks": ("talks", "Times that talks ended without result because of Bessarabia"),
    "raised": ("raised", "Times that Bessarabia came up between allies"),
}


def every() -> pd.DataFrame:
    """All moments in the order of time; what is known by the year alone ends its year.

    Returns
    -------
    pandas.DataFrame
        The columns of the table `moments`, with the title of the row behind where it has none of its own, and
        ``date`` of that row with ``first``, the first day that it can mean.
    """
    table = evidence.load("moments")
    told = [evidence.row(str(row)) for row in table["row"]]
    found = table.assign(
        date=[str(cells["date"]) for cells in told],
        title=[
            own if isinstance(own, str) else str(cells["title"])
            for own, cells in zip(table["title"], told, strict=True)
        ],
    )
    found["first"], last = bounds(found["date"])
    return found.loc[last.sort_values(kind="stable").index]


def bounds(days: pd.Series[Any]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """The first and the last day that each date can mean; missing where an end is open."""
    spans = [dates.parse(str(day)) for day in days]
    ends = ([span.earliest for span in spans], [span.latest for span in spans])
    first, last = (pd.Series(end, index=days.index, dtype="datetime64[s]") for end in ends)
    return first, last


def between(first: int, last: int, tracks: Collection[str]) -> pd.DataFrame:
    """The moments on some tracks that begin from one year to another, both included, in the order of time."""
    table = every()
    chosen: pd.DataFrame = table[
        table["first"].dt.year.between(first, last) & table["track"].isin(list(tracks))
    ]
    return chosen


def years(table: pd.DataFrame, *turns: str) -> list[int]:
    """The years in which Bessarabia was at stake in one of these ways, each once."""
    return sorted(set(table.loc[table["turn"].isin(turns), "first"].dt.year))


def held(table: pd.DataFrame, last: int) -> list[tuple[str, float, float]]:
    """Who held Bessarabia from when to when, in years, by the armies that entered it; up to the end of the last."""
    armies = table[table["turn"] == "army"].sort_values("first")
    begins = [day.year + (day.day_of_year - 1) / 366 for day in armies["first"]]
    ends = [*begins, last + 1.0][1:]
    return list(zip(map(str, armies["holder"]), begins, ends, strict=True))


def holding(table: pd.DataFrame, last: int) -> dict[str, Result]:
    """Years for which each state held Bessarabia, ``longquarrel.held_<state>``, by state."""
    armies = rows(table[table["turn"] == "army"])
    stretches = held(table, last)
    return {
        state: Result.of(
            f"longquarrel.held_{state}",
            Estimate.exactly(sum(end - begin for who, begin, end in stretches if who == state), *armies),
            unit="years",
            formula="from the entry of one army to that of the next, or to the end of the last year",
            title=f"Years for which {evidence.row(f'states:{state}')['name']} held Bessarabia",
            decimals=0,
        )
        for state in dict.fromkeys(who for who, _, _ in stretches)
    }


def quiet_decades(table: pd.DataFrame, first: int, last: int) -> list[int]:
    """First years of the decades, begun or whole, in which Bessarabia was at stake in none of these moments."""
    told = {year // 10 for year in years(table, *TURNS)}
    return [10 * decade for decade in range(first // 10, last // 10 + 1) if decade not in told]


def counted(table: pd.DataFrame) -> dict[str, Result]:
    """How many moments there are and how often Bessarabia was at stake how: ``longquarrel.<key>``, by key."""
    found = {
        "moments": count(
            "longquarrel.moments",
            rows(table),
            "Moments of the long quarrel",
            unit="events",
            formula="rows told",
        )
    }
    for turn, (key, title) in TURNS.items():
        own = table[table["turn"] == turn]
        found[key] = count(
            f"longquarrel.{key}", rows(own), title, unit="plain", formula=f"moments of the kind: {turn}"
        )
    return found


def rows(table: pd.DataFrame) -> list[str]:
    """Evidence ids of moments."""
    return [f"moments:{name}" for name in table.index]


def people() -> dict[str, Result]:
    """Whom the quarrel struck, where the table `chronicle` counts them: ``longquarrel.<row>``, by row."""
    table = evidence.load("chronicle")
    return {
        str(name): Result.of(
            f"longquarrel.{name}",
            Estimate.of_row(f"chronicle:{name}"),
            unit=str(table.loc[name, "unit"]),
            formula="as the source has it",
            title=str(table.loc[name, "title"]),
            decimals=0,
        )
        for name in table.index[table["value"].notna()]
    }
