"""What chapter 03 sets beside its own counts: other people's codings, other alliances, published rates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import survival, treaties
from romsov_analysis.themes.pacts.specifications import day_words
from romsov_analysis.themes.pacts.spells import observe_coded
from romsov_analysis.themes.pacts.treaties import UNIVERSES


def coded(
    days: Mapping[str, datetime.date], data_sets: Mapping[str, str]
) -> dict[tuple[str, str, str], Result]:
    """The share that other people's codings give, by universe and day: (data set, universe, day) → result.

    Only the treaties a data set has are counted; ids are ``pacts.coded_<data set>_<universe>_<day>``.
    """
    found = {}
    last = max(days, key=lambda name: days[name])
    for data_set, title in data_sets.items():
        for universe in UNIVERSES:
            for day, last_day in days.items():
                spells = observe_coded(universe, data_set, last_day)
                if not spells:
                    continue
                part = survival.share(spells)
                rows = tuple(spell.evidence[0] for spell in spells)
                if day != last:  # what it rests on is listed once
                    rows = (f"result:pacts.coded_{data_set}_{universe}_{last}",)
                found[data_set, universe, day] = Result(
                    f"pacts.coded_{data_set}_{universe}_{day}",
                    part.value,
                    part.low,
                    part.high,
                    "ratio",
                    f"{part.broken} coded as violated ÷ {part.spells} treaties that the data set has; the range is "
                    "Wilson's interval of 95 per cent",
                    rows,
                    f"{title}: {UNIVERSES[universe].title}, {day_words(last_day)}",
                    decimals=2,
                )
    return found


def coverage() -> list[Result]:
    """How many treaties are counted, and how many of them a data set of alliances has too."""
    counted = [pact.id for pact in treaties.chosen("all")]
    codings = evidence.load("codings")
    coded = [f"codings:{name}/atop" for name in counted if f"{name}/atop" in codings.index]
    rows = tuple(f"pacts:{name}" for name in counted)
    return [
        Result.of(
            "pacts.counted",
            Estimate.exactly(float(len(counted)), *rows),
            unit="treaties",
            formula="treaties in force at some time that promise not to attack or to stay neutral",
            title="Treaties counted",
            decimals=0,
        ),
        Result.of(
            "pacts.in_atop",
            Estimate.exactly(float(len(coded)), *coded),
            unit="treaties",
            formula="of these, with a row in ATOP",
            title="Treaties counted that ATOP has",
            decimals=0,
        ),
    ]


def alliance_tests(with_clause: str, without: str, moved_rows: str) -> list[Result]:
    """Fisher's exact test of the shares with and without the clause, as coded and with violations moved.

    Ids ``alliances.fisher`` and ``alliances.fisher_moved``: two-sided p.
    """
    from scipy.stats import fisher_exact

    rows = tuple(f"alliance_counts:{name}" for name in (with_clause, without, moved_rows))
    first, second, shifted = (evidence.row(name) for name in rows)
    found = []
    for name, count in (("fisher", 0), ("fisher_moved", int(shifted["violated"]))):
        table = [
            [broken, int(cells["treaties"]) - broken]
            for cells, broken in (
                (first, int(first["violated"]) + count),
                (second, int(second["violated"]) - count),
            )
        ]
        p = float(fisher_exact(table).pvalue)
        found.append(
            Result.of(
                f"alliances.{name}",
                Estimate.exactly(p, *rows),
                unit="ratio",
                formula="Fisher's exact test, two-sided",
                title="p of the difference" + (", violations moved" if count else ""),
            )
        )
    return found


def alliance_shares() -> list[Result]:
    """The counts of `alliance_counts` and the share violated: ``alliances.<id>``, ``…_treaties``, ``…_violated``."""
    from statsmodels.stats.proportion import proportion_confint

    found = []
    for name, cells in evidence.load("alliance_counts").iterrows():
        row = f"alliance_counts:{name}"
        violated, treaties = int(cells["violated"]), int(cells["treaties"])
        low, high = proportion_confint(violated, treaties, method="wilson")
        for part, number, words in (
            ("treaties", treaties, "begun"),
            ("violated", violated, "coded as violated"),
        ):
            found.append(
                Result.of(
                    f"alliances.{name}_{part}",
                    Estimate.exactly(float(number), row),
                    unit="treaties",
                    formula=f"counted in the data set: {words}",
                    title=f"{cells['title']}: {words}",
                    decimals=0,
                )
            )
        found.append(
            Result(
                f"alliances.{name}",
                violated / treaties,
                float(low),
                float(high),
                "ratio",
                "coded as violated ÷ begun; the range is Wilson's interval of 95 per cent",
                (row,),
                f"{cells['title']}: share coded as violated",
            )
        )
    return found


def moved(rows: Sequence[str]) -> list[Result]:
    """The shares with and without a non-aggression clause if some violations are booked on the clause instead.

    Parameters
    ----------
    rows
        Ids of `alliance_counts`: with the clause, without it, and the treaties whose violations are moved.
        The treaties stay where they are counted; only their violations move.

    Returns
    -------
    ``alliances.with_moved`` and ``alliances.without_moved``, ratios.
    """
    names = tuple(f"alliance_counts:{row}" for row in rows)
    with_clause, without, shifted = (evidence.row(name) for name in names)
    count = int(shifted["violated"])
    found = []
    for name, cells, sign in (("with_moved", with_clause, 1), ("without_moved", without, -1)):
        found.append(
            Result.of(
                f"alliances.{name}",
                Estimate.exactly((int(cells["violated"]) + sign * count) / int(cells["treaties"]), *names),
                unit="ratio",
                formula=f"(violated {'+' if sign > 0 else '−'} violations moved) ÷ treaties",
                title=f"{cells['title']}: share violated, {shifted['title'].lower()} moved to the pacts",
            )
        )
    return found


def published() -> list[Result]:
    """Every published rate, ``literature.<id>``, in per cent."""
    return [
        Result.of(
            f"literature.{name}",
            Estimate.of_row(f"literature:{name}"),
            unit="percent",
            formula="as published",
            title=str(cells["title"]),
            decimals=1 if float(cells["low"]) % 1 else 0,
            note="" if pd.isna(cells["note"]) else str(cells["note"]),
        )
        for name, cells in evidence.load("literature").iterrows()
        if not pd.isna(cells["low"])
    ]
