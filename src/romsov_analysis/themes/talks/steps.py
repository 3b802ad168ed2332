"""The results of chapter 02: counts and stretches of the talks, verdicts on explanations, lags of the witnesses."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Event
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.spells import YEAR
from romsov_analysis.themes.talks import explanations

VERDICTS = {
    "fits": "cases that fit",
    "contradicted": "pacts signed in spite of it",
    "unexplained": "no pact without it",
    "silent": "cases on which it is silent",
}


def rows(status: Collection[str]) -> pd.DataFrame:
    """The table of talks in the order of time, rows of other statuses left out."""
    table = evidence.load("talks")
    table = table[table["status"].isin(list(status))]
    first = [dates.parse(date).earliest or datetime.date.min for date in table["date"]]
    return table.assign(first=pd.Series(first, index=table.index, dtype=object)).sort_values(
        "first", kind="stable"
    )


def event(name: str) -> Event:
    """A row of the talks as an event of a timeline, at the first day it can mean."""
    cells = evidence.row(f"talks:{name}")
    day = dates.parse(str(cells["date"])).earliest or datetime.date.min
    return Event(
        datetime.datetime.combine(day, datetime.time()),
        dates.in_words(str(cells["date"])),
        str(cells["title"]),
        str(cells["track"]),
    )


def stretch(name: str, first: str, last: str, title: str, *, unit: str = "days") -> Result:
    """The time between two rows of the talks, ``talks.<name>``, in days or years; a range where a day is open.

    Raises
    ------
    ValueError
        If either date has an open end.
    """
    spans = [dates.parse(str(evidence.row(f"talks:{row}")["date"])) for row in (first, last)]
    begin, end = spans
    if None in (begin.earliest, begin.latest, end.earliest, end.latest):
        raise ValueError(f"{first} or {last} has no first or last day")
    least = (end.earliest - begin.latest).days  # type: ignore[operator]
    most = (end.latest - begin.earliest).days  # type: ignore[operator]
    scale = 1 if unit == "days" else YEAR
    value = most / scale if least == most else None
    return Result(
        f"talks.{name}",
        value,
        least / scale,
        most / scale,
        unit,
        f"from the one date to the other, in {unit}",
        (f"talks:{first}", f"talks:{last}"),
        title,
        decimals=0,
    )


def count(name: str, names: Sequence[str], title: str, *, unit: str, formula: str) -> Result:
    """A number of rows, ``<name>``; the rows are its evidence."""
    return Result.of(
        name, Estimate.exactly(float(len(names)), *names), unit=unit, formula=formula, title=title, decimals=0
    )


def verdicts(cases: Collection[str]) -> dict[tuple[str, str], Result]:
    """Explanation and verdict → number of states, ``compare.<explanation>_<verdict>``.

    A verdict that no state gives counts the rows of all states as evidence.
    """
    found = {}
    trials = [trial for trial in explanations.trials() if trial.case in cases]
    for name, cells in evidence.load("explanations").iterrows():
        own = [trial for trial in trials if trial.explanation == name]
        for verdict in ("fits", "contradicted", "unexplained", "silent"):
            told = [trial for trial in own if trial.verdict == verdict]
            behind = tuple(dict.fromkeys(row for trial in told or own for row in trial.evidence))
            found[str(name), verdict] = Result.of(
                f"compare.{name}_{verdict}",
                Estimate.exactly(float(len(told)), *(behind or (f"explanations:{name}",))),
                unit="cases",
                formula=VERDICTS[verdict],
                title=f"{cells['title']}: {VERDICTS[verdict]}",
                decimals=0,
            )
    return found


def lags() -> list[Result]:
    """Years from a stance to the telling, ``split.lag_<id>``, where both dates are known."""
    found = []
    for name, cells in evidence.load("moscow_split").iterrows():
        years = explanations.lag_years(cells)
        if years is None:
            continue
        found.append(
            Result.of(
                f"split.lag_{name}",
                Estimate.exactly(max(years, 0.0), f"moscow_split:{name}"),
                unit="years",
                formula="from the middle of the one date to the middle of the other",
                title=f"{cells['about']}: {cells['stance']}, years to the telling",
                decimals=0,
            )
        )
    return found


def both_bound() -> list[str]:
    """Ids of the treaties that bound the Soviet Union and Romania to each other."""
    pair = frozenset({"ussr", "romania"})
    return [pact.id for pact in treaties.load() if pair in pact.pairs]
