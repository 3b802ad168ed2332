"""The counts of chapter 03 worked out once more, from the tables alone: what the tests hold its sentences against.

Nothing of the theme is used here, so that a mistake there cannot hide.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates

KINDS = {
    "attacked": {"attack"},
    "denounced": {"attack"},
    "coerced": {"attack", "coercion"},
    "any": {
        "attack",
        "coercion",
        "intervention",
        "war declared",
        "denunciation",
        "hostile agreement",
        "other breach",
    },
}
UNIVERSES = ("bilateral", "neutrality", "explicit", "all")
EXPLICIT = {"non-aggression", "non-aggression and neutrality", "renunciation of war"}
NO_END = datetime.date.max


@functools.cache
def treaties() -> pd.DataFrame:
    """Every treaty that counts: index id, with its dates (edges of each), pairs, form, obligation, parties."""
    pacts = evidence.load("pacts")
    when = evidence.load("pact_dates").pivot(index="pact", columns="what", values="date")
    table = pacts.join(when, how="inner")
    table = table[
        table["obligation"].isin(EXPLICIT | {"neutrality"})
        & (table["ending"] != "never in force")
        & (table["parties"] != "near universal")
        & table["signed"].notna()
    ]
    table["start"] = table["in force"].fillna(table["signed"]).map(lambda text: dates.parse(text).earliest)
    return table


def _days(text: object, early: bool) -> datetime.date | None:
    if not isinstance(text, str):
        return None
    span = dates.parse(text)
    return (span.earliest if early else span.latest) or NO_END


def end(cells: pd.Series[Any], definition: str, *, early: bool) -> datetime.date:
    """The last day on which a treaty can be broken."""
    term, ended, freed = (_days(cells[name], early) for name in ("term end", "ended", "notice effect"))
    notice = freed is not None or cells["ending"] == "denounced"
    if definition != "attacked" and notice:
        if cells["term end"] == "../..":
            return NO_END
        if term is not None:
            return max(term, *(day for day in (freed or ended,) if day is not None), datetime.date.min)
    known = [day for day in (ended, freed) if day is not None]
    return min(known or ([term] if notice and term and cells["term end"] != "../.." else [NO_END]))


def pairs(cells: pd.Series[Any]) -> set[frozenset[str]]:
    if isinstance(cells["pairs"], str):
        return {frozenset(pair.strip().split("-")) for pair in cells["pairs"].split(";")}
    return {frozenset(pair) for pair in itertools.combinations(cells["parties"].split("; "), 2)}


@functools.cache
def breaches(definition: str, *, contested: bool, early: bool) -> pd.DataFrame:
    """Every act that breaks a treaty: columns pact, act, day."""
    acts, rows = evidence.load("acts"), []
    for _, link in evidence.load("pact_acts").iterrows():
        act = acts.loc[link["act"]]
        doubts = set(link["doubt"].split("; "))
        doubted = bool(doubts & {"deed", "reach"})  # who began leaves the treaty broken
        if (
            link["pact"] not in treaties().index
            or act["kind"] not in KINDS[definition]
            or (doubted and not contested)
        ):
            continue
        treaty = treaties().loc[link["pact"]]
        span = dates.parse(act["date"])
        day = max(span.earliest, treaty["start"])
        between = {
            frozenset((one, other))
            for one in act["actor"].split("; ")
            for other in act["against"].split("; ")
            if one != other
        }
        hit = between if "reach" in doubts else between & pairs(treaty)
        if hit and span.latest >= treaty["start"] and day <= end(treaty, definition, early=early):
            rows.append((link["pact"], link["act"], day))
    return pd.DataFrame(rows, columns=["pact", "act", "day"])


@functools.cache
def chosen(universe: str) -> pd.DataFrame:
    """The treaties of a universe."""
    table = treaties()
    kinds = EXPLICIT if universe in ("bilateral", "explicit") else EXPLICIT | {"neutrality"}
    table = table[table["obligation"].isin(kinds)]
    return table[table["form"] == "bilateral"] if universe in ("bilateral", "neutrality") else table


@functools.cache
def lives(
    universe: str, definition: str, last: datetime.date, *, contested: bool = False, early: bool = False
) -> pd.DataFrame:
    """One row a treaty begun by the last day: start, stop, broken (whether it was), act, parties."""
    acts = breaches(definition, contested=contested, early=early)
    acts = acts[acts["day"] <= last].sort_values(["day", "act"]).drop_duplicates("pact").set_index("pact")
    table = chosen(universe)
    table = table[table["start"] <= last]
    rows = []
    for name, cells in table.iterrows():
        broken = name in acts.index
        over = max(cells["start"], min(end(cells, definition, early=early), last))
        stop, act = (acts.loc[name, "day"], acts.loc[name, "act"]) if broken else (over, None)
        rows.append((name, cells["start"], stop, broken, act, cells["parties"].split("; ")))
    columns = ["id", "start", "stop", "broken", "act", "parties"]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def ways(days: dict[str, datetime.date], *, early: bool) -> pd.DataFrame:
    """Every way of counting with its share."""
    rows = [
        (lives(universe, definition, last, contested=contested, early=early)["broken"].mean(),)
        for universe, last, definition, contested in itertools.product(
            UNIVERSES, days.values(), KINDS, (False, True)
        )
    ]
    return pd.DataFrame(rows, columns=["share"])


@functools.cache
def alliances(
    last: datetime.date, *, clause: tuple[str, ...] = ("nonaggression",), without: str = ""
) -> list[list[int]]:
    """Alliances violated and not by a day, with any of some clauses and without: a table of four."""
    cells = [[0, 0], [0, 0]]
    for _, row in evidence.load("alliances").iterrows():
        if str(row["event"]) in without.split() or dates.parse(row["begun"]).earliest > last:
            continue
        over = isinstance(row["ended"], str) and dates.parse(row["ended"]).latest <= last
        cells[not any(row[name] for name in clause)][not (row["violated"] and over)] += 1
    return cells


def rate(spells: pd.DataFrame, first: datetime.date, last: datetime.date) -> tuple[int, float]:
    """Breaches within a stretch, and the years in force in it."""
    after = last + datetime.timedelta(days=1)
    days = [
        max((min(stop, after) - max(start, first)).days, 0)
        for start, stop in zip(spells["start"], spells["stop"], strict=True)
    ]
    broken = [first <= stop <= last for stop in spells["stop"][spells["broken"]]]
    return sum(broken), sum(days) / 365.25
