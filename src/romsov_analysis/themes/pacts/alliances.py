"""Alliances with and without a clause of non-aggression, by another data set, and on what their difference rests."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.spells import YEAR

CHANCE = 0.05
_DAY = datetime.timedelta(days=1)
ALL = "eve"  # id of the contrast that the others vary
MUNICH, SANCTIONS = "munich_1938", "sanctions_1935"
# Those that a sentence names: another day, other events, another class.
NAMED = ("september", "apart", "neutral")


@dataclass(frozen=True)
class Contrast:
    """Alliances violated by a day and begun by it, with a clause and without; p of Fisher's exact test, two-sided."""

    id: str
    words: str
    violated: tuple[Result, Result]
    begun: tuple[Result, Result]
    p: Result

    @property
    def within_chance(self) -> bool:
        """Whether p is not below one in twenty."""
        return (self.p.value or 0.0) >= CHANCE

    @property
    def lead(self) -> float:
        """Share violated without the clause, less the share with it; nothing where there is none of a kind."""
        first, second = (
            (some.value or 0.0) / all_.value if all_.value else 0.0
            for some, all_ in zip(self.violated, self.begun, strict=True)
        )
        return second - first


def table() -> pd.DataFrame:
    """The alliances of the data set, with days as dates; of an end known to the month the last day."""
    rows = evidence.load("alliances")
    flags = ["violated", "two_party", "nonaggression", "neutrality", "defence", "offence"]
    days: dict[str, Any] = {
        "begun": [dates.parse(text).earliest for text in rows["begun"]],
        "ended": [
            dates.parse(text).latest if isinstance(text, str) else datetime.date.max for text in rows["ended"]
        ],
    }
    event = rows["event"].where(rows["event"].notna(), rows.index.to_series())
    return rows.astype(dict.fromkeys(flags, bool)).assign(**days, event=event)


def contrasts(eve: datetime.date, words: str) -> dict[str, Contrast]:
    """The contrast by the last day before the war, and what becomes of it when one thing is changed.

    Parameters
    ----------
    eve
        The last day that counts as before.
    words
        When that is, in words.

    Returns
    -------
    Id → contrast; results are ``alliances.<id>_with``, ``…_with_all``, ``…_without``, ``…_without_all``, ``…_p``.
    """
    rows = table()
    clause = rows["nonaggression"]
    help_ = rows["defence"] | rows["offence"]
    day = datetime.date
    once = (
        rows["violated"] & (rows["ended"] <= eve) & rows.assign(clause=clause).duplicated(["event", "clause"])
    )

    def leaving(*events: str) -> pd.DataFrame:
        return rows[~rows["event"].isin(events)]

    def lacking(state: str) -> pd.DataFrame:
        return rows[[state not in parties.split("; ") for parties in rows["parties"]]]

    varied: Mapping[str, tuple[str, pd.DataFrame, pd.Series[bool], datetime.date]] = {
        ALL: (f"all alliances, {words}", rows, clause, eve),
        "two_party": ("between two states only", rows[rows["two_party"]], clause, eve),
        "y1937": ("to the end of 1937", rows, clause, day(1937, 12, 31)),
        "munich_eve": ("to 29 September 1938", rows, clause, day(1938, 9, 29)),
        "munich_day": ("to 30 September 1938", rows, clause, day(1938, 9, 30)),
        "september": ("to the end of September 1939", rows, clause, day(1939, 9, 30)),
        "y1941": ("to the end of 1941", rows, clause, day(1941, 12, 31)),
        "war": ("to the end of the war", rows, clause, day(1945, 9, 2)),
        "sanctions": ("without the treaties ended by the sanctions of 1935", leaving(SANCTIONS), clause, eve),
        "munich": ("without the treaties ended at Munich", leaving(MUNICH), clause, eve),
        "apart": ("without the sanctions of 1935 and Munich", leaving(SANCTIONS, MUNICH), clause, eve),
        "once": ("each event counted once", rows[~once], clause, eve),
        "ussr": ("without the Soviet Union", lacking("ussr"), clause, eve),
        "germany": ("without Germany", lacking("germany"), clause, eve),
        "france": ("without France", lacking("france"), clause, eve),
        "italy": ("without Italy", lacking("italy"), clause, eve),
        "neutral": ("with neutrality in the class", rows, clause | rows["neutrality"], eve),
        "help": ("against alliances of help only", rows[clause | help_], clause, eve),
    }  # fmt: skip
    return {name: _contrast(name, *parts) for name, parts in varied.items()}


def _contrast(
    name: str, words: str, rows: pd.DataFrame, clause: pd.Series[bool], last: datetime.date
) -> Contrast:
    from scipy.stats import fisher_exact

    begun = rows[rows["begun"] <= last]
    groups = {"with": begun[clause.loc[begun.index]], "without": begun[~clause.loc[begun.index]]}
    numbers, cells = [], []
    for kind, group in groups.items():
        broken = group[group["violated"] & (group["ended"] <= last)]
        title = f"Alliances {kind} the clause, {words}"
        whole = count(
            f"alliances.{name}_{kind}_all",
            [f"alliances:{row}" for row in group.index]
            if name == ALL
            else [f"result:alliances.{ALL}_{kind}_all"],
            f"{title}: begun",
            unit="treaties",
            formula=f"begun by {last}",
            number=len(group),
        )
        some = count(
            f"alliances.{name}_{kind}",
            [f"alliances:{row}" for row in broken.index] or [f"result:{whole.id}"],
            f"{title}: violated",
            unit="treaties",
            formula=f"coded as ended by violation by {last}",
            number=len(broken),
        )
        numbers.append((some, whole))
        cells.append([len(broken), len(group) - len(broken)])
    p = Result.of(
        f"alliances.{name}_p",
        Estimate.exactly(float(fisher_exact(cells).pvalue), *(f"result:{some.id}" for some, _ in numbers)),
        unit="ratio",
        formula="Fisher's exact test, two-sided; treaties taken as independent",
        title=f"p of the difference, {words}",
        decimals=3,
    )
    (first, second) = numbers
    return Contrast(name, words, (first[0], second[0]), (first[1], second[1]), p)


def by_years(eve: datetime.date) -> tuple[Result, Result, Result] | None:
    """Violations a hundred treaty-years up to a day, with the clause and without, and p of the exact test.

    Ids ``alliances.years_with``, ``…_without``, ``…_p``. None where alliances of a kind were never in force.
    """
    rows = table()
    rows = rows[rows["begun"] <= eve]
    rates, found = [], []
    for kind, group in rows.groupby(~rows["nonaggression"]):
        name = "without" if kind else "with"
        days = [
            (min(end, eve + _DAY) - begun).days
            for begun, end in zip(group["begun"], group["ended"], strict=True)
        ]
        if not sum(days):
            return None
        rate = survival.rate(int((group["violated"] & (group["ended"] <= eve)).sum()), sum(days) / YEAR)
        rates.append(rate)
        behind = f"result:alliances.{ALL}_{name}"
        found.append(
            Result.of(
                f"alliances.years_{name}",
                Estimate(rate.value, rate.low, rate.high, (behind, f"{behind}_all")),
                unit="per_hundred_years",
                formula=f"violations ÷ years in force to {eve}, times a hundred; exact Poisson limits",
                title=f"Violations a hundred treaty-years, {name} the clause",
                decimals=1,
            )
        )
    if len(rates) < len(("with", "without")):
        return None
    p = Result.of(
        "alliances.years_p",
        Estimate.exactly(survival.rate_ratio(*rates)[1], *(f"result:{rate.id}" for rate in found)),
        unit="ratio",
        formula="exact test that the rates are equal; violations taken as independent",
        title="p of the difference by years in force",
        decimals=3,
    )
    return found[0], found[1], p


def titles(some: Result) -> list[str]:
    """Titles of the treaties behind a count of alliances, as far as the table of pacts has them."""
    rows = [row.removeprefix("alliances:") for row in some.evidence if row.startswith("alliances:")]
    named = evidence.load("alliances").loc[rows, "pact"].dropna()
    return [str(evidence.row(f"pacts:{pact}")["title"]) for pact in named]


def events(eve: datetime.date) -> Result:
    """Events behind the violations without the clause up to a day, ``alliances.events``."""
    rows = table()
    broken = rows[rows["violated"] & (rows["ended"] <= eve) & ~rows["nonaggression"]]
    return count(
        "alliances.events",
        [f"alliances:{row}" for row in broken.index] or ["result:alliances.eve_without_all"],
        "Events behind the violations without the clause",
        unit="events",
        formula="violations grouped by the event that ended the treaty",
        number=broken["event"].nunique(),
    )


def window(last: datetime.date) -> tuple[datetime.date, datetime.date, Result] | None:
    """The days up to a last one on which p lies below one in twenty: the first, the last, and how many they are.

    The number is ``alliances.window``. Between two days on which a treaty begins or is violated nothing changes.
    None where p never lies so low.
    """
    from scipy.stats import fisher_exact

    rows = table()
    clause = rows["nonaggression"]
    moves = sorted(day for day in {*rows["begun"], *rows["ended"][rows["violated"]]} if day <= last)
    runs = []
    for here, after in zip(moves, [*moves[1:], last + _DAY], strict=True):
        begun, broken = rows["begun"] <= here, rows["violated"] & (rows["ended"] <= here)
        cells = [
            [int((kind & begun & some).sum()) for some in (broken, ~broken)] for kind in (clause, ~clause)
        ]
        if fisher_exact(cells).pvalue < CHANCE:
            runs.append((here, after - _DAY))
    if not runs:
        return None
    length = count(
        "alliances.window",
        ["result:alliances.eve_with_all", "result:alliances.eve_without_all"],
        "Days on which the difference is more than chance may give",
        unit="days",
        formula=f"days from {runs[0][0]} to {runs[-1][1]} on which p of Fisher's exact test lies below {CHANCE}",
        number=sum((end - begin).days + 1 for begin, end in runs),
    )
    return runs[0][0], runs[-1][1], length
