"""What chapter 03 sets beside its own counts: other people's codings, other alliances, published rates."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.pacts import survival, treaties
from romsov_analysis.themes.pacts.days import in_words
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
    for (data_set, title), universe, day in itertools.product(data_sets.items(), UNIVERSES, days):
        spells = observe_coded(universe, data_set, days[day])
        if not spells:
            continue
        part = survival.share(spells)
        rows = tuple(spell.evidence[0] for spell in spells)
        if day != last:  # what it rests on is listed once
            rows = (f"result:pacts.coded_{data_set}_{universe}_{last}",)
        found[data_set, universe, day] = Result.of(
            f"pacts.coded_{data_set}_{universe}_{day}",
            part.estimate(*rows),
            unit="ratio",
            formula=f"{part.broken} coded as violated ÷ {part.spells} treaties that the data set has; the range is "
            "Wilson's interval of 95 per cent",
            title=f"{title}: {UNIVERSES[universe].title}, to {in_words(days[day])}",
        )
    return found


def coverage() -> tuple[Result, Result]:
    """How many treaties are counted, and how many of them a data set of alliances has too."""
    counted = [pact.id for pact in treaties.chosen("all")]
    codings = evidence.load("codings")
    return (
        count(
            "pacts.counted",
            [f"pacts:{name}" for name in counted],
            "Treaties counted",
            unit="treaties",
            formula="treaties in force at some time that promise not to attack or to stay neutral",
        ),
        count(
            "pacts.in_atop",
            [f"codings:{name}/atop" for name in counted if f"{name}/atop" in codings.index],
            "Treaties counted that ATOP has",
            unit="treaties",
            formula="of these, with a row in ATOP",
        ),
    )


def alliance_shares() -> dict[str, tuple[Result, Result, Result]]:
    """Row of `alliance_counts` → ``alliances.<id>_treaties``, ``alliances.<id>_violated``, ``alliances.<id>``."""
    found = {}
    for name, cells in evidence.load("alliance_counts").iterrows():
        title, rows = str(cells["title"]), (f"alliance_counts:{name}",)
        part = survival.wilson(int(cells["violated"]), int(cells["treaties"]))
        numbers = [
            count(
                f"alliances.{name}_{what}",
                rows,
                f"{title}: {words}",
                unit="treaties",
                formula=f"counted in the data set: {words}",
                number=number,
            )
            for what, number, words in (
                ("treaties", part.spells, "begun"),
                ("violated", part.broken, "coded as violated"),
            )
        ]
        share = Result.of(
            f"alliances.{name}",
            part.estimate(*rows),
            unit="ratio",
            formula="coded as violated ÷ begun; the range is Wilson's interval of 95 per cent",
            title=f"{title}: share coded as violated",
        )
        found[str(name)] = (numbers[0], numbers[1], share)
    return found


def moved(with_clause: str, without: str, shifted: str) -> dict[str, Result]:
    """Alliances with and without a clause, as coded and if some violations are booked on the clause instead.

    Parameters
    ----------
    with_clause, without, shifted
        Rows of `alliance_counts`: with the clause, without it, and the treaties whose violations are moved. The
        treaties stay where they are counted; only their violations move.

    Returns
    -------
    By the last part of their ids: ``alliances.with_moved`` and ``alliances.without_moved``, ratios;
    ``alliances.fisher`` and ``alliances.fisher_moved``, two-sided p of Fisher's exact test;
    ``alliances.not_worse``, whether those with the clause are violated no more often as coded;
    ``alliances.within_chance``, whether neither p is below one in twenty.
    """
    from scipy.stats import fisher_exact

    names = tuple(f"alliance_counts:{name}" for name in (with_clause, without, shifted))
    first, second, rows = (evidence.row(name) for name in names)
    step = int(rows["violated"])
    counts = [(int(cells["violated"]), int(cells["treaties"])) for cells in (first, second)]
    found = {}
    for name, cells, (violated, whole), sign in (
        ("with_moved", first, counts[0], 1),
        ("without_moved", second, counts[1], -1),
    ):
        found[name] = Result.of(
            f"alliances.{name}",
            Estimate.exactly((violated + sign * step) / whole, *names),
            unit="ratio",
            formula=f"(violated {'+' if sign > 0 else '−'} violations moved) ÷ treaties",
            title=f"{cells['title']}: share violated, {str(rows['title']).lower()} moved to the pacts",
        )
    for name, by, also in (("fisher", 0, ""), ("fisher_moved", step, ", violations moved")):
        (a, whole), (b, other) = counts
        p = float(fisher_exact([[a + by, whole - a - by], [b - by, other - b + by]]).pvalue)
        found[name] = Result.of(
            f"alliances.{name}",
            Estimate.exactly(p, *names),
            unit="ratio",
            formula="Fisher's exact test, two-sided",
            title=f"p of the difference{also}",
        )
    found["not_worse"] = Result.whether(
        "alliances.not_worse",
        counts[0][0] / counts[0][1] <= counts[1][0] / counts[1][1],
        *names,
        formula="share violated with the clause ≤ share without",
        title="Alliances with the clause are not violated more often than those without",
    )
    tests = [found["fisher"], found["fisher_moved"]]
    found["within_chance"] = Result.whether(
        "alliances.within_chance",
        all((test.value or 0.0) >= 0.05 for test in tests),
        *(f"result:{test.id}" for test in tests),
        formula="neither p lies below 0.05",
        title="Neither difference is more than chance would give",
    )
    return found


def published() -> dict[str, Result]:
    """Every published rate, in per cent: row of `literature` → ``literature.<id>``."""
    return {
        str(name): Result.of(
            f"literature.{name}",
            Estimate.of_row(f"literature:{name}"),
            unit="percent",
            formula="as published",
            title=str(cells["title"]),
            decimals=digits_of(float(cells["low"]), float(cells["high"])),
            note=evidence.text(cells, "note"),
        )
        for name, cells in evidence.load("literature").iterrows()
        if not pd.isna(cells["low"])
    }
