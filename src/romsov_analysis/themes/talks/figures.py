"""The figures of chapter 02: two lines of events, and the grid of states."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Event, matrix_chart, timeline
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.explanations import FEATURES, NOT_SOUGHT, name_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TRACKS = {
    "contacts": "contacts of the two",
    "neighbours": "what others signed",
    "statements": "Soviet statements",
    "context": "other, reports",
}
# Steps of the bargaining that stand on the long line too.
KEY_STEPS = (
    "sturdza_calls",
    "finland_signs",
    "latvia_signs",
    "estonia_signs",
    "poland_signs",
    "geneva_breaks",
    "titulescu_minister",
)
_SIGNS = {
    "yes": "full", "no": "cross", "partly": "half", "not applicable": "dash", "not found": "dot", NOT_SOUGHT: "empty",
}  # fmt: skip
YEAR = 1932
_BETWEEN = 4  # years between two marks of the axis


def event(name: str) -> Event:
    """A row of the talks at the first day it can mean."""
    cells = evidence.row(f"talks:{name}")
    day = dates.parse(str(cells["date"])).earliest or datetime.date.min
    at = datetime.datetime.combine(day, datetime.time())
    return Event(at, dates.in_words(str(cells["date"])), str(cells["title"]), str(cells["track"]))


def shown(c: Chapter) -> pd.DataFrame:
    """The rows of the line of all years: what is no step of the bargaining, and its key steps."""
    rows = c.talks.rows
    return rows[rows["round"].isna() | rows.index.isin(KEY_STEPS)]


def span(c: Chapter) -> tuple[int, int]:
    """The first and the last year of the line of all years."""
    found = shown(c)["first"].dropna().dt.year
    return int(found.min()), int(found.max())


def years(c: Chapter) -> Figure:
    """What happened in all years, the bargaining by its key steps alone."""
    first, last = span(c)
    marks = range(first, last + 1 + _BETWEEN, _BETWEEN)  # the last mark lies behind the last year
    names = [str(name) for name in shown(c).index]
    ticks = [(datetime.datetime(year, 1, 1), str(year)) for year in marks]
    return timeline([event(name) for name in names], _tracks(names), ticks=ticks)


def in_1932(c: Chapter) -> list[str]:
    """The steps of the bargaining that begin in 1932."""
    first = c.talks.bargaining["first"]
    return [str(name) for name in first.index[first.dt.year == YEAR]]


def year_1932(c: Chapter) -> Figure:
    """The bargaining of 1932, step by step."""
    names = in_1932(c)
    months = [datetime.datetime(YEAR, number, 1) for number in range(1, 13, 2)]
    ticks = [
        *((month, month.strftime("%b")) for month in months),
        (datetime.datetime(YEAR, 12, 31), "31 Dec"),
    ]
    return timeline([event(name) for name in names], _tracks(names), ticks=ticks)


def _tracks(names: Iterable[str]) -> dict[str, str]:
    found = {str(evidence.row(f"talks:{name}")["track"]) for name in names}
    return {track: words for track, words in TRACKS.items() if track in found}


def grid(c: Chapter) -> Figure:
    """The states compared against their features, the pact shaded."""
    features = list(FEATURES)
    return matrix_chart(
        [
            (
                name_of(case),
                [_SIGNS[str(c.compared.grid.loc[case, f])] for f in features],
            )
            for case in c.compared.cases
        ],
        [FEATURES[feature] for feature in features],
        {
            sign: {"not applicable": "does not apply", "not found": "looked for, not found"}.get(value, value)
            for value, sign in _SIGNS.items()
            if value in c.compared.grid.to_numpy()
        },
        marked=features.index("pact"),
        label_width=1.7,
    )
